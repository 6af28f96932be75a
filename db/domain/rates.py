"""Rates (编址率, 装牌率, 标注率, 准确率) and ranking of a circular (通报): definitions are data, arithmetic is exact.

A rate whose denominator is nothing is unknown, never 0 or 100 %. Percentages are cut, not rounded: 94.996 % must not
read as the 95 % it misses.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from db.domain.checklist import STATUSES
from db.domain.errors import BadFile
from db.domain.plate import PlateClass
from db.domain.plate_json import JsonReader

PROBLEMS = ("重", "错", "漏", "缺", "损")
COUNTS = (
    *("due", "issued", "marked", "plates", "mounted", "sampled", "correct", "problems", "closed"),
    *(f"plates_{one.value}" for one in PlateClass),
    *(f"mounted_{one.value}" for one in PlateClass),
    *(f"problem_{one}" for one in PROBLEMS),
)
"""Figures counted for every unit; rates are made of them."""
UNITS = ("district", "subdistrict", "community")
RANK = "rank"


@dataclass(frozen=True, slots=True)
class RateRule:
    """How a rate is counted; numerator and denominator are names of ``COUNTS``."""

    key: str
    numerator: str
    denominator: str
    definition: str
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class BulletinRules:
    """How a circular is made.

    Attributes:
        title: ``{}`` is where the area's name goes.
        office: who issues it, ``{}`` as in the title.
        unknown: what stands for an unknown rate.
        rank_by: rates compared in this order.
        columns: key (a unit level, a count, a rate or ``rank``) and heading.
    """

    version: str
    source: str
    status: str
    title: str
    office: str
    unknown: str
    signatures: tuple[str, ...]
    rates: tuple[RateRule, ...]
    rank_by: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One line of the circular.

    Attributes:
        level: one of ``UNITS``.
        names: names of district, subdistrict and community, empty below the level.
        counts: figure by name.
        rates: rate by key; None is unknown.
        rank: place among units of the same level; 0 when every ranked rate is unknown.
    """

    code: str
    level: str
    names: tuple[str, str, str]
    counts: Mapping[str, int]
    rates: Mapping[str, Fraction | None]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A circular's figures: area by name, legal date, rules, lines in the order of codes."""

    area_name: str
    on: str
    rules: BulletinRules
    units: tuple[UnitFigures, ...]


def percent(rate: Fraction | None) -> Decimal | None:
    """A rate in percent with two decimals, cut; None stays unknown."""
    if rate is None:
        return None
    return Decimal(rate.numerator * 10_000 // rate.denominator).scaleb(-2)


def rates_of(counts: Mapping[str, int], rules: Iterable[RateRule]) -> dict[str, Fraction | None]:
    """Each rate of a unit, None where the denominator is 0."""
    return {
        rule.key: Fraction(counts[rule.numerator], counts[rule.denominator])
        if counts[rule.denominator]
        else None
        for rule in rules
    }


def ranks(units: Sequence[UnitFigures], rank_by: Sequence[str]) -> dict[str, int]:
    """Code -> place among units of its level; equals share a place, an unknown rate counts below any known one."""

    def worth(unit: UnitFigures) -> tuple[Fraction, ...]:
        known = (unit.rates[key] for key in rank_by)
        return tuple(Fraction(-1) if rate is None else rate for rate in known)

    places: dict[str, int] = {}
    for level in UNITS:
        peers = [unit for unit in units if unit.level == level]
        rated = [worth(unit) for unit in peers if any(unit.rates[key] is not None for key in rank_by)]
        for unit in peers:
            mine = worth(unit)
            places[unit.code] = 1 + sum(other > mine for other in rated) if mine in rated else 0
    return places


def read_rules(text: str, file: str = "bulletin.json") -> BulletinRules:
    """Rules of a circular from their JSON text.

    Raises:
        BadFile: no JSON, a field missing, unknown or out of range; ``column`` names the field.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFile(file, "bad_json", detail=str(error)) from error
    top = JsonReader(data, "", file)
    rates = tuple(_rate(one) for one in top.each("rates"))
    keys = tuple(rate.key for rate in rates)
    known = (*UNITS, *COUNTS, *keys, RANK)
    columns: list[tuple[str, str]] = []
    for one in top.each("columns"):
        columns.append((one.choice("key", known), one.text("title")))
        one.done()
    rules = BulletinRules(
        version=top.text("version"),
        source=top.text("source"),
        status=top.choice("status", STATUSES),
        title=top.text("title"),
        office=top.text("office"),
        unknown=top.text("unknown"),
        signatures=_texts(top, "signatures", ()),
        rates=rates,
        rank_by=_texts(top, "rank_by", keys),
        columns=tuple(columns),
    )
    top.done()
    return rules


def _rate(one: JsonReader) -> RateRule:
    rule = RateRule(
        key=one.text("key"),
        numerator=one.choice("numerator", COUNTS),
        denominator=one.choice("denominator", COUNTS),
        definition=one.text("definition"),
        source=one.text("source"),
        status=one.choice("status", STATUSES),
    )
    one.done()
    return rule


def _texts(top: JsonReader, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    values = top.take(name)
    if not isinstance(values, list) or not values or not all(isinstance(one, str) for one in values):
        raise top.bad(name, "not_a_list", values)
    for value in values:
        if allowed and value not in allowed:
            raise top.bad(name, "unknown_value", value)
    return tuple(values)
