"""Taking back was refused because somebody changed an address since: who, what and when."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from db.domain.errors import StaleRecord
from db.store.undo import UndoRow
from desktop.address_terms import act_term
from desktop.addresses.page import Desk
from desktop.editing.stale import Event, Since, events_text, find_events
from desktop.i18n import translate


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not taken back, or not done again."""

    step: UndoRow
    error: StaleRecord


def show_refusal(
    desk: Desk, refused: Refused, window: QWidget, on_shown: Callable[[QMessageBox], None]
) -> None:
    """Find out who it was, and say it.

    Args:
        desk: where to ask.
        refused: what.
        window: over which it is said.
        on_shown: is given the box once it is open.
    """
    step, error = refused.step, refused.error
    ids = [error.row] if error.row in step.seen else list(step.seen)

    def say(events: tuple[Event, ...]) -> None:
        box = QMessageBox(window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(translate("editing", "不能撤销或重做"))
        box.setTextFormat(Qt.TextFormat.RichText)  # of both texts
        what = translate("editing", "{act}：{title}").format(act=act_term(step.act), title=step.title)
        told = translate("editing", "「{what}」之后，地址又被改动，不能再退回。").format(what=what)
        box.setText(escape(told))
        box.setInformativeText(events_text(events))
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.finished.connect(box.deleteLater)
        box.open()
        on_shown(box)

    desk.runner.start(find_events(desk.store, ids, Since(moment=step.made_at), say), window)
