"""更正 in the past: what was written wrongly was wrong from its first day on, not only since it was noticed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select, update

from db.schema.address import node_version
from db.store.lines import Line
from db.store.sets import among
from db.store.store import Work
from db.store.tree import FOREVER

_DATED = ("own_text", "ident", "parent_id", "place_id", "area_community")


def amend_past(work: Work, lines: Sequence[Line]) -> None:
    """Let the versions before the present one, back to the last real change, say what the present one was made to say.

    Args:
        work: the write; the addresses' rows and present versions are amended already.
        lines: the addresses as they were, and as they are now.
    """
    version = node_version.c
    former = {line.row.id: tuple(getattr(line.row, name) for name in _DATED) for line in lines}
    now = {line.row.id: line.now for line in lines}
    query = (
        select(version.node_id, version.valid_from, *(version[name] for name in _DATED))
        .where(among(work.conn, version.node_id, former), version.valid_to < FOREVER)
        .order_by(version.node_id, version.valid_from.desc())
    )
    wrong: list[dict[str, Any]] = []
    changed_at: set[int] = set()
    for row in work.conn.execute(query):
        if tuple(row[2:]) != former[row.node_id]:
            changed_at.add(row.node_id)
        elif row.node_id not in changed_at:
            said = {f"to_{name}": now[row.node_id][name] for name in _DATED}
            wrong.append({"one": row.node_id, "since": row.valid_from, **said})
    if wrong:
        mine = (version.node_id == bindparam("one"), version.valid_from == bindparam("since"))
        values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in _DATED}
        work.conn.execute(update(node_version).where(*mine).values(values), wrong)
