"""The windows beside the rooms, each opened as its menu entry opens it, for the pictures."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import func, select

from db.schema.address import node
from desktop.shell.main_window import MainWindow

_FILLING_MS = 1_500


class Settle(Protocol):
    """Lets the window work until something is there, or the time is over."""

    def __call__(self, ready: Callable[[], bool], limit_ms: int = 5_000) -> None:
        """Wait."""


def window_pictures(window: MainWindow, settle: Settle) -> Iterator[tuple[str, QWidget]]:
    """Name and window of each picture; the caller takes it before asking for the next."""
    house = _fullest(window)
    window.addresses.locate(house)
    settle(lambda: window.verbs.selection.now().ids == (house,))
    for name, show in _windows(window).items():
        before = set(_shown())
        show()
        settle(partial(_has_more_than, before))
        settle(lambda: False, _FILLING_MS)
        for number, shown in enumerate(sorted(set(_shown()) - before, key=lambda one: one.windowTitle())):
            yield f"5{name}" + (f"-{number}" if number else ""), shown
            shown.close()


def _windows(window: MainWindow) -> dict[str, Callable[[], object]]:
    past = window.address_desk.history
    return {
        "0-table": window.blocks.show_selected,
        "1-generator": window.blocks.generate_selected,
        "2-day": past.show_day,
        "3-difference": past.show_difference,
        "4-redraw": window.units.ask_redraw,
        "5-transfer": window.units.show_transfers,
        "6-sheets": window.sheets.show,
        "7-import": window.importing.show,
        "8-journal": window.journal.show,
    }


def _shown() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()]


def _has_more_than(before: set[QWidget]) -> bool:
    return bool(set(_shown()) - before)


def _fullest(window: MainWindow) -> int:
    """The address with most rooms directly below it."""
    with window.verbs._desk.store.read() as conn:
        rooms = select(node.c.parent_id).where(node.c.kind == "room").group_by(node.c.parent_id)
        return int(conn.execute(rooms.order_by(func.count().desc(), node.c.parent_id).limit(1)).scalar_one())
