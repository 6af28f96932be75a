"""Reads and rehearses deliveries without holding the window up: large ones in a process beside it, which needs no Qt."""

import multiprocessing
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from db.domain.access import Actor
from db.domain.clock import Clock
from db.domain.errors import BadFile
from db.domain.import_repair import Repair, Repairs
from db.domain.progress import Progress
from db.services.import_trial import Given, Problem, Trial, staged_refusals, trial
from db.services.store import open_beside
from db.store.store import Store
from desktop.files.workbook.options import ReadOptions
from desktop.files.workbook.reader import read_files
from desktop.files.workbook.source import SourceFile
from desktop.files.workbook.survey import SheetSurvey, survey
from desktop.work.processes import Beside, ProcessDied

SMALL_BYTES = 200_000
"""Files of this size are read in a fraction of the time in which a process starts; one that is there takes them too."""
_BYTES_PER_RECORD = 100


@dataclass(frozen=True, slots=True)
class FileSurvey:
    """One file: its sheets, or why it cannot be opened."""

    name: str
    sheets: tuple[SheetSurvey, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A question: what lies in these files?"""

    files: tuple[SourceFile, ...]
    options: ReadOptions


@dataclass(frozen=True, slots=True)
class Rehearse:
    """A question: what would become of these files?"""

    files: tuple[SourceFile, ...]
    options: ReadOptions
    actor: Actor
    sender: str
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """A question: which records of a batch that is not in the register are refused, or would be now?"""

    batch_id: int
    records: int
    actor: Actor


Question = Look | Rehearse | Staged


class DeliveryReader:
    """Answers questions about files for one register."""

    def __init__(self, store: Store, small_bytes: int = SMALL_BYTES) -> None:
        """Nothing is started yet."""
        self._store = store
        self._small = small_bytes
        # Shared memory, since a process that is busy with one question answers no other.
        self._done = multiprocessing.get_context("spawn").RawValue("q", 0)
        url = store.url.render_as_string(hide_password=False)
        self._beside: Beside[Question, bytes] = Beside(_answers, url, store.clock, self._done)

    def end(self) -> None:
        """End the process; the next large file starts another."""
        self._beside.end()

    def look(self, question: Look, progress: Progress) -> tuple[FileSurvey, ...]:
        """What lies in files; one that cannot be opened says why.

        Raises:
            BadFile: ``reader_died``, the process ended in the middle.
            Cancelled: the user stopped it.
        """
        if self._is_small(question.files):
            return surveyed(question, progress)
        found: tuple[FileSurvey, ...] = self._ask(question, progress, "reading")
        return found

    def rehearse(self, question: Rehearse, progress: Progress) -> Trial:
        """What would become of files.

        Raises:
            BadFile: a file, a sheet or its heading cannot be taken; ``reader_died``, the process ended in the middle.
            Cancelled: the user stopped it.
        """
        if self._is_small(question.files):
            return rehearsed(self._store, question, progress)
        found: Trial = self._ask(question, progress, "checking")
        return found

    def refusals(self, question: Staged, progress: Progress) -> tuple[Problem, ...]:
        """Which records of a staged batch are refused, or would be now.

        Raises:
            BadFile: ``reader_died``, the process ended in the middle.
            Cancelled: the user stopped it.
        """
        if not self._beside.started and question.records * _BYTES_PER_RECORD < self._small:
            return staged_refusals(self._store, question.actor, question.batch_id, progress)
        found: tuple[Problem, ...] = self._ask(question, progress, "checking")
        return found

    def _is_small(self, files: tuple[SourceFile, ...]) -> bool:
        sizes = (one.path.stat().st_size if one.path.is_file() else 0 for one in files)
        return not self._beside.started and sum(sizes) < self._small

    def _ask(self, question: Question, progress: Progress, note: str) -> Any:
        self._done.value = 0
        try:
            answer = self._beside.ask(question, lambda: progress.step(self._done.value, 0, note))
        except ProcessDied as error:
            name = "" if isinstance(question, Staged) else question.files[0].name
            raise BadFile(name, "reader_died", detail=str(error.status)) from error
        return pickle.loads(answer)


class _Counted:
    """Progress that leaves its figure where the window's process sees it."""

    def __init__(self, done: Any) -> None:
        self._done = done

    def step(self, done: int, total: int, note: str) -> None:
        """Leave the figure; stopping is ending the process."""
        self._done.value = done


def _answers(url: str, clock: Clock, done: Any) -> Callable[[Question], bytes]:
    store = open_beside(url, clock)

    def answer(question: Question) -> bytes:
        progress = _Counted(done)
        found: object
        if isinstance(question, Look):
            found = surveyed(question, progress)
        elif isinstance(question, Rehearse):
            found = rehearsed(store, question, progress)
        else:
            found = staged_refusals(store, question.actor, question.batch_id, progress)
        return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)

    return answer


def surveyed(question: Look, progress: Progress) -> tuple[FileSurvey, ...]:
    """Look into files one after the other."""
    found = []
    for number, file in enumerate(question.files):
        progress.step(number, len(question.files), "reading")
        try:
            found.append(FileSurvey(file.name, tuple(survey(file, question.options))))
        except BadFile as error:
            found.append(FileSurvey(file.name, fault=error.why))
    return tuple(found)


def rehearsed(store: Store, question: Rehearse, progress: Progress) -> Trial:
    """Read files and decide every record without keeping anything."""
    rows = read_files(list(question.files), question.options)
    given = Given(question.options.kind, rows, question.sender, Repairs(question.repairs))
    return trial(store, question.actor, given, progress)
