"""The verbs of the tree for the cells of a table that are selected: lines of its context menu, and the same keys."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from db.domain.access import Actor
from desktop.editing.acts import Chosen, Spec, Standing, Verb, misfit, obstacle, specs

if TYPE_CHECKING:
    from desktop.blocks.building_table import BuildingTableView
    from desktop.blocks.building_window import BuildingWindow
    from desktop.editing.desk import VerbDesk


def verb_actions(
    view: "BuildingTableView", verbs: "VerbDesk", actor: Actor, ids: Sequence[int]
) -> list[QAction]:
    """A line for every verb; one that does not fit the selected cells is off and says why.

    Args:
        view: the table.
        verbs: opens their dialogs.
        actor: who.
        ids: of the selected addresses.
    """
    actions = []
    for verb, spec in specs().items():
        action = QAction(spec.name, view)
        action.setShortcut(QKeySequence(spec.keys))  # to be read there; what it does is ``add_verb_keys``
        why = _why_not(view, verb, spec, actor, ids)
        action.setEnabled(not why)
        action.setToolTip(why or spec.hint)
        action.triggered.connect(partial(_start, verbs, verb, tuple(ids)))
        actions.append(action)
    return actions


def add_verb_keys(window: "BuildingWindow", verbs: "VerbDesk", actor: Actor) -> None:
    """Have the keys of the tree's verbs work on the selected cells; one that does not fit them says why.

    Args:
        window: the table's window.
        verbs: opens the dialogs.
        actor: who.
    """
    here = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for verb, spec in specs().items():
        if spec.keys:
            press = partial(_press, window, verbs, actor, verb)
            QShortcut(QKeySequence(spec.keys), window.view.grid, press, context=here)


def _press(window: "BuildingWindow", verbs: "VerbDesk", actor: Actor, verb: Verb) -> None:
    ids = window.view.selected()
    why = _why_not(window.view, verb, specs()[verb], actor, ids)
    window.state.setText(why)
    if not why:
        verbs.start_on(verb, ids)


def _why_not(view: "BuildingTableView", verb: Verb, spec: Spec, actor: Actor, ids: Sequence[int]) -> str:
    """Why a verb does not go with the selected cells, in words; ``""`` when it does."""
    cells = view.table.cells if view.table is not None else {}
    standing = [Standing(cells[one].kind, cells[one].text, cells[one].legal) for one in ids if one in cells]
    return obstacle(verb, spec, actor, Chosen(tuple(ids)), ()) or misfit(verb, spec, standing)


def _start(verbs: "VerbDesk", verb: Verb, ids: tuple[int, ...], *_state: object) -> None:
    verbs.start_on(verb, ids)
