"""Reads finished plate files back and holds every page against the register of today."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from db.domain.access import Actor
from db.domain.errors import BadFile, NotFound
from db.domain.plate_check import Expectation, Mismatch, ReadPage, VerifyReport, Why, check_batch, compare
from db.domain.plate_layout import said_texts
from db.domain.progress import Progress, Silent
from db.services import plates
from db.services.plates import PlateLine
from db.store.store import Store
from desktop.files.plate_verify import page_count, read_back, read_meta
from desktop.plates.crew import WORTH_A_PROCESS, Part, spread
from desktop.plates.faces import templates

SPAN = WORTH_A_PROCESS
"""Pages a worker reads at a time."""


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What reading one file back found.

    Attributes:
        batch: ``""`` when the file names none the register knows.
        sha256: of the file read.
    """

    path: Path
    batch: str
    report: VerifyReport
    sha256: str


def verify(store: Store, path: Path, progress: Progress) -> FileVerdict:
    """Read a finished file back and compare every page with the register of today.

    A file that names a batch must hold that batch, whole and in order; any other file is compared page by page with
    what the register says for the payload found on it.

    Raises:
        BadFile: missing or no PDF, or changed while it was read.
    """
    digest_before = _digest(path)
    pages = read_pages(path, progress)
    if _digest(path) != digest_before:
        raise BadFile(str(path), "changed_while_read")
    try:
        meta = read_meta(path)
        batch = plates.batch_by_number(store, meta.batch)
    except (BadFile, NotFound):
        return FileVerdict(path, "", _loose(store, pages), digest_before)
    lines = plates.batch_lines(store, batch.id)
    now = plates.expected_for(store, [line.payload for line in lines])
    expected = [_expectation(now.get(line.payload, line)) for line in lines]
    report = check_batch(pages, expected, meta=meta, batch=batch.number)
    gone = tuple(
        Mismatch(line.line_no, "text_extra", "file", "", line.full_text, line.full_text)
        for line in lines
        if line.payload not in now
    )
    whole = VerifyReport(report.plates, report.pages, report.decoded, report.mismatched + gone)
    return FileVerdict(path, batch.number, whole, digest_before)


def read_pages(path: Path, progress: Progress) -> list[ReadPage]:
    """Every page of a file as read back, by several processes when there are many.

    Raises:
        BadFile: missing, no PDF, or a page that cannot be read.
        Cancelled: by ``progress``.
    """
    count = page_count(path)
    spans = [Part((path, at, min(at + SPAN, count)), min(SPAN, count - at)) for at in range(0, count, SPAN)]
    return [page for pages in spread(_read_span, spans, progress, "plates_verify") for page in pages]


def _read_span(span: tuple[Path, int, int]) -> list[ReadPage]:
    path, first, stop = span
    return list(read_back(path, Silent(), first=first, stop=stop))


def _digest(path: Path) -> str:
    """SHA-256 of a file; ``""`` when there is none, which the reader words."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _expectation(line: PlateLine) -> Expectation:
    template = templates()[line.plate_class]
    return Expectation(line.full_text, line.payload, said_texts(template, line.texts), template.outer_mm)


def _loose(store: Store, pages: Sequence[ReadPage]) -> VerifyReport:
    known = plates.expected_for(store, [payload for page in pages for payload in page.payloads])
    found: list[Mismatch] = []
    decoded: set[str] = set()
    for page in pages:
        payload = page.payloads[0] if page.payloads else ""
        line = known.get(payload)
        if line is None:
            why: Why = "qr_wrong" if payload else "qr_unreadable"
            found.append(Mismatch(page.index + 1, why, "qr", "", payload))
            continue
        if payload in decoded:
            found.append(Mismatch(page.index + 1, "page_extra", "page", "", payload, line.full_text))
        decoded.add(payload)
        differs = compare(page, payload, _expectation(line).texts)
        found += [replace(one, key=line.full_text) for one in differs]
    return VerifyReport(len(pages), len(pages), len(decoded), tuple(found))


def record(store: Store, actor: Actor, verdict: FileVerdict) -> None:
    """Write the verdict on its batch; only a clean file sends its plates into production.

    Raises:
        PlateRefused: the file is not the one registered for the batch, or the register changed.
    """
    batch = plates.batch_by_number(store, verdict.batch)
    said = [mismatch_text(one) for one in verdict.report.mismatched]
    plates.record_verified(
        store,
        actor,
        batch.id,
        batch.row_version,
        sha256=verdict.sha256,
        ok=verdict.report.ok,
        mismatches=said,
    )


def mismatch_text(one: Mismatch) -> str:
    """One difference in a line, for lists and logs."""
    return json.dumps(
        {
            "page": one.page,
            "why": one.why,
            "role": one.role,
            "wanted": one.wanted,
            "found": one.found,
            "key": one.key,
        },
        ensure_ascii=False,
    )
