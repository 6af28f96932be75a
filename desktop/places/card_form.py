"""The lines of a card to write on; a new name and the card of an old one are filled in alike."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from db.domain.place_card import MAX_FACT, MAX_PINYIN, Facts
from desktop.i18n import translate
from desktop.places.words import directions, fact_term, kinds
from desktop.system.line_model import bad_ink

_MEANING_LINES = 3
DAY_LETTERS = 16
"""Room for a day however it is written."""


class CardForm(QWidget):
    """The form.

    Signals:
        edited: something was written.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.direction, self.rule_set = QComboBox(), QComboBox(), QComboBox()
        self.pinyin = _line(MAX_PINYIN, translate("places", "留空则自动拼写"))
        self.extent_from = _line(MAX_FACT, translate("places", "如：鹭江道"))
        self.extent_to = _line(MAX_FACT, translate("places", "如：湖滨东路"))
        self.approval_doc = _line(MAX_FACT, translate("places", "文号"))
        self.named_on = _line(DAY_LETTERS, translate("places", "如：1985-06-01"))
        self.meaning = QPlainTextEdit()
        self.hint = QLabel()
        self._labels: dict[str, QLabel] = {}
        self._build()

    def _build(self) -> None:
        _offer(self.kind, kinds().items())
        _offer(self.direction, directions().items())
        self.show_rule_sets(())
        self.meaning.setTabChangesFocus(True)
        lines = self.fontMetrics().lineSpacing() * _MEANING_LINES
        self.meaning.setFixedHeight(lines + 16)
        self.hint.setWordWrap(True)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in self._fields():
            label = QLabel(fact_term(name))
            label.setBuddy(field)
            field.setAccessibleName(fact_term(name))
            self._labels[name] = label
            form.addRow(label, field)
            if name == "pinyin":
                form.addRow("", self.hint)
        for box in (self.kind, self.direction, self.rule_set):
            box.currentIndexChanged.connect(self.edited)
        for field in self._lines():
            field.textChanged.connect(self.edited)
        self.meaning.textChanged.connect(self.edited)

    def _fields(self) -> Sequence[tuple[str, QWidget]]:
        order = ("kind", "pinyin", "extent_from", "extent_to", "direction", "rule_set")
        return [(name, getattr(self, name)) for name in (*order, "named_on", "approval_doc", "meaning")]

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (self.pinyin, self.extent_from, self.extent_to, self.approval_doc, self.named_on)

    def show_rule_sets(self, keys: Iterable[str]) -> None:
        """Offer the rules a name may be numbered by; the district's own stand first."""
        chosen = self.rule_set.currentData()
        self.rule_set.blockSignals(True)
        self.rule_set.clear()
        _offer(self.rule_set, [("", translate("places", "按本区规则")), *((key, key) for key in keys)])
        self.rule_set.setCurrentIndex(max(0, self.rule_set.findData(chosen)))
        self.rule_set.blockSignals(False)

    def show_facts(self, facts: Facts) -> None:
        """Fill the form."""
        self.mark(())
        for name, box in (("kind", self.kind), ("direction", self.direction), ("rule_set", self.rule_set)):
            value = getattr(facts, name)
            if box.findData(value) < 0:
                box.addItem(value, value)
            box.setCurrentIndex(box.findData(value))
        self.pinyin.setText(facts.pinyin)
        self.extent_from.setText(facts.extent_from)
        self.extent_to.setText(facts.extent_to)
        self.approval_doc.setText(facts.approval_doc)
        self.named_on.setText(facts.named_on)
        self.meaning.setPlainText(facts.meaning)

    def facts(self) -> Facts:
        """What is written now."""
        return Facts(
            kind=str(self.kind.currentData()),
            pinyin=self.pinyin.text(),
            extent_from=self.extent_from.text(),
            extent_to=self.extent_to.text(),
            direction=str(self.direction.currentData()),
            rule_set=str(self.rule_set.currentData()),
            meaning=self.meaning.toPlainText(),
            approval_doc=self.approval_doc.text(),
            named_on=self.named_on.text().strip(),
        )

    def mark(self, names: Iterable[str]) -> None:
        """Show the lines on which two people wrote."""
        marked = set(names)
        for name, label in self._labels.items():
            label.setStyleSheet(f"color: {bad_ink().name()}; font-weight: 600" if name in marked else "")


def _line(longest: int, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(longest)
    line.setPlaceholderText(hint)
    return line


def _offer(box: QComboBox, items: Iterable[tuple[str, str]]) -> None:
    for code, word in items:
        box.addItem(word, code)
