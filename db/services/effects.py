"""What a decided plan does to the register when it takes hold, and what takes that back; inside a transaction.

Plates whose address says something else now are 待更正 on the wall and void in the workshop; codes and payloads stay for
ever with the address they were given to.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select, update

from db.domain.errors import NotAllowed, StaleRecord
from db.domain.plan import TEXT_ACTS, Act, Plan
from db.domain.state import PLATE, Legal, Plate, move
from db.schema.address import node, node_successor, number_slot, payload
from db.schema.work import plate
from db.services.filing import refuse
from db.services.place_naming import rename_in
from db.store import places, plates
from db.store.amending import amend_past
from db.store.edits import Step, reshape_of, reshaped
from db.store.journal import canonical
from db.store.lines import Drawing, Line, draw
from db.store.places import under
from db.store.reach import UNAPPROVED, Reach, reach
from db.store.reshape import rewrite
from db.store.sets import among
from db.store.store import Work
from db.store.tree import FREE, move_legal

_GONE = (Legal.MERGED, Legal.CANCELLED)
_NOT_BEGUN = (Plate.TO_CORRECT, Plate.MISSING, Plate.DAMAGED)
"""Plates in these states bear the text of before."""
_SAID = ("ident", "parent_id", "side", "floor", "area_community")


def take_effect(work: Work, plan: Plan, items: Collection[int], day: str) -> str:
    """Carry out a plan from a day on; returns what takes it back, ``""`` when nothing does.

    Args:
        work: the write.
        plan: what was decided.
        items: the addresses it was filed with; no other moves.
        day: legal date.

    Raises:
        PlanRefused: an address refuses now.
        StaleRecord: a draft was edited since it was filed.
        NumberTaken, NotFound, BadAddress, BadPlace: what was wanted cannot be any more.
        NotAllowed: an address lies, or shall lie, outside the actor's area.
    """
    if plan.act is Act.RENAME_PLACE:
        return _rename_place(work, plan.place_id, plan.name, day)
    found = reach(work.conn, plan, items, lock=True)
    refuse(found)
    _refuse_edited(found, plan)
    for community in {found.rows[one].area_community for one in [*found.named, *found.movers]}:
        work.actor.role_for(work.verb, community)
    _move(work, found, day)
    told = [one for one, to in found.movers.items() if to in _GONE]
    inverse: dict[str, Any] = {}
    if found.shapes:
        drawing = draw(work.conn, found.shapes)
        told += _redraw(work, drawing, day, amend=plan.act is Act.CORRECT)
        if plan.act in TEXT_ACTS:
            inverse = _inverse(drawing.named)
    _redirect(work, found, plan, day)
    _retire_payloads(work, [one for one, to in found.movers.items() if to in _GONE])
    retire_plates(work, told)
    return canonical(inverse) if inverse else ""


def _refuse_edited(found: Reach, plan: Plan) -> None:
    """What is not approved yet may be edited while an application waits: then it is another address than was shown."""
    for edit in plan.edits:
        row = found.rows[edit.node_id]
        if row.legal in UNAPPROVED and row.row_version != edit.seen:
            raise StaleRecord("node", row.id)


def _move(work: Work, found: Reach, day: str) -> None:
    """Move addresses on the legal axis; those that leave their keys do so first."""
    steps: dict[tuple[str, Legal], list[int]] = {}
    for one, to in found.movers.items():
        steps.setdefault((found.rows[one].legal, to), []).append(one)
    for (legal, to), ids in sorted(steps.items(), key=lambda step: step[0][1] is Legal.APPROVED):
        now = Legal(legal)
        if (now, to) == (Legal.TO_VERIFY, Legal.VOID):
            move_legal(work, ids, Legal.DRAFT, now, day)
            now = Legal.DRAFT
        move_legal(work, ids, to, now, day)
        work.parent_changed(found.rows[one].parent_id for one in ids)


def _redraw(work: Work, drawing: Drawing, day: str, *, amend: bool = False) -> list[int]:
    """Write a drawing; returns the addresses that say something else now."""
    for community in {line.area.community for line in drawing.altered}:
        work.actor.role_for(work.verb, community)
    rewrite(work, drawing, day=day, amend=amend)
    if amend:
        amend_past(work, drawing.altered)
    return [line.row.id for line in drawing.altered if line.text != line.row.full_text]


def _inverse(named: Iterable[Line]) -> dict[str, Any]:
    """What takes changes of the text back, and what the addresses must still say then."""
    lines = [line for line in named if line.changed]
    return {
        "steps": [reshaped(line.former) for line in lines],
        "said": {str(line.row.id): [line.now[name] for name in _SAID] for line in lines},
    }


def _redirect(work: Work, found: Reach, plan: Plan, day: str) -> None:
    """Let old addresses lead to those that took them over."""
    values = [(found.rows[old].district_code, old, new, day, plan.act.value) for old, new in found.redirects]
    columns = ("district_code", "old_id", "new_id", "effective_on", "kind")
    if values:
        work.insert_many(node_successor, columns, values)


def _retire_payloads(work: Work, ids: Collection[int]) -> None:
    """A code of an address that is gone is never shown as good again."""
    live = among(work.conn, payload.c.node_id, ids) & (payload.c.state == "live")
    found = work.conn.execute(select(payload.c.payload).where(live)).scalars().all()
    if not found:
        return
    work.conn.execute(
        update(payload).where(among(work.conn, payload.c.payload, found)).values(state="retired")
    )
    before, after = canonical({"state": "live"}), canonical({"state": "retired"})
    for one in found:
        work.note("payload", one, before, after)


def retire_plates(work: Work, ids: Iterable[int]) -> None:
    """Plates of addresses that say something else now: to be corrected on the wall, void before."""
    by_state: dict[Plate, list[int]] = {}
    for row in plates.living(work.conn, ids):
        by_state.setdefault(Plate(row.state), []).append(row.id)
    for state, members in by_state.items():
        if state is not Plate.TO_CORRECT:
            wanted = Plate.TO_CORRECT if Plate.TO_CORRECT in PLATE[state] else Plate.VOID
            plates.set_state(work, members, state, move(PLATE, state, wanted))


def _rename_place(work: Work, place_id: int, name: str, day: str) -> str:
    former = places.record(work.conn, place_id, lock=True).name
    rename_in(work, place_id, name, day)
    retire_plates(work, _plated_under(work, place_id))
    return canonical({"place": place_id, "former": former, "name": name})


def _plated_under(work: Work, place_id: int) -> list[int]:
    query = select(plate.c.node_id).join(node, node.c.id == plate.c.node_id)
    return list(work.conn.execute(query.where(under(work.conn, place_id)).distinct()).scalars())


def take_back(work: Work, act: Act, inverse: str) -> None:
    """Undo what took hold, as a change of today.

    Raises:
        NotAllowed: ``not_revocable``, ``changed_since``, ``plate_exists``, or it lies outside the actor's area.
        NumberTaken, NotFound, BadPlace: it cannot be again what it was.
    """
    said = json.loads(inverse or "{}")
    if not said:
        raise _not_allowed(work, "not_revocable")
    if act is Act.RENAME_PLACE:
        if places.record(work.conn, said["place"], lock=True).name != said["name"]:
            raise _not_allowed(work, "changed_since")
        _refuse_begun(work, _plated_under(work, said["place"]))
        _rename_place(work, said["place"], said["former"], work.today)
        return
    steps: list[Step] = said["steps"]
    drawing = draw(work.conn, [reshape_of(step) for step in steps])
    for line in drawing.named:
        is_open = line.row.legal in (Legal.APPROVED, Legal.SUSPENDED, *UNAPPROVED)
        if not is_open or [getattr(line.row, name) for name in _SAID] != said["said"][str(line.row.id)]:
            raise _not_allowed(work, "changed_since")
    _refuse_begun(work, [line.row.id for line in drawing.altered if line.text != line.row.full_text])
    retire_plates(work, _redraw(work, drawing, work.today))


def _refuse_begun(work: Work, ids: Iterable[int]) -> None:
    if any(Plate(row.state) not in _NOT_BEGUN for row in plates.living(work.conn, ids)):
        raise _not_allowed(work, "plate_exists")


def _not_allowed(work: Work, why: str) -> NotAllowed:
    return NotAllowed(verb=work.verb, actor=work.actor.login, why=why)


def release(work: Work, plan: Plan, items: Collection[int]) -> None:
    """Give addresses free that wait for a change which will not come, and the numbers held for them."""
    states = select(node.c.id, node.c.legal).where(among(work.conn, node.c.id, items))
    legal = {row.id: row.legal for row in work.conn.execute(states)}
    changing = [one for one in items if legal[one] == Legal.CHANGING]
    held = among(work.conn, number_slot.c.owner, changing) & (number_slot.c.status == "pending")
    # Their own numbers are in force: what waits is what was held for them. Approved again, it would be theirs, too.
    work.conn.execute(update(number_slot).where(held).values(status=FREE))
    move_legal(work, changing, Legal.APPROVED, Legal.CHANGING)
    born = [one for one in plan.successors if legal.get(one) == Legal.TO_APPROVE]
    move_legal(work, born, Legal.DRAFT, Legal.TO_APPROVE)
    move_legal(work, born, Legal.VOID, Legal.DRAFT)
