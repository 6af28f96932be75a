"""From approved addresses to files on the disk: preflight, locked lists, plates and the maker's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.domain.access import Actor
from db.domain.errors import PlateRefused
from db.domain.plate import PlateClass
from db.domain.plate_check import BatchMeta, Purpose
from db.domain.plate_layout import PlateLayout, digest
from db.domain.progress import Progress
from db.services import plates
from db.services.plates import PlateLine
from db.services.standing import standing
from db.store.plates import BatchRow
from db.store.store import Store
from desktop.files.plate_pdf import PlatePage, write_plates
from desktop.files.worklist_xlsx import WorklistRow, face_text, size_text, write_worklist
from desktop.office import list_head
from desktop.plates.crew import beside
from desktop.plates.faces import faces, preflight, template_versions, templates


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one batch."""

    number: str
    plate_class: PlateClass
    pdf: Path
    worklist: Path
    pages: int
    sha256: str


def lock(
    store: Store,
    actor: Actor,
    area_code: str,
    progress: Progress,
    plate_class: PlateClass | None = None,
) -> plates.MadeBatches:
    """Preflight every plate that could be made, then lock the lists of those that can."""
    versions = template_versions()
    checked = preflight(plates.ready_plates(store, area_code, versions, plate_class), progress)
    return plates.make_batches(store, actor, area_code, versions, plate_class=plate_class, preflight=checked)


def render(store: Store, actor: Actor, batch: BatchRow, pdf: Path, progress: Progress) -> Made:
    """Write the plates of a locked batch with the maker's list beside them, and register the file.

    Raises:
        PlateRefused: the register changed since the list was locked, or a plate cannot be made.
        StoreUnavailable: disk full or folder not writable; no half file is left.
    """
    plates.check_batch(store, batch.id)
    lines = plates.batch_lines(store, batch.id)
    laid = _laid(lines, progress)
    head = list_head(store)
    worklist = pdf.with_name(f"{pdf.stem}-制作明细清单.xlsx")
    rows = [_worklist_row(batch.number, line, face) for line, face in laid]
    listing = beside(len(rows), write_worklist, worklist, rows, unit=head.office, date_text=head.date_text)
    purpose: Purpose = "draft" if standing(store).practice else "production"
    templates_used = tuple(sorted({line.template_version for line in lines}))
    meta = BatchMeta(batch.number, len(lines), templates_used, purpose)
    report = write_plates(pdf, (PlatePage(face, line.full_text) for line, face in laid), meta, progress)
    listing()
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


def _laid(lines: Sequence[PlateLine], progress: Progress) -> list[tuple[PlateLine, PlateLayout]]:
    drawn = faces([(line.plate_class, line.texts, line.payload) for line in lines], progress)
    laid = []
    for line, face in zip(lines, drawn, strict=True):
        if isinstance(face, PlateRefused):
            raise face
        laid.append((line, face))
    return laid


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
