"""Check sheets: what goes out and what was heard of it, as rows; SQL in, values out."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from db.domain.address import NodeKind
from db.domain.check_return import IssuedRow
from db.domain.check_sheet import ADDRESS, DAMAGED, EXISTENCE, FLOOR, GONE, HAS, NONE, OWN_TEXT, PLATE, Lapse
from db.domain.errors import NotFound
from db.domain.state import SHEET, Plate, Sheet, move
from db.schema.address import division, node, place
from db.schema.sheets import check_finding, check_return, check_sheet, check_sheet_row
from db.schema.work import plate
from db.store.bulk import array_text, insert_rows
from db.store.journal import canonical
from db.store.lapsed import lapsed
from db.store.sets import among
from db.store.store import Work
from db.store.tree import FOREVER

_ROWS = (
    *("district_code", "sheet_id", "row_no", "node_id", "seen", "kind", "full_text"),
    *("own_text", "floor", "existence", "plate"),
)
_HANGING = (Plate.MOUNTED.value, Plate.MARKED.value, Plate.ACCEPTED.value, Plate.TO_CORRECT.value)
_PLATE_SAID = {Plate.MISSING.value: NONE, Plate.DAMAGED.value: DAMAGED, **dict.fromkeys(_HANGING, HAS)}
_GRAVITY = ("", HAS, NONE, DAMAGED)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A check sheet as lists show it; see ``db.schema.sheets``."""

    id: int
    number: str
    state: str
    area_subdistrict: str
    area_community: str
    choice: str
    due_on: str
    row_count: int
    answered: int
    issued_by: str
    issued_at: str
    returned_at: str
    closed_at: str
    row_version: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A word that differs from the register, or that could not be taken.

    Attributes:
        lapse: why it waits although it was taken over once; told by ``db.store.lapsed``.
        others: of a conflict, what else was heard about the same from the same sheet.
    """

    id: int
    sheet_id: int
    return_id: int
    file_sheet: str
    file_row: int
    row_no: int
    node_id: int | None
    full_text: str
    field: str
    issued: str
    now: str
    said: str
    kind: str
    why: str
    state: str
    decided_by: str | None
    decided_at: str | None
    reason: str
    area_community: str
    row_version: int
    lapse: Lapse | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A file that was taken, with what became of its rows."""

    id: int
    sheet_id: int
    file_name: str
    sha256: str
    taken_by: str
    taken_at: str
    read_count: int
    accepted: int
    changed: int
    fresh: int
    disputed: int
    rejected: int
    blank: int


@dataclass(frozen=True, slots=True)
class Standing:
    """An address as it stands now."""

    full_text: str
    legal: str
    is_live: bool
    kind: str
    row_version: int
    values: Mapping[str, str]


_SHEET = tuple(check_sheet.c[one.name] for one in fields(SheetRow))
_TOLD = ("lapse", "others")
_FINDING = tuple(check_finding.c[one.name] for one in fields(FindingRow) if one.name not in _TOLD)
_RETURN = tuple(check_return.c[one.name] for one in fields(ReturnRow))


def sheets(conn: Connection, where: ColumnElement[bool] | None = None) -> list[SheetRow]:
    """Check sheets, the newest first."""
    query = select(*_SHEET).order_by(check_sheet.c.id.desc())
    return [SheetRow(*row) for row in conn.execute(query if where is None else query.where(where))]


def sheet_by_number(work: Work, number: str) -> SheetRow:
    """A sheet, locked until the transaction ends: two desks that take one file take it one after the other.

    Raises:
        NotFound: no such sheet, or not in sight.
    """
    query = select(*_SHEET).where(check_sheet.c.number == number).with_for_update()
    row = work.conn.execute(query).one_or_none()
    if row is None:
        raise NotFound("check_sheet", number)
    return SheetRow(*row)


def sheets_locked(work: Work, ids: Iterable[int]) -> dict[int, SheetRow]:
    """Sheets by id, locked in the order of their ids."""
    query = select(*_SHEET).where(among(work.conn, check_sheet.c.id, ids))
    found = work.conn.execute(query.order_by(check_sheet.c.id).with_for_update())
    return {row.id: SheetRow(*row) for row in found}


def serials(conn: Connection, community: str, year: str) -> int:
    """How many sheets a community was ever issued in a year."""
    head = f"HC-{community}-{year}-"
    query = select(func.count()).where(check_sheet.c.number >= head, check_sheet.c.number < head + ":")
    return int(conn.execute(query).scalar_one())


def issued_rows(conn: Connection, sheet_id: int) -> dict[int, IssuedRow]:
    """The rows of a sheet by number, in their order."""
    columns = (
        *(check_sheet_row.c[name] for name in _ROWS[2:]),
        check_sheet_row.c.answer,
        check_sheet_row.c.heard,
    )
    query = select(*columns).where(check_sheet_row.c.sheet_id == sheet_id).order_by(check_sheet_row.c.row_no)
    return {row.row_no: _issued(row) for row in conn.execute(query)}


