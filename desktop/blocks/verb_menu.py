"""The verbs of the tree as lines of a table's context menu, for the cells that are selected."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from db.domain.access import Actor
from desktop.editing.acts import Chosen, Verb, obstacle, specs

if TYPE_CHECKING:
    from desktop.blocks.building_table import BuildingTableView
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
    chosen = Chosen(tuple(ids))
    cells = view.table.cells if view.table is not None else {}
    states = {cells[one].legal for one in ids if one in cells}
    kinds = {cells[one].kind for one in ids if one in cells}
    actions = []
    for verb, spec in specs().items():
        action = QAction(spec.name, view)
        why = obstacle(verb, spec, actor, chosen, ())
        fits = states <= spec.states and not (verb is Verb.ADD and "room" in kinds)
        action.setEnabled(fits and not why)
        action.setToolTip(why or spec.hint)
        action.triggered.connect(partial(_start, verbs, verb, chosen.ids))
        actions.append(action)
    return actions


def _start(verbs: "VerbDesk", verb: Verb, ids: tuple[int, ...], *_state: object) -> None:
    verbs.start_on(verb, ids)
