"""What is kept when the program itself fails: a zip with the log's end, versions and code places, and no data."""

import logging
import platform
import sys
import threading
import zipfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from db.store.upgrade import HEAD
from desktop.logs import log_tail, outline

log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(frozen=True, slots=True)
class Versions:
    """What is running where; ``program`` is ``""`` in a checkout that is not installed."""

    program: str
    schema: str
    python: str
    qt: str
    system: str


def running_versions() -> Versions:
    """The versions of this process."""
    from importlib import metadata  # takes its time; wanted only when something is reported

    try:
        program = metadata.version("zhipai")
    except metadata.PackageNotFoundError:
        program = ""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return Versions(program, HEAD, platform.python_version(), qVersion(), system)


def versions() -> str:
    """The versions of this process, a line each."""
    return "\n".join(f"{name} {value or '(checkout)'}" for name, value in asdict(running_versions()).items())


def report_text(error: BaseException) -> str:
    """What a user may copy and send: versions and code places, no values."""
    return f"{versions()}\n\n{outline(error)}\n"


def save_report(folder: Path, error: BaseException) -> Path:
    """Write a report; returns its file."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    file = folder / f"crash-{moment}.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("versions.txt", versions())
        archive.writestr("places.txt", outline(error))
        archive.writestr("log.txt", log_tail(folder))
    return file


class CrashKeeper(QObject):
    """Takes every exception nobody caught, keeps a report and tells the window.

    Signals:
        crashed: (exception, report file or None); delivered in the GUI thread.
    """

    crashed = Signal(object, object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def watch(self) -> None:
        """Take over the hooks of Python, its threads and Qt's messages."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def unwatch(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def keep(self, error: BaseException) -> Path | None:
        """Write a report; None when even that fails, for want of disk space say."""
        log.critical("crash", exc_info=error)
        try:
            return save_report(self._folder, error)
        except OSError as second:
            log.critical("no report", exc_info=second)
            return None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.crashed.emit(error, self.keep(error))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.INFO), "%s", message)
