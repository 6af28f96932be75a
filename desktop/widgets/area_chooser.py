"""五级联动: chooses an area from the top down: city, district, subdistrict, community, road or compound.

Each level offers what lies in the one above, found by characters, pinyin or its initials. What lies outside one's own area
is shown grey. The levels may be limited, and the last choice remembered.
"""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QToolTip, QWidget

from db.domain.han import syllables
from db.domain.place import toneless
from desktop.i18n import translate

_FINDS = Qt.ItemDataRole.UserRole + 1
_GREY = Qt.ItemDataRole.UserRole + 2
_LEAST_LETTERS = 8


class Level(IntEnum):
    """The five levels, numbered as units are."""

    CITY = 2
    DISTRICT = 3
    SUBDISTRICT = 4
    COMMUNITY = 5
    PLACE = 6


UNITS = (Level.DISTRICT, Level.SUBDISTRICT, Level.COMMUNITY)
_DIGITS = {Level.CITY: 4, Level.DISTRICT: 6, Level.SUBDISTRICT: 9, Level.COMMUNITY: 12, Level.PLACE: 12}
_LONGER = {Level.CITY: 0, Level.DISTRICT: 4, Level.SUBDISTRICT: 6, Level.COMMUNITY: 9}
"""Level -> digits before the zeros that a code must exceed to name a unit of it."""


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
        """2 city, 3 district, 4 subdistrict, 5 community."""


class PlaceName(Protocol):
    """What is known of a road or compound."""

    @property
    def id(self) -> int:
        """Of the place."""

    @property
    def name(self) -> str:
        """As people say it."""


class Memory(Protocol):
    """Keeps a choice between runs, as ``desktop.options.Options`` does."""

    def recent(self, name: str) -> tuple[str, ...]:
        """What was kept."""

    def keep_recent(self, name: str, texts: Sequence[str]) -> None:
        """Keep it."""


LoadPlaces = Callable[[str, Callable[[Sequence[PlaceName]], None]], None]
"""Fetches the roads and compounds of a community and hands them over, now or later."""


def initials(name: str) -> str:
    """The first letters of a name's syllables: 思明区 → ``smq``."""
    return "".join(one[:1] for one in _read(name))


def _read(name: str) -> list[str]:
    from desktop.seeds import readings  # with what compares addresses: only when somebody types

    read, _used = readings().apply(name, syllables(name))
    return [toneless(one) for one in read]


class _Offers(QStandardItemModel):
    """What a box offers; by what letters it is found is looked up only when somebody types.

    What is grey is kept as data: an item taken into Python's hands leaves a stale one there when the box is cleared, and
    whatever is made next at its place in memory, an event say, is then taken for an item.
    """

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Override QStandardItemModel::data."""
        if role != _FINDS:
            return super().data(index, role)
        name = str(super().data(index, Qt.ItemDataRole.DisplayRole) or "")
        return f"{name} {initials(name)} {''.join(_read(name))}"

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Override QStandardItemModel::flags."""
        flags = super().flags(index)
        return flags & ~Qt.ItemFlag.ItemIsEnabled if super().data(index, _GREY) else flags


