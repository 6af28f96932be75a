import logging
import sys
import threading
import zipfile

import pytest
from PySide6.QtCore import qWarning

from db.store.upgrade import HEAD
from desktop.logs import DiaryFormatter, outline, start_log
from desktop.shell.crash_report import CrashKeeper, report_text, save_report

SECRETS = ("湖滨南路81号", "张三", "13800000000", "0A1B2C3D")


def a_leaking_error() -> BaseException:
    try:
        try:
            payload = {"address": SECRETS[0], "phone": SECRETS[2]}
            raise KeyError(str(payload))
        except KeyError as error:
            raise ValueError(" ".join(SECRETS)) from error
    except ValueError as error:
        return error


@pytest.fixture
def log_folder(tmp_path):
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    start_log(tmp_path)
    yield tmp_path
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_a_report_holds_versions_places_and_log_but_no_data(log_folder, caplog):
    error = a_leaking_error()
    logging.getLogger("desktop").error("import failed", exc_info=error)
    caplog.clear()
    with zipfile.ZipFile(save_report(log_folder, error)) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(found) == {"versions.txt", "places.txt", "log.txt"}
    assert "import failed" in found["log.txt"]
    assert "builtins.ValueError" in found["places.txt"]
    assert "a_leaking_error" in found["places.txt"]
    assert f"schema {HEAD}" in found["versions.txt"]
    for secret in SECRETS:
        assert all(secret not in text for text in found.values())


def test_what_is_copied_holds_no_data_either():
    text = report_text(a_leaking_error())
    assert "KeyError" in text
    assert not [secret for secret in SECRETS if secret in text]


def test_an_outline_follows_the_chain_of_causes():
    assert outline(a_leaking_error()).splitlines()[1:3] == ["builtins.ValueError", "from"]


def test_the_log_is_in_utc():
    record = logging.LogRecord("n", logging.INFO, "f", 1, "text", (), None)
    record.created = 0.0
    assert DiaryFormatter().format(record) == "1970-01-01T00:00:00Z INFO n: text"


def test_exceptions_of_python_and_of_threads_reach_the_keeper(tmp_path, qtbot, caplog):
    keeper, heard = CrashKeeper(tmp_path), []
    keeper.crashed.connect(lambda error, report: heard.append((type(error), report.is_file())))
    keeper.watch()
    try:
        sys.excepthook(ValueError, ValueError("x"), None)
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(heard) == 2)
    finally:
        keeper.unwatch()
    assert heard == [(ValueError, True), (ZeroDivisionError, True)]
    assert sys.excepthook is sys.__excepthook__
    caplog.clear()


def test_a_report_that_cannot_be_written_is_no_second_crash(tmp_path, caplog):
    keeper = CrashKeeper(tmp_path / "missing")
    assert keeper.keep(ValueError("x")) is None
    caplog.clear()


@pytest.mark.qt_no_exception_capture
def test_messages_of_qt_go_to_the_log(tmp_path, caplog):
    keeper = CrashKeeper(tmp_path)
    keeper.watch()
    try:
        qWarning("odd geometry")
    finally:
        keeper.unwatch()
    assert "odd geometry" in caplog.text
    caplog.clear()
