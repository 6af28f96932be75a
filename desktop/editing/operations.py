"""What the verbs of the window ask of the register, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.domain.access import Actor
from db.domain.progress import Progress
from db.services import addresses
from db.services.news import newest_entry
from db.store.queries import NodeRow
from db.store.store import Store
from desktop.editing.verdict import Outcome, Task, Verdict
from desktop.i18n import translate
from desktop.work.job import Operation

if TYPE_CHECKING:
    from db.services.undo import Turned
    from db.store.undo import UndoRow

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Addresses as they stand, in the order asked for, and the newest entry of the journal at that moment.

    Attributes:
        below: the kind most of what hangs below is of, where that was asked for; ``""`` when nothing does.
    """

    rows: tuple[NodeRow, ...]
    entry: int
    below: str = ""


@dataclass(frozen=True, slots=True)
class Turnable:
    """What can be taken back next, and what can be done again."""

    undo: "UndoRow | None"
    redo: "UndoRow | None"


def load(
    store: Store, ids: Sequence[int], on_done: Callable[[Loaded], None], under: tuple[int, str] | None = None
) -> Operation[Loaded]:
    """Read the selected addresses anew.

    Args:
        store: where to read.
        ids: of the addresses.
        on_done: gets them.
        under: a node, or a place and the community it is looked at in, whose children's kind shall be told, too.
    """

    def work(_progress: Progress) -> Loaded:
        entry = newest_entry(store)
        found = addresses.node_rows(store, ids)
        below = addresses.usual_below(store, *under) if under else ""
        return Loaded(tuple(found[one] for one in ids if one in found), entry, below)

    return Operation(translate("editing", "读取地址"), work, on_done, quiet=True)


def check(
    store: Store, actor: Actor, task: Task, on_done: Callable[[Verdict], None], on_failed: Failed
) -> Operation[Verdict]:
    """Find out what an act would do."""

    def work(_progress: Progress) -> Verdict:
        return task.check(store, actor)

    return Operation(translate("editing", "预览"), work, on_done, quiet=True, on_failed=on_failed)


@dataclass(frozen=True, slots=True)
class Order:
    """An act to be carried out.

    Attributes:
        name: of the verb, for whoever waits.
    """

    name: str
    task: Task
    reason: str


def carry_out(
    store: Store, actor: Actor, order: Order, on_done: Callable[[Outcome], None], on_failed: Failed
) -> Operation[Outcome]:
    """Do an act, or file it."""

    def work(_progress: Progress) -> Outcome:
        # Nobody has to say why he mends a draft; the journal says at least what it was.
        unsaid = translate("editing", "直接编辑：{verb}").format(verb=order.name)
        return order.task.carry_out(store, actor, order.reason, unsaid)

    return Operation(order.name, work, on_done, writes=True, on_failed=on_failed)


def turnable(store: Store, actor: Actor, on_done: Callable[[Turnable], None]) -> Operation[Turnable]:
    """What taking back and doing again would do."""

    def work(_progress: Progress) -> Turnable:
        from db.services import undo  # what rewrites addresses would slow the window's start

        back, again = undo.undoable(store, actor, 1), undo.redoable(store, actor, 1)
        return Turnable(back[0] if back else None, again[0] if again else None)

    return Operation(translate("editing", "查看可撤销的操作"), work, on_done, quiet=True)


def turn(
    store: Store, actor: Actor, on_done: Callable[["Turned"], None], on_failed: Failed, *, again: bool
) -> "Operation[Turned]":
    """Take the last edit back, or do it again."""

    def work(_progress: Progress) -> "Turned":
        from db.services import undo

        return undo.redo(store, actor) if again else undo.undo(store, actor)

    name = translate("editing", "重做") if again else translate("editing", "撤销")
    return Operation(name, work, on_done, writes=True, on_failed=on_failed)
