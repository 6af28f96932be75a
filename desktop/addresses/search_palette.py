"""Ctrl+K in a room that has no search of its own: the line above everything else, and gone again with Esc."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from db.store.store import Store
from desktop.addresses.search import SearchBox
from desktop.i18n import translate
from desktop.work.runner import Runner

_WIDTH_PX, _LIST_PX = 720, 340
_FROM_TOP_PX = 64
_MARGIN = 12


class SearchPalette(QDialog):
    """The line in a window of its own.

    Attributes:
        box: the line.

    Signals:
        chosen: (id) an address was chosen.
        way_found: (steps) the way to a place or unit that was chosen.
        told: (text) why what was chosen leads nowhere.
    """

    chosen = Signal(object)
    way_found = Signal(object)
    told = Signal(str)

    def __init__(self, store: Store, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setObjectName("hits")
        self.setWindowTitle(translate("addresses", "查找"))
        self._around = parent
        self.box = SearchBox(store, runner, self)
        hint = QLabel(
            translate(
                "addresses",
                "输入地址、地名、别名、编码、拼音或首字母的任一部分，例如：\n"
                "湖滨南路81号　湖滨81　hubinnanlu　hbnl81\n回车到「地址库」定位，Esc 关闭。",
            )
        )
        hint.setEnabled(False)
        hint.setWordWrap(True)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addWidget(self.box)
        column.addWidget(hint)
        column.addStretch(1)
        for ours, theirs in (
            (self.chosen, self.box.chosen),
            (self.way_found, self.box.way_found),
            (self.told, self.box.told),
        ):
            theirs.connect(partial(self._leave, ours))
        self.box.left.connect(self.reject)
        self.box.panel.installEventFilter(self)

    def ask(self) -> None:
        """Come up over the parent, with the keyboard in the line."""
        around = self._around
        width = min(_WIDTH_PX, around.width() - 2 * _MARGIN)
        self.box.room = min(
            _LIST_PX, around.height() - _FROM_TOP_PX - self.box.sizeHint().height() - 4 * _MARGIN
        )
        self.setFixedWidth(width)
        self._fit()
        self.move(around.mapToGlobal(QPoint((around.width() - width) // 2, _FROM_TOP_PX)))
        self.open()
        self.box.selectAll()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit(self) -> None:
        """As high as what is shown: the hint, or the hits over it."""
        panel = self.box.panel
        least = self._column.totalHeightForWidth(self.width())
        shown = panel.geometry().bottom() + _MARGIN if panel.isVisible() else 0
        self.setFixedHeight(max(least, shown))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: the hits come, go and change their height."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return super().eventFilter(watched, event)

    def _leave(self, signal: SignalInstance, what: object) -> None:
        self.accept()
        signal.emit(what)
