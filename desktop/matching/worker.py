"""Matches lines without holding the window up: many of them in a process beside it, which must not need Qt."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from db.domain.clock import Clock
from db.domain.progress import Progress
from db.domain.reading.reader import read_address
from db.services import matching
from db.services.matching import PORTION, Line, Matched, Matcher
from db.services.store import open_beside
from db.store.store import Store
from desktop.work.processes import Beside

SMALL = 50
"""So many lines are matched in a fraction of the time in which a process starts; one that is there takes them too."""
_AT_ONCE, _FORMAT = 100, pickle.HIGHEST_PROTOCOL
"""So many answers are unpacked in one go, in which the window has to wait for the interpreter."""


class ListMatcher:
    """Matches lines with one register; the process is kept for the next list, with the names it learnt."""

    def __init__(self, store: Store) -> None:
        """Nothing is started yet."""
        self._store = store
        self._beside = Beside(_answers, store.url.render_as_string(hide_password=False), store.clock)

    def end(self) -> None:
        """End the process; the next long list starts another."""
        self._beside.end()

    def match(self, lines: Sequence[Line], progress: Progress) -> Iterator[Matched]:
        """Match lines in their order, as they come.

        Raises:
            Cancelled: the user stopped; what was yielded before stands.
            ProcessDied: the process ended in the middle; likewise.
        """
        if len(lines) <= SMALL and not self._beside.started:
            yield from matching.match_lines(self._store, lines, progress)
            return
        # The first reading prepares its patterns; else the window itself would, for the first line it shows.
        read_address(lines[0].text)
        for done in range(0, len(lines), PORTION):
            look = partial(progress.step, done, len(lines), "matching")
            look()
            for few in self._beside.ask(lines[done : done + PORTION], look):
                yield from pickle.loads(few)


def _answers(url: str, clock: Clock) -> Callable[[Sequence[Line]], list[bytes]]:
    matcher = Matcher(open_beside(url, clock))

    def answer(lines: Sequence[Line]) -> list[bytes]:
        found = matcher.match(lines)
        return [pickle.dumps(found[at : at + _AT_ONCE], _FORMAT) for at in range(0, len(found), _AT_ONCE)]

    return answer
