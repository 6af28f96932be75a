"""Hand-overs in the register: their own rows, what hinders one, and addresses on their way out of the district."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, func, select, update

from db.domain.address import CITY
from db.domain.division import FOREVER, Change, Unit, Units
from db.domain.errors import NotFound
from db.domain.state import Legal, Plate
from db.domain.transfer import HANDOFF, Handoff, Parcel, TransferRefused, parcel_text, read_parcel
from db.schema.address import division, division_successor, node, number_slot, place
from db.schema.holdings import attachment
from db.schema.transfer import handoff
from db.schema.work import inspection_form, plate, problem
from db.store.journal import canonical
from db.store.redraw import Way, area_of, move_nodes
from db.store.sets import among, update_each
from db.store.store import Work
from db.store.transfer_rows import Rows

OUT, IN = "out", "in"
SOURCE = "transfer"
"""Where a unit's row comes from that a hand-over brought about."""
_COLUMNS = (
    *("id", "direction", "state", "parcel_key", "area_code", "parcel", "effective_on", "counts", "decisions"),
    *("digest", "fingerprint", "filed_by", "filed_at", "decided_by", "decided_at", "done_by", "done_at"),
    *("receipt", "row_version"),
)
_IN_WORK = (Plate.LISTED.value, Plate.IN_PRODUCTION.value)
_PENDING = (Legal.TO_APPROVE.value, Legal.CHANGING.value)


@dataclass(frozen=True, slots=True)
class HandoffRow:
    """One hand-over, going out or coming in.

    Attributes:
        direction: ``out`` or ``in``.
        key: the same in both registers.
        parcel: what goes.
        counts: rows by table; of one that came in also how many met one of ours.
        decisions: incoming address -> what becomes of it.
        digest: of the package's manifest; ``""`` before there is one.
        fingerprint: of the key that signed the package.
        done_by: who let go, closed or accepted last.
        receipt: what the taking office said, ``""`` before it did.
    """

    id: int
    direction: str
    state: str
    key: str
    area_code: str
    parcel: Parcel
    counts: Mapping[str, Any]
    decisions: Mapping[int, str]
    digest: str
    fingerprint: str
    filed_by: str
    filed_at: str
    decided_by: str
    decided_at: str
    done_by: str
    done_at: str
    receipt: str
    row_version: int


def _row(row: Row[Any]) -> HandoffRow:
    said: dict[str, Any] = {name: value or "" for name, value in row._asdict().items()}
    key, parcel = said.pop("parcel_key"), read_parcel(said.pop("parcel"))
    decisions = {int(one): fate for one, fate in json.loads(said.pop("decisions")).items()}
    del said["effective_on"]
    return HandoffRow(
        key=key, parcel=parcel, decisions=decisions, counts=json.loads(said.pop("counts")), **said
    )


def _query() -> Select[Any]:
    return select(*(handoff.c[name] for name in _COLUMNS))


def handoffs(conn: Connection) -> list[HandoffRow]:
    """Every hand-over, the newest first."""
    return [_row(row) for row in conn.execute(_query().order_by(handoff.c.id.desc()))]


def one_handoff(conn: Connection, handoff_id: int, *, lock: bool = False) -> HandoffRow:
    """A hand-over.

    Raises:
        NotFound: there is none.
    """
    query = _query().where(handoff.c.id == handoff_id)
    row = conn.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound("handoff", str(handoff_id))
    return _row(row)


def by_key(conn: Connection, direction: str, key: str) -> HandoffRow | None:
    """The hand-over of a key; None when it is not known here."""
    row = conn.execute(
        _query().where(handoff.c.direction == direction, handoff.c.parcel_key == key)
    ).one_or_none()
    return None if row is None else _row(row)


def add_handoff(work: Work, values: Mapping[str, Any], parcel: Parcel) -> int:
    """A new row; what is not given is empty."""
    [row_id] = work.new_ids(1)
    empty = dict.fromkeys(("counts", "decisions"), "{}") | dict.fromkeys(
        ("digest", "fingerprint", "receipt"), ""
    )
    said = {"parcel": parcel_text(parcel), "effective_on": parcel.effective_on}
    signed = {"filed_by": work.actor.login, "filed_at": work.at}
    work.insert(
        handoff, {"district_code": work.district_code, "id": row_id, **empty, **said, **signed, **values}
    )
    return row_id


