"""The list of the 地址库 room under a clerk's hands: filters, columns, selection, going back, favourites, views, export."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPalette
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu

from db.domain.changes import Changes
from db.domain.views import ViewKind
from db.services.addresses import node_detail
from db.services.editing import take_away
from db.services.views import views_of
from desktop.addresses.list_filter import ColumnFilter
from desktop.addresses.page import AddressPage, Desk
from desktop.addresses.view_bodies import ROOM
from tests.desktop.addresses.register import ADMIN, node_id

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
APPROVED = ["1号", "11号", "21号"]


def make_page(desk: Desk, qtbot, folder: Path) -> AddressPage:
    page = AddressPage(desk, ask_path=lambda _parent, name: str(folder / f"{name}.xlsx"), actor=ADMIN)
    qtbot.addWidget(page)
    page.resize(1093, 560)
    page.show()
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 2)
    return page


@pytest.fixture
def page(desk: Desk, tmp_path: Path, qtbot):
    page = make_page(desk, qtbot, tmp_path)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in (page.table.model, page.model)]
    show_street(page, qtbot)
    yield page
    for tester in testers:
        tester.deleteLater()


def listed(page: AddressPage) -> list[str]:
    return [page.table.model.cells(row)[0] for row in range(len(page.table.model.shown))]


def show_street(page: AddressPage, qtbot) -> None:
    page.locate(node_id(page._desk.store, "厦门市思明区湖滨南路7号"))
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "7号")
    page.tree.setCurrentIndex(page.tree.currentIndex().parent())
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 30 and not page._settle.isActive())


def column(page: AddressPage, code: str) -> int:
    return page.table.model.listing.position(code)


def tick_only(page: AddressPage, qtbot, code: str, *words: str) -> None:
    """Click a column's funnel and tick values."""
    spot = page.table.head.funnel(column(page, code)).center()
    qtbot.mouseClick(page.table.head.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    panel = page.table.panel
    qtbot.mouseClick(panel.none, Qt.MouseButton.LeftButton)
    for item in panel._items():
        if item.text().startswith(words):
            item.setCheckState(Qt.CheckState.Checked)
    qtbot.mouseClick(panel.take, Qt.MouseButton.LeftButton)


def test_the_funnel_of_a_column_filters_by_ticked_values_and_does_not_sort(page, qtbot):
    tick_only(page, qtbot, "legal", "已批准")
    assert listed(page) == APPROVED
    assert page.table.head.sortIndicatorSection() not in range(8)
    assert page.table._count.text() == "3 / 30 条"
    qtbot.mouseClick(page.table._clear, Qt.MouseButton.LeftButton)
    assert len(listed(page)) == 30


def test_alt_down_opens_the_filter_of_the_cursors_column_and_enter_takes_the_text(page, qtbot):
    page.table.view.setCurrentIndex(page.table.model.index(0, column(page, "own_text")))
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page.table.panel.text.setText("２1")
    qtbot.keyClick(page.table.panel, Qt.Key.Key_Return)
    assert listed(page) == ["21号"]
    assert page.table.model.arrangement.filters == {"own_text": ColumnFilter("２1")}


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_home_and_end_choose_the_first_and_the_last_line(page, qtbot, held):
    view, shown = page.table.view, page.table.model.shown
    view.setFocus()
    view.setCurrentIndex(page.table.model.index(4, 2))
    qtbot.keyClick(view, Qt.Key.Key_End, held)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (len(shown) - 1, 2)
    assert page.table.selected_keys() == [shown[-1]]
    qtbot.keyClick(view, Qt.Key.Key_Home, held)
    assert view.currentIndex().row() == 0
    assert page.table.selected_keys() == [shown[0]]


def test_shift_with_home_and_end_chooses_all_lines_up_to_there(page, qtbot):
    view, shown = page.table.view, list(page.table.model.shown)
    view.setFocus()
    for key, lines in ((Qt.Key.Key_End, shown[4:]), (Qt.Key.Key_Home, shown[:5])):
        view.setCurrentIndex(page.table.model.index(4, 0))
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
        assert page.table.selected_keys() == lines


def test_nothing_left_leaves_the_heads_where_the_filter_can_be_undone(page, qtbot):
    tick_only(page, qtbot, "legal")
    assert listed(page) == []
    assert page.table.head.isVisible()


def test_another_desks_edit_leaves_filter_selection_and_scroll_position_alone(page, qtbot):
    page.table.view.sortByColumn(column(page, "own_text"), Qt.SortOrder.DescendingOrder)
    page.table.view.selectAll()
    bar = page.table.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    at, chosen = bar.value(), page.table.selected_keys()
    assert at > 0
    place = page.model.slot_at(page.tree.currentIndex()).child.key
    page._desk.feed.changed.emit(Changes(1, {"node": frozenset(chosen[:1])}, frozenset({place})), None)
    with qtbot.waitSignal(page.model.divisions_loaded):  # figures are counted again a little later
        pass
    qtbot.waitUntil(lambda: not page._settle.isActive() and len(page.table.model.shown) == 30)
    assert page.table.selected_keys() == chosen
    assert bar.value() == at
    assert listed(page)[0] == "30号"


def test_what_was_selected_is_selected_again_when_the_filter_goes(page, qtbot):
    page.table.select_key(page.table.model.shown[4])
    tick_only(page, qtbot, "legal", "已批准")
    assert page.table.selected_keys() == []
    qtbot.mouseClick(page.table._clear, Qt.MouseButton.LeftButton)
    assert [page.table.model.cells(4)[0]] == ["5号"]
    assert page.table.selected_keys() == [page.table.model.shown[4]]
    assert page.chosen_nodes() == page.table.selected_keys()


def test_columns_can_be_hidden_and_moved_and_copying_follows(page):
    head = page.table.head
    head.moveSection(head.visualIndex(column(page, "full_text")), 0)
    for code in ("kind", "code_state", "existence", "position", "children"):
        head.setSectionHidden(column(page, code), True)
    page.table.view.selectRow(0)
    assert page.table.copy() == 1
    assert QGuiApplication.clipboard().text() == "厦门市思明区湖滨南路1号\t1号\t已批准"


def exported(page: AddressPage, qtbot, folder: Path, **ticks: bool):
    page.export()
    dialog = page.exporter.dialog
    for name, on in ticks.items():
        getattr(dialog, name).setChecked(on)
    with qtbot.waitSignal(page.told, timeout=10_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    return openpyxl.load_workbook(folder / "湖滨南路地址列表.xlsx").active


def test_the_list_for_the_leaders_desk_is_what_the_screen_shows(page, qtbot, tmp_path):
    tick_only(page, qtbot, "legal", "已批准")
    page.table.view.sortByColumn(column(page, "own_text"), Qt.SortOrder.DescendingOrder)
    page.table.head.setSectionHidden(column(page, "kind"), True)
    sheet = exported(page, qtbot, tmp_path)
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][0] == "湖滨南路地址列表"
    assert "思明区" in cells[1][0]
    assert cells[2][:2] == ["名称", "法律状态"]
    assert [row[0] for row in cells[3:6]] == ["21号", "11号", "1号"]
    assert any("审核" in str(cell) for cell in cells[-1])
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
    assert "&P" in sheet.oddFooter.center.text
    assert sheet.cell(4, 1).data_type == "s"


def test_a_plain_list_of_what_is_selected_is_heads_and_rows(page, qtbot, tmp_path):
    page.table.view.selectRow(2)
    sheet = exported(page, qtbot, tmp_path, plain=True, selection=True)
    assert [row[0].value for row in sheet.iter_rows()] == ["名称", "3号"]


def test_one_goes_back_and_forward_by_key_button_and_mouse(page, qtbot):
    page.activateWindow()
    page.tree.setFocus()
    page.locate(node_id(page._desk.store, "厦门市思明区莲富大厦8号"))
    qtbot.waitUntil(lambda: "8号" in page.crumbs.text() and not page._settle.isActive())
    qtbot.keyClick(page.tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "湖滨南路")
    assert page.bar.forward.isEnabled()
    qtbot.mouseClick(page.bar.forward, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "8号" and not page._settle.isActive())
    assert not page.bar.forward.isEnabled()
    spot, button = QPointF(5, 5), Qt.MouseButton.BackButton
    press = QMouseEvent(
        QEvent.Type.MouseButtonPress, spot, spot, button, button, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page.table.view.viewport(), press)
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "湖滨南路")


