"""Takes delivered records in: staged as they came, then promoted into the register in one transaction.

Staging keeps every record with its file, sheet and row; promotion decides each one: accepted, unchanged or rejected by
a named rule. Both are whole or not at all. The balance read = accepted + unchanged + rejected + skipped always holds.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import func, select, update

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotFound, WrongState
from db.domain.importing import Balance, Kind, RowIssue, SheetRow
from db.domain.intake import Refused, problem_of
from db.domain.private_use import KEPT_AS_SENT, UNKNOWN_SENDER, private_in, resolved
from db.domain.progress import Progress
from db.schema.work import import_batch, import_row
from db.services.private_use import mapping
from db.services.promotion import Promotion
from db.store.bulk import insert_rows
from db.store.sets import update_each
from db.store.store import Store, Work
from db.store.turns import take_turn

PORTION = 2_000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_PERSONAL = re.compile(r"(?<![0-9])(?:(?:86)?1[3-9][0-9]{9}(?![0-9])|[1-9][0-9]{16}[0-9Xx](?![0-9Xx]))")
_MANY_DIGITS = re.compile("[0-9]{11}")

_ROW = (
    *("district_code", "id", "batch_id", "file", "sheet", "row_no", "part", "cells", "outcome"),
    *("rule", "field", "column", "found", "recovered"),
)
_VERDICT = ("id", "outcome", "rule", "field", "found", "recovered", "node_id")


@dataclass(frozen=True, slots=True)
class Source:
    """Where records came from: name, SHA-256 of the bytes, reading options as JSON text, whose glyphs they use."""

    name: str
    sha256: str
    options: str = "{}"
    sender: str = UNKNOWN_SENDER


@dataclass(frozen=True, slots=True)
class Reject:
    """One refused or skipped record with everything needed to mend it."""

    file: str
    sheet: str
    row_no: int
    part: int
    outcome: str
    rule: str
    problem: str
    field: str
    column: str
    found: str
    recovered: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The account of a promoted batch.

    Attributes:
        implied: parents (doors, buildings, stairs) that only their children named.
        new_places: names the register did not know, now drafts.
    """

    batch: int
    balance: Balance
    implied: int
    new_places: tuple[str, ...]
    changes: Changes


def stage(
    store: Store, actor: Actor, kind: Kind, source: Source, rows: Iterable[SheetRow], progress: Progress
) -> int:
    """Keep every record of a delivery; nothing touches the tree. Returns the batch.

    Raises:
        NotAllowed: the actor may not import.
        BadFile: raised by the reader while rows come; nothing is kept then.
        Cancelled: nothing is kept.
    """
    with store.write(actor, "import.stage", _storable(source.name)) as work:
        (batch_id,) = work.new_ids(1)
        known = mapping(work.conn, source.sender)
        work.insert(
            import_batch,
            {
                "district_code": store.district_code,
                "id": batch_id,
                "kind": kind.value,
                "source_name": _storable(source.name),
                "source_sha256": source.sha256,
                "options": _options(source, known.version),
                "state": "staged",
                "actor": actor.login,
                "staged_at": work.at,
            },
        )
        count = 0
        stream = iter(rows)
        while portion := list(islice(stream, PORTION)):
            _keep(work, batch_id, portion, known.pairs)
            count += len(portion)
            progress.step(count, 0, "staging")
        work.conn.execute(update(import_batch).where(import_batch.c.id == batch_id).values(read_count=count))
    return batch_id


def _options(source: Source, glyphs_version: int) -> str:
    """Reading options, and by which version of the sender's characters the texts were made readable."""
    if not glyphs_version:
        return source.options
    told = {"sender": source.sender, "glyphs": glyphs_version}
    return json.dumps(json.loads(source.options) | told, ensure_ascii=False)


def _keep(work: Work, batch_id: int, portion: Sequence[SheetRow], pairs: Mapping[str, str]) -> None:
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    rows = []
    for row_id, delivered in zip(work.new_ids(len(portion)), portion, strict=True):
        row = fit_to_keep(delivered, pairs)
        where = (_storable(row.file), _storable(row.sheet), row.row_no, row.part, dump(row.cells))
        if row.skipped:
            verdict = ("skipped", row.skipped, "", "", "", "")
        elif row.issues:
            issue = row.issues[0]
            verdict = ("rejected", issue.rule, issue.field, issue.column, issue.text, issue.recovered)
        else:
            verdict = ("staged", "", "", "", "", "")
        rows.append((work.district_code, row_id, batch_id, *where, *verdict))
    insert_rows(work.conn, import_row, _ROW, rows)


def fit_to_keep(row: SheetRow, pairs: Mapping[str, str]) -> SheetRow:
    """The row without what no database keeps, which refuses it, and without numbers of people, which are masked.

    Private-use characters give way to what they stand for. Nearly every row passes at a glance over all its texts together.
    """
    told = (text for issue in row.issues for text in (issue.text, issue.recovered))
    glance = "|".join((*row.cells.values(), *told))
    if not glance.isprintable():
        row = _storable_row(row) if _UNSTORABLE.search(glance) else row
        row = resolved(row, pairs) if private_in(glance) else row
    return _without_personal(row) if _MANY_DIGITS.search(glance) else row


