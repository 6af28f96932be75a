"""Shows what an inspection package holds; read only, so that a double click changes nothing."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.domain.clock import legal_date
from db.domain.inspection import Package
from desktop.i18n import translate
from desktop.terms import plate_class_term
from desktop.widgets.on_screen import size_on_screen

_SIZE = (880, 560)


class PackageView(QDialog):
    """The package's head in words, and a row for each plate to inspect."""

    def __init__(self, name: str, content: Package, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("package_view", "检查包 {name}").format(name=name))
        self.head = QLabel(_head(content))
        self.head.setWordWrap(True)
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = _table(content)
        hint = QLabel(
            translate("package_view", "只是查看，没有并入。并入回收的包：zhipai package merge 文件名")
        )
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        for part in (self.head, self.table, hint, buttons):
            column.addWidget(part)
        size_on_screen(self, _SIZE)


def _head(content: Package) -> str:
    lines = (
        translate("package_view", "下发日期 {created}，区域 {area}，检查表版本 {version}"),
        translate("package_view", "要检查的门牌 {forms} 块，已填答案 {answers} 条，附件 {attachments} 个"),
    )
    values = {
        "created": legal_date(datetime.fromisoformat(content.created)),
        "area": content.area,
        "version": content.checklist.version,
        "forms": len(content.forms),
        "answers": len(content.answers),
        "attachments": len(content.attachments),
    }
    return "\n".join(line.format(**values) for line in lines)


def _table(content: Package) -> QTableWidget:
    heads = (
        translate("package_view", "社区代码"),
        translate("package_view", "地址"),
        translate("package_view", "牌种"),
        translate("package_view", "已填"),
    )
    filled: dict[int, set[str]] = {}
    for answer in content.answers:
        filled.setdefault(answer.form, set()).add(answer.item)
    table = QTableWidget(len(content.forms), len(heads))
    table.setHorizontalHeaderLabels(heads)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    for row, form in enumerate(content.forms):
        share = f"{len(filled.get(form.id, ()))}/{len(form.items)}"
        cells = (form.community, form.address, plate_class_term(form.plate_class), share)
        for column, text in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(text))
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return table