def acts(page: AddressPage, menu: QMenu) -> dict[str, object]:
    page.keeper.fill_favourites(menu)
    return {action.text(): action for action in menu.actions()}


def test_the_star_keeps_a_place_over_a_restart_and_its_menu_leads_there(page, desk, qtbot, tmp_path):
    qtbot.mouseClick(page.bar.star, Qt.MouseButton.LeftButton)
    again = make_page(desk, qtbot, tmp_path)
    menu = QMenu(again)
    acts(again, menu)["莲兴社区湖滨南路"].trigger()
    qtbot.waitUntil(lambda: again.tree.currentIndex().data() == "湖滨南路" and not again._settle.isActive())
    qtbot.mouseClick(again.bar.star, Qt.MouseButton.LeftButton)
    assert "莲兴社区湖滨南路" not in acts(again, menu)


def test_two_namesakes_can_both_be_favourites(page, qtbot):
    for community in ("莲兴社区", "莲秀社区"):
        way = [*page.ways.here()[:2]]
        unit = next(u for u in page.model.units if u.name == community)
        page.model.reveal([*way, type(way[0])("division", str(int(unit.code)), community)])
        qtbot.waitUntil(lambda name=community: page.tree.currentIndex().data() == name)
        qtbot.waitUntil(lambda: not page._settle.isActive())
        qtbot.mouseClick(page.bar.star, Qt.MouseButton.LeftButton)
    assert {"莲兴社区", "莲秀社区"} <= set(acts(page, QMenu(page)))


