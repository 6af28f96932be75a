"""Why 区划调整 cannot be done so, in words."""

from db.domain.redraw_check import Fault, RedrawRefused
from desktop.i18n import translate


def redraw_reason(why: str) -> str:
    """Why units cannot be changed so; what it is about is said before it."""
    return {**_unit_reasons(), **_code_reasons(), **_part_reasons()}.get(why, why)


def _unit_reasons() -> dict[str, str]:
    return {
        "no_units": translate("redraw", "没有选择要调整的单位"),
        "no_heirs": translate("redraw", "没有填写调整后的单位"),
        "bad_level": translate("redraw", "只能调整镇街和社区（村）"),
        "twice": translate("redraw", "填了两次"),
        "no_document": translate("redraw", "没有填写批文文号"),
        "no_such_day": translate("redraw", "没有这一天"),
        "day_gone": translate("redraw", "生效日期不能早于今天"),
        "not_standing": translate("redraw", "生效那天没有这个单位"),
        "began_that_day": translate("redraw", "这个单位就在那一天才设立，请把生效日期定在它设立之后"),
        "ends_already": translate("redraw", "这个单位已另有撤销的决定"),
        "other_district": translate("redraw", "不在同一个区；跨区划转请用移交包"),
        "open_redraw": translate("redraw", "同一单位另有一件区划调整没有办结"),
        "no_change": translate("redraw", "照这样填没有改动"),
        "one_unit": translate("redraw", "更名、改隶、析置一次只办一个单位"),
        "one_heir": translate("redraw", "这样调整之后只能有一个单位"),
        "two_units": translate("redraw", "合并至少要选两个单位"),
        "two_heirs": translate("redraw", "析置之后至少要有两个单位"),
        "not_movable": translate("redraw", "镇街不能改隶；划到别的区请用移交包"),
        "no_reason": translate("redraw", "提交申请须写明事由"),
    }


def _code_reasons() -> dict[str, str]:
    return {
        "bad_code": translate("redraw", "区划代码须是这一级的 12 位数字"),
        "wrong_prefix": translate("redraw", "区划代码的前几位与上级不一致"),
        "code_used": translate("redraw", "这个代码用过，不能再用"),
        "no_code_left": translate("redraw", "上级之下的代码已经用完"),
        "no_recode": translate("redraw", "上级之下的代码已经用完"),
        "foreign_recode": translate("redraw", "不是要换码的社区"),
        "no_parent": translate("redraw", "生效那天没有这个上级单位"),
        "same_parent": translate("redraw", "本来就隶属这个上级"),
        "moves_heir": translate("redraw", "保留原代码的单位不能同时换上级，请另办改隶"),
        "bad_name": translate("redraw", "名称不能为空、不能有空格，最多 40 个字"),
        "name_taken": translate("redraw", "同一上级之下已有这个名称"),
    }


def _part_reasons() -> dict[str, str]:
    return {
        "unknown_heir": translate("redraw", "不是析置后的单位"),
        "no_rest": translate("redraw", "没有指明其余部分归哪个单位"),
        "bad_share": translate("redraw", "划分的写法不对"),
        "bad_range": translate("redraw", "号段的起止颠倒"),
        "overlap": translate("redraw", "划分重叠，同一处归了两次"),
        "not_inside": translate("redraw", "不在要析置的单位里"),
        "empty_part": translate("redraw", "没有分到任何地址"),
    }


def fault_text(fault: Fault) -> str:
    """One line about what speaks against it."""
    why = redraw_reason(fault.reason)
    return translate("redraw", "「{text}」：{why}").format(text=fault.text, why=why) if fault.text else why


def redraw_words(error: RedrawRefused) -> tuple[str, str, str]:
    """Title, explanation and next step."""
    what = translate("redraw", "{line}。").format(line=fault_text(Fault(error.why, error.text)))
    if error.count > 1:
        what += translate("redraw", "这样的问题共有 {n} 处。").format(n=error.count)
    return (
        translate("redraw", "不能这样调整"),
        what,
        translate("redraw", "请核对单位、代码和生效日期后重新填写。"),
    )
