"""Words of generating: what becomes of an address, why one is not made, and which field of the form is meant."""

from db.domain.block import Act
from db.domain.block_check import Checked, Refusal, Standing
from db.domain.errors import BadAddress
from desktop.error_reasons import address_reason
from desktop.i18n import translate


def standing_words(standing: Standing) -> tuple[str, str]:
    """The mark and the word for what becomes of an address."""
    return {
        Standing.NEW: (translate("marks", "新"), translate("blocks", "新建")),
        Standing.THERE: (translate("marks", "有"), translate("blocks", "已有，不改动")),
        Standing.REFUSED: (translate("marks", "拒"), translate("blocks", "不生成")),
    }[standing]


def refusal_words(checked: Checked) -> str:
    """Why an address is not made, with the one that stands against it; ``""`` when it is."""
    if checked.why is None:
        return ""
    words = {
        Refusal.RETIRED: translate("blocks", "「{address}」已注销或合并，号码不再发放"),
        Refusal.OTHER_PATH: translate("blocks", "同一户已登记为「{address}」（梯位或层不同）"),
        Refusal.ABOVE_REFUSED: translate("blocks", "上一级不生成：「{address}」"),
        Refusal.ABOVE_CLOSED: translate("blocks", "上一级「{address}」已停用"),
        Refusal.OTHER_COMMUNITY: translate("blocks", "「{address}」登记在另一个社区，请在它下面生成"),
    }
    return words[checked.why].format(address=checked.known_text)


def act_names() -> dict[Act, str]:
    """What the kinds of exceptions are called."""
    return {
        Act.NONE: translate("blocks", "没有住户"),
        Act.COUNT: translate("blocks", "户数改为"),
        Act.ROOMS: translate("blocks", "房号列出"),
        Act.DUPLEX: translate("blocks", "复式占上层"),
        Act.SHOPS: translate("blocks", "沿街店面"),
    }


def value_hint(act: Act) -> str:
    """What to write as the value of an exception."""
    return {
        Act.NONE: "",
        Act.COUNT: translate("blocks", "每梯户数，如 3"),
        Act.ROOMS: translate("blocks", "如 101、103A、105~108"),
        Act.DUPLEX: translate("blocks", "哪几户，空为全部"),
        Act.SHOPS: translate("blocks", "间数，或房号如 S01~S06"),
    }[act]


def field_name(field: str) -> str:
    """What a field of the plan is called; ``exceptions.2.floors`` names the line too."""
    names = {
        "under": translate("blocks", "挂接位置"),
        "plan": translate("blocks", "生成内容"),
        "buildings": translate("blocks", "楼栋"),
        "stairs": translate("blocks", "梯位"),
        "floors": translate("blocks", "楼层"),
        "rooms": translate("blocks", "每层户数"),
        "form": translate("blocks", "房号样式"),
        "skipped_floors": translate("blocks", "跳过的楼层"),
        "skipped_rooms": translate("blocks", "跳过的户序号"),
        "value": translate("blocks", "内容"),
        "exceptions": translate("blocks", "例外"),
    }
    first, *rest = field.split(".")
    if not rest:
        return names.get(first, first)
    line = translate("blocks", "例外第 {n} 行的{column}")
    return line.format(n=int(rest[0]) + 1, column=names.get(rest[1], rest[1]))


def fault_words(error: BadAddress) -> str:
    """What is wrong with the form, and where."""
    if error.text:
        return translate("blocks", "{field}「{text}」：{why}。").format(
            field=field_name(error.field), text=error.text, why=address_reason(error.why)
        )
    return translate("blocks", "{field}：{why}。").format(
        field=field_name(error.field), why=address_reason(error.why)
    )
