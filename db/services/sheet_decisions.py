"""Deciding what communities said on check sheets: taken over by the verbs of the tree, or left.

A word is carried out first and written down as decided after, each in a transaction of its own, since each verb has its
own. A program killed between the two leaves an open finding that the register agrees with already: deciding it again
writes it down and does nothing else. What was taken over and came to nothing is decided anew
(``db.services.sheet_reopening``).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from db.domain.access import Actor
from db.domain.changes import Changes, together
from db.domain.check_sheet import ADDRESS, EXISTENCE, NOTE, OWN_TEXT, PLATE, Kind, SheetRefused, agrees
from db.domain.errors import DomainError, StaleRecord
from db.domain.plan import Act, Edit, Plan
from db.domain.progress import Cancelled, Progress
from db.domain.state import FINDING, Finding, Sheet, move
from db.schema.sheets import check_finding
from db.services.changes import carry_out
from db.services.editing import add_children
from db.services.sheet_plates import is_problem, open_plate_problems
from db.services.sheet_reopening import reopen
from db.services.sheet_wishes import WORDED, edit_of, fields_beyond, wish_of
from db.store import check_words
from db.store import sheets as rows
from db.store.edits import OPEN_TO_EDITS
from db.store.sets import among
from db.store.sheets import FindingRow, Standing
from db.store.store import Store, Work

PORTION = 200
"""Findings that are carried out and written down together."""


class Answer(StrEnum):
    """What is decided of a finding."""

    TAKE = "take"  # 采纳
    LEAVE = "leave"  # 不采纳


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of one finding; ``seen`` is its version as it was shown."""

    finding_id: int
    seen: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Refused:
    """A finding that stays open, and why."""

    finding_id: int
    error: DomainError


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of decisions: asked = applied + filed + dismissed + refused.

    Attributes:
        beyond_share: what they say of addresses reaches, together, so much of a community that another person has to
            agree to it.
    """

    applied: int
    filed: int
    dismissed: int
    refused: tuple[Refused, ...]
    changes: Changes
    beyond_share: bool = False


@dataclass
class _Desk:
    """Decisions on their way.

    Attributes:
        title: what applications are called, before the number of the sheet.
        beyond: the kinds of words that reach, all decisions together, so much of a community that another person has
            to agree.
        done: id -> what became of it, not yet written down.
        parts: what each transaction touched.
    """

    store: Store
    actor: Actor
    title: str
    reason: str
    beyond: frozenset[str] = frozenset()
    now: Mapping[int, Standing] = field(default_factory=dict)
    numbers: Mapping[int, str] = field(default_factory=dict)
    done: dict[int, tuple[FindingRow, Finding]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    parts: list[Changes] = field(default_factory=list)

    def refuse(self, found: Iterable[FindingRow], error: DomainError) -> None:
        """Leave findings open."""
        self.refused += [Refused(one.id, error) for one in found]

    def settle(self, found: Iterable[FindingRow], state: Finding) -> None:
        """Have findings written down as decided."""
        self.done |= {one.id: (one, state) for one in found}

    def reason_for(self, one: FindingRow) -> str:
        """What the journal and an application say of where it comes from."""
        return f"{self.reason}（{self.numbers[one.sheet_id]}）"


def decide(
    store: Store, actor: Actor, decisions: Sequence[Decision], title: str, reason: str, progress: Progress
) -> Decided:
    """Take over or leave what communities said.

    What nobody approved yet is edited at once and can be undone, unless all decisions together reach too large a share of
    a community; then, and on approved addresses, corrections are filed for another person, and whether buildings stand
    is refused. New addresses become 草稿; a plate that is missing or damaged opens a problem. Each finding is decided or
    refused by itself.

    Args:
        store: where.
        actor: who.
        decisions: what was decided, of findings as they were shown.
        title: what applications are called, before the number of the sheet.
        reason: why; a finding that is left needs one.
        progress: told after each portion; whoever stops keeps what was decided before.

    Raises:
        SheetRefused: ``no_reason``.
        NotAllowed: the actor decides nothing anywhere.
    """
    if not reason.strip():
        raise SheetRefused("no_reason")
    actor.role_for("sheet.decide")
    counts = dict.fromkeys(Finding, 0)
    refused: list[Refused] = []
    parts: list[Changes] = []
    with store.read() as conn:
        beyond = fields_beyond(conn, [one.finding_id for one in decisions if one.answer is Answer.TAKE])
    for start in range(0, len(decisions), PORTION):
        try:
            progress.step(start, len(decisions), "deciding")
        except Cancelled:
            break
        portion = decisions[start : start + PORTION]
        desk = _Desk(store, actor, title, reason.strip(), beyond)
        _decide(desk, portion)
        parts += desk.parts
        refused += desk.refused
        for _one, state in desk.done.values():
            counts[state] += 1
    applied, filed, left = (counts[state] for state in (Finding.APPLIED, Finding.FILED, Finding.DISMISSED))
    return Decided(applied, filed, left, tuple(refused), together(parts), bool(beyond))


def _decide(desk: _Desk, decisions: Sequence[Decision]) -> None:
    taken = _read(desk, _anew(desk, decisions))
    for act in (_take_new, _take_facts, _take_worded, _take_plates):
        act(desk, taken)
    if desk.done:
        desk.parts.append(_write_down(desk))


def _anew(desk: _Desk, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, those of findings that came to nothing about the ones put in their place."""
    seen = {one.finding_id: one.seen for one in decisions}
    reopened = reopen(desk.store, desk.actor, seen, desk.reason)
    desk.parts.append(reopened.changes)
    fresh = reopened.instead
    return [
        replace(one, finding_id=fresh[one.finding_id], seen=1) if one.finding_id in fresh else one
        for one in decisions
    ]


