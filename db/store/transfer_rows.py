"""Rows that go over to another register: which ones, as lines of text, and read back with nothing believed.

Persons stay where they are, and so do files that hang on an application or a person; so does whatever belongs to the
office and not to the address: batches, packages, staging.
"""

import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Connection, Float, Integer, Table, select

from db.domain.transfer import TransferRefused
from db.schema.address import (
    addr_code,
    node,
    node_successor,
    node_version,
    number_slot,
    payload,
    place,
    place_alias,
)
from db.schema.holdings import attachment, attachment_link, person_link
from db.schema.system import journal, journal_change
from db.schema.work import plate, problem
from db.store.sets import among

TRAVELLING = (
    *(place, place_alias, node, node_version, node_successor, number_slot, addr_code, payload),
    *(plate, problem, attachment, attachment_link),
)
"""Parents before the rows that point to them."""
JOURNAL = "journal.jsonl"
_AT_HOME: Mapping[str, tuple[str, ...]] = {"node": ("source_batch",), "plate": ("batch_id", "line_no")}
"""Columns that name rows of the giving office only, and travel empty."""
_FILED = ("node", "plate", "problem")
_ENTRY = ("seq", "at", "actor", "role", "verb", "reason", "hash")
_MOST_TEXT = 1 << 20
_BEYOND = 1 << 63

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]


def member_of(table: Table) -> str:
    """The name of the member that holds a table's rows."""
    return f"rows/{table.name}.jsonl"


def travelling(conn: Connection, ids: Collection[int], whole_places: Collection[int]) -> dict[str, list[Row]]:
    """Every row that goes over with some addresses, by table, in the order of its key.

    Args:
        conn: the connection.
        ids: the addresses.
        whole_places: places of which nothing stays; what they reserved goes with them.
    """
    found: dict[str, list[Row]] = {}

    def take(table: Table, *where: Any) -> list[Row]:
        query = select(table).where(*where).order_by(*table.primary_key.columns)
        rows = [dict(row) for row in conn.execute(query).mappings()]
        for row in rows:
            row.update(dict.fromkeys(_AT_HOME.get(table.name, ())))
        found[table.name] = rows
        return rows

    nodes = take(node, among(conn, node.c.id, ids))
    places = {row["place_id"] for row in nodes}
    take(place, among(conn, place.c.id, places))
    take(place_alias, among(conn, place_alias.c.place_id, places))
    take(node_version, among(conn, node_version.c.node_id, ids))
    ends = (among(conn, node_successor.c.old_id, ids), among(conn, node_successor.c.new_id, ids))
    take(node_successor, *ends)
    kept = number_slot.c.owner.is_(None) & among(conn, number_slot.c.naming_id, whole_places)
    take(number_slot, among(conn, number_slot.c.owner, ids) | kept)
    take(addr_code, among(conn, addr_code.c.node_id, ids))
    take(payload, among(conn, payload.c.node_id, ids))
    plates = take(plate, among(conn, plate.c.node_id, ids))
    problems = take(problem, among(conn, problem.c.node_id, ids))
    owners = {"node": ids, "plate": [row["id"] for row in plates], "problem": [row["id"] for row in problems]}
    links = _links(conn, owners)
    take(attachment, among(conn, attachment.c.id, {link[1] for link in links}))
    found[attachment_link.name] = [
        row
        for row in take(attachment_link, among(conn, attachment_link.c.attachment_id, {k[1] for k in links}))
        if row["table_name"] in _FILED and row["row_id"] in set(owners[row["table_name"]])
    ]
    return found


def _links(conn: Connection, owners: Mapping[str, Collection[int]]) -> set[tuple[int, int]]:
    """Files of the rows, as row and file; not those that belong to a case or a person as well."""
    c = attachment_link.c
    found: set[tuple[int, int]] = set()
    for table, ids in owners.items():
        query = select(c.row_id, c.attachment_id).where(c.table_name == table, among(conn, c.row_id, ids))
        found |= {(row.row_id, row.attachment_id) for row in conn.execute(query)}
    files = {file for _row, file in found}
    elsewhere = select(c.attachment_id).where(
        among(conn, c.attachment_id, files), c.table_name.not_in(_FILED)
    )
    held = select(person_link.c.row_id).where(
        person_link.c.table_name == attachment.name, among(conn, person_link.c.row_id, files)
    )
    out = {*conn.execute(elsewhere).scalars(), *conn.execute(held).scalars()}
    return {pair for pair in found if pair[1] not in out}


