"""A finding that was taken over and came to nothing is decided anew.

What was decided of it once stays as it was written down; an open finding of the same word is put in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.state import Finding, Sheet
from db.schema.sheets import check_finding
from db.store import sheets as rows
from db.store.lapsed import lapsed
from db.store.sets import among
from db.store.sheets import FindingRow, Standing
from db.store.store import Store, Work

_COPIED = (
    *("sheet_id", "return_id", "file_sheet", "file_row", "row_no", "node_id", "full_text"),
    *("field", "issued", "said", "kind", "why"),
)
_KEPT = ("sheet_id", "return_id", "row_no", "node_id", "field", "kind", "why", "state", "id")


@dataclass(frozen=True, slots=True)
class Reopened:
    """Findings that wait again: the former's id -> the id of the one in its place."""

    instead: Mapping[int, int] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)


def reopen(store: Store, actor: Actor, seen: Mapping[int, int], reason: str) -> Reopened:
    """Put open findings in the place of those that came to nothing; the others are passed over.

    Args:
        store: where.
        actor: who.
        seen: finding -> its version as it was shown; one that was changed since is passed over.
        reason: why.

    Raises:
        NotAllowed: a sheet is outside the actor's area.
    """
    with store.read() as conn:
        if not lapsed(conn, among(conn, check_finding.c.id, seen)):
            return Reopened()
    with store.write(actor, "sheet.return", reason) as work:
        found = rows.findings(work.conn, among(work.conn, check_finding.c.id, seen))
        sheets = rows.sheets_locked(work, {one.sheet_id for one in found})
        # Asked once more behind the lock: another desk may have been quicker.
        again = lapsed(work.conn, among(work.conn, check_finding.c.id, seen))
        found = [one for one in found if one.id in again and one.row_version == seen[one.id]]
        for one in found:
            actor.role_for("sheet.return", one.area_community)
        instead = _put_down(work, found)
        for sheet_id in {one.sheet_id for one in found}:
            if sheets[sheet_id].state == Sheet.CLOSED:
                rows.move_sheet(work, sheets[sheet_id], Sheet.RETURNED, {"closed_at": ""})
    return Reopened(instead, work.changes())


def _put_down(work: Work, found: list[FindingRow]) -> dict[int, int]:
    if not found:
        return {}
    now = rows.standings(work.conn, {one.node_id for one in found if one.node_id is not None})
    ids = work.new_ids(len(found))
    area = rows.area_values(found[0].area_community)
    columns = ("id", "district_code", *area, *_COPIED, "now", "state")
    lines = [
        (
            *(row_id, work.district_code, *rows.area_values(one.area_community).values()),
            *(getattr(one, name) for name in _COPIED),
            *(_now(one, now), Finding.OPEN.value),
        )
        for row_id, one in zip(ids, found, strict=True)
    ]
    # What a community wrote stays out of the journal: nobody can take it out there again.
    work.insert_many(check_finding, columns, lines, _KEPT)
    return {one.id: row_id for row_id, one in zip(ids, found, strict=True)}


def _now(one: FindingRow, now: Mapping[int, Standing]) -> str:
    """What the register says; of a new address nothing."""
    return "" if one.node_id is None else now[one.node_id].values[one.field]
