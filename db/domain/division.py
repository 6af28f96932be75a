"""Administrative units (行政区划) with dated validity and successors: 开元区 lives on in 思明区.

A unit is known by code and day. What was abolished stays readable: old papers name it, and its addresses are found
through its successors.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from db.domain.errors import NotFound

FOREVER = "9999-12-31"
_CLASS_WORDS = (
    *("街道办事处", "街道办", "街道", "镇", "社区居民委员会", "社区居委会", "居民委员会", "居委会"),
    *("村民委员会", "村委会", "社区", "村"),
)
T = TypeVar("T")


class Change(StrEnum):
    """How a unit became another."""

    MERGED = "merged"  # 并入
    SPLIT = "split"  # 析置
    RENAMED = "renamed"  # 更名
    UPGRADED = "upgraded"  # 县改区
    RECODED = "recoded"  # 换码


def unit_stem(name: str) -> str:
    """A unit's name without what sort of unit it is: 官任 of 官任社区居委会; at least two characters stay."""
    for word in _CLASS_WORDS:
        if name.endswith(word) and len(name) > len(word) + 1:
            return name.removesuffix(word)
    return name


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit between two legal dates.

    Attributes:
        code: 12 digits.
        level: 1 province, 2 city, 3 district, 4 subdistrict or town, 5 community or village.
        valid_from: first day, ISO.
        valid_to: first day on which it is no more; ``9999-12-31`` while it stands.
        hidden: an artefact of statistics, not shown by default.
    """

    code: str
    name: str
    parent_code: str
    level: int
    valid_from: str
    valid_to: str = FOREVER
    hidden: bool = False

    def stands(self, on: str) -> bool:
        """Whether the unit exists on a day."""
        return self.valid_from <= on < self.valid_to


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit becoming another on a day."""

    old_code: str
    new_code: str
    effective_on: str
    kind: Change


@dataclass(frozen=True)
class Units:
    """All units ever known, and what became of them."""

    every: tuple[Unit, ...]
    successions: tuple[Succession, ...] = ()
    _by_code: Mapping[str, list[Unit]] = field(init=False, repr=False, compare=False)
    _next: Mapping[str, list[Succession]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", _by_key((unit.code, unit) for unit in self.every))
        object.__setattr__(self, "_next", _by_key((step.old_code, step) for step in self.successions))

    def at(self, code: str, on: str) -> Unit:
        """The unit of a code on a day.

        Raises:
            NotFound: no such unit then.
        """
        for unit in self._by_code.get(code, ()):
            if unit.stands(on):
                return unit
        raise NotFound("division", f"{code}@{on}")

    def current(self, on: str) -> tuple[Unit, ...]:
        """Every unit standing on a day, in code order."""
        return tuple(sorted((unit for unit in self.every if unit.stands(on)), key=lambda unit: unit.code))

    def named(self, name: str, level: int) -> tuple[Unit, ...]:
        """Every unit that ever bore a name at a level, newest first."""
        found = [unit for unit in self.every if unit.name == name and unit.level == level]
        return tuple(sorted(found, key=lambda unit: (unit.valid_to, unit.code), reverse=True))

    def heirs(self, unit: Unit, on: str) -> tuple[Unit, ...]:
        """The units standing on a day in which a unit lives on; itself while it stands, none when it left no heir."""
        if unit.stands(on):
            return (unit,)
        found: dict[str, Unit] = {}
        for step in self._next.get(unit.code, ()):
            if step.effective_on == unit.valid_to:
                for heir in self._from(step.new_code, step.effective_on):
                    found.update({one.code: one for one in self.heirs(heir, on)})
        return tuple(found[code] for code in sorted(found))

    def _from(self, code: str, on: str) -> list[Unit]:
        """The unit of a code on a day, or the first one after: records of an heir may begin later than its life."""
        living = [unit for unit in self._by_code.get(code, ()) if unit.valid_to > on]
        return sorted(living, key=lambda unit: unit.valid_from)[:1]


def _by_key(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
