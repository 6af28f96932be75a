from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from db.services.private_use import every_sender
from desktop.addresses.page import Desk
from desktop.options import Options
from desktop.rare.dialog import RareDialog
from desktop.rare.everywhere import install_rare_chars
from desktop.rare.fields import FieldWatch, put, text_field
from desktop.rare.finder import Finder
from desktop.work.runner import Runner
from tests.desktop.addresses.register import ADMIN
from tests.desktop.work.inline import Later

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def watch(qapp: QApplication, desk: Desk) -> Iterator[FieldWatch]:
    made = install_rare_chars(qapp, desk.store, ADMIN, desk.runner, desk.options)
    yield made
    qapp.focusChanged.disconnect(made._on_focus_changed)
    made.deleteLater()


class Form(QWidget):
    """A window with a field of each kind."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.text, self.plain = QLineEdit("厦门路"), QTextEdit("厦门路"), QPlainTextEdit("厦门路")
        self.combo, self.spin, self.fixed = (
            QComboBox(editable=True),
            QSpinBox(),
            QLineEdit("x", readOnly=True),
        )
        column = QVBoxLayout(self)
        for one in (self.line, self.text, self.plain, self.combo, self.spin, self.fixed):
            column.addWidget(one)


@pytest.fixture
def form(qtbot, watch) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def panels() -> list[RareDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, RareDialog) and one.isVisible()]


def opened(field: QWidget) -> RareDialog:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_R, CTRL_SHIFT)
    (panel,) = panels()
    return panel


def ask(panel: RareDialog, text: str) -> list[str]:
    panel.finder.request.setText(text)
    panel.finder.search()
    chars = panel.finder.chars
    return [chars.item(row).text() for row in range(chars.count())]


def content(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize("name", ["line", "text", "plain", "combo"])
def test_the_keyboard_alone_puts_a_character_into_every_kind_of_field(form, name):
    holder = getattr(form, name)
    field = text_field(holder)
    if name == "combo":
        holder.setEditText("厦门路")
    panel = opened(holder)
    QTest.keyClicks(panel.finder.request, "U+2B2BB")
    QTest.keyClick(panel.finder.request, Qt.Key.Key_Return)
    assert panels() == []
    assert content(field).replace("𫊻", "", 1) == "厦门路"
    assert content(field).count("𫊻") == 1


def test_the_character_takes_the_selections_place_and_one_undo_takes_it_back(form):
    form.line.setSelection(1, 1)
    put(form.line, "蟳")
    assert form.line.text() == "厦蟳路"
    form.line.undo()
    assert form.line.text() == "厦门路"
    cursor = form.text.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(2, cursor.MoveMode.KeepAnchor)
    form.text.setTextCursor(cursor)
    put(form.text, "𫊻")
    assert form.text.toPlainText() == "厦𫊻路"
    form.text.undo()
    assert form.text.toPlainText() == "厦门路"


def test_a_field_that_searches_while_one_types_hears_of_the_character(form, qtbot):
    with qtbot.waitSignal(form.line.textEdited, timeout=1000) as heard:
        put(form.line, "蟳")
    assert heard.args == ["厦门路蟳"]


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")
def test_the_menu_of_a_field_has_one_more_line(form):
    for field, place in ((form.line, form.line), (form.text, form.text.viewport())):
        field.setFocus()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, QPoint(2, 2), field.mapToGlobal(QPoint(2, 2))
        )
        QApplication.sendEvent(place, event)
        menus = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
        (menu,) = menus
        assert menu.actions()[-1].text() == "生僻字…"
        assert len(menu.actions()) > 5
        menu.actions()[-1].trigger()
        menu.close()
        (panel,) = panels()
        panel.reject()


def test_what_takes_no_free_text_is_left_alone(form):
    assert text_field(form.fixed) is None
    assert text_field(form.spin) is None
    assert text_field(QLineEdit(echoMode=QLineEdit.EchoMode.Password)) is None
    form.fixed.setFocus()
    QTest.keyClick(form.fixed, Qt.Key.Key_R, CTRL_SHIFT)
    assert panels() == []


def test_the_panel_does_not_open_upon_itself(form):
    panel = opened(form.line)
    panel.finder.request.setFocus()
    QTest.keyClick(panel.finder.request, Qt.Key.Key_R, CTRL_SHIFT)
    assert panels() == [panel]
    panel.reject()


def test_an_empty_request_offers_the_local_characters_and_then_the_ones_used_lately(form):
    panel = opened(form.line)
    assert ask(panel, "")[:2] == ["厝", "坂"]
    ask(panel, "87F3")
    panel.insert.click()
    panel = opened(form.line)
    assert ask(panel, "")[:2] == ["蟳", "厝"]
    panel.reject()


def test_arrows_lead_to_another_character_and_enter_inserts_it(form):
    panel = opened(form.line)
    assert ask(panel, "虫寻")[:2] == ["蟳", "𫊻"]
    QTest.keyClick(panel.finder.request, Qt.Key.Key_Down)
    QTest.keyClick(panel.finder.chars, Qt.Key.Key_Right)
    QTest.keyClick(panel.finder.chars, Qt.Key.Key_Return)
    assert form.line.text() == "厦门路𫊻"


def test_enter_after_a_request_that_finds_many_shows_them_first(form):
    panel = opened(form.line)
    QTest.keyClicks(panel.finder.request, "xun")
    QTest.keyClick(panel.finder.request, Qt.Key.Key_Return)
    assert form.line.text() == "厦门路"
    assert panel.finder.chars.count() > 100
    QTest.keyClick(panel.finder.request, Qt.Key.Key_Return)
    assert form.line.text() == f"厦门路{panel.finder.char}"


def test_inserting_and_going_on_keeps_the_panel(form):
    panel = opened(form.line)
    ask(panel, "87F3")
    panel.more.click()
    ask(panel, "2B2BB")
    panel.more.click()
    assert form.line.text() == "厦门路蟳𫊻"
    assert panels() == [panel]
    panel.reject()


def test_the_facts_stand_beside_the_large_glyph(form):
    panel = opened(form.line)
    ask(panel, "2B2BB")
    finder: Finder = panel.finder
    lines = finder.lines
    told = "\n".join(
        lines.itemAt(row, lines.ItemRole.FieldRole).widget().text() for row in range(lines.rowCount())
    )
    assert finder.big.text() == "𫊻"
    assert finder.big.font().families() == ["HanaMinB"]
    for part in ("U+2B2BB", "虫 部 + 6 画", "虫 + 寻", "宋体", "GB 18030", "蟳窟"):
        assert part in told
    panel.reject()


def test_a_request_nobody_understands_is_said_so(form):
    panel = opened(form.line)
    assert ask(panel, "？？") == []
    assert "看不懂" in panel.finder.told.text()
    assert not panel.insert.isEnabled()
    panel.reject()


def test_a_field_that_goes_away_takes_its_panel_along(form, qtbot):
    panel = opened(form.line)
    with qtbot.waitSignal(panel.rejected, timeout=1000):
        form.line.deleteLater()


def test_a_pair_is_told_in_the_panel_and_shown(form):
    panel = opened(form.line)
    ask(panel, "䶮")
    panel.stands_for.click()
    page = panel.glyphs
    page.senders.setCurrentText("思明分局")
    page.private.setText("U+E763")
    QTest.keyClick(page.char, Qt.Key.Key_Return)
    assert [page.table.item(0, column).text() for column in range(3)] == ["U+E763", "䶮", "U+4DAE"]
    assert "第 1 版" in page.told.text()
    page.private.setText("U+E763")
    page.char.setText("坂")
    page.add()
    assert "已有不同的对照" in page.told.text()
    page.correct.setChecked(True)
    page.add()
    assert page.table.item(0, 1).text() == "坂"
    assert panels() == [panel]
    panel.reject()


def test_the_places_of_gbk_are_added_where_nothing_else_is_told(form):
    panel = opened(form.line)
    page = panel.glyphs
    page.private.setText("U+E863")
    page.char.setText("坂")
    page.add()
    page.add_standard()
    assert page.table.rowCount() == 105
    shown = {page.table.item(row, 0).text(): page.table.item(row, 1).text() for row in range(105)}
    assert (shown["U+E863"], shown["U+E7C7"]) == ("坂", "ḿ")
    panel.reject()


def test_a_panel_closed_before_its_answers_come_is_let_go(desk, qtbot):
    late = Later()
    runner = Runner(desk.feed, late, late)
    field = QLineEdit()
    qtbot.addWidget(field)
    panel = RareDialog(field, desk.store, ADMIN, runner, desk.options)
    panel.glyphs.private.setText("U+E763")
    panel.glyphs.char.setText("蟳")
    panel.glyphs.add()
    with qtbot.waitSignal(panel.destroyed):
        panel.close()
        panel.deleteLater()
    late.go_on()
    assert [one.pairs for one in every_sender(desk.store)] == [{"\ue763": "蟳"}]


def test_what_was_used_lately_is_there_at_the_next_start(tmp_path):
    options = Options(tmp_path / "window.ini")
    assert options.recent("rare_chars") == ()
    for kept in (["𫊻"], ["蟳", "𫊻", ","]):
        options.keep_recent("rare_chars", kept)
        options.save()
        assert Options(tmp_path / "window.ini").recent("rare_chars") == tuple(kept)
