"""Asks for the children of the tree's lines, in the background; on the way to a line, for several levels at once.

Every question bears a number: an answer that is older than the last question, or than a change of what it tells, is
dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from db.services.addresses import TreeStep
from db.store.queries import NodeRow
from db.store.store import Store
from desktop.addresses import operations
from desktop.addresses.node_cache import Slot, SlotKind, TreeSlots
from desktop.addresses.operations import Level, Levels, Wanted
from desktop.addresses.unit_book import UnitBook
from desktop.work.runner import Runner

AT_ONCE = 400
_ALL = 1 << 62


@dataclass(frozen=True, slots=True)
class Answer:
    """What lies under a line, and under the lines from there on towards a goal.

    Attributes:
        handle: the line.
        levels: the children under it, then those under the child that leads on, and so forth.
        way: which child leads on, level by level.
        rows: rows of the lines that will be seen.
        is_current: nothing has changed since the question was asked.
    """

    handle: int
    levels: tuple[Level, ...]
    way: tuple[TreeStep, ...]
    rows: dict[int, NodeRow]
    is_current: bool


class TreeReader(QObject):
    """The questions.

    Attributes:
        at_once: of more children than this only those around the wanted one are read on the way to it.

    Signals:
        arrived: (``Answer``).
        failed: (handle) no answer came; the line may be opened again.
    """

    arrived = Signal(object)
    failed = Signal(object)

    def __init__(
        self, store: Store, runner: Runner, parts: tuple[TreeSlots, UnitBook], parent: QObject
    ) -> None:
        """Begin with nothing asked.

        Args:
            store: where it is read.
            runner: reads it.
            parts: the opened lines, and the units, which need not be asked for.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._store, self._runner = store, runner
        self._slots, self._book = parts
        self.at_once = AT_ONCE
        self._serial = self._changed_at = 0
        self._to_open: dict[int, tuple[TreeStep, ...]] = {}
        self._flush = QTimer(self, singleShot=True, interval=0)
        self._flush.timeout.connect(self._open_asked)

    def _number(self) -> int:
        self._serial += 1
        return self._serial

    def outdate(self) -> None:
        """Something has changed: what is under way may tell how it was before."""
        self._changed_at = self._number()

    def ask(self, slot: Slot, way: Sequence[TreeStep] = ()) -> None:
        """Fetch children soon; never at once, since views ask in the middle of what the model tells them.

        Args:
            slot: the line.
            way: what leads on from there to a line that is wanted.
        """
        slot.asked = self._number()
        self._to_open[slot.handle] = tuple(way)
        self._flush.start()

    def _open_asked(self) -> None:
        asked, self._to_open = self._to_open, {}
        for handle, way in asked.items():
            slot = self._slots.get(handle)
            if slot is not None:
                self._open(slot, way)

    def _open(self, slot: Slot, way: tuple[TreeStep, ...]) -> None:
        handle, asked = slot.handle, slot.asked
        if handle in self._book.below:
            level = Level(tuple(self._book.below[handle]))
            self.arrived.emit(Answer(handle, (level,), way, {}, True))
            return
        question = operations.load_levels(
            self._store, self._wanted(slot, way), partial(self._on_levels, handle, asked, way)
        )
        self._runner.start(question, self).ended.connect(lambda: self._on_ended(handle, asked))

    def _wanted(self, slot: Slot, way: tuple[TreeStep, ...]) -> list[Wanted]:
        child, community = slot.child, ""
        if child.kind is SlotKind.DIVISION:
            community = f"{child.key:012d}"
        elif child.kind is SlotKind.PLACE:
            community = self._slots.community_of(slot.handle)
        keys = [int(step.key) for step in way]
        # What is listed already stays; only what nobody has opened may be listed in part.
        first = self.at_once if keys and slot.kids is None else _ALL
        found = [Wanted(child.kind, child.key, community, keys[0] if keys else 0, first, child.child_count)]
        for step, toward in zip(way, keys[1:], strict=False):
            found.append(Wanted(SlotKind(step.kind), int(step.key), community, toward, self.at_once))
        return found

    def _is_answer(self, handle: int, asked: int) -> bool:
        """Whether a line still waits for the answer to this question."""
        slot = self._slots.get(handle)
        return slot is not None and slot.asked == asked

    def _on_levels(self, handle: int, asked: int, way: tuple[TreeStep, ...], found: Levels) -> None:
        if self._is_answer(handle, asked):
            is_current = asked > self._changed_at
            self.arrived.emit(Answer(handle, found.levels, way, found.rows, is_current))

    def _on_ended(self, handle: int, asked: int) -> None:
        if self._is_answer(handle, asked):
            self._slots[handle].asked = 0
            self.failed.emit(handle)
