"""Plants rows that an import must refuse.

A refused row never takes a needed address with it: it is surplus, with a number beyond the end of its street, or it
repeats or misspells what another row gives rightly.
"""

import datetime
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from db.domain.number import HouseNumber
from desktop.sample.key import Problem
from desktop.sample.model import Address
from desktop.sample.names import MISSPELT, UNKNOWN_COMMUNITIES, UNKNOWN_SUBDISTRICTS
from desktop.sample.sheets import Line, ListSheet, Value

_BEYOND = 20
_YEAR = 2026

_TARGETS = {
    "unknown_community": ("south", "streets", "village", "lane0", "lane2"),
    "unknown_subdistrict": ("middle", "village", "lane1", "walkups"),
    "misspelt_name": ("south", "middle", "lianyue", "streets", "lane4", "lane5"),
    "bad_number": ("south", "streets", "village", "lane0", "lane2", "lane5"),
    "missing_number": ("middle", "streets", "streets", "village", "village"),
    "date_in_number": ("south", "streets", "flats", "walkups", "village"),
    "digits_lost": ("lane5", "lane5", "lane5", "lane5"),
    "bad_room": ("estate1", "walkups", "lane1", "lane2", "lane4"),
    "duplicate_row": ("south", "streets", "estate1", "walkups", "lane1", "lane4", "village"),
}


@dataclass(slots=True)
class _Desk:
    """What planting needs to know: the sheets, the register, and where each street ends."""

    lists: Mapping[str, ListSheet]
    taken: frozenset[Address]
    ends: dict[str, int]
    rng: random.Random
    problems: list[Problem] = field(default_factory=list)

    def surplus(self, place: str) -> HouseNumber:
        """A number beyond the end of the place, each time another one."""
        self.ends[place] += 2
        return HouseNumber(self.ends[place])


def plant_refusals(
    lists: Mapping[str, ListSheet], addresses: list[Address], rng: random.Random
) -> list[Problem]:
    """Insert the rows to be refused; their file and row are known once the sheets are laid out."""
    ends: dict[str, int] = {}
    for address in addresses:
        ends[address.place] = max(ends.get(address.place, _BEYOND), address.number.main + _BEYOND)
    desk = _Desk(lists, frozenset(addresses), ends, rng)
    for rule, names in _TARGETS.items():
        for turn, name in enumerate(names):
            _plant(desk, rule, name, turn)
    _repeat_elsewhere(desk)
    return desk.problems


def _plant(desk: _Desk, rule: str, name: str, turn: int) -> None:
    lines, maker = desk.lists[name].lines, _MAKERS[rule]
    at, address = desk.rng.choice(_good(lines, maker))
    values = dict(lines[at].values)
    if lines[at].count > 1:
        values["room"] = str(values["room"]).partition("-")[0]
    problem = Problem(rule, note=maker.change(desk, values, turn))
    first = 1
    if rule == "duplicate_row":
        problem.address, first = address.text, at + 1
    lines.insert(desk.rng.randrange(first, len(lines) + 1), Line(values, problem=problem))
    desk.problems.append(problem)


def _good(lines: list[Line], maker: "_Maker") -> list[tuple[int, Address]]:
    """The lines a maker can start from, with their address."""
    return [
        (at, line.address) for at, line in enumerate(lines) if line.address is not None and maker.fits(line)
    ]


def _repeat_elsewhere(desk: _Desk) -> None:
    """Give a door of the first file once more in the second."""
    source, lines = desk.lists["middle"].lines, desk.lists["streets"].lines
    at, address = desk.rng.choice(_good(source, _MAKERS["duplicate_row"]))
    problem = Problem("duplicate_row", address.text, "另一文件已登记")
    repeated = Line(dict(source[at].values), problem=problem)
    lines.insert(desk.rng.randrange(1, len(lines) + 1), repeated)
    desk.problems.append(problem)


def _place(values: Mapping[str, Value]) -> str:
    return str(values.get("street") or values.get("village"))


def _unknown_community(desk: _Desk, values: dict[str, Value], turn: int) -> str:
    values["number"] = desk.surplus(_place(values))
    values["community"] = UNKNOWN_COMMUNITIES[turn % len(UNKNOWN_COMMUNITIES)]
    return str(values["community"])


def _unknown_subdistrict(desk: _Desk, values: dict[str, Value], turn: int) -> str:
    values["number"] = desk.surplus(_place(values))
    values["subdistrict"] = UNKNOWN_SUBDISTRICTS[turn % len(UNKNOWN_SUBDISTRICTS)]
    return str(values["subdistrict"])


def _misspelt(desk: _Desk, values: dict[str, Value], _turn: int) -> str:
    right = _place(values)
    values["number"] = desk.surplus(right)
    values["street"] = MISSPELT[right]
    return f"{values['street']}应为{right}"


def _bad_number(desk: _Desk, values: dict[str, Value], turn: int) -> str:
    main = desk.surplus(_place(values)).main
    values["number"] = (f"{main}号号", "号", f"A{main}")[turn % 3]
    return str(values["number"])


def _missing_number(_desk: _Desk, values: dict[str, Value], _turn: int) -> str:
    values["number"] = None
    values["note"] = "门牌脱落"
    return "门牌号空白"


def _date_in_number(desk: _Desk, values: dict[str, Value], _turn: int) -> str:
    """Damage a suffix number that would be right: its base stands, itself is new."""
    place = _place(values)
    bases = [m for m in range(1, 13) if Address(place, HouseNumber(m)) in desk.taken]
    month, day = desk.rng.choice(bases), desk.rng.randrange(3, 29)
    values["number"] = datetime.date(_YEAR, month, day)
    return f"{month}-{day}变成了日期"


def _digits_lost(desk: _Desk, values: dict[str, Value], _turn: int) -> str:
    values["number"] = desk.surplus(_place(values))
    values["addr_code"] = float(str(values["addr_code"]))
    return "地址编码末位已丢失"


def _bad_room(_desk: _Desk, values: dict[str, Value], _turn: int) -> str:
    room = str(values["room"])
    values["room"] = f"{room[:-2]}O{room[-1]}"
    return f"{values['room']}含字母"


def _duplicate(_desk: _Desk, _values: dict[str, Value], _turn: int) -> str:
    return "重复登记"


@dataclass(frozen=True, slots=True)
class _Maker:
    """How a rule's row is made out of a good one, and which good ones serve."""

    change: Callable[[_Desk, dict[str, Value], int], str]
    fits: Callable[[Line], bool] = lambda _line: True


_MAKERS = {
    "unknown_community": _Maker(_unknown_community),
    "unknown_subdistrict": _Maker(_unknown_subdistrict),
    "misspelt_name": _Maker(_misspelt, lambda line: line.values.get("street") in MISSPELT),
    "bad_number": _Maker(_bad_number),
    "missing_number": _Maker(_missing_number),
    "date_in_number": _Maker(_date_in_number),
    "digits_lost": _Maker(_digits_lost),
    "bad_room": _Maker(_bad_room, lambda line: "0" in str(line.values["room"])[-2:-1]),
    "duplicate_row": _Maker(_duplicate, lambda line: line.count == 1),
}
