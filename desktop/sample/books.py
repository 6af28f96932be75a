"""The workbooks of the kit: which lines stand in which file, in whose habits and in which format."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.domain.number import HouseNumber
from desktop.sample.lines import add_codes, add_residents, door_line, range_lines, room_lines
from desktop.sample.model import Address, Door
from desktop.sample.plan import ESTATE, LEFT, Plan, Street
from desktop.sample.sheets import Cell, Column, Line, ListSheet, MatrixSheet, Sheet, Style, TextSheet, Value


@dataclass(frozen=True, slots=True)
class Book:
    """A file to write.

    Attributes:
        path: relative to the addresses' folder.
        form: as ``formats.write_book`` names it.
        sheets: its sheets.
    """

    path: str
    form: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All books, and the list sheets by the short names the refusals are planted by."""

    books: tuple[Book, ...]
    lists: Mapping[str, ListSheet]


def _side_long(value: Value) -> Cell:
    return None if value is None else "左侧" if value == LEFT else "右侧"


def _side_short(value: Value) -> Cell:
    return None if value is None else "左" if value == LEFT else "右"


def _bare_number(value: Value) -> Cell:
    """A plain number as a numeric cell, everything else as text."""
    if isinstance(value, HouseNumber):
        return str(value) if value.suffix else value.main
    return value


def _no_class_word(value: Value) -> Cell:
    return str(value).removesuffix("号") if isinstance(value, HouseNumber) else value


def _office_name(value: Value) -> Cell:
    return f"{value}居委会"


def _floor_text(value: Value) -> Cell:
    return f"{value}层"


def _building_text(value: Value) -> Cell:
    return f"{value}幢"


def _stair_text(value: Value) -> Cell:
    return f"{value}梯"


def _room_text(value: Value) -> Cell:
    return f"{value}室"


def _room_digits(value: Value) -> Cell:
    return int(value) if isinstance(value, str) and value.isdigit() else _no_class_word(value)


SERIAL = Column("序号", "serial")
DISTRICT = Column("市辖区", "district")
SUBDISTRICT = Column("镇街道", "subdistrict")
COMMUNITY = Column("村社区", "community")
STREET = Column("道路名称", "street")
NUMBER = Column("门牌号", "number")
COMPOUND = Column("小区名称", "compound")
FLOOR = Column("层", "floor")
ROOM = Column("户室号", "room")
NOTE = Column("备注", "note")
OWNER = Column("户主", "owner")
PHONE = Column("联系电话", "phone")
ROAD = Column("路名", "street")
BARE_NUMBER = Column("门牌号", "number", _bare_number)
_AREA = (SERIAL, DISTRICT, SUBDISTRICT, COMMUNITY)
_SURVEY = (*_AREA, STREET, NUMBER, Column("左右侧", "side", _side_long), NOTE)
_SURVEY_SHORT = (SERIAL, SUBDISTRICT, COMMUNITY, ROAD, BARE_NUMBER, Column("路侧", "side", _side_short), NOTE)
_STAIR_ROOMS = (Column("梯位", "stair", _stair_text), Column("层", "floor", _floor_text), ROOM)
_ESTATE = (*_AREA, STREET, NUMBER, COMPOUND, *_STAIR_ROOMS)
_VILLAGE = (SERIAL, SUBDISTRICT, COMMUNITY, Column("自然村名称", "village"), BARE_NUMBER, OWNER, PHONE, NOTE)


def make_books(plan: Plan, codes: Mapping[Address, str]) -> Shelf:
    """Lay every door of the plan into exactly one sheet.

    Args:
        plan: the district, problems already planted.
        codes: the police's code of each address.
    """
    lists = {**_street_lists(plan), **_estate_lists(plan), **_block_lists(plan), **_lane_lists(plan, codes)}
    lists["village"] = _village_list(plan.villages)
    first = [lists["south"], lists["middle"], lists["lianyue"]]
    estate = [sheet for name, sheet in lists.items() if name.startswith("estate")]
    books = (
        Book("01_沿街门牌_筼筜街道.xlsx", "xlsx", (_cover(), *first)),
        Book("02_沿街门牌_鹭江开元.xlsx", "xlsx", (lists["streets"],)),
        Book("03_海滨花园_分幢登记.xlsx", "xlsx", tuple(estate)),
        Book("04_海滨花园_楼盘表.xlsx", "xlsx", _grids(plan.estate)),
        Book("05_公寓户室区间.xls", "xls", (lists["flats"],)),
        Book("06_单元楼.ods", "ods", (lists["walkups"],)),
        Book("07_湖滨一里.csv", "utf-8-sig", (lists["lane0"],)),
        Book("08_湖滨四里.csv", "gb18030", (lists["lane1"],)),
        Book("09_槟榔西里.csv", "utf-16", (lists["lane2"],)),
        Book("10_育秀里.xls", "html", (lists["lane3"],)),
        Book("补录/11_长青北里.xlsx", "xlsx", (lists["lane4"],)),
        Book("补录/12_洪文五里.xlsx", "xlsx", (lists["lane5"],)),
        Book("补录/13_农村门牌.xlsx", "xlsx", (lists["village"],)),
    )
    return Shelf(books, lists)


def _cover() -> TextSheet:
    return TextSheet("填表说明", ("本表由街道统一汇总，逐户实地核对后上报。", "有疑问请与区民政局联系。"))


