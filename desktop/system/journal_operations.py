"""What the 操作日志 section reads, as an operation not yet started."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.domain.progress import Progress
from db.services import audit, settings
from db.services.facts import store_facts
from db.store.journal_read import EntryRow, Wanted
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation

MANAGING = (
    *("actor.manage", "account.recover", "setting.change", "handover.offer", "handover.accept"),
    *("handover.refuse", "handover.withdraw"),
    *("clock.confirm", "store.claim", "store.join", "vault.manage", "store.init", "seed"),
)
"""Verbs that change who may do what, and how the store works."""


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """The newest entries about managing, and how many entries there are at all.

    Attributes:
        names: login -> name.
        keep_days: so long the office keeps its log.
    """

    entries: tuple[EntryRow, ...]
    names: Mapping[str, str]
    count: int
    keep_days: int


def load(store: Store, most: int, on_done: Callable[[JournalFacts], None]) -> Operation[JournalFacts]:
    """The newest entries about managing."""

    def work(_progress: Progress) -> JournalFacts:
        found = [one for verb in MANAGING for one in audit.list_entries(store, Wanted(verb=verb), 0, most)]
        newest = sorted(found, key=lambda one: -one.seq)[:most]
        keep_days = settings.current(store).keep_days
        return JournalFacts(tuple(newest), audit.people(store), store_facts(store).entries, keep_days)

    return Operation(translate("system", "读取操作日志"), work, on_done, quiet=True)
