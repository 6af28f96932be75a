import os
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from db.services.store import open_store
from desktop.addresses.page import Desk
from desktop.options import Options
from desktop.work.change_feed import ChangeFeed
from desktop.work.drafts import Draft
from tests.conftest import copy_template
from tests.desktop.addresses.register import node_id
from tests.desktop.editing.conftest import CLERK, Window
from tests.desktop.work.inline import inline_runner

STREET = "厦门市思明区湖滨南路"
TYPIST = Path(__file__).with_name("typist.py")
KEYS = 60


def button(window, text: str) -> QPushButton:
    offer = window.main.unfinished.dialog
    assert offer is not None
    return next(one for one in offer.findChildren(QPushButton) if text in one.text())


def titles(window) -> list[str]:
    offered = window.main.unfinished.dialog.list
    return [offered.item(row).text() for row in range(offered.count())]


def test_a_program_killed_while_a_form_is_typed_offers_it_at_the_next_start(made_store, tmp_path, qtbot):
    file = tmp_path / "zhipai.db"
    copy_template(made_store, file)
    url = f"sqlite:///{file.as_posix()}"
    store = open_store(url)
    wanted = node_id(store, STREET + "7号")
    store.close()
    command = [sys.executable, str(TYPIST), url, str(tmp_path), str(wanted)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as typist:
        assert typist.stdout is not None
        keys = [float(typist.stdout.readline()) for _ in range(KEYS)]
        typist.kill()
        killed = time.monotonic()
        keys += [float(line) for line in typist.stdout]
    store = open_store(url)
    feed = ChangeFeed()
    window = Window(Desk(store, inline_runner(feed), feed, Options(tmp_path / "window.ini")), tmp_path, qtbot)
    qtbot.waitUntil(lambda: window.main.unfinished.dialog is not None)
    assert titles(window) == ["更名 / 改号 — " + STREET + "7号"]
    qtbot.mouseClick(button(window, "继续填写"), Qt.MouseButton.LeftButton)
    dialog = window.dialog()
    assert dialog.form.part.text() == "107号"
    assert len(dialog.reason_box.text()) >= sum(key < killed - 2 for key in keys) > 0
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    window.closed(dialog)
    assert node_id(store, STREET + "107号") == wanted
    window.main.close()
    assert list(tmp_path.glob("unfinished-*.json")) == []
    store.close()


def left(window, draft: Draft) -> None:
    """Let the last run have left a form."""
    drafts = window.desk.drafts
    assert drafts.left == ()
    drafts._adopt([draft])
    drafts._write()
    window.main.unfinished.offer()


def test_what_was_left_can_be_thrown_away(window, qtbot):
    left(window, Draft("rename", "改号 — 湖滨南路7号", (node_id(window.desk.store, STREET + "7号"),)))
    qtbot.mouseClick(button(window, "丢弃"), Qt.MouseButton.LeftButton)
    file = window.desk.drafts._file
    qtbot.waitUntil(lambda: not file.exists())
    assert window.verbs.dialog is None


def test_an_address_that_is_gone_since_is_told_and_the_form_forgotten(window, qtbot):
    left(window, Draft("rename", "改号 — 湖滨南路7号", (7,)))
    with qtbot.waitSignal(window.verbs.told) as told:
        qtbot.mouseClick(button(window, "继续填写"), Qt.MouseButton.LeftButton)
    assert "不在了" in told.args[0]
    qtbot.waitUntil(lambda: not window.desk.drafts._file.exists())


FIELDS = [
    ("add", {"kind": "building", "list": "3幢\n4幢", "reason": "新建"}),
    ("move", {"target": "7", "target_text": "湖滨南路9号", "area": "350203008005"}),
    ("correct", {"own_text": "107号", "side": "left", "floor": "", "lng": "118.1", "lat": "24.5"}),
    ("bulk", {"column": "number", "pattern": "A{n}号", "start": "101", "step": "2"}),
    ("merge", {"stays": "0", "target": "7", "target_text": "湖滨南路9号"}),
    ("split", {"parts": "11-1号\n11-2号", "stays": "1"}),
    ("cancel", {"reason": "拆除", "day": "2099-01-31"}),
]


def test_every_form_is_filled_as_it_was_left(window, qtbot):
    store = window.desk.store
    names = {"merge": ["11号"], "split": ["11号"], "cancel": ["11号"], "bulk": ["7号", "8号"]}
    for verb, fields in FIELDS:
        ids = tuple(node_id(store, STREET + name) for name in names.get(verb, ["7号"]))
        left(window, Draft(verb, "办理", ids, fields=fields))
        qtbot.mouseClick(button(window, "继续填写"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.verbs.dialog is not None)
        dialog = window.verbs.dialog
        found = {**dialog.form.texts(), "reason": dialog.reason_box.text(), "day": dialog._day()}
        assert {name: found[name] for name in fields} == fields, verb
        dialog.reject()
        window.closed(dialog)


def test_another_accounts_form_is_not_offered(window):
    assert window.desk.drafts.left == ()
    assert CLERK.login not in str(window.desk.drafts._file)
