"""One offer with its items; answered, withdrawn and printed from here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.audit import local_time
from db.services.handover import Sheet
from desktop.error_texts import error_text
from desktop.handover.operations import Loaded
from desktop.handover.paper import area_text, day_of, person_text
from desktop.handover.words import kind_term, outcome_text, state_text, title_text
from desktop.i18n import translate
from desktop.system.line_model import Column, Line, bad_ink
from desktop.system.line_table import LineTable
from desktop.terms import handover_term
from desktop.widgets.on_screen import size_on_screen

_SIZE = (860, 500)
_LONGEST = 200
_NOTE = 5


class SheetDialog(QDialog):
    """The dialog.

    Attributes:
        sheet: what is shown.
        list: its items.
        reply: why it is refused or withdrawn.

    Signals:
        answered: (``accept``, ``refuse`` or ``withdraw``) the user wants it.
        printing: the list is to be printed.
    """

    answered = Signal(str)
    printing = Signal()

    def __init__(
        self,
        sheet: Sheet,
        loaded: Loaded,
        login: str,
        *,
        may_withdraw: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Build the dialog.

        Args:
            sheet: the offer.
            loaded: names to show it by.
            login: who looks at it.
            may_withdraw: whether he may take it back.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self.sheet, self._loaded = sheet, loaded
        self.setWindowTitle(translate("handover", "账号交接"))
        size_on_screen(self, _SIZE)
        self.accept_button = QPushButton(translate("handover", "接收(&A)"), autoDefault=False)
        self.refuse_button = QPushButton(translate("handover", "谢绝(&D)"), autoDefault=False)
        self.withdraw_button = QPushButton(translate("handover", "撤回(&W)"), autoDefault=False)
        self.print_button = QPushButton(translate("handover", "交接清单(&P)…"), autoDefault=False)
        self.reply = QLineEdit()
        self.reply.setMaxLength(_LONGEST)
        self.reply.setPlaceholderText(translate("handover", "谢绝要写明理由，记入操作日志"))
        self._refusal = QLabel()
        self._refusal.setWordWrap(True)
        self._refusal.hide()
        waiting = sheet.head.state == "offered"
        self._answers = waiting and sheet.head.to_login == login
        self._withdraws = waiting and may_withdraw
        self.list = self._make_list()
        self._build()
        self._enable()
        self.list.view.setFocus()

    def _make_list(self) -> LineTable:
        table = LineTable(
            translate("handover", "移交的事项"),
            (
                Column(translate("handover", "类别"), 9),
                Column(translate("handover", "事项"), 24),
                Column(translate("handover", "区域"), 20),
                Column(translate("handover", "状态"), 14),
                Column(translate("handover", "起始"), 10),
                Column(translate("handover", "备注"), 14),
            ),
        )
        table.show_lines(
            [
                Line(
                    str(one.item_no),
                    (
                        kind_term(one.kind),
                        title_text(one.kind, one.title),
                        area_text(one.areas, self._loaded.units),
                        state_text(one.kind, one.state),
                        day_of(one.since),
                        outcome_text(one.outcome),
                    ),
                    bad=frozenset({_NOTE}) if one.outcome else frozenset(),
                )
                for one in self.sheet.items
            ]
        )
        return table

    def _facts(self) -> str:
        head, names = self.sheet.head, self._loaded.names
        words = translate("handover", "{giver} 移交给 {receiver}，{at} 由 {by} 发起；{state}。事由：{reason}")
        said = words.format(
            giver=person_text(head.from_login, names),
            receiver=person_text(head.to_login, names),
            at=local_time(head.offered_at),
            by=person_text(head.offered_by, names),
            state=handover_term(head.state),
            reason=head.reason,
        )
        if head.answer:
            said += "\n" + translate("handover", "答复：{answer}").format(answer=head.answer)
        return said

    def _build(self) -> None:
        facts = QLabel(self._facts())
        facts.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.print_button, self.withdraw_button, self.refuse_button, self.accept_button):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(facts)
        column.addWidget(self.list, 1)
        if self._answers or self._withdraws:
            form = QFormLayout()
            form.addRow(translate("handover", "答复(&R)"), self.reply)
            column.addLayout(form)
        column.addWidget(self._refusal)
        column.addWidget(buttons)
        self.accept_button.setVisible(self._answers)
        self.refuse_button.setVisible(self._answers)
        self.withdraw_button.setVisible(self._withdraws)
        self.accept_button.clicked.connect(lambda: self._on_answer("accept"))
        self.refuse_button.clicked.connect(lambda: self._on_answer("refuse"))
        self.withdraw_button.clicked.connect(lambda: self._on_answer("withdraw"))
        self.print_button.clicked.connect(self.printing)
        self.reply.textChanged.connect(self._enable)

    def reason(self) -> str:
        """Why, as typed."""
        return self.reply.text().strip()

    def refuse(self, error: Exception) -> None:
        """Say why it was not done; everything typed stays."""
        words = error_text(error)
        self._refusal.setStyleSheet(f"color: {bad_ink().name()}")
        self._refusal.setText(f"{words.explanation}{words.next_step}")
        self._refusal.show()
        self._enable()

    def _enable(self) -> None:
        self.accept_button.setEnabled(True)
        self.withdraw_button.setEnabled(True)
        self.refuse_button.setEnabled(bool(self.reason()))

    def _on_answer(self, verb: str) -> None:
        for button in (self.accept_button, self.refuse_button, self.withdraw_button):
            button.setEnabled(False)  # a second press shall not do it twice
        self._refusal.hide()
        self.answered.emit(verb)
