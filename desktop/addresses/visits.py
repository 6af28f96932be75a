"""The places one was at, to go back to and forward again, without Qt."""

from collections.abc import Sequence

from db.services.addresses import TreeStep

_MOST = 200
Way = tuple[TreeStep, ...]


class Visits:
    """Ways from the top to the places visited, in order; one of them is where one is."""

    def __init__(self) -> None:
        self._ways: list[Way] = []
        self._at = -1

    def go(self, way: Sequence[TreeStep]) -> None:
        """Note where one is now; what lay ahead is forgotten, unless one came here by going back or forward."""
        if self._at >= 0 and same_place(self._ways[self._at], way):
            self._ways[self._at] = tuple(way)
            return
        self._ways[self._at + 1 :] = [tuple(way)]
        del self._ways[:-_MOST]
        self._at = len(self._ways) - 1

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place ahead."""
        return self._at + 1 < len(self._ways)

    def step(self, by: int) -> Way | None:
        """Go one back (-1) or forward (1) and tell where that is; None when there is nothing."""
        if not 0 <= self._at + by < len(self._ways):
            return None
        self._at += by
        return self._ways[self._at]


def same_place(one: Sequence[TreeStep], other: Sequence[TreeStep]) -> bool:
    """Whether two ways lead to the same line, whatever it is called today."""
    return [(step.kind, step.key) for step in one] == [(step.kind, step.key) for step in other]
