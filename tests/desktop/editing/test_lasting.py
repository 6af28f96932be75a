"""The window is open for days: what is opened in it and closed again leaves nothing behind."""

import gc
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from db.services.addresses import node_rows
from db.store.queries import NodeRow
from desktop.editing.acts import Verb
from desktop.work.job import Job
from tests.desktop.addresses.register import node_id
from tests.desktop.editing.conftest import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

STREET = "厦门市思明区湖滨南路"
DOOR = STREET + "7号"


Act = Callable[[Window], None]
T = TypeVar("T")


def there(found: T | None) -> T:
    """What is there, for it was just opened."""
    assert found is not None
    return found


def standing() -> Counter[str]:
    """How many widgets there are of each class, and jobs, once everything that shall go has gone."""
    for _ in range(3):
        gc.collect()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    jobs = [one for one in gc.get_objects() if type(one) is Job]
    return Counter(type(one).__name__ for one in (*QApplication.allWidgets(), *jobs))


def verb_left(verb: Verb) -> Act:
    def act(window: Window) -> None:
        window.verbs.start(verb)
        window.qtbot.waitUntil(lambda: window.verbs.dialog is not None)
        dialog = there(window.verbs.dialog)
        dialog.reject()
        window.closed(dialog)

    return act


def row_of(window: Window) -> NodeRow:
    door = node_id(window.desk.store, DOOR)
    return node_rows(window.desk.store, [door])[door]


def applications(window: Window) -> None:
    window.verbs.show_applications()
    there(window.verbs.queue).reject()


def timeline(window: Window) -> None:
    window.main.address_desk.history.show_story(node_id(window.desk.store, DOOR)).close()


def about(window: Window) -> None:
    window.main.show_about().accept()


def column_filter(window: Window) -> None:
    window.page.table.open_filter(0)
    there(window.page.table.panel).close()


def view_kept(window: Window) -> None:
    there(window.page.keeper).save(window.page._view_body())
    there(there(window.page.keeper).dialog).reject()


def files(window: Window) -> None:
    window.main.address_desk.show_files(row_of(window))
    there(window.main.address_desk.dialog).reject()


def persons(window: Window) -> None:
    window.main.address_desk.show_persons(row_of(window))
    there(window.main.address_desk.dialog).reject()


def export_asked(window: Window) -> None:
    window.page.export()
    there(window.page.exporter.dialog).reject()


def refreshed(window: Window) -> None:
    window.page.refresh()
    window.qtbot.waitUntil(lambda: not window.page._settle.isActive())


ACTS: dict[str, Act] = {
    **{verb.name.lower(): verb_left(verb) for verb in (Verb.RENAME, Verb.ADD, Verb.VOID)},
    **{"applications": applications, "timeline": timeline, "about": about, "column filter": column_filter},
    **{"view": view_kept, "files": files, "persons": persons, "export": export_asked, "refresh": refreshed},
}


def test_what_is_opened_and_closed_again_and_again_leaves_nothing(window: Window) -> None:
    window.go_to(DOOR)
    for act in ACTS.values():
        act(window)
    before = standing()
    for act in ACTS.values():
        for _ in range(5):
            act(window)
    more = standing() - before
    assert all(count < 5 for count in more.values()), more


def test_no_signal_of_the_window_gains_listeners_from_one_dialog_to_the_next(window: Window) -> None:
    """A listener that outlives its dialog would be called for every later change."""
    window.go_to(DOOR)
    feed: QObject = window.desk.feed
    verb_left(Verb.RENAME)(window)
    applications(window)
    standing()
    before = feed.receivers("2changed(PyObject,PyObject)")
    assert before > 0
    for _ in range(3):
        verb_left(Verb.RENAME)(window)
        applications(window)
    standing()
    assert feed.receivers("2changed(PyObject,PyObject)") == before