def _read(desk: _Desk, decisions: Sequence[Decision]) -> list[FindingRow]:
    """The findings that are to be taken over; what needs nothing done is settled here."""
    with desk.store.read() as conn:
        ids = [one.finding_id for one in decisions]
        found = {one.id: one for one in rows.findings(conn, among(conn, check_finding.c.id, ids))}
        desk.now = rows.standings(conn, {one.node_id for one in found.values() if one.node_id is not None})
        desk.numbers = {one.id: one.number for one in rows.sheets(conn)}
        filed = check_words.open_edits(conn, desk.now)
    taken = []
    for decision in decisions:
        one = found.get(decision.finding_id)
        if one is None or one.state != Finding.OPEN or one.row_version != decision.seen:
            desk.refused.append(
                Refused(decision.finding_id, StaleRecord("check_finding", decision.finding_id))
            )
        elif decision.answer is Answer.LEAVE:
            desk.settle([one], Finding.DISMISSED)
        elif one.kind == Kind.REJECTED or (one.field == ADDRESS and one.node_id is not None):
            desk.refuse([one], SheetRefused("by_hand", one.full_text))
        elif _needs_nothing(one, desk.now):
            desk.settle([one], Finding.APPLIED)
        elif _is_filed(one, filed):
            desk.settle([one], Finding.FILED)
        else:
            taken.append(one)
    return _once_each(desk, taken)


def _needs_nothing(one: FindingRow, now: Mapping[int, Standing]) -> bool:
    """A remark that was read, something beside a new address, or what the register says already."""
    if one.field == NOTE or (one.node_id is None and one.field != ADDRESS):
        return True
    stands = now.get(one.node_id or 0)
    return stands is not None and agrees(one.field, stands.values.get(one.field, ""), one.said)


def _is_filed(one: FindingRow, filed: Mapping[int, Edit]) -> bool:
    edit = filed.get(one.node_id or 0)
    if edit is None or one.field not in WORDED:
        return False
    return one.said == (edit.own_text if one.field == OWN_TEXT else str(edit.floor))


def _once_each(desk: _Desk, taken: Sequence[FindingRow]) -> list[FindingRow]:
    """Two different words about one thing cannot both be taken."""
    first: dict[tuple[int, str], FindingRow] = {}
    kept = []
    for one in taken:
        key = (one.node_id or -one.id, one.field)
        if key in first:
            desk.refuse([one], SheetRefused("said_twice", one.full_text))
        else:
            first[key] = one
            kept.append(one)
    return kept


# -- new addresses -------------------------------------------------------------------------------------------------


def _take_new(desk: _Desk, taken: Sequence[FindingRow]) -> None:
    """Let new addresses come into being; one whose parent is new too is tried again after it."""
    waiting = [one for one in taken if one.node_id is None and one.field == ADDRESS]
    while waiting:
        tried = [(one, _add(desk, one)) for one in waiting]
        left = [(one, error) for one, error in tried if error is not None]
        if len(left) == len(waiting):
            desk.refused += [Refused(one.id, error) for one, error in left]
            return
        waiting = [one for one, _error in left]


def _add(desk: _Desk, one: FindingRow) -> DomainError | None:
    """Add a new address; why not, when it cannot be."""
    try:
        with desk.store.read() as conn:
            parent_id, wish = wish_of(conn, one)
        there = (parent_id, [wish], one.area_community)
        added = add_children(desk.store, desk.actor, *there, desk.reason_for(one))
    except DomainError as error:
        return error
    desk.parts.append(added.changes)
    desk.settle([one], Finding.APPLIED)
    return None


# -- standing addresses --------------------------------------------------------------------------------------------


def _take_facts(desk: _Desk, taken: Sequence[FindingRow]) -> None:
    """Whether a building stands is no part of its address: written down at once."""
    found = [one for one in taken if one.field == EXISTENCE]
    _carry_out(desk, found, lambda one: edit_of(one, _seen(desk, one)))


