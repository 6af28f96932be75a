"""Reading a finished file back: every kind of damage to it is found and named."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from db.domain.errors import BadFile
from db.domain.plate import PlateClass
from db.domain.plate_check import VerifyReport, check_batch
from db.domain.plate_layout import PlateLayout
from db.domain.progress import Silent
from desktop.files.plate_verify import read_back, read_meta
from tests.plates import a_batch, a_plate, a_text, expectations, write

Damage = Callable[[list[PlateLayout]], list[PlateLayout]]


def verify(path: Path, plates: list[PlateLayout]) -> VerifyReport:
    return check_batch(
        read_back(path, Silent()), expectations(plates), meta=read_meta(path), batch="SC-2026-001"
    )


def swap_codes(plates: list[PlateLayout]) -> list[PlateLayout]:
    """The first and the fifth plate are of one class: each gets the other's symbol."""
    one, two = plates[0], plates[4]
    return [replace(one, qr=two.qr), *plates[1:4], replace(two, qr=one.qr), *plates[5:]]


def change_a_character(plates: list[PlateLayout]) -> list[PlateLayout]:
    run = plates[2].runs[0]
    runs = (replace(run, text=run.text.replace("南", "北")), *plates[2].runs[1:])
    return [*plates[:2], replace(plates[2], runs=runs), *plates[3:]]


def drop_a_page(plates: list[PlateLayout]) -> list[PlateLayout]:
    return plates[:3] + plates[4:]


def move_a_page(plates: list[PlateLayout]) -> list[PlateLayout]:
    return [*plates[1:4], plates[0], *plates[4:]]


def double_a_page(plates: list[PlateLayout]) -> list[PlateLayout]:
    return [*plates[:2], plates[1], *plates[2:]]


def test_a_whole_batch_of_every_class_reads_back(tmp_path: Path) -> None:
    plates = [a_plate(c, i, a_text(name="滨海西大道")) for i, c in enumerate(PlateClass)]
    write(tmp_path / "a.pdf", plates)
    report = verify(tmp_path / "a.pdf", plates)
    assert (report.plates, report.pages, report.decoded, report.mismatched) == (6, 6, 6, ())


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (swap_codes, [(1, "qr_swapped", "qr"), (5, "qr_swapped", "qr")]),
        (change_a_character, [(3, "text_wrong", "address")]),
        (drop_a_page, [(4, "page_missing", "page")]),
        (move_a_page, [(4, "page_moved", "page")]),
        (double_a_page, [(2, "page_extra", "page")]),
    ],
)
def test_damage_is_named_with_its_page(
    tmp_path: Path, damage: Damage, named: list[tuple[int, str, str]]
) -> None:
    plates = a_batch(6)
    write(tmp_path / "a.pdf", damage(plates), announced=len(damage(plates)))
    report = verify(tmp_path / "a.pdf", plates)
    found = [(m.page, m.why, m.role) for m in report.mismatched if m.role != "file"]
    assert found == named
    assert not report.ok


def edit(path: Path, page: int, change: Callable[[pdfium.PdfPage], None]) -> None:
    """Change one page of a finished file the way an editor would."""
    document = pdfium.PdfDocument(path)
    held = document[page]
    change(held)
    held.gen_content()
    held.close()
    data = path.with_suffix(".edited")
    document.save(data)
    document.close()
    data.replace(path)


def blank_the_symbol(page: pdfium.PdfPage) -> None:
    """Lay a white sheet over the symbol; the symbol itself stays in the file."""
    paths = [item for item in page.get_objects() if item.type == raw.FPDF_PAGEOBJ_PATH]
    left, bottom, right, top = paths[-1].get_bounds()
    cover = raw.FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom)
    raw.FPDFPageObj_SetFillColor(cover, 255, 255, 255, 255)
    raw.FPDFPath_SetDrawMode(cover, raw.FPDF_FILLMODE_ALTERNATE, False)
    raw.FPDFPage_InsertObject(page.raw, cover)


def remove_the_symbol(page: pdfium.PdfPage) -> None:
    page.remove_obj([item for item in page.get_objects() if item.type == raw.FPDF_PAGEOBJ_PATH][-1])


@pytest.mark.parametrize("change", [blank_the_symbol, remove_the_symbol])
def test_a_blanked_symbol_is_unreadable(tmp_path: Path, change: Callable[[pdfium.PdfPage], None]) -> None:
    plates = a_batch(3)
    write(tmp_path / "a.pdf", plates)
    edit(tmp_path / "a.pdf", 1, change)
    report = verify(tmp_path / "a.pdf", plates)
    assert [(m.page, m.why, m.key) for m in report.mismatched] == [(2, "qr_unreadable", "plate 2")]
    assert report.decoded == 2


def test_a_page_cut_out_of_the_file_is_missing(tmp_path: Path) -> None:
    plates = a_batch(4)
    write(tmp_path / "a.pdf", plates)
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    del document[2]
    document.save(tmp_path / "b.pdf")
    document.close()
    report = verify(tmp_path / "b.pdf", plates)
    assert [(m.page, m.why, m.key) for m in report.mismatched] == [(3, "page_missing", "plate 3")]
    assert (report.plates, report.pages) == (4, 3)


def test_a_symbol_no_longer_marked_is_still_read(tmp_path: Path) -> None:
    plates = a_batch(1)
    write(tmp_path / "a.pdf", plates)

    def unmark(page: pdfium.PdfPage) -> None:
        for item in page.get_objects():
            for at in reversed(range(raw.FPDFPageObj_CountMarks(item.raw))):
                raw.FPDFPageObj_RemoveMark(item.raw, raw.FPDFPageObj_GetMark(item.raw, at))

    edit(tmp_path / "a.pdf", 0, unmark)
    (page,) = read_back(tmp_path / "a.pdf", Silent())
    assert page.payloads == (expectations(plates)[0].payload,)
    assert {role for role, _ in page.texts} == {""}


def test_the_reading_says_how_far_it_is(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", a_batch(3))
    steps: list[tuple[int, int]] = []

    class Watch:
        def step(self, done: int, total: int, note: str) -> None:
            steps.append((done, total))

    assert len(list(read_back(tmp_path / "a.pdf", Watch()))) == 3
    assert steps == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("content", "why"), [(None, "missing"), (b"", "not_a_pdf"), (b"%PDF-1.4 nothing", "not_a_pdf")]
)
def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path, content: bytes | None, why: str) -> None:
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    for read in (lambda: read_meta(path), lambda: list(read_back(path, Silent()))):
        with pytest.raises(BadFile) as caught:
            read()
        assert (caught.value.file, caught.value.why) == (str(path), why)


def test_a_pdf_of_others_says_no_batch(tmp_path: Path) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(100, 100)
    document.save(tmp_path / "a.pdf")
    document.close()
    with pytest.raises(BadFile) as caught:
        read_meta(tmp_path / "a.pdf")
    assert caught.value.why == "no_batch"
    (page,) = read_back(tmp_path / "a.pdf", Silent())
    assert (page.payloads, page.texts) == ((), ())
