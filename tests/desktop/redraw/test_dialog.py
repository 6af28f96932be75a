import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit

from db.domain.access import Actor, Role
from db.domain.clock import legal_date
from db.domain.redraw import RedrawKind
from db.services import redraw as services
from db.services.account_desk import NewAccount, create_account
from desktop.addresses.page import Desk
from desktop.redraw import operations
from desktop.redraw.dialog import RedrawDialog, new_draft
from desktop.redraw.operations import Ground
from desktop.work.drafts import Draft
from tests.desktop.addresses.register import ADMIN, COMMUNITY, SUBDISTRICT
from tests.desktop.letters import clashing
from tests.redraws import under_way

CLERK = Actor(1, "zhang", "张三", ((Role.CLERK, "350203"),), "desk-1")


def ground(desk: Desk) -> Ground:
    units, today = services.all_units(desk.store), legal_date(desk.store.clock.now())
    return Ground(units, units.current(today), "350203000000", today)


def opened(desk: Desk, qtbot, draft: Draft | None = None) -> RedrawDialog:
    dialog = RedrawDialog(desk, CLERK, ground(desk), draft or new_draft())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(box, value) -> None:
    box.setCurrentIndex(box.findData(value))


def cell(table, row: int, at: int) -> QLineEdit:
    field = table.view.cellWidget(row, at)
    assert isinstance(field, QLineEdit)
    return field


def retype(field: QLineEdit, text: str) -> None:
    """Write as an input method does: keys alone make no Chinese."""
    field.setFocus()
    field.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def settled(dialog: RedrawDialog, qtbot) -> None:
    qtbot.waitUntil(lambda: not dialog._pause.isActive())


def lines(dialog: RedrawDialog) -> list[str]:
    root = dialog.pane.invisibleRootItem()
    return [root.child(n).text(0) for n in range(root.childCount())]


