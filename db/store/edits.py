"""Steps of editing that can be turned round: each list of steps, carried out, gives the list that takes it back.

A step is a small mapping, kept as text with the account's undo list: ``reshape`` (own part, parent, area, side, floor),
``facts`` (existence, point), ``born`` (addresses to take away again) and ``again`` (taken away, to be made anew).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from db.domain.address import NodeKind, Own
from db.domain.errors import NotFound, StaleRecord, WrongState
from db.domain.number import parse_number
from db.domain.state import EXISTENCE, EXISTENCE_TURNED, LIVE_LEGAL, Code, Existence, Legal, Position, move
from db.schema.address import node, place
from db.schema.work import plate
from db.store.lines import Reshape
from db.store.reshape import reshape
from db.store.sets import among
from db.store.store import Work
from db.store.tree import Area, NewNode, add_nodes, move_legal, renew_versions

Step = Mapping[str, Any]
OPEN_TO_EDITS = (Legal.DRAFT.value, Legal.TO_VERIFY.value)
_TURNING = ("address.undo", "address.redo")
_FACTS = ("existence", "lng", "lat", "datum")
_ROW = (
    "id",
    "district_code",
    "kind",
    "ident",
    "parent_id",
    "place_id",
    "legal",
    "code_state",
    "position",
    "row_version",
    *_FACTS,
)


def reshaped(change: Reshape) -> Step:
    """A change of text, parent, area, side or floor as a step."""
    own, area = change.own, change.area
    said: dict[str, Any] = {"op": "reshape", "id": change.node_id}
    said |= {"kind": own.kind.value, "ident": own.ident} if own else {}
    said |= {"area": [area.district, area.subdistrict, area.community]} if area else {}
    said |= {"parent": change.parent_id} if change.parent_id is not None else {}
    said |= {"side": change.side} if change.side is not None else {}
    said |= {"floor": change.floor} if change.floor is not None else {}
    return said | ({"no_floor": True} if change.clear_floor else {})


def reshape_of(step: Step) -> Reshape:
    """The change that ``reshaped`` wrote down."""
    kind = NodeKind(step["kind"]) if "kind" in step else None
    return Reshape(
        step["id"],
        own_of(kind, step["ident"]) if kind else None,
        step.get("parent"),
        Area(*step["area"]) if "area" in step else None,
        step.get("side"),
        step.get("floor"),
        clear_floor=step.get("no_floor", False),
    )


def own_of(kind: NodeKind, ident: str) -> Own:
    """An own part from what is stored of it."""
    return Own(kind, ident, parse_number(ident) if kind is NodeKind.DOOR else None)


def ids_of(steps: Iterable[Step]) -> set[int]:
    """The addresses that steps name."""
    return {one for step in steps for one in (step.get("ids") or [step["id"]])}


def carry_out(
    work: Work, steps: Sequence[Step], seen: Mapping[int, int]
) -> tuple[list[Step], dict[int, int]]:
    """Carry out steps.

    Args:
        work: the write.
        steps: what to do, in order.
        seen: the version of each address as it was when the steps were written down.

    Returns:
        The steps that take it back, and the versions the addresses have now.

    Raises:
        NotFound, StaleRecord: an address is gone, or somebody changed it since.
        WrongState: an address is not open to direct edits any more, or bears something.
        BadAddress, NumberTaken: see ``db.store.reshape.reshape``.
        NotAllowed: an address would lie outside the actor's area.
    """
    found = _locked(work.conn, seen)
    back: list[Step] = []
    shapes = [reshape_of(step) for step in steps if step["op"] == "reshape"]
    if shapes:
        _refuse_closed(found[shape.node_id] for shape in shapes)
        lines = reshape(work, shapes)
        for community in {line.area.community for line in lines}:
            work.actor.role_for(work.verb, community)  # also where only the new parent says where it lies
        back += [reshaped(line.former) for line in lines]
    for step in steps:
        if step["op"] == "facts":
            back.append(_state_facts(work, found[step["id"]], step["values"]))
        elif step["op"] == "born":
            back.append(_take_away(work, step["ids"], found))
        elif step["op"] == "again":
            back.append(_make_again(work, step["ids"], found))
    _date_lives(work, ((found[step["id"]], step["values"]) for step in steps if step["op"] == "facts"))
    back.reverse()
    return back, versions(work.conn, ids_of(back))


def versions(conn: Connection, ids: Iterable[int]) -> dict[int, int]:
    """``row_version`` of addresses."""
    query = select(node.c.id, node.c.row_version).where(among(conn, node.c.id, ids))
    return {row.id: row.row_version for row in conn.execute(query)}


def _locked(conn: Connection, seen: Mapping[int, int]) -> dict[int, Row[Any]]:
    query = select(*(node.c[name] for name in _ROW)).where(among(conn, node.c.id, seen))
    found = {row.id: row for row in conn.execute(query.order_by(node.c.id).with_for_update())}
    for node_id, version in seen.items():
        if node_id not in found:
            raise NotFound("node", str(node_id))
        if found[node_id].row_version != version:
            raise StaleRecord(table="node", row=node_id)
    return found


def _refuse_closed(rows: Iterable[Row[Any]]) -> None:
    for row in rows:
        if row.legal not in OPEN_TO_EDITS:
            raise WrongState(machine="Legal", state=row.legal, wanted="edit")


def _date_lives(work: Work, told: Iterable[tuple[Row[Any], Mapping[str, Any]]]) -> None:
    """Let past days tell what a house was then: of each row as it was, with what was put on it."""
    turned = [row for row, values in told if values.get("existence", row.existence) != row.existence]
    if turned:
        homes = {row.district_code for row in turned}
        renew_versions(work, [row.id for row in turned], homes, ("existence",))


def _state_facts(work: Work, row: Row[Any], values: Mapping[str, Any]) -> Step:
    """Put facts that are no part of the text on an address; its state must only be a living one."""
    if Legal(row.legal) not in LIVE_LEGAL:
        raise WrongState(machine="Legal", state=row.legal, wanted="edit")
    if "existence" in values and values["existence"] != row.existence:
        table = EXISTENCE_TURNED if work.verb in _TURNING else EXISTENCE
        move(table, Existence(row.existence), Existence(values["existence"]))
    version = versions(work.conn, [row.id])[row.id]  # a step before this one may have raised it
    work.change(node, {"id": row.id, "row_version": version}, dict(values))
    return {"op": "facts", "id": row.id, "values": {name: getattr(row, name) for name in values}}


def _take_away(work: Work, ids: Sequence[int], found: Mapping[int, Row[Any]]) -> Step:
    """Make addresses 作废 that nobody built on."""
    _refuse_closed(found[one] for one in ids)
    for one in ids:
        if found[one].code_state != Code.NONE:
            raise WrongState(machine="Code", state=found[one].code_state, wanted=Legal.VOID.value)
    child = node.alias("child")
    below = select(child.c.parent_id).where(
        among(work.conn, child.c.parent_id, ids), child.c.is_live, ~among(work.conn, child.c.id, ids)
    )
    built_on = work.conn.execute(below.limit(1)).scalar()
    if built_on is not None:
        raise WrongState(machine="Legal", state="has_children", wanted=Legal.VOID.value)
    plated = select(plate.c.state).where(among(work.conn, plate.c.node_id, ids)).limit(1)
    held = work.conn.execute(plated).scalar()
    if held is not None:
        raise WrongState(machine="Plate", state=held, wanted=Legal.VOID.value)
    open_ones = [one for one in ids if found[one].legal == Legal.TO_VERIFY]
    move_legal(work, open_ones, Legal.DRAFT, Legal.TO_VERIFY)
    move_legal(work, ids, Legal.VOID, Legal.DRAFT)
    work.parent_changed(found[one].parent_id for one in ids)
    return {"op": "again", "ids": list(ids)}


def _make_again(work: Work, ids: Sequence[int], found: Mapping[int, Row[Any]]) -> Step:
    """Make addresses anew as they were before they were taken away: nothing that is 作废 comes back itself."""
    columns = (
        "id",
        "floor",
        "side",
        "full_text",
        "live_key",
        "area_district",
        "area_subdistrict",
        "area_community",
    )
    query = select(*(node.c[name] for name in columns), place.c.home_district).join(
        place, place.c.id == node.c.place_id
    )
    rows = {row.id: row for row in work.conn.execute(query.where(among(work.conn, node.c.id, ids)))}
    fresh = dict(zip(ids, work.new_ids(len(ids)), strict=True))
    for one in ids:
        if found[one].legal != Legal.VOID:
            raise WrongState(machine="Legal", state=found[one].legal, wanted=Legal.DRAFT.value)
    add_nodes(
        work,
        [
            NewNode(
                id=fresh[one],
                own=own_of(NodeKind(found[one].kind), found[one].ident),
                parent_id=fresh.get(found[one].parent_id, found[one].parent_id),
                place_id=found[one].place_id,
                place_home=rows[one].home_district,
                area=Area(rows[one].area_district, rows[one].area_subdistrict, rows[one].area_community),
                key=rows[one].live_key,
                full_text=rows[one].full_text,
                floor=rows[one].floor,
                side=rows[one].side,
                legal=Legal.DRAFT,
            )
            for one in ids
        ],
    )
    _copy_facts(work, found, fresh)
    return {"op": "born", "ids": list(fresh.values()), "instead_of": list(ids)}


def _copy_facts(work: Work, found: Mapping[int, Row[Any]], fresh: Mapping[int, int]) -> None:
    """Put the points and the house's life of what was taken away on what stands for it; born rows know neither."""
    born = _locked(work.conn, versions(work.conn, fresh.values()))
    told: list[tuple[Row[Any], Mapping[str, Any]]] = []
    for one, news in fresh.items():
        values = {name: getattr(found[one], name) for name in (*_FACTS, "position")}
        # What is born is looked at once more before it counts as marked.
        if values["position"] == Position.MARKED:
            values["position"] = Position.TO_CONFIRM.value
        lacking = {name: said for name, said in values.items() if said != getattr(born[news], name)}
        if lacking:
            _state_facts(work, born[news], lacking)
            told.append((born[news], lacking))
    _date_lives(work, told)
