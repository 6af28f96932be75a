"""The panel's page for private-use characters (自造字): what each sender's codes stand for, and telling more of them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from db.domain.access import Actor
from db.domain.gb18030 import FORMER_PLACES
from db.domain.private_use import UNKNOWN_SENDER, code_of
from db.services.private_use import Glyphs, every_sender, keep
from db.store.store import Store
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.rare.finder import glyph_font
from desktop.work.job import Operation
from desktop.work.runner import Runner

_GLYPH_PX = 20


class GlyphsPage(QWidget):
    """The page.

    Attributes:
        senders: whose characters; a new name may be typed.
        private, char: the pair to be told, as characters or codes.
        table: the pairs kept.

    Signals:
        kept: the pairs told are in the store.
    """

    kept = Signal()

    def __init__(self, store: Store, actor: Actor, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._actor, self._runner = store, actor, runner
        self._known: dict[str, Glyphs] = {}
        self.senders = QComboBox(editable=True)
        self.private, self.char = QLineEdit(), QLineEdit()
        self.correct = QCheckBox(translate("rare", "更正已有的对照"))
        self.table = QTableWidget(0, 3)
        self.told = QLabel()
        self._build()
        self.reload()

    def _build(self) -> None:
        self.private.setPlaceholderText(translate("rare", "码位 U+E863，或粘贴原字"))
        self.char.setPlaceholderText(translate("rare", "标准字，或它的码位"))
        self.table.setHorizontalHeaderLabels(
            [translate("rare", "自造字码位"), translate("rare", "标准字"), translate("rare", "标准字码位")]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.told.setWordWrap(True)
        self.senders.addItem(_unknown())
        self.senders.currentTextChanged.connect(self._fill)
        add = QPushButton(translate("rare", "登记(&D)"), autoDefault=False)
        add.clicked.connect(self.add)
        standard = QPushButton(translate("rare", "按 GBK 旧位置补全(&B)"), autoDefault=False)
        standard.setToolTip(translate("rare", "GBK 与旧版 GB 18030 曾放在专用区的 105 个字，如 U+E863 = 䶮"))
        standard.clicked.connect(self.add_standard)
        self.char.returnPressed.connect(self.add)
        form = QFormLayout()
        form.addRow(translate("rare", "来文单位(&S)"), self.senders)
        form.addRow(translate("rare", "自造字(&P)"), self.private)
        form.addRow(translate("rare", "标准字(&C)"), self.char)
        buttons = QHBoxLayout()
        for widget in (self.correct, add, standard):
            buttons.addWidget(widget)
        buttons.insertStretch(1, 1)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)

    @property
    def source(self) -> str:
        """The sender as the register calls it."""
        name = self.senders.currentText().strip()
        return UNKNOWN_SENDER if name == _unknown() else name

    def reload(self) -> None:
        """Read the pairs kept."""
        verb, store = translate("rare", "读取自造字对照"), self._store
        self._runner.start(Operation(verb, lambda _p: every_sender(store), self._on_read, quiet=True))

    def _on_read(self, found: tuple[Glyphs, ...]) -> None:
        if not isValid(self):  # the panel was closed meanwhile
            return
        chosen = self.senders.currentText()
        self._known = {one.source: one for one in found}
        names = [_unknown(), *(name for name in self._known if name != UNKNOWN_SENDER)]
        self.senders.blockSignals(True)
        self.senders.clear()
        self.senders.addItems(names)
        self.senders.setCurrentText(chosen)
        self.senders.blockSignals(False)
        self._fill()

    def _fill(self) -> None:
        known = self._known.get(self.source, Glyphs(self.source, 0, {}))
        self.table.setRowCount(len(known.pairs))
        for row, (private, char) in enumerate(known.pairs.items()):
            for column, text in enumerate((code_of(private), char, code_of(char))):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                if column == 1:
                    item.setFont(glyph_font(_GLYPH_PX))
                self.table.setItem(row, column, item)
        empty = translate(
            "rare", "这个单位还没有对照。导入来文时遇到没有对照的自造字，那一行会退回并写明码位。"
        )
        counted = translate("rare", "第 {version} 版，{n} 个字。").format(
            version=known.version, n=len(known.pairs)
        )
        self.told.setText(counted if known.pairs else empty)

    def add(self) -> None:
        """Keep the pair typed."""
        self._keep({self.private.text(): self.char.text()})

    def add_standard(self) -> None:
        """Keep the places that GBK and older editions of GB 18030 used, where nothing else is told."""
        known = self._known.get(self.source)
        told = known.pairs if known else {}
        self._keep({private: char for private, char in FORMER_PLACES.items() if private not in told})

    def _keep(self, told: Mapping[str, str]) -> None:
        store, actor, source, instead = self._store, self._actor, self.source, self.correct.isChecked()
        self._runner.start(
            Operation(
                translate("rare", "登记自造字对照"),
                lambda _p: keep(store, actor, source, told, instead=instead),
                lambda _changes: self._on_kept() if isValid(self) else None,
                writes=True,
                on_failed=self._on_failed,
            )
        )

    def _on_failed(self, error: Exception) -> None:
        if isValid(self):
            self.told.setText(error_text(error).explanation)

    def _on_kept(self) -> None:
        self.private.clear()
        self.char.clear()
        self.correct.setChecked(False)
        self.private.setFocus()
        self.kept.emit()
        self.reload()


def _unknown() -> str:
    return translate("rare", "（未注明来源）")
