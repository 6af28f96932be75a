"""Findings of check sheets that were taken over and came to nothing: told from the register as it stands.

Nothing is written when a chief gives an application back or somebody takes an edit back: who asks what waits finds it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, case, cast, func, or_, select, true

from db.domain.address import CITY, below_district
from db.domain.check_sheet import ADDRESS, COMPARED, FLOOR, OWN_TEXT, Lapse, spellings
from db.domain.plan import Edit
from db.domain.state import Application, Finding, Legal
from db.schema.address import division, node
from db.schema.sheets import check_finding
from db.schema.work import application, application_item, planned_change
from db.store.changes import planned
from db.store.sets import among
from db.store.tree import FOREVER

_ENDED = tuple(
    one.value
    for one in (Application.RETURNED, Application.REFUSED, Application.WITHDRAWN, Application.REVOKED)
)
_SAME = ("sheet_id", "row_no", "node_id", "full_text", "field", "said", "why")
"""What two findings share of which the later one stands in the place of the earlier."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """An application about an address: how far it is, and what it asks for."""

    lapse: Lapse
    edit: Edit


def lapsed(conn: Connection, where: ColumnElement[bool] | None = None) -> dict[int, Lapse]:
    """Findings that wait again, by id.

    What was filed waits when the last application that asked for it ended and the register does not say it; what was
    written down at once, when the register says again what it said before, and a new address, when it was taken away
    again. A finding in whose place another was put waits no more.
    """
    return {row.id: lapse for row, lapse in _lapsed(conn, where)}


def lapsed_counts(conn: Connection, where: ColumnElement[bool] | None = None) -> dict[int, int]:
    """How many findings wait again, by sheet."""
    counts: dict[int, int] = {}
    for row, _lapse in _lapsed(conn, where):
        counts[row.sheet_id] = counts.get(row.sheet_id, 0) + 1
    return counts


def _lapsed(conn: Connection, where: ColumnElement[bool] | None) -> list[tuple[Any, Lapse]]:
    rows = _unsaid(conn, where)
    ended = _ended(conn, {row.node_id for row in rows if row.state == Finding.FILED})
    found = []
    for row in rows:
        lapse = Lapse("") if row.state == Finding.APPLIED else _lapse_of(row, ended)
        if lapse is not None:
            found.append((row, lapse))
    found += [(row, Lapse("")) for row in _taken_away(conn, where)]
    newest = _newest(conn, {row.sheet_id for row, _lapse in found})
    return [(row, lapse) for row, lapse in found if newest[_sameness(row)] == row.id]


def _unsaid(conn: Connection, where: ColumnElement[bool] | None) -> list[Any]:
    """Findings taken over whose word the register does not say."""
    one = check_finding.c
    stands = case(
        (one.field == OWN_TEXT, node.c.own_text),
        (one.field == FLOOR, func.coalesce(cast(node.c.floor, Text), "")),
        else_=node.c.existence,
    )
    filed = one.state == Finding.FILED.value
    undone = (one.state == Finding.APPLIED.value) & (stands == one.now)
    query = (
        select(one.id, one.state, *(one[name] for name in _SAME))
        .join(node, node.c.id == one.node_id)
        .where(one.field.in_(COMPARED), node.c.is_live, stands != one.said, or_(filed, undone))
        .where(true() if where is None else where)
    )
    return list(conn.execute(query))


def _taken_away(conn: Connection, where: ColumnElement[bool] | None) -> list[Any]:
    """New addresses that came into being and were taken away again: 作废, and no living one reads so.

    One that was renumbered, cancelled or merged since is none of them. What is older than the finding is another one.
    """
    one = check_finding.c
    query = (
        select(one.id, one.state, one.area_community, *(one[name] for name in _SAME))
        .where(one.field == ADDRESS, one.node_id.is_(None), one.state == Finding.APPLIED.value)
        .where(true() if where is None else where)
    )
    rows = list(conn.execute(query))
    if not rows:
        return []
    names = select(division.c.code, division.c.name).where(
        division.c.valid_to == FOREVER, division.c.level == 3
    )
    districts = {row.code[:6]: row.name for row in conn.execute(names)}
    whole = {row.id: _whole(row.said, districts.get(row.area_community[:6], "")) for row in rows}
    named = among(conn, node.c.full_text, whole.values())
    living = set(conn.execute(select(node.c.full_text).where(named, node.c.is_live)).scalars())
    spelled = {key: spellings(text) for key, text in whole.items() if text not in living}
    if not spelled:
        return []
    met: dict[str, list[Any]] = {}
    wanted = {form for forms in spelled.values() for form in forms}
    columns = (node.c.id, node.c.full_text, node.c.is_live, node.c.legal)
    for other in conn.execute(select(*columns).where(among(conn, node.c.full_text, wanted))):
        met.setdefault(other.full_text, []).append(other)
    found = []
    for row in rows:
        same = [other for text in spelled.get(row.id, ()) for other in met.get(text, ())]
        void = any(other.legal == Legal.VOID and other.id > row.id for other in same)
        if void and not any(other.is_live for other in same):
            found.append(row)
    return found


def _whole(said: str, district: str) -> str:
    """An address as a community wrote it, from the city on."""
    return CITY + district + below_district(said, district)


def _lapse_of(row: Any, ended: Mapping[int, Iterable[_Asked]]) -> Lapse | None:
    for one in ended.get(row.node_id, ()):  # the newest first
        wish = one.edit.own_text if row.field == OWN_TEXT else str(one.edit.floor)
        if wish == row.said:
            return one.lapse if one.lapse.state in _ENDED else None
    return None


def _ended(conn: Connection, nodes: set[int]) -> dict[int, list[_Asked]]:
    """Applications about addresses of which one ended at least, the newest first."""
    item, head = application_item.c, application.c
    about = select(item.node_id, head.id, head.state, head.decided_by, head.opinion)
    about = about.join(application, head.id == item.application_id)
    over = about.where(among(conn, item.node_id, nodes), head.state.in_(_ENDED))
    ids = {row.node_id for row in conn.execute(over)} if nodes else set()
    if not ids:
        return {}
    rows = list(
        conn.execute(
            about.where(among(conn, item.node_id, ids)).order_by(head.filed_at.desc(), head.id.desc())
        )
    )
    plans = planned(conn, among(conn, planned_change.c.id, {row.id for row in rows}))
    edits = {(plan.id, edit.node_id): edit for plan in plans for edit in plan.plan.edits}
    found: dict[int, list[_Asked]] = {}
    for row in rows:
        edit = edits.get((row.id, row.node_id))
        if edit is not None:
            lapse = Lapse(row.state, row.decided_by or "", row.opinion or "")
            found.setdefault(row.node_id, []).append(_Asked(lapse, edit))
    return found


def _newest(conn: Connection, sheets: set[int]) -> dict[tuple[Any, ...], int]:
    """Of findings that say the same, the one that stands: an open one, else the one decided last."""
    if not sheets:
        return {}
    one = check_finding.c
    query = select(one.id, one.state, one.decided_at, *(one[name] for name in _SAME))
    query = query.where(among(conn, one.sheet_id, sheets))
    rows = sorted(
        conn.execute(query), key=lambda row: (row.state == Finding.OPEN, row.decided_at or "", row.id)
    )
    return {_sameness(row): row.id for row in rows}


def _sameness(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _SAME)
