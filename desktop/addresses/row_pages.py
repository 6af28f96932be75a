"""Fetches rows of nodes that a model could not show: gathered until the view has asked for all it needs, then in one go."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from db.store.queries import NodeRow
from db.store.store import Store
from desktop.addresses import operations
from desktop.work.runner import Runner


class RowPages(QObject):
    """Rows on their way.

    Signals:
        landed: (list of ``NodeRow``) rows that arrived and have been kept.
    """

    landed = Signal(object)

    def __init__(
        self, store: Store, runner: Runner, keep: Callable[[Iterable[NodeRow]], None], parent: QObject
    ) -> None:
        """Begin with nothing under way.

        Args:
            store: where rows are read.
            runner: reads them.
            keep: takes rows that arrived.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._store, self._runner, self._keep = store, runner, keep
        self._wanted: dict[int, None] = {}
        self._under_way: dict[int, int] = {}
        self._serial = 0
        self._flush = QTimer(self, singleShot=True, interval=0)
        self._flush.timeout.connect(self._fetch)

    def want(self, ids: Iterable[int]) -> None:
        """Fetch rows soon, unless they are under way."""
        for node_id in ids:
            if node_id not in self._under_way:
                self._wanted[node_id] = None
        if self._wanted:
            self._flush.start()

    def outdate(self, ids: Iterable[int]) -> None:
        """Drop what is under way of rows that have changed since it was asked for."""
        for node_id in ids:
            self._under_way.pop(node_id, None)

    def outdate_all(self) -> None:
        """Drop everything that is wanted or under way."""
        self._wanted.clear()
        self._under_way.clear()

    def _fetch(self) -> None:
        ids, self._wanted = list(self._wanted), {}
        if not ids:
            return
        self._serial += 1
        serial = self._serial
        self._under_way.update(dict.fromkeys(ids, serial))
        arrived = partial(self._on_rows, serial, ids)
        job = self._runner.start(operations.load_rows(self._store, ids, arrived), self)
        job.ended.connect(lambda: self._settle(serial, ids))

    def _settle(self, serial: int, ids: list[int]) -> list[int]:
        """Those still waited for, which now are under way no longer; when nothing came, they may be asked for again."""
        mine = [node_id for node_id in ids if self._under_way.get(node_id) == serial]
        for node_id in mine:
            del self._under_way[node_id]
        return mine

    def _on_rows(self, serial: int, ids: list[int], found: dict[int, NodeRow]) -> None:
        rows = [found[node_id] for node_id in self._settle(serial, ids) if node_id in found]
        if rows:
            self._keep(rows)
            self.landed.emit(rows)
