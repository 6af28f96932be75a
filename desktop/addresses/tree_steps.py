"""The steps by which lines of the tree come under a parent, go and change places, as Qt is told of them."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from desktop.addresses.node_cache import Child, Edit, EditKind, edits

if TYPE_CHECKING:
    from desktop.addresses.tree_model import TreeModel


def perform(model: "TreeModel", parent: int, edit: Edit, fresh: Sequence[Child] = ()) -> None:
    """Take one step; ``fresh`` are the children that come with it."""
    above, last = model.index_of(parent), edit.at + edit.count - 1
    if edit.kind is EditKind.REMOVE:
        model.beginRemoveRows(above, edit.at, last)
        model.slots.remove(parent, edit.at, edit.count)
        model.endRemoveRows()
    elif edit.kind is EditKind.INSERT:
        model.beginInsertRows(above, edit.at, last)
        model.slots.insert(parent, edit.at, fresh)
        model.endInsertRows()
    else:
        before = edit.at + (edit.at > edit.source)  # Qt names the line it comes to stand before
        model.beginMoveRows(above, edit.source, edit.source, above, before)
        model.slots.move(parent, edit.source, edit.at)
        model.endMoveRows()


def bring(model: "TreeModel", parent: int, wanted: Mapping[int, Child]) -> None:
    """Bring the lines under a parent to those wanted, by handle: step by step while that are few, else all at once.

    Every step counts the lines behind it anew, here and in the views: thousands of them would hold the window up.
    """
    held = model.slots.kids(parent)
    steps = list(islice(edits(held, list(wanted)), model.most_steps + 1))
    if len(steps) > model.most_steps:
        _at_once(model, parent, wanted)
        return
    children = list(wanted.values())
    for edit in steps:
        perform(model, parent, edit, children[edit.at : edit.at + edit.count])


def _at_once(model: "TreeModel", parent: int, wanted: Mapping[int, Child]) -> None:
    """Put what comes behind the rest, give all lines their order, and take what goes from the end."""
    slots = model.slots
    held = slots.kids(parent)
    known = frozenset(held)
    fresh = [child for handle, child in wanted.items() if handle not in known]
    gone = [handle for handle in held if handle not in wanted]
    if fresh:
        perform(model, parent, Edit(EditKind.INSERT, len(held), len(fresh)), fresh)
    model.layoutAboutToBeChanged.emit()
    before = [index for index in model.persistentIndexList() if slots[index.internalId()].parent == parent]
    slots.order(parent, [*wanted, *gone])
    after = [model.index_of(index.internalId(), index.column()) for index in before]
    model.changePersistentIndexList(before, after)
    model.layoutChanged.emit()
    if gone:
        perform(model, parent, Edit(EditKind.REMOVE, len(wanted), len(gone)))
