"""What a plan reaches: the addresses whose legal state moves with it, those that are reshaped, and those that refuse.

Asked three times: for the preview, when it is filed, and when it takes hold, since the register goes on in between.

Reasons to refuse: ``not_found``; ``wrong_state`` (its state allows no such act); ``open_application`` (another one
about it, or about an address below it, is not done yet); ``no_change``; ``facts_apart`` (existence and point of an
approved address are written down directly); ``existence_step`` (no house becomes that from what it is);
``draft_place``, ``parent_not_approved`` (where it shall hang); ``draft_below``, ``approved_below`` (what stands below
is not as far, or further); ``no_successor``, ``other_kind``, ``inside_itself`` (what it shall be merged into);
``one_at_a_time``, ``no_new_part``, ``unassigned_child``, ``not_below`` (a split); ``changed_since`` (it was no part of
what was filed).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from db.domain.address import BEARING, NodeKind, read_own
from db.domain.place import NameState
from db.domain.plan import TEXT_ACTS, Act, BlockedItem, Edit, Plan
from db.domain.state import EXISTENCE, LIVE_LEGAL, Existence, Legal
from db.schema.address import node, place
from db.schema.work import application, application_item
from db.store.applications import community_area
from db.store.lines import Drawing, Reshape
from db.store.sets import among
from db.store.turns import hold

UNAPPROVED = frozenset({Legal.DRAFT.value, Legal.TO_VERIFY.value})
"""States in which an address is edited directly."""
_COLUMNS = (
    *("id", "district_code", "kind", "ident", "parent_id", "place_id", "legal", "code_state", "full_text"),
    *("own_text", "live_key", "side", "floor", "existence"),
    *("area_district", "area_subdistrict", "area_community", "row_version"),
)
_OPEN_TO = {
    **dict.fromkeys(TEXT_ACTS, frozenset({Legal.APPROVED, Legal.SUSPENDED})),
    Act.MERGE: frozenset({Legal.APPROVED}),
    Act.SPLIT: frozenset({Legal.APPROVED}),
    Act.SUSPEND: frozenset({Legal.APPROVED}),
    Act.CANCEL: frozenset({Legal.APPROVED, Legal.SUSPENDED}),
    Act.RESTORE: frozenset({Legal.SUSPENDED}),
}
_DRAFTS_TOO = TEXT_ACTS | {Act.CANCEL}


@dataclass(slots=True)
class Reach:
    """What a plan reaches.

    Attributes:
        rows: every address read, by id.
        named: ids of the addresses named that are there, in the plan's order.
        below: ids of the living addresses below them and below what stays of a merger; none for an act on the text.
        movers: id -> the legal state it will have.
        shapes: what will be reshaped.
        redirects: (old, new) for addresses that others take over.
        refused: addresses that refuse.
    """

    rows: dict[int, Row[Any]]
    named: list[int]
    below: list[int]
    movers: dict[int, Legal] = field(default_factory=dict)
    shapes: list[Reshape] = field(default_factory=list)
    redirects: list[tuple[int, int]] = field(default_factory=list)
    refused: list[BlockedItem] = field(default_factory=list)

    def refuse(self, one: int, reason: str, detail: str = "") -> None:
        """Note that an address refuses."""
        row = self.rows.get(one)
        self.refused.append(BlockedItem(one, row.full_text if row else "", reason, detail))

    def children(self, one: int) -> list[int]:
        """Living addresses directly below one of those read."""
        return [each for each in self.below if self.rows[each].parent_id == one]

    def touched(self, plan: Plan, drawing: Drawing | None) -> set[int]:
        """Every address that is changed, moves or says something else; those too that a split hands over."""
        handed = {child for child, _part in plan.shares} & set(self.below)
        for one in self.below:  # each after the one it hangs under
            if self.rows[one].parent_id in handed:
                handed.add(one)
        drawn = {line.row.id for line in drawing.altered} if drawing else set()
        return {*self.named, *self.movers, *handed, *drawn}


def reach(conn: Connection, plan: Plan, items: Collection[int] | None = None, *, lock: bool = False) -> Reach:
    """What a plan reaches as the register stands.

    Args:
        conn: the connection.
        plan: what is wanted.
        items: when it takes hold, the addresses it was filed with; only they may move.
        lock: nobody else changes the addresses until the transaction ends.
    """
    target = plan.successors[0] if plan.act is Act.MERGE and plan.successors else 0
    heads = list(dict.fromkeys([*plan.node_ids, target] if target else plan.node_ids))
    rows = _rows(conn, node.c.id, heads, lock)
    if lock:
        hold(conn, {edit.parent_id for edit in plan.edits if edit.parent_id is not None})
    # What follows a changed text is read by drawing it.
    above = [] if plan.act in TEXT_ACTS else heads
    below = [one for one in _below(conn, above, rows, lock) if one not in plan.node_ids]
    found = Reach(rows, [one for one in plan.node_ids if one in rows], below)
    _judge_named(found, plan, items)
    if not found.refused:
        _ACTS[plan.act](conn, found, plan, items)
    if items is not None and not found.refused:
        _settle_named(found, plan)
        for one in sorted(found.movers.keys() - set(items)):
            found.refuse(one, "changed_since")
    return found


def _rows(conn: Connection, column: Any, ids: Sequence[int], lock: bool) -> dict[int, Row[Any]]:
    query = select(*(node.c[name] for name in _COLUMNS)).where(among(conn, column, ids)).order_by(node.c.id)
    return {row.id: row for row in conn.execute(query.with_for_update() if lock else query)}


def _below(conn: Connection, ids: Sequence[int], rows: dict[int, Row[Any]], lock: bool) -> Iterator[int]:
    """Living addresses below some, level by level; their rows are added to ``rows``."""
    above = list(ids)
    while above:
        level = _rows(conn, node.c.parent_id, above, lock)
        living = [one for one, row in level.items() if Legal(row.legal) in LIVE_LEGAL]
        rows.update({one: level[one] for one in living})
        yield from living
        above = [one for one in living if level[one].kind in BEARING]


def _judge_named(found: Reach, plan: Plan, items: Collection[int] | None) -> None:
    """Refuse addresses that are not there, or whose state allows no such act."""
    allowed = {state.value for state in _OPEN_TO.get(plan.act, ())}
    if plan.act in _DRAFTS_TOO:
        allowed |= UNAPPROVED
    if items is not None:
        allowed = (allowed - {Legal.APPROVED.value}) | {Legal.CHANGING.value}
    for edit in plan.edits:
        row = found.rows.get(edit.node_id)
        if row is None:
            found.refuse(edit.node_id, "not_found")
        elif items is None and row.legal == Legal.CHANGING:
            found.refuse(row.id, "open_application")
        elif row.legal not in allowed and not _is_about_facts(plan, edit, row):
            found.refuse(row.id, "wrong_state", row.legal)


def _is_about_facts(plan: Plan, edit: Edit, row: Row[Any]) -> bool:
    """Whether an edit only writes down what is no part of an address: that is open to every living one."""
    return plan.act in TEXT_ACTS and not edit.is_worded and Legal(row.legal) in LIVE_LEGAL


def _settle_named(found: Reach, plan: Plan) -> None:
    """What was being changed is in force again, unless the act makes something else of it."""
    for one in found.named:
        if found.rows[one].legal == Legal.CHANGING:
            found.movers.setdefault(one, Legal.APPROVED)


def shape_of(conn: Connection, edit: Edit, kind: NodeKind) -> Reshape:
    """A wish about one address in the register's terms.

    Raises:
        BadNumber, BadAddress: its own part cannot be read.
        NotFound: no such community.
    """
    return Reshape(
        edit.node_id,
        read_own(kind, edit.own_text) if edit.own_text is not None else None,
        edit.parent_id,
        community_area(conn, edit.community)[0] if edit.community is not None else None,
        edit.side,
        edit.floor if isinstance(edit.floor, int) else None,
        clear_floor=edit.floor == "",
    )


def _reword(conn: Connection, found: Reach, plan: Plan, _items: Collection[int] | None) -> None:
    worded = any(edit.is_worded for edit in plan.edits)
    for edit in plan.edits:
        row = found.rows[edit.node_id]
        if edit.is_empty:
            found.refuse(row.id, "no_change")
        elif edit.existence is not None and not _may_become(row.existence, edit.existence):
            found.refuse(row.id, "existence_step", row.existence)
        elif worded and edit.facts and row.legal not in UNAPPROVED:
            found.refuse(row.id, "facts_apart")
        elif edit.is_worded:
            found.shapes.append(shape_of(conn, edit, NodeKind(row.kind)))
    _judge_parents(conn, found, plan)


def _may_become(existence: str, wanted: str) -> bool:
    """Whether a house may be what is wanted: what it is already, or the next step of its life."""
    return wanted == existence or Existence(wanted) in EXISTENCE[Existence(existence)]


def _judge_parents(conn: Connection, found: Reach, plan: Plan) -> None:
    """What is in force hangs below what is in force."""
    wanted = {edit.parent_id for edit in plan.edits if edit.parent_id is not None}
    states = select(node.c.id, node.c.legal).where(among(conn, node.c.id, wanted))
    legal = {row.id: row.legal for row in conn.execute(states)}
    names = select(place.c.id, place.c.state).where(among(conn, place.c.id, wanted))
    named = {row.id: row.state for row in conn.execute(names)}
    for edit in plan.edits:
        row, parent = found.rows[edit.node_id], edit.parent_id
        if parent is None:
            continue
        if parent in legal:
            good = {Legal.APPROVED.value, Legal.CHANGING.value}
            good |= UNAPPROVED | {Legal.TO_APPROVE.value} if row.legal in UNAPPROVED else set()
            if legal[parent] not in good:
                found.refuse(row.id, "parent_not_approved", legal[parent])
        elif parent not in named:
            found.refuse(row.id, "not_found")
        elif row.legal not in UNAPPROVED and named[parent] != NameState.APPROVED:
            found.refuse(row.id, "draft_place", named[parent])


def _suspend(_conn: Connection, found: Reach, _plan: Plan, _items: Collection[int] | None) -> None:
    _end(found, Legal.SUSPENDED, {Legal.APPROVED})


def _cancel(_conn: Connection, found: Reach, _plan: Plan, _items: Collection[int] | None) -> None:
    if all(found.rows[one].legal in UNAPPROVED for one in found.named):
        _end(found, Legal.VOID, {Legal.DRAFT, Legal.TO_VERIFY}, "approved_below")
    else:
        _end(found, Legal.CANCELLED, {Legal.APPROVED, Legal.SUSPENDED}, "draft_below")


def _end(found: Reach, to: Legal, taken: Collection[Legal], refused: str = "") -> None:
    """Move the named ones and what stands below; what is in none of the states taken is passed over, or refuses."""
    found.movers.update(dict.fromkeys(found.named, to))
    for one in found.below:
        legal = found.rows[one].legal
        if legal in taken:
            found.movers[one] = to
        elif legal == Legal.CHANGING:
            found.refuse(one, "open_application")
        elif refused:
            found.refuse(one, refused, legal)


def _restore(conn: Connection, found: Reach, plan: Plan, items: Collection[int] | None) -> None:
    together = set(items) if items is not None else suspended_with(conn, plan.node_ids)
    parents = {found.rows[one].parent_id for one in found.named} - set(found.named)
    query = select(node.c.id, node.c.legal).where(among(conn, node.c.id, parents))
    legal = {row.id: row.legal for row in conn.execute(query)}
    for one in found.named:
        above = legal.get(found.rows[one].parent_id, Legal.APPROVED.value)
        if above not in (Legal.APPROVED, Legal.CHANGING):
            found.refuse(one, "parent_not_approved", above)
        found.movers[one] = Legal.APPROVED
    for one in found.below:
        if found.rows[one].legal == Legal.SUSPENDED and (one in together or not together):
            found.movers[one] = Legal.APPROVED


def suspended_with(conn: Connection, ids: Iterable[int]) -> set[int]:
    """The addresses that went 停用 by the applications by which these did."""
    mine = application_item.alias("mine")
    last: dict[int, int] = {}
    query = (
        select(mine.c.node_id, mine.c.application_id)
        .join(application, application.c.id == mine.c.application_id)
        .where(application.c.kind == Act.SUSPEND.value, application.c.state == "approved")
        .where(among(conn, mine.c.node_id, ids))
    )
    for row in conn.execute(query.order_by(mine.c.application_id)):
        last[row.node_id] = row.application_id
    items = select(application_item.c.node_id).where(
        among(conn, application_item.c.application_id, last.values())
    )
    return set(conn.execute(items).scalars())


def _merge(_conn: Connection, found: Reach, plan: Plan, _items: Collection[int] | None) -> None:
    target = plan.successors[0] if plan.successors else 0
    stays = found.rows.get(target)
    if stays is None or stays.legal != Legal.APPROVED or target in found.named:
        found.refuse(found.named[0], "no_successor", stays.legal if stays else "")
        return
    if any(each in found.named for each in _upwards(found, target)):
        found.refuse(target, "inside_itself")
    for one in found.named:
        if found.rows[one].kind != stays.kind:
            found.refuse(one, "other_kind", stays.kind)
        elif target in _upwards(found, one):
            found.refuse(one, "inside_itself")
    if not found.refused:
        kin = _Kin(found)
        for one in found.named:
            kin.join(one, target)
        kin.tell()


def _upwards(found: Reach, one: int) -> Iterator[int]:
    """What stands above an address, as far as it was read."""
    while one in found.rows:
        one = found.rows[one].parent_id
        yield one


class _Kin:
    """Children while addresses are merged: what one takes over counts as its own for the next."""

    def __init__(self, found: Reach) -> None:
        self._found = found
        self._moved: dict[int, int] = {}
        self._children: dict[int, dict[tuple[str, str], int]] = {}
        for one in [*found.named, *found.below]:
            row = found.rows[one]
            self._children.setdefault(row.parent_id, {})[row.kind, row.ident] = one

    def join(self, old: int, stays: int) -> None:
        """Let one address become another; a child with the same own part becomes its namesake."""
        found = self._found
        found.movers[old] = Legal.MERGED
        found.redirects.append((old, stays))
        taken = self._children.setdefault(stays, {})
        for own, child in self._children.pop(old, {}).items():
            namesake = taken.get(own)
            if namesake is None:
                taken[own] = child
                self._moved[child] = stays
            else:
                self._join_namesakes(child, namesake)

    def _join_namesakes(self, child: int, namesake: int) -> None:
        found = self._found
        for one in (child, namesake):
            legal = found.rows[one].legal
            if legal == Legal.CHANGING:
                found.refuse(one, "open_application")
            elif legal != Legal.APPROVED:
                found.refuse(one, "draft_below" if legal != Legal.SUSPENDED else "wrong_state", legal)
        self._moved.pop(child, None)
        self.join(child, namesake)

    def tell(self) -> None:
        """Note what moves below what."""
        self._found.shapes += [Reshape(child, parent_id=above) for child, above in self._moved.items()]


def _split(conn: Connection, found: Reach, plan: Plan, items: Collection[int] | None) -> None:
    if len(found.named) != 1:
        found.refuse(found.named[0], "one_at_a_time")
        return
    (old,) = found.named
    stays = old in plan.successors
    fresh = [one for one in plan.successors if one != old]
    shares = dict(plan.shares)
    if not plan.new_own_texts or any(not 0 <= part < len(plan.new_own_texts) for part in shares.values()):
        found.refuse(old, "no_new_part")
        return
    children = set(found.children(old))
    for one in sorted(shares.keys() - children):
        found.refuse(one, "not_below")
    if not stays:
        for one in sorted(children - shares.keys()):
            found.refuse(one, "unassigned_child")
        found.movers[old] = Legal.CANCELLED
    if items is not None and not found.refused:
        found.rows |= _rows(conn, node.c.id, fresh, lock=True)
        found.movers.update(dict.fromkeys(fresh, Legal.APPROVED))
        found.shapes += [Reshape(one, parent_id=fresh[part]) for one, part in shares.items()]
        found.redirects += [(old, one) for one in fresh if not stays]


def _rename_place(_conn: Connection, _found: Reach, _plan: Plan, _items: Collection[int] | None) -> None:
    """No address moves: what they say follows the place."""


_ACTS = {
    **dict.fromkeys(TEXT_ACTS, _reword),
    Act.MERGE: _merge,
    Act.SPLIT: _split,
    Act.SUSPEND: _suspend,
    Act.CANCEL: _cancel,
    Act.RESTORE: _restore,
    Act.RENAME_PLACE: _rename_place,
    Act.REDRAW: _rename_place,
}
