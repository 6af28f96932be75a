"""The other names of a place: which of them lead to it, and what it was called on a day.

Days are ISO text. An interval of a former name begins with its first day and ends before ``valid_to``; one that ends
where it begins was withdrawn and counts nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.domain.division import FOREVER
from db.domain.errors import DomainError


class AliasKind(StrEnum):
    """Why another name leads to a standard one."""

    FORMER = "former"  # 曾用名
    COMMON = "common"  # 俗称
    PROMOTED = "promoted"  # 宣传名


@dataclass(eq=False)
class BadPlace(DomainError):
    """What was to be written of a name cannot be: ``why`` a code, ``text`` what was given, ``holder`` the other name."""

    why: str
    text: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a place, as kept."""

    alias: str
    kind: str
    valid_from: str
    valid_to: str = FOREVER

    @property
    def is_dated(self) -> bool:
        """Whether it was the standard name from one day to another."""
        return self.kind == AliasKind.FORMER and self.valid_from < self.valid_to < FOREVER

    @property
    def leads(self) -> bool:
        """Whether it leads to its place: a former name does for ever, an alias until it is withdrawn."""
        return self.is_dated or self.valid_to == FOREVER


def name_on(name: str, aliases: Iterable[Alias], day: str) -> str:
    """The standard name of a place on a day.

    A name may have been given twice: of two former names that cover the day, the one that began later was in force.
    """
    covering = [one for one in aliases if one.is_dated and one.valid_from <= day < one.valid_to]
    return max(covering, key=lambda one: one.valid_from).alias if covering else name


def stands_since(born: str, aliases: Iterable[Alias]) -> str:
    """The day on which the name of today came into force."""
    return max([born, *(one.valid_to for one in aliases if one.is_dated)])


def leaving_name(name: str, born: str, aliases: Mapping[str, Alias], day: str) -> Alias | None:
    """What is kept of a name that ends on a day; one that was borne before keeps its first day.

    None when it stood for no day at all, since it was changed back on the day it came into force.

    Raises:
        BadPlace: ``day_before``, it did not stand yet.
    """
    since = stands_since(born, aliases.values())
    if day < since:
        raise BadPlace("day_before", day, since)
    before = aliases.get(name)
    first = before.valid_from if before is not None and before.is_dated else since
    return Alias(name, AliasKind.FORMER.value, first, day) if since < day else None
