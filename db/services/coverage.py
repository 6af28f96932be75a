"""Who answers for which unit: every unit of the office's district with the accounts whose roles cover it."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.domain.access import ALLOWED, Role
from db.schema.address import division
from db.store import accounts as rows
from db.store.store import Store
from db.store.tree import FOREVER

NEEDED = {
    "enter": ALLOWED["address.edit"],
    "approve": ALLOWED["application.approve"],
}
"""What somebody must be able to do in every unit -> the roles that may."""

_DISTRICT = 3


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit to choose: its code of 12 digits, its name, the unit above it, 3 district, 4 subdistrict, 5 community."""

    code: str
    name: str
    parent_code: str
    level: int


@dataclass(frozen=True, slots=True)
class Held:
    """An account's role over a unit; ``inherited`` when it covers a larger area."""

    login: str
    name: str
    role: Role
    inherited: bool


@dataclass(frozen=True, slots=True)
class UnitCover:
    """A unit and who covers it.

    Attributes:
        code: of the unit, 12 digits.
        level: 3 district, 4 subdistrict, 5 community.
        path: names from the district down.
        held: roles of open accounts that cover it.
        missing: what of ``NEEDED`` nobody may do there.
    """

    code: str
    level: int
    path: tuple[str, ...]
    held: tuple[Held, ...]
    missing: tuple[str, ...]


def current_units(store: Store) -> tuple[UnitName, ...]:
    """Every district, subdistrict and community of the day in code order; those kept only for statistics are left out."""
    with store.read() as conn:
        return _units(conn)


def _units(conn: Connection) -> tuple[UnitName, ...]:
    columns = (division.c[name] for name in UnitName.__dataclass_fields__)
    standing = (division.c.valid_to == FOREVER, division.c.hidden.is_(False), division.c.level >= _DISTRICT)
    return tuple(
        UnitName(*row) for row in conn.execute(select(*columns).where(*standing).order_by(division.c.code))
    )


def coverage(store: Store) -> tuple[UnitCover, ...]:
    """The units of the office's own district in code order."""
    with store.read() as conn:
        units = _units(conn)
        people = [one for one in rows.accounts(conn) if one.state == rows.ACTIVE]
    own = [unit for unit in units if unit.code.startswith(store.district_code)]
    paths: dict[str, tuple[str, ...]] = {}
    found = []
    for unit in own:
        paths[unit.code] = (*paths.get(unit.parent_code, ()), unit.name)
        held = tuple(
            Held(one.login, one.name, role, len(area) < _digits(unit.level))
            for one in people
            for role, area in one.roles
            if unit.code.startswith(area)
        )
        roles = {one.role for one in held}
        missing = tuple(need for need, able in NEEDED.items() if not roles & able)
        found.append(UnitCover(unit.code, unit.level, paths[unit.code], held, missing))
    return tuple(found)


def _digits(level: int) -> int:
    return {3: 6, 4: 9}.get(level, 12)