def _take_worded(desk: _Desk, taken: Sequence[FindingRow]) -> None:
    found = [one for one in taken if one.field in WORDED]
    with desk.store.read() as conn:  # what was written down meanwhile raised versions
        desk.now = rows.standings(conn, {one.node_id for one in found if one.node_id is not None})
    editable = {node_id for node_id, stands in desk.now.items() if stands.legal in OPEN_TO_EDITS}
    drafts = [one for one in found if one.node_id in editable]
    others = [one for one in found if one.node_id not in editable]
    for group in (drafts, others):
        _carry_out(desk, group, lambda one: edit_of(one, _seen(desk, one)))


def _seen(desk: _Desk, one: FindingRow) -> int:
    stands = desk.now.get(one.node_id or 0)
    return stands.row_version if stands else 0


def _carry_out(desk: _Desk, found: Sequence[FindingRow], edit_of: Callable[[FindingRow], Edit]) -> None:
    """Carry findings out sheet by sheet in one go; where that is refused, address by address."""
    by_sheet: dict[int, list[FindingRow]] = {}
    for one in found:
        by_sheet.setdefault(one.sheet_id, []).append(one)
    for group in by_sheet.values():
        by_node: dict[int, list[FindingRow]] = {}
        for one in group:
            by_node.setdefault(one.node_id or 0, []).append(one)
        if len(by_node) < 2 or _attempt(desk, group, edit_of) is not None:
            for alone in by_node.values():
                error = _attempt(desk, alone, edit_of) if alone[0].id not in desk.done else None
                if error is not None:
                    desk.refuse(alone, error)


def _attempt(
    desk: _Desk, group: Sequence[FindingRow], edit_of: Callable[[FindingRow], Edit]
) -> DomainError | None:
    """Carry a group out as one plan; the error when it is refused."""
    edits: dict[int, Edit] = {}
    for one in group:
        edit = edit_of(one)
        before = edits.get(edit.node_id, edit)
        own_text = edit.own_text if edit.own_text is not None else before.own_text
        floor = edit.floor if edit.floor is not None else before.floor
        edits[edit.node_id] = replace(edit, own_text=own_text, floor=floor)
    plan = Plan(Act.CORRECT, tuple(edits.values()))
    title = f"{desk.title} {desk.numbers[group[0].sheet_id]}"
    try:
        reason, beyond = desk.reason_for(group[0]), group[0].field in desk.beyond
        done = carry_out(desk.store, desk.actor, plan, title, reason, beyond_share=beyond)
    except DomainError as error:
        return error
    desk.parts.append(done.changes)
    desk.settle(group, Finding.APPLIED if done.direct else Finding.FILED)
    return None


# -- plates --------------------------------------------------------------------------------------------------------


def _take_plates(desk: _Desk, taken: Sequence[FindingRow]) -> None:
    """A plate that is missing or damaged is a problem; one that hangs there again is only taken note of."""
    found = [one for one in taken if one.field == PLATE]
    desk.settle([one for one in found if not is_problem(one)], Finding.APPLIED)
    wanting = [one for one in found if is_problem(one)]
    if not wanting:
        return
    try:
        desk.parts.append(open_plate_problems(desk.store, desk.actor, wanting, desk.reason_for(wanting[0])))
    except DomainError as error:
        desk.refuse(wanting, error)
    else:
        desk.settle(wanting, Finding.APPLIED)


# -- writing down --------------------------------------------------------------------------------------------------


def _write_down(desk: _Desk) -> Changes:
    """Say of each finding what became of it, and be done with sheets of which nothing is left."""
    with desk.store.write(desk.actor, "sheet.decide", desk.reason) as work:
        sheets = rows.sheets_locked(work, {one.sheet_id for one, _state in desk.done.values()})
        current = rows.findings_locked(work, desk.done)
        for one, state in list(desk.done.values()):
            desk.actor.role_for("sheet.decide", one.area_community)
            stands = current[one.id]
            if stands.row_version != one.row_version:
                del desk.done[one.id]
                desk.refuse([one], StaleRecord("check_finding", one.id))
                continue
            _note(work, one, move(FINDING, Finding(stands.state), state), desk.reason)
        for sheet in sheets.values():
            if sheet.state != Sheet.CLOSED and rows.is_done(work, sheet, sheet.answered):
                rows.move_sheet(work, sheet, Sheet.CLOSED, {"closed_at": work.at})
    return work.changes()


def _note(work: Work, one: FindingRow, state: Finding, reason: str) -> None:
    values = {
        "state": state.value,
        "decided_by": work.actor.login,
        "decided_at": work.at,
        "reason": reason,
    }
    work.change(check_finding, {"id": one.id, "row_version": one.row_version}, values)
