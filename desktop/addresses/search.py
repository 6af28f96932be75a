"""Searching from anywhere: a line to type in, and the hits under it while one types."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from db.store.search_text import Hit
from db.store.store import Store
from desktop.addresses import search_operations as operations
from desktop.i18n import translate
from desktop.terms import legal_term
from desktop.widgets.icons import icon
from desktop.work.runner import Runner

LIMIT = 50
_DELAY_MS = 120
_ROWS_SHOWN = 12
_NONE = QModelIndex()
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class HitModel(QAbstractListModel):
    """The hits of the last search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self.hits)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Override QAbstractItemModel::data."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{hit.full_text}    {legal_term(hit.legal)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return hit.code or hit.full_text
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(hit.kind)
        return None


class SearchBox(QLineEdit):
    """The line and its list of hits.

    The list is a plain child of the window, not a pop-up of its own, so that typing never loses the keyboard.

    Signals:
        chosen: (id) a hit was entered or clicked.
    """

    chosen = Signal(object)

    def __init__(self, store: Store, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self._in_flight = False
        self._searched = ""
        self.setPlaceholderText(translate("addresses", "查找地址或编码（Ctrl+K）"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.hits = HitModel(self)
        self.list = QListView()
        self._note = QLabel()
        self.panel = QFrame(self)
        self._build_panel()
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._search)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(lambda text: None if text else self.close_hits())
        self.installEventFilter(self)

    def _build_panel(self) -> None:
        self.panel.setObjectName("hits")
        self.panel.setFrameShape(QFrame.Shape.StyledPanel)
        self.panel.setAutoFillBackground(True)
        self.list.setModel(self.hits)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.clicked.connect(self._choose)
        self._note.setContentsMargins(8, 4, 8, 4)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._note)
        self.panel.hide()

    def close_hits(self) -> None:
        """Put the hits away."""
        self._delay.stop()
        self.panel.hide()

    def _on_edited(self) -> None:
        self._searched = ""
        self._delay.start()

    def _search(self) -> None:
        text = self.text().strip()
        if not text:
            self.close_hits()
        elif not self._in_flight:
            self._in_flight = True
            self._searched = text
            operation = operations.find(self._store, text, LIMIT, self._on_hits)
            job = self._runner.start(operation, self)
            job.ended.connect(self._on_ended)

    def _on_hits(self, hits: tuple[Hit, ...]) -> None:
        if self.text().strip() == self._searched and self.hasFocus():
            self.hits.show_hits(tuple(sorted(hits, key=lambda hit: len(hit.full_text))))
            self.list.setCurrentIndex(self.hits.index(0) if hits else QModelIndex())
            self._note.setText(self._note_text(len(hits)))
            self._open_panel()

    def _on_ended(self) -> None:
        self._in_flight = False
        if self._searched != self.text().strip() and self.hasFocus():
            self._delay.start()

    def _note_text(self, found: int) -> str:
        if not found:
            return translate("addresses", "没有找到。可以只输入路名加号码，如「湖滨南路81号」。")
        if found >= LIMIT:
            return translate("addresses", "只列出前 {n} 条，请输入更多字。回车定位。").format(n=found)
        return translate("addresses", "{n} 条。上下键选择，回车定位，Esc 关闭。").format(n=found)

    def _open_panel(self) -> None:
        window = self.window()
        if self.panel.parent() is not window:
            self.panel.setParent(window)
        row = self.list.sizeHintForRow(0) if self.hits.hits else 0
        self.list.setVisible(bool(self.hits.hits))
        self.list.setFixedHeight(min(len(self.hits.hits), _ROWS_SHOWN) * row + 2)
        right = self.mapTo(window, QPoint(self.width(), self.height() + 2))
        width = min(max(self.width(), self.fontMetrics().horizontalAdvance("0") * 72), right.x() - 8)
        self.panel.setFixedWidth(width)
        self.panel.adjustSize()
        self.panel.move(right.x() - width, right.y())
        self.panel.show()
        self.panel.raise_()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            hit = self.hits.hits[index.row()]
            self.close_hits()
            self.chosen.emit(hit.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QLineEdit: arrows move in the hits, Enter takes one, Esc closes them."""
        key = Qt.Key(event.key())
        if key in _MOVES and self.panel.isVisible() and self.hits.hits:
            row = self.list.currentIndex().row() + _MOVES[key]
            self.list.setCurrentIndex(self.hits.index(max(0, min(row, len(self.hits.hits) - 1))))
        elif key == Qt.Key.Key_Escape and self.panel.isVisible():
            self.close_hits()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.panel.isVisible():
                self._choose(self.list.currentIndex())
            else:
                self._search()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: the hits go away with the keyboard, unless it went to them."""
        if event.type() == QEvent.Type.FocusOut and not self.panel.underMouse():
            self.close_hits()
        return super().eventFilter(watched, event)
