from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from sqlalchemy import select, update

from db.domain.block import BlockPlan
from db.domain.changes import Changes
from db.schema.address import node, place
from db.services.blocks import Under, generate_block, preview_block
from db.services.editing import take_away
from db.services.undo import undo
from desktop.addresses.page import AddressPage, Desk
from desktop.blocks.aspects import Aspect, looks
from desktop.blocks.building_window import BuildingWindow
from desktop.blocks.generator import GeneratorDialog
from desktop.blocks.tones import DARK, LIGHT, Colours, Tone
from desktop.blocks.verb_menu import verb_actions
from desktop.editing.acts import Verb, specs
from desktop.terms import COMPLETE
from tests.desktop.addresses.register import ADMIN, COMMUNITY, node_id

# The offscreen screen has no window manager.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "support raise", "grabbing the keyboard")
HOUSE = "厦门市思明区莲富大厦8号1幢"


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot):
    window = BuildingWindow(desk, ADMIN, ask_path=lambda _parent, name: str(tmp_path / f"{name}.pdf"))
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(window.view.grid.grid, mode)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    with qtbot.waitSignal(window.view.loaded):
        window.look_at(Under(node_id=node_id(desk.store, HOUSE)))
    yield window
    tester.deleteLater()


def room(window: BuildingWindow, number: str) -> QPoint:
    """Where a room stands on the screen."""
    grid = window.view.grid
    place = next(at for at, spot in window.view.sheet().spots.items() if spot.text == f"{number}室")
    return grid.visualRect(grid.grid.index(*place)).center()


def click(
    window: BuildingWindow, qtbot, number: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    viewport = window.view.grid.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, held, room(window, number))


def chosen(window: BuildingWindow) -> list[str]:
    assert window.view.table is not None
    return [window.view.table.cells[key].text for key in window.view.selected()]


def test_a_building_is_shown_from_the_top_floor_down(window):
    sheet = window.view.sheet()
    assert sheet.rows == ("梯位", "2 层", "1 层")
    assert [spot.text for _, spot in sorted(sheet.spots.items())] == [
        "1梯",
        "201室",
        "202室",
        "101室",
        "102室",
    ]
    assert window.where.text() == HOUSE
    assert {key: button.text() for key, button in window.view.legend.buttons.items()} == {
        "to_verify": "待核实 2",
        "approved": "已批准 3",
    }


def test_the_cells_are_coloured_by_what_is_asked_for(window, qtbot):
    qtbot.keyClick(window.view.aspect, Qt.Key.Key_Down)
    assert window.view.current_aspect() is Aspect.CODE
    assert {spot.word for spot in window.view.sheet().spots.values()} == {"未申请"}
    for aspect in Aspect:
        window.view.aspect.setCurrentIndex(window.view.aspect.findData(aspect))
        assert window.view.entries()


def test_several_cells_are_chosen_with_mouse_shift_and_ctrl(window, qtbot):
    click(window, qtbot, "201")
    with qtbot.waitSignal(window.view.selection_changed) as told:
        click(window, qtbot, "102", Qt.KeyboardModifier.ShiftModifier)
    assert chosen(window) == ["201室", "202室", "101室", "102室"]
    assert told.args[0] == window.view.selected()
    click(window, qtbot, "202", Qt.KeyboardModifier.ControlModifier)
    assert chosen(window) == ["201室", "101室", "102室"]
    assert "选中 3 / 5" in window.view._count.text()


