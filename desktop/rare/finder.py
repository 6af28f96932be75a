"""The panel's page for finding a character: a request line, the characters found, what is known of the chosen one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.files.fonts import FALLBACK, FontBook, font_book
from desktop.i18n import translate
from desktop.options import Options
from desktop.paths import resource
from desktop.rare.han_book import HanBook, han_book
from desktop.rare.lookup import Facts, Found, Way, facts, find
from desktop.rare.words import fact_lines, told
from desktop.work.job import Operation
from desktop.work.runner import Runner

RECENT = "rare_chars"
_KEPT = 24
_PAUSE_MS = 150
_CELL, _GLYPH_PX, _BIG_PX, _SIDE = 44, 24, 96, 276
_HEI = "Noto Sans SC"
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def load_fonts() -> None:
    """Let Qt know the shipped fonts; those it knows already are left alone."""
    known = QFontDatabase.families()
    for family, file in ((_HEI, "NotoSansSC-Regular.ttf"), (FALLBACK, f"{FALLBACK}.ttf")):
        if family not in known:
            QFontDatabase.addApplicationFont(str(resource("fonts", file)))


def glyph_font(pixels: int, face: str = "") -> QFont:
    """The fonts that plates are printed with; with a face named, no other may stand in for it."""
    font = QFont()
    if face:
        font.setFamilies([FALLBACK if face == FALLBACK else _HEI])
        font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    else:
        font.setFamilies([_HEI, FALLBACK])
    font.setPixelSize(pixels)
    return font


class Finder(QWidget):
    """The page.

    Attributes:
        request: what is asked for.
        chars: the characters found.

    Signals:
        chosen: (character) Enter or a double click took it.
        shown: (character) the selection moved to it; "" when nothing is selected.
    """

    chosen = Signal(str)
    shown = Signal(str)

    def __init__(self, runner: Runner, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._options = options
        self._serial = 0
        self._pending = self._eager = False
        self.request = QLineEdit()
        self.chars = QListWidget()
        self.big = QLabel()
        self.lines = QFormLayout()
        self.told = QLabel()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        load_fonts()
        self._build()
        self.search()

    def _build(self) -> None:
        self.request.setPlaceholderText(
            translate("rare", "码位 87F3、拼音 xun、部件 虫寻，或 土14（部首加画数）")
        )
        self.request.setClearButtonEnabled(True)
        self.request.textChanged.connect(self._on_request_changed)
        self.request.installEventFilter(self)
        self.chars.installEventFilter(self)
        self.chars.setViewMode(QListView.ViewMode.IconMode)
        self.chars.setMovement(QListView.Movement.Static)
        self.chars.setResizeMode(QListView.ResizeMode.Adjust)
        self.chars.setUniformItemSizes(True)
        self.chars.setGridSize(QSize(_CELL, _CELL))
        self.chars.setFont(glyph_font(_GLYPH_PX))
        self.chars.setAccessibleName(translate("rare", "找到的字"))
        self.chars.currentItemChanged.connect(self._on_current_changed)
        self.chars.itemDoubleClicked.connect(lambda _item: self.take())
        self.big.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.big.setMinimumSize(_BIG_PX + 32, _BIG_PX + 32)
        self.told.setWordWrap(True)
        self.lines.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        known = QWidget()
        side = QVBoxLayout(known)
        side.addWidget(self.big)
        side.addLayout(self.lines)
        side.addStretch(1)
        room = QScrollArea(widgetResizable=True)
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFixedWidth(_SIDE)
        room.setWidget(known)
        for ground in (known, room.viewport()):
            ground.setAutoFillBackground(False)
        middle = QHBoxLayout()
        middle.addWidget(self.chars, 1)
        middle.addWidget(room)
        column = QVBoxLayout(self)
        column.addWidget(self.request)
        column.addLayout(middle, 1)
        column.addWidget(self.told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: the arrow down leads from the request to the characters, Enter takes one.

        Were Enter left to the field, the dialog would press its button for it as well.
        """
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _HELD:
            self.take()
            return True
        if event.key() == Qt.Key.Key_Down and watched is self.request and self.chars.count():
            self.chars.setCurrentRow(max(self.chars.currentRow(), 0))
            self.chars.setFocus()
            return True
        return False

    def _on_request_changed(self) -> None:
        self._pause.start()

    @property
    def char(self) -> str:
        """The character selected, "" when none is."""
        item = self.chars.currentItem()
        return item.text() if item else ""

    def search(self) -> None:
        """Look for what the request says now."""
        self._pause.stop()
        self._serial += 1
        self._pending = True
        serial, text, recent = self._serial, self.request.text(), self._options.recent(RECENT)
        self._ask(lambda book, _fonts: find(book, text, recent), lambda found: self._on_found(serial, found))

    def _ask(self, work: Callable[[HanBook, FontBook], object], done: Callable[[object], None]) -> None:
        """Ask in the background, where the table is read at the first time; a panel closed meanwhile hears nothing."""
        self._runner.start(
            Operation(
                translate("rare", "查生僻字"),
                lambda _p: work(han_book(), font_book()),
                lambda found: done(found) if isValid(self) else None,
                quiet=True,
            )
        )

    def _on_found(self, serial: int, found: object) -> None:
        if serial != self._serial or not isinstance(found, Found):
            return
        self._pending = False
        self.chars.clear()
        for char in found.chars:
            item = QListWidgetItem(char)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.chars.addItem(item)
        self.told.setText(told(found))
        if found.chars and found.way is not Way.NOTHING:
            self.chars.setCurrentRow(0)
        if self._eager and len(found.chars) == 1:
            self.take()
        self._eager = False

    def _on_current_changed(self, item: QListWidgetItem | None, _before: object) -> None:
        char = item.text() if item else ""
        self.shown.emit(char)
        if not char:
            self._show(None)
            return
        self._ask(lambda book, fonts: facts(book, fonts, char), self._on_facts)

    def _on_facts(self, found: object) -> None:
        if isinstance(found, Facts) and found.han.char == self.char:
            self._show(found)

    def _show(self, found: Facts | None) -> None:
        while self.lines.rowCount():
            self.lines.removeRow(0)
        self.big.setText(found.han.char if found and found.face else "")
        if found is None:
            return
        self.big.setFont(glyph_font(_BIG_PX, found.face))
        for name, text in fact_lines(found):
            line = QLabel(text)
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.lines.addRow(name, line)

    def take(self) -> None:
        """Choose the character selected.

        A request typed a moment ago is looked for first, and its character chosen only when there is just one: nobody
        has seen the others yet.
        """
        if self._pause.isActive():
            self._eager = True
            self.search()
            return
        if self._pending or not (char := self.char):
            return
        recent = [char, *(one for one in self._options.recent(RECENT) if one != char)]
        self._options.keep_recent(RECENT, recent[:_KEPT])
        self.chosen.emit(char)
