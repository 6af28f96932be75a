"""The administrative units of the tree: named at once, counted soon after, since to count a million takes a while."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from db.store.queries import DivisionRow
from db.store.store import Store
from desktop.addresses import operations
from desktop.addresses.node_cache import Child, division_children
from desktop.work.runner import Runner

_REST_MS = 400
"""So long nothing more must change before figures are counted again."""


class UnitBook(QObject):
    """Units as they were read last.

    Attributes:
        rows: all of them.
        below: handle of a unit, or ``ROOT`` -> units shown under it.

    Signals:
        arrived: they were read anew.
    """

    arrived = Signal()

    def __init__(self, store: Store, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._runner = store, runner
        self.rows: tuple[DivisionRow, ...] = ()
        self.below: dict[int, list[Child]] = {}
        self._asked = 0
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self.load)

    def load(self) -> None:
        """Read them now."""
        self._soon.stop()
        self._asked += 1
        if not self.rows:
            named = partial(self._on_read, self._asked)
            self._runner.start(operations.name_divisions(self._store, named), self)
        counted = partial(self._on_read, self._asked + 1)
        self._asked += 1
        self._runner.start(operations.load_divisions(self._store, counted), self)

    def load_soon(self) -> None:
        """Read them again once whoever is writing has come to rest."""
        self._soon.start()

    def _on_read(self, asked: int, rows: tuple[DivisionRow, ...]) -> None:
        """Take what was read, unless it is older than what is asked for now, or than what is shown already."""
        names_only = asked == self._asked - 1 and not self.rows
        if rows and (asked == self._asked or names_only):
            self.rows = rows
            self.below = division_children(rows, self._store.district_code)
            self.arrived.emit()
