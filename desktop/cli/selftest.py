"""``zhipai --selftest``: whether this installation can do its work on this machine."""

import argparse
import hashlib
import multiprocessing
import os
import platform
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from db.domain.plate import PlateClass, PlateText
from db.domain.plate_check import BatchMeta
from db.domain.progress import Silent
from desktop.cli.context import DONE, FINDINGS, Answer, common_options
from desktop.paths import resource

OPTION = "--selftest"
ADDRESSES = 300
_PARTS = (
    "zhipai",
    "PySide6-Essentials",
    "SQLAlchemy",
    "psycopg",
    "openpyxl",
    "reportlab",
    "pypdfium2",
    "zxing-cpp",
)
_PAYLOAD = "5F0C1D2E-0000-4000-8000-0123456789AB"


def add_commands(commands: Any) -> None:
    """Register the command; it is written as an option, as installers call it."""
    test = commands.add_parser("selftest", help=f"自检，也可写作 {OPTION}")
    common_options(test)
    test.set_defaults(run=_selftest)


def _selftest(args: argparse.Namespace) -> Answer:
    """Everything in a folder of its own; the user's store is not touched."""
    problems: list[str] = []
    with tempfile.TemporaryDirectory(prefix="zhipai-", ignore_cleanup_errors=True) as name:
        for check in _CHECKS:
            try:
                problems += check(Path(name))
            except Exception as error:  # whatever is wrong with the machine is what is asked for
                problems.append(f"{check.__name__.strip('_')}: {type(error).__name__}: {error}")
    values = {"versions": versions(), "ok": not problems, "problems": problems}
    lines = [f"{part} {text}" for part, text in versions().items()]
    return Answer(FINDINGS if problems else DONE, values, (*lines, *(problems or ["自检通过"])))


def versions() -> dict[str, str]:
    """What runs here, by name."""
    found = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
    }
    for part in _PARTS:
        try:
            found[part] = version(part)
        except PackageNotFoundError:
            found[part] = ""
    return found


def _fonts(_folder: Path) -> Iterator[str]:
    for line in resource("fonts", "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, name = line.split()
        if hashlib.sha256(resource("fonts", name).read_bytes()).hexdigest() != wanted:
            yield f"fonts: {name}"


def _plate(folder: Path) -> Iterator[str]:
    """Draw one plate and read it back, in a worker process as the window starts them."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as workers:
        worker, read = workers.submit(_drawn_and_read, folder / "plate.pdf").result()
    if worker == os.getpid() or read != [(_PAYLOAD,)]:
        yield f"plate: {read}"


def _drawn_and_read(file: Path) -> tuple[int, list[tuple[str, ...]]]:
    """What the worker does; it says which process it was and what stood on the plate."""
    from db.domain.plate_layout import layout
    from desktop.files.fonts import font_book
    from desktop.files.plate_pdf import PlatePage, write_plates
    from desktop.files.plate_qr import matrix
    from desktop.files.plate_verify import read_back
    from desktop.plates.faces import templates

    template = templates()[PlateClass.SMALL_DOOR]
    words = PlateText(name="湖滨南路", pinyin="Húbīn Nánlù", number="12号", postcode="361004")
    face = layout(template, words, matrix(_PAYLOAD, template.qr_level), font_book())
    write_plates(file, [PlatePage(face)], BatchMeta("selftest", 1, (template.version,)), Silent())
    return os.getpid(), [page.payloads for page in read_back(file, Silent())]


def _main_job(folder: Path) -> Iterator[str]:
    """The demo in small: every service, and the plates read back by a process of their own."""
    from desktop.demo.run import run_demo

    said = run_demo(folder / "demo", ADDRESSES, Silent())
    if said["addresses"] != ADDRESSES or said["mismatched"] or not said["plates"] == said["decoded"] > 0:
        figures = {name: said[name] for name in ("addresses", "plates", "decoded", "mismatched")}
        yield f"main_job: {figures}"


def _window(folder: Path) -> Iterator[str]:
    """Open the window on what the main job left, on no screen, and close it again."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from db.services.accounts import find_actor
    from db.services.store import open_store
    from desktop.addresses.page import Desk
    from desktop.app import start_application
    from desktop.options import Options
    from desktop.shell.crash_report import CrashKeeper
    from desktop.shell.main_window import MainWindow
    from desktop.shell.session import Session
    from desktop.work.change_feed import ChangeFeed
    from desktop.work.runner import Runner, reader_pool, writer_pool

    app = start_application()
    store = open_store(f"sqlite:///{(folder / 'demo' / 'zhipai.db').as_posix()}")
    feed = ChangeFeed()
    runner = Runner(feed, writer_pool(), reader_pool())
    try:
        desk = Desk(store, runner, feed, Options(folder / "window.ini"))
        window = MainWindow(Session(store, find_actor(store, "clerk")), desk, CrashKeeper(folder))
        window.show()
        app.processEvents()
        shown = window.isVisible()
        window.close()
    finally:
        runner.close()
        store.close()
    if not shown or window.isVisible():
        yield "window"


_CHECKS: tuple[Callable[[Path], Iterator[str]], ...] = (_fonts, _plate, _main_job, _window)
