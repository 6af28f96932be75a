"""What would become of a delivery, record by record, without keeping anything: the import's rehearsal."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, select

from db.domain.access import Actor
from db.domain.clock import legal_date, stamp
from db.domain.errors import NotFound
from db.domain.import_repair import Repairs
from db.domain.importing import Balance, Field, Kind, RowIssue, SheetRow, told_as_kept
from db.domain.intake import Refused, problem_of
from db.domain.private_use import UNKNOWN_SENDER, WRITTEN
from db.domain.progress import Progress
from db.domain.qr_list import QrLine
from db.schema.work import import_batch, import_row
from db.services.importing import PORTION, Reject, fit_to_keep
from db.services.private_use import mapping
from db.services.promotion import Known, Promotion
from db.services.qr import verdicts_of
from db.store.store import Store, Work

MOST_PROBLEMS = 5_000
"""Refused records that are kept to be shown and mended; all of them are counted."""

Wrong = tuple[str, str, str]
"""A rule, the field it complains about, and the text."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that would be refused.

    Attributes:
        rule, field, found, recovered: why, where, what stands there, and what was probably meant.
        column: the column's letter in the sheet, ``""`` when there is none.
    """

    file: str
    sheet: str
    row_no: int
    part: int
    rule: str
    field: str
    found: str
    recovered: str
    column: str
    cells: Mapping[str, str]

    @property
    def wrong(self) -> Wrong:
        """What records with the same error have in common."""
        return (self.rule, self.field, self.found)

    @property
    def kind(self) -> str:
        """重, 错 or 漏."""
        return problem_of(self.rule)

    @property
    def reject(self) -> Reject:
        """The record as one that was refused."""
        where = (self.file, self.sheet, self.row_no, self.part)
        why = (self.field, self.column, self.found, self.recovered)
        return Reject(*where, "rejected", self.rule, self.kind, *why, dict(self.cells))


@dataclass(frozen=True, slots=True)
class Trial:
    """The account of a rehearsal.

    Attributes:
        balance: read = accepted + unchanged + rejected + skipped.
        implied: parents that only their children name.
        new_places: names that the register does not know.
        problems: refused records in file order, the first ``MOST_PROBLEMS``.
        counts: all refused records by what is wrong.
        repaired: records that a decision of the clerk changed.
        kept_only: records with a text that nothing in the register takes, by its field.
    """

    balance: Balance
    implied: int
    new_places: tuple[str, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[Wrong, int]
    repaired: int
    kept_only: Mapping[str, int] = field(default_factory=dict)


@dataclass
class _Rehearsal(Work):
    """A write that writes nothing: ids are made up, changes are forgotten."""

    made_up: int = 0

    def new_ids(self, count: int) -> list[int]:
        """Override Work: numbers that no row has."""
        self.made_up += count
        return list(range(-self.made_up, -self.made_up + count))

    def insert(self, table: Table, values: Mapping[str, Any]) -> None:
        """Override Work: nothing is kept."""


class _Dry(Promotion):
    """A promotion whose nodes are forgotten."""

    def flush(self) -> None:
        """Override Promotion: nothing is written."""
        self._pending = []

    def _hold(self, place_id: int) -> None:
        """Override Promotion: other desks go on meanwhile."""

    def _write_amendment(self, known: Known, said: dict[str, Any], before: dict[str, Any]) -> bool:
        return True


@dataclass
class _Account:
    """Counts while records go by; ``most`` refused ones are kept, all of them when it is None."""

    most: int | None = MOST_PROBLEMS
    outcomes: Counter[str] = field(default_factory=Counter)
    counts: Counter[Wrong] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    kept_only: Counter[str] = field(default_factory=Counter)
    repaired: int = 0

    def refuse(self, row: SheetRow, why: Refused, column: str = "") -> None:
        """Note a refused record."""
        self.outcomes["rejected"] += 1
        letter = column or row.columns.get(why.field, "")
        problem = Problem(
            *(row.file, row.sheet, row.row_no, row.part),
            *(why.rule, why.field, why.text, why.recovered, letter),
            row.cells,
        )
        self.counts[problem.wrong] += 1
        if self.most is None or len(self.problems) < self.most:
            self.problems.append(problem)

    def trial(self, implied: int = 0, new_places: tuple[str, ...] = ()) -> Trial:
        """The account so far."""
        by_outcome = (self.outcomes[name] for name in ("accepted", "unchanged", "rejected", "skipped"))
        balance = Balance(self.outcomes.total(), *by_outcome)
        problems = sorted(self.problems, key=lambda one: (one.file, one.sheet, one.row_no, one.part))
        told = (dict(self.counts), self.repaired, dict(self.kept_only))
        return Trial(balance, implied, new_places, tuple(problems), *told)


@dataclass(frozen=True, slots=True)
class Given:
    """A delivery to rehearse: what it delivers, its records, whose glyphs it uses, what the clerk corrected."""

    kind: Kind
    rows: Iterable[SheetRow]
    sender: str = UNKNOWN_SENDER
    repairs: Repairs = field(default_factory=Repairs)


def trial(
    store: Store, actor: Actor, given: Given, progress: Progress, most: int | None = MOST_PROBLEMS
) -> Trial:
    """Decide every record of a delivery as promoting or accepting it would, and keep nothing.

    Args:
        store: the register.
        actor: who imports.
        given: the delivery.
        progress: told on the way.
        most: refused records that are kept; None keeps all.

    Raises:
        NotAllowed: the actor may not import.
        BadFile: raised by the reader while rows come.
        Cancelled: the user stopped it.
    """
    role = actor.role_for("import.stage")
    with store.read() as conn:
        now = store.clock.now()
        work = _Rehearsal(
            *(conn, actor, role.value, "import.stage", "", stamp(now), legal_date(now), store.district_code)
        )
        account = _Account(most)
        rows = _readable(conn, given, account, progress)
        if given.kind is Kind.QR:
            _judge_codes(conn, work.today, rows, account)
            return account.trial()
        promotion = _Dry(work, 0)
        while portion := list(islice(rows, PORTION)):
            _judge(promotion, portion, account)
            promotion.flush()
        return account.trial(promotion.implied, promotion.new_places())


def staged_refusals(store: Store, actor: Actor, batch_id: int, progress: Progress) -> tuple[Problem, ...]:
    """Records of a delivery not yet in the register that were refused, or would be if it went in now, by file and row.

    Raises:
        NotFound: no such batch.
        NotAllowed: the actor may not import.
        Cancelled: the user stopped it.
    """
    row = import_row.c
    with store.read() as conn:
        kind = conn.execute(select(import_batch.c.kind).where(import_batch.c.id == batch_id)).scalar()
        if kind is None:
            raise NotFound("import_batch", str(batch_id))
        open_ones = row.outcome.in_(("staged", "rejected"))
        kept = conn.execute(select(import_row).where(row.batch_id == batch_id, open_ones).order_by(row.id))
        rows = [_as_delivered(one) for one in kept]
    return trial(store, actor, Given(Kind(kind), rows), progress, None).problems


def _as_delivered(row: Any) -> SheetRow:
    """A kept record as the reader handed it over; what a text was before its characters were resolved is left out."""
    cells = {name: text for name, text in json.loads(row.cells).items() if not name.endswith(WRITTEN)}
    issue = RowIssue(row.field, row.rule, row.found, row.column, row.recovered)
    issues = (issue,) if row.outcome == "rejected" else ()
    return SheetRow(row.file, row.sheet, row.row_no, row.part, cells, issues)


def _readable(conn: Connection, given: Given, account: _Account, progress: Progress) -> Iterator[SheetRow]:
    """Records that the reader did not refuse or skip; the others are counted on the way."""
    pairs = mapping(conn, given.sender).pairs
    idle = {one.value for one in told_as_kept(given.kind)}
    for number, delivered in enumerate(given.rows):
        if number % 1_000 == 0:
            progress.step(number, 0, "checking")
        mended = given.repairs.apply(delivered)
        account.repaired += mended is not delivered
        row = fit_to_keep(mended, pairs)
        account.kept_only.update(idle & row.cells.keys())
        if row.skipped:
            account.outcomes["skipped"] += 1
        elif row.issues:
            first = row.issues[0]
            account.refuse(row, Refused(first.rule, first.field, first.text, first.recovered), first.column)
        else:
            yield row


def _judge(promotion: Promotion, rows: Sequence[SheetRow], account: _Account) -> None:
    for row in rows:
        try:
            _node_id, fresh = promotion.take(row.cells)
        except Refused as refused:
            account.refuse(row, refused)
        else:
            account.outcomes["accepted" if fresh else "unchanged"] += 1


def _judge_codes(conn: Connection, on: str, rows: Iterable[SheetRow], account: _Account) -> None:
    listed = list(rows)
    lines = [_line(number, row) for number, row in enumerate(listed)]
    for verdict in verdicts_of(conn, lines, on):
        row = listed[verdict.line.id]
        if verdict.outcome == "rejected":
            account.refuse(row, Refused(verdict.rule, verdict.field, verdict.found, verdict.recovered))
        else:
            account.outcomes[verdict.outcome] += 1


def _line(number: int, row: SheetRow) -> QrLine:
    local_id, address, code, payload = (
        row.cells.get(name, "") for name in (Field.LOCAL_ID, Field.ADDRESS, Field.ADDR_CODE, Field.PAYLOAD)
    )
    return QrLine(
        *(number, row.file, row.sheet, row.row_no, row.part),
        local_id=local_id,
        address=address,
        addr_code=code,
        payload=payload,
    )