def _storable_row(row: SheetRow) -> SheetRow:
    cells = {name: _storable(text) for name, text in row.cells.items()}
    issues = tuple(
        replace(one, text=_storable(one.text), recovered=_storable(one.recovered)) for one in row.issues
    )
    bad = [name for name, text in row.cells.items() if text != cells[name]]
    issues += tuple(RowIssue(name, "control_character", cells[name]) for name in bad)
    return replace(row, cells=cells, issues=issues)


def _without_personal(row: SheetRow) -> SheetRow:
    """The row with telephone and identity numbers masked, which people write into remarks and into wrong columns."""
    cells = {
        name: text if name in KEPT_AS_SENT else _PERSONAL.sub(_mask, text) for name, text in row.cells.items()
    }
    issues = tuple(
        one
        if one.field in KEPT_AS_SENT
        else replace(one, text=_PERSONAL.sub(_mask, one.text), recovered=_PERSONAL.sub(_mask, one.recovered))
        for one in row.issues
    )
    return replace(row, cells=cells, issues=issues)


def _mask(found: re.Match[str]) -> str:
    return found[0][:3] + "*" * (len(found[0]) - 3)


def _storable(text: str) -> str:
    """The text with a mark for every NUL, which PostgreSQL refuses, and for every broken half of a character."""
    return _UNSTORABLE.sub("\ufffd", text)


def promote(store: Store, actor: Actor, batch_id: int, progress: Progress) -> ImportReport:
    """Bring a staged delivery of addresses into the register, all of it in one transaction.

    Raises:
        NotFound: no such batch.
        WrongState: it is not staged any more, or holds no addresses.
        NotAllowed, StoreUnavailable, Cancelled: nothing changed.
    """
    with store.write(actor, "import.promote", str(batch_id)) as work:
        # Two deliveries that bring the same door or the same new name: the second sees what the first brought.
        take_turn(work.conn, "promote")
        batch = work.conn.execute(select(import_batch).where(import_batch.c.id == batch_id)).one_or_none()
        if batch is None:
            raise NotFound("import_batch", str(batch_id))
        if batch.state != "staged" or batch.kind != Kind.ADDRESSES:
            raise WrongState("import_batch", batch.state, "promoted")
        promotion = Promotion(work, batch_id)
        done = 0
        for portion in _staged(work, batch_id):
            outcomes = [_decide(promotion, row_id, cells) for row_id, cells in portion]
            promotion.flush()
            update_each(work.conn, import_row, _VERDICT, outcomes)
            done += len(portion)
            progress.step(done, batch.read_count, "promoting")
        promotion.finish()
        balance = close_batch(work, batch_id)
    return ImportReport(batch_id, balance, promotion.implied, promotion.new_places(), work.changes())


def _staged(work: Work, batch_id: int) -> Iterator[list[tuple[int, str]]]:
    last = 0
    while True:
        query = (
            select(import_row.c.id, import_row.c.cells)
            .where(
                import_row.c.batch_id == batch_id, import_row.c.outcome == "staged", import_row.c.id > last
            )
            .order_by(import_row.c.id)
            .limit(PORTION)
        )
        portion = [(row[0], row[1]) for row in work.conn.execute(query)]
        if not portion:
            return
        yield portion
        last = portion[-1][0]


def _decide(promotion: Promotion, row_id: int, cells: str) -> tuple[Any, ...]:
    """One record's verdict in the order of ``_VERDICT``."""
    try:
        node_id, fresh = promotion.take(json.loads(cells))
    except Refused as refused:
        why = (refused.rule, refused.field, refused.text, refused.recovered)
        return (row_id, "rejected", *why, None)
    return (row_id, "accepted" if fresh else "unchanged", "", "", "", "", node_id)


def close_batch(work: Work, batch_id: int) -> Balance:
    """Count a batch's outcomes, write them on it and mark it promoted; the balance must hold."""
    query = (
        select(import_row.c.outcome, func.count())
        .where(import_row.c.batch_id == batch_id)
        .group_by(import_row.c.outcome)
    )
    counts = {row[0]: int(row[1]) for row in work.conn.execute(query)}
    balance = Balance(
        sum(counts.values()),
        *(counts.get(name, 0) for name in ("accepted", "unchanged", "rejected", "skipped")),
    )
    if not balance.holds:
        raise WrongState("import_batch", "staged", "promoted")
    work.change(
        import_batch,
        {"id": batch_id},
        {
            "state": "promoted",
            "promoted_at": work.at,
            "accepted": balance.accepted,
            "unchanged": balance.unchanged,
            "rejected": balance.rejected,
            "skipped": balance.skipped,
        },
    )
    return balance


def rejects(store: Store, batch_id: int, *, skipped: bool = True) -> list[Reject]:
    """Refused (and skipped) records of a batch in file order."""
    outcomes = ("rejected", "skipped") if skipped else ("rejected",)
    with store.read() as conn:
        query = (
            select(import_row)
            .where(import_row.c.batch_id == batch_id, import_row.c.outcome.in_(outcomes))
            .order_by(import_row.c.id)
        )
        return [
            Reject(
                *(r.file, r.sheet, r.row_no, r.part, r.outcome, r.rule),
                problem_of(r.rule) if r.outcome == "rejected" else "",
                *(r.field, r.column, r.found, r.recovered),
                json.loads(r.cells),
            )
            for r in conn.execute(query)
        ]
