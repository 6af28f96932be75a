"""Keeps what stands in the open form on disk while it is typed, so that a crash costs two seconds at most.

A slot is a small file beside the window's options, held by one running program at a time; what a program that ended
badly left in its slot is found by the next one. ID and phone numbers are masked before they are written.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import filelock
from PySide6.QtCore import QObject, QTimer

from db.domain.audit import mask_personal
from db.domain.errors import StoreUnavailable
from desktop.files.atomic import whole_file

log = logging.getLogger(__name__)
WAIT_MS = 1_000
"""From the first keystroke that is not kept to the writing; the disk gets the other second."""

_SLOTS = 8
_LONGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was left.

    Attributes:
        verb: which dialog it stood in.
        title: what the user was doing, in his words.
        ids: the addresses it was about, or the parent of new ones.
        place_id, place, community: the place name it was about instead, and where it was looked at.
        fields: name of a field -> what stood in it.
    """

    verb: str
    title: str
    ids: tuple[int, ...] = ()
    place_id: int = 0
    place: str = ""
    community: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


class Keeper(QObject):
    """The slot of one window.

    Attributes:
        found: what the last run left unfinished; None when it left nothing.
    """

    def __init__(self, folder: Path, whose: str, parent: QObject | None = None) -> None:
        """Take a slot, one with something in it first.

        Args:
            folder: where the slots lie.
            whose: account and store, so that nobody is offered a colleague's form or one for another register.
            parent: as Qt has it.
        """
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(whose.encode()).hexdigest()[:16]
        names = [folder / f"unfinished-{digest}-{n}.json" for n in range(_SLOTS)]
        self._lock: filelock.BaseFileLock | None = None
        self._file = self._take(sorted(names, key=lambda file: not file.exists()))
        self.found = read_draft(self._file) if self._file else None
        self._wanted: Draft | None = None
        self._pool = ThreadPoolExecutor(1, "keeper")
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._write)

    def _take(self, files: list[Path]) -> Path | None:
        for file in files:
            lock = filelock.FileLock(file.with_suffix(".lock"), timeout=0)
            with suppress(filelock.Timeout, OSError):
                lock.acquire()
                self._lock = lock
                return file
        log.warning("keeper: no slot is free")
        return None

    def keep(self, draft: Draft) -> None:
        """Have a form on disk soon; the first of several keystrokes sets the time."""
        self._wanted = draft
        if not self._timer.isActive():
            self._timer.start()

    def clear(self) -> None:
        """Forget the form: it was done or left."""
        self._timer.stop()
        self._wanted = self.found = None
        self._submit(None)

    def close(self) -> None:
        """Let go of the slot; what stands in it stays."""
        self._timer.stop()
        self._pool.shutdown(wait=True)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _write(self) -> None:
        if self._wanted is not None:
            self._submit(self._wanted)

    def _submit(self, draft: Draft | None) -> None:
        if self._file is not None:
            self._pool.submit(write_draft, self._file, draft)


def write_draft(file: Path, draft: Draft | None) -> None:
    """Replace the kept form, or take it away; a disk that refuses costs only the safety net."""
    try:
        if draft is None:
            file.unlink(missing_ok=True)
            return
        said = asdict(draft)
        said["fields"] = {name: mask_personal(text) for name, text in draft.fields.items()}
        with whole_file(file) as out:
            out.write(json.dumps(said, ensure_ascii=False).encode())
    except (OSError, StoreUnavailable) as error:
        log.warning("keeper: not written (%s)", type(error).__name__)


def read_draft(file: Path) -> Draft | None:
    """The kept form; None when there is none, or what stands there is none."""
    try:
        with file.open("rb") as source:
            said = json.loads(source.read(_LONGEST).decode())
        fields = {str(name): str(text) for name, text in said["fields"].items()}
        ids = tuple(int(one) for one in said["ids"])
        place = (int(said["place_id"]), str(said["place"]), str(said["community"]))
        return Draft(str(said["verb"]), str(said["title"]), ids, *place, fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
