"""The panel of rare characters."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout

from db.domain.access import Actor
from db.store.store import Store
from desktop.i18n import translate
from desktop.options import Options
from desktop.rare.fields import Field, put
from desktop.rare.finder import Finder
from desktop.rare.glyphs_page import GlyphsPage
from desktop.widgets.on_screen import size_on_screen
from desktop.work.runner import Runner

_SIZE = (760, 580)


class RareDialog(QDialog):
    """The panel for one text field.

    Attributes:
        finder: the page for finding a character.
        glyphs: the page of private-use characters.
    """

    def __init__(self, field: Field, store: Store, actor: Actor, runner: Runner, options: Options) -> None:
        super().__init__(field.window())
        self._field = field
        self._stays = False
        self.finder = Finder(runner, options)
        self.glyphs = GlyphsPage(store, actor, runner)
        self.tabs = QTabWidget()
        self.insert = QPushButton(translate("rare", "插入(&I)"), autoDefault=False)
        self.more = QPushButton(translate("rare", "插入并继续(&M)"), autoDefault=False)
        self.stands_for = QPushButton(translate("rare", "作为自造字的标准字(&U)…"), autoDefault=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("rare", "生僻字"))
        self._build()
        field.destroyed.connect(self.reject)
        self.finder.request.setFocus()

    def _build(self) -> None:
        self.tabs.addTab(self.finder, translate("rare", "查字(&F)"))
        self.tabs.addTab(self.glyphs, translate("rare", "自造字对照(&G)"))
        close = QPushButton(translate("rare", "关闭"), autoDefault=False)
        self.more.setShortcut("Ctrl+Return")
        self.insert.clicked.connect(self.finder.take)
        self.more.clicked.connect(self._insert_more)
        self.stands_for.clicked.connect(self._use_as_standard)
        close.clicked.connect(self.reject)
        self.finder.chosen.connect(self._on_chosen)
        self.finder.shown.connect(self._on_shown)
        self.tabs.currentChanged.connect(self._on_page_changed)
        row = QHBoxLayout()
        row.addWidget(self.stands_for)
        row.addStretch(1)
        for button in (self.insert, self.more, close):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addLayout(row)
        self._on_shown("")
        size_on_screen(self, _SIZE)

    def _on_shown(self, char: str) -> None:
        for button in (self.insert, self.more, self.stands_for):
            button.setEnabled(bool(char))

    def _on_page_changed(self, page: int) -> None:
        finding = self.tabs.widget(page) is self.finder
        for button in (self.insert, self.more, self.stands_for):
            button.setVisible(finding)
        self.insert.setDefault(finding)

    def _insert_more(self) -> None:
        self._stays = True
        self.finder.take()
        self._stays = False

    def _on_chosen(self, char: str) -> None:
        put(self._field, char)
        if not self._stays:
            self.accept()
            return
        self.finder.request.clear()
        self.finder.request.setFocus()

    def _use_as_standard(self) -> None:
        self.glyphs.char.setText(self.finder.char)
        self.tabs.setCurrentWidget(self.glyphs)
        self.glyphs.private.setFocus()
