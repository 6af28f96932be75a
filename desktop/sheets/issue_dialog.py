"""Asks to which communities sheets go out, with which addresses, by when they come back, and where the files go."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.domain.clock import days_on
from db.services.sheets import CHOSEN, EVERY, TO_VERIFY, Unit
from desktop.i18n import translate
from desktop.sheets.operations import Order
from desktop.sheets.words import choice_word
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.day_field import DayField
from desktop.widgets.keeping import on_change, put_text, text_of
from desktop.work.drafts import Draft, Drafts

_DAYS = 30
_SIZE = (860, 560)
_CODE = Qt.ItemDataRole.UserRole
AskFolder = Callable[[QWidget], str]


def ask_folder(parent: QWidget) -> str:
    """A folder for the files, ``""`` when the user changed his mind."""
    return QFileDialog.getExistingDirectory(parent, translate("sheets", "核查表放在哪个文件夹"))


class IssueDialog(ButtonDialog):
    """The dialog.

    Attributes:
        tree: subdistricts with their communities to tick.
        due: the day by which sheets come back.
        choice: which addresses go out.
        folder: where the files go.

    Signals:
        ordered: (Order) go ahead.
    """

    ordered = Signal(object)

    def __init__(
        self,
        units: Sequence[Unit],
        selected: Sequence[int],
        today: str,
        ask: AskFolder = ask_folder,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._units, self._selected, self._ask = {one.code: one for one in units}, tuple(selected), ask
        self.tree = QTreeWidget()
        self.due = DayField(days_on(today, _DAYS), first=today)
        self.choice, self.folder = QComboBox(), QLineEdit()
        self.filter_box = QLineEdit()
        self.browse = QPushButton(translate("sheets", "选择(&B)…"), autoDefault=False)
        self._sum = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton(
            translate("sheets", "下发(&I)"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._build()
        self._fill()
        self._connect()
        self._count()

    def _build(self) -> None:
        self.setWindowTitle(translate("sheets", "下发核查表"))
        self.tree.setAccessibleName(translate("sheets", "社区"))
        self.tree.setAlternatingRowColors(True)
        heads = (
            translate("sheets", "镇街、社区（村居）"),
            translate("sheets", "地址"),
            translate("sheets", "其中待核实"),
            translate("sheets", "未交回的表"),
        )
        self.tree.setHeaderLabels(heads)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(1, len(heads)):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        self.filter_box.setPlaceholderText(translate("sheets", "按名称查找社区"))
        self.filter_box.setClearButtonEnabled(True)
        for code in (EVERY, TO_VERIFY, *((CHOSEN,) if self._selected else ())):
            self.choice.addItem(choice_word(code), code)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(translate("sheets", "哪些地址(&W)："), self.choice)
        form.addRow(translate("sheets", "交回日期(&D)："), self.due)
        label = QLabel(translate("sheets", "文件夹(&F)："))
        label.setBuddy(self.folder)
        form.addRow(label, row)
        self._sum.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._sum.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.filter_box)
        column.addWidget(self.tree, 1)
        column.addLayout(form)
        column.addWidget(self._sum)
        column.addWidget(self.buttons)
        area = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], area.width()), min(_SIZE[1], area.height() - 40))

    def _fill(self) -> None:
        above: dict[str, QTreeWidgetItem] = {}
        for unit in self._units.values():
            if unit.subdistrict not in above:
                top = above[unit.subdistrict] = QTreeWidgetItem(self.tree, [unit.subdistrict])
                top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
                top.setCheckState(0, Qt.CheckState.Unchecked)
            figures = [f"{unit.every:,}", f"{unit.to_verify:,}", f"{unit.out:,}" if unit.out else ""]
            item = QTreeWidgetItem(above[unit.subdistrict], [unit.name, *figures])
            item.setData(0, _CODE, unit.code)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            for place in range(1, 4):
                item.setTextAlignment(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tree.expandAll()

    def _connect(self) -> None:
        self.tree.itemChanged.connect(self._count)
        self.choice.currentIndexChanged.connect(self._count)
        self.folder.textChanged.connect(self._count)
        self.due.day_changed.connect(self._count)
        self.filter_box.textChanged.connect(self._narrow)
        self.browse.clicked.connect(self._on_browse)
        self.buttons.accepted.connect(self._on_go)
        self.buttons.rejected.connect(self.reject)

    def keep(self, drafts: Drafts, draft: Draft) -> None:
        """Keep what is chosen over a crash; put back what was chosen before one."""
        fields = {"choice": self.choice, "due": self.due, "folder": self.folder}
        for name, widget in fields.items():
            if name in draft.fields:
                put_text(widget, draft.fields[name])
        self.tick(draft.fields.get("ticked", "").split())
        kept = drafts.hold(draft)

        def note(*_what: object) -> None:
            texts = {name: text_of(widget) for name, widget in fields.items()}
            kept.keep({**texts, "ticked": " ".join(self.ticked())})

        for widget in fields.values():
            on_change(widget, note)
        self.tree.itemChanged.connect(note)
        self.finished.connect(kept.drop)

    def _items(self) -> list[QTreeWidgetItem]:
        tops = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        return [top.child(n) for top in tops if top is not None for n in range(top.childCount())]

    def tick(self, codes: Sequence[str]) -> None:
        """Tick these communities and no others."""
        for item in self._items():
            wanted = item.data(0, _CODE) in codes
            item.setCheckState(0, Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)

    def ticked(self) -> tuple[str, ...]:
        """Codes of the communities that are ticked."""
        checked = Qt.CheckState.Checked
        return tuple(str(one.data(0, _CODE)) for one in self._items() if one.checkState(0) == checked)

    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.strip() not in item.text(0) and text.strip() not in item.parent().text(0))
        for n in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(n)
            if top is not None:
                top.setHidden(all(top.child(k).isHidden() for k in range(top.childCount())))

    def _count(self, *_what: object) -> None:
        units = [self._units[code] for code in self.ticked()]
        choice = str(self.choice.currentData())
        rows = {
            EVERY: sum(one.every for one in units),
            TO_VERIFY: sum(one.to_verify for one in units),
            CHOSEN: sum(one.chosen for one in units),
        }[choice]
        out = sum(bool(one.out) for one in units)
        told = translate("sheets", "已选 {n} 个社区，共 {rows} 条地址。").format(
            n=f"{len(units):,}", rows=f"{rows:,}"
        )
        if choice == CHOSEN and units and rows < len(self._selected):
            template = translate("sheets", "选中的另有 {n} 条不在这些社区里或已经注销，不下发。")
            told += template.format(n=f"{len(self._selected) - rows:,}")
        if out:
            told += translate("sheets", "其中 {n} 个社区还有没交回的表。").format(n=f"{out:,}")
        if not self.folder.text().strip():
            told += translate("sheets", "请选择放文件的文件夹。")
        if not self.due.day():
            told += translate("sheets", "请把交回日期填写完整，不早于今天。")
        self._sum.setText(told)
        self.go.setEnabled(bool(units and self.folder.text().strip() and self.due.day()))

    def _on_browse(self) -> None:
        chosen = self._ask(self)
        if chosen:
            self.folder.setText(chosen)

    def _on_go(self) -> None:
        choice = str(self.choice.currentData())
        only = self._selected if choice == CHOSEN else ()
        due = self.due.day()
        folder = Path(self.folder.text().strip())
        self.ordered.emit(Order(self.ticked(), due, choice, only, folder))
        self.accept()
