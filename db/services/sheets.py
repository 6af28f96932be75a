"""Check sheets (核查表): issuing them to communities that have no program, taking what comes back, seeing who is late.

A sheet remembers the state it went out with. What comes back is held against that state and against the register as it
stands, as often as one likes: a file taken twice changes nothing, halves of it come in any order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.check_return import IssuedRow
from db.domain.check_sheet import Kind, SheetRefused, form_number
from db.domain.clock import legal_date, parse_stamp
from db.domain.progress import Progress
from db.domain.state import LIVE_LEGAL, Finding, Legal, Sheet
from db.schema.sheets import check_finding, check_sheet
from db.store import sheets as rows
from db.store.applications import community_area
from db.store.lapsed import lapsed, lapsed_counts
from db.store.sets import among
from db.store.sheets import FindingRow, ReturnRow, SheetRow, Standing
from db.store.store import Store, Work
from db.store.turns import take_turn

EVERY, TO_VERIFY, CHOSEN = "every", "to_verify", "chosen"
"""Which addresses go out: all living ones, those to be verified, or those named."""
_TOPIC = "check_sheet"
_LIVING = tuple(sorted(one.value for one in LIVE_LEGAL))


@dataclass(frozen=True, slots=True)
class Issued:
    """A sheet that went out."""

    sheet_id: int
    number: str
    community: str
    rows: int


@dataclass(frozen=True, slots=True)
class Issue:
    """Sheets that went out, and communities that have nothing to check."""

    sheets: tuple[Issued, ...]
    empty: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet in the list: whose it is, what waits, how late it is.

    Attributes:
        days_late: days since it was due while rows are still out; 0 when it is not late.
    """

    sheet: SheetRow
    subdistrict: str
    community: str
    waiting: int
    days_late: int

    @property
    def issued_on(self) -> str:
        """Legal date of the issue."""
        return legal_date(parse_stamp(self.sheet.issued_at))


@dataclass(frozen=True, slots=True)
class Unit:
    """A community that can be sent a sheet.

    Attributes:
        out: sheets that have not come back.
        chosen: how many of the addresses asked about would go out to it.
    """

    code: str
    name: str
    subdistrict: str
    every: int
    to_verify: int
    out: int
    chosen: int


# -- out -----------------------------------------------------------------------------------------------------------


def issue(
    store: Store,
    actor: Actor,
    communities: Sequence[str],
    due_on: str,
    progress: Progress,
    choice: str = EVERY,
    only: Iterable[int] = (),
) -> Issue:
    """Issue a sheet to each of some communities, one transaction each: what went out before a cancel is out.

    Args:
        store: where.
        actor: who.
        communities: 12-digit codes.
        due_on: ISO day by which the sheets are to come back, not before today.
        progress: told after each community.
        choice: ``EVERY``, ``TO_VERIFY`` or ``CHOSEN``.
        only: ids, for ``CHOSEN``.

    Raises:
        SheetRefused: the day is none (``no_such_day``) or gone (``day_gone``).
        NotFound: no such community.
        NotAllowed: a community is outside the actor's area.
        Cancelled: by the progress.
    """
    due = _checked_due(due_on, legal_date(store.clock.now()))
    for community in communities:
        actor.role_for("sheet.issue", community)
    made, empty = [], []
    changes = Changes()
    wanted = None if choice != CHOSEN else tuple(only)
    legals = (Legal.TO_VERIFY.value,) if choice == TO_VERIFY else _LIVING
    for done, community in enumerate(communities):
        progress.step(done, len(communities), "issuing")
        with store.write(actor, "sheet.issue", due, community) as work:
            take_turn(work.conn, _TOPIC)
            community_area(work.conn, community)
            lines = rows.to_issue(work.conn, community, legals, wanted)
            if lines:
                made.append(_issue_one(work, community, (due, choice), lines, store.store_no))
            else:
                empty.append(community)
        changes = work.changes() if work.entries else changes
    progress.step(len(communities), len(communities), "issuing")
    return Issue(tuple(made), tuple(empty), changes)


def _checked_due(text: str, today: str) -> str:
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SheetRefused("no_such_day", text) from error
    if day < today:
        raise SheetRefused("day_gone", text)
    return day


def _issue_one(
    work: Work, community: str, said: tuple[str, str], lines: Sequence[IssuedRow], store_no: int
) -> Issued:
    year = work.today[:4]
    number = form_number(community, year, store_no, rows.serials(work.conn, community, year) + 1)
    due, choice = said
    sheet_id = rows.add_sheet(
        work,
        {
            **rows.area_values(community),
            "number": number,
            "state": Sheet.ISSUED.value,
            "choice": choice,
            "due_on": due,
            "issued_by": work.actor.login,
            "issued_at": work.at,
        },
        lines,
    )
    return Issued(sheet_id, number, community, len(lines))


def sheet_rows(store: Store, sheet_id: int) -> tuple[IssuedRow, ...]:
    """What went out on a sheet, in its order; a workbook of it can be made again at any time."""
    with store.read() as conn:
        return tuple(rows.issued_rows(conn, sheet_id).values())


def withdraw(store: Store, actor: Actor, sheet_id: int, reason: str) -> Changes:
    """Take a sheet back: what comes in on it is refused from now on, what was decided stays.

    Raises:
        NotFound: no such sheet.
        NotAllowed: it is outside the actor's area.
        WrongState: it is done or withdrawn.
        SheetRefused: ``no_reason``.
    """
    return _end(store, actor, ("sheet.withdraw", Sheet.WITHDRAWN), sheet_id, reason)