def step(work: Work, found: HandoffRow, state: Handoff, values: Mapping[str, Any]) -> None:
    """Move a hand-over on.

    Raises:
        TransferRefused: ``wrong_state``.
        StaleRecord: somebody changed it since.
    """
    if state not in HANDOFF[Handoff(found.state)]:
        raise TransferRefused("wrong_state", found.state)
    key = {"id": found.id, "row_version": found.row_version}
    work.change(handoff, key, {"state": state.value, **values})


def chosen(conn: Connection, parcel: Parcel) -> list[int]:
    """The addresses that go, in force or not; nothing is lost from sight."""
    where = [node.c.area_community == parcel.old_code]
    if parcel.places:
        where.append(among(conn, node.c.place_id, parcel.places))
    return list(conn.execute(select(node.c.id).where(*where).order_by(node.c.id)).scalars())


def whole_places(conn: Connection, ids: Collection[int]) -> list[int]:
    """Places of which nothing stays behind."""
    mine = set(conn.execute(select(node.c.place_id).where(among(conn, node.c.id, ids)).distinct()).scalars())
    moving = set(ids)
    query = select(node.c.place_id, node.c.id).where(among(conn, node.c.place_id, mine))
    staying = {row.place_id for row in conn.execute(query) if row.id not in moving}
    return sorted(mine - staying)


def places_of(conn: Connection, where: ColumnElement[bool]) -> list[tuple[int, str]]:
    """Places that addresses belong to, by name."""
    mine = select(node.c.place_id).where(where)
    query = select(place.c.id, place.c.name).where(place.c.id.in_(mine)).order_by(place.c.name)
    return [(row.id, row.name) for row in conn.execute(query)]


def counts(conn: Connection, ids: Collection[int]) -> dict[str, int]:
    """What goes along: live addresses and the rest, places, plates, codes, problems."""
    live = func.count().filter(node.c.is_live)
    row = conn.execute(
        select(func.count(), live, func.count(node.c.place_id.distinct())).where(among(conn, node.c.id, ids))
    ).one()
    found = {"addresses": int(row[1]), "former": int(row[0]) - int(row[1]), "places": int(row[2])}
    for name, table in (("plates", plate), ("problems", problem)):
        query = select(func.count()).where(among(conn, table.c.node_id, ids))
        found[name] = int(conn.execute(query).scalar_one())
    return found


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What has to be brought to an end before addresses can go: a code, how many, the first one's text."""

    why: str
    count: int
    first: str


def hindrances(conn: Connection, ids: Collection[int]) -> list[Hindrance]:
    """What is under way about some addresses."""
    mine = among(conn, node.c.id, ids)
    forms = select(inspection_form.c.node_id).where(inspection_form.c.state == "issued")
    plates = select(plate.c.node_id).where(plate.c.state.in_(_IN_WORK))
    leased = select(number_slot.c.owner).where(number_slot.c.status == "leased")
    texts = select(node.c.id, node.c.full_text).where(mine).order_by(node.c.id)
    questions = (
        ("open_changes", texts.where(node.c.legal.in_(_PENDING))),
        ("forms_out", texts.where(node.c.id.in_(forms))),
        ("plates_in_work", texts.where(node.c.id.in_(plates))),
        ("numbers_leased", texts.where(node.c.id.in_(leased))),
    )
    asked: list[tuple[str, list[Row[Any]]]]
    asked = [(why, list(conn.execute(query))) for why, query in questions]
    asked.append(("torn_tree", _torn(conn, ids)))
    return [Hindrance(why, len(rows), rows[0].full_text) for why, rows in asked if rows]


def _torn(conn: Connection, ids: Collection[int]) -> list[Row[Any]]:
    """Addresses whose parent stays where they go, or that stay where their parent goes."""
    mine, columns = among(conn, node.c.id, ids), (node.c.id, node.c.full_text, node.c.parent_id)
    below = select(*columns).where(mine, node.c.parent_id != node.c.place_id).order_by(node.c.id)
    beside = select(*columns).where(among(conn, node.c.parent_id, ids), ~mine).order_by(node.c.id)
    moving = set(ids)
    return [*(row for row in conn.execute(below) if row.parent_id not in moving), *conn.execute(beside)]


def let_go(work: Work, parcel: Parcel, ids: list[int], former_district: str) -> None:
    """Let addresses lie in the other district from the day on, with everything that is about them.

    Args:
        work: the write.
        parcel: where they go.
        ids: the addresses.
        former_district: name of the district in their texts.
    """
    ways = Way({parcel.old_code: parcel.target.code})
    if not parcel.whole:
        staying = set(
            work.conn.execute(select(node.c.id).where(node.c.area_community == parcel.old_code)).scalars()
        ) - set(ids)
        heirs = dict.fromkeys(ids, parcel.target.code) | dict.fromkeys(staying, parcel.old_code)
        ways = Way({parcel.old_code: parcel.old_code}, nodes=heirs)
    move_nodes(work, ways, parcel.effective_on)
    _reword(work, ids, former_district, parcel.target.district_name)