def _street_lists(plan: Plan) -> dict[str, ListSheet]:
    titles = ("筼筜街道沿街门牌登记表", "填报单位：筼筜街道办事处")
    by_road = Style(titles=titles, subtotal_every=40, footer=True)
    south, middle, lianyue, xiahe, west = plan.streets
    folded = Style(
        titles=("沿街门牌登记",), merge=frozenset({"subdistrict", "community", "street"}), footer=True
    )
    rest = _listed(south, last_area=False) + _listed(west) + _listed(xiahe)
    return {
        "south": ListSheet(south.name, _SURVEY, by_road, _listed(south, last_area=True)),
        "middle": ListSheet(middle.name, _SURVEY, Style(titles=titles, blank_after=20), _by_side(middle)),
        "lianyue": ListSheet(lianyue.name, _SURVEY, Style(titles=titles[:1], footer=True), _listed(lianyue)),
        "streets": ListSheet("沿街门牌", _SURVEY_SHORT, folded, rest),
    }


def _listed(street: Street, last_area: bool | None = None) -> list[Line]:
    """Lines of the doors with rows of their own; of a street across communities, the last one's or the rest."""
    last = street.spec.areas[-1]
    return [
        door_line(door)
        for door in street.doors
        if door.listed and (last_area is None or (door.area == last) is last_area)
    ]


def _by_side(street: Street) -> list[Line]:
    """Lines in the order of a walk: up one side, then up the other."""
    lines = _listed(street)
    return sorted(lines, key=lambda line: line.address is None or line.address.number.main % 2 == 0)


def _estate_lists(plan: Plan) -> dict[str, ListSheet]:
    style = Style(titles=(f"{ESTATE}户室登记表",), merge=frozenset({"stair", "floor"}))
    buildings = _buildings(plan.estate)
    return {
        f"estate{building}": ListSheet(
            f"{building}幢", _ESTATE, style, list(room_lines(plan.estate, frozenset({building})))
        )
        for building in buildings[: len(buildings) // 2]
    }


def _buildings(door: Door) -> list[int]:
    return sorted({group.building for group in door.groups})


def _grids(door: Door) -> tuple[MatrixSheet, ...]:
    buildings = _buildings(door)
    return tuple(_grid(door, building) for building in buildings[len(buildings) // 2 :])


def _grid(door: Door, building: int) -> MatrixSheet:
    where = (
        f"镇街道：{door.area.subdistrict}　村社区：{door.area.community}　道路名称：{door.place}　"
        f"门牌号：{door.number}　小区名称：{door.compound}　幢号：{building}幢"
    )
    stairs = {group.stair: group.floors for group in door.groups if group.building == building}
    return MatrixSheet(f"{building}幢", (f"{door.compound}{building}幢楼盘表", where), stairs, positions=2)


def _block_lists(plan: Plan) -> dict[str, ListSheet]:
    head = (SERIAL, SUBDISTRICT, COMMUNITY, ROAD, NUMBER)
    flats = (*head, Column("幢号", "building"), FLOOR, Column("室号", "room"), NOTE)
    walkups = (
        *head,
        Column("幢号", "building", _building_text),
        Column("单元号", "stair"),
        FLOOR,
        Column("户室号", "room", _room_digits),
    )
    ditto = frozenset({"subdistrict", "community", "street", "number", "building"})
    flat_lines = [line for door in plan.flats for line in range_lines(door)]
    walkup_lines = [line for door in plan.walkups for line in room_lines(door)]
    return {
        "flats": ListSheet("公寓", flats, Style(titles=("公寓户室区间表",), footer=True), flat_lines),
        "walkups": ListSheet(
            "单元楼", walkups, Style(titles=("单元楼户室登记表",), ditto=ditto), walkup_lines
        ),
    }


def _lane_lists(plan: Plan, codes: Mapping[Address, str]) -> dict[str, ListSheet]:
    head = (SERIAL, DISTRICT, SUBDISTRICT, COMMUNITY, STREET)
    plain = (*head, NUMBER, FLOOR, ROOM)
    worded = (*head, NUMBER, Column("楼层", "floor", _floor_text), Column("室", "room", _room_text))
    full = (
        *head[:3],
        Column("村社区", "community", _office_name),
        STREET,
        Column("门牌号", "number", _no_class_word),
        FLOOR,
        ROOM,
    )
    coded = (SERIAL, Column("地址编码", "addr_code"), *head[1:], NUMBER, FLOOR, ROOM)
    ditto = frozenset({"district", "subdistrict", "community", "street", "number"})
    merge = frozenset({"subdistrict", "community", "street", "number", "floor"})
    layouts = (
        (plain, Style(ditto=ditto, mark="〃", repeat_header_every=60)),
        (worded, Style(titles=("湖滨四里户室登记表",), ditto=ditto, subtotal_every=50, footer=True)),
        (full, Style()),
        (plain, Style(titles=("育秀里户室登记表",), merge=merge)),
        ((*plain, OWNER, PHONE), Style(titles=("长青北里入户核对表",), merge=merge, footer=True)),
        (coded, Style(titles=("洪文五里门牌编码表",), blank_after=12)),
    )
    lists = {}
    for at, (lane, (columns, style)) in enumerate(zip(plan.lanes, layouts, strict=True)):
        lines = [line for door in lane.doors for line in room_lines(door)]
        lists[f"lane{at}"] = ListSheet(lane.name, columns, style, lines)
    add_residents(lists["lane4"].lines)
    add_codes(lists["lane5"].lines, codes)
    return lists


def _village_list(villages: list[Street]) -> ListSheet:
    lines = [line for village in villages for line in _listed(village)]
    add_residents(lines)
    style = Style(titles=("农村门牌登记表", "（示例数据）"), footer=True)
    return ListSheet("农村门牌", _VILLAGE, style, lines)
