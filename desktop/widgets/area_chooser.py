"""Chooses an administrative unit from the top down: district, subdistrict, community; found by name or pinyin initials."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QWidget

from db.domain.han import syllables
from db.domain.place import toneless
from desktop.i18n import translate

_FINDS = Qt.ItemDataRole.UserRole + 1
_LEVELS = (3, 4, 5)
_LEAST_LETTERS = 8
_DIGITS = {3: 6, 4: 9, 5: 12}


class Unit(Protocol):
    """What is known of a unit."""

    @property
    def code(self) -> str:
        """Twelve digits."""

    @property
    def name(self) -> str:
        """As people say it."""

    @property
    def level(self) -> int:
        """3 district, 4 subdistrict, 5 community."""


def initials(name: str) -> str:
    """The first letters of a name's syllables: 思明区 → ``smq``."""
    return "".join(toneless(one)[:1] for one in syllables(name))


class _Finder(QCompleter):
    """Looks for what is typed in names and initials, and puts the name down."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802  # Qt's name
        """Override QCompleter::pathFromIndex: what is found by initials is written by its name."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class AreaChooser(QWidget):
    """The three boxes.

    Signals:
        changed: another unit is chosen.
    """

    changed = Signal()

    def __init__(self, units: Sequence[Unit], within: str = "", parent: QWidget | None = None) -> None:
        """Offer units.

        Args:
            units: all there are.
            within: beginning of the codes that may be chosen; ``""`` is everywhere.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._units = {
            level: [one for one in units if one.level == level and _meets(one.code, level, within)]
            for level in _LEVELS
        }
        self._within = within
        self.boxes = tuple(_box() for _level in _LEVELS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        names = (translate("area", "区"), translate("area", "镇街"), translate("area", "社区"))
        for place, (box, name) in enumerate(zip(self.boxes, names, strict=True)):
            if place:
                row.addWidget(QLabel("›"))
            box.setAccessibleName(name)
            row.addWidget(box, 1)
            box.currentIndexChanged.connect(lambda _at, place=place: self._on_chosen(place))
        self._fill(0)

    def code(self) -> str:
        """The chosen unit, ``""`` for everywhere."""
        return next((str(box.currentData()) for box in reversed(self.boxes) if box.currentData()), "")

    def text(self) -> str:
        """The chosen unit's names from the district down."""
        names = [box.currentText() for box in self.boxes if box.currentData()]
        return "".join(names) or translate("area", "全部区域")

    def choose(self, code: str) -> None:
        """Choose a unit, or the nearest above it that may be chosen."""
        for box, level in zip(self.boxes, _LEVELS, strict=True):
            digits = _DIGITS[level]
            wanted = code[:digits].ljust(12, "0") if len(code.rstrip("0")) > digits - 3 else ""
            box.setCurrentIndex(max(0, box.findData(wanted)))

    def _fill(self, place: int) -> None:
        box, level = self.boxes[place], _LEVELS[place]
        above = str(self.boxes[place - 1].currentData() or "") if place else ""
        prefix = above[: _DIGITS[_LEVELS[place - 1]]] if place else ""
        offered = (
            [one for one in self._units[level] if one.code.startswith(prefix)] if above or not place else []
        )
        box.blockSignals(True)
        box.clear()
        if len(self._within) < _DIGITS[level]:
            box.addItem(self._whole(place), "")
        for unit in offered:
            box.addItem(unit.name, unit.code)
        for at in range(box.count()):
            name = box.itemText(at)
            box.setItemData(at, f"{name} {initials(name)}", _FINDS)
        box.setCurrentIndex(0)
        box.setEnabled(box.count() > 1)
        box.blockSignals(False)
        if place + 1 < len(self.boxes):
            self._fill(place + 1)

    def _whole(self, place: int) -> str:
        return (
            translate("area", "全部区域"),
            translate("area", "（整个区）"),
            translate("area", "（整个镇街）"),
        )[place]

    def _on_chosen(self, place: int) -> None:
        if place + 1 < len(self.boxes):
            self._fill(place + 1)
        self.changed.emit()


def _meets(code: str, level: int, within: str) -> bool:
    digits = min(_DIGITS[level], len(within))
    return code[:digits] == within[:digits]


def _box() -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LEAST_LETTERS)
    finder = _Finder(box.model(), box)
    finder.setCompletionRole(_FINDS)
    finder.setFilterMode(Qt.MatchFlag.MatchContains)
    finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(finder)
    line = box.lineEdit()
    if line is not None:
        line.editingFinished.connect(lambda: _settle(box))
    return box


def _settle(box: QComboBox) -> None:
    """Take what was typed for the unit it finds; what finds none gives the chosen one back."""
    typed = box.currentText().strip().casefold()
    if typed == box.itemText(box.currentIndex()).casefold():
        return
    found = [at for at in range(box.count()) if typed and typed in str(box.itemData(at, _FINDS)).casefold()]
    exact = [at for at in found if typed in str(box.itemData(at, _FINDS)).casefold().split()]
    at = (exact or found or [box.currentIndex()])[0]
    box.setEditText(box.itemText(at))
    box.setCurrentIndex(at)
