"""Reads the shipped data and hands it to a new store as values."""

import csv
import json
from functools import cache

from db.domain.han import syllables
from db.domain.matching.names import Names
from db.domain.pinyin import Overrides, overrides_from_csv, spell
from db.domain.place import PlaceKind
from db.services.seed import ActorSeed, DivisionSeed, PlaceSeed, RuleSeed, Seeds, SuccessionSeed
from desktop.paths import resource

VERSION = "2026.11"
VALID_FROM = "2003-05-01"
"""Since when today's six districts stand; the shipped list is of 2023, later changes are entered as such."""
SOURCE = "shipped-2023-06-30"
CITY_SCOPE = "350200"


def shipped_text(*parts: str) -> str:
    """A shipped text file."""
    return resource(*parts).read_text(encoding="utf-8")


def load_seeds(district_code: str, actors: tuple[ActorSeed, ...]) -> Seeds:
    """Everything a new store begins with: divisions, road names, rules, templates, checklists, accounts."""
    return Seeds(
        version=VERSION,
        source=SOURCE,
        valid_from=VALID_FROM,
        divisions=_divisions() + _abolished(),
        successions=_successions(),
        places=_roads(district_code),
        rules=_rules(),
        actors=actors,
    )


def _divisions() -> tuple[DivisionSeed, ...]:
    rows = csv.DictReader(shipped_text("names", "divisions.csv").splitlines())
    return tuple(
        DivisionSeed(r["code"], r["name"], r["parent_code"], int(r["level"]), bool(r["hidden"])) for r in rows
    )


def _history() -> list[dict[str, str]]:
    return list(csv.DictReader(shipped_text("names", "divisions_history.csv").splitlines()))


def _abolished() -> tuple[DivisionSeed, ...]:
    return tuple(
        DivisionSeed(
            *(r["code"], r["name"], r["parent_code"], int(r["level"])),
            hidden=False,
            valid_from=r["valid_from"],
            valid_to=r["valid_to"],
        )
        for r in _history()
    )


def _successions() -> tuple[SuccessionSeed, ...]:
    return tuple(
        SuccessionSeed(row["code"], heir, row["valid_to"], row["kind"])
        for row in _history()
        for heir in row["successors"].split()
    )


def district_codes() -> tuple[str, ...]:
    """The districts that a store can be made for, six digits each."""
    return tuple(_district_codes().values())


def district_names() -> dict[str, str]:
    """Code and name of the districts that a store can be made for."""
    return {unit.code[:6]: unit.name for unit in _divisions() if unit.level == 3}


@cache
def _district_codes() -> dict[str, str]:
    return {unit.name.removesuffix("区"): unit.code[:6] for unit in _divisions() if unit.level == 3}


def known_names() -> Names:
    """What the shipped lists know of names, for comparing addresses without a register."""
    units = [unit for unit in _divisions() if not unit.hidden]
    name = {unit.code: unit.name for unit in units}  # a code of today may have been an abolished unit's
    roads = csv.DictReader(shipped_text("names", "roads.csv").splitlines())
    return Names.of(
        [(row["road"], row["district_mode"] and f"{row['district_mode']}区") for row in roads],
        towns=[(unit.name, name[unit.parent_code]) for unit in units if unit.level == 4],
        communities=[(unit.name, name[unit.parent_code]) for unit in units if unit.level == 5],
        heirs={row["name"]: [name[code] for code in row["successors"].split()] for row in _history()},
        syllables=lambda place: readings().apply(place, syllables(place))[0],
    )


@cache
def readings() -> Overrides:
    """How the shipped list has names of this city read where a dictionary reads them otherwise (曾厝垵: zēng)."""
    return overrides_from_csv(shipped_text("names", "pinyin_overrides.csv"))


def _roads(district_code: str) -> tuple[PlaceSeed, ...]:
    seeds = []
    for row in csv.DictReader(shipped_text("names", "roads.csv").splitlines()):
        name, kind = row["road"], PlaceKind(row["kind"])
        spelled = spell(name, syllables(name), readings(), kind)
        home = _district_codes().get(row["district_mode"], district_code)
        seeds.append(PlaceSeed(kind.value, name, CITY_SCOPE, home, spelled.text, "auto"))
    return tuple(seeds)


def _rules() -> tuple[RuleSeed, ...]:
    rules = [
        RuleSeed(
            "pinyin", "overrides", VERSION, SOURCE, "verified", shipped_text("names", "pinyin_overrides.csv")
        )
    ]
    for kind, folder in (("rule", "rules"), ("template", "templates")):
        for file in sorted(resource(folder).glob("*.json")):
            body = file.read_text(encoding="utf-8")
            head = json.loads(body)
            status = str(head.get("status", "default-unverified"))
            rules.append(RuleSeed(kind, file.stem, str(head.get("version", VERSION)), SOURCE, status, body))
    return tuple(rules)
