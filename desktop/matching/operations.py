"""What the 公安比对 room asks of the register, each as an operation not yet started."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.progress import Cancelled, Progress
from db.domain.reading.doubts import Doubt, doubts
from db.domain.reading.model import Lexicon
from db.services import matching
from db.services.accounts import list_actors
from db.services.matching import PORTION, Kept, Line, Matched
from db.services.readings import text_key
from db.store.store import Store
from desktop.i18n import translate
from desktop.matching.sheet import Row
from desktop.matching.worker import ListMatcher
from desktop.matching.written import Block, FileBlock, cells_of, read_block
from desktop.work.job import Operation
from desktop.work.processes import ProcessDied

log = logging.getLogger(__name__)
_MOST_FILLS = 20
"""Each time something found is shown, the whole list is ordered anew."""


Found = Mapping[int, Matched]
"""Position in the list -> what the register has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of the matching went; what it found was handed over on the way.

    Attributes:
        done: how many lines were matched; the others wait.
        asked: how many lines were to be matched.
        stopped: the user stopped the run.
        died: the process that matches ended in the middle.
    """

    done: int
    asked: int
    stopped: bool = False
    died: bool = False


@dataclass(frozen=True, slots=True)
class Closer:
    """What is looked up for the one line that is selected.

    Attributes:
        text: of the line.
        kept: every decision about it, the newest first.
        names: login -> name of the people who decide.
    """

    text: str
    kept: tuple[Kept, ...]
    names: Mapping[str, str]

    def standing(self, kind: str) -> Kept | None:
        """The decision of a kind that stands now."""
        return next((one for one in self.kept if one.kind == kind and one.standing == "current"), None)


@dataclass(frozen=True, slots=True)
class Say:
    """Who has a word about which text.

    Attributes:
        closer: what he saw of earlier words.
    """

    store: Store
    actor: Actor
    text: str
    closer: Closer

    def seen(self, kind: str) -> int:
        """Id of the word of a kind that he saw and replaces, 0 for none."""
        stands = self.closer.standing(kind)
        return stands.id if stands else 0


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the matching needs.

    Attributes:
        matcher: matches.
        rows: the list.
        on_found: is given what was found so far, some twenty times at most; called in the background.
    """

    matcher: ListMatcher
    rows: Sequence[Row]
    on_found: Callable[[Found], object]


def match(run: Run, positions: Iterable[int], on_done: Callable[[Outcome], None]) -> Operation[Outcome]:
    """Match the lines at some positions, bad ones left out."""
    rows = list(run.rows)

    def work(progress: Progress) -> Outcome:
        wanted = {at: line_of(rows[at]) for at in positions if not rows[at].given.fault}
        return _match(run, wanted, progress)

    return Operation(translate("matching", "比对地址"), work, on_done)


def match_again(run: Run, text: str, on_done: Callable[[Outcome], None]) -> Operation[Outcome]:
    """Match every line that is written like this one."""
    rows = list(run.rows)

    def work(progress: Progress) -> Outcome:
        key = text_key(text)
        good = [(at, row) for at, row in enumerate(rows) if not row.given.fault]
        same = {at: line_of(row) for at, row in good if text_key(row.given.text) == key}
        return _match(run, same, progress)

    return Operation(translate("matching", "比对地址"), work, on_done)


def _match(run: Run, lines: Mapping[int, Line], progress: Progress) -> Outcome:
    found: dict[int, Matched] = {}
    done, asked = 0, len(lines)
    enough = max(PORTION, len(run.rows) // _MOST_FILLS)
    try:
        matched_lines = run.matcher.match(list(lines.values()), progress)
        for at, matched in zip(lines, matched_lines, strict=True):
            found[at] = matched
            done += 1
            if len(found) == enough:
                run.on_found(found)
                found = {}
    except Cancelled:
        return Outcome(done, asked, stopped=True)
    except ProcessDied as error:
        log.warning("matching: the process ended with status %s after %d lines", error.status, done)
        return Outcome(done, asked, died=True)
    finally:
        if found:
            run.on_found(found)
    return Outcome(done, asked)


def line_of(row: Row) -> Line:
    """A line as the register takes it."""
    return Line(row.given.no, row.given.text, row.given.code)


class Doubts(NamedTuple):
    """Where the reading of a line could be otherwise."""

    matched: Matched
    found: tuple[Doubt, ...]


class KnownNames:
    """The register's names, read once and again after they changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lexicon: Lexicon | None = None

    def forget(self) -> None:
        """Read them again when next asked."""
        self._lexicon = None

    def lexicon(self) -> Lexicon:
        """The names; asks the store, so not for the GUI thread."""
        known = self._lexicon or matching.lexicon(self._store)
        self._lexicon = known
        return known


def look_closer(store: Store, text: str, on_done: Callable[[Closer], None]) -> Operation[Closer]:
    """What was decided about a text, and by whom."""

    def work(_progress: Progress) -> Closer:
        return Closer(text, matching.kept(store, text), dict(list_actors(store)))

    return Operation(translate("matching", "读取决定"), work, on_done, quiet=True)


def find_doubts(matched: Matched, known: KnownNames, on_done: Callable[[Doubts], None]) -> Operation[Doubts]:
    """Where the reading of a line could be otherwise; a person's correction is not doubted."""

    def work(_progress: Progress) -> Doubts:
        found = () if matched.corrected else doubts(matched.reading, known.lexicon())
        return Doubts(matched, found)

    return Operation(translate("matching", "核对拆分"), work, on_done, quiet=True)


def read_text(text: str, on_done: Callable[[Block], None]) -> Operation[Block]:
    """Read pasted lines."""

    def work(_progress: Progress) -> Block:
        return read_block(cells_of(text))

    return Operation(translate("matching", "读取来文"), work, on_done)


def open_file(path: Path, on_done: Callable[[FileBlock], None]) -> Operation[FileBlock]:
    """Read the lines of a file."""

    def work(progress: Progress) -> FileBlock:
        from desktop.matching.lists import read_file  # the readers of workbooks would slow the window's start

        progress.step(0, 0, "reading")
        return read_file(path)

    return Operation(translate("matching", "打开清单"), work, on_done)


def keep_reading(
    say: Say, elements: Mapping[str, str], reason: str, on_done: Callable[[Changes], None]
) -> Operation[Changes]:
    """Keep a person's correction of the reading."""

    def work(_progress: Progress) -> Changes:
        seen = say.seen("reading")
        return matching.keep_reading(say.store, say.actor, say.text, elements, reason, instead_of=seen)

    return Operation(translate("matching", "保存更正"), work, on_done, writes=True)


def keep_match(
    say: Say, node_id: int | None, reason: str, on_done: Callable[[Changes], None]
) -> Operation[Changes]:
    """Keep which address the text means; None when none of ours."""

    def work(_progress: Progress) -> Changes:
        seen = say.seen("match")
        return matching.keep_match(say.store, say.actor, say.text, node_id, reason, instead_of=seen)

    return Operation(translate("matching", "保存决定"), work, on_done, writes=True)


def withdraw(say: Say, on_done: Callable[[Changes], None]) -> Operation[Changes]:
    """Take back what stands about the text."""

    def work(_progress: Progress) -> Changes:
        return matching.withdraw(say.store, say.actor, say.text)

    return Operation(translate("matching", "撤销决定"), work, on_done, writes=True)
