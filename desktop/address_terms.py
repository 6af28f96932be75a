"""The office's words for what is done to an address, and for what it has beside its states: side of the street, point."""

from db.domain.plan import Act
from desktop.i18n import translate


def act_term(act: str) -> str:
    """The word for an act on addresses, and for the application it is filed as."""
    return _acts().get(act, act)


def _acts() -> dict[str, str]:
    return {
        Act.RENAME: translate("acts", "更名"),
        Act.RENUMBER: translate("acts", "改号"),
        Act.MOVE: translate("acts", "移动"),
        Act.CORRECT: translate("acts", "更正"),
        Act.MERGE: translate("acts", "合并"),
        Act.SPLIT: translate("acts", "拆分"),
        Act.SUSPEND: translate("acts", "停用"),
        Act.CANCEL: translate("acts", "注销"),
        Act.RESTORE: translate("acts", "恢复"),
        Act.RENAME_PLACE: translate("acts", "地名更名"),
        Act.REDRAW: translate("acts", "区划调整"),
        "add": translate("acts", "新增"),
        "edit": translate("acts", "批量编辑"),
        "take_away": translate("acts", "作废"),
        "block": translate("acts", "批量生成"),
        "place_point": translate("acts", "标注位置"),
        "move_point": translate("acts", "移动标注"),
        "confirm": translate("acts", "存量确认"),
        "new_number": translate("acts", "新编号"),
    }


def side_term(side: str) -> str:
    """The word for a side of the street, ``""`` being neither."""
    words = {
        "left": translate("terms", "左侧"),
        "right": translate("terms", "右侧"),
        "": translate("terms", "不分侧"),
    }
    return words.get(side, side)


def degrees(value: float | None) -> str:
    """A longitude or latitude as it is typed; ``""`` for none."""
    return "" if value is None else f"{value:.8f}".rstrip("0").rstrip(".")


def point_term(lng: float | None, lat: float | None, datum: str) -> str:
    """A point with the datum it is in; ``""`` for none."""
    if lng is None or lat is None:
        return ""
    words = translate("terms", "{lng}, {lat}（{datum}）")
    return words.format(lng=degrees(lng), lat=degrees(lat), datum=datum or translate("terms", "坐标系未注明"))
