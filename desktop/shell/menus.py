"""The menus: every action with a name, and a key where it is used often."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desktop.i18n import translate
from desktop.shell.verbs_off import needs_store


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu; an empty name is a rule between groups.

    Attributes:
        name: with the letter that chooses it.
        keys: that do the same from anywhere.
        act: what it does.
        needs_store: off while the store is away.
    """

    name: str = ""
    keys: str = ""
    act: Callable[[], object] | None = None
    needs_store: bool = False


def add_menu(window: QMainWindow, name: str, entries: Sequence[Entry]) -> QMenu:
    """Add a menu to the window's bar."""
    menu = QMenu(name, window)
    window.menuBar().addMenu(menu)
    for entry in entries:
        if entry.act is None:
            menu.addSeparator()
            continue
        action = QAction(entry.name, menu)
        if entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
        if entry.needs_store:
            needs_store(action)
        action.triggered.connect(_without_state(entry.act))
        menu.addAction(action)
    return menu


def _without_state(act: Callable[[], object]) -> Callable[..., None]:
    def run(*_state: object) -> None:
        act()

    return run


def add_choice(
    menu: QMenu, name: str, choices: Sequence[tuple[str, str]], chosen: str, take: Callable[[str], None]
) -> None:
    """Add a sub-menu of which exactly one line is ticked.

    Args:
        menu: where to.
        name: of the sub-menu.
        choices: value and name of each line.
        chosen: value ticked at first.
        take: gets the value that the user ticks.
    """
    below = QMenu(name, menu)
    menu.addMenu(below)
    group = QActionGroup(below)
    for value, label in choices:
        action = QAction(label, below)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        action.setData(value)
        group.addAction(action)
        below.addAction(action)
    group.triggered.connect(lambda action: take(str(action.data())))


def language_choices() -> tuple[tuple[str, str], ...]:
    """The languages, each in its own."""
    return (("zh", "简体中文"), ("en", "English"))


def appearance_choices() -> tuple[tuple[str, str], ...]:
    """The appearances."""
    return (
        ("system", translate("menus", "跟随系统(&S)")),
        ("light", translate("menus", "浅色(&L)")),
        ("dark", translate("menus", "深色(&D)")),
    )
