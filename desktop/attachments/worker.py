"""Pictures are unpacked in a process beside the window, without Qt: what one hides is no danger to the window."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from db.domain.attachment import PICTURES, sniff
from db.services.attachments import Incoming
from desktop.files.photo import Photo, working_copy
from desktop.files.preview import preview
from desktop.work.processes import Beside

_HEAD_BYTES = 16


class _Asked(NamedTuple):
    """A photo to be made small, or a file to be looked at."""

    path: Path | None = None
    media_type: str = ""
    content: bytes = b""
    longest_px: int = 0


class Studio:
    """Makes working copies and previews; its process is started with the first question."""

    def __init__(self) -> None:
        self._beside: Beside[_Asked, Photo | bytes] = Beside(_make)

    def end(self) -> None:
        """End the process; the next question starts another."""
        self._beside.end()

    def incoming(self, path: Path, look: Callable[[], None]) -> Incoming:
        """A file as it will be kept: a photo as its working copy, all else as it is.

        Args:
            path: of the file.
            look: called while one waits; what it raises ends the process.

        Raises:
            AttachmentRefused: a picture that is broken or cannot be read.
            ProcessDied: the picture brought the process down.
        """
        return incoming(path, lambda: self._photo(path, look))

    def _photo(self, path: Path, look: Callable[[], None]) -> Photo:
        photo = self._beside.ask(_Asked(path), look)
        assert isinstance(photo, Photo), "a path asks for a photo"
        return photo

    def preview(self, media_type: str, content: bytes, longest_px: int, look: Callable[[], None]) -> bytes:
        """A small JPEG of a kept file; nothing for kinds that cannot be shown.

        Raises:
            AttachmentRefused: a picture that is broken.
            ProcessDied: the picture brought the process down.
        """
        made = self._beside.ask(_Asked(None, media_type, content, longest_px), look)
        assert isinstance(made, bytes), "a content asks for a picture"
        return made


def incoming(path: Path, make: Callable[[], Photo]) -> Incoming:
    """A file as it will be kept.

    Args:
        path: of the file.
        make: makes a photo of it small; called for pictures only.

    Raises:
        AttachmentRefused: by ``make``.
    """
    if not _is_picture(path):
        return Incoming(path.name, path)
    photo = make()
    if not photo.content:
        return Incoming(path.name, path, facts=photo.facts)
    return Incoming(path.name, photo.content, path, photo.facts)


def _is_picture(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False  # whoever attaches it says so
    return sniff(head) in PICTURES or head.startswith(b"BM") or head[8:12] == b"WEBP"


def _make() -> Callable[[_Asked], Photo | bytes]:
    return _answer


def _answer(asked: _Asked) -> Photo | bytes:
    if asked.path is not None:
        return working_copy(asked.path)
    return preview(asked.media_type, asked.content, asked.longest_px)
