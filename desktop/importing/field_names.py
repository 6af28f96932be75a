"""The fields of a delivered list as the office calls them; words of lists, not of the window."""

from collections.abc import Iterable

from db.domain.importing import KEPT_ONLY, Field, Kind
from db.domain.private_use import WRITTEN

_NAMES = {
    **{Field.DISTRICT: "市辖区", Field.SUBDISTRICT: "镇街", Field.COMMUNITY: "社区", Field.STREET: "路名"},
    **{Field.COMPOUND: "小区", Field.VILLAGE: "自然村", Field.NUMBER: "门牌号", Field.BUILDING: "幢号"},
    **{Field.STAIR: "梯位", Field.FLOOR: "层", Field.ROOM: "室号", Field.SIDE: "侧别"},
    **{Field.ADDRESS: "标准地址", Field.ADDR_CODE: "地址编码", Field.PAYLOAD: "二维码内容"},
    **{Field.LOCAL_ID: "本系统编号", Field.POSTCODE: "邮政编码", Field.PLATE_SIZE: "规格"},
    **{Field.OLD_ADDRESS: "原地址", Field.NOTE: "备注", Field.SERIAL: "序号", Field.PERSONAL: "个人信息"},
}


def field_name(field: str) -> str:
    """A field as the office calls it; what is no field stays as it is."""
    if field.endswith(WRITTEN):
        return f"{field_name(field.removesuffix(WRITTEN))}（来文原字）"
    return _NAMES[Field(field)] if field in set(Field) else field


def offered_name(field: str, kind: Kind) -> str:
    """A field as a column is mapped to it: one that nothing in the register takes says so."""
    name = field_name(field)
    return f"{name}（不入库）" if field in KEPT_ONLY[kind] else name


def fields_of(names: Iterable[str]) -> list[str]:
    """Names of cells in the fields' own order, a text as it was written behind the corrected one."""
    present = set(names)
    both = (name for field in Field for name in (field.value, field.value + WRITTEN))
    return [name for name in both if name in present]
