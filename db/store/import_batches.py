"""Batches of deliveries as rows: what they brought, and what hangs on that by now."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.orm import aliased

from db.domain.state import Code, Legal
from db.schema.address import node, place
from db.schema.holdings import attachment_link, person_link
from db.schema.system import journal, journal_change
from db.schema.work import import_batch, import_row, text_decision
from db.store.hanging import tied
from db.store.sets import update_each
from db.store.tree import chunks

Amended = dict[int, tuple[dict[str, Any], dict[str, Any]]]
"""Address -> what it said before a batch, and what it says since."""


@dataclass(frozen=True, slots=True)
class Born:
    """An address that a batch brought."""

    id: int
    full_text: str
    parent_id: int
    place_id: int
    area_community: str
    legal: str
    code_state: str


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One delivery as it stands.

    Attributes:
        state: ``staged``, ``promoted`` or ``abandoned``; abandoned after it was promoted means taken back.
        new_places: names that it brought.
    """

    id: int
    kind: str
    source_name: str
    state: str
    read: int
    accepted: int
    unchanged: int
    rejected: int
    skipped: int
    actor: str
    staged_at: str
    promoted_at: str
    new_places: int

    @property
    def taken_back(self) -> bool:
        """Whether it was in the register once and is no more."""
        return self.state == "abandoned" and bool(self.promoted_at)


def batch_rows(conn: Connection, *where: ColumnElement[bool]) -> tuple[BatchRow, ...]:
    """Deliveries, the newest first."""
    batch = import_batch.c
    refused, skipped = (
        select(func.count())
        .select_from(import_row)
        .where(
            import_row.c.batch_id == batch.id, import_row.c.outcome == outcome, batch.promoted_at.is_(None)
        )
        .scalar_subquery()
        for outcome in ("rejected", "skipped")
    )
    named = select(place.c.source, func.count().label("n")).group_by(place.c.source)
    places = {row.source: int(row.n) for row in conn.execute(named)}
    query = (
        select(import_batch, refused.label("refused"), skipped.label("left_out"))
        .where(*where)
        .order_by(batch.id.desc())
    )
    return tuple(
        BatchRow(
            *(row.id, row.kind, row.source_name, row.state, row.read_count, row.accepted, row.unchanged),
            *(row.rejected or row.refused, row.skipped or row.left_out),
            *(row.actor, row.staged_at, row.promoted_at or ""),
            places.get(str(row.id), 0),
        )
        for row in conn.execute(query)
    )


def born(conn: Connection, batch_id: int) -> list[Born]:
    """Live addresses that a batch brought."""
    columns = (
        *(node.c.id, node.c.full_text, node.c.parent_id, node.c.place_id),
        *(node.c.area_community, node.c.legal, node.c.code_state),
    )
    query = select(*columns).where(node.c.source_batch == batch_id, node.c.is_live)
    return [Born(*row) for row in conn.execute(query)]


def texts_of(conn: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Full texts of addresses."""
    found: dict[int, str] = {}
    for portion in chunks(ids):
        query = select(node.c.id, node.c.full_text).where(node.c.id.in_(portion))
        found |= {row.id: row.full_text for row in conn.execute(query)}
    return found


def promotion_entry(conn: Connection, batch_id: int) -> int:
    """The journal entry by which a batch came into the register; 0 when none is known."""
    query = select(func.min(journal.c.seq)).where(
        journal.c.verb == "import.promote", journal.c.reason == str(batch_id)
    )
    return int(conn.execute(query).scalar() or 0)


def amended(conn: Connection, entry: int, brought: frozenset[int]) -> Amended:
    """Addresses that were there before and got another side or floor by an entry."""
    change = journal_change.c
    query = select(change.row_key, change.before, change.after).where(
        change.seq == entry, change.table_name == "node", change.before != ""
    )
    return {
        int(row.row_key): (json.loads(row.before), json.loads(row.after))
        for row in conn.execute(query)
        if int(row.row_key) not in brought
    }


def hindrances(
    conn: Connection, made: Sequence[Born], batch_id: int, entry: int
) -> Iterator[tuple[int, str]]:
    """Addresses of a batch that somebody built on: id and a code that says how; one may come more than once."""
    for row in made:
        if row.legal != Legal.TO_VERIFY:
            yield row.id, f"legal_{row.legal}"
        elif row.code_state != Code.NONE:
            yield row.id, "coded"
    for portion in chunks(row.id for row in made):
        yield from _built_on(conn, portion, batch_id, entry)


def _built_on(conn: Connection, ids: Sequence[int], batch_id: int, entry: int) -> Iterator[tuple[int, str]]:
    child, change = aliased(node), journal_change.c
    asked: Mapping[str, Any] = {
        "children": select(child.c.parent_id).where(
            child.c.parent_id.in_(ids), child.c.is_live, child.c.source_batch.is_distinct_from(batch_id)
        ),
        "changed": select(change.row_key).where(
            change.table_name == "node", change.row_key.in_([str(one) for one in ids]), change.seq > entry
        ),
        "files": select(attachment_link.c.row_id).where(tied(conn, attachment_link, ids)),
        "persons": select(person_link.c.row_id).where(tied(conn, person_link, ids)),
        "decided": select(text_decision.c.node_id).where(
            text_decision.c.node_id.in_(ids), text_decision.c.standing == "current"
        ),
    }
    for why, query in asked.items():
        for found in conn.execute(query.distinct()):
            yield int(found[0]), why


def changed_since(conn: Connection, ids: Iterable[int], entry: int) -> set[int]:
    """Those of the addresses that an entry after the given one names."""
    change, found = journal_change.c, set()
    for portion in chunks(ids):
        keys = [str(one) for one in portion]
        query = select(change.row_key).where(
            change.table_name == "node", change.row_key.in_(keys), change.seq > entry
        )
        found |= {int(row.row_key) for row in conn.execute(query)}
    return found


def restore(conn: Connection, before: Mapping[int, Mapping[str, Any]]) -> None:
    """Give addresses back the sides and floors they had."""
    for name in ("side", "floor"):
        rows = [(node_id, said[name]) for node_id, said in before.items() if name in said]
        update_each(conn, node, ("id", name), rows)
