"""Exporting the list that is shown: how, where to, and what is said when it is done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.store.store import Store
from desktop.addresses.children_table import ChildrenTable
from desktop.addresses.export import Sheet, export_list
from desktop.addresses.export_dialog import ExportDialog
from desktop.i18n import translate
from desktop.standing.file_names import ask_save
from desktop.work.runner import Runner

AskPath = Callable[[QWidget, str], str]


def ask_export_path(parent: QWidget, name: str) -> str:
    """Ask where a workbook shall go; ``""`` when the user thinks better of it."""
    kinds = translate("addresses", "Excel 工作簿 (*.xlsx)")
    return ask_save(parent, translate("addresses", "导出列表"), f"{name}.xlsx", kinds)


class ListExporter(QObject):
    """Asks and writes.

    Attributes:
        dialog: the dialog that is open, or was last; None before.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(self, table: ChildrenTable, store: Store, runner: Runner, ask_path: AskPath) -> None:
        super().__init__(table)
        self._table, self._store, self._runner, self._ask_path = table, store, runner, ask_path
        self.dialog: ExportDialog | None = None

    def open(self, title: str) -> None:
        """Ask how the list shall be written; a title is proposed for it."""
        if not self._table.model.shown:
            self.told.emit(translate("addresses", "当前列表是空的，没有可导出的内容。"))
            return
        chosen = self._table.selected_keys()
        dialog = ExportDialog(self._table, title, len(self._table.model.shown), len(chosen))
        dialog.wanted.connect(lambda: self._ask_where(dialog, chosen))
        self.dialog = dialog
        dialog.open()

    def _ask_where(self, dialog: ExportDialog, chosen: list[int]) -> None:
        model = self._table.model
        keys = chosen if dialog.selection.isChecked() else model.shown
        columns, plain = self._table.columns(), dialog.plain.isChecked()
        sheet = Sheet(model.listing, keys, columns, dialog.title.text().strip(), plain)
        path = self._ask_path(self._table, sheet.title)
        if path:
            model.with_all_texts(lambda: self._write(sheet, Path(path)))

    def _write(self, sheet: Sheet, path: Path) -> None:
        def done(count: int) -> None:
            self.told.emit(
                translate("addresses", "已导出 {n} 条到 {file}").format(n=f"{count:,}", file=path.name)
            )

        self._runner.start(export_list(self._store, sheet, path, done), self)
