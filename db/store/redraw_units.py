"""Administrative units when 区划调整 takes hold: their dated rows, what became of them, and whose areas they were.

Nobody may write these tables on a server: there a function of the database reads the decided application and writes
them itself (``zp.redraw_units``), so that no decision gives anybody an area that another person did not ask for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from db.domain.division import FOREVER, Change, Succession, Unit, Units
from db.domain.redraw import COMMUNITY, Heir, Redraw, RedrawKind, heir_of, stem
from db.schema.address import division, division_successor
from db.schema.system import actor, actor_role
from db.store.journal import canonical
from db.store.store import Work

SOURCE = "redraw"
"""Where a unit's row comes from; the application tells the rest."""

_RoleKey = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class RoleMove:
    """A role whose area goes over to heirs.

    Attributes:
        before: area as kept, in digits without the zeros below.
        after: areas it covers from then on; with ``before`` among them it is kept.
    """

    actor_id: int
    login: str
    name: str
    role: str
    before: str
    after: tuple[str, ...]

    @property
    def fresh(self) -> tuple[str, ...]:
        """Areas that are new to it."""
        return tuple(area for area in self.after if area != self.before)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """Rows of units that close and begin on the day, and what becomes of what."""

    closing: tuple[Unit, ...]
    beginning: tuple[Unit, ...]
    steps: tuple[Succession, ...]


def unit_change(redraw: Redraw, units: Units) -> UnitChange:
    """What a complete redraw does to units; one whose name, code and parent stay is left alone."""
    day = redraw.effective_on
    wanted = {heir.code: heir for heir in redraw.heirs}
    closing = [units.at(code, day) for code in redraw.old]
    closing = [unit for unit in closing if not _stays(unit, wanted.get(unit.code))]
    names = [Heir(new, units.at(old, day).name, heir_of(redraw, old)) for old, new in redraw.recodes]
    kept = {code for code in redraw.old if code not in {unit.code for unit in closing}}
    born = [_born(heir, redraw.level, day) for heir in redraw.heirs if heir.code not in kept]
    below = [units.at(old, day) for old, _new in redraw.recodes]
    steps = [Succession(old, new, day, _how(redraw, old, new)) for old, new in redraw.paths()]
    steps = [step for step in steps if step.old_code not in kept or step.new_code != step.old_code]
    return UnitChange(
        (*closing, *below),
        (*born, *(_born(heir, COMMUNITY, day) for heir in names)),
        tuple(steps),
    )


def _stays(unit: Unit, heir: Heir | None) -> bool:
    return heir is not None and (heir.name, heir.parent) == (unit.name, unit.parent_code)


def _born(heir: Heir, level: int, day: str) -> Unit:
    return Unit(heir.code, heir.name, heir.parent, level, day)


def _how(redraw: Redraw, old: str, new: str) -> Change:
    if redraw.kind is RedrawKind.SPLIT and old in redraw.old:
        return Change.SPLIT
    if redraw.kind is RedrawKind.MERGE and old in redraw.old and old != new:
        return Change.MERGED
    return Change.RENAMED if old == new else Change.RECODED


def role_moves(conn: Connection, redraw: Redraw) -> list[RoleMove]:
    """The roles whose area is one of the units that end, and those of a unit that shares with others, by login."""
    heirs: dict[str, list[str]] = {}
    for old, new in redraw.paths():
        heirs.setdefault(stem(old), []).append(stem(new))
    columns = (actor.c.id, actor.c.login, actor.c.name, actor_role.c.role, actor_role.c.area_code)
    query = select(*columns).join(actor_role, actor_role.c.actor_id == actor.c.id)
    rows = conn.execute(query.where(actor_role.c.area_code.in_(sorted({*heirs, *map(_whole, heirs)}))))
    moves = [RoleMove(*row, after=tuple(dict.fromkeys(heirs[stem(row.area_code)]))) for row in rows]
    return sorted((one for one in moves if one.fresh), key=lambda one: (one.login, one.role, one.before))


def _whole(code: str) -> str:
    return code.ljust(12, "0")


def write_units(work: Work, application_id: int, redraw: Redraw, units: Units) -> None:
    """Let units end and begin and their roles go over; the journal names every row."""
    change = unit_change(redraw, units)
    taken, given = _balance(work.conn, role_moves(work.conn, redraw))
    if work.conn.dialect.name == "postgresql":
        work.conn.execute(select(func.zp.redraw_units(application_id)))
    else:
        _write_rows(work, change)
        _write_roles(work, taken, given)
    _note_units(work, change)
    for key in taken:
        work.note(actor_role.name, _key(key), canonical({"area_code": key[2]}), "")
    for key in given:
        work.note(actor_role.name, _key(key), "", canonical({"area_code": key[2]}))
    if taken or given:
        work.touched.setdefault(actor.name, set()).update(key[0] for key in (*taken, *given))


def _write_rows(work: Work, change: UnitChange) -> None:
    for unit in change.closing:
        mine = (division.c.code == unit.code, division.c.valid_from == unit.valid_from)
        work.conn.execute(update(division).where(*mine).values(valid_to=_day(change)))
    if change.beginning:
        work.conn.execute(insert(division), [_row(unit) for unit in change.beginning])
    if change.steps:
        work.conn.execute(insert(division_successor), [_step(step) for step in change.steps])


def _day(change: UnitChange) -> str:
    return next(step.effective_on for step in change.steps)


def _row(unit: Unit) -> dict[str, object]:
    return {
        **{name: getattr(unit, name) for name in ("code", "name", "parent_code", "level", "valid_from")},
        "valid_to": FOREVER,
        "hidden": False,
        "source": SOURCE,
        "status": "",
    }


def _step(step: Succession) -> dict[str, str]:
    pairs = {"old_code": step.old_code, "new_code": step.new_code}
    return {**pairs, "effective_on": step.effective_on, "kind": step.kind.value}


def _balance(conn: Connection, moves: Iterable[RoleMove]) -> tuple[list[_RoleKey], list[_RoleKey]]:
    """The rows of roles that go, and those that come and are not there already."""
    held = {(row.actor_id, row.role, row.area_code) for row in conn.execute(select(actor_role))}
    taken, given = [], {}
    for one in moves:
        if one.before not in one.after:
            taken.append((one.actor_id, one.role, one.before))
        given.update(dict.fromkeys((one.actor_id, one.role, area) for area in one.fresh))
    return taken, [key for key in given if key not in held]


def _write_roles(work: Work, taken: Iterable[_RoleKey], given: Iterable[_RoleKey]) -> None:
    columns = (actor_role.c.actor_id, actor_role.c.role, actor_role.c.area_code)
    for key in taken:
        mine = [column == value for column, value in zip(columns, key, strict=True)]
        work.conn.execute(delete(actor_role).where(*mine))
    for key in given:
        values = dict(zip(("actor_id", "role", "area_code"), key, strict=True))
        work.conn.execute(insert(actor_role).values(values))


def _key(key: _RoleKey) -> str:
    return "|".join(map(str, key))


def _note_units(work: Work, change: UnitChange) -> None:
    for unit in change.closing:
        key = f"{unit.code}|{unit.valid_from}"
        work.note(division.name, key, canonical({"valid_to": FOREVER}), canonical({"valid_to": _day(change)}))
    for unit in change.beginning:
        work.note(division.name, f"{unit.code}|{unit.valid_from}", "", canonical(_row(unit)))
    for step in change.steps:
        key = f"{step.old_code}|{step.new_code}|{step.effective_on}"
        work.note(division_successor.name, key, "", canonical(_step(step)))
    work.touched.setdefault(division.name, set())
