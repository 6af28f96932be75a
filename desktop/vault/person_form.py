"""A person to be entered or put right; what cannot be right is told at its line."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.domain.clock import legal_date
from db.domain.person import BadPerson, IdKind, Person, PersonKind, checked
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.system.line_model import bad_ink
from desktop.vault.fitting import grow
from desktop.vault.person_operations import Failed
from desktop.vault.words import id_kind_word, kind_word, person_words
from desktop.work.job import Operation

_WIDTH_PX = 460
Keep = Callable[[Person, tuple[Callable[[Any], None], Failed]], Operation[Any]]


class PersonForm(QDialog):
    """The dialog.

    Attributes:
        kind: what the person is to the row.
        lines: name, ID number and phone by field.
        id_kind: kind of paper; told by the number when left alone.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        keep: Keep,
        on_done: Callable[[Any], None],
        *,
        known: Person | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._keep, self._on_done = desk, keep, on_done
        self.kind, self.id_kind = QComboBox(), QComboBox()
        self.lines = {field: QLineEdit() for field in ("name", "id_number", "phone")}
        self._state = QLabel(wordWrap=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.setWindowTitle(title)
        self._build()
        if known is not None:
            self._show(known)
        for line in self.lines.values():
            line.textChanged.connect(self._look)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._look()

    def _build(self) -> None:
        for kind in PersonKind:
            self.kind.addItem(kind_word(kind), kind.value)
        self.id_kind.addItem(translate("vault", "按号码自动判断"), "")
        for paper in IdKind:
            self.id_kind.addItem(id_kind_word(paper), paper.value)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows: tuple[tuple[str, QWidget], ...] = (
            (translate("vault", "关系(&K)"), self.kind),
            (translate("vault", "姓名(&N)"), self.lines["name"]),
            (translate("vault", "证件种类(&T)"), self.id_kind),
            (translate("vault", "证件号码(&I)"), self.lines["id_number"]),
            (translate("vault", "电话(&P)"), self.lines["phone"]),
        )
        for name, widget in rows:
            form.addRow(name, widget)
            widget.setAccessibleName(name.partition("(")[0])
        note = QLabel(
            translate("vault", "保存后即封存：列表里只显示遮蔽的样子，查看明文要写用途。"), wordWrap=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(note)
        column.addLayout(form)
        column.addWidget(self._state)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH_PX)

    def _show(self, known: Person) -> None:
        self.kind.setCurrentIndex(self.kind.findData(known.kind.value))
        self.kind.setEnabled(False)
        self.id_kind.setCurrentIndex(self.id_kind.findData(known.id_kind.value if known.id_kind else ""))
        for field, text in (("name", known.name), ("id_number", known.id_number), ("phone", known.phone)):
            self.lines[field].setText(text)

    def person(self) -> Person:
        """What stands in the form."""
        paper = self.id_kind.currentData()
        number = self.lines["id_number"].text()
        kind = IdKind(paper) if paper and number.strip() else None
        return Person(
            PersonKind(self.kind.currentData()),
            self.lines["name"].text(),
            kind,
            number,
            self.lines["phone"].text(),
        )

    def _look(self) -> None:
        self._say("")
        self.save.setEnabled(bool(self.lines["name"].text().strip()))

    def _say(self, text: str) -> None:
        self._state.setStyleSheet(f"color: {bad_ink().name()}")
        self._state.setText(text)
        grow(self)

    def accept(self) -> None:
        """Override QDialog: keep the person; the dialog closes when he is kept."""
        if not self.save.isEnabled():
            return
        try:
            right = checked(self.person(), legal_date(self._desk.store.clock.now()))
        except BadPerson as error:
            self._say(person_words(error)[1] + person_words(error)[2])
            self.lines[error.field].setFocus()
            return
        self.save.setEnabled(False)
        self._desk.runner.start(self._keep(right, (self._on_kept, self._on_failed)), self)

    def _on_kept(self, result: Any) -> None:
        self._forget()
        super().accept()
        self._on_done(result)

    def _on_failed(self, error: Exception) -> None:
        words = error_text(error)
        self.save.setEnabled(True)
        self._say(f"{words.explanation}{words.next_step}")

    def _forget(self) -> None:
        for line in self.lines.values():
            line.clear()

    def reject(self) -> None:
        """Override QDialog: what was typed is forgotten."""
        self._forget()
        super().reject()
