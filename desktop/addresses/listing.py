"""The list in the middle of the 地址库 room, without Qt: its columns, texts, order and filter."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from db.domain.address import NodeKind
from db.domain.place import NameState, PlaceKind
from db.domain.state import Code, Existence, Legal, Position
from db.store.queries import NodeRow, PlaceRow
from desktop.addresses.list_filter import Arrangement, ColumnFilter, natural, plain
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
        code: its name in saved views.
        title: its heading.
        width: characters it is wide at first.
        is_figure: numbers, set right and ordered by value.
        in_street_order: ordered as the list came, not by text: 2号 stands before 12号.
        terms: code -> word of the values it may have, in their order; empty when its cells are any text.
    """

    code: str
    title: str
    width: int
    is_figure: bool = False
    in_street_order: bool = False
    terms: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a column has: as filters keep it, as it reads, in how many lines."""

    code: str
    word: str
    count: int


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

    def put_rows(self, rows: Iterable[NodeRow]) -> None:
        """Take the texts of nodes."""
        words = {column.code: column.terms for column in self.columns}
        for row in rows:
            self.kinds[row.id] = row.kind
            self.texts[row.id] = (
                row.own_text,
                words["kind"].get(row.kind, row.kind),
                words["legal"].get(row.legal, row.legal),
                words["code_state"].get(row.code_state, row.code_state),
                words["existence"].get(row.existence, row.existence),
                words["position"].get(row.position, row.position),
                str(row.child_count - row.ended),
                row.full_text,
            )

    def drop_rows(self, keys: Iterable[int]) -> None:
        """Forget the texts of nodes that changed."""
        if self.kind is SlotKind.NODE:
            for key in keys:
                self.texts.pop(key, None)

    def position(self, code: str) -> int:
        """Where a column stands, -1 when the list has none of this code."""
        return next((at for at, column in enumerate(self.columns) if column.code == code), -1)

    def needs_all(self, how: Arrangement) -> bool:
        """Whether filters or the order need the texts of all lines."""
        at = self.position(how.order)
        return how.narrows or (at >= 0 and not self.columns[at].in_street_order)

    def view(self, how: Arrangement) -> list[int]:
        """Keys of the lines that pass the filters, in the order wanted; lines that are equal in it keep the list's own."""
        shown = [key for key in self.keys if key in self.texts] if how.narrows else list(self.keys)
        needle = plain(how.text.strip())
        if needle:
            shown = [key for key in shown if any(needle in plain(cell) for cell in self.texts[key])]
        for code, condition in how.filters.items():
            at = self.position(code)
            if at >= 0:
                shown = [key for key in shown if self._passes(self.texts[key][at], at, condition)]
        at = self.position(how.order)
        if at >= 0 and not self.columns[at].in_street_order:
            shown.sort(key=lambda key: self._order(key, at), reverse=how.descending)
        elif at >= 0 and how.descending:
            shown.reverse()
        return shown

    def values(self, at: int) -> tuple[Value, ...]:
        """The values of a column with how often they come, in the column's order."""
        counts = Counter(cells[at] for key in self.keys if (cells := self.texts.get(key)) is not None)
        codes = {word: code for code, word in self.columns[at].terms.items()}
        ordered = sorted(counts, key=lambda word: self._rank(word, at))
        return tuple(Value(codes.get(word, word), word, counts[word]) for word in ordered)

    def _passes(self, cell: str, at: int, condition: ColumnFilter) -> bool:
        if condition.values is not None:
            words = self.columns[at].terms
            if cell not in {words.get(value, value) for value in condition.values}:
                return False
        return plain(condition.text.strip()) in plain(cell)

    def _order(self, key: int, at: int) -> tuple[int, tuple[tuple[int, int, str], ...]]:
        return self._rank(self.texts[key][at], at) if key in self.texts else (0, ())

    def _rank(self, cell: str, at: int) -> tuple[int, tuple[tuple[int, int, str], ...]]:
        column = self.columns[at]
        if column.is_figure:
            return (int(cell or 0), ())
        words = list(column.terms.values())
        return (words.index(cell) if cell in words else len(words), natural(cell))


def _words(codes: type[StrEnum], word: Callable[[str], str]) -> dict[str, str]:
    """Every code of an axis with the office's word, in the axis's order."""
    return {one.value: word(one.value) for one in codes}


def unit_listing(children: Sequence[Child]) -> Listing:
    """The list of administrative units; a figure that is not counted yet is empty, not nought."""
    columns = (
        Column("name", translate("addresses", "名称"), 18),
        Column("code", translate("addresses", "代码"), 15),
        Column("nodes", translate("addresses", "地址数"), 9, is_figure=True),
    )
    texts: dict[int, tuple[str, ...]] = {
        child.key: (child.text, f"{child.key:012d}", str(child.count) if child.count >= 0 else "")
        for child in children
    }
    openable = frozenset(child.key for child in children if child.child_count)
    kinds = dict.fromkeys(texts, "division")
    return Listing(columns, tuple(texts), SlotKind.DIVISION, texts, kinds, openable)


def place_listing(places: Sequence[PlaceRow]) -> Listing:
    """The list of place names in a community."""
    columns = (
        Column("name", translate("addresses", "地名"), 14),
        Column("kind", translate("addresses", "类别"), 7, terms=_words(PlaceKind, kind_term)),
        Column("pinyin", translate("addresses", "拼音"), 20),
        Column("state", translate("addresses", "状态"), 9, terms=_words(NameState, name_state_term)),
        Column("children", translate("addresses", "下级"), 7, is_figure=True),
    )
    texts: dict[int, tuple[str, ...]] = {
        line.id: (
            line.name,
            kind_term(line.kind),
            line.pinyin,
            name_state_term(line.state),
            str(line.child_count - line.ended),
        )
        for line in places
    }
    openable = frozenset(line.id for line in places if line.child_count)
    kinds = dict.fromkeys(texts, "place")
    return Listing(columns, tuple(texts), SlotKind.PLACE, texts, kinds, openable)


def node_listing(found: NodeList) -> Listing:
    """The list of addresses under a place or an address."""
    columns = (
        Column("own_text", translate("addresses", "名称"), 12, in_street_order=True),
        Column("kind", translate("addresses", "级别"), 7, terms=_words(NodeKind, kind_term)),
        Column("legal", translate("addresses", "法律状态"), 8, terms=_words(Legal, legal_term)),
        Column("code_state", translate("addresses", "赋码"), 7, terms=_words(Code, code_term)),
        Column("existence", translate("addresses", "存在"), 7, terms=_words(Existence, existence_term)),
        Column("position", translate("addresses", "标注"), 7, terms=_words(Position, position_term)),
        Column("children", translate("addresses", "下级"), 6, is_figure=True),
        Column("full_text", translate("addresses", "标准地址"), 32, in_street_order=True),
    )
    openable = frozenset(child.id for child in found.ids if child.child_count)
    listing = Listing(columns, tuple(child.id for child in found.ids), SlotKind.NODE, openable=openable)
    listing.put_rows(found.rows.values())
    return listing
