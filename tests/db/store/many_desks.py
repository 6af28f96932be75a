"""Several accounts write at once, each over its own connections to one server."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.domain.audit import Finding
from db.schema.system import journal, journal_change
from db.schema.work import text_decision
from db.store.journal_check import first_damage
from db.store.store import Work
from tests.desks import Desks
from tests.office import person

DESKS = ("clerk", "area_clerk")
"""Accounts that may decide what texts mean."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """What became of it.

    Attributes:
        entries: of each desk, in the order in which it committed.
        seen: head's number that each desk found after each of its commits.
        damage: what the check of the chain finds.
        order: keys as the journal names them, in its sequence.
    """

    entries: list[list[int]]
    seen: list[list[int]]
    damage: Finding | None
    order: dict[int, str]


def write_at_once(store: Desks, node_id: int, desks: int, each: int) -> Wrote:
    """Let so many desks write so many entries each, all begun together; accounts take turns at the desks.

    Raises:
        Exception: whatever a desk met.
    """
    entries: list[list[int]] = [[] for _ in range(desks)]
    seen: list[list[int]] = [[] for _ in range(desks)]
    troubles: list[BaseException] = []
    ready = threading.Barrier(desks)
    actors = [person(store, DESKS[n % len(DESKS)]) for n in range(desks)]
    for actor in actors:
        store.desk(actor.login)

    def desk(n: int) -> None:
        try:
            ready.wait()
            for k in range(each):
                with store.write(actors[n], "match.decide", f"{n}-{k}") as work:
                    _decide(work, node_id, f"{n}-{k}")
                entries[n].append(work.entry)
                with store.read() as conn:
                    seen[n].append(conn.exec_driver_sql("SELECT seq FROM journal_head").scalar_one())
        except BaseException as trouble:
            troubles.append(trouble)

    _run([threading.Thread(target=desk, args=(n,)) for n in range(desks)])
    for trouble in troubles:
        raise trouble
    with store.read() as conn:
        query = select(journal.c.seq, journal.c.reason).join(
            journal_change, journal_change.c.seq == journal.c.seq
        )
        order = {row.seq: row.reason for row in conn.execute(query.order_by(journal.c.seq))}
        return Wrote(entries, seen, first_damage(conn), order)


def _run(threads: Sequence[threading.Thread]) -> None:
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _decide(work: Work, node_id: int, key: str) -> None:
    (row_id,) = work.new_ids(1)
    work.insert(
        text_decision,
        {
            **{
                "district_code": work.district_code,
                "id": row_id,
                "kind": "match",
                "text_key": key,
                "text": key,
            },
            **{"elements": "", "node_id": node_id, "node_text": "", "reason": ""},
            **{"decided_by": work.actor.login, "decided_at": work.at, "standing": "current"},
        },
    )
