"""Searching from anywhere: a line to type in, and the hits under it while one types."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from db.domain.search_names import Goal
from db.services.addresses import TreeStep
from db.store.search_text import Hit
from db.store.store import Store
from desktop.addresses import search_operations
from desktop.addresses.hits import HitDelegate, HitModel
from desktop.addresses.search_operations import LIMIT, Found
from desktop.i18n import translate
from desktop.widgets.icons import icon
from desktop.work.runner import Runner

_DELAY_MS = 60
_ROWS_SHOWN = 12
_CHARACTERS_SHOWN = 72
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class SearchBox(QLineEdit):
    """The line and its list of hits.

    The list is a plain child of the window, not a pop-up of its own, so that typing never loses the keyboard.

    Attributes:
        hits: the hits of the last text that was answered.
        panel: the list with a line of words under it.
        room: how high the panel may be; 0 for what the window has below the line.

    Signals:
        chosen: (id) an address was entered or clicked.
        way_found: (steps) the way through the tree to a place or unit that was entered or clicked.
        told: (text) why a hit leads nowhere.
        left: Esc was pressed while no hits were shown.
    """

    chosen = Signal(object)
    way_found = Signal(object)
    told = Signal(str)
    left = Signal()

    def __init__(
        self, store: Store, runner: Runner, parent: QWidget | None = None, *, only_nodes: bool = False
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self._only_nodes = only_nodes
        self._in_flight = False
        self._is_ready = False
        self._enters = False
        self._searched = ""
        self._shown = ""
        self.room = 0
        self.setPlaceholderText(translate("addresses", "地址、地名、拼音首字母或编码（Ctrl+K）"))
        self.setToolTip(
            translate("addresses", "可只输入一部分：湖滨南路81、湖滨81、hbnl81、hubin、老地名、编码开头。")
        )
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
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose)
        self._note.setContentsMargins(8, 4, 8, 4)
        self._note.setWordWrap(True)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._note)
        self.panel.hide()

    def close_hits(self) -> None:
        """Put the hits away."""
        self._delay.stop()
        self._enters = False
        self.panel.hide()

    # -- asking -----------------------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Ask again for the hits that are shown: the register changed under them."""
        if self.panel.isVisible():
            self._search()

    def _on_edited(self) -> None:
        self._searched, self._enters = "", False
        self._delay.start()

    def _search(self) -> None:
        text = self.text().strip()
        if not text:
            self.close_hits()
        elif not self._in_flight:
            self._in_flight = True
            self._searched = text
            operation = search_operations.find(self._store, text, self._on_found, only_nodes=self._only_nodes)
            job = self._runner.start(operation, self)
            job.ended.connect(self._on_ended)

    def _on_found(self, found: Found) -> None:
        self._in_flight = False
        if self.text().strip() != self._searched or not self.hasFocus():
            return
        again, self._shown = self._shown == self._searched, self._searched
        kept = self._current_hit() if again and self.panel.isVisible() else None
        self.hits.show_hits(found.hits)
        self._note.setText(self._note_text(found))
        enters, self._enters = self._enters, False
        rows = (row for row, hit in enumerate(found.hits) if kept and (hit.goal, hit.id) == kept)
        self.list.setCurrentIndex(self.hits.index(next(rows, -1 if found.offered else 0)))
        if enters and found.hits and not found.offered:
            self._choose(self.list.currentIndex())
        else:
            self._open_panel()

    def _current_hit(self) -> tuple[Goal, int] | None:
        index = self.list.currentIndex()
        hit = self.hits.hits[index.row()] if index.isValid() else None
        return (hit.goal, hit.id) if hit else None

    def _on_ended(self) -> None:
        self._in_flight = False
        if self._searched != self.text().strip() and self.hasFocus():
            self._delay.start()

    def _note_text(self, found: Found) -> str:
        number = len(found.hits)
        if found.offered and number:
            return translate("addresses", "没有找到。您要找的是不是上面这些？↓ 选择，回车定位。")
        if not number:
            return translate("addresses", "没有找到。可以只输入路名加号码，如「湖滨南路81号」或「hbnl81」。")
        if number >= LIMIT:
            return translate("addresses", "只列出前 {n} 条，请输入更多字。回车定位。").format(n=number)
        return translate("addresses", "{n} 条。上下键选择，回车定位，Esc 关闭。").format(n=number)

    # -- showing and choosing ---------------------------------------------------------------------------------------

    def _open_panel(self) -> None:
        window = self.window()
        if self.panel.parent() is not window:
            self.panel.setParent(window)
        row = self.list.sizeHintForRow(0) if self.hits.hits else 0
        self.list.setVisible(bool(self.hits.hits))
        right = self.mapTo(window, QPoint(self.width(), self.height() + 2))
        wanted = max(self.width(), self.fontMetrics().horizontalAdvance("0") * _CHARACTERS_SHOWN)
        width = min(wanted, window.width() - 16)
        note = self._note.heightForWidth(width)
        room = self.room or window.height() - right.y() - 16
        most = (room - note) // row if row else 0
        self.list.setFixedHeight(min(len(self.hits.hits), _ROWS_SHOWN, max(most, 1)) * row + 2)
        self.panel.setFixedWidth(width)
        self.panel.adjustSize()
        self.panel.move(max(8, right.x() - width), right.y())
        self.panel.show()
        self.panel.raise_()

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        hit = self.hits.hits[index.row()]
        self.close_hits()
        if hit.goal is Goal.NODE:
            self.chosen.emit(hit.id)
        else:
            operation = search_operations.find_way(self._store, hit, lambda way: self._on_way(hit, way))
            self._runner.start(operation, self)

    def _on_way(self, hit: Hit, way: tuple[TreeStep, ...]) -> None:
        if way:
            self.way_found.emit(way)
        else:
            said = translate("addresses", "「{name}」下面还没有您管的地址，地址树里没有这一行。")
            self.told.emit(said.format(name=hit.full_text))

    def _enter(self) -> None:
        if self.panel.isVisible() and self._shown == self.text().strip():
            self._choose(self.list.currentIndex())
        else:
            self._enters = True
            self._delay.stop()
            self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QLineEdit: arrows move in the hits, Enter takes one, Esc closes them."""
        key = Qt.Key(event.key())
        if key in _MOVES and self.panel.isVisible() and self.hits.hits:
            row = self.list.currentIndex().row() + _MOVES[key]
            self.list.setCurrentIndex(self.hits.index(max(0, min(row, len(self.hits.hits) - 1))))
        elif key == Qt.Key.Key_Escape and self.panel.isVisible():
            self.close_hits()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QLineEdit: names are read while the first letters are typed."""
        super().focusInEvent(event)
        if not self._is_ready:
            self._is_ready = True
            self._runner.start(search_operations.make_ready(self._store), self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: the hits go away with the keyboard, unless it went to them."""
        if event.type() == QEvent.Type.FocusOut and not self.panel.underMouse():
            self.close_hits()
        return super().eventFilter(watched, event)
