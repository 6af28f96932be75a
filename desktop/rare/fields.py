"""Offers rare characters in every text field: one more line in its menu, one shortcut while it has the focus.

A field is met when it first gets the focus, so that nothing stands between the program and its other events.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.i18n import translate

Field = QLineEdit | QTextEdit | QPlainTextEdit
SHORTCUT = "Ctrl+Shift+R"
_MET = "rare_chars_met"


def text_field(widget: QWidget | None) -> Field | None:
    """The text field that a widget with the focus is or contains; None for one that takes no free text."""
    field = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(field, QLineEdit):
        hidden = field.echoMode() is not QLineEdit.EchoMode.Normal
        return None if field.isReadOnly() or hidden else field
    if isinstance(field, QTextEdit | QPlainTextEdit):
        return None if field.isReadOnly() else field
    return None


def put(field: Field, text: str) -> None:
    """Type a text into a field: the selection gives way to it, and one undo takes it back."""
    if isinstance(field, QLineEdit):
        field.insert(text)
        return
    cursor = field.textCursor()
    cursor.insertText(text)
    field.setTextCursor(cursor)


class FieldWatch(QObject):
    """Meets every text field of the program.

    Args:
        app: whose fields.
        choose: shows the panel for a field.
    """

    def __init__(self, app: QApplication, choose: Callable[[Field], None]) -> None:
        super().__init__(app)
        self._choose = choose
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        field = text_field(now)
        if now is None or field is None or field.property(_MET):
            return
        field.setProperty(_MET, True)
        action = QAction(now)
        action.setShortcut(QKeySequence(SHORTCUT))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: self._choose(field))
        now.addAction(action)
        field.installEventFilter(self)
        if not isinstance(field, QLineEdit):
            field.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: the standard menu of a field with one more line."""
        if event.type() is not QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return False
        field = watched if isinstance(watched, Field) else watched.parent()
        if not isinstance(field, Field) or field.isReadOnly():
            return False
        if field.contextMenuPolicy() is not Qt.ContextMenuPolicy.DefaultContextMenu:
            return False
        menu = field.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        line = menu.addAction(translate("rare", "生僻字…"))
        line.setShortcut(QKeySequence(SHORTCUT))
        line.triggered.connect(lambda: self._choose(field))
        menu.popup(event.globalPos())
        return True
