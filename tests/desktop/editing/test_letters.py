"""No letter of a window leads to two things, whatever the window shows."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from db.domain.access import Actor, Role
from desktop.addresses.page import Desk
from desktop.editing.acts import Verb
from desktop.shell.furnishing import ADDRESSES, PLACES
from tests.desktop.editing.conftest import Window
from tests.desktop.editing.test_clicks import select_for
from tests.desktop.letters import clashing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
BOTH = Actor(1, "zhang", "张三", ((Role.CLERK, "350203"), (Role.CHIEF, "350203")), "desk-1")
"""Sees the buttons of the clerk and of the chief at once."""


@pytest.fixture
def both(desk: Desk, tmp_path, qtbot):
    made = Window(desk, tmp_path, qtbot, BOTH)
    made.go_to("厦门市思明区莲富大厦8号1幢")
    yield made
    made.main.close()


def windows_of(window: Window, show: Callable[[], object]) -> list[QWidget]:
    """The windows that come up."""
    before = set(QApplication.topLevelWidgets())

    def new() -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in before]

    show()
    window.qtbot.waitUntil(lambda: bool(new()))
    return new()


BESIDE = {
    "applications": lambda window: window.verbs.show_applications,
    "generator": lambda window: window.main.blocks.generate_selected,
    "table": lambda window: window.main.blocks.show_selected,
    "sketch": lambda window: window.main.sketch.show_window,
    "redraw": lambda window: window.main.units.ask_redraw,
    "transfer": lambda window: window.main.units.show_transfers,
    "sheets": lambda window: window.main.sheets.show,
}


@pytest.mark.parametrize("name", BESIDE)
def test_no_letter_of_a_window_beside_the_rooms_means_two_things(both, name):
    for shown in windows_of(both, BESIDE[name](both)):
        assert clashing(shown) == {}
        for chooser in shown.findChildren(QComboBox):
            if name == "redraw" and chooser.isVisibleTo(shown):
                for number in range(chooser.count()):
                    chooser.setCurrentIndex(number)
                    assert clashing(shown) == {}
        shown.close()


@pytest.mark.parametrize("verb", list(Verb))
def test_no_letter_of_a_verb_means_two_things(window, verb):
    select_for(window, verb)
    window.verbs.start(verb)
    dialog = window.dialog()
    choosers = [one for one in dialog.findChildren(QComboBox) if one.isVisibleTo(dialog)]
    assert clashing(dialog) == {}
    for chooser in choosers:
        for number in range(min(chooser.count(), 8)):
            chooser.setCurrentIndex(number)
            assert clashing(dialog) == {}
    dialog.reject()


def test_no_letter_of_a_bulk_edit_of_approved_addresses_means_two_things(window):
    window.go_to_street("厦门市思明区湖滨南路7号")
    window.select("11号", "21号")
    window.verbs.start(Verb.BULK)
    dialog = window.dialog()
    dialog.has_day.setVisible(True)
    for number in range(dialog.form.column.count()):
        dialog.form.column.setCurrentIndex(number)
        assert clashing(dialog) == {}
    dialog.reject()


def test_no_letter_of_the_addresses_means_two_things(both):
    both.main.nav.setCurrentRow(ADDRESSES)
    assert clashing(both.main) == {}
    both.page.table.filter_box.setText("1")
    both.qtbot.waitUntil(both.page.table._clear.isVisible)
    assert clashing(both.main) == {}


def test_no_letter_of_the_names_means_two_things(both):
    both.main.nav.setCurrentRow(PLACES)
    room = both.main.rooms.build(PLACES)
    both.qtbot.waitUntil(lambda: bool(room.list.model.shown))
    room.list.view.selectRow(0)
    both.qtbot.waitUntil(lambda: room.pane.card is not None)
    for button in room.pane.buttons.values():
        room.pane._grid.addWidget(
            button
        )  # some of them are never offered together: each has its own letter all the same
        button.show()
    room.list.filter_box.setText("路")
    both.qtbot.waitUntil(lambda: clashing(both.main) == {})
