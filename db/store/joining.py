"""Rows of another store on their way into this one: which table joins how, and what its columns point to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from db.domain.joining import own_key
from db.schema import address, holdings, office, sheets, sketch, system, work
from db.store.journal import canonical
from db.store.sets import among
from db.store.store import Work

OWN = frozenset(
    {
        *("store_info", "store_place", "journal", "journal_change", "journal_head"),
        *("credential", "setting", "clock_check", "actor", "actor_role", "undo_step", "saved_view"),
        *("handoff", "handoff_entry", "office_key"),
    }
)
"""Tables each store keeps for itself: identity, journal, settings, passwords, views, what could be undone, hand-overs
to other districts with the key that signs them.

Accounts follow by login.
"""

COUNTED_ANEW = frozenset({"place_community"})

_TOLD_WHOLE = (
    *(address.place, address.node, address.addr_code, address.payload),
    *(work.application, work.application_item, work.plate, work.plate_batch),
)
"""Tables whose rows stand whole in the journal; of the others it keeps the key, the row itself says the rest."""

_PORTION = 2_000
_Row = dict[str, Any]
Adjust = Callable[[Connection, list[_Row]], Iterable[_Row]]


@dataclass(frozen=True, slots=True)
class Rule:
    """How a table joins.

    Attributes:
        table: which.
        nodes: columns that name an address; the row stays out with it.
        places: columns that name a place.
        about: columns of a row that may be about an address but stays without it.
        follows: column that names a row of another table; the row stays out with it.
        same: whether a row about an address both have is already there.
    """

    table: Table
    nodes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    follows: tuple[str, str] | None = None
    same: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which a row counts as already there, so that joining again finds what came before."""
        return tuple(one.name for one in self.table.primary_key.columns)


RULES = (
    Rule(address.division),
    Rule(address.division_successor),
    Rule(system.catalogue),
    Rule(address.place, places=("id",)),
    Rule(address.place_alias, places=("place_id",)),
    Rule(address.node, nodes=("id",), places=("place_id",), same=True),
    Rule(address.node_version, nodes=("node_id",), places=("place_id",), same=True),
    Rule(address.node_successor, nodes=("old_id", "new_id")),
    Rule(address.number_slot, nodes=("owner",), places=("naming_id",)),
    Rule(address.addr_code, nodes=("node_id",)),
    Rule(address.payload, nodes=("node_id",)),
    Rule(work.import_batch),
    Rule(work.import_row, about=("node_id",)),
    Rule(work.text_decision, about=("node_id",)),
    Rule(work.application),
    Rule(work.application_item, nodes=("node_id",)),
    Rule(work.planned_change, follows=("id", "application")),
    Rule(work.plate_batch),
    Rule(work.plate, nodes=("node_id",)),
    Rule(work.print_run),
    Rule(work.problem, nodes=("node_id",)),
    Rule(work.package),
    Rule(work.inspection_form, nodes=("node_id",), follows=("plate_id", "plate")),
    Rule(work.inspection_answer, follows=("form_id", "inspection_form")),
    Rule(sheets.check_sheet),
    Rule(sheets.check_sheet_row, nodes=("node_id",)),
    Rule(sheets.check_return),
    Rule(sheets.check_finding, about=("node_id",)),
    Rule(office.responsibility),
    Rule(office.handover),
    Rule(office.handover_item),
    Rule(holdings.attachment),
    Rule(holdings.attachment_link),
    Rule(sketch.map_layer),
    Rule(holdings.vault_key),
    Rule(holdings.vault_wrap),
    Rule(holdings.person),
    Rule(holdings.person_digest),
    Rule(holdings.person_link),
)
"""Parents before the rows that point to them."""


@dataclass
class Tally:
    """What became of a table's rows: read = joined + already there + left out."""

    read: int = 0
    joined: int = 0
    same: int = 0
    left_out: int = 0