def _issued(row: Any) -> IssuedRow:
    values = {OWN_TEXT: row.own_text, FLOOR: row.floor, EXISTENCE: row.existence, PLATE: row.plate}
    heard = json.loads(row.heard) if row.heard else {}
    said = {name: frozenset(words) for name, words in heard.items()}
    kind = NodeKind(row.kind)
    return IssuedRow(row.row_no, row.node_id, row.seen, kind, row.full_text, values, row.answer, said)


def to_issue(
    conn: Connection, community: str, legals: Sequence[str], only: Iterable[int] | None
) -> list[IssuedRow]:
    """Addresses of a community as they would go out, street by street and house by house.

    Args:
        conn: where.
        community: 12-digit code.
        legals: states that go out.
        only: these addresses and no others, when given.
    """
    columns = (
        "id",
        "kind",
        "parent_id",
        "own_text",
        "full_text",
        "floor",
        "existence",
        "sort_key",
        "row_version",
    )
    query = (
        select(*(node.c[name] for name in columns), place.c.name)
        .join(place, place.c.id == node.c.place_id)
        .where(node.c.area_community == community, node.c.legal.in_(legals))
    )
    if only is not None:
        query = query.where(among(conn, node.c.id, only))
    found = {row.id: row for row in conn.execute(query)}
    plates = plates_seen(conn, found)
    ways: dict[int, tuple[str, ...]] = {}

    def way(node_id: int) -> tuple[str, ...]:
        if node_id not in ways:
            row = found[node_id]
            above = way(row.parent_id) if row.parent_id in found else (row.name,)
            ways[node_id] = (*above, row.sort_key)
        return ways[node_id]

    ordered = sorted(found, key=lambda one: (way(one), one))
    return [_to_issue(n, found[one], plates.get(one, "")) for n, one in enumerate(ordered, 1)]


def _to_issue(row_no: int, row: Any, seen_plate: str) -> IssuedRow:
    values = {**_values(row), PLATE: seen_plate}
    return IssuedRow(row_no, row.id, row.row_version, NodeKind(row.kind), row.full_text, values)


def _values(row: Any) -> dict[str, str]:
    floor = "" if row.floor is None else str(row.floor)
    return {OWN_TEXT: row.own_text, FLOOR: floor, EXISTENCE: row.existence}


def plates_seen(conn: Connection, ids: Iterable[int]) -> dict[int, str]:
    """What the register knows of the plates of addresses: the worst of those that should hang there."""
    states = [*_PLATE_SAID]
    query = select(plate.c.node_id, plate.c.state).where(
        among(conn, plate.c.node_id, ids), plate.c.state.in_(states)
    )
    seen: dict[int, str] = {}
    for row in conn.execute(query):
        seen[row.node_id] = max(seen.get(row.node_id, ""), _PLATE_SAID[row.state], key=_GRAVITY.index)
    return seen


def standings(conn: Connection, ids: Iterable[int]) -> dict[int, Standing]:
    """Addresses as they stand now; of one that is dead only its existence is told, as gone."""
    wanted = set(ids)
    plates = plates_seen(conn, wanted)
    columns = ("id", "kind", "own_text", "full_text", "floor", "existence", "legal", "is_live", "row_version")
    query = select(*(node.c[name] for name in columns)).where(among(conn, node.c.id, wanted))
    found = {}
    for row in conn.execute(query):
        alive = {**_values(row), PLATE: plates.get(row.id, ""), ADDRESS: row.full_text}
        values = alive if row.is_live else {EXISTENCE: GONE}
        found[row.id] = Standing(row.full_text, row.legal, row.is_live, row.kind, row.row_version, values)
    return found


def add_sheet(work: Work, sheet: Mapping[str, Any], rows: Sequence[IssuedRow]) -> int:
    """Put down a sheet with what goes out on it; the journal keeps the digest of the rows."""
    (sheet_id,) = work.new_ids(1)
    lines = [
        (
            *(work.district_code, sheet_id, one.row_no, one.node_id, one.seen, one.kind.value, one.full_text),
            *(one.values[name] for name in (OWN_TEXT, FLOOR, EXISTENCE, PLATE)),
        )
        for one in rows
    ]
    digest = hashlib.sha256(canonical([line[2:] for line in lines]).encode()).hexdigest()
    own = {"district_code": work.district_code, "id": sheet_id, "digest": digest, "row_count": len(lines)}
    work.insert(check_sheet, {**own, **sheet})
    insert_rows(work.conn, check_sheet_row, _ROWS, lines)
    return sheet_id