def test_several_cells_are_chosen_with_the_keyboard(window, qtbot):
    click(window, qtbot, "201")
    qtbot.keyClick(window.view.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(window) == ["201室", "101室"]
    qtbot.keyClick(window.view.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(chosen(window)) == 5


def test_a_floor_a_column_and_a_state_are_chosen_by_one_click(window, qtbot):
    heads = window.view.grid.verticalHeader()
    middle = QPoint(8, heads.sectionViewportPosition(1) + heads.sectionSize(1) // 2)
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert chosen(window) == ["201室", "202室"]
    window.view.legend.buttons["approved"].click()
    assert chosen(window) == ["1梯", "201室", "101室"]


def test_what_can_be_done_with_the_chosen_cells_comes_from_outside(window, qtbot):
    asked: list[object] = []

    def actions(keys):
        action = QAction("停用", window)
        action.triggered.connect(lambda: asked.append(tuple(keys)))
        return [action]

    window.view.set_actions(actions)
    click(window, qtbot, "201")
    window.view.grid.customContextMenuRequested.emit(room(window, "201"))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert asked == [window.view.selected()]


def test_menus_that_were_closed_leave_none_of_their_lines(window, qtbot):
    window.view.set_actions(lambda _keys: [QAction("停用", window.view)])
    click(window, qtbot, "201")
    before = len(window.findChildren(QAction)), len(window.findChildren(QMenu))
    for _ in range(4):
        window.view.grid.customContextMenuRequested.emit(room(window, "201"))
        QApplication.activePopupWidget().close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (len(window.findChildren(QAction)), len(window.findChildren(QMenu))) == before


def test_selection_and_place_outlive_a_change_by_another_desk(window, desk, qtbot):
    click(window, qtbot, "102")
    changed = window.view.selected()[0]
    with desk.store.write(ADMIN, "import.promote", "test") as work:
        work.conn.execute(update(node).where(node.c.id == changed).values(legal="approved"))
        work.note("node", str(changed), "{}", "{}")
    with qtbot.waitSignal(window.view.loaded):
        desk.feed.changed.emit(Changes(1, {"node": frozenset({changed})}), None)
    assert chosen(window) == ["102室"]
    assert window.view.legend.buttons["approved"].text() == "已批准 4"


def test_one_goes_from_building_to_building(window, qtbot):
    assert [window.buildings.itemText(n) for n in range(window.buildings.count())] == ["1幢", "2幢"]
    assert not window.back.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.where.text().endswith("2幢"))
    assert not window.forth.isEnabled()
    qtbot.mouseClick(window.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.where.text().endswith("1幢"))


def test_the_chosen_cells_are_copied(window, qtbot):
    click(window, qtbot, "201")
    click(window, qtbot, "202", Qt.KeyboardModifier.ControlModifier)
    window.copy()
    assert QGuiApplication.clipboard().text() == "201室\n202室"


def test_the_table_is_printed_as_it_is_shown(window, qtbot, tmp_path):
    window.paper.setCurrentText("A3")
    qtbot.mouseClick(window.print, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "共 1 页" in window.state.text())
    page = pypdfium2.PdfDocument(tmp_path / f"{HOUSE}楼盘表.pdf")[0]
    text = page.get_textpage().get_text_bounded()
    for part in (HOUSE, "思明区民政局", "显示：法律状态", "已批准 3", "202室", "张三", "2 层"):
        assert part in text
    assert round(page.get_width() / 72 * 25.4) == 420


def go_to(page: AddressPage, qtbot, address: str) -> None:
    page.locate(node_id(page._desk.store, address))
    own = address.rpartition("梯")[2]
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == own)
    page.tree.setFocus()


def context_line(page: AddressPage, name: str) -> QAction:
    return next(action for action in page.tree.actions() if action.text() == name)


def test_the_menu_of_the_tree_opens_the_table_of_the_building_a_room_lies_in(room_desk, qtbot):
    page, _verbs, blocks = room_desk
    with qtbot.waitSignal(blocks.told):
        context_line(page, "楼盘表(&L)…").trigger()
    assert blocks.window is None
    go_to(page, qtbot, HOUSE + "1梯102室")
    context_line(page, "楼盘表(&L)…").trigger()
    assert blocks.window is not None
    qtbot.waitUntil(lambda: blocks.window.where.text() == HOUSE)
    assert chosen(blocks.window) == ["102室"]
    with qtbot.waitSignal(blocks.window.node_chosen):
        blocks.window.view.grid.activated.emit(blocks.window.view.grid.currentIndex())
    blocks.window.close()


def test_every_verb_stands_in_the_menu_of_selected_cells_and_fits_their_states(room_desk, qtbot):
    page, verbs, blocks = room_desk
    window = blocks.show_table(Under(node_id=node_id(page._desk.store, HOUSE)))
    qtbot.waitUntil(lambda: window.view.table is not None)
    window.view.select_state("to_verify")
    lines = verb_actions(window.view, verbs, ADMIN, window.view.selected())
    assert len(lines) == len(list(Verb))
    enabled = {line.text().partition("(")[0] for line in lines if line.isEnabled()}
    assert {"批量编辑", "作废草稿"} <= enabled
    assert enabled.isdisjoint({"合并", "停用", "注销", "新增下级"})
    window.view.select_state("approved")
    enabled = {
        line.text().partition("(")[0]
        for line in verb_actions(window.view, verbs, ADMIN, window.view.selected())
        if line.isEnabled()
    }
    assert {"停用", "注销", "合并"} <= enabled
    window.close()


def test_the_dialog_of_a_verb_stands_over_the_table_it_came_from(room_desk, qtbot):
    page, verbs, blocks = room_desk
    window = blocks.show_table(Under(node_id=node_id(page._desk.store, HOUSE)))
    qtbot.waitUntil(lambda: window.view.table is not None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.view.select_state("approved")
    lines = verb_actions(window.view, verbs, ADMIN, window.view.selected())
    next(line for line in lines if line.text().startswith("停用")).trigger()
    qtbot.waitUntil(lambda: verbs.dialog is not None)
    assert verbs.dialog.parentWidget() is window
    verbs.dialog.reject()
    window.close()


KEYS = [
    (Verb.VOID, "202", Qt.Key.Key_Delete, "none"),
    (Verb.RENAME, "201", Qt.Key.Key_F2, "none"),
    (Verb.CORRECT, "201", Qt.Key.Key_E, "both"),
    (Verb.MOVE, "201", Qt.Key.Key_M, "ctrl"),
    (Verb.ADD, "1梯", Qt.Key.Key_Insert, "none"),
]
HELD = {
    "none": Qt.KeyboardModifier.NoModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "both": Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
}


@pytest.fixture
def table_window(room_desk, qtbot):
    """The window as the room opens it, with the keyboard on its cells."""
    page, _verbs, blocks = room_desk
    window = blocks.show_table(Under(node_id=node_id(page._desk.store, HOUSE)))
    qtbot.waitUntil(lambda: window.view.table is not None)
    qtbot.waitUntil(window.isActiveWindow)
    window.view.grid.setFocus()
    yield window
    window.close()


def choose(window: BuildingWindow, *texts: str) -> None:
    assert window.view.table is not None
    cells = window.view.table.cells.values()
    window.view.grid.select_keys(cell.id for cell in cells if cell.text in texts)


@pytest.mark.parametrize(("verb", "cell", "key", "held"), KEYS)
def test_the_keys_of_the_tree_work_on_the_selected_cells(
    room_desk, table_window, qtbot, verb, cell, key, held
):
    _page, verbs, _blocks = room_desk
    choose(table_window, cell if cell.endswith("梯") else f"{cell}室")
    ids = table_window.view.selected()
    qtbot.keyClick(table_window.view.grid, key, HELD[held])
    qtbot.waitUntil(lambda: verbs.dialog is not None)
    assert verbs.dialog.windowTitle().startswith(specs()[verb].name.partition("(&")[0].rstrip("… "))
    assert len(ids) == 1
    qtbot.keyClick(verbs.dialog, Qt.Key.Key_Escape)
    assert verbs.dialog is None
    assert table_window.view.selected() == ids


def test_several_selected_cells_are_edited_together_by_the_key_of_the_tree(room_desk, table_window, qtbot):
    _page, verbs, _blocks = room_desk
    choose(table_window, "202室", "102室")
    qtbot.keyClick(table_window.view.grid, Qt.Key.Key_B, HELD["ctrl"])
    qtbot.waitUntil(lambda: verbs.dialog is not None)
    assert "等 2 个地址" in verbs.dialog.windowTitle()
    verbs.dialog.reject()


def test_a_key_that_does_not_fit_the_cells_says_why_in_the_window(room_desk, table_window, qtbot):
    _page, verbs, _blocks = room_desk
    choose(table_window, "201室")
    qtbot.keyClick(table_window.view.grid, Qt.Key.Key_Delete)
    assert table_window.state.text() == "「201室」现在是已批准，不能这样办理。"
    qtbot.keyClick(table_window.view.grid, Qt.Key.Key_Insert)
    assert table_window.state.text() == "室下面不再有地址。"
    qtbot.keyClick(table_window.view.grid, Qt.Key.Key_B, HELD["ctrl"])
    assert table_window.state.text() == "请选中两个以上地址。"
    assert verbs.dialog is None


def test_the_lines_of_the_menu_name_their_keys_and_why_they_are_off(room_desk, table_window):
    _page, verbs, _blocks = room_desk
    choose(table_window, "201室")
    lines = verb_actions(table_window.view, verbs, ADMIN, table_window.view.selected())
    assert [line.shortcut().toString() for line in lines] == [spec.keys for spec in specs().values()]
    assert "现在是已批准" in lines[-1].toolTip()


def test_what_was_done_in_the_table_is_taken_back_by_the_same_keys_there(room_desk, qtbot):
    page, verbs, blocks = room_desk
    window = blocks.show_table(Under(node_id=node_id(page._desk.store, HOUSE)))
    assert {verbs.undo, verbs.redo} <= set(window.actions())
    window.close()


def test_generating_under_the_shown_building_fills_its_table(room_desk, qtbot):
    page, _verbs, blocks = room_desk
    window = blocks.show_table(Under(node_id=node_id(page._desk.store, HOUSE)))
    qtbot.waitUntil(lambda: window.view.table is not None)
    qtbot.mouseClick(window.generate, Qt.MouseButton.LeftButton)
    dialog = blocks.dialog
    assert dialog is not None
    assert dialog.ask.text == HOUSE
    dialog.form.stairs.setText("2")
    dialog.form.floors.setText("1")
    qtbot.waitUntil(lambda: dialog.preview is not None)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.view.sheet().spots) == 8)
    assert [window.view.sheet().spots[0, n].text for n in (0, 2)] == ["1梯", "2梯"]
    window.close()


