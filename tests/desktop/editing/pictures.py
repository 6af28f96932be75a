"""The dialogs of the verbs, each opened and filled in as a user would, for the pictures."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QDialog
from sqlalchemy import select

from db.domain.state import Legal
from db.schema.address import node
from db.services.changes import carry_out
from desktop.editing.acts import Chosen, Verb
from desktop.editing.dialog import VerbDialog
from desktop.editing.form import PartForm
from desktop.editing.form_bulk import BulkForm
from desktop.editing.form_edit import CorrectForm
from desktop.editing.form_new import AddForm
from desktop.editing.form_place import MoveForm
from desktop.editing.form_split import SplitForm
from desktop.editing.stale import Event
from desktop.editing.tasks import PlanTask
from desktop.shell.main_window import MainWindow

Settle = Callable[[Callable[[], bool]], None]


def verb_pictures(window: MainWindow, settle: Settle) -> Iterator[tuple[str, QDialog]]:
    """Name and dialog of each picture; the caller takes it before asking for the next."""
    drafts, approved = _doors(window, Legal.TO_VERIFY), _doors(window, Legal.APPROVED)
    first, settled = (drafts[0],), (approved[0],)
    for verb, ids in (
        (Verb.ADD, first),
        (Verb.RENAME, first),
        (Verb.MOVE, tuple(drafts[:3])),
        (Verb.CORRECT, first),
        (Verb.BULK, tuple(drafts[:6])),
        (Verb.MERGE, tuple(approved[:2])),
        (Verb.SPLIT, settled),
        (Verb.CANCEL, settled),
    ):
        dialog = _opened(window, verb, ids, settle)
        yield f"40-{verb.value}", dialog
        if isinstance(dialog.form, PartForm):
            dialog.stale.show_events([Event(1, "2026-11-22 09:30", "李四", "编辑地址", _FIELDS)])
            dialog.fit()
            yield "41-stale", dialog
        dialog.reject()
        settle(lambda: window.verbs.dialog is None)
    dialog = _opened(window, Verb.RENAME, settled, settle)
    yield "42-filed", dialog
    task = dialog._task
    assert isinstance(task, PlanTask)
    carry_out(window.verbs._desk.store, window.verbs._actor, task.plan, task.title, "重号")
    dialog.reject()
    settle(lambda: window.verbs.dialog is None)
    window.verbs.show_applications()
    queue = window.verbs.queue
    assert queue is not None
    settle(lambda: bool(queue.pane.model.lines))
    yield "43-applications", queue
    queue.reject()


_FIELDS = (("本级名称", "7号", "9号"), ("所在社区", "350203008003", "350203008005"))


def _doors(window: MainWindow, legal: Legal) -> list[int]:
    with window.verbs._desk.store.read() as conn:
        query = select(node.c.id).where(node.c.kind == "door", node.c.legal == legal.value)
        return list(conn.execute(query.order_by(node.c.child_count.desc(), node.c.id).limit(8)).scalars())


def _opened(window: MainWindow, verb: Verb, ids: tuple[int, ...], settle: Settle) -> VerbDialog:
    window.verbs._open_on(verb, Chosen(ids), None)
    settle(lambda: window.verbs.dialog is not None)
    dialog = window.verbs.dialog
    assert dialog is not None
    form = dialog.form
    if isinstance(form, AddForm):
        form.list.setPlainText("3幢\n4幢\n大门")
        settle(form._problem.isVisible)
        form.list.setPlainText("3幢\n4幢\n5幢\n6幢")
    elif isinstance(form, PartForm):
        form.part.setText("907号")
    elif isinstance(form, MoveForm):
        form.picker.line.setText("湖滨南路")
        form.picker.line.textEdited.emit("湖滨南路")
        settle(lambda: bool(form.picker.hits.hits))
        form.picker.line.entered.emit()
    elif isinstance(form, CorrectForm):
        form.existence.setCurrentIndex(1)
    elif isinstance(form, BulkForm):
        form.column.setCurrentIndex(1)
        form.pattern.setText("{n}号")
        form.start.setValue(801)
    elif isinstance(form, SplitForm):
        form.parts.setPlainText("911号\n913号")
    settle(lambda: dialog._current and not dialog._pause.isActive())
    return dialog
