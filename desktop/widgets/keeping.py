"""The fields of a form by name: what stands in them as texts, putting texts back, and keeping them over a crash."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QGroupBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from desktop.work.drafts import Draft, Drafts, Kept

_ON = "1"


def text_of(widget: QWidget) -> str:
    """What stands in a field.

    Raises:
        TypeError: it is none that is typed into or chosen from.
    """
    match widget:
        case QLineEdit():
            return widget.text()
        case QPlainTextEdit():
            return widget.toPlainText()
        case QComboBox():
            data = widget.currentData()
            return widget.currentText() if data is None or widget.isEditable() else str(data)
        case QSpinBox():
            return str(widget.value())
        case QAbstractButton() | QGroupBox():
            return _ON if widget.isChecked() else ""
    raise TypeError(type(widget).__name__)


def put_text(widget: QWidget, text: str) -> None:
    """Put back what stood in a field; what it cannot be any more is left as it is."""
    match widget:
        case QLineEdit():
            widget.setText(text)
        case QPlainTextEdit():
            widget.setPlainText(text)
        case QComboBox():
            _choose(widget, text)
        case QSpinBox():
            widget.setValue(int(text) if text.lstrip("-").isdecimal() else widget.value())
        case QAbstractButton() | QGroupBox():
            widget.setChecked(text == _ON)


def _choose(box: QComboBox, text: str) -> None:
    at = next((at for at in range(box.count()) if text in (str(box.itemData(at)), box.itemText(at))), -1)
    if at >= 0:
        box.setCurrentIndex(at)
    elif box.isEditable():
        box.setEditText(text)


def on_change(widget: QWidget, act: Callable[[], object]) -> None:
    """Have something done whenever something else stands in a field."""
    match widget:
        case QLineEdit():
            signal = widget.textChanged
        case QPlainTextEdit():
            signal = widget.textChanged
        case QComboBox():
            signal = widget.currentTextChanged
        case QSpinBox():
            signal = widget.valueChanged
        case QAbstractButton() | QGroupBox():
            signal = widget.toggled
        case _:
            raise TypeError(type(widget).__name__)
    signal.connect(lambda *_what: act())


def keep_form(dialog: QDialog, drafts: Drafts, draft: Draft, fields: Mapping[str, QWidget]) -> Kept:
    """Keep what is typed into a dialog until it is closed.

    Args:
        dialog: which; it is done with when it has finished.
        drafts: the window's.
        draft: what it is about; one that was left has the fields' texts, and they are put back.
        fields: in the order in which they are to be filled.
    """
    for name, widget in fields.items():
        if name in draft.fields:
            put_text(widget, draft.fields[name])
    kept = drafts.hold(draft)
    for widget in fields.values():
        on_change(widget, lambda: kept.keep({name: text_of(one) for name, one in fields.items()}))
    dialog.finished.connect(kept.drop)
    return kept