def test_buildings_that_come_and_go_are_offered_at_once(room_desk, qtbot):
    page, _verbs, blocks = room_desk
    store, feed = page._desk.store, page._desk.feed
    window = blocks.show_table(Under(node_id=node_id(store, HOUSE)))
    qtbot.waitUntil(lambda: window.buildings.count() == 2)
    under, plan = Under(node_id=node_id(store, "厦门市思明区莲富大厦8号")), BlockPlan("3")
    done = generate_block(store, ADMIN, under, plan, reason="", seen=preview_block(store, under, plan).tally)
    feed.changed.emit(done.changes, None)
    qtbot.waitUntil(lambda: window.buildings.count() == 3)
    assert window.buildings.currentText() == "1幢"
    window.buildings.setCurrentIndex(2)
    feed.changed.emit(undo(store, ADMIN).changes, None)
    qtbot.waitUntil(lambda: window.buildings.count() == 2)
    assert window.buildings.currentText() == "1幢"
    qtbot.waitUntil(lambda: window.where.text() == HOUSE)
    window.close()


def test_what_changed_while_the_window_was_put_away_is_shown_when_it_comes_back(room_desk, qtbot):
    page, _verbs, blocks = room_desk
    store, feed = page._desk.store, page._desk.feed
    window = blocks.show_table(Under(node_id=node_id(store, HOUSE)))
    qtbot.waitUntil(lambda: window.buildings.count() == 2)
    window.hide()
    under, plan = Under(node_id=node_id(store, "厦门市思明区莲富大厦8号")), BlockPlan("3")
    done = generate_block(store, ADMIN, under, plan, reason="", seen=preview_block(store, under, plan).tally)
    feed.changed.emit(done.changes, None)
    assert window.buildings.count() == 2
    window.show()
    qtbot.waitUntil(lambda: window.buildings.count() == 3)
    window.close()


