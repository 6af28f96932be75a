"""What an application that took hold found and left, from the journal: the register itself has gone on since."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from db.schema.system import journal_change
from db.store.changes import HELD
from db.store.sets import among

_C = journal_change.c


@dataclass(frozen=True, slots=True)
class Turn:
    """What changed of a row: its columns before and after, only those that did."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]


def turned(conn: Connection, application_id: int, table: str, ids: Collection[int]) -> dict[int, Turn]:
    """What an application changed of rows when it took hold; rows it did not touch are absent.

    Args:
        conn: where to read.
        application_id: of the application.
        table: name of the rows' table.
        ids: of the rows.
    """
    told: dict[int, Turn] = {}
    seq = _held_with(conn, application_id)
    if seq is None:
        return told
    keys = {str(one) for one in ids}
    query = select(_C.row_key, _C.before, _C.after).where(_C.seq == seq, _C.table_name == table)
    for key, before, after in conn.execute(query.where(among(conn, _C.row_key, keys)).order_by(_C.ordinal)):
        was = told.get(int(key), Turn({}, {}))
        told[int(key)] = Turn({**_values(before), **was.before}, {**was.after, **_values(after)})
    return told


def _held_with(conn: Connection, application_id: int) -> int | None:
    """The journal's entry with which it took hold, the last one."""
    query = select(_C.seq, _C.after).where(
        _C.table_name == "planned_change", _C.row_key == str(application_id)
    )
    held = [row.seq for row in conn.execute(query) if _values(row.after).get("state") == HELD]
    return max(held, default=None)


def _values(told: str) -> dict[str, Any]:
    found = json.loads(told) if told else {}
    return found if isinstance(found, dict) else {}