class _Finder(QCompleter):
    """Looks for what is typed in names, pinyin and initials, and puts the name down."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802  # Qt's name
        """Override QCompleter::pathFromIndex: what is found by initials is written by its name."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class AreaChooser(QWidget):
    """The boxes.

    Attributes:
        boxes: from the highest level down.

    Signals:
        changed: another area is chosen.
    """

    changed = Signal()

    def __init__(
        self,
        units: Sequence[Unit],
        within: str | Sequence[str] = "",
        parent: QWidget | None = None,
        *,
        levels: Sequence[Level] = UNITS,
        load_places: LoadPlaces | None = None,
    ) -> None:
        """Offer areas.

        Args:
            units: all there are.
            within: beginnings of the codes that may be chosen; ``""`` is everywhere.
            parent: as Qt has it.
            levels: those that are asked for, from the top down.
            load_places: fetches roads and compounds; must be given, or set by ``load_places_by``, when they are asked for.
        """
        super().__init__(parent)
        self._units = units
        self._within = (within,) if isinstance(within, str) else tuple(within)
        self._levels = tuple(levels)
        self._load_places = load_places
        self._memory: tuple[Memory, str] | None = None
        self._coming_place = 0
        self._awaited = self._goes_on = False
        self.boxes = tuple(self._box() for _level in self._levels)
        self._build()
        self._fill(0)

    def _build(self) -> None:
        names = {
            Level.CITY: translate("area", "市"),
            Level.DISTRICT: translate("area", "区"),
            Level.SUBDISTRICT: translate("area", "镇街"),
            Level.COMMUNITY: translate("area", "社区"),
            Level.PLACE: translate("area", "路、小区"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for place, (box, level) in enumerate(zip(self.boxes, self._levels, strict=True)):
            if place:
                row.addWidget(QLabel("›"))
            box.setAccessibleName(names[level])
            box.setToolTip(translate("area", "{level}：输入汉字、拼音或首字母").format(level=names[level]))
            row.addWidget(box, 1)
            box.currentIndexChanged.connect(lambda _at, place=place: self._on_chosen(place))
        # The letter of a label passes over what takes no focus; set after the proxy, it would be the proxy's own.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.boxes[0])

    def _box(self) -> QComboBox:
        box = QComboBox()
        box.setModel(_Offers(box))
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
        # What is taken from the list of what was found is there only after the box has heard of it, too.
        finder.activated.connect(lambda: QTimer.singleShot(0, self, lambda: self._go_on(box)))
        box.installEventFilter(self)  # it has the keyboard in its line's place
        line = box.lineEdit()
        if line is not None:
            line.editingFinished.connect(lambda: _settle(box))
            # The list of what was found hands Enter on past every filter when nothing is picked in it.
            line.returnPressed.connect(lambda: QTimer.singleShot(0, self, lambda: self._go_on(box)))
            line.installEventFilter(self)
        return box

    def load_places_by(self, load: LoadPlaces) -> None:
        """Fetch roads and compounds by this from now on."""
        self._load_places = load
        self._fill(len(self.boxes) - 1)

    # -- what is chosen -------------------------------------------------------------------------------------------

    def code(self) -> str:
        """The chosen unit, ``""`` for everywhere."""
        chosen = (box.currentData() for box, _level in self._unit_boxes())
        return next((str(code) for code in reversed(list(chosen)) if code), "")

    def place(self) -> int:
        """The chosen road or compound, 0 for none."""
        return int(self.boxes[-1].currentData() or 0) if Level.PLACE in self._levels else 0

    def text(self) -> str:
        """The chosen area's names from the top down."""
        names = [box.currentText() for box in self.boxes if box.currentData()]
        return "".join(names) or translate("area", "全部区域")

    def choose(self, code: str, place: int = 0) -> None:
        """Choose a unit, or the nearest above it that may be chosen; a road or compound when its names have come."""
        self._coming_place = place
        for box, level in self._unit_boxes():
            exact = len(code.rstrip("0")) > _LONGER[level]
            at = box.findData(code[: _DIGITS[level]].ljust(12, "0")) if exact else -1
            box.setCurrentIndex(at if at >= 0 and _may(box, at) else _first(box))
        if Level.PLACE in self._levels:
            self._choose_place()

    def _choose_place(self) -> None:
        """Choose the road or compound that is asked for, when it is offered already; none when none is."""
        box, coming = self.boxes[-1], self._coming_place
        at = box.findData(coming) if coming else _first(box)
        if at >= 0 and _may(box, at):
            self._coming_place = 0
            box.setCurrentIndex(at)

    def remember(self, memory: Memory, name: str) -> None:
        """Bring the last choice back, and keep each new one under a name."""
        kept = memory.recent(name)
        if len(kept) == 2 and kept[1].isdigit():
            self.choose(kept[0], int(kept[1]))
        self._memory = (memory, name)

    def _unit_boxes(self) -> list[tuple[QComboBox, Level]]:
        pairs = zip(self.boxes, self._levels, strict=True)
        return [(box, level) for box, level in pairs if level is not Level.PLACE]

    # -- what is offered ------------------------------------------------------------------------------------------

    def _fill(self, place: int) -> None:
        """Offer on this level and those below what lies in the area chosen above."""
        box, level = self.boxes[place], self._levels[place]
        above = str(self.boxes[place - 1].currentData() or "") if place else ""
        box.blockSignals(True)
        box.clear()
        box.addItem(self._whole(place), "")
        self._allow(box, 0, self._covers(above[: _DIGITS[self._levels[place - 1]]] if above else ""))
        if level is not Level.PLACE:
            self._offer_units(place, above)
        box.setCurrentIndex(_first(box))
        box.setEnabled(box.count() > 1 or not place)
        box.blockSignals(False)
        if level is Level.PLACE:
            self._awaited, self._goes_on = bool(above) and self._load_places is not None, False
        if level is Level.PLACE and above and self._load_places is not None:
            self._load_places(above, lambda names: self._offer_places(above, names))
        if place + 1 < len(self.boxes):
            self._fill(place + 1)

    def _offer_units(self, place: int, above: str) -> None:
        box, level = self.boxes[place], self._levels[place]
        prefix = above[: _DIGITS[self._levels[place - 1]]] if place else ""
        for unit in self._units if above or not place else ():
            if unit.level == level and unit.code.startswith(prefix):
                box.addItem(unit.name, unit.code)
                mine = unit.code[: _DIGITS[level]]
                self._allow(box, box.count() - 1, any(_meet(mine, own) for own in self._within))
        if not _may(box, 0) and any(_may(box, at) for at in range(1, box.count())):
            box.removeItem(0)

    def _offer_places(self, community: str, names: Sequence[PlaceName]) -> None:
        """Offer the roads and compounds that have come, unless another community was chosen meanwhile."""
        box = self.boxes[-1]
        if self.code() != community:
            return
        box.blockSignals(True)
        for one in names:
            box.addItem(one.name, one.id)
            self._allow(box, box.count() - 1, self._covers(community))
        box.setEnabled(box.count() > 1)
        box.blockSignals(False)
        goes_on, self._awaited, self._goes_on = self._goes_on, False, False
        if goes_on and len(self.boxes) > 1 and self.boxes[-2].hasFocus():
            box.setFocus(Qt.FocusReason.TabFocusReason)
        if self._coming_place:
            self._choose_place()
            self._coming_place = 0

    def _covers(self, code: str) -> bool:
        """Whether a whole area is one's own."""
        return any(code.startswith(own) for own in self._within)

    def _allow(self, box: QComboBox, at: int, allowed: bool) -> None:
        if not allowed:
            box.setItemData(at, True, _GREY)
            why = translate("area", "不在您的管辖区域内，不能选")
            box.setItemData(at, why, Qt.ItemDataRole.ToolTipRole)

    def _whole(self, place: int) -> str:
        if not place:
            return translate("area", "全部区域")
        return {
            Level.CITY: translate("area", "（整个市）"),
            Level.DISTRICT: translate("area", "（整个区）"),
            Level.SUBDISTRICT: translate("area", "（整个镇街）"),
            Level.COMMUNITY: translate("area", "（整个社区）"),
        }[self._levels[place - 1]]

    def _on_chosen(self, place: int) -> None:
        if place + 1 < len(self.boxes):
            self._fill(place + 1)
        if self._memory is not None:
            memory, name = self._memory
            memory.keep_recent(name, (self.code(), str(self.place())))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: Enter takes what was typed and goes on to the next level."""
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enters:
            box = next((one for one in self.boxes if watched in (one, one.lineEdit())), None)
            if box is not None and self._go_on(box):
                return True
        return super().eventFilter(watched, event)

    def _go_on(self, box: QComboBox) -> bool:
        """Take what was typed and go to the next level, once it is there; False when there is none to choose in.

        What finds nothing goes nowhere: Enter meant that, not what is chosen still.
        """
        if not _settle(box):
            return True
        following = self.boxes[self.boxes.index(box) + 1 :]
        self._goes_on = len(following) == 1 and self._awaited
        if not following or not following[0].isEnabled():
            return self._goes_on
        following[0].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _meet(code: str, own: str) -> bool:
    """Whether an area lies in one's own, or one's own in it."""
    return code.startswith(own) or own.startswith(code)


def _may(box: QComboBox, at: int) -> bool:
    return bool(box.model().flags(box.model().index(at, 0)) & Qt.ItemFlag.ItemIsEnabled)


def _first(box: QComboBox) -> int:
    return next((at for at in range(box.count()) if _may(box, at)), 0)


def _settle(box: QComboBox) -> bool:
    """Take what was typed for the area it finds; what finds none that may be chosen gives the chosen one back.

    Returns False in that case, which is told below the box.
    """
    typed = box.currentText().strip().casefold()
    if typed == box.itemText(box.currentIndex()).casefold():
        return True
    finds = {at: str(box.itemData(at, _FINDS)).casefold() for at in range(box.count()) if _may(box, at)}
    found = [at for at, text in finds.items() if typed and typed in text]
    exact = [at for at in found if typed in finds[at].split()]
    at = (exact or found or [box.currentIndex()])[0]
    if typed and not found:
        told = translate("area", "没有可选的「{typed}」，仍是「{chosen}」。")
        told = told.format(typed=box.currentText().strip(), chosen=box.itemText(at))
        QToolTip.showText(box.mapToGlobal(box.rect().bottomLeft()), told, box)
    box.setEditText(box.itemText(at))
    box.setCurrentIndex(at)
    line = box.lineEdit()
    if line is not None and not found:
        line.selectAll()  # what is typed next is another try, not the end of this name
    return bool(found) or not typed