def _reword(work: Work, ids: Collection[int], former: str, name: str) -> None:
    """The district stands in the text of an address; what is searched does not have it, so that no index changes."""
    front = CITY + former
    rows = work.conn.execute(
        select(node.c.id, node.c.full_text).where(among(work.conn, node.c.id, ids)).order_by(node.c.id)
    ).all()
    told = [
        (row.id, row.full_text, CITY + name + row.full_text.removeprefix(front))
        for row in rows
        if row.full_text.startswith(front)
    ]
    update_each(work.conn, node, ("id", "full_text"), [(one, new) for one, _old, new in told])
    for one, old, new in told:
        work.note(node.name, str(one), canonical({"full_text": old}), canonical({"full_text": new}))


def let_follow(work: Work, rows: Rows, parcel: Parcel, whole: Iterable[int]) -> None:
    """Plates, problems and files go where their addresses went; a place of which nothing stays gets another home."""
    area = area_of(parcel.target.code)
    units = {
        "area_district": area.district,
        "area_subdistrict": area.subdistrict,
        "area_community": area.community,
    }
    one = {"area_community": area.community}
    for table, values in ((plate, units), (problem, one), (attachment, units)):
        _set(work, table, rows[table.name], values)
    gone = set(whole)
    homes = [row for row in rows[place.name] if row["id"] in gone]
    _set(work, place, homes, {"home_district": parcel.target.code[:6]})


def _set(work: Work, table: Table, rows: list[dict[str, Any]], values: Mapping[str, str]) -> None:
    changed = [row for row in rows if any(row[name] != value for name, value in values.items())]
    where = among(work.conn, table.c.id, (row["id"] for row in changed))
    work.conn.execute(update(table).where(where).values(values))
    for row in changed:
        before = canonical({name: row[name] for name in values})
        work.note(table.name, str(row["id"]), before, canonical(dict(values)))
    work.touched.setdefault(table.name, set()).update(row["id"] for row in changed)


def history_units(units: Units, parcel: Parcel) -> tuple[Unit, ...]:
    """Every record of the units in which the addresses lay: community, subdistrict, district."""
    codes = {parcel.old_code, parcel.old_code[:9] + "000", parcel.old_code[:6] + "000000"}
    found = [unit for unit in units.every if unit.code in codes]
    return tuple(sorted(found, key=lambda unit: (unit.code, unit.valid_from)))


def settle_units(work: Work, parcel: Parcel, known: Units, others: Iterable[Unit]) -> None:
    """Let the old unit end and the new one begin, so far as they do not yet; and what led to what.

    Args:
        work: the write.
        parcel: what goes over.
        known: every unit the register has.
        others: records of units that may be missing here.
    """
    target, day = parcel.target, parcel.effective_on
    codes = {unit.code for unit in known.every}
    fresh = [unit for unit in others if unit.code not in codes]
    if parcel.old_code in codes and parcel.whole:
        _close(work, known.at(parcel.old_code, day), day)
    for code, name, parent, level in (
        (target.district, target.district_name, target.code[:4].ljust(12, "0"), 3),
        (target.parent_code, target.parent_name, target.district, 4),
        (target.code, target.name, target.parent_code, 5),
    ):
        if not any(unit.code == code and unit.stands(day) for unit in known.every):
            fresh.append(Unit(code, name, parent, level, day))
    for unit in fresh:
        row = {name: getattr(unit, name) for name in ("code", "name", "parent_code", "level", "hidden")}
        dates = {"valid_from": unit.valid_from, "valid_to": unit.valid_to}
        work.insert(division, {**row, **dates, "source": SOURCE, "status": "verified"})
    how = Change.RECODED if parcel.whole else Change.SPLIT
    pairs = {(one.old_code, one.new_code, one.effective_on) for one in known.successions}
    if (parcel.old_code, target.code, day) not in pairs:
        step_row = {"old_code": parcel.old_code, "new_code": target.code, "effective_on": day}
        work.insert(division_successor, {**step_row, "kind": how.value})


def _close(work: Work, unit: Unit, day: str) -> None:
    if unit.valid_to == FOREVER:
        key = {"code": unit.code, "valid_from": unit.valid_from}
        work.change(division, key, {"valid_to": day})
