"""The office diary on disk: rotating, in UTC, and free of the register's data.

Messages of exceptions may carry addresses, names or SQL parameters, therefore only their types and places are written.
"""

import copy
import logging
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG_NAME = "zhipai.log"
_SIZE_BYTES = 1_000_000
_KEPT = 5


def outline(error: BaseException) -> str:
    """An exception's chain as types and code places, without its messages and values."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
        if seen is not None:
            lines.append("from")
    return "\n".join(lines)


class DiaryFormatter(logging.Formatter):
    """Lines in UTC; exceptions as outlines."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """Write a record; what another handler may have made of its exception is left aside."""
        record = copy.copy(record)
        record.exc_text = None
        return super().format(record)

    def formatException(  # noqa: N802 - the standard library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Write types and places, never messages."""
        return outline(ei[1]) if ei[1] is not None else ""


def start_log(folder: Path, level: int = logging.INFO) -> Path:
    """Begin writing the log of this process; returns its file."""
    file = folder / LOG_NAME
    handler = RotatingFileHandler(file, maxBytes=_SIZE_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(DiaryFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return file


def log_tail(folder: Path, size_bytes: int = 200_000) -> str:
    """The end of the newest log, for a report."""
    file = folder / LOG_NAME
    if not file.is_file():
        return ""
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - size_bytes))
        return stream.read().decode("utf-8", errors="replace")
