"""What an auditor asks of the journal: is it whole, what proves it, who did what, what happened to this address."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.domain.audit import Finding, KeptHead
from db.domain.clock import CHINA
from db.domain.errors import BadFile, StoreUnavailable
from db.domain.progress import Progress
from db.schema.system import store_info
from db.store import journal, journal_read
from db.store.journal import Change
from db.store.journal_check import first_damage
from db.store.journal_read import EntryRow, Keys, Record, Wanted
from db.store.store import Store

_MOST_CHANGES = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check came to.

    Attributes:
        entries: number of the newest entry.
        head: its hash.
        finding: the first damage; None when the journal is whole.
    """

    entries: int
    head: str
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class ShownChanges:
    """An entry's changes as far as they are shown.

    Attributes:
        items: the changes in order.
        subjects: the address each is about, as it reads today; changes about none are missing.
        more: whether there are others.
    """

    items: tuple[Change, ...]
    subjects: Mapping[Change, str]
    more: bool


def verify(store: Store, kept: Sequence[KeptHead] = (), progress: Progress | None = None) -> Verdict:
    """Read the whole journal through, and hold it against heads kept elsewhere.

    Raises:
        Cancelled: by the progress.
    """
    with store.read() as conn:
        finding = first_damage(conn, progress, {head.seq: head.hash for head in kept})
        last = journal_read.newest(conn)
    return Verdict(last.seq, last.hash, finding)


def take_head(store: Store, progress: Progress | None = None) -> KeptHead:
    """The newest entry, to be kept outside the store, once the journal was found whole.

    Raises:
        StoreUnavailable: ``damaged``; a head of a damaged journal would prove nothing.
        Cancelled: by the progress.
    """
    with store.read() as conn:
        finding = first_damage(conn, progress)
        if finding is not None:
            raise StoreUnavailable("damaged", f"journal:{finding.seq}:{finding.kind.value}")
        last = journal.head(conn)
        at = store.clock.now().astimezone(CHINA).isoformat(timespec="seconds")
        return KeptHead(last.seq, last.hash, _uuid(conn), store.district_code, at)


def refuse_other_store(store: Store, head: KeptHead, file: str) -> None:
    """Refuse a head that was taken from another store.

    Raises:
        BadFile: it was.
    """
    with store.read() as conn:
        if head.store != _uuid(conn):
            raise BadFile(file, "head_of_other_store", detail=f"{head.district} {head.at}")


def _uuid(conn: Connection) -> str:
    return str(conn.execute(select(store_info.c.store_uuid)).scalar_one())


def list_entries(store: Store, wanted: Wanted, beyond: int, limit: int) -> list[EntryRow]:
    """A portion of the wanted entries; ``beyond`` is the sequence of the last one already listed, 0 at first."""
    with store.read() as conn:
        return journal_read.entries(conn, wanted, beyond, limit)


def entry_changes(store: Store, seq: int, keys: Keys = (), limit: int = _MOST_CHANGES) -> ShownChanges:
    """The changes of an entry; only those of the rows named, when any are."""
    with store.read() as conn:
        found = journal_read.changes(conn, seq, keys, limit + 1)
        told = journal_read.subjects(conn, found[:limit])
    return ShownChanges(tuple(found[:limit]), told, len(found) > limit)


def keys_of_node(store: Store, node_id: int) -> Keys:
    """The rows whose changes tell an address's history."""
    with store.read() as conn:
        return journal_read.node_keys(conn, node_id)


def people(store: Store) -> dict[str, str]:
    """Login -> name of every account there ever was."""
    with store.read() as conn:
        return journal_read.people(conn)


@contextmanager
def reading(store: Store, wanted: Wanted) -> Iterator[Iterator[Record]]:
    """Every change of the wanted entries from the oldest on, in one snapshot."""
    with store.read() as conn, closing(journal_read.records(conn, wanted)) as found:
        yield found
