"""Generating a block: what it would do to the register, and doing it in one transaction."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from db.domain.access import Actor
from db.domain.address import NodeKind
from db.domain.block import BlockPlan, Planned, expand
from db.domain.block_check import Checked, Here, Standing, Tally, check, tally
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.errors import BadAddress, StaleRecord, WrongState
from db.domain.place import NameState, PlaceKind
from db.domain.state import LIVE_LEGAL, Existence, Legal, born_as
from db.services.numbering import current_rules
from db.store import blocks, undo
from db.store.blocks import Ground
from db.store.store import Store, Work
from db.store.tree import NewNode, add_nodes
from db.store.turns import hold

_HOUSED = frozenset({PlaceKind.COMPOUND, PlaceKind.YARD, PlaceKind.VILLAGE})
"""Names that buildings may stand under without a gate number."""

_NEW_VERSION = 1
_OPEN_LEGAL = LIVE_LEGAL - {Legal.SUSPENDED}


@dataclass(frozen=True, slots=True)
class Under:
    """What a block hangs under: an address, or a place name in one of its communities."""

    node_id: int = 0
    place_id: int = 0
    community: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a block would do.

    Attributes:
        ground: what it hangs under.
        block: every address, parents first.
        checked: what becomes of each.
        tally: how many of each.
        may_skip: whether the district's rules let a floor or a room pass over a number (N12).
    """

    ground: Ground
    block: tuple[Planned, ...]
    checked: tuple[Checked, ...]
    tally: Tally
    may_skip: bool


@dataclass(frozen=True, slots=True)
class Generated:
    """A block as it was made; wanted = made + there + refused."""

    changes: Changes
    tally: Tally
    ids: tuple[int, ...]


def ground_of(store: Store, under: Under) -> Ground:
    """What a block would hang under, when something may be born there.

    Raises:
        BadAddress: a street, under which nothing stands without a number; or a room.
        NotFound, WrongState: as ``preview_block``.
    """
    with store.read() as conn:
        ground = _ground(conn, under)
    if ground.kind in (NodeKind.FLOOR, NodeKind.ROOM):
        raise BadAddress(field="under", text=ground.full_text, why="wrong_parent")
    return ground


def preview_block(store: Store, under: Under, plan: BlockPlan) -> Preview:
    """What a block would do to the register as it stands.

    Raises:
        BadAddress: the plan cannot be read, or the hierarchy forbids it; ``field`` is the plan's.
        NotFound: what it hangs under is gone.
        WrongState: nothing new may be born under it.
    """
    with store.read() as conn:
        return _look(conn, under, plan, date.fromisoformat(legal_date(store.clock.now())))


def generate_block(
    store: Store, actor: Actor, under: Under, plan: BlockPlan, *, reason: str, seen: Tally
) -> Generated:
    """Make every address of a block that is new, as drafts.

    Args:
        store: the register.
        actor: who makes them.
        under: what they hang under.
        plan: what is to be made.
        reason: goes to the journal.
        seen: how the block came out when the clerk agreed to it.

    Raises:
        NotAllowed: what it hangs under lies outside the actor's area.
        BadAddress, NotFound, WrongState: as ``preview_block``.
        StaleRecord: by now it comes out otherwise than ``seen``; nothing is made.
        NumberTaken: an address that the actor does not see bears one of the numbers.
    """
    with store.read() as conn:
        community = _ground(conn, under).area.community
    with store.write(actor, "address.edit", reason, community) as work:
        blocks.lock_place(work.conn, under.place_id or _ground(work.conn, under).place_id)
        hold(work.conn, [under.node_id])
        found = _look(work.conn, under, plan, date.fromisoformat(work.today))
        if found.ground.area.community != community or found.tally != seen:
            raise StaleRecord(table="node", row=found.ground.id)
        ids = _make(work, found, born_as(plan.existence))
        if ids:
            title = f"{found.ground.full_text}（{len(ids)}）"
            undo.record(
                work, ("block", title), [{"op": "born", "ids": ids}], {}, dict.fromkeys(ids, _NEW_VERSION)
            )
    return Generated(work.changes(), found.tally, ids)


def _look(conn: Connection, under: Under, plan: BlockPlan, today: date) -> Preview:
    ground = _ground(conn, under)
    block = expand(plan, ground.kind)
    rules = current_rules(conn)
    here = Here(ground.key, ground.area.community, today)
    checked = check(block, here, blocks.known_below(conn, ground.id, rules))
    return Preview(ground, block, checked, tally(checked), not rules.no_skip)


def _ground(conn: Connection, under: Under) -> Ground:
    if under.node_id:
        ground = blocks.node_ground(conn, under.node_id)
        if Legal(ground.legal) not in _OPEN_LEGAL:
            raise WrongState("Legal", ground.legal, Legal.DRAFT.value)
        return ground
    ground, kind = blocks.place_ground(conn, under.place_id, under.community)
    if kind not in _HOUSED:
        raise BadAddress(field="under", text=ground.own_text, why="no_gate_number")
    if ground.legal == NameState.RETIRED:
        raise WrongState("NameState", ground.legal, NameState.APPROVED.value)
    return ground


def _make(work: Work, found: Preview, existence: Existence) -> tuple[int, ...]:
    """Insert what is new; returns its ids."""
    fresh = iter(work.new_ids(found.tally.made))
    ids: list[int] = []
    texts: list[str] = []
    nodes: list[NewNode] = []
    for planned, checked in zip(found.block, found.checked, strict=True):
        above = planned.parent
        text = texts[above] if above >= 0 else found.ground.full_text
        texts.append(text + planned.own.text)
        if checked.standing is not Standing.NEW:
            ids.append(checked.known_id)
            continue
        ids.append(next(fresh))
        nodes.append(
            NewNode(
                id=ids[-1],
                own=planned.own,
                parent_id=ids[above] if above >= 0 else found.ground.id,
                place_id=found.ground.place_id,
                place_home=found.ground.place_home,
                area=found.ground.area,
                key=checked.key,
                full_text=texts[-1],
                floor=planned.floor,
                legal=Legal.DRAFT,
                existence=existence,
            )
        )
    add_nodes(work, nodes)
    return tuple(one.id for one in nodes)