@dataclass
class Joining:
    """One join in progress.

    Attributes:
        places: place of the other store -> ours.
        nodes: address of the other store -> ours, where both are one.
        out: addresses left out.
        gone: table -> ids of rows that stayed out, for the rows that follow them.
        tallies: table -> what became of its rows.
    """

    places: Mapping[int, int]
    nodes: Mapping[int, int]
    out: frozenset[int]
    gone: dict[str, set[int]] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def translate(self, rule: Rule, row: _Row) -> str:
        """Point a row to what it means here.

        Returns:
            ``joined``, ``same`` or ``left_out``.
        """
        if any(row[name] in self.out for name in rule.nodes):
            return "left_out"
        if row.get("table_name") == address.node.name and row["row_id"] in self.out:
            return "left_out"
        if rule.follows and row[rule.follows[0]] in self.gone.get(rule.follows[1], ()):
            return "left_out"
        if rule.same and row[rule.nodes[0]] in self.nodes:
            return "same"
        for name in rule.places:
            row[name] = self.places.get(row[name], row[name])
        for name in (*rule.nodes, *rule.about):
            row[name] = None if row[name] in self.out else self._here(row[name])
        self._point_elsewhere(rule.table, row)
        return "joined"

    def _point_elsewhere(self, table: Table, row: _Row) -> None:
        """Columns that name a place or an address, an address by its text, or a row of any table."""
        if "parent_id" in row:
            row["parent_id"] = self._here(row["parent_id"])
        if table is address.node:
            row["live_key"] = own_key(row["live_key"], row["place_id"])
        if table is work.problem:
            group, bar, text = row["subject"].partition("|")
            if group.isdecimal():
                row["subject"] = f"{self._here(int(group))}{bar}{text}"
        if row.get("table_name") in (address.node.name, address.place.name):
            row["row_id"] = self._here(row["row_id"])

    def _here(self, row_id: Any) -> Any:
        """What an address or place is here; ids are never given twice, so that one table answers for both."""
        return self.nodes.get(row_id, self.places.get(row_id, row_id))

    def count(self, table: Table, outcome: str, row: _Row) -> None:
        """Keep account of a row."""
        tally = self.tallies.setdefault(table.name, Tally())
        tally.read += 1
        setattr(tally, outcome, getattr(tally, outcome) + 1)
        if outcome != "joined" and "id" in row:
            self.gone.setdefault(table.name, set()).add(row["id"])


def portions(conn: Connection, table: Table) -> Iterator[list[_Row]]:
    """Every row of a table, some at a time, in the order of its key."""
    found = conn.execute(select(table).order_by(*table.primary_key.columns)).mappings()
    for rows in found.partitions(_PORTION):
        yield [dict(row) for row in rows]


def join_table(
    source: Connection, into: Work, rule: Rule, joining: Joining, adjust: Adjust | None = None
) -> Iterator[list[_Row]]:
    """Bring a table's rows over, some at a time.

    Args:
        source: of the other store.
        into: the write under way.
        rule: of the table.
        joining: what is known so far; told what became of each row.
        adjust: what else the table needs; changes rows, and answers with those that are already there.

    Yields:
        The rows that joined.
    """
    columns = tuple(rule.table.columns.keys())
    kept = () if rule.table in _TOLD_WHOLE else rule.identity
    for rows in portions(source, rule.table):
        judged = [(row, dict(row), joining.translate(rule, row)) for row in rows]
        fresh = [row for row, _theirs, outcome in judged if outcome == "joined"]
        known = {id(row) for row in adjust(into.conn, fresh)} if adjust else set()
        there = _there(into.conn, rule, fresh)
        joined: list[_Row] = []
        for row, theirs, outcome in judged:
            if outcome == "joined" and (
                id(row) in known or tuple(row[name] for name in rule.identity) in there
            ):
                outcome = "same"
            joining.count(rule.table, outcome, theirs)
            if outcome == "joined":
                joined.append(row)
        into.insert_many(rule.table, columns, [tuple(row[name] for name in columns) for row in joined], kept)
        yield joined


def _there(conn: Connection, rule: Rule, rows: list[_Row]) -> set[tuple[Any, ...]]:
    """Which of the rows this store has already, by the rule's columns."""
    if not rows:
        return set()
    columns = [rule.table.c[name] for name in rule.identity]
    widest = max(rule.identity, key=lambda name: len({row[name] for row in rows}))
    wanted = {row[widest] for row in rows}
    query = select(*columns).where(among(conn, rule.table.c[widest], wanted))
    return {tuple(row) for row in conn.execute(query)}


def head_text(head: Row[Any]) -> str:
    """The other store's head as the journal keeps it."""
    return canonical({"seq": head.seq, "hash": head.hash})
