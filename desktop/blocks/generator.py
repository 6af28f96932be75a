"""The dialog that generates a block: the form on the left, on the right every cell of what would come of it."""

from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.address import NodeKind
from db.domain.errors import BadAddress, StaleRecord
from db.services.blocks import Generated, Preview, Under
from desktop.addresses.page import Desk
from desktop.blocks import operations
from desktop.blocks.desk import GENERATE
from desktop.blocks.grid import GridView
from desktop.blocks.legend import Legend
from desktop.blocks.operations import Order
from desktop.blocks.plan_form import PlanForm
from desktop.blocks.preview import buildings_in, entries_of, refused_in
from desktop.blocks.sheet import Sheet, preview_sheet
from desktop.blocks.words import fault_words
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.inks import bad_ink, paint
from desktop.shell.verbs_off import needs_store
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.leaving import ask_to_leave
from desktop.widgets.on_screen import size_on_screen
from desktop.work.drafts import Draft, Kept

_SETTLE_MS = 250
_SIZE, _FORM_WIDTH, _LIST_HEIGHT = (1060, 560), 400, 84
_SHOWN_REFUSED = 500
_NAMED = 40


@dataclass(frozen=True, slots=True)
class Ask:
    """What a block is to hang under, as the room knows it.

    Attributes:
        kind: its level; None for a place name.
        text: its address.
    """

    under: Under
    kind: NodeKind | None
    text: str