def test_a_view_brings_place_filter_order_and_columns_back(page, desk, qtbot, tmp_path):
    tick_only(page, qtbot, "legal", "已批准")
    page.table.view.sortByColumn(column(page, "own_text"), Qt.SortOrder.DescendingOrder)
    page.table.head.setSectionHidden(column(page, "kind"), True)
    page.keeper.save(page._view_body())
    dialog = page.keeper.dialog
    qtbot.keyClicks(dialog.name, "dai ban")
    dialog.share.setChecked(True)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    again = make_page(desk, qtbot, tmp_path)
    menu = QMenu(again)
    again.keeper.fill_views(menu, again._view_body)
    next(one for one in menu.actions() if one.text().startswith("dai ban")).trigger()
    qtbot.waitUntil(lambda: listed(again) == ["21号", "11号", "1号"])
    assert again.table.head.isSectionHidden(column(again, "kind"))
    assert again.table.head.sortIndicatorSection() == column(again, "own_text")


def test_a_list_that_comes_before_the_views_own_does_not_use_the_view_up(page, desk, qtbot, tmp_path):
    tick_only(page, qtbot, "legal", "已批准")
    page.keeper.save(page._view_body())
    qtbot.keyClicks(page.keeper.dialog.name, "yi pi")
    qtbot.mouseClick(
        page.keeper.dialog.buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton
    )
    again = make_page(desk, qtbot, tmp_path)
    menu = QMenu(again)
    again.keeper.fill_views(menu, again._view_body)
    next(one for one in menu.actions() if one.text().startswith("yi pi")).trigger()
    again._follow_tree()  # as when figures are counted anew while the way is looked for
    qtbot.waitUntil(lambda: listed(again) == ["1号", "11号", "21号"])


def test_a_view_of_the_place_that_is_shown_brings_its_filter_back(page, desk, qtbot):
    tick_only(page, qtbot, "legal", "已批准")
    page.keeper.save(page._view_body())
    qtbot.keyClicks(page.keeper.dialog.name, "zhe li")
    save = page.keeper.dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    held = listed(page)
    page.table.clear_filters()
    qtbot.waitUntil(lambda: len(listed(page)) > len(held))
    qtbot.waitUntil(lambda: not page._settle.isActive())
    menu = QMenu(page)
    page.keeper.fill_views(menu, page._view_body)
    next(one for one in menu.actions() if one.text().startswith("zhe li")).trigger()
    qtbot.waitUntil(lambda: listed(page) == held)
    assert page._under() is not None  # what hangs below it may be pasted again


