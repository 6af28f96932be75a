"""From a locked list to files on the disk, and back: preflight, plates, maker's list, and the reading of what was made."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from db.domain.access import Actor
from db.domain.errors import BadFile, NotFound, PlateRefused
from db.domain.plate import PlateClass, PlateTemplate, PlateText, templates_from_json
from db.domain.plate_check import (
    BatchMeta,
    Expectation,
    Mismatch,
    ReadPage,
    VerifyReport,
    Why,
    check_batch,
    compare,
)
from db.domain.plate_layout import PlateLayout, digest, expected_texts, layout
from db.domain.progress import Progress
from db.services import plates
from db.services.plates import PlateLine, ReadyPlate
from db.store.plates import BatchRow
from db.store.store import Store
from desktop.files.fonts import font_book
from desktop.files.plate_pdf import PlatePage, write_plates
from desktop.files.plate_qr import readable_matrix
from desktop.files.plate_verify import read_back, read_meta
from desktop.files.worklist_xlsx import WorklistRow, face_text, size_text, write_worklist
from desktop.office import list_head
from desktop.paths import resource


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one batch."""

    number: str
    plate_class: PlateClass
    pdf: Path
    worklist: Path
    pages: int
    sha256: str


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


@cache
def templates() -> dict[PlateClass, PlateTemplate]:
    """The shipped plate templates by class."""
    return templates_from_json(resource("templates", "plates.json").read_text(encoding="utf-8"))


def template_versions() -> dict[PlateClass, str]:
    """Version of each shipped template."""
    return {plate_class: template.version for plate_class, template in templates().items()}


def unfit(ready: Iterable[ReadyPlate]) -> dict[int, str]:
    """Addresses whose plate cannot be made, by node, with the code that says why (law 5)."""
    found: dict[int, str] = {}
    for one in ready:
        try:
            _lay_out(one.plate_class, one.texts, one.payload)
        except PlateRefused as refused:
            found[one.node_id] = f"{refused.why}:{refused.field}:{refused.text}"
    return found


@lru_cache(maxsize=16_384)
def _lay_out(plate_class: PlateClass, texts: PlateText, payload: str) -> PlateLayout:
    """The plate as drawn; kept, since preflight and writing ask for the same ones."""
    template = templates()[plate_class]
    return layout(template, texts, readable_matrix(payload, template.qr_level), font_book())


def lock(
    store: Store, actor: Actor, area_code: str, plate_class: PlateClass | None = None
) -> plates.MadeBatches:
    """Preflight every plate that could be made, then lock the lists of those that can."""
    versions = template_versions()
    refused = unfit(plates.ready_plates(store, area_code, versions, plate_class))
    return plates.make_batches(store, actor, area_code, versions, plate_class=plate_class, refused=refused)


def render(store: Store, actor: Actor, batch: BatchRow, pdf: Path, progress: Progress) -> Made:
    """Write the plates of a locked batch with the maker's list beside them, and register the file.

    Raises:
        PlateRefused: the register changed since the list was locked, or a plate cannot be made.
        StoreUnavailable: disk full or folder not writable; no half file is left.
    """
    plates.check_batch(store, batch.id)
    lines = plates.batch_lines(store, batch.id)
    laid = [(line, _lay_out(line.plate_class, line.texts, line.payload)) for line in lines]
    meta = BatchMeta(batch.number, len(lines), tuple(sorted({line.template_version for line in lines})))
    report = write_plates(pdf, (PlatePage(face, line.full_text) for line, face in laid), meta, progress)
    head = list_head(store)
    worklist = pdf.with_name(f"{pdf.stem}-制作明细清单.xlsx")
    write_worklist(
        worklist,
        [_worklist_row(batch.number, line, face) for line, face in laid],
        unit=head.office,
        date_text=head.date_text,
    )
    plates.record_rendered(
        store,
        actor,
        batch.id,
        batch.row_version,
        sha256=report.sha256,
        pages=report.pages,
        layout_digests={line.plate_id: digest(face) for line, face in laid},
    )
    return Made(batch.number, PlateClass(batch.plate_class), pdf, worklist, report.pages, report.sha256)


def _worklist_row(number: str, line: PlateLine, face: PlateLayout) -> WorklistRow:
    return WorklistRow(
        line=line.line_no,
        batch=number,
        subdistrict=line.subdistrict,
        community=line.community,
        full_text=line.full_text,
        plate_class=line.plate_class,
        size=size_text(templates()[line.plate_class]),
        face_text=face_text(face),
        pinyin=line.texts.pinyin,
        addr_code=line.addr_code,
        payload=line.payload,
        template_version=line.template_version,
        position=line.position,
    )


def verify(store: Store, path: Path, progress: Progress) -> FileVerdict:
    """Read a finished file back and compare every page with the register of today.

    A file that names a batch must hold that batch, whole and in order; any other file is compared page by page with
    what the register says for the payload found on it.

    Raises:
        BadFile: missing or no PDF, or changed while it was read.
    """
    digest_before = _digest(path)
    pages = list(read_back(path, progress))
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


def _digest(path: Path) -> str:
    """SHA-256 of a file; ``""`` when there is none, which the reader words."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _expectation(line: PlateLine) -> Expectation:
    face = layout(templates()[line.plate_class], line.texts, None, font_book())
    return Expectation(line.full_text, line.payload, expected_texts(face), (face.width_mm, face.height_mm))


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
