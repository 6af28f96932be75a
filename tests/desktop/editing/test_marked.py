"""What is marked, what the detail shows and what a verb takes are the same, whichever way one came there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.changes import Changes
from tests.desktop.addresses.register import node_id
from tests.desktop.editing.conftest import Window

STREET = "厦门市思明区湖滨南路"
ESTATE = "厦门市思明区莲富大厦8号"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def is_at(window: Window, *addresses: str) -> bool:
    """Whether these are what the verbs take, what is marked, and the first of them what the detail shows."""
    ids = tuple(node_id(window.desk.store, one) for one in addresses)
    marked = tuple(window.page.table.selected_keys())
    here = window.page.marks.in_tree.child.key
    return (
        window.verbs.selection.now().ids == ids
        and (marked == ids or (not marked and ids == (here,)))
        and window.page.detail.node_id in ids
    )


def told(window: Window, *addresses: str) -> None:
    """What a verb does once it was carried out on some addresses."""
    ids = tuple(node_id(window.desk.store, one) for one in addresses)
    window.page.select_soon(ids)
    window.desk.feed.changed.emit(Changes(1, {"node": frozenset(ids)}), None)


@pytest.fixture
def above(window: Window) -> Window:
    """In the tree stands an address whose list is of what lies below it."""
    window.go_to(ESTATE)
    window.qtbot.waitUntil(lambda: len(window.page.table.model.shown) == 2)
    window.qtbot.waitUntil(lambda: is_at(window, ESTATE))
    return window


def test_the_keyboard_that_comes_into_the_list_chooses_a_line(above: Window, qtbot):
    above.page.next_pane()
    assert above.page.table.view.hasFocus()
    qtbot.waitUntil(lambda: is_at(above, ESTATE + "1幢"))
    QTest.keyClick(above.page.table.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: is_at(above, ESTATE + "2幢"))
    above.page.next_pane()
    above.page.next_pane()
    assert above.page.tree.hasFocus()
    qtbot.waitUntil(lambda: is_at(above, ESTATE))
    above.page.next_pane()
    qtbot.waitUntil(lambda: is_at(above, ESTATE + "2幢"))  # where one was


def test_a_line_the_mouse_did_not_choose_is_not_shown(above: Window, qtbot):
    viewport = above.page.table.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().bottomLeft())
    qtbot.waitUntil(above.page.table.view.hasFocus)
    qtbot.wait(100)
    assert is_at(above, ESTATE)


def test_what_was_done_to_the_address_in_the_tree_leaves_one_there(above: Window, qtbot):
    told(above, ESTATE, ESTATE + "1幢", ESTATE + "2幢")
    qtbot.waitUntil(lambda: not above.page._wanted and not above.page._settle.isActive())
    qtbot.wait(100)
    assert is_at(above, ESTATE)


def test_what_came_below_the_address_in_the_tree_is_what_the_verbs_take(above: Window, qtbot):
    told(above, ESTATE + "1幢")  # its move was taken back
    qtbot.waitUntil(lambda: is_at(above, ESTATE + "1幢"))
    assert above.page.table.view.hasFocus()


def test_a_click_on_the_trees_own_line_leaves_no_others_marked(above: Window, qtbot):
    above.page.table.view.setFocus()
    above.page.table.view.selectAll()
    qtbot.waitUntil(lambda: is_at(above, ESTATE + "1幢", ESTATE + "2幢"))
    tree = above.page.tree
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(tree.currentIndex()).center()
    )
    qtbot.waitUntil(lambda: is_at(above, ESTATE))


def test_shift_goes_on_from_the_line_that_is_marked(window: Window, qtbot):
    window.go_to(STREET + "5号")
    window.page.next_pane()
    window.go_to(STREET + "7号")
    window.page.next_pane()
    QTest.keyClick(window.page.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(window.page.table.selected_keys()) == 2
    told(window, STREET + "9号")
    qtbot.waitUntil(lambda: is_at(window, STREET + "9号"))
    QTest.keyClick(window.page.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: is_at(window, STREET + "9号", STREET + "10号"))


def test_what_is_found_again_is_marked_alone(window: Window, qtbot):
    window.go_to(STREET + "7号")
    window.select("7号", "11号")
    window.page.locate(node_id(window.desk.store, STREET + "7号"))
    qtbot.waitUntil(lambda: is_at(window, STREET + "7号"))


def test_a_line_that_is_filtered_away_is_shown_no_more(window: Window, qtbot):
    window.go_to_street(STREET + "7号")
    street = window.page.marks.in_tree.child.key
    window.select("7号")
    qtbot.waitUntil(lambda: is_at(window, STREET + "7号"))
    window.page.table.filter_box.setText("11")
    qtbot.waitUntil(lambda: window.verbs.selection.now().place_id == street)
    qtbot.waitUntil(lambda: "本社区下级" in window.page.detail.page.toPlainText())
    window.page.table.clear_filters()
    qtbot.waitUntil(lambda: is_at(window, STREET + "7号"))


def test_taking_the_filter_away_marks_nothing(window: Window, qtbot):
    window.go_to_street(STREET + "7号")
    street = window.page.marks.in_tree.child.key
    table = window.page.table
    table.filter_box.setText("11")
    qtbot.waitUntil(table._clear.isVisible)
    QTest.mouseClick(table._clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not table._clear.isVisible())
    qtbot.wait(100)
    assert table.filter_box.hasFocus()
    assert table.selected_keys() == []
    assert window.verbs.selection.now().place_id == street


def test_several_that_were_edited_stay_marked_beside_another_one_in_the_tree(window: Window, qtbot):
    window.go_to(STREET + "5号")
    told(window, STREET + "7号", STREET + "9号")
    qtbot.waitUntil(lambda: is_at(window, STREET + "7号", STREET + "9号"))
    qtbot.wait(100)
    assert is_at(window, STREET + "7号", STREET + "9号")


def test_a_street_in_two_communities_is_told_of_the_one_it_stands_in(window: Window, qtbot):
    def shown() -> str:
        return " ".join(window.page.detail.page.toPlainText().split())

    for door, lines in (("7号", 30), ("35号", 10), ("7号", 30)):
        window.go_to_street(STREET + door)
        qtbot.waitUntil(lambda lines=lines: len(window.page.table.model.shown) == lines)
        qtbot.waitUntil(lambda lines=lines: f"本社区下级 {lines} " in f"{shown()} ")
