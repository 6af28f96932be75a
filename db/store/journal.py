"""The journal: one entry a transaction, written last under the head's lock, so that sequence is commit order.

The hash covers stored text, never a database's own JSON. No personal value ever enters. A server writes entries itself,
in a function that alone may write them: the name is then that of the account signed in, and the time the server's.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as _quoted
from typing import Any

from sqlalchemy import Connection, insert, select, update

from db.schema.system import journal, journal_change, journal_head
from db.store.bulk import array_text, insert_rows

GENESIS = "0" * 64
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_CHANGE_COLUMNS = ("seq", "ordinal", "table_name", "row_key", "before", "after")
_PORTION = 20_000  # changes sent to a server at once
_SENT = "%s::text[], %s::text[], %s::text[], %s::text[]"


@dataclass(frozen=True, slots=True)
class Change:
    """One changed row: canonical text before and after (``""``: it was not there)."""

    table: str
    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry's sequence and hash."""

    seq: int
    hash: str


def canonical(values: object) -> str:
    """Text that is the same for the same values on every machine."""
    return _ENCODE(values)


def canonical_pairs(names: Sequence[str], values: Iterable[str | int | None]) -> str:
    """``canonical`` of a mapping given as sorted plain names and their values, in a tenth of its time."""
    said = zip(names, values, strict=True)
    return "{" + ",".join([f'"{name}":{_plain(value)}' for name, value in said]) + "}"


def _plain(value: str | int | None) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return "null" if value is None else str(value)


def change_text(table: str, key: str, before: str, after: str) -> bytes:
    """What is hashed of a change; lengths go in too, so that no text can move from one field to the next."""
    return f"{len(table)},{len(key)},{len(before)},{len(after)}\t{table}{key}{before}{after}\n".encode()


def digest_changes(changes: Iterable[Change]) -> str:
    """SHA-256 over the changes in order."""
    sha = hashlib.sha256()
    for change in changes:
        sha.update(change_text(change.table, change.key, change.before, change.after))
    return sha.hexdigest()


def entry_hash(fields: Sequence[Any]) -> str:
    """SHA-256 over an entry's fields as ``canonical`` writes them, the previous hash last.

    They are put together here, since a million of them are read in one go and the general encoder takes twice as long.
    """
    seq, at, actor, role, workstation, verb, reason, count, digest, previous = fields
    said = f"{_quoted(at)},{_quoted(actor)},{_quoted(role)},{_quoted(workstation)},{_quoted(verb)}"
    text = f"[{seq:d},{said},{_quoted(reason)},{count:d},{_quoted(digest)},{_quoted(previous)}]"
    return hashlib.sha256(text.encode()).hexdigest()


def append(conn: Connection, meta: tuple[str, str, str, str, str, str], changes: list[Change]) -> Head:
    """Write the entry as the transaction's last statements.

    Args:
        conn: the writing connection.
        meta: at, actor, role, workstation, verb, reason.
        changes: every row the transaction changed, in order.
    """
    if conn.dialect.name == "postgresql":
        return _append_on_server(conn, meta, changes)
    digest = digest_changes(changes)
    last = conn.execute(select(journal_head.c.seq, journal_head.c.hash)).one()
    seq = int(last.seq) + 1
    fields = (seq, *meta, len(changes), digest, last.hash)
    head = Head(seq, entry_hash(fields))
    at, actor, role, workstation, verb, reason = meta
    conn.execute(
        insert(journal).values(
            seq=seq,
            at=at,
            actor=actor,
            role=role,
            workstation=workstation,
            verb=verb,
            reason=reason,
            change_count=len(changes),
            changes_sha256=digest,
            prev_hash=last.hash,
            hash=head.hash,
        )
    )
    rows = [(seq, n, c.table, c.key, c.before, c.after) for n, c in enumerate(changes)]
    insert_rows(conn, journal_change, _CHANGE_COLUMNS, rows)
    conn.execute(update(journal_head).values(seq=seq, hash=head.hash))
    return head


def _append_on_server(
    conn: Connection, meta: tuple[str, str, str, str, str, str], changes: list[Change]
) -> Head:
    last = max(len(changes) - 1, 0) // _PORTION * _PORTION
    for first in range(0, last, _PORTION):
        conn.exec_driver_sql(
            f"SELECT zp.journal_changes({_SENT})", _columns(changes[first : first + _PORTION])
        )
    row = conn.exec_driver_sql(
        f"SELECT seq, hash FROM zp.journal_append(%s, %s, %s, %s, %s, %s, {_SENT})",
        (*meta, *_columns(changes[last:])),
    ).one()
    return Head(int(row.seq), str(row.hash))


def _columns(changes: Sequence[Change]) -> tuple[str, ...]:
    return (
        array_text(one.table for one in changes),
        array_text(one.key for one in changes),
        array_text(one.before for one in changes),
        array_text(one.after for one in changes),
    )


def start(conn: Connection) -> None:
    """Put the head of an empty journal."""
    conn.execute(insert(journal_head).values(id=1, seq=0, hash=GENESIS))


def head(conn: Connection) -> Head:
    """The newest entry."""
    row = conn.execute(select(journal_head.c.seq, journal_head.c.hash)).one()
    return Head(int(row.seq), row.hash)
