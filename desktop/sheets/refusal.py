"""What is said when a check sheet cannot be issued, taken or decided."""

from db.domain.check_sheet import SheetRefused
from desktop.i18n import translate


def refused_reason(why: str) -> str:
    """Why it is refused."""
    words = {
        "no_number": translate("sheets", "里面没有核查表的表号"),
        "bad_number": translate("sheets", "表号有错字，校验位不符"),
        "too_many": translate("sheets", "这个社区今年的核查表已经太多，编不出表号"),
        "no_such_day": translate("sheets", "没有这一天"),
        "day_gone": translate("sheets", "交回日期不能早于今天"),
        "no_reason": translate("sheets", "没有写明理由"),
        "no_sheet": translate("sheets", "没有这份核查表，或不在本人辖区"),
        "withdrawn": translate("sheets", "这份核查表已经撤回，不再回收"),
        "findings_open": translate("sheets", "还有没处理的条目，不能办结"),
        "by_hand": translate("sheets", "这一条不能直接采纳，请在地址库中核实办理，再选「不采纳」写明结果"),
        "said_twice": translate("sheets", "同一地址的同一项有两种说法，只能采纳一种"),
        "no_place": translate("sheets", "找不到它的路名、小区或自然村名，请先登记地名"),
        "more_levels": translate("sheets", "它的上级还不在库中，请先采纳或添加上级"),
    }
    return words.get(why, why)


def refused_words(error: SheetRefused) -> tuple[str, str, str]:
    """Title, what happened, what to do."""
    shown = translate("sheets", "「{text}」：{why}。") if error.text else translate("sheets", "{why}。")
    what = shown.format(text=error.text, why=refused_reason(error.why))
    return translate("sheets", "核查表没有办成"), what, translate("sheets", "请按提示改正后重试。")
