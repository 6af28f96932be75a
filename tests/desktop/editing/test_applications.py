from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select, update

from db.domain.access import Actor, Role
from db.domain.address import NodeKind
from db.domain.clock import legal_date
from db.domain.plan import Act, Edit, Plan
from db.domain.redraw import Heir, Redraw, RedrawKind
from db.schema.address import node
from db.schema.work import planned_change
from db.services.applications import applications, approve, withdraw
from db.services.changes import carry_out
from db.services.editing import Wish, add_children
from db.services.redraw import all_units, file
from db.services.taking_hold import take_hold
from desktop.editing.applications import ApplicationsDialog
from desktop.editing.due import DueWatch
from tests.desktop.addresses.register import ADMIN, COMMUNITY, NEIGHBOUR, node_id
from tests.desktop.editing.conftest import CLERK

STREET = "厦门市思明区湖滨南路"
CHIEF = Actor(3, "chief", "王科长", ((Role.CHIEF, "350203"),), "desk-2")
BOTH = Actor(1, "zhang", "张三", ((Role.CLERK, "350203"), (Role.CHIEF, "350203")), "desk-1")


def today() -> date:
    """The register's date."""
    return date.fromisoformat(legal_date(datetime.now(UTC)))


def version(store, wanted):
    with store.read() as conn:
        return conn.execute(select(node.c.row_version).where(node.c.id == wanted)).scalar_one()


def text_of(store, wanted):
    with store.read() as conn:
        return conn.execute(select(node.c.full_text).where(node.c.id == wanted)).scalar_one()


def approved_doors(store):
    with store.read() as conn:
        found = select(node.c.id).where(node.c.kind == "door", node.c.legal == "approved")
        return list(conn.execute(found).scalars())


def renumbered(store, name, text, day="") -> int:
    wanted = node_id(store, STREET + name)
    plan = Plan(Act.RENUMBER, (Edit(wanted, version(store, wanted), own_text=text),), effective_on=day)
    carry_out(store, CLERK, plan, "改号：" + STREET + name, "重号")
    return wanted


@pytest.fixture
def queue(desk, qtbot):
    def opened(actor: Actor) -> ApplicationsDialog:
        dialog = ApplicationsDialog(desk, actor)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opened


def test_the_chief_sees_before_and_after_and_approves(desk, queue, qtbot):
    wanted = renumbered(desk.store, "11号", "111号")
    dialog = queue(CHIEF)
    assert [line.cells[1] for line in dialog.table.model.shown] == ["改号"]
    assert [line.cells[:2] for line in dialog.pane.model.lines] == [(STREET + "11号", STREET + "111号")]
    assert not dialog.buttons["return"].isEnabled()
    assert not dialog.buttons["withdraw"].isVisible()
    with qtbot.waitSignal(dialog.told) as told:
        qtbot.mouseClick(dialog.buttons["approve"], Qt.MouseButton.LeftButton)
    assert "批准" in told.args[0]
    assert text_of(desk.store, wanted) == STREET + "111号"
    assert dialog.focusWidget() is dialog.table.view
    assert dialog.table.model.shown[0].cells[0] == "批准"


