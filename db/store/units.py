"""Administrative units as the store has them: every one ever known, and under which names those of the past are sought."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from db.domain.division import FOREVER, Change, Succession, Unit, Units
from db.domain.redraw import COMMUNITY, SUBDISTRICT
from db.schema.address import division, division_successor


def load_units(conn: Connection) -> Units:
    """Every unit ever known and what became of it."""
    columns = (
        *(division.c.code, division.c.name, division.c.parent_code, division.c.level),
        *(division.c.valid_from, division.c.valid_to, division.c.hidden),
    )
    every = tuple(Unit(*row) for row in conn.execute(select(*columns)))
    steps = conn.execute(select(division_successor)).all()
    return Units(
        every, tuple(Succession(s.old_code, s.new_code, s.effective_on, Change(s.kind)) for s in steps)
    )


def former_names(conn: Connection) -> Iterator[tuple[str, str, str]]:
    """Names of subdistricts and communities of the past: name, code and name of each unit in which it lives on.

    A unit that goes on under its old name is not told.
    """
    gone = (division.c.valid_to != FOREVER, division.c.level.in_((SUBDISTRICT, COMMUNITY)))
    if not conn.execute(select(func.count()).select_from(division).where(*gone)).scalar():
        return
    units = load_units(conn)
    # A unit may end on a day on which none begins: what takes it over has stood for long.
    last = max((*(unit.valid_from for unit in units.every), *(one.effective_on for one in units.successions)))
    found = set()
    for unit in units.every:
        if unit.level in (SUBDISTRICT, COMMUNITY) and unit.valid_to != FOREVER:
            found |= {(unit.name, heir.code, heir.name) for heir in units.heirs(unit, last)}
    yield from sorted(one for one in found if one[0] != one[2])
