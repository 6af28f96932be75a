"""The journal's check over many entries, and reading it back: ``python -m tests.benchmarks.bench_journal``."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import update

from db.domain.progress import Silent
from db.schema.system import journal, journal_change, journal_head
from db.services.store import init_store, open_store
from db.store.bulk import insert_rows
from db.store.journal import Change, digest_changes, entry_hash, head
from db.store.journal_check import first_damage
from tests.benchmarks.harness import benchmark, run
from tests.register import DISTRICT, SEEDS

ENTRIES = int(os.environ.get("ZHIPAI_BENCH_ENTRIES", "1000000"))
"""How long the journal is; fewer for a quick look."""

_ENTRY = ("seq", "at", "actor", "role", "workstation", "verb", "reason", "change_count", "changes_sha256")
_CHANGE = ("seq", "ordinal", "table_name", "row_key", "before", "after")
_PORTION = 20_000
_PEOPLE = ("clerk", "chief", "printer", "area_clerk")
_VERBS = ("address.edit", "application.approve", "plates.print", "application.file")


def _url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'zhipai.db').as_posix()}"


def _change(seq: int) -> Change:
    node = str(140737488356232 + seq % 300_000)
    after = f'{{"legal":"approved","own_text":"{seq % 999}号","row_version":{seq % 7}}}'
    return Change("node", node, '{"legal":"to_verify"}', after)


def _portions(seq: int, previous: str) -> Iterator[tuple[list[tuple[object, ...]], list[tuple[object, ...]]]]:
    while seq < ENTRIES:
        entries: list[tuple[object, ...]] = []
        changes: list[tuple[object, ...]] = []
        for number in range(seq + 1, min(ENTRIES, seq + _PORTION) + 1):
            one = _change(number)
            at = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}T0{number % 10}:00:00.{number % 999999:06}Z"
            said = (number, at, _PEOPLE[number % 4], _PEOPLE[number % 4], f"窗口{number % 10}")
            said += (_VERBS[number % 4], "现场核对", 1, digest_changes([one]))
            entries.append((*said, previous, previous := entry_hash((*said, previous))))
            changes.append((number, 0, one.table, one.key, one.before, one.after))
        seq += len(entries)
        yield entries, changes


def make_long_journal(folder: Path) -> None:
    """A store whose journal has ``ENTRIES`` entries of one change each."""
    init_store(_url(folder), SEEDS, district_code=DISTRICT, store_no=1)
    store = open_store(_url(folder))
    with store.engine.begin() as conn:
        last = head(conn)
        for entries, changes in _portions(last.seq, last.hash):
            insert_rows(conn, journal, (*_ENTRY, "prev_hash", "hash"), entries)
            insert_rows(conn, journal_change, _CHANGE, changes)
        conn.execute(update(journal_head).values(seq=entries[-1][0], hash=entries[-1][-1]))
    store.close()


@benchmark(
    f"verify {ENTRIES:,} entries", prepare=make_long_journal, budget={"cpu_s": 20.0 * ENTRIES / 1_000_000}
)
def verify(folder: Path) -> dict[str, float]:
    """The whole chain, changes included."""
    store = open_store(_url(folder))
    began = time.process_time()
    with store.read() as conn:
        found = first_damage(conn, Silent())
    spent = time.process_time() - began
    store.close()
    if found is not None:
        raise RuntimeError(str(found))
    return {"entries_per_cpu_s": round(ENTRIES / spent)}


def main() -> int:
    """Measure."""
    return run(__name__)


if __name__ == "__main__":
    sys.exit(main())