def test_a_double_click_decides_one_application_and_not_the_next(desk, queue, qtbot):
    renumbered(desk.store, "11号", "111号")
    other = next(one for one in approved_doors(desk.store) if text_of(desk.store, one) != STREET + "11号")
    carry_out(
        desk.store,
        CLERK,
        Plan(Act.RENUMBER, (Edit(other, version(desk.store, other), own_text="222号"),)),
        "改号",
        "试",
    )
    dialog = queue(CHIEF)
    dialog.table.group.setCurrentIndex(dialog.table.group.findData("open"))
    assert len(dialog.table.model.shown) == 2
    button = dialog.buttons["approve"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(
        button, Qt.MouseButton.LeftButton
    )  # what comes second within the time of a double click
    assert sorted(one.state for one in applications(desk.store)) == ["approved", "submitted"]
    assert len(dialog.table.model.shown) == 1
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    assert button.isEnabled()


def test_nothing_is_approved_before_it_was_shown(desk, queue, monkeypatch):
    renumbered(desk.store, "11号", "111号")
    dialog = queue(CHIEF)
    monkeypatch.setattr(desk.runner, "start", lambda *_: None)
    dialog._on_current(dialog.table.current())
    assert not dialog.buttons["approve"].isEnabled()
    assert "正在读取" in dialog.buttons["approve"].toolTip()


def test_the_keyboard_finds_the_filter_and_the_opinion(desk, queue, qtbot):
    renumbered(desk.store, "11号", "111号")
    dialog = queue(CHIEF)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert dialog.opinion.hasFocus()
    QTest.keyClick(dialog.opinion, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.table.filter_box.hasFocus()


def test_the_chief_sees_what_becomes_of_an_address_that_ends_or_rests(desk, queue):
    store = desk.store
    eleventh = node_id(store, STREET + "11号")
    kept = next(one for one in approved_doors(store) if one != eleventh)
    for act, more, row in (
        (Act.MERGE, {"successors": (kept,)}, ("并入 " + text_of(store, kept), "变更中")),
        (
            Act.SPLIT,
            {"new_own_texts": ("11号之一", "11号之二")},
            (f"由 {STREET}11号之一、{STREET}11号之二 接替", "变更中"),
        ),
        (Act.CANCEL, {}, ("已注销", "变更中")),
        (Act.SUSPEND, {}, (STREET + "11号", "已批准 → 停用")),
    ):
        edits = (Edit(eleventh, version(store, eleventh)),)
        carry_out(store, CLERK, Plan(act, edits, **more), "一件", "试")
        dialog = queue(CHIEF)
        assert dialog.pane.model.lines[0].cells == (STREET + "11号", *row)
        dialog.close()
        (filed,) = [one for one in applications(store) if one.state == "submitted"]
        withdraw(store, CLERK, filed.id, filed.row_version, "再想想")


def test_the_chief_sees_that_everything_below_goes_too(desk, queue):
    with desk.store.write(ADMIN, "import.promote") as work:
        work.conn.execute(update(node).where(node.c.legal == "to_verify").values(legal="approved"))
        bearing = select(node.c.id).where(node.c.kind == "building", node.c.child_count > 0)
        wanted = work.conn.execute(bearing).scalars().first()
    carry_out(desk.store, CLERK, Plan(Act.CANCEL, (Edit(wanted, version(desk.store, wanted)),)), "一件", "拆")
    dialog = queue(CHIEF)
    assert {line.cells[1] for line in dialog.pane.model.lines} == {"已注销"}
    assert len(dialog.pane.model.lines) > 1


def test_enter_in_the_filter_keeps_what_was_filtered(desk, queue, qtbot):
    renumbered(desk.store, "11号", "111号")
    dialog = queue(CHIEF)
    qtbot.keyClicks(dialog.table.filter_box, "11")
    qtbot.waitUntil(dialog.table._clear.isVisible)
    qtbot.keyClick(dialog.table.filter_box, Qt.Key.Key_Return)
    assert dialog.table.filter_box.text() == "11"
    assert dialog.focusWidget() is dialog.table.view


def test_the_chief_sees_what_the_text_of_an_address_does_not_show(desk, queue):
    wanted = node_id(desk.store, STREET + "11号")
    moved = Edit(wanted, version(desk.store, wanted), community=NEIGHBOUR)
    carry_out(desk.store, CLERK, Plan(Act.MOVE, (moved,)), "移动：11号", "划界")
    dialog = queue(CHIEF)
    assert [line.cells for line in dialog.pane.model.lines] == [
        (STREET + "11号", STREET + "11号", "社区 莲兴社区 → 莲秀社区")
    ]


def test_a_redraw_shows_its_units_and_addresses_before_it_is_decided_and_afterwards(desk, queue, qtbot):
    store = desk.store
    unit = all_units(store).at(COMMUNITY, str(today()))
    heir = Heir(COMMUNITY, "莲兴里社区", unit.parent_code)
    wish = Redraw(RedrawKind.RENAME, 5, (COMMUNITY,), (heir,), "厦府〔2026〕8号", str(today()))
    file(store, CLERK, wish, "更名", "批复")
    dialog = queue(CHIEF)
    shown = [line.cells for line in dialog.pane.model.lines]
    assert [cells[:2] for cells in shown] == [(f"{unit.name}（{COMMUNITY}）", f"莲兴里社区（{COMMUNITY}）")]
    assert shown[0][2] not in ("", "地址 0 个")
    assert dialog.table.model.shown[0].cells[3] == ""
    assert "厦府〔2026〕8号" in dialog._about.text()
    qtbot.mouseClick(dialog.buttons["approve"], Qt.MouseButton.LeftButton)
    assert dialog.table.model.shown[0].cells[0] == "批准"
    assert [line.cells for line in dialog.pane.model.lines] == shown


def test_giving_back_needs_an_opinion(desk, queue, qtbot):
    wanted = renumbered(desk.store, "11号", "111号")
    dialog = queue(CHIEF)
    dialog.opinion.setText("号码不顺")
    qtbot.mouseClick(dialog.buttons["return"], Qt.MouseButton.LeftButton)
    assert applications(desk.store)[0].state == "returned"
    assert text_of(desk.store, wanted) == STREET + "11号"
    assert "号码不顺" in dialog.table.model.shown[0].cells[-1]


def test_who_filed_it_withdraws_it_and_may_not_approve_it(desk, queue, qtbot):
    renumbered(desk.store, "11号", "111号")
    dialog = queue(BOTH)
    assert not dialog.buttons["approve"].isEnabled()
    assert "同一个账号" in dialog.buttons["approve"].toolTip()
    dialog.opinion.setText("填错了")
    qtbot.mouseClick(dialog.buttons["withdraw"], Qt.MouseButton.LeftButton)
    assert applications(desk.store)[0].state == "withdrawn"


def shown_lines(dialog: ApplicationsDialog) -> list[tuple[str, ...]]:
    return [line.cells[:2] for line in dialog.pane.model.shown]


def test_what_was_asked_for_is_shown_after_it_was_withdrawn(desk, queue):
    old, new = STREET + "11号", STREET + "111号"
    wanted = renumbered(desk.store, "11号", "111号")
    dialog = queue(CLERK)
    dialog.opinion.setText("填错了")
    dialog.do("withdraw")
    assert text_of(desk.store, wanted) == old
    assert shown_lines(dialog) == [(old, new)]
    assert dialog.pane.way.text() == "申请的状态是「撤回」，地址没有因它而变；以上是当时申请的内容。"


@pytest.mark.parametrize(
    ("act", "after"), [(Act.CANCEL, "已注销"), (Act.SUSPEND, STREET + "11号"), (Act.SPLIT, "由")]
)
def test_what_was_asked_for_is_shown_after_it_was_given_back(desk, queue, act, after):
    wanted = node_id(desk.store, STREET + "11号")
    parts = ("11-1号", "11-2号") if act is Act.SPLIT else ()
    plan = Plan(act, (Edit(wanted, version(desk.store, wanted)),), new_own_texts=parts)
    carry_out(desk.store, CLERK, plan, "申请", "修路")
    dialog = queue(CHIEF)
    dialog.opinion.setText("请附批文")
    dialog.do("return")
    lines = shown_lines(dialog)
    assert lines[0][0] == STREET + "11号"
    assert lines[0][1].startswith(after)
    assert lines[1:] == [("", STREET + part) for part in parts]


def test_what_was_asked_for_is_shown_though_another_bears_it_by_now(desk, queue):
    renumbered(desk.store, "11号", "111号")
    (one,) = applications(desk.store)
    withdraw(desk.store, CLERK, one.id, one.row_version, "填错了")
    renumbered(desk.store, "21号", "111号")
    dialog = queue(CLERK)
    dialog.table.select(str(one.id))
    assert shown_lines(dialog) == [(STREET + "11号", STREET + "111号")]


def test_a_change_for_a_coming_day_is_listed_with_it_and_revoked_before(desk, queue, qtbot):
    day = today() + timedelta(days=20)
    wanted = renumbered(desk.store, "11号", "111号", day.isoformat())
    dialog = queue(CHIEF)
    assert f"{day.year}年{day.month}月{day.day}日" in dialog.pane.way.text()
    with qtbot.waitSignal(dialog.told) as told:
        qtbot.mouseClick(dialog.buttons["approve"], Qt.MouseButton.LeftButton)
    assert f"{day.month}月{day.day}日 起生效" in told.args[0]
    (line,) = dialog.table.model.shown
    assert line.cells[0] == "已批准，待生效"
    assert line.cells[6] == f"{day.year}年{day.month}月{day.day}日"
    dialog.opinion.setText("不改了")
    qtbot.mouseClick(dialog.buttons["revoke"], Qt.MouseButton.LeftButton)
    assert text_of(desk.store, wanted) == STREET + "11号"
    assert applications(desk.store)[0].state == "revoked"
    assert "地址没有因它而变" in dialog.pane.way.text()


def test_what_was_in_force_and_was_revoked_says_what_does_not_come_back(desk, queue):
    wanted = renumbered(desk.store, "11号", "111号")
    dialog = queue(CHIEF)
    dialog.do("approve")
    assert text_of(desk.store, wanted) == STREET + "111号"
    dialog.opinion.setText("不改了")
    dialog.do("revoke")
    assert text_of(desk.store, wanted) == STREET + "11号"
    assert "地址以批准之前的内容为准，已作废的门牌不恢复" in dialog.pane.way.text()


def test_who_decides_is_told_what_follows_below(desk, queue):
    above = node_id(desk.store, STREET + "11号")
    add_children(desk.store, CLERK, above, [Wish(NodeKind.BUILDING, "1幢"), Wish(NodeKind.BUILDING, "2幢")])
    renumbered(desk.store, "11号", "111号")
    assert "下面 2 个地址随之改变。" in queue(CHIEF).pane.follows.text()


@pytest.mark.parametrize(
    ("act", "wish", "shown"),
    [
        (Act.RENUMBER, {"own_text": "111号"}, (STREET + "11号", STREET + "111号")),
        (Act.CANCEL, {}, (STREET + "11号", "已注销")),
        (Act.SUSPEND, {}, (STREET + "11号", STREET + "11号", "已批准 → 停用")),
        (Act.MOVE, {"community": NEIGHBOUR}, (STREET + "11号", STREET + "11号", "社区 莲兴社区 → 莲秀社区")),
    ],
)
def test_what_was_approved_is_shown_as_it_was_before_and_became(desk, queue, qtbot, act, wish, shown):
    wanted = node_id(desk.store, STREET + "11号")
    plan = Plan(act, (Edit(wanted, version(desk.store, wanted), **wish),))
    carry_out(desk.store, CLERK, plan, "一件", "试")
    dialog = queue(CHIEF)
    qtbot.mouseClick(dialog.buttons["approve"], Qt.MouseButton.LeftButton)
    assert dialog.table.model.shown[0].cells[0] == "批准"
    assert dialog.pane.model.shown[0].cells[: len(shown)] == shown


def test_one_that_was_withdrawn_still_tells_its_day(desk, queue, qtbot):
    day = today() + timedelta(days=20)
    renumbered(desk.store, "11号", "111号", day.isoformat())
    dialog = queue(CLERK)
    dialog.opinion.setText("填错了")
    qtbot.mouseClick(dialog.buttons["withdraw"], Qt.MouseButton.LeftButton)
    (line,) = dialog.table.model.shown
    assert (line.cells[0], line.cells[6]) == ("撤回", f"{day.year}年{day.month}月{day.day}日")


def test_the_first_line_is_marked_though_the_keys_that_opened_the_window_are_held(desk, queue, qtbot):
    for name, text in (("11号", "111号"), ("21号", "121号")):
        renumbered(desk.store, name, text)
    under = QWidget()
    qtbot.addWidget(under)
    under.show()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyPress(under.windowHandle(), Qt.Key.Key_P, both)
    try:
        dialog = queue(CHIEF)
    finally:
        QTest.keyRelease(under.windowHandle(), Qt.Key.Key_P)
    view = dialog.table.view
    assert [index.row() for index in view.selectionModel().selectedRows()] == [0]
    assert view.currentIndex().row() == 0


def test_titles_are_cut_before_what_tells_them_apart(desk, queue):
    renumbered(desk.store, "11号", "111号")
    view = queue(CHIEF).table.view
    assert view.textElideMode() is Qt.TextElideMode.ElideMiddle
    assert view.model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == "改号：" + STREET + "11号"


def test_a_decision_that_came_too_late_says_so_and_keeps_the_opinion(desk, queue, qtbot):
    renumbered(desk.store, "11号", "111号")
    dialog = queue(CHIEF)
    row = applications(desk.store)[0]
    approve(desk.store, CHIEF, row.id, row.row_version, "同意")
    dialog.opinion.setText("号码不顺")
    qtbot.mouseClick(dialog.buttons["return"], Qt.MouseButton.LeftButton)
    assert dialog._fault.isVisible()
    assert "另一位同事" in dialog._fault.text()
    assert dialog.opinion.text() == "号码不顺"


def test_nothing_to_decide_says_what_would_stand_here(queue):
    dialog = queue(CLERK)
    assert "没有申请" in dialog.table._empty._title.text()
    assert not any(button.isEnabled() for button in dialog.buttons.values())


def test_what_is_due_takes_hold_when_the_window_opens_and_once_a_day(desk, qtbot, monkeypatch):
    wanted = renumbered(desk.store, "11号", "111号", (today() + timedelta(days=20)).isoformat())
    row = applications(desk.store)[0]
    approve(desk.store, CHIEF, row.id, row.row_version, "同意")
    with desk.store.write(ADMIN, "import.promote") as work:
        work.conn.execute(update(planned_change).values(effective_on="2020-01-01"))

    window = QWidget()
    qtbot.addWidget(window)
    watch = DueWatch(desk, CLERK, window)
    with qtbot.waitSignal(watch.told) as told:
        watch.look()
    assert "1 件变更今天生效" in told.args[0]
    assert text_of(desk.store, wanted) == STREET + "111号"
    started = []
    monkeypatch.setattr(desk.runner, "start", lambda *what: started.append(what))
    watch.look()
    assert started == []
    watch._looked_on = "2020-01-01"
    watch.look()
    assert len(started) == 1


def test_what_could_not_take_hold_is_listed_apart_and_says_what_to_do(desk, queue):
    wanted = renumbered(desk.store, "11号", "111号", (today() + timedelta(days=20)).isoformat())
    row = applications(desk.store)[0]
    approve(desk.store, CHIEF, row.id, row.row_version, "同意")
    with desk.store.write(ADMIN, "import.promote") as work:
        work.conn.execute(update(planned_change).values(effective_on="2020-01-01"))
        work.conn.execute(update(node).where(node.c.id == wanted).values(legal="cancelled"))
    assert take_hold(desk.store, CLERK).hindered
    dialog = queue(CHIEF)
    (line,) = dialog.table.model.shown
    assert (line.cells[0], line.group) == ("到期未能生效", "hindered")
    assert "明天或重新打开程序时会自动再办" in dialog.pane.way.text()
    assert dialog.buttons["revoke"].isVisible()


def test_who_may_not_let_changes_take_hold_asks_for_nothing(desk, qtbot, monkeypatch):

    window = QWidget()
    qtbot.addWidget(window)
    started = []
    monkeypatch.setattr(desk.runner, "start", lambda *what: started.append(what))
    DueWatch(desk, Actor(4, "p", "打印", ((Role.PRINTER, "350203"),)), window).look()
    assert started == []


def test_what_nobody_may_revoke_is_not_sent_to_a_colleague(desk, queue):
    eleventh, kept = (node_id(desk.store, STREET + name) for name in ("11号", "21号"))
    edits = (Edit(eleventh, version(desk.store, eleventh)),)
    carry_out(desk.store, CLERK, Plan(Act.MERGE, edits, (kept,)), "合并", "试")
    dialog = queue(CHIEF)
    dialog.do("approve")
    dialog.opinion.setText("错了")
    dialog.do("revoke")
    said = dialog._fault.text()
    assert "这种变更生效之后不能撤销" in said
    assert "另提一件申请" in said
    assert "有权限的同事" not in said
