"""Looks every few seconds for what other desks of a server have written, and tells it like a change of one's own."""

import logging

from PySide6.QtCore import QObject, QTimer

from db.domain.changes import Changes
from db.domain.progress import Progress
from db.services.news import News, newest_entry, news_since
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.change_feed import ChangeFeed
from desktop.work.job import Operation
from desktop.work.runner import Runner

log = logging.getLogger(__name__)
LOOK_MS = 3_000
_OWN_KEPT = 1_000


class Watch(QObject):
    """Follows the journal of a server; a file has one desk only and needs no watching.

    Attributes:
        seen: the newest entry this desk knows of; -1 before the first look.
    """

    def __init__(self, store: Store, runner: Runner, feed: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._runner, self._feed = store, runner, feed
        self.seen = -1
        self._own: list[int] = []
        self._looking = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        feed.changed.connect(self._on_changed)
        if store.engine.dialect.name == "postgresql":
            self._timer.start()
            self.look()

    def look(self) -> None:
        """Look now, unless a look is under way or the server is away."""
        if not self._looking and self._runner.is_reached:
            self._looking = True
            since, own = self.seen, frozenset(self._own)

            def work(_progress: Progress) -> News:
                return (
                    News(newest_entry(self._store), None)
                    if since < 0
                    else news_since(self._store, since, own)
                )

            verb = translate("watch", "查看其他工作站的改动")
            self._runner.start(
                Operation(verb, work, self._on_news, quiet=True, on_failed=self._on_failed), self
            )

    def _on_news(self, news: News) -> None:
        self._looking = False
        self.seen = max(self.seen, news.head)
        self._own = [entry for entry in self._own if entry > self.seen]
        if news.changes is not None:
            self._feed.changed.emit(news.changes, self)

    def _on_failed(self, error: Exception) -> None:
        self._looking = False
        log.info("watch: %s", type(error).__name__)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and changes.entry > self.seen:
            self._own = [*self._own, changes.entry][-_OWN_KEPT:]
