"""The button in the head of a short list that writes the lines shown into a workbook."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from desktop.addresses.desk import Desk
from desktop.addresses.exporting import AskPath, ask_export_path
from desktop.i18n import translate
from desktop.system.line_table import LineTable, export_operation


class ExportButton(QPushButton):
    """The button; it can be pressed while something is shown.

    Attributes:
        ask_path: asks where the workbook goes; a test puts its own here.
    """

    def __init__(
        self, desk: Desk, table: LineTable, said: Callable[[str], object], *, second: bool = False
    ) -> None:
        """Stand in the head of a list.

        Args:
            desk: what is worked with.
            table: the list.
            said: gets the words when it is done.
            second: the letter E leads to something else in this window.
        """
        super().__init__(translate("system", "导出(&X)…") if second else translate("system", "导出(&E)…"))
        self._desk, self._table, self._said = desk, table, said
        self.ask_path: AskPath = ask_export_path
        self.setAutoDefault(False)
        self.setToolTip(translate("system", "把列表里显示的写成工作簿"))
        table.line.addWidget(self)
        table.model.arranged.connect(self._switch)
        self.clicked.connect(lambda _checked=False: self._on_pressed())
        self._switch()

    def _switch(self) -> None:
        self.setEnabled(bool(self._table.model.shown))

    def _on_pressed(self) -> None:
        path = self.ask_path(self.window(), self._table.name)
        if path:
            writing = export_operation(self._desk.store, self._table, Path(path), self._said)
            self._desk.runner.start(writing, self)
