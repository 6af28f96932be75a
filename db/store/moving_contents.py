"""Contents of attached files on the move: only what is new is written, and everything that is written is read back."""

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection

from db.domain.progress import Progress
from db.store.attachments import needed
from db.store.blobs import Contents, Folder, contents_of

_SHARED = "zhipai-files"


def shared_folder(backup: Path) -> Folder:
    """Where the backups of a folder keep their contents, each once for all of them."""
    return Folder(backup.parent / _SHARED)


class Carried:
    """Contents at the target, of which some are known to be sound.

    Attributes:
        files: how many are at the target.
        written: how many of them were not there before.
    """

    def __init__(self, source: Contents, target: Contents) -> None:
        self._source, self._target = source, target
        self._sound: set[str] = set()
        self.files = self.written = 0

    def carry(self, needed: Collection[str], progress: Progress) -> None:
        """Bring every content over; what is missing or altered at the source stays behind, for the check to name.

        Raises:
            StoreUnavailable: the source cannot be read, or there is no room.
            Cancelled: by the progress.
        """
        for done, sha256 in enumerate(needed):
            progress.step(done, len(needed), "contents")
            if self._source.size(sha256) < 0:
                continue
            try:
                fresh = self._target.put(sha256, self._source.read(sha256))
            except ValueError:
                continue
            self.files += 1
            self.written += fresh
            if not fresh:
                self._sound.add(sha256)  # it was read through just now

    def verdict(self, sha256: str) -> str:
        """What a content comes to at the target; see ``Judge``."""
        return "" if sha256 in self._sound else self._target.verdict(sha256)


def bring_contents(source: Connection, target: Connection, progress: Progress) -> None:
    """Bring over the contents of those rows of the source that the target has taken in.

    Raises:
        StoreUnavailable: the source cannot be read, or there is no room.
        Cancelled: by the progress.
    """
    here = needed(target)
    shared = [sha256 for sha256 in needed(source) if sha256 in here]
    Carried(contents_of(source), contents_of(target)).carry(shared, progress)
