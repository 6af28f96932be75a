"""One button for each sort of lines, with how many there are; pressing one shows only these."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.i18n import translate
from desktop.matching.sheet import Group, group_term

_ALWAYS = (Group.SAME, Group.CONTAINS, Group.CANDIDATE, Group.CONFLICT, Group.NONE)


class VerdictBar(QWidget):
    """The buttons.

    Signals:
        chosen: (``Group`` or None) the lines to show.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Group | None, QPushButton] = {}
        self.setStyleSheet(
            "QPushButton { padding: 4px 9px; } "
            "QPushButton:checked { background: palette(highlight); border-color: palette(link); }"
        )
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for group in (None, *Group):
            button = QPushButton()
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.buttons[group] = button
            self._group.addButton(button)
            line.addWidget(button)
        self.buttons[None].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self.show_counts({})

    @property
    def group(self) -> Group | None:
        """The sort that is shown."""
        return next(group for group, button in self.buttons.items() if button.isChecked())

    def show_counts(self, counts: Mapping[Group, int]) -> None:
        """Write how many lines of each sort there are; sorts that hardly ever occur only come up when they do."""
        whole = sum(counts.values())
        self.buttons[None].setText(translate("matching", "全部 {n}").format(n=f"{whole:,}"))
        for group in Group:
            count = counts.get(group, 0)
            button = self.buttons[group]
            button.setText(
                translate("matching", "{group} {n}").format(group=group_term(group), n=f"{count:,}")
            )
            button.setVisible(count > 0 or group in _ALWAYS or button.isChecked())

    def choose(self, group: Group | None) -> None:
        """Show only one sort, or all."""
        self.buttons[group].setChecked(True)
        self.chosen.emit(group)

    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(next(group for group, one in self.buttons.items() if one is button))
