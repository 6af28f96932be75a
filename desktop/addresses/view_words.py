"""What is said when a view or favourite cannot be kept."""

from db.domain.views import LONGEST_NAME, BadView
from desktop.i18n import translate


def view_reason(why: str) -> str:
    """Why a view cannot be kept."""
    words = {
        "name_empty": translate("views", "没有填写名称"),
        "name_long": translate("views", "名称太长"),
        "name_characters": translate("views", "名称里有不能显示的字符"),
        "name_taken": translate("views", "已经有同名的了"),
        "body_long": translate("views", "筛选条件太多，存不下"),
    }
    return words.get(why, why)


def view_words(error: BadView) -> tuple[str, str, str]:
    """Title, what happened, what to do."""
    shown = translate("views", "「{name}」：{why}。") if error.name else translate("views", "{why}。")
    advice = (
        translate("views", "请少勾选一些值再保存。")
        if error.why == "body_long"
        else translate("views", "请换一个名称，最多 {n} 个字。").format(n=LONGEST_NAME)
    )
    what = shown.format(name=error.name, why=view_reason(error.why))
    return translate("views", "视图没有保存"), what, advice
