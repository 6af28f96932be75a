"""The list in the middle of the 地址库 room, without Qt: its columns, texts, order and filter."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from db.store.queries import NodeRow, PlaceRow
from desktop.addresses.node_cache import Child, SlotKind
from desktop.addresses.operations import NodeList
from desktop.i18n import translate
from desktop.terms import (
    code_term,
    existence_term,
    kind_term,
    legal_term,
    name_state_term,
    position_term,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list.

    Attributes:
        title: its heading.
        width: characters it is wide at first.
        is_figure: numbers, set right and ordered by value.
        in_street_order: ordered as the list came, not by text: 2号 stands before 12号.
    """

    title: str
    width: int
    is_figure: bool = False
    in_street_order: bool = False


@dataclass
class Listing:
    """Lines under one parent; texts of nodes arrive by page.

    Attributes:
        columns: what is shown.
        keys: every line's key in street order: a unit's code, a place's or a node's id.
        texts: the cells of the lines that have arrived.
        kind: what the lines are.
        kinds: key -> level or kind code, for icons.
        openable: keys that have lines of their own below.
    """

    columns: tuple[Column, ...]
    keys: tuple[int, ...]
    kind: SlotKind
    texts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    openable: frozenset[int] = frozenset()

    def missing(self, keys: Iterable[int]) -> list[int]:
        """Those keys whose texts have not arrived."""
        return [key for key in keys if key not in self.texts]

    def put_rows(self, rows: Mapping[int, NodeRow]) -> None:
        """Take the texts of nodes."""
        for row in rows.values():
            self.kinds[row.id] = row.kind
            self.texts[row.id] = (
                row.own_text,
                kind_term(row.kind),
                legal_term(row.legal),
                code_term(row.code_state),
                existence_term(row.existence),
                position_term(row.position),
                str(row.child_count),
                row.full_text,
            )

    def drop_rows(self, keys: Iterable[int]) -> None:
        """Forget the texts of nodes that changed."""
        if self.kind is SlotKind.NODE:
            for key in keys:
                self.texts.pop(key, None)

    def needs_all(self, wanted: str, column: int) -> bool:
        """Whether a filter or an order needs the texts of all lines."""
        return bool(wanted.strip()) or (column >= 0 and not self.columns[column].in_street_order)

    def view(self, wanted: str = "", column: int = -1, *, descending: bool = False) -> list[int]:
        """Keys of the lines that hold the wanted text, in the order of a column.

        Args:
            wanted: text any cell may hold; width and case do not count.
            column: position of the column to order by, -1 for street order.
            descending: the other way round.
        """
        shown = list(self.keys)
        needle = _plain(wanted.strip())
        if needle:
            shown = [key for key in shown if any(needle in _plain(cell) for cell in self.texts.get(key, ()))]
        if column >= 0 and not self.columns[column].in_street_order:
            shown.sort(key=lambda key: self._order(key, column), reverse=descending)
        elif descending:
            shown.reverse()
        return shown

    def _order(self, key: int, column: int) -> tuple[int, str]:
        cell = self.texts[key][column] if key in self.texts else ""
        if self.columns[column].is_figure:
            return (int(cell or 0), "")
        return (0, cell)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def unit_listing(children: Sequence[Child]) -> Listing:
    """The list of administrative units."""
    columns = (
        Column(translate("addresses", "名称"), 18),
        Column(translate("addresses", "代码"), 15),
        Column(translate("addresses", "地址数"), 9, is_figure=True),
    )
    texts: dict[int, tuple[str, ...]] = {
        child.key: (child.text, f"{child.key:012d}", str(child.count)) for child in children
    }
    openable = frozenset(child.key for child in children if child.child_count)
    kinds = dict.fromkeys(texts, "division")
    return Listing(columns, tuple(texts), SlotKind.DIVISION, texts, kinds, openable)


def place_listing(places: Sequence[PlaceRow]) -> Listing:
    """The list of place names in a community."""
    columns = (
        Column(translate("addresses", "地名"), 14),
        Column(translate("addresses", "类别"), 7),
        Column(translate("addresses", "拼音"), 20),
        Column(translate("addresses", "状态"), 9),
        Column(translate("addresses", "下级"), 7, is_figure=True),
    )
    texts: dict[int, tuple[str, ...]] = {
        line.id: (
            line.name,
            kind_term(line.kind),
            line.pinyin,
            name_state_term(line.state),
            str(line.child_count),
        )
        for line in places
    }
    openable = frozenset(line.id for line in places if line.child_count)
    kinds = dict.fromkeys(texts, "place")
    return Listing(columns, tuple(texts), SlotKind.PLACE, texts, kinds, openable)


def node_listing(found: NodeList) -> Listing:
    """The list of addresses under a place or an address."""
    columns = (
        Column(translate("addresses", "名称"), 12, in_street_order=True),
        Column(translate("addresses", "级别"), 7),
        Column(translate("addresses", "法律状态"), 8),
        Column(translate("addresses", "赋码"), 7),
        Column(translate("addresses", "存在"), 7),
        Column(translate("addresses", "标注"), 7),
        Column(translate("addresses", "下级"), 6, is_figure=True),
        Column(translate("addresses", "标准地址"), 32, in_street_order=True),
    )
    openable = frozenset(child.id for child in found.ids if child.child_count)
    listing = Listing(columns, tuple(child.id for child in found.ids), SlotKind.NODE, openable=openable)
    listing.put_rows(found.rows)
    return listing
