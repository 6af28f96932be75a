"""Keeps every open form of a window on disk while it is typed, so that a crash costs two seconds of typing at most.

A form in three lines; ``opens`` is said once by whoever can open it again, the rest by the dialog::

    desk.drafts.opens("sheet.issue", self.ask_again)                    # ask_again(draft) opens the dialog
    draft = Draft("sheet.issue", translate("sheets", "下发核查表"))        # or the draft that ask_again was given
    keep_form(dialog, desk.drafts, draft, {"unit": dialog.unit, "day": dialog.day})  # desktop.widgets.keeping

A slot is a small file beside the window's options, held by one running program at a time; what programs that ended
badly left in their slots is found by the next one. ID and phone numbers are masked before they are written; a
password, or what belongs into the vault, is never given to a draft.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import filelock
from PySide6.QtCore import QObject, QTimer, Signal

from db.domain.audit import mask_personal
from db.domain.errors import StoreUnavailable
from desktop.files.atomic import whole_file

log = logging.getLogger(__name__)
WAIT_MS = 500
"""From the first keystroke that is not kept to the writing; a slow machine and its disk get the rest of two seconds."""

_SLOTS = 8
_LONGEST = 64_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was left.

    Attributes:
        verb: which form it is; the room that opens it is found by what stands before the first point.
        title: what the user was doing, in his words.
        ids: the rows it was about, or the parent of new ones.
        place_id, place, community: the place name it was about instead, and where it was looked at.
        fields: name of a field -> what stood in it.
        about: what else it was about, kept as it is: a file, an account.
        verbatim: they are names of files and cells of files, of use only as they are: nothing in them is masked.
    """

    verb: str
    title: str
    ids: tuple[int, ...] = ()
    place_id: int = 0
    place: str = ""
    community: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    verbatim: bool = False


class Kept:
    """One open form; what stands in it is given to ``keep`` at every change."""

    def __init__(self, drafts: "Drafts", key: int, draft: Draft) -> None:
        self._drafts, self._key, self._draft = drafts, key, draft
        self._is_done = False

    def keep(self, fields: Mapping[str, str]) -> None:
        """Have the form on disk soon."""
        if not self._is_done:
            self._drafts.put(self._key, replace(self._draft, fields=dict(fields)))

    def clear(self) -> None:
        """Forget what stood in it; it may be typed into again."""
        self._drafts.put(self._key, None)

    def leave(self) -> None:
        """Keep the form for later: it is offered again from now on, as after a crash."""
        self._is_done = True
        self._drafts.put_aside(self._key)

    def drop(self) -> None:
        """Forget the form: it was done or left."""
        self._is_done = True
        self.clear()