def told_before(conn: Connection, rows: Rows, upto: int) -> list[Row]:
    """What the journal told of the rows, up to an entry; of entries about others too, only what concerns them."""
    changes: dict[int, list[list[str]]] = defaultdict(list)
    c = journal_change.c
    for table in (place, node, plate, problem, addr_code, payload):
        keys = {
            str(row["id"] if "id" in row else row[table.name.removeprefix("addr_")])
            for row in rows[table.name]
        }
        query = select(c.seq, c.table_name, c.row_key, c.before, c.after).where(
            c.table_name == table.name, among(conn, c.row_key, keys), c.seq <= upto
        )
        for row in conn.execute(query.order_by(c.seq, c.ordinal)):
            changes[row.seq].append([row.table_name, row.row_key, row.before, row.after])
    columns = [journal.c[name] for name in _ENTRY]
    entries = conn.execute(
        select(*columns).where(among(conn, journal.c.seq, changes)).order_by(journal.c.seq)
    )
    return [{**dict(zip(_ENTRY, row, strict=True)), "changes": changes[row.seq]} for row in entries]


def lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as the member of a package."""
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
    return "".join(encode(row) + "\n" for row in rows).encode()


def read_rows(members: Mapping[str, bytes]) -> dict[str, list[Row]]:
    """Rows out of a package's members, every value of its column's kind.

    Raises:
        TransferRefused: ``bad_row``, with member and line; ``bad_manifest``, a table is missing.
    """
    found: dict[str, list[Row]] = {}
    for table in TRAVELLING:
        name = member_of(table)
        if name not in members:
            raise TransferRefused("bad_manifest", name)
        forms = _forms(table)
        found[table.name] = [_checked(forms, row, place) for place, row in _objects(name, members[name])]
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the other office's journal, as far as it is about what came."""

    seq: int
    at: str
    actor: str
    role: str
    verb: str
    reason: str
    hash: str
    changes: str


def read_entries(members: Mapping[str, bytes]) -> list[Told]:
    """The excerpt of the journal.

    Raises:
        TransferRefused: ``bad_row`` or ``bad_manifest``.
    """
    if JOURNAL not in members:
        raise TransferRefused("bad_manifest", JOURNAL)
    found = []
    for place_, row in _objects(JOURNAL, members[JOURNAL]):
        changes = row.pop("changes", None)
        whole = isinstance(changes, list) and all(
            isinstance(one, list) and len(one) == 4 and all(isinstance(part, str) for part in one)
            for one in changes
        )
        texts = all(isinstance(row.get(name), str) for name in _ENTRY[1:])
        if not whole or not texts or set(row) != set(_ENTRY) or not _is_whole(row["seq"]):
            raise TransferRefused("bad_row", place_)
        found.append(Told(**row, changes=json.dumps(changes, ensure_ascii=False, separators=(",", ":"))))
    return found


def _objects(name: str, data: bytes) -> Iterable[tuple[str, Row]]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise TransferRefused("bad_row", name) from None
    for number, line in enumerate(text.split("\n")[:-1], 1):
        at = f"{name}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise TransferRefused("bad_row", at) from None
        if not isinstance(row, dict):
            raise TransferRefused("bad_row", at)
        yield at, row
    if text and not text.endswith("\n"):
        raise TransferRefused("bad_row", name)


@dataclass(frozen=True, slots=True)
class _Form:
    """What a column's values look like; asked once for a table, as a community brings half a million values."""

    kinds: frozenset[type]
    is_whole: bool
    is_real: bool


def _forms(table: Table) -> dict[str, _Form]:
    return {column.name: _form(column) for column in table.columns}


def _form(column: Column[Any]) -> _Form:
    empty = {type(None)} if column.nullable else set()
    if isinstance(column.type, Boolean):
        return _Form(frozenset({bool, *empty}), is_whole=False, is_real=False)
    if isinstance(column.type, Float):
        return _Form(frozenset({int, float, *empty}), is_whole=False, is_real=True)
    if isinstance(column.type, Integer | BigInteger):
        return _Form(frozenset({int, *empty}), is_whole=True, is_real=False)
    return _Form(frozenset({str, *empty}), is_whole=False, is_real=False)


def _checked(forms: Mapping[str, _Form], row: Row, at: str) -> Row:
    if row.keys() != forms.keys():
        raise TransferRefused("bad_row", at)
    for name, form in forms.items():
        value = row[name]
        if type(value) not in form.kinds or (value is not None and not _fits(form, value)):
            raise TransferRefused("bad_row", f"{at}:{name}")
    return row


def _fits(form: _Form, value: Any) -> bool:
    if form.is_whole:
        return bool(-_BEYOND < value < _BEYOND)
    if form.is_real:
        return _is_finite(value)
    return isinstance(value, bool) or (len(value) <= _MOST_TEXT and "\x00" not in value)


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond any real one
        return False


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _BEYOND