class GeneratorDialog(ButtonDialog):
    """The dialog.

    Attributes:
        form: what is to be generated.
        preview: what would come of it; None while that is not known.
        question: what was asked when a plan that was typed should be closed.

    Signals:
        told: (text) something to say in the status bar.
        edited: something was typed.
    """

    told = Signal(str)
    edited = Signal()

    def __init__(self, desk: Desk, actor: Actor, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor, self.ask = desk, actor, ask
        self._serial = 0
        self._notice = ""
        self.preview: Preview | None = None
        self.question: QMessageBox | None = None
        self._kept: Kept | None = None
        self.form = PlanForm(ask.kind)
        self.reason = QLineEdit(_verb())
        self.grid, self.legend = GridView(), Legend()
        self.buildings = QComboBox()
        self.refused = QListWidget()
        self.message, self.note = QLabel(), QLabel()
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self.setWindowTitle(translate("blocks", "批量生成 — {address}").format(address=ask.text))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._build()
        self._connect()
        self._blank = self._texts()
        self._ask_preview()

    # -- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._invite()
        for label in (self.message, self.note):
            label.setWordWrap(True)
        self.refused.setFixedHeight(_LIST_HEIGHT)
        self.refused.setAccessibleName(translate("blocks", "不生成的地址"))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.grid)
        self.grid.setAccessibleName(translate("blocks", "生成预览"))
        self.buildings.setMinimumContentsLength(8)
        needs_store(self.buttons)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([_FORM_WIDTH, _SIZE[0] - _FORM_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(splitter, 1)
        column.addWidget(self.message)
        column.addWidget(self.buttons)
        size_on_screen(self, _SIZE)

    def _invite(self) -> None:
        self._empty.say(
            translate("blocks", "在左边填写楼栋、梯位、楼层和户数"),
            translate("blocks", "这里逐格显示将要生成的地址；没有确认之前不写入。"),
        )

    def _left(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.form)
        label = QLabel(translate("blocks", "事由(&E)"))
        label.setBuddy(self.reason)
        why = QHBoxLayout()
        why.addWidget(label)
        why.addWidget(self.reason, 1)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addLayout(why)
        side.setMinimumWidth(_FORM_WIDTH - 60)
        return side

    def _right(self) -> QWidget:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.buildings)
        top.addWidget(self.legend, 1)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addWidget(self.note)
        column.addWidget(self.refused)
        return side

    def _connect(self) -> None:
        self._settle.timeout.connect(self._ask_preview)
        self.form.changed.connect(self._on_edited)
        self.reason.textChanged.connect(lambda *_: self.edited.emit())
        self.buildings.currentIndexChanged.connect(self._show_building)
        self.legend.wanted.connect(self._select_standing)
        self.refused.currentItemChanged.connect(self._on_refused)
        self.buttons.accepted.connect(self.generate)
        self.buttons.rejected.connect(self.reject)

    # -- half-typed forms ---------------------------------------------------------------------------------------------

    def keep(self, draft: Draft | None = None) -> None:
        """Keep what is typed on disk from now on; ``draft`` is the form as it was left, when it is taken up again."""
        if draft is not None:
            with suppress(ValueError, KeyError, TypeError):  # kept by another version: begun afresh
                self.form.restore(draft.fields)
                self.reason.setText(draft.fields["reason"])
        under = self.ask.under
        ids = (under.node_id,) if under.node_id else ()
        about = (GENERATE, self.windowTitle(), ids, under.place_id, self.ask.text, under.community)
        self._kept = kept = self._desk.drafts.hold(draft or Draft(*about))
        self.edited.connect(lambda: kept.keep(self._texts()))
        self.finished.connect(kept.drop)

    def _texts(self) -> dict[str, str]:
        return {**self.form.fields(), "reason": self.reason.text()}

    def reject(self) -> None:
        """Override QDialog: a plan that was typed is asked about."""
        if self._kept is None or self._texts() == self._blank:
            super().reject()
            return
        text = translate("blocks", "这些地址还没有生成。填写的内容要留着吗？")
        self.question = ask_to_leave(self, text, self._leave)

    def _leave(self) -> None:
        if self._kept is not None:
            self._kept.keep(self._texts())
            self._kept.leave()
            self.told.emit(
                translate("blocks", "没有生成；填写的内容留着，从 编辑 → 未完成的填写 可以接着填。")
            )

    # -- what is asked ------------------------------------------------------------------------------------------------

    def generate(self) -> None:
        """Make what the preview shows."""
        if self.preview is None or not self.preview.tally.made:
            return
        self.go.setEnabled(False)
        order = Order(
            self.ask.under, self.form.plan(), self.reason.text().strip() or _verb(), self.preview.tally
        )
        made = operations.generate(self._desk.store, self._actor, order, self._on_made, self._on_not_made)
        self._desk.runner.start(made, self)

    def _on_edited(self) -> None:
        self.preview = None
        self._notice = ""
        self._show_button()
        self._settle.start()
        self.edited.emit()

    def _ask_preview(self) -> None:
        self._serial += 1
        serial, plan = self._serial, self.form.plan()

        def done(found: Preview) -> None:
            if serial == self._serial:
                self._show(found)

        def failed(error: Exception) -> None:
            if serial == self._serial:
                self._show_fault(error)

        asked = operations.preview(self._desk.store, self.ask.under, plan, done, failed)
        self._desk.runner.start(asked, self)

    # -- what came ----------------------------------------------------------------------------------------------------

    def _show(self, found: Preview) -> None:
        self.preview = found
        self.form.mark_fault("")
        self._say(self._notice)
        kept = self.buildings.currentText()
        self.buildings.blockSignals(True)
        self.buildings.clear()
        for at, text in buildings_in(found.block):
            self.buildings.addItem(text, at)
        self.buildings.setCurrentIndex(max(self.buildings.findText(kept), 0))
        self.buildings.blockSignals(False)
        self.buildings.setVisible(self.buildings.count() > 1)
        self._show_building(self.buildings.currentIndex())
        self._show_refused()
        self._show_note()
        self._show_button()

    def _show_building(self, place: int) -> None:
        if self.preview is None:
            return
        sheet = preview_sheet(self.preview, int(self.buildings.itemData(place)))
        self.grid.show_sheet(sheet, keep=True)
        self._stack.setCurrentWidget(self.grid if sheet.spots else self._empty)
        if not sheet.spots:
            names = translate("blocks", "、").join(one.own.text for one in self.preview.block[:_NAMED])
            self._empty.say(
                translate("blocks", "只生成 {n} 个楼栋，没有梯位和户室").format(n=self.preview.tally.wanted),
                names,
            )
        self.legend.show_entries(entries_of(self.preview))

    def _show_refused(self) -> None:
        self.refused.clear()
        found = refused_in(self.preview) if self.preview is not None else []
        for at, text in found[:_SHOWN_REFUSED]:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, at)
            item.setToolTip(text)
            self.refused.addItem(item)
        if len(found) > _SHOWN_REFUSED:
            more = translate("blocks", "……另有 {n} 个").format(n=f"{len(found) - _SHOWN_REFUSED:,}")
            self.refused.addItem(more)
        self.refused.setVisible(bool(found))

    def _show_note(self) -> None:
        plan = self.form.plan()
        skips = bool(plan.skipped_floors.strip() or plan.skipped_rooms.strip())
        is_odd = skips and self.preview is not None and not self.preview.may_skip
        self.note.setText(
            translate("blocks", "本区的编号规则要求楼层、户号连续（N12）。请确认楼里确实没有跳过的层和户。")
            if is_odd
            else ""
        )
        self.note.setVisible(is_odd)

    def _show_button(self) -> None:
        made = self.preview.tally.made if self.preview is not None else 0
        refused = self.preview.tally.refused if self.preview is not None else 0
        text = translate("blocks", "生成 {n} 个(&G)").format(n=f"{made:,}")
        if refused:
            text = translate("blocks", "生成 {n} 个，{m} 个不生成(&G)").format(
                n=f"{made:,}", m=f"{refused:,}"
            )
        self.go.setText(text if self.preview is not None else translate("blocks", "生成(&G)"))
        self.go.setEnabled(made > 0)

    def _show_fault(self, error: Exception) -> None:
        self.preview = None
        self._show_button()
        if isinstance(error, BadAddress):
            is_blank = error.why == "nothing_planned"
            self._say("" if is_blank else fault_words(error))
            self.form.mark_fault("" if is_blank else error.field)
        else:
            words = error_text(error)
            self._say(f"{words.explanation}{words.next_step}")
        self.grid.show_sheet(Sheet())
        self.legend.show_entries(())
        self.refused.hide()
        self.note.hide()
        self.buildings.hide()
        self._invite()
        self._stack.setCurrentWidget(self._empty)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        paint(self.message, bad_ink(self))

    def _select_standing(self, standing: str) -> None:
        shown = self.preview
        if shown is not None:
            keys = (spot.key for spot in self.grid.grid.sheet.spots.values())
            self.grid.select_keys(key for key in keys if shown.checked[key].standing == standing)

    def _on_refused(self, item: QListWidgetItem | None, _previous: QListWidgetItem | None = None) -> None:
        at = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if at is None or self.preview is None:
            return
        planned = self.preview.block[at]
        building = at if planned.own.kind is NodeKind.BUILDING else planned.building
        self.buildings.setCurrentIndex(max(self.buildings.findData(building), 0))
        self.grid.select_keys([at])

    def _on_made(self, done: Generated) -> None:
        words = translate(
            "blocks", "已生成 {made} 个地址（草稿）；已有 {there} 个未改动，{refused} 个没有生成。"
        )
        self.told.emit(
            words.format(
                made=f"{done.tally.made:,}",
                there=f"{done.tally.there:,}",
                refused=f"{done.tally.refused:,}",
            )
        )
        self._desk.feed.changed.emit(done.changes, self)
        self.accept()

    def _on_not_made(self, error: Exception) -> None:
        words = error_text(error)
        self._notice = (
            translate("blocks", "这里刚刚有别人的改动，没有生成；预览已按现在的情况更新，请再核对一遍。")
            if isinstance(error, StaleRecord)
            else f"{words.explanation}{words.next_step}"
        )
        self._ask_preview()


def _verb() -> str:
    """What the journal says when nobody says more."""
    return translate("blocks", "批量生成楼栋户室")
