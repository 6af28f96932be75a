"""The tree of a past day: units with their counts, place names below communities; what a place holds is listed beside."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from db.services.history import Overview, PlaceOn, UnitOn
from desktop.i18n import translate

UNIT, PLACE = "unit", "place"
_ROLE = Qt.ItemDataRole.UserRole
_DISTRICT, _COMMUNITY = 3, 5
_INDENT_PX = 14
_COUNT_PX = 84
Key = tuple[str, str, str]
"""``unit`` with code and ``""``, or ``place`` with id and community."""


class DayTree(QTreeWidget):
    """The tree.

    Attributes:
        wanted: a place that was selected before another day was shown, until the names of its community arrive.

    Signals:
        chosen: (key) a unit or a place is selected.
        places_wanted: (community code) its place names are needed.
    """

    chosen = Signal(object)
    places_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._communities: dict[str, QTreeWidgetItem] = {}
        self.wanted: Key | None = None
        self.setColumnCount(2)
        self.setHeaderLabels([translate("history", "区划与地名"), translate("history", "地址数")])
        self.setAccessibleName(translate("history", "那一天的地址树"))
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT_PX)
        heads = self.header()
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        heads.resizeSection(1, _COUNT_PX)
        self.itemExpanded.connect(self._on_expanded)
        self.currentItemChanged.connect(self._on_current)

    def show_overview(self, overview: Overview, home_district: str) -> None:
        """Show the units of a day; what was selected stays selected when it is there.

        Args:
            overview: the units.
            home_district: six digits; another district is shown when something lay in it.
        """
        kept = self.wanted or self.key()
        self.blockSignals(True)
        self.clear()
        self._communities.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for unit in overview.units:
            own = unit.level > _DISTRICT or unit.code.startswith(home_district)
            if unit.level >= _DISTRICT and (unit.nodes or (own and not unit.hidden)):
                items[unit.code] = self._item(unit)
        for unit in overview.units:
            item = items.get(unit.code)
            if item is not None and (above := items.get(unit.parent_code)) is not None:
                above.addChild(item)
            elif item is not None and (unit.level == _DISTRICT or unit.nodes):
                self.addTopLevelItem(item)
        self.blockSignals(False)
        self._select_first(items, kept)

    def _select_first(self, items: dict[str, QTreeWidgetItem], kept: Key | None) -> None:
        code = kept[1] if kept and kept[0] == UNIT else kept[2] if kept else ""
        fullest = max(
            (self.topLevelItem(n) for n in range(self.topLevelItemCount())),
            key=lambda item: int(item.data(1, _ROLE)) if item else 0,
            default=None,
        )
        chosen = items.get(code) or fullest
        self.wanted = kept if kept and kept[0] == PLACE and code in self._communities else None
        if chosen is not None:
            if chosen.parent() is None:
                chosen.setExpanded(True)
            self.setCurrentItem(chosen)

    def _item(self, unit: UnitOn) -> QTreeWidgetItem:
        item = QTreeWidgetItem([unit.name, f"{unit.nodes.living:,}"])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, _ROLE, (UNIT, unit.code, ""))
        item.setData(1, _ROLE, unit.nodes.living)
        if unit.level == _COMMUNITY and unit.nodes:
            self._communities[unit.code] = item
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    def show_places(self, community: str, places: Sequence[PlaceOn]) -> None:
        """Put place names below their community."""
        above = self._communities.get(community)
        if above is None or above.childCount():
            return
        for one in places:
            item = QTreeWidgetItem([one.name, f"{one.children.living:,}"])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, _ROLE, (PLACE, str(one.id), community))
            item.setData(1, _ROLE, one.children.living)
            above.addChild(item)
        if self.wanted is not None and self.wanted[2] == community:
            wanted, self.wanted = self.wanted, None
            self.select(wanted)

    def select(self, key: Key) -> None:
        """Select a unit or a place that is in the tree."""

        def walk(item: QTreeWidgetItem, found: Callable[[QTreeWidgetItem], None]) -> None:
            if item.data(0, _ROLE) == key:
                found(item)
            for n in range(item.childCount()):
                walk(item.child(n), found)

        for n in range(self.topLevelItemCount()):
            top = self.topLevelItem(n)
            if top is not None:
                walk(top, self.setCurrentItem)

    def key(self) -> Key | None:
        """What is selected."""
        item = self._selected()
        return None if item is None else cast(Key, item.data(0, _ROLE))

    def way(self) -> tuple[str, ...]:
        """The names from the top down to what is selected."""
        names: list[str] = []
        item = self._selected()
        while item is not None:
            names.insert(0, item.text(0))
            item = item.parent()
        return tuple(names)

    def below(self) -> list[tuple[Key, str, int]]:
        """What stands directly below what is selected: key, name, number of addresses."""
        item = self._selected()
        if item is None:
            return []
        children = [item.child(n) for n in range(item.childCount())]
        return [(one.data(0, _ROLE), one.text(0), int(one.data(1, _ROLE))) for one in children]

    def _selected(self) -> QTreeWidgetItem | None:
        """The item the cursor is on; the binding's types do not know that there may be none."""
        return cast(QTreeWidgetItem | None, self.currentItem())

    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        kind, code, _community = item.data(0, _ROLE)
        if kind == UNIT and code in self._communities and not item.childCount():
            self.places_wanted.emit(code)

    def _on_current(self, item: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        if item is not None:
            if self.wanted is not None and item.data(0, _ROLE) != (UNIT, self.wanted[2], ""):
                self.wanted = None  # the hand went elsewhere meanwhile
            self._on_expanded(item)
            if self.key() == item.data(0, _ROLE):  # its names may have led on to one of them
                self.chosen.emit(item.data(0, _ROLE))