def test_views_are_renamed_and_put_away_in_their_list(page, desk, qtbot):
    for name in ("甲", "乙"):
        page.keeper.save(page._view_body())
        page.keeper.dialog.name.setText(name)
        page.keeper.dialog.buttons.accepted.emit()
    page.keeper.manage(ViewKind.VIEW)
    dialog = page.keeper.dialog
    dialog.list.item(0).setText("甲")
    assert "同名" in dialog.note.text()
    dialog.list.setCurrentRow(0)
    dialog.list.item(0).setText("丙")
    assert {one.name for one in page.keeper.views} == {"丙", "甲"}
    qtbot.mouseClick(dialog.drop, Qt.MouseButton.LeftButton)
    assert len(views_of(desk.store, ADMIN, ROOM)) == 1
    dialog.close()


def test_a_view_of_the_same_name_is_replaced_only_by_a_button_that_says_so(page, desk, qtbot):
    for _ in range(2):
        page.keeper.save(page._view_body())
        dialog = page.keeper.dialog
        dialog.name.setText("甲")
        save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
        said = save.text()
        qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
        tick_only(page, qtbot, "legal", "已批准")
    assert "替换" in said
    (kept,) = views_of(desk.store, ADMIN, ROOM)
    assert kept.body["filters"]["legal"]["values"] == ["approved"]


def test_an_address_that_ended_stands_back_in_the_list(page: AddressPage, qtbot) -> None:
    ended = node_id(page._desk.store, "厦门市思明区湖滨南路7号")
    version = node_detail(page._desk.store, ended).row.row_version
    page._desk.feed.changed.emit(take_away(page._desk.store, ADMIN, {ended: version}).changes, None)
    model = page.table.model
    qtbot.waitUntil(lambda: "作废" in model.cells(6))
    shades = [model.index(row, 0).data(Qt.ItemDataRole.ForegroundRole) for row in (5, 6)]
    assert shades[0] is None
    assert shades[1].color() == QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)


def test_order_and_columns_are_chosen_by_keyboard(page, qtbot):
    page.table.open_menu()
    menu = QApplication.activePopupWidget()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().text() == "排序方式(&S)"
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    orders = QApplication.activePopupWidget()
    for _step in range(8):
        qtbot.keyClick(orders, Qt.Key.Key_Down)
    qtbot.keyClick(orders, Qt.Key.Key_Return)
    assert page.table.model.arrangement.order == "full_text"
    assert page.table.head.sortIndicatorSection() == column(page, "full_text")
    page.table.open_menu()
    qtbot.keyClick(QApplication.activePopupWidget(), "s")
    qtbot.keyClick(QApplication.activePopupWidget(), "d")
    assert listed(page)[0] == "30号"
    page.table.open_menu()
    menu = QApplication.activePopupWidget()
    one = next(action for action in menu.actions() if action.text() == "赋码")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(one).center())
    assert page.table.head.isSectionHidden(column(page, "code_state"))


def test_back_at_a_list_it_is_as_it_was_left(page, qtbot):
    page.table.view.sortByColumn(column(page, "own_text"), Qt.SortOrder.DescendingOrder)
    page.table.filter_box.setText("号")
    qtbot.waitUntil(lambda: page.table.model.arrangement.text == "号")
    page.table.view.verticalScrollBar().setValue(5)
    page.locate(node_id(page._desk.store, "厦门市思明区莲富大厦8号"))
    qtbot.waitUntil(lambda: len(listed(page)) == 2)
    page.table.view.sortByColumn(column(page, "own_text"), Qt.SortOrder.AscendingOrder)
    qtbot.mouseClick(page.bar.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 30)
    assert listed(page)[0] == "30号"
    assert (page.table.filter_box.text(), page.table.scrolled) == ("号", 5)
    qtbot.mouseClick(page.bar.forward, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(listed(page)) == 2)
    page.locate(node_id(page._desk.store, "厦门市思明区湖滨南路7号"))
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 30)
    assert page.table.filter_box.text() == ""  # who goes there anew sees all of it
