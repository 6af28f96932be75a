"""What the 操作日志 window asks of the journal, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.domain.audit import KeptHead
from db.domain.progress import Progress
from db.services import audit
from db.services.audit import ShownChanges, Verdict
from db.services.settings import current
from db.store.journal_read import EntryRow, Keys, Wanted
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation

PORTION = 300


@dataclass(frozen=True, slots=True)
class Portion:
    """Some entries, the names of all accounts, and how long the office keeps its log at least."""

    entries: tuple[EntryRow, ...]
    names: dict[str, str]
    keep_days: int


def load_portion(
    store: Store, wanted: Wanted, beyond: int, on_done: Callable[[Portion], None]
) -> Operation[Portion]:
    """The next entries behind the one with sequence ``beyond``; 0 begins."""

    def work(_progress: Progress) -> Portion:
        found = tuple(audit.list_entries(store, wanted, beyond, PORTION))
        return Portion(found, audit.people(store), current(store).keep_days)

    return Operation(translate("journal", "读取操作日志"), work, on_done, quiet=True)


def load_changes(
    store: Store, seq: int, keys: Keys, on_done: Callable[[ShownChanges], None]
) -> Operation[ShownChanges]:
    """What an entry changed; only rows of the address that is looked at, when one is."""

    def work(_progress: Progress) -> ShownChanges:
        return audit.entry_changes(store, seq, keys)

    return Operation(translate("journal", "读取改动"), work, on_done, quiet=True)


def load_keys(store: Store, node_id: int, on_done: Callable[[Keys], None]) -> Operation[Keys]:
    """The rows that tell of an address."""

    def work(_progress: Progress) -> Keys:
        return audit.keys_of_node(store, node_id)

    return Operation(translate("journal", "读取操作日志"), work, on_done, quiet=True)


def verify(store: Store, files: Sequence[Path], on_done: Callable[[Verdict], None]) -> Operation[Verdict]:
    """Read the whole journal through, and hold it against heads kept in files."""

    def work(progress: Progress) -> Verdict:
        from desktop.files.journal_head import read_head

        kept = []
        for file in files:
            head = read_head(file)
            audit.refuse_other_store(store, head, str(file))
            kept.append(head)
        return audit.verify(store, kept, progress)

    return Operation(translate("journal", "校验操作日志"), work, on_done)


def keep_head(store: Store, path: Path, on_done: Callable[[KeptHead], None]) -> Operation[KeptHead]:
    """Verify the journal and write its head: a page to print when the name ends in .pdf, else a file."""

    def work(progress: Progress) -> KeptHead:
        from desktop.files.journal_head import write_head
        from desktop.office import list_head

        head = audit.take_head(store, progress)
        if path.suffix.lower() == ".pdf":
            from desktop.files.head_sheet import write_head_sheet  # reportlab would slow the window's start

            write_head_sheet(path, head, list_head(store).office)
        else:
            write_head(path, head)
        return head

    return Operation(translate("journal", "导出链头"), work, on_done)
