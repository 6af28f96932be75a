"""The register's addresses for one line: what differs is marked, one of them can be chosen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from db.domain.reading.reader import read_address
from db.services.matching import Entry
from desktop.i18n import translate
from desktop.matching.colours import is_dark
from desktop.matching.differences import difference_text, odd_kinds
from desktop.matching.runs import rich_text, runs_of
from desktop.terms import legal_term

_MARK = """
QRadioButton::indicator { width: 10px; height: 10px; border: 2px solid palette(placeholder-text);
    border-radius: 7px; background: palette(base); }
QRadioButton::indicator:checked { border: 4px solid palette(link); width: 6px; height: 6px; }
QRadioButton:focus { background: palette(highlight); border-radius: 3px; }
"""
"""The style's own mark is dark on dark."""


class CandidateRow(QWidget):
    """One address with a mark to choose it by.

    Attributes:
        entry: the address.
        mark: its radio button.
        text: the address, coloured.
        note: its state and what differs.
    """

    def __init__(self, entry: Entry, written: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.mark = QRadioButton()
        self.mark.setStyleSheet(_MARK)
        self.mark.setAccessibleName(entry.full_text)
        self.text, self.note = QLabel(), QLabel()
        self._reading = read_address(entry.full_text)
        self._odd = odd_kinds(written, self._reading.values)
        said = difference_text(written, self._reading.values) or translate("matching", "各级一致")
        words = translate("matching", "{state} · {said}")
        self.note.setText(words.format(state=legal_term(entry.legal), said=said))
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout()
        column.setSpacing(0)
        for label in (self.text, self.note):
            label.setWordWrap(True)
            label.setMinimumWidth(40)
            column.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(4)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        self._write()

    def _write(self) -> None:
        runs, dark = runs_of(self._reading), is_dark(self.palette())
        self.text.setText(rich_text(self.entry.full_text, runs, dark=dark, odd=self._odd))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: a click anywhere chooses the address."""
        self.mark.setChecked(True)
        self.mark.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: other colours on another ground."""
        if event.type() is QEvent.Type.PaletteChange:
            self._write()
        super().changeEvent(event)


class Candidates(QWidget):
    """The addresses.

    Signals:
        chosen: another one, or none, is chosen.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[CandidateRow] = []
        self._written: Mapping[str, str] = {}
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda *_: self.chosen.emit())
        self._none = QLabel()
        self._none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._none.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._none)

    @property
    def entry(self) -> Entry | None:
        """The chosen address."""
        return next((row.entry for row in self.rows if row.mark.isChecked()), None)

    def show_entries(
        self, entries: Sequence[Entry], written: Mapping[str, str], *, waiting: bool = False
    ) -> None:
        """Show other addresses; a single one is chosen at once.

        Args:
            entries: the addresses.
            written: elements of the line, to tell what differs.
            waiting: the line was not matched yet.
        """
        for row in self.rows:
            self._group.removeButton(row.mark)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self._written = written
        for entry in entries:
            self._add(entry)
        self._none.setText(
            translate("matching", "还没有比对。")
            if waiting
            else translate("matching", "库中没有找到相近的地址。可以在下面查找。")
        )
        self._none.setVisible(not entries)
        if len(entries) == 1:
            self.rows[0].mark.setChecked(True)
        self.chosen.emit()

    def offer(self, entry: Entry) -> None:
        """Put an address that was looked up under the others, and choose it."""
        known = next((row for row in self.rows if row.entry.node_id == entry.node_id), None)
        (known or self._add(entry)).mark.setChecked(True)
        self._none.hide()

    def _add(self, entry: Entry) -> CandidateRow:
        row = CandidateRow(entry, self._written)
        self._group.addButton(row.mark)
        self._column.addWidget(row)
        self.rows.append(row)
        return row
