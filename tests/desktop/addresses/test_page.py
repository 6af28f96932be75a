from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import update

from db.domain.changes import Changes
from db.schema.address import node
from db.services import addresses
from desktop.addresses.listing import Listing
from desktop.addresses.node_cache import SlotKind
from desktop.addresses.page import AddressPage, Desk
from tests.desktop.addresses.register import ADMIN, NEIGHBOUR, PAYLOAD, node_id

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager


def type_in(widget: QWidget, text: str) -> None:
    """Type as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


@pytest.fixture
def page(desk: Desk, tmp_path: Path, qtbot):
    page = AddressPage(desk, ask_path=lambda _parent, name: str(tmp_path / f"{name}.xlsx"))
    tester = QAbstractItemModelTester(page.table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hits_tester = QAbstractItemModelTester(page.search.hits)
    qtbot.addWidget(page)
    page.resize(1093, 560)
    page.show()
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 2)
    yield page
    tester.deleteLater()
    hits_tester.deleteLater()


def listed(page: AddressPage) -> list[str]:
    return [(page.table.model.cells(row) or ("…",))[0] for row in range(len(page.table.model.shown))]


def go_to(page: AddressPage, qtbot, address: str) -> int:
    wanted = node_id(page._desk.store, address)
    page.locate(wanted)
    qtbot.waitUntil(lambda: address in page.detail.page.toPlainText())
    return wanted


def show_street(page: AddressPage, qtbot) -> None:
    go_to(page, qtbot, "厦门市思明区湖滨南路7号")
    page.tree.setCurrentIndex(page.tree.currentIndex().parent())
    qtbot.waitUntil(lambda: "湖滨南路" in page.crumbs.text() and "7号" not in page.crumbs.text())
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 30)
    assert not page.table.selected_keys()


def test_a_narrower_window_takes_nothing_from_the_names_in_the_tree(page):
    before = page.splitter.sizes()[0]
    page.resize(900, 500)
    assert page.splitter.sizes()[0] == before


def test_the_room_opens_on_the_offices_district(page):
    assert page.tree.currentIndex().data() == "思明区"
    assert listed(page) == ["厦港街道", "嘉莲街道"]
    assert "350203000000" in page.detail.page.toPlainText()


def test_the_first_list_stands_as_soon_as_the_units_are_read(desk: Desk, qtbot):
    page = AddressPage(desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.tree.currentIndex().isValid())
    assert listed(page) == ["厦港街道", "嘉莲街道"]


def test_rooms_far_down_are_read_whole_on_the_smallest_screen(desk: Desk, qtbot):
    page = AddressPage(desk)
    qtbot.addWidget(page)
    page.resize(977, 480)  # beside the rooms' list, in a window of 1093
    page.show()
    qtbot.waitUntil(lambda: page.tree.currentIndex().isValid())
    go_to(page, qtbot, "厦门市思明区莲富大厦8号2幢1梯201室")
    line = page.tree.visualRect(page.tree.currentIndex())
    icon = page.tree.iconSize().width() if page.tree.iconSize().isValid() else 16
    assert line.width() >= icon + 8 + page.tree.fontMetrics().horizontalAdvance("1201室")


def test_typing_finds_and_enter_reveals_in_the_tree(page, qtbot):
    page.activateWindow()
    page.focus_search()
    type_in(page.search, "莲富大厦8号2幢1梯201")
    qtbot.waitUntil(page.search.panel.isVisible)
    assert [hit.full_text for hit in page.search.hits.hits] == ["厦门市思明区莲富大厦8号2幢1梯201室"]
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "201室")
    assert not page.search.panel.isVisible()
    qtbot.waitUntil(lambda: listed(page) == ["101室", "102室", "201室", "202室"])
    assert page.table.view.currentIndex().data() == "201室"
    assert "厦门市思明区莲富大厦8号2幢1梯201室" in page.detail.page.toPlainText()


def test_arrows_choose_among_hits_and_escape_puts_them_away(page, qtbot):
    page.activateWindow()
    page.focus_search()
    type_in(page.search, "湖滨南路1")
    qtbot.waitUntil(page.search.panel.isVisible)
    assert page.search.hits.hits[0].full_text == "厦门市思明区湖滨南路1号"
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.search.list.currentIndex().row() == 2
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert not page.search.panel.isVisible()
    assert page.search.text() == "湖滨南路1"


def test_a_search_without_hits_says_what_to_type(page, qtbot):
    page.activateWindow()
    page.focus_search()
    type_in(page.search, "没有的路")
    qtbot.waitUntil(page.search.panel.isVisible)
    assert "没有找到" in page.search._note.text()


def test_the_detail_shows_every_axis_code_and_history_in_the_offices_words(page, qtbot):
    go_to(page, qtbot, "厦门市思明区湖滨南路1号")
    text = page.detail.page.toPlainText()
    for part in ("已批准", "已赋码", "存在", "未标注", "莲兴社区", "Húbīn Nánlù", PAYLOAD, "沿革", "至今"):
        assert part in text


def test_the_detail_leads_to_the_address_above(page, qtbot):
    go_to(page, qtbot, "厦门市思明区莲富大厦8号2幢1梯")
    above = node_id(page._desk.store, "厦门市思明区莲富大厦8号2幢")
    page.detail.page.anchorClicked.emit(QUrl(f"node:{above}"))
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "2幢")


def test_the_list_is_in_street_order_and_can_be_ordered_by_any_column(page, qtbot):
    show_street(page, qtbot)
    assert listed(page) == [f"{n}号" for n in range(1, 31)]
    page.table.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert listed(page)[:2] == ["30号", "29号"]
    page.table.view.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert listed(page)[:3] == ["2号", "3号", "4号"]  # 待核实 comes before 已批准, each in street order
    page.table.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert listed(page)[:4] == ["1号", "11号", "21号", "2号"]


def test_the_filter_narrows_the_list_whatever_width_one_types(page, qtbot):
    show_street(page, qtbot)
    page.table.filter_box.setText("2１号")
    qtbot.waitUntil(lambda: listed(page) == ["21号"])
    page.table.filter_box.setText("没有")
    qtbot.waitUntil(lambda: listed(page) == [])
    assert page.table._stack.currentWidget() is page.table._empty
    qtbot.mouseClick(page.table._clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(listed(page)) == 30)


def test_entering_a_line_goes_one_level_down(page, qtbot):
    page.table.view.setCurrentIndex(page.table.model.index(1, 0))
    page.table.view.activated.emit(page.table.model.index(1, 0))
    qtbot.waitUntil(lambda: listed(page) == ["莲兴社区", "莲秀社区"])
    page.table.view.activated.emit(page.table.model.index(0, 0))
    qtbot.waitUntil(lambda: sorted(listed(page)) == ["湖滨南路", "莲富大厦", "莲花一里"])
    assert "思明区" in page.crumbs.text()
    page.crumbs.linkActivated.emit("0")
    qtbot.waitUntil(lambda: listed(page) == ["厦港街道", "嘉莲街道"])


def test_an_address_far_down_a_list_that_opens_with_it_is_in_view(page, qtbot):
    show_street(page, qtbot)
    last = listed(page)[-1]
    go_to(page, qtbot, "厦门市思明区莲富大厦8号2幢1梯201室")
    qtbot.waitUntil(lambda: "201室" in listed(page))
    go_to(page, qtbot, f"厦门市思明区湖滨南路{last}")
    qtbot.waitUntil(lambda: page.table.view.currentIndex().data() == last)
    view = page.table.view
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_a_scroll_bar_that_appears_below_does_not_cover_the_chosen_line(page, qtbot):
    show_street(page, qtbot)
    view = page.table.view
    for column in range(page.table.model.columnCount()):
        view.setColumnWidth(column, 10)
    qtbot.waitUntil(lambda: not view.horizontalScrollBar().isVisible())
    room = view.viewport().height()
    whole = next(
        row for row in range(29, 0, -1) if view.visualRect(view.model().index(row, 0)).bottom() < room
    )
    page.table.select_key(page.table.model.shown[whole])
    view.setColumnWidth(0, 3_000)
    qtbot.waitUntil(view.horizontalScrollBar().isVisible)
    qtbot.waitUntil(lambda: view.visualRect(view.currentIndex()).bottom() < view.viewport().height())


def test_a_line_stays_on_the_screen_while_lines_above_it_are_closed(page, qtbot):
    page.resize(1093, 260)
    show_street(page, qtbot)
    page.tree.expand(page.tree.currentIndex())
    go_to(page, qtbot, "厦门市思明区莲富大厦8号2幢1梯201室")
    assert page.tree.verticalScrollBar().value() > 30
    page.model.most_lines = 20
    page.model._come_to_rest()
    spot = page.tree.visualRect(page.tree.currentIndex())
    assert page.tree.currentIndex().data() == "201室"
    assert page.tree.verticalScrollBar().maximum() < 30
    assert page.tree.viewport().rect().contains(spot)


def test_of_a_long_street_the_rest_is_listed_once_the_line_is_on_the_screen(page, qtbot):
    page.model.reader.at_once = 4
    page.model._tidy.setInterval(400)
    wanted = node_id(page._desk.store, "厦门市思明区湖滨南路17号")
    page.locate(wanted)
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "17号")
    street = page.tree.currentIndex().parent()
    first = page.tree.visualRect(page.tree.currentIndex()).top()
    assert [page.model.index(row, 0, street).data() for row in range(4)] == ["15号", "16号", "17号", "18号"]
    qtbot.waitUntil(lambda: page.model.rowCount(page.tree.currentIndex().parent()) == 30)
    assert page.tree.currentIndex().row() == 16
    assert page.tree.visualRect(page.tree.currentIndex()).top() == first


def test_an_empty_place_says_what_to_do(page, qtbot):
    page.table.opened.emit(350203001000)
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "厦港街道")
    qtbot.waitUntil(lambda: page.table._stack.currentWidget() is page.table._empty)
    assert "导入" in page.table._empty._hint.text()
    assert "Ctrl+V" not in page.table._empty._hint.text()  # nothing can be pasted below a unit
    page.table.show_listing(Listing((), (), SlotKind.NODE))
    assert "Ctrl+V" in page.table._empty._hint.text()


def test_selected_lines_are_copied_as_a_table(page, qtbot):
    show_street(page, qtbot)
    page.table.view.selectAll()
    with qtbot.waitSignal(page.told) as told:
        page.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 30
    assert lines[0].split("\t")[0::7] == ["1号", "厦门市思明区湖滨南路1号"]
    assert "30" in told.args[0]


def test_the_list_shown_is_exported_in_its_order(page, qtbot, tmp_path):
    show_street(page, qtbot)
    page.table.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    page.export()
    with qtbot.waitSignal(page.told, timeout=10_000):
        qtbot.mouseClick(page.exporter.dialog.go, Qt.MouseButton.LeftButton)
    sheet = openpyxl.load_workbook(tmp_path / "湖滨南路地址列表.xlsx").active
    first = [row[0].value for row in sheet.iter_rows()]
    assert first[3:5] == ["30号", "29号"]
    assert sheet.cell(4, 8).value == "厦门市思明区湖滨南路30号"


def test_another_desks_change_refreshes_list_and_tree(page, qtbot):
    show_street(page, qtbot)
    page._desk.feed.changed.emit(Changes(1, {"node": frozenset()}), None)
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "湖滨南路")
    qtbot.waitUntil(lambda: len(listed(page)) == 30)


def test_an_address_chosen_while_news_comes_in_is_the_one_that_is_shown(page, desk, qtbot):
    first = go_to(page, qtbot, "厦门市思明区湖滨南路7号")
    qtbot.waitUntil(lambda: page.table.view.currentIndex().data() == "7号")
    below = page.tree.indexBelow(page.tree.currentIndex())
    desk.feed.changed.emit(Changes(9, {"node": frozenset({first})}), None)
    page.tree.setCurrentIndex(below)
    qtbot.waitUntil(lambda: "厦门市思明区湖滨南路8号" in page.detail.page.toPlainText())
    qtbot.waitUntil(lambda: page.table.view.currentIndex().data() == "8号")
    qtbot.wait(150)
    assert "厦门市思明区湖滨南路8号" in page.detail.page.toPlainText()


@pytest.mark.parametrize("table", ["division", "place", "node"])
def test_what_was_open_stays_open_when_much_has_changed(page, desk, qtbot, table):
    go_to(page, qtbot, "厦门市思明区莲富大厦8号2幢1梯201室")
    show_street(page, qtbot)
    open_lines = [
        handle for handle in page.model.slots.opened() if page.tree.isExpanded(page.model.index_of(handle))
    ]
    page._desk.feed.changed.emit(Changes(1, {table: frozenset()}), None)
    qtbot.waitUntil(lambda: not page._desk.runner._jobs and not page._settle.isActive())
    assert page.tree.currentIndex().data() == "湖滨南路"
    assert len(open_lines) > 6
    assert [one for one in open_lines if not page.tree.isExpanded(page.model.index_of(one))] == []


def test_when_the_chosen_line_goes_the_one_above_it_is_chosen_not_its_neighbour(page, desk, qtbot):
    gone = go_to(page, qtbot, "厦门市思明区湖滨南路7号")
    with desk.store.write(ADMIN, "import.promote") as work:
        work.conn.execute(update(node).where(node.c.id == gone).values(area_community=NEIGHBOUR))
    street = addresses.node_detail(desk.store, gone).row.place_id
    desk.feed.changed.emit(Changes(1, {"node": frozenset({gone})}, frozenset({street})), None)
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "湖滨南路")
    qtbot.waitUntil(lambda: "7号" not in listed(page) and len(listed(page)) == 29)


def test_what_takes_the_place_of_the_chosen_address_is_chosen_then(page, desk, qtbot):
    void = go_to(page, qtbot, "厦门市思明区湖滨南路7号")
    twin = node_id(desk.store, "厦门市思明区湖滨南路8号")
    desk.feed.changed.emit(Changes(1, {"node": frozenset({void, twin})}), None)
    page.select_soon((twin,))
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "8号")
    qtbot.waitUntil(lambda: page.table.view.currentIndex().data() == "8号")
    assert page.table.selected_keys() == [twin]
    qtbot.waitUntil(lambda: "厦门市思明区湖滨南路8号" in page.detail.page.toPlainText())


def test_refreshing_keeps_the_place(page, qtbot):
    show_street(page, qtbot)
    page.refresh()
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "湖滨南路")


def test_the_keyboard_walks_through_the_panes(page):
    page.activateWindow()
    page.tree.setFocus()
    page.next_pane()
    assert page.table.view.hasFocus()
    page.next_pane()
    assert page.detail.page.hasFocus()
    page.next_pane()
    assert page.tree.hasFocus()
    page.focus_filter()
    assert page.table.filter_box.hasFocus()


def test_the_widths_of_the_panes_are_remembered(page, desk, qtbot):
    page.splitter.setSizes([300, 500, 280])
    kept = page.splitter.sizes()
    page.keep_layout()
    again = AddressPage(desk)
    qtbot.addWidget(again)
    again.resize(page.size())
    again.show()
    assert again.splitter.sizes() == kept
