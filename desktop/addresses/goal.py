"""The line that the tree is on its way to, level by level, without Qt."""

from collections.abc import Sequence

from db.services.addresses import TreeStep
from desktop.addresses.node_cache import ROOT, Slot, TreeSlots


class Goal:
    """Where somebody wants to be shown."""

    def __init__(self) -> None:
        self._steps: tuple[TreeStep, ...] = ()
        self._asked: set[int] = set()

    @property
    def is_set(self) -> bool:
        """Whether it has not been reached yet."""
        return bool(self._steps)

    def set(self, steps: Sequence[TreeStep]) -> None:
        """Go somewhere else."""
        self._steps = tuple(steps)
        self._asked.clear()

    def begin_again(self) -> None:
        """Lines were closed: what was asked for may be asked for once more."""
        self._asked.clear()

    def look(self, slots: TreeSlots) -> tuple[int, Slot | None, tuple[TreeStep, ...]]:
        """See how far the opened part of the tree leads.

        Returns:
            The handle that was reached, or of the last line there is above it; ``ROOT`` while lines are under way.
            The line whose children are to be asked for: each once, since what is listed may be outdated.
            And the steps that lead on from that line.
        """
        handle = ROOT
        for at, step in enumerate(self._steps):
            slot, found = slots[handle], slots.kid(handle, int(step.key))
            if found is not None:
                handle = found
            elif slot.asked or (handle == ROOT and slot.kids is None):
                return ROOT, None, ()
            elif handle == ROOT or handle in self._asked:
                break
            else:
                self._asked.add(handle)
                return ROOT, slot, self._steps[at:]
        self._steps = ()
        return handle, None, ()