def test_a_building_that_was_thrown_away_says_so(room_desk, qtbot):
    page, _verbs, blocks = room_desk
    store, feed = page._desk.store, page._desk.feed
    under, plan = Under(node_id=node_id(store, "厦门市思明区莲富大厦8号")), BlockPlan("3")
    generate_block(store, ADMIN, under, plan, reason="", seen=preview_block(store, under, plan).tally)
    third = node_id(store, "厦门市思明区莲富大厦8号3幢")
    take_away(store, ADMIN, {third: 1})
    window = blocks.show_table(Under(node_id=node_id(store, HOUSE)))
    qtbot.waitUntil(lambda: bool(window.view.sheet().spots))
    blocks.show_table(Under(node_id=third))
    qtbot.waitUntil(lambda: "已作废" in window.view._empty._title.text())
    assert window.view._empty.isVisible()
    assert (window.where.text(), window.buildings.currentIndex(), window.print.isEnabled()) == ("", -1, False)
    assert [window.buildings.itemText(n) for n in range(window.buildings.count())] == ["1幢", "2幢"]
    qtbot.mouseClick(window.forth, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.where.text() == HOUSE)
    assert (bool(window.view.sheet().spots), window.print.isEnabled()) == (True, True)
    blocks.show_table(Under(node_id=third))
    qtbot.waitUntil(lambda: window.where.text() == "")
    feed.changed.emit(undo(store, ADMIN).changes, None)
    qtbot.waitUntil(lambda: window.buildings.count() == 3)
    assert "已作废" in window.view._empty._title.text()  # what was taken back is another one of that number
    window.close()