def close(store: Store, actor: Actor, sheet_id: int, reason: str) -> Changes:
    """Be done with a sheet although rows of it were never answered.

    Raises:
        NotFound, NotAllowed, WrongState: see ``withdraw``.
        SheetRefused: ``no_reason``, or ``findings_open``.
    """
    return _end(store, actor, ("sheet.decide", Sheet.CLOSED), sheet_id, reason)


def _end(store: Store, actor: Actor, how: tuple[str, Sheet], sheet_id: int, reason: str) -> Changes:
    verb, state = how
    if not reason.strip():
        raise SheetRefused("no_reason")
    with store.write(actor, verb, reason) as work:
        found = rows.sheets_locked(work, [sheet_id]).get(sheet_id)
        if found is None:
            raise SheetRefused("no_sheet", str(sheet_id))
        actor.role_for(verb, found.area_community)
        waiting = rows.open_counts(work.conn).get(sheet_id, 0)
        waiting += len(lapsed(work.conn, check_finding.c.sheet_id == sheet_id))
        if state is Sheet.CLOSED and waiting:
            raise SheetRefused("findings_open", found.number, waiting)
        rows.move_sheet(work, found, state, {"closed_at": work.at})
    return work.changes()


# -- who is late, what waits ---------------------------------------------------------------------------------------


def list_sheets(store: Store, on: str = "", only: int = 0) -> list[Listed]:
    """Every sheet in sight, the newest first; one that was done is back when something taken over came to nothing.

    Args:
        store: where.
        on: legal date the lateness is counted to; today when empty.
        only: id of the one sheet wanted; 0 for all.
    """
    day = date.fromisoformat(on or legal_date(store.clock.now()))
    with store.read() as conn:
        found = rows.sheets(conn, check_sheet.c.id == only if only else None)
        waiting = rows.open_counts(conn)
        again = lapsed_counts(conn, check_finding.c.sheet_id == only if only else None)
        codes = {code for one in found for code in (one.area_subdistrict, one.area_community)}
        names = rows.unit_names(conn, codes)
    return [
        Listed(
            replace(one, state=Sheet.RETURNED.value)
            if one.id in again and one.state == Sheet.CLOSED
            else one,
            names.get(one.area_subdistrict, one.area_subdistrict),
            names.get(one.area_community, one.area_community),
            waiting.get(one.id, 0) + again.get(one.id, 0),
            _late(one, day),
        )
        for one in found
    ]


def _late(sheet: SheetRow, day: date) -> int:
    if sheet.state not in (Sheet.ISSUED, Sheet.RETURNED) or sheet.answered >= sheet.row_count:
        return 0
    return max(0, (day - date.fromisoformat(sheet.due_on)).days)


def overdue(store: Store, on: str = "") -> list[Listed]:
    """Sheets that are late, the latest first, for the list of those to be urged (催办)."""
    late = [one for one in list_sheets(store, on) if one.days_late]
    return sorted(late, key=lambda one: (-one.days_late, one.sheet.area_community, one.sheet.number))


def units_to_issue(store: Store, only: Iterable[int] = ()) -> list[Unit]:
    """Communities in sight with how much each would get; ``only`` are the addresses a choice would be limited to."""
    with store.read() as conn:
        counts = rows.counts_to_issue(conn)
        chosen = rows.chosen_to_issue(conn, only, _LIVING)
        out: dict[str, int] = {}
        for one in rows.sheets(conn, check_sheet.c.state == Sheet.ISSUED.value):
            out[one.area_community] = out.get(one.area_community, 0) + 1
        names = rows.unit_names(conn, {code for one in counts for code in (one, one[:9] + "000")})
    return [
        Unit(
            *(code, names.get(code, code), names.get(code[:9] + "000", "")),
            *(*counts[code], out.get(code, 0), chosen.get(code, 0)),
        )
        for code in sorted(counts)
    ]


def sheet_findings(store: Store, sheet_ids: Iterable[int]) -> list[FindingRow]:
    """Findings of sheets with what the register says now, and with what else was heard where there is a conflict."""
    wanted = list(sheet_ids)
    with store.read() as conn:
        found = rows.findings(conn, among(conn, check_finding.c.sheet_id, wanted))
        again = lapsed(conn, among(conn, check_finding.c.sheet_id, wanted))
        found = [
            replace(one, state=Finding.OPEN.value, lapse=again[one.id]) if one.id in again else one
            for one in found
        ]
        now = rows.standings(conn, {one.node_id for one in found if one.node_id is not None})
        disputed = {one.sheet_id for one in found if one.kind == Kind.CONFLICT}
        issued = {sheet_id: rows.issued_rows(conn, sheet_id) for sheet_id in disputed}
    return [_with_others(_as_of_now(one, now), issued.get(one.sheet_id, {})) for one in found]


def _with_others(one: FindingRow, issued: Mapping[int, IssuedRow]) -> FindingRow:
    row = issued.get(one.row_no)
    if row is None or one.kind != Kind.CONFLICT:
        return one
    return replace(one, others=tuple(sorted(row.heard.get(one.field, frozenset()) - {one.said})))


def _as_of_now(one: FindingRow, now: dict[int, Standing]) -> FindingRow:
    stands = now.get(one.node_id or 0)
    if stands is None or one.kind == Kind.REJECTED:
        return one
    return replace(one, now=stands.values.get(one.field, ""))


def sheet_returns(store: Store, sheet_ids: Iterable[int]) -> list[ReturnRow]:
    """Files that were taken for sheets."""
    with store.read() as conn:
        return rows.returns(conn, sheet_ids)