def hear(work: Work, sheet_id: int, rows: Sequence[IssuedRow]) -> None:
    """Write down what was heard of rows; the return says in the journal how many there were."""
    given = [
        (one.answer, canonical({name: sorted(words) for name, words in one.heard.items()}), one.row_no)
        for one in rows
    ]
    if not given:
        return
    if work.conn.dialect.name == "sqlite":
        work.conn.exec_driver_sql(
            f"UPDATE check_sheet_row SET answer = ?, heard = ? WHERE sheet_id = {sheet_id:d} AND row_no = ?",
            given,
        )
        return
    lists = tuple(array_text(row[n] for row in given) for n in range(3))
    work.conn.exec_driver_sql(
        "UPDATE check_sheet_row SET answer = given.answer, heard = given.heard "
        "FROM unnest(%s::text[], %s::text[], %s::integer[]) AS given (answer, heard, row_no) "
        f"WHERE check_sheet_row.sheet_id = {sheet_id:d} AND check_sheet_row.row_no = given.row_no",
        lists,
    )


def returns(conn: Connection, sheet_ids: Iterable[int]) -> list[ReturnRow]:
    """Files that were taken for sheets, the oldest first."""
    query = (
        select(*_RETURN).where(among(conn, check_return.c.sheet_id, sheet_ids)).order_by(check_return.c.id)
    )
    return [ReturnRow(*row) for row in conn.execute(query)]


def findings(conn: Connection, where: ColumnElement[bool]) -> list[FindingRow]:
    """Findings, in the order of the sheets and their rows."""
    order = (check_finding.c.sheet_id, check_finding.c.row_no, check_finding.c.id)
    return [FindingRow(*row) for row in conn.execute(select(*_FINDING).where(where).order_by(*order))]


def findings_locked(work: Work, ids: Iterable[int]) -> dict[int, FindingRow]:
    """Findings by id, locked until the transaction ends."""
    query = select(*_FINDING).where(among(work.conn, check_finding.c.id, ids))
    found = work.conn.execute(query.order_by(check_finding.c.id).with_for_update())
    return {row.id: FindingRow(*row) for row in found}


def open_counts(conn: Connection) -> dict[int, int]:
    """How many findings wait for a decision, by sheet."""
    query = (
        select(check_finding.c.sheet_id, func.count())
        .where(check_finding.c.state == "open")
        .group_by(check_finding.c.sheet_id)
    )
    return {sheet_id: int(count) for sheet_id, count in conn.execute(query)}


def counts_to_issue(conn: Connection) -> dict[str, tuple[int, int]]:
    """By community, living addresses and how many of them are to be verified."""
    query = (
        select(node.c.area_community, node.c.legal, func.count())
        .where(node.c.is_live)
        .group_by(node.c.area_community, node.c.legal)
    )
    found: dict[str, tuple[int, int]] = {}
    for community, legal, count in conn.execute(query):
        every, open_ones = found.get(community, (0, 0))
        found[community] = (every + count, open_ones + (count if legal == "to_verify" else 0))
    return found


def chosen_to_issue(conn: Connection, only: Iterable[int], legals: Sequence[str]) -> dict[str, int]:
    """How many of some addresses would go out, by community."""
    column = node.c.area_community
    query = select(column, func.count()).where(among(conn, node.c.id, only), node.c.legal.in_(legals))
    return {community: int(count) for community, count in conn.execute(query.group_by(column))}


def is_done(work: Work, sheet: SheetRow, answered: int) -> bool:
    """Whether nothing is left of a sheet: every row answered, no finding open or open again."""
    if answered < sheet.row_count or sheet.state == Sheet.WITHDRAWN:
        return False
    query = select(func.count()).where(check_finding.c.sheet_id == sheet.id, check_finding.c.state == "open")
    waiting = work.conn.execute(query).scalar_one()
    return not waiting and not lapsed(work.conn, check_finding.c.sheet_id == sheet.id)


def move_sheet(work: Work, sheet: SheetRow, state: Sheet, values: Mapping[str, Any]) -> None:
    """Write on a sheet, and take it to a state when it is in another.

    Raises:
        WrongState: no way leads there.
        StaleRecord: another desk was quicker.
    """
    given = dict(values)
    if Sheet(sheet.state) is not state:
        given["state"] = move(SHEET, Sheet(sheet.state), state).value
    work.change(check_sheet, {"id": sheet.id, "row_version": sheet.row_version}, given)


def area_values(community: str) -> dict[str, str]:
    """Area columns of a row that lies in a community."""
    return {
        "area_district": community[:6] + "000000",
        "area_subdistrict": community[:9] + "000",
        "area_community": community,
    }


def unit_names(conn: Connection, codes: Iterable[str]) -> dict[str, str]:
    """Names of units as they are today."""
    query = select(division.c.code, division.c.name).where(
        among(conn, division.c.code, codes), division.c.valid_to == FOREVER
    )
    return {row.code: row.name for row in conn.execute(query)}
