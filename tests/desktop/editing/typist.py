"""A program of its own in which somebody types into a verb's form until it is killed.

``python tests/desktop/editing/typist.py URL FOLDER NODE``: opens the window on a store and 更名 / 改号 on an address,
types a sign every 50 ms into the reason and prints the moment of each.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent.parent))

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from db.services.store import open_store
from desktop.addresses.page import Desk
from desktop.app import start_application
from desktop.editing.acts import Chosen, Verb
from desktop.options import Options
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from desktop.work.change_feed import ChangeFeed
from desktop.work.runner import Runner, reader_pool, writer_pool
from tests.desktop.editing.conftest import CLERK


def main(url: str, folder: Path, node_id: int) -> None:
    """Type until the end."""
    app = start_application()
    store, feed = open_store(url), ChangeFeed()
    desk = Desk(store, Runner(feed, writer_pool(), reader_pool()), feed, Options(folder / "window.ini"))
    window = MainWindow(Session(store, CLERK), desk, CrashKeeper(folder))
    window.show()
    window.verbs._open_on(Verb.RENAME, Chosen((node_id,)), None)
    timer = QTimer(interval=50)

    def key() -> None:
        if window.verbs.dialog is not None:
            window.verbs.dialog.form.part.setText("107号")
            QTest.keyClicks(window.verbs.dialog.reason_box, "x")
            print(f"{time.monotonic():.3f}", flush=True)

    timer.timeout.connect(key)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