def test_a_rename_typed_and_filed_by_hand_waits_as_an_application(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    retype(cell(dialog.form.heirs, 0, 1), "莲兴新社区")
    retype(dialog.form.document, "厦府〔2026〕8号")
    settled(dialog, qtbot)
    assert not dialog.ok.isEnabled()
    retype(dialog.reason, "群众要求")
    assert dialog.ok.isEnabled()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    (waiting,) = under_way(desk.store)
    assert waiting.plan.redraw is not None
    assert waiting.plan.redraw.kind is RedrawKind.RENAME
    assert [heir.name for heir in waiting.plan.redraw.heirs] == ["莲兴新社区"]
    assert not dialog.isVisible()


def test_what_speaks_against_it_is_said_while_it_is_typed(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    retype(dialog.form.document, "厦府〔2026〕8号")
    settled(dialog, qtbot)
    assert lines(dialog) == ["「莲兴社区」：照这样填没有改动"]
    assert dialog._remark.text() == "「莲兴社区」：照这样填没有改动"
    assert dialog._remark.wordWrap()
    assert not dialog.ok.isEnabled()


def test_a_split_shares_out_places_and_numbers_and_tells_how_many_each_gets(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    choose(dialog.form.kind, "split")
    codes = [code for code, _name in dialog.form.heirs.lines()]
    assert codes[0] == COMMUNITY
    assert len(set(codes)) == 2
    retype(cell(dialog.form.heirs, 1, 1), "新社区")
    qtbot.mouseClick(dialog.form.shares.add, Qt.MouseButton.LeftButton)
    retype(dialog.form.document, "厦府〔2026〕8号")
    settled(dialog, qtbot)
    wanted = dialog.form.redraw()
    assert wanted.rest == COMMUNITY
    assert wanted.shares[0].heir == codes[1]
    assert wanted.shares[0].place_id
    found = dialog._preview
    assert found is not None
    assert not found.refused
    assert found.parts[codes[1]] > 0


def test_two_communities_are_merged_by_joining_one_after_the_other(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    form = dialog.form
    choose(form.kind, "merge")
    for unit in [one for one in ground(desk).standing if one.parent_code == SUBDISTRICT][:2]:
        form.chooser.choose(unit.code)
        qtbot.mouseClick(form.add_unit, Qt.MouseButton.LeftButton)
    assert len(form.redraw().old) == 2
    assert form.redraw().heirs[0].code == form.redraw().old[0]
    qtbot.mouseClick(form.old.drop, Qt.MouseButton.LeftButton)
    assert len(form.redraw().old) == 1


def test_a_transfer_proposes_a_code_of_the_new_parent(desk: Desk, qtbot) -> None:
    form = opened(desk, qtbot).form
    form.start_with(COMMUNITY)
    choose(form.kind, "transfer")
    other = next(
        code
        for code in (form.parent_box.itemData(at) for at in range(form.parent_box.count()))
        if code != SUBDISTRICT
    )
    choose(form.parent_box, other)
    (heir,) = form.redraw().heirs
    assert heir.code[:9] == other[:9]
    assert heir.parent == other


def test_a_half_typed_form_comes_back_as_it_was(desk: Desk, qtbot, tmp_path) -> None:
    desk.drafts.begin(tmp_path / "drafts", "zhang")
    first = opened(desk, qtbot)
    first.form.start_with(COMMUNITY)
    choose(first.form.kind, "split")
    retype(cell(first.form.heirs, 1, 1), "新社区")
    qtbot.mouseClick(first.form.shares.add, Qt.MouseButton.LeftButton)
    retype(first.form.document, "厦府〔2026〕8号")
    retype(first.reason, "群众要求")
    kept = Draft(new_draft().verb, "区划调整", fields={"form": first.form.text(), "reason": "群众要求"})
    second = opened(desk, qtbot, kept)
    assert second.form.redraw() == first.form.redraw()
    assert second.reason.text() == "群众要求"
    assert second.form.chooser.code() == first.form.chooser.code()


def test_the_form_is_filled_by_keyboard_alone(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    seen = []
    dialog.form.kind.setFocus()
    for _step in range(40):
        seen.append(dialog.focusWidget())
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)  # the parts of a date are stops of their own
    names = {one.accessibleName() for one in seen}
    assert {"代码", "名称"} <= names
    assert seen.index(cell(dialog.form.heirs, 0, 0)) < seen.index(dialog.form.day)
    assert seen.index(dialog.form.day) < seen.index(dialog.form.document)
    assert dialog.reason in seen
    assert dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel) in seen


def test_the_units_come_from_the_register(desk: Desk) -> None:
    got: list[Ground] = []
    desk.runner.start(operations.load(desk.store, "2026-11-22", got.append), desk.feed)
    assert COMMUNITY in {unit.code for unit in got[0].standing}


@pytest.mark.parametrize("kind", list(RedrawKind))
def test_every_kind_shows_the_fields_it_asks_for(desk: Desk, qtbot, kind: RedrawKind) -> None:
    form = opened(desk, qtbot).form
    form.start_with(COMMUNITY)
    choose(form.kind, kind.value)
    assert form.shares.isVisible() is (kind is RedrawKind.SPLIT)
    assert form.parent_box.isVisible() is (kind is RedrawKind.TRANSFER)
    assert form.old.isVisible() is (kind is RedrawKind.MERGE)
    assert clashing(form.window()) == {}
    for table in (form.heirs, form.shares):
        assert "&" in table.drop.text()


def test_a_form_that_was_typed_into_asks_before_it_closes(desk: Desk, qtbot, tmp_path) -> None:
    desk.drafts.begin(tmp_path / "drafts", "zhang")
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    retype(cell(dialog.form.heirs, 0, 1), "莲兴新社区")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.question is not None
    QTest.keyClick(dialog.question, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.form.heirs.lines() == [(COMMUNITY, "莲兴新社区")]


@pytest.mark.parametrize(("answer", "kept"), [("留着以后填(&K)", True), ("不要了(&D)", False)])
def test_what_was_typed_is_kept_or_thrown_away_as_it_is_answered(
    desk: Desk, qtbot, tmp_path, answer: str, kept: bool
) -> None:
    desk.drafts.begin(tmp_path / "drafts", "zhang")
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    retype(dialog.form.document, "厦府〔2026〕8号")
    qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel), Qt.MouseButton.LeftButton)
    assert dialog.question is not None
    (button,) = [one for one in dialog.question.buttons() if one.text() == answer]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert [draft.verb for draft in desk.drafts.left] == (["redraw.file"] if kept else [])
    if kept:
        again = opened(desk, qtbot, desk.drafts.left[0])
        assert again.form.document.text() == "厦府〔2026〕8号"
        assert again.form.old.lines() == dialog.form.old.lines()


def test_a_form_with_nothing_typed_closes_at_once(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_going_through_the_kinds_by_keyboard_is_not_led_away_by_the_second_unit(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    dialog.form.kind.setFocus()
    for _step in range(3):
        QTest.keyClick(dialog.form.kind, Qt.Key.Key_Down)
    assert len(dialog.form.heirs.lines()) == 2
    assert dialog.focusWidget() is dialog.form.kind
    qtbot.mouseClick(dialog.form.heirs.add, Qt.MouseButton.LeftButton)
    assert dialog.focusWidget() is cell(dialog.form.heirs, 2, 1)


def test_units_are_joined_one_after_the_other_by_keyboard_and_cannot_be_written_over(
    desk: Desk, qtbot
) -> None:
    dialog = opened(desk, qtbot)
    form = dialog.form
    choose(form.kind, "merge")
    form.chooser.choose(SUBDISTRICT)
    assert not form.add_unit.isEnabled()
    form.chooser.choose(COMMUNITY)
    qtbot.mouseClick(form.add_unit, Qt.MouseButton.LeftButton)
    assert dialog.focusWidget() is form.chooser.boxes[-1]
    cell(form.old, 0, 0).setFocus()
    QTest.keyClicks(cell(form.old, 0, 0), "999")
    assert [code for code, _name in form.old.lines()] == [COMMUNITY]


def test_the_first_addresses_and_places_are_named_and_what_there_is_none_of_is_not_shown(
    desk: Desk, qtbot
) -> None:
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    choose(dialog.form.kind, "split")
    retype(cell(dialog.form.heirs, 1, 1), "新社区")
    qtbot.mouseClick(dialog.form.shares.add, Qt.MouseButton.LeftButton)
    retype(dialog.form.document, "厦府〔2026〕8号")
    settled(dialog, qtbot)
    got = dialog.pane.findItems("新社区", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)[-1]
    named = [got.child(n).text(0) for n in range(got.childCount())]
    assert named[0].startswith("厦门市思明区")
    assert len(named) == min(6, len(named))
    (along,) = dialog.pane.findItems("随同调整的其他内容", Qt.MatchFlag.MatchExactly)
    places = along.child(0)
    assert (places.text(0), places.text(1)) == ("涉及的地名", f"{places.childCount()}")
    assert "0" not in [along.child(n).text(1) for n in range(along.childCount())]


def test_whose_area_changes_is_told_with_the_names_of_the_units(desk: Desk, qtbot) -> None:
    account = NewAccount("liren", "黎社区", ((Role.AREA_CLERK, COMMUNITY),))
    create_account(desk.store, ADMIN, account)
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    choose(dialog.form.kind, "split")
    retype(cell(dialog.form.heirs, 1, 1), "新社区")
    retype(dialog.form.document, "厦府〔2026〕8号")
    settled(dialog, qtbot)
    (line,) = dialog.pane.findItems(
        "黎社区（镇街社区经办）", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    )
    assert line.isExpanded()
    assert [line.child(n).text(0) for n in range(line.childCount())] == ["改管 莲兴社区", "改管 新社区"]


def test_enter_in_the_day_files_it(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    retype(cell(dialog.form.heirs, 0, 1), "莲兴新社区")
    retype(dialog.form.document, "厦府〔2026〕8号")
    retype(dialog.reason, "群众要求")
    settled(dialog, qtbot)
    dialog.form.day.setFocus()
    QTest.keyClick(dialog.form.day, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert len(under_way(desk.store)) == 1


def test_enter_on_a_button_of_the_form_presses_that_button_and_files_nothing(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    dialog.form.start_with(COMMUNITY)
    choose(dialog.form.kind, "split")
    retype(cell(dialog.form.heirs, 1, 1), "新社区")
    retype(dialog.form.document, "厦府〔2026〕8号")
    retype(dialog.reason, "群众要求")
    settled(dialog, qtbot)
    dialog.form.shares.add.setFocus()
    QTest.keyClick(dialog.form.shares.add, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert len(dialog.form.shares.lines()) == 1
    assert under_way(desk.store) == []


def test_the_letters_of_the_labels_lead_to_their_fields(desk: Desk, qtbot) -> None:
    dialog = opened(desk, qtbot)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    form = dialog.form
    choose(form.kind, "transfer")
    letters = [
        (Qt.Key.Key_D, form.day),
        (Qt.Key.Key_M, form.document),
        (Qt.Key.Key_W, form.chooser.boxes[0]),
        (Qt.Key.Key_E, form.parent_box),
        (Qt.Key.Key_K, form.kind),
    ]
    for letter, field in letters:
        QTest.keyClick(dialog, letter, Qt.KeyboardModifier.AltModifier)
        assert QApplication.focusWidget() is field, letter
