"""What communities said on check sheets, as wishes about addresses; and how much of a community they reach together."""

from collections.abc import Collection

from sqlalchemy import Connection

from db.domain.address import ALLOWED_PARENTS, NodeKind
from db.domain.check_sheet import EXISTENCE, FLOOR, OWN_TEXT, SheetRefused, agrees, level_of
from db.domain.plan import Edit
from db.domain.state import Finding
from db.schema.sheets import check_finding
from db.services.editing import Wish
from db.services.share import is_beyond
from db.store import check_words
from db.store import sheets as rows
from db.store.hanging import reached
from db.store.lapsed import lapsed
from db.store.sets import among
from db.store.sheets import FindingRow

WORDED = (OWN_TEXT, FLOOR)
"""Columns that are part of an address."""


def wish_of(conn: Connection, one: FindingRow) -> tuple[int, Wish]:
    """A new address as a wish, and what it shall hang under.

    Raises:
        SheetRefused: ``no_place`` or ``more_levels``.
    """
    found = check_words.above(conn, one.said, one.area_community)
    if found is None:
        raise SheetRefused("no_place", one.said)
    above = NodeKind(found.kind) if found.kind else None
    beside = rows.findings(
        conn, (check_finding.c.return_id == one.return_id) & (check_finding.c.full_text == one.full_text)
    )
    floor = next((int(word.said) for word in beside if word.field == FLOOR and word.node_id is None), None)
    kind = level_of(found.rest)
    if kind is None or above not in ALLOWED_PARENTS[kind]:
        raise SheetRefused("more_levels", one.said)
    return found.id, Wish(kind, found.rest, floor)


def edit_of(one: FindingRow, seen: int) -> Edit:
    """A word about an address that stands, as a wish; ``seen`` is the version of the address."""
    if one.field == FLOOR:
        return Edit(one.node_id or 0, seen, floor=int(one.said))
    if one.field == EXISTENCE:
        return Edit(one.node_id or 0, seen, existence=one.said)
    return Edit(one.node_id or 0, seen, own_text=one.said)


def fields_beyond(conn: Connection, finding_ids: Collection[int]) -> frozenset[str]:
    """The columns of which findings, all taken over, reach so much of a community that a second person has to agree.

    What an address says, and whether its building stands, are two acts. What was decided already, and what the register
    says already, counts as nothing.
    """
    wanted = among(conn, check_finding.c.id, finding_ids)
    again = lapsed(conn, wanted)
    waiting = [one for one in rows.findings(conn, wanted) if one.state == Finding.OPEN or one.id in again]
    said = [one for one in waiting if one.field in (*WORDED, EXISTENCE) and one.node_id is not None]
    now = rows.standings(conn, {one.node_id for one in said if one.node_id is not None})
    new: dict[str, set[int]] = {name: set() for name in (*WORDED, EXISTENCE)}
    for one in said:
        stands = now.get(one.node_id or 0)
        if stands is not None and not agrees(one.field, stands.values.get(one.field, ""), one.said):
            new[one.field].add(one.node_id or 0)
    worded = is_beyond(conn, reached(conn, new[OWN_TEXT], new[FLOOR]))
    facts = is_beyond(conn, reached(conn, (), new[EXISTENCE]))
    return frozenset((*(WORDED if worded else ()), *((EXISTENCE,) if facts else ())))