class Drafts(QObject):
    """The forms of one window, and what the last run left.

    Signals:
        changed: a form was taken up, done or left.
        unwritten: the disk takes none of it; said once until it does again.
    """

    changed = Signal()
    unwritten = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._where: tuple[Path, str] | None = None
        self._file: Path | None = None
        self._lock: filelock.BaseFileLock | None = None
        self._open: dict[int, Draft] = {}
        self._left: dict[int, Draft] = {}
        self._taken: dict[int, Draft] = {}
        self._openers: dict[str, Callable[[Draft], object]] = {}
        self._serial = 0
        self._pool: ThreadPoolExecutor | None = None
        self._is_safe = True
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._write)

    # -- the slot -----------------------------------------------------------------------------------------------------

    def begin(self, folder: Path, whose: str) -> None:
        """Keep forms from now on; the slot is taken when the first is kept or the last run's are asked for.

        Args:
            folder: where the slots lie.
            whose: account and store, so that nobody is offered a colleague's form or one for another register.
        """
        self._where = folder, whose

    def _take(self) -> None:
        """Take a slot, one with something in it first, and what is left in others nobody holds."""
        if self._where is None or self._pool is not None:
            return
        folder, whose = self._where
        self._pool = ThreadPoolExecutor(1, "drafts")
        folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(whose.encode()).hexdigest()[:16]
        names = [folder / f"unfinished-{digest}-{n}.json" for n in range(_SLOTS)]
        emptied: list[tuple[Path, filelock.BaseFileLock]] = []
        for file in sorted(names, key=lambda one: not one.exists()):
            if self._file is not None and not file.exists():
                break
            lock = filelock.FileLock(file.with_suffix(".lock"), timeout=0)
            with suppress(filelock.Timeout, OSError):
                lock.acquire()
                self._adopt(read_drafts(file))
                if self._file is None:
                    self._file, self._lock = file, lock
                else:
                    emptied.append((file, lock))
        if self._file is None:
            log.warning("drafts: no slot is free")
        self._gather(emptied)

    def _adopt(self, found: Iterable[Draft]) -> None:
        for draft in found:
            self._serial += 1
            self._left[self._serial] = draft

    def _gather(self, emptied: list[tuple[Path, filelock.BaseFileLock]]) -> None:
        """Empty the other slots, once everything stands in this one."""
        if emptied and self._file is not None and write_drafts(self._file, self._left.values()):
            for file, _lock in emptied:
                file.unlink(missing_ok=True)
        for _file, lock in emptied:
            lock.release()

    def close(self) -> None:
        """Let go of the slot; what stands in it stays, and what is not written yet is."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()
        if self._pool is not None:
            self._pool.shutdown(wait=True)
        if self._lock is not None:
            self._lock.release()
        self._pool = self._lock = self._file = self._where = None
        self._open, self._left, self._taken = {}, {}, {}

    # -- open forms ---------------------------------------------------------------------------------------------------

    def hold(self, draft: Draft) -> Kept:
        """Keep a form that is being opened; one that was left is not offered any more while it is open."""
        self._take()
        key = next((key for key, one in self._left.items() if one is draft), 0)
        if key:
            self._open[key] = self._taken[key] = self._left.pop(key)
            self.changed.emit()
        else:
            key = self._serial = self._serial + 1
        return Kept(self, key, draft)

    def put(self, key: int, draft: Draft | None) -> None:
        """What stands in an open form now; the first of several keystrokes sets the time. None: it is done."""
        if draft is not None:
            self._open[key] = draft
            if not self._timer.isActive():
                self._timer.start()
        elif self._open.pop(key, None) is not None:
            self._taken.pop(key, None)
            self._write()
            self.changed.emit()

    def put_aside(self, key: int) -> None:
        """An open form is left as it stands, to be gone on with later."""
        draft = self._open.pop(key, None)
        if draft is not None:
            self._taken.pop(key, None)
            self._left[key] = draft
            self._write()
            self.changed.emit()

    def is_open(self, draft: Draft) -> bool:
        """Whether a form that was left has been taken up and is not done yet."""
        return any(one is draft for one in self._taken.values())

    def _write(self) -> None:
        if self._file is not None and self._pool is not None:
            forms = (*self._left.values(), *self._open.values())
            self._pool.submit(self._save, self._file, forms)

    def _save(self, file: Path, forms: Iterable[Draft]) -> None:
        was_safe, self._is_safe = self._is_safe, write_drafts(file, forms)
        if was_safe and not self._is_safe:
            self.unwritten.emit()

    # -- what was left ------------------------------------------------------------------------------------------------

    @property
    def left(self) -> tuple[Draft, ...]:
        """Forms the last run left unfinished and nobody has taken up."""
        self._take()
        return tuple(self._left.values())

    def opens(self, verb: str, opener: Callable[[Draft], object]) -> None:
        """Say who opens a form again: that of one verb, or of all whose name goes on with a point."""
        self._openers[verb] = opener

    def can_open(self, draft: Draft) -> bool:
        """Whether somebody opens this form."""
        return self._opener(draft) is not None

    def take_up(self, draft: Draft) -> None:
        """Open a form that was left; whoever opens it holds it."""
        opener = self._opener(draft)
        if opener is not None:
            opener(draft)

    def _opener(self, draft: Draft) -> Callable[[Draft], object] | None:
        return self._openers.get(draft.verb) or self._openers.get(draft.verb.partition(".")[0])

    def forget(self, draft: Draft) -> None:
        """Throw away a form that was left."""
        self._left = {key: one for key, one in self._left.items() if one is not draft}
        self._write()
        self.changed.emit()


def write_drafts(file: Path, drafts: Iterable[Draft]) -> bool:
    """Replace the kept forms, or take the file away; a disk that refuses costs only the safety net.

    Returns:
        Whether they stand there now.
    """
    said = [_masked(draft) for draft in drafts]
    try:
        if not said:
            file.unlink(missing_ok=True)
            return True
        with whole_file(file) as out:
            out.write(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except (OSError, StoreUnavailable) as error:
        log.warning("drafts: not written (%s)", type(error).__name__)
        return False
    return True


def _masked(draft: Draft) -> dict[str, object]:
    mask = str if draft.verbatim else mask_personal
    return {**asdict(draft), "fields": {name: mask(text) for name, text in draft.fields.items()}}


def read_drafts(file: Path) -> list[Draft]:
    """The kept forms; none when there are none, or what stands there is none."""
    try:
        with file.open("rb") as source:
            return [_read(one) for one in json.loads(source.read(_LONGEST).decode("utf-8", "surrogatepass"))]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def _read(said: dict[str, object]) -> Draft:
    fields, ids = said["fields"], said["ids"]
    if not isinstance(fields, dict) or not isinstance(ids, list):
        raise TypeError
    place = (int(str(said["place_id"])), str(said["place"]), str(said["community"]))
    texts = {str(name): str(text) for name, text in fields.items()}
    which = (str(said["verb"]), str(said["title"]), tuple(map(int, ids)))
    about = str(said.get("about", ""))
    return Draft(*which, *place, texts, about=about, verbatim=said.get("verbatim") is True)
