"""The 系统 room: its sections on the left, each built when it is first shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QListWidget, QStackedWidget, QWidget

from db.domain.access import Actor
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.journal.desk import JournalDesk
from desktop.system.section import Section
from desktop.system.sections import SectionSpec, every_section

_AROUND_PX = 40
_LEAST_PX = 104


class SystemPage(QWidget):
    """The room.

    Attributes:
        names: the list of sections.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        journal: JournalDesk,
        specs: Sequence[SectionSpec] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Build the room.

        Args:
            desk: what every room is given.
            actor: who works here.
            journal: opens the journal's window.
            specs: the sections; all there are when None.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._desk, self._actor, self._journal = desk, actor, journal
        self._specs = tuple(every_section() if specs is None else specs)
        self._built: dict[int, Section] = {}
        self.names = QListWidget()
        self._stack = QStackedWidget()
        self._build()
        self.names.currentRowChanged.connect(lambda row: self._stack.setCurrentWidget(self.section(row)))
        self.names.setCurrentRow(0)

    def _build(self) -> None:
        self.names.setObjectName("sections")
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.setAccessibleName(translate("system", "系统各项"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for spec in self._specs:
            self.names.addItem(spec.title)
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(spec.title) for spec in self._specs)
        self.names.setFixedWidth(max(_LEAST_PX, widest + _AROUND_PX))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.names)
        row.addWidget(self._stack, 1)

    def section(self, row: int) -> Section:
        """A section, built when it is not there yet."""
        if row not in self._built:
            made = self._specs[row].make(self._desk, self._actor, self._journal)
            made.told.connect(self.told)
            self._built[row] = made
            self._stack.addWidget(made)
        return self._built[row]

    def show_section(self, key: str) -> Section:
        """Show the section of that key and return it."""
        row = [spec.key for spec in self._specs].index(key)
        self.names.setCurrentRow(row)
        return self.section(row)

    @property
    def here(self) -> Section:
        """The section that is shown."""
        return self.section(self.names.currentRow())

    def export(self) -> None:
        """Write the list that is shown into a workbook."""
        self.here.export()

    def copy(self) -> None:
        """Copy what is selected."""
        self.here.copy()

    def refresh(self) -> None:
        """Read everything again."""
        self.here.refresh()

    def focus_search(self) -> bool:
        """None here: addresses are looked for in their room."""
        return False

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        self.here.focus_filter()

    def next_pane(self) -> None:
        """Move the keyboard between the list of sections and the section."""
        focus = QApplication.focusWidget()
        if focus is self.names:
            self.here.enter()
        else:
            self.names.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: lines laid out before the style sheet arrived are too low."""
        super().showEvent(event)
        self.names.doItemsLayout()

    def keep_layout(self) -> None:
        """Remember nothing: the room has no panes to drag."""