def test_a_place_without_buildings_says_so_and_offers_to_make_them(room_desk, qtbot):
    page, _verbs, blocks = room_desk
    with page._desk.store.read() as conn:
        compound = conn.execute(select(place.c.id).where(place.c.name == "莲富大厦")).scalar_one()
    under = Under(place_id=compound, community=COMMUNITY)
    window = blocks.show_table(under)
    qtbot.waitUntil(lambda: window.view._empty._title.text() == "这里没有楼栋")
    qtbot.mouseClick(window.generate, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: blocks.dialog is not None)
    assert blocks.dialog.ask.under == under
    blocks.dialog.reject()
    window.close()


def test_a_half_typed_block_outlives_the_program(room_desk, qtbot):
    page, _verbs, blocks = room_desk
    drafts, folder = page._desk.drafts, page._desk.options.folder
    drafts.begin(folder, "zhang")
    blocks.ask_block(Under(node_id=node_id(page._desk.store, HOUSE)))
    first = blocks.dialog
    assert first is not None
    first.form.stairs.setText("2-3")
    first.reason.setText("补建")
    blocks.dialog = None  # as after the program ended
    drafts.close()
    drafts.begin(folder, "zhang")
    left = drafts.left[0]
    drafts.take_up(left)
    assert blocks.dialog is not None
    assert blocks.dialog is not first
    assert (blocks.dialog.form.stairs.text(), blocks.dialog.reason.text()) == ("2-3", "补建")
    assert drafts.is_open(left)
    with qtbot.waitSignal(blocks.dialog.finished):
        blocks.dialog.reject()
        answer(blocks.dialog, "不要了(&D)")
    assert not drafts.is_open(left)
    QDialog.reject(first)
    drafts.close()
    assert list(folder.glob("unfinished-*.json")) == []


def answer(dialog: GeneratorDialog, text: str) -> None:
    """Answer what is asked when a plan shall be closed."""
    assert dialog.question is not None
    next(one for one in dialog.question.buttons() if one.text() == text).click()


def test_a_plan_that_was_typed_is_asked_about_and_kept_when_wanted(room_desk, qtbot):
    page, _verbs, blocks = room_desk
    drafts = page._desk.drafts
    drafts.begin(page._desk.options.folder, "zhang")
    blocks.ask_block(Under(node_id=node_id(page._desk.store, HOUSE)))
    blocks.dialog.form.stairs.setText("2-3")
    qtbot.keyClick(blocks.dialog, Qt.Key.Key_Escape)
    answer(blocks.dialog, "继续填写(&C)")
    assert blocks.dialog.isVisible()
    qtbot.keyClick(blocks.dialog, Qt.Key.Key_Escape)
    answer(blocks.dialog, "留着以后填(&K)")
    assert blocks.dialog is None
    drafts.take_up(drafts.left[0])
    assert blocks.dialog.form.stairs.text() == "2-3"
    qtbot.keyClick(blocks.dialog, Qt.Key.Key_Escape)
    answer(blocks.dialog, "不要了(&D)")
    assert (blocks.dialog, drafts.left) == (None, ())
    drafts.close()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [*LIGHT.values(), *DARK.values()], ids=lambda one: one.ground)
def test_every_tone_reads_on_its_ground(colours: Colours):
    bright, dim = sorted((luminance(colours.ground), luminance(colours.ink)), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5


@pytest.mark.parametrize("aspect", Aspect)
def test_no_two_states_share_mark_and_none_lacks_a_word(qapp, aspect):
    found = looks(aspect).values()
    assert len({look.mark for look in found}) == len(found)
    assert len({look.word for look in found}) == len(found)
    assert {look.tone for look in found} <= set(Tone)


def test_every_state_of_an_address_and_a_plate_has_its_look(qapp):
    known = {codes.__name__: {member.value for member in codes} for codes, _ in COMPLETE}
    assert looks(Aspect.LEGAL).keys() == known["Legal"]
    assert looks(Aspect.CODE).keys() == known["Code"]
    assert looks(Aspect.PLATE).keys() == known["Plate"] - {"void"} | {""}
