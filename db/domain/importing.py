"""What a reader hands to the register: rows with named fields, each row read, refused or skipped by a named rule.

The balance every import keeps: read = accepted + unchanged + rejected + skipped. A record is one address: a sheet row
that expands (101-108, a cell of a floor × room grid) counts once per address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from db.domain.errors import DomainError


class Field(StrEnum):
    """Fields a column can be mapped to; the value is the stored name."""

    SERIAL = "serial"  # 序号
    DISTRICT = "district"  # 市辖区
    SUBDISTRICT = "subdistrict"  # 镇街
    COMMUNITY = "community"  # 社区 / 村居
    STREET = "street"  # 路名 / 街路巷 / 里
    COMPOUND = "compound"  # 小区 / 院
    VILLAGE = "village"  # 自然村
    NUMBER = "number"  # 门牌号
    BUILDING = "building"  # 幢 / 楼栋
    STAIR = "stair"  # 梯位 / 单元
    FLOOR = "floor"  # 层
    ROOM = "room"  # 室
    SIDE = "side"  # 左 / 右 of the street in numbering direction
    ADDRESS = "address"  # 标准地址 written in full
    ADDR_CODE = "addr_code"  # 地址编码 of the police
    PAYLOAD = "payload"  # 二维码内容
    LOCAL_ID = "local_id"  # our own id echoed from a request list
    POSTCODE = "postcode"  # 邮政编码
    PLATE_SIZE = "plate_size"  # 规格
    OLD_ADDRESS = "old_address"  # 原门牌地址
    NOTE = "note"  # 备注
    PERSONAL = "personal"  # names, phones, ID numbers: recognised so that they are never stored


class Kind(StrEnum):
    """What a workbook delivers."""

    ADDRESSES = "addresses"
    QR = "qr"


_ENTERING = {
    Kind.ADDRESSES: {
        *(Field.DISTRICT, Field.SUBDISTRICT, Field.COMMUNITY, Field.STREET, Field.COMPOUND, Field.VILLAGE),
        *(Field.NUMBER, Field.BUILDING, Field.STAIR, Field.FLOOR, Field.ROOM, Field.SIDE, Field.ADDRESS),
    },
    Kind.QR: {Field.LOCAL_ID, Field.ADDRESS, Field.ADDR_CODE, Field.PAYLOAD},
}
KEPT_ONLY = {kind: frozenset(Field) - taken - {Field.PERSONAL} for kind, taken in _ENTERING.items()}
"""By what is delivered, the fields that nothing in the register takes: they stay with the batch, and whoever maps a
column to one is told so."""


def told_as_kept(kind: Kind) -> frozenset[Field]:
    """Of these, the fields that are told of; nobody misses a counter of the sheet's lines."""
    return KEPT_ONLY[kind] - {Field.SERIAL}


@dataclass(frozen=True, slots=True)
class RowIssue:
    """Why a record cannot be taken as it stands.

    Attributes:
        field: the field concerned (a ``Field`` value), ``""`` when the whole row is meant.
        rule: code of the rule that refuses, such as ``date_in_number``.
        text: the text as read.
        column: the column's letter in the sheet, ``""`` when there is none.
        recovered: the text the writer probably meant (``12-1`` out of 12月1日), ``""`` when unknown.
    """

    field: str
    rule: str
    text: str = ""
    column: str = ""
    recovered: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One record out of a file.

    Attributes:
        file: file name without folder (with sub-folder when a folder was read).
        sheet: sheet name; ``""`` for text files.
        row_no: row number as the office sees it, from 1.
        part: 0, or 1.. for the addresses expanded out of one row.
        cells: text by field name; empty cells are absent, personal columns never appear.
        issues: reasons for refusal; a record with any is rejected.
        skipped: name of the rule that left the row out (``total_row``, ``blank_row`` …), ``""`` when it counts.
        columns: letter of each field's column, for messages; empty where the sheet is no list.
    """

    file: str
    sheet: str
    row_no: int
    part: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[RowIssue, ...] = ()
    skipped: str = ""
    columns: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Balance:
    """The account of one import; ``holds`` is law 1."""

    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0

    @property
    def holds(self) -> bool:
        """Whether every record is accounted for."""
        return self.read == self.accepted + self.unchanged + self.rejected + self.skipped


@dataclass(eq=False)
class BatchInUse(DomainError):
    """A delivery cannot be taken back: somebody built on addresses of it: how many, one of them, and how (a code)."""

    source: str
    count: int
    address: str
    why: str
