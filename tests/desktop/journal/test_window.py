import csv
import json
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.domain.access import Actor, Role
from db.services import audit
from db.services.accounts import list_actors
from desktop.addresses.page import Desk
from desktop.journal.model import WHEN, WHO
from desktop.journal.window import About, Asking, JournalWindow
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session


@pytest.fixture
def files(tmp_path: Path) -> dict[str, list[str]]:
    """What the user answers when asked for a new file or for files."""
    return {"new": [str(tmp_path / "head.json")], "old": [str(tmp_path / "head.json")]}


@pytest.fixture
def window(desk: Desk, files, qtbot) -> JournalWindow:
    asking = Asking(lambda *_: files["new"][0], lambda *_: files["old"])
    made = JournalWindow(desk, asking)
    qtbot.addWidget(made)
    made.look_at(None)
    made.show()
    return made


def note(desk: Desk, reason: str, *keys: str) -> None:
    admin = Actor(1, "tester", "测试", ((Role.ADMIN, ""),), "窗口1")
    with desk.store.write(admin, "actor.manage", reason) as work:
        for key in keys:
            work.note("place", key, '{"state":"draft"}', '{"state":"approved"}')


def decide(desk: Desk, login: str) -> None:
    admin = Actor(1, "tester", "测试", ((Role.ADMIN, ""),), "窗口1")
    with desk.store.write(admin, "actor.manage", "决定") as work:
        work.note("application", "7", "", json.dumps({"decided_by": login}))


def node_of(desk: Desk) -> tuple[int, str]:
    with desk.store.read() as conn:
        return conn.exec_driver_sql("SELECT id, full_text FROM node LIMIT 1").one()


def test_entries_stand_newest_first_with_their_changes_beside_them(desk, window) -> None:
    note(desk, "新名", "7", "8")
    window.refresh()
    model = window.table.model
    assert model.cells(0)[1:7] == ("tester", "系统管理员", "窗口1", "管理账号", "新名", "2")
    assert model.entries[-1].seq == 1
    assert model.complete
    items = [window.changes.tree.topLevelItem(n) for n in range(2)]
    assert [item.text(0) for item in items] == ["地名 7", "地名 8"]
    assert [items[0].child(0).text(column) for column in range(3)] == ["状态", "拟用", "标准地名"]
    assert f"{len(model.entries)} 条" in window.count.text()
    assert "180" in window.count.text()


def test_the_list_turns_round_by_time_and_by_nothing_else(desk, window) -> None:
    note(desk, "新名", "7")
    window.refresh()
    heads = window.table.view.horizontalHeader()
    heads.setSortIndicator(WHEN, Qt.SortOrder.AscendingOrder)
    assert window.table.model.entries[0].seq == 1
    heads.setSortIndicator(WHO, Qt.SortOrder.DescendingOrder)
    assert (heads.sortIndicatorSection(), window.table.model.entries[0].seq) == (WHEN, 1)


def test_more_entries_come_in_portions_without_a_gap(desk, window, monkeypatch) -> None:
    monkeypatch.setattr("desktop.journal.operations.PORTION", 3)
    monkeypatch.setattr("desktop.journal.model.PORTION", 3)
    for n in range(7):
        note(desk, f"第{n}次", "7")
    window.refresh()
    model = window.table.model
    while model.canFetchMore():
        model.fetchMore()
    assert [entry.seq for entry in model.entries] == list(range(model.entries[0].seq, 0, -1))


def test_filters_narrow_the_list_and_one_button_clears_them(desk, window, qtbot) -> None:
    note(desk, "找得到", "7")
    whole = len(window.table.model.entries) + 1
    window.filters.text.setText("找得")
    qtbot.waitUntil(lambda: len(window.table.model.entries) == 1)
    assert window.clear_button.isVisibleTo(window)
    window.filters.text.setText("找不到的")
    qtbot.waitUntil(lambda: window.table.currentWidget() is not window.table.view)
    assert window.changes.currentWidget() is not window.changes.tree
    window.clear_button.click()
    qtbot.waitUntil(lambda: len(window.table.model.entries) == whole)
    assert not window.clear_button.isVisibleTo(window)


