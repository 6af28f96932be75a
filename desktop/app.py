"""Composition root of the window: the only place that opens the store, builds the runner and the rooms."""

import faulthandler
import gc
import logging
import sys
from pathlib import Path
from typing import IO

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from db.domain.errors import DomainError, StoreUnavailable
from desktop import paths
from desktop.addresses.page import Desk
from desktop.i18n import install_language
from desktop.logs import start_log
from desktop.options import APPEARANCE, LANGUAGE, Options
from desktop.rare.everywhere import install_rare_chars
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.entrance import Entrance
from desktop.shell.error_dialog import ErrorDialog
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from desktop.shell.theme import apply_theme, load_font
from desktop.widgets.stray_input import StrayInput
from desktop.work.change_feed import ChangeFeed
from desktop.work.runner import Runner, reader_pool, writer_pool
from desktop.work.watch import Watch

log = logging.getLogger(__name__)
DONE, NOT_ALLOWED, NO_STORE = 0, 2, 3
"""Exit statuses of the window, as of every command."""


def run_window(store_url: str, login: str) -> int:
    """Open the window on a store and stay until it is closed; returns the exit status.

    Args:
        store_url: where the register is; ``""`` is this user's own, asked for at the first start.
        login: the account to work as; ``""`` asks, unless there is only one.
    """
    app = start_application()
    options = Options(paths.options_file())
    install_language(app, options.get(LANGUAGE))
    apply_theme(app, options.get(APPEARANCE))
    follow_system(app, options)
    fault_log = _start_logs()
    keeper = CrashKeeper(paths.log_folder())
    keeper.watch()
    try:
        with Entrance(options, login) as entrance:
            session = entrance.open(store_url)
            while session is not None:
                wanted = _work_in(app, options, keeper, session)
                session = entrance.again(session) if wanted else None
        return DONE
    except StoreUnavailable as error:
        ErrorDialog(error).exec()
        return NO_STORE
    except DomainError as error:
        ErrorDialog(error).exec()
        return NOT_ALLOWED
    finally:
        keeper.unwatch()
        faulthandler.disable()
        fault_log.close()


def show_package(file: Path) -> int:
    """Show an inspection package, as a double click on one does; no store is needed. Returns the exit status."""
    from desktop.files.package import read_package
    from desktop.shell.package_view import PackageView

    app = start_application()
    options = Options(paths.options_file())
    install_language(app, options.get(LANGUAGE))
    apply_theme(app, options.get(APPEARANCE))
    start_log(paths.log_folder())
    try:
        content = read_package(file)
    except DomainError as error:
        ErrorDialog(error).exec()
        return NOT_ALLOWED
    view = PackageView(file.name, content)
    view.show()
    log.info("package: shown, %d forms", len(content.forms))
    app.exec()
    return DONE


def start_application() -> QApplication:
    """The application with the office font."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("zhipai")
    app.setDesktopFileName("zhipai")
    load_font(app)
    StrayInput(app)
    return app


def follow_system(app: QApplication, options: Options) -> None:
    """Change between light and dark with the system while the user leaves it to the system."""
    QGuiApplication.styleHints().colorSchemeChanged.connect(
        lambda _scheme: apply_theme(app, options.get(APPEARANCE))
    )


def _start_logs() -> IO[str]:
    folder = paths.log_folder()
    start_log(folder)
    fault_log = (folder / "fault.log").open("a", encoding="utf-8")
    faulthandler.enable(fault_log)
    return fault_log


def _work_in(app: QApplication, options: Options, keeper: CrashKeeper, session: Session) -> bool:
    """Show the window until it is closed; whether somebody else wants to work at the same register."""
    store, actor = session.store, session.actor
    log.info("window: opened by %s", actor.login)
    feed = ChangeFeed()
    runner = Runner(feed, writer_pool(), reader_pool())
    try:
        window = MainWindow(session, Desk(store, runner, feed, options), keeper)
        fields = install_rare_chars(app, store, actor, runner, options)
        window.show()
        Watch(store, runner, feed, window)
        log.info("window: shown")
        # What was loaded stays for good: the collector need not walk it again and again. The command line may have
        # stopped the collector for the time of loading, which is a tenth of the start.
        gc.freeze()
        gc.enable()
        app.exec()
        app.removeEventFilter(fields)
        fields.deleteLater()
        window.deleteLater()
        return window.switching
    finally:
        runner.close()
        store.close()
