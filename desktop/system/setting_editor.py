"""The field in which one setting is changed, fitting what it holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from db.domain.settings import Kind, Setting, Value
from desktop.i18n import translate
from desktop.system.setting_words import choice_term, none_term, range_text, span_text, unit_term


class SettingEditor(QWidget):
    """The field.

    Signals:
        edited: the user changed it.
    """

    edited = Signal()

    def __init__(self, setting: Setting, value: Value, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self.check, self.spin = QCheckBox(), QSpinBox()
        self.choice, self.text = QComboBox(), QLineEdit()
        self._span = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        build = {
            Kind.BOOL: self._build_check,
            Kind.INT: self._build_spin,
            Kind.DURATION: self._build_spin,
            Kind.CHOICE: self._build_choice,
            Kind.TEXT: self._build_text,
        }
        for widget in build[setting.kind](value):
            row.addWidget(widget)
        row.addStretch(1)

    def _build_check(self, value: Value) -> tuple[QWidget, ...]:
        self.check.setText(translate("settings", "打开(&O)"))
        self.check.setChecked(bool(value))
        self.check.toggled.connect(self.edited)
        return (self.check,)

    def _build_spin(self, value: Value) -> tuple[QWidget, ...]:
        self.spin.setRange(self._setting.low, self._setting.high)
        self.spin.setSuffix(f" {unit_term(self._setting.unit)}")
        self.spin.setGroupSeparatorShown(True)
        self.spin.setValue(self._setting.low if value is None else int(value))
        self.spin.setToolTip(range_text(self._setting))
        self.spin.valueChanged.connect(self._on_edited)
        if self._setting.may_be_none:
            self.check.setText(none_term(self._setting))
            self.check.setChecked(value is None)
            self.check.toggled.connect(self._on_edited)
            self.spin.setEnabled(value is not None)
            return self.spin, self.check
        self._say_span()
        return (self.spin, self._span) if self._setting.kind is Kind.DURATION else (self.spin,)

    def _on_edited(self) -> None:
        if self._setting.may_be_none:
            self.spin.setEnabled(not self.check.isChecked())
        self._say_span()
        self.edited.emit()

    def _say_span(self) -> None:
        said = span_text(self.spin.value())
        plain = translate("settings", "{n} 分钟").format(n=self.spin.value())
        self._span.setText("" if said == plain else translate("settings", "＝ {span}").format(span=said))

    def _build_choice(self, value: Value) -> tuple[QWidget, ...]:
        for code in self._setting.choices:
            self.choice.addItem(choice_term(self._setting.key, code), code)
        self.choice.setCurrentIndex(self.choice.findData(value))
        self.choice.currentIndexChanged.connect(self.edited)
        return (self.choice,)

    def _build_text(self, value: Value) -> tuple[QWidget, ...]:
        self.text.setMaxLength(self._setting.high)
        self.text.setText(str(value))
        self.text.setMinimumWidth(self.fontMetrics().height() * 12)
        self.text.textEdited.connect(self.edited)
        return (self.text,)

    def value(self) -> Value:
        """What the field says now."""
        if self._setting.kind is Kind.BOOL:
            return self.check.isChecked()
        if self._setting.kind is Kind.CHOICE:
            return str(self.choice.currentData())
        if self._setting.kind is Kind.TEXT:
            return self.text.text().strip()
        return None if self._setting.may_be_none and self.check.isChecked() else self.spin.value()

    def enter(self) -> None:
        """Take the keyboard."""
        fields = {Kind.BOOL: self.check, Kind.CHOICE: self.choice, Kind.TEXT: self.text}
        field = fields.get(self._setting.kind, self.spin)
        if field is self.spin and not self.spin.isEnabled():
            field = self.check
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
