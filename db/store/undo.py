"""An account's list of what it can take back: rows in, steps out; the newest first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from db.domain.errors import StaleRecord
from db.schema.work import undo_step
from db.store.edits import Step
from db.store.store import Work

KEPT = 200
"""Steps an account can go back."""


@dataclass(frozen=True, slots=True)
class UndoRow:
    """One thing that can be taken back, or done again.

    Attributes:
        act: code of what was done (``rename``, ``add`` …).
        title: the addresses it was done to, as they were called then.
    """

    id: int
    act: str
    title: str
    state: str
    made_at: str
    row_version: int
    steps: tuple[Step, ...]
    seen: Mapping[int, int]


def record(
    work: Work,
    what: tuple[str, str],
    steps: Sequence[Step],
    before: Mapping[int, int],
    after: Mapping[int, int],
) -> None:
    """Write down how to take an edit back; what was taken back before cannot be done again any more.

    Args:
        work: the write.
        what: code of the act, and the addresses it was done to as they are called.
        steps: what takes it back (``db.store.edits.carry_out``).
        before: versions of the addresses before the edit; none of those it brought.
        after: and since.
    """
    act, title = what
    step = undo_step.c
    mine = (step.login == work.actor.login,)
    work.conn.execute(update(undo_step).where(*mine, step.state == "undone").values(state="dropped"))
    (step_id,) = work.new_ids(1)
    values = {
        "district_code": work.district_code,
        "id": step_id,
        "login": work.actor.login,
        "act": act,
        "title": title,
        "body": body_of(steps, after),
        "state": "done",
        "made_at": work.at,
    }
    work.conn.execute(undo_step.insert().values(values))
    work.touched.setdefault("undo_step", set()).add(step_id)
    _keep_versions(work, step_id, before, after)
    old = select(step.id).where(*mine, step.state == "done").order_by(step.id.desc()).offset(KEPT)
    if work.conn.dialect.name == "sqlite":
        old = old.limit(-1)
    forgotten = list(work.conn.execute(old).scalars())
    if forgotten:
        work.conn.execute(update(undo_step).where(step.id.in_(forgotten)).values(state="dropped", body=""))


def body_of(steps: Sequence[Step], seen: Mapping[int, int]) -> str:
    """Steps as kept."""
    said = {"steps": list(steps), "seen": sorted(seen.items())}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def newest(conn: Connection, login: str, state: str, limit: int = 1) -> list[UndoRow]:
    """What an account can take back next (``done``), or do again next (``undone``)."""
    step = undo_step.c
    # What was taken back last is done again first: it is the oldest of those taken back.
    order = step.id.desc() if state == "done" else step.id.asc()
    query = select(undo_step).where(step.login == login, step.state == state).order_by(order).limit(limit)
    return [_row(row) for row in conn.execute(query)]


def _row(row: Any) -> UndoRow:
    said = json.loads(row.body)
    return UndoRow(
        *(row.id, row.act, row.title, row.state, row.made_at, row.row_version),
        tuple(said["steps"]),
        {int(one): int(version) for one, version in said["seen"]},
    )


def turn(work: Work, row: UndoRow, steps: Sequence[Step], after: Mapping[int, int]) -> None:
    """Put the opposite steps in the place of those just carried out; ``after`` are the versions since.

    Raises:
        StaleRecord: the same account took it back elsewhere at the same moment.
    """
    step = undo_step.c
    turned = work.conn.execute(
        update(undo_step)
        .where(step.id == row.id, step.row_version == row.row_version)
        .values(
            body=body_of(steps, after),
            state="undone" if row.state == "done" else "done",
            row_version=row.row_version + 1,
        )
    )
    if turned.rowcount != 1:
        raise StaleRecord(table="undo_step", row=row.id)
    work.touched.setdefault("undo_step", set()).add(row.id)
    _keep_versions(work, row.id, row.seen, after)
    _rename_ids(work, row, steps, after)


def _others(work: Work, but: int) -> list[UndoRow]:
    step = undo_step.c
    query = select(undo_step).where(step.login == work.actor.login, step.state != "dropped", step.id != but)
    return [_row(row) for row in work.conn.execute(query)]


def _rename_ids(work: Work, row: UndoRow, steps: Sequence[Step], after: Mapping[int, int]) -> None:
    """Addresses made anew have other ids and begin anew: what can still be done again names them by those."""
    fresh = {
        old: new
        for step in steps
        for old, new in zip(step.get("instead_of", ()), step.get("ids", ()), strict=False)
    }
    if not fresh:
        return
    for other in _others(work, row.id):
        if not any(_names(step, fresh) for step in other.steps):
            continue
        given = {
            fresh.get(one, one): after[fresh[one]] if one in fresh and version == row.seen[one] else version
            for one, version in other.seen.items()
        }
        _store(work, other, [_renamed(step, fresh) for step in other.steps], given)


def _names(step: Step, fresh: Mapping[int, int]) -> bool:
    named = {step.get("id"), step.get("parent"), *step.get("ids", ())}
    return bool(named & set(fresh))


def _renamed(step: Step, fresh: Mapping[int, int]) -> Step:
    said = dict(step)
    for name in ("id", "parent"):
        if name in said:
            said[name] = fresh.get(said[name], said[name])
    if "ids" in said:
        said["ids"] = [fresh.get(one, one) for one in said["ids"]]
    return said


def _keep_versions(work: Work, but: int, before: Mapping[int, int], after: Mapping[int, int]) -> None:
    """One's own edit is no change by somebody else: what could be taken back before it still can."""
    if not before:
        return  # what is new stands in no other step: a block of ten thousand is not read through for nothing
    for other in _others(work, but):
        given = {
            one: after.get(one, version) if before.get(one) == version else version
            for one, version in other.seen.items()
        }
        if given != other.seen:
            _store(work, other, other.steps, given)


def _store(work: Work, row: UndoRow, steps: Sequence[Step], seen: Mapping[int, int]) -> None:
    work.conn.execute(update(undo_step).where(undo_step.c.id == row.id).values(body=body_of(steps, seen)))