def test_people_are_offered_by_name_and_a_day_bounds_the_list(desk, window, qtbot) -> None:
    login, name = list_actors(desk.store)[0]
    person = window.filters.person
    assert f"{name}（{login}）" in [person.itemText(n) for n in range(person.count())]
    person.setCurrentIndex(person.findData(login))
    window.filters.verb.setCurrentIndex(window.filters.verb.findData("seed"))
    window.filters.period.setCurrentIndex(window.filters.period.findText("最近 7 天"))
    wanted = window.filters.wanted()
    assert (wanted.actor, wanted.verb, wanted.since < wanted.until) == (login, "seed", True)
    qtbot.waitUntil(lambda: not window.table.model.entries)


def test_of_an_address_only_its_entries_and_changes_are_shown(desk, window) -> None:
    note(desk, "与它无关", "7")
    node_id, text = node_of(desk)
    window.look_at(About(node_id, text))
    assert text in window.scope.text()
    verbs = {entry.verb for entry in window.table.model.entries}
    assert verbs
    assert "actor.manage" not in verbs
    tree = window.changes.tree
    assert f"地址 {text}" in [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]
    window.everything.click()
    assert "actor.manage" in {entry.verb for entry in window.table.model.entries}
    assert not window.scope.isVisibleTo(window)


def test_the_check_says_whole_and_shows_the_head_in_groups(desk, window) -> None:
    window.verify_button.click()
    head = audit.verify(desk.store).head
    assert "校验完好" in window.verdict.text()
    assert f"{head[:4]} {head[4:8]}" in window.verdict.text()


def test_a_head_kept_and_compared_later_shows_what_was_forged(desk, window, files) -> None:
    note(desk, "之前", "7")
    window.keep_button.click()
    assert Path(files["new"][0]).is_file()
    window.compare_button.click()
    assert "与链头文件相符" in window.verdict.text()
    with sqlite3.connect(desk.store.url.database) as conn:
        conn.execute("DROP TRIGGER append_only_journal")
        conn.execute("UPDATE journal SET reason = '改' WHERE reason = '之前'")
    conn.close()
    window.compare_button.click()
    assert "内容被修改" in window.verdict.text()


def test_what_is_listed_is_exported(desk, window, files, tmp_path) -> None:
    login, name = list_actors(desk.store)[0]
    decide(desk, login)
    window.refresh()
    files["new"][0] = str(tmp_path / "log.csv")
    window.export_button.click()
    assert "已导出" in window.verdict.text()
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["账号"], rows[0]["姓名"], rows[0]["操作"]) == ("系统", "系统", "建库")
    assert (rows[-1]["账号"], rows[-1]["改动后"]) == ("tester", f"决定人：{name}")


def test_who_is_named_in_a_change_is_called_by_name(desk, window) -> None:
    login, name = list_actors(desk.store)[0]
    decide(desk, login)
    window.refresh()
    line = window.changes.tree.topLevelItem(0).child(0)
    assert [line.text(column) for column in range(3)] == ["决定人", "", name]
    person = window.filters.person
    assert person.itemText(person.findData("system")) == "系统"


def test_lines_are_copied_from_the_pane_with_the_keyboard(desk, window, qtbot) -> None:
    note(desk, "新名", "7")
    window.refresh()
    window.table.view.setFocus()
    window.copy()
    assert QGuiApplication.clipboard().text().split("\t")[1:4] == ["tester", "管理账号", "新名"]
    window.changes.tree.setCurrentItem(window.changes.tree.topLevelItem(0).child(0))
    assert window.changes.copy()
    assert QGuiApplication.clipboard().text() == "状态\t拟用\t标准地名"


def test_the_main_window_opens_one_journal_at_the_address_that_is_shown(desk, tmp_path, qtbot) -> None:
    clerk = Actor(1, "zhang", "张三", ((Role.CLERK, "350203"),))
    main = MainWindow(Session(desk.store, clerk), desk, CrashKeeper(tmp_path))
    qtbot.addWidget(main)
    main.show()
    node_id, text = node_of(desk)
    main.addresses.locate(node_id)
    qtbot.waitUntil(lambda: text in main.addresses.detail.page.toPlainText())
    shown = []
    main.addresses.journal_wanted.connect(lambda *said: shown.append(said))
    main.addresses.detail.page.anchorClicked.emit(f"journal:{node_id}")
    assert shown == [(node_id, text)]
    journal = main.journal.show(node_id, text)
    assert text in journal.scope.text()
    assert main.journal.show() is journal
    assert not journal.scope.isVisibleTo(journal)
