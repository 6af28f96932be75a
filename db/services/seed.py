"""First data of a store: divisions, place names, rules and accounts; versioned rows, added and never overwritten.

The composition root reads the shipped files and hands values in; this module never sees a file.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select

from db.domain.division import FOREVER
from db.schema.address import division, division_successor, place
from db.schema.system import actor, actor_role, catalogue
from db.store.store import Work


@dataclass(frozen=True, slots=True)
class DivisionSeed:
    """An administrative unit; ``hidden`` marks artefacts of statistics, ``valid_from`` empty means the seeds' own."""

    code: str
    name: str
    parent_code: str
    level: int
    hidden: bool
    valid_from: str = ""
    valid_to: str = FOREVER


@dataclass(frozen=True, slots=True)
class SuccessionSeed:
    """An abolished unit and where it lives on."""

    old_code: str
    new_code: str
    effective_on: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceSeed:
    """A standard name; ``scope_code`` is the unit in which the name is unique."""

    kind: str
    name: str
    scope_code: str
    home_district: str
    pinyin: str
    pinyin_source: str


@dataclass(frozen=True, slots=True)
class RuleSeed:
    """A shipped rule, template or checklist: ``body`` is its JSON text."""

    kind: str
    key: str
    version: str
    source: str
    status: str
    body: str


@dataclass(frozen=True, slots=True)
class ActorSeed:
    """An account with its roles: (role, area code prefix)."""

    login: str
    name: str
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Seeds:
    """Everything a new store begins with."""

    version: str
    source: str
    valid_from: str
    divisions: tuple[DivisionSeed, ...] = ()
    places: tuple[PlaceSeed, ...] = ()
    rules: tuple[RuleSeed, ...] = ()
    actors: tuple[ActorSeed, ...] = ()
    successions: tuple[SuccessionSeed, ...] = ()


def plant(work: Work, seeds: Seeds) -> None:
    """Add what is not there yet; rows already there are left as they are."""
    _divisions(work, seeds)
    _places(work, seeds)
    _rules(work, seeds.rules)
    _actors(work, seeds.actors)


def _divisions(work: Work, seeds: Seeds) -> None:
    known = {tuple(row) for row in work.conn.execute(select(division.c.code, division.c.valid_from))}
    columns = (
        *("code", "valid_from", "valid_to", "name", "parent_code", "level"),
        *("hidden", "source", "status"),
    )
    rows = [
        (d.code, d.valid_from or seeds.valid_from, d.valid_to, d.name, d.parent_code, d.level)
        + (d.hidden, seeds.source, "default-unverified")
        for d in seeds.divisions
        if (d.code, d.valid_from or seeds.valid_from) not in known
    ]
    work.insert_many(division, columns, rows)
    steps = {
        (row.old_code, row.new_code, row.effective_on)
        for row in work.conn.execute(select(division_successor))
    }
    fresh = [
        (step.old_code, step.new_code, step.effective_on, step.kind)
        for step in seeds.successions
        if (step.old_code, step.new_code, step.effective_on) not in steps
    ]
    work.insert_many(division_successor, ("old_code", "new_code", "effective_on", "kind"), fresh)


def _places(work: Work, seeds: Seeds) -> None:
    known = {(r.scope_code, r.name) for r in work.conn.execute(select(place.c.scope_code, place.c.name))}
    fresh = [p for p in seeds.places if (p.scope_code, p.name) not in known]
    columns = (
        *("id", "kind", "name", "scope_code", "home_district", "state", "pinyin", "pinyin_source"),
        *("rule_set", "source", "valid_from"),
    )
    rows = [
        (row_id, p.kind, p.name, p.scope_code, p.home_district, "approved", p.pinyin, p.pinyin_source, "")
        + (seeds.source, seeds.valid_from)
        for row_id, p in zip(work.new_ids(len(fresh)), fresh, strict=True)
    ]
    work.insert_many(place, columns, rows)


def _rules(work: Work, rules: Iterable[RuleSeed]) -> None:
    known = {
        tuple(row)
        for row in work.conn.execute(select(catalogue.c.kind, catalogue.c.key, catalogue.c.version))
    }
    columns = ("kind", "key", "version", "source", "status", "body")
    rows = [
        (r.kind, r.key, r.version, r.source, r.status, r.body)
        for r in rules
        if (r.kind, r.key, r.version) not in known
    ]
    work.insert_many(catalogue, columns, rows, kept=("kind", "key", "version", "source", "status"))


def _actors(work: Work, actors: Iterable[ActorSeed]) -> None:
    known = set(work.conn.execute(select(actor.c.login)).scalars())
    for seed in actors:
        if seed.login in known:
            continue
        (row_id,) = work.new_ids(1)
        work.insert(
            actor,
            {"id": row_id, "login": seed.login, "name": seed.name, "state": "active", "created_at": work.at},
        )
        for role, area in seed.roles:
            work.conn.execute(insert(actor_role).values(actor_id=row_id, role=role, area_code=area))
            work.note("actor_role", f"{seed.login}|{role}|{area}", "", "{}")
