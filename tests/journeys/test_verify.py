"""Damage to the finished plates, done as an editor would, is named by ``zhipai plates verify`` with page and address."""

import ctypes
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from db.domain.plate_check import BatchMeta
from db.domain.progress import Silent
from desktop.cli.main import main
from desktop.files.plate_pdf import PlatePage, write_plates
from tests.journeys.conftest import Run
from tests.plates import a_batch

META = BatchMeta("SC-2020-999", 2, ())
Capture = pytest.CaptureFixture[str]
Damage = Callable[[pdfium.PdfDocument], None]


@pytest.fixture
def plates(demo: Run, tmp_path: Path) -> Path:
    """A copy of the finished stair plates."""
    (source,) = (demo.folder / "5-制牌").glob("*stair.pdf")
    return Path(shutil.copy(source, tmp_path / "梯位牌.pdf"))


def addresses(run: Run) -> list[str]:
    """The addresses of the stair plates, page by page, as the register has them."""
    found = run.query(
        "SELECT full_text FROM plate JOIN node ON node.id = plate.node_id"
        " WHERE plate.class = 'stair' ORDER BY plate.line_no"
    )
    return [text for (text,) in found]


def verify(run: Run, capsys: Capture, *paths: Path) -> tuple[int, dict[str, Any], str]:
    capsys.readouterr()
    status = main(["plates", "verify", *map(str, paths), "--store", run.store, "--json"])
    printed = capsys.readouterr()
    return status, json.loads(printed.out), printed.err


def edit(path: Path, change: Damage) -> None:
    document = pdfium.PdfDocument(path)
    change(document)
    data = path.with_suffix(".edited")
    document.save(data)
    document.close()
    data.replace(path)


def symbol(page: pdfium.PdfPage) -> pdfium.PdfObject:
    return [item for item in page.get_objects() if item.type == raw.FPDF_PAGEOBJ_PATH][-1]


def swap_symbols(document: pdfium.PdfDocument) -> None:
    pages = document[0], document[4]
    symbols = [symbol(page) for page in pages]
    for page, item in zip(pages, symbols, strict=True):
        page.remove_obj(item)
    for page, item in zip(pages, reversed(symbols), strict=True):
        page.insert_obj(item)
        page.gen_content()


def blank_a_symbol(document: pdfium.PdfDocument) -> None:
    page = document[2]
    left, bottom, right, top = symbol(page).get_bounds()
    cover = raw.FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom)
    raw.FPDFPageObj_SetFillColor(cover, 255, 255, 255, 255)
    raw.FPDFPath_SetDrawMode(cover, raw.FPDF_FILLMODE_ALTERNATE, False)
    raw.FPDFPage_InsertObject(page.raw, cover)
    page.gen_content()


def drop_a_page(document: pdfium.PdfDocument) -> None:
    del document[5]


def change_a_character(document: pdfium.PdfDocument) -> None:
    """Make the third stair of the first one on the fourth page, in the file's own font."""
    page = document[3]
    words = page.get_textpage()
    (digit,) = [
        item
        for item in page.get_objects()
        if item.type == raw.FPDF_PAGEOBJ_TEXT and text_of(item, words) in ("1", "2", "3")
    ]
    other = {"1": "2", "2": "3", "3": "1"}[text_of(digit, words)].encode("utf-16-le") + b"\0\0"
    words.close()
    assert raw.FPDFText_SetText(digit.raw, wide(ctypes.create_string_buffer(other)))
    page.gen_content()


def wide(buffer: "ctypes.Array[ctypes.c_char]") -> Any:
    return ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))


def text_of(item: pdfium.PdfObject, words: pdfium.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(item.raw, words.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(item.raw, words.raw, wide(buffer), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def test_an_untouched_file_passes(demo: Run, plates: Path, capsys: Capture) -> None:
    status, said, noise = verify(demo, capsys, plates)
    count = len(addresses(demo))
    assert (status, noise, said["mismatched"], said["blocked"]) == (0, "", [], [])
    assert (said["plates"], said["pages"], said["decoded"]) == (count, count, count)


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (swap_symbols, [(1, "qr_swapped"), (5, "qr_swapped")]),
        (blank_a_symbol, [(3, "qr_unreadable")]),
        (change_a_character, [(4, "text_wrong")]),
        (drop_a_page, [(6, "page_missing")]),
    ],
)
def test_damage_is_named_with_page_and_address(
    demo: Run, plates: Path, capsys: Capture, damage: Damage, named: list[tuple[int, str]]
) -> None:
    edit(plates, damage)
    status, said, _ = verify(demo, capsys, plates)
    wanted = [(plates.name, page, why, addresses(demo)[page - 1]) for page, why in named]
    assert [(m["file"], m["page"], m["why"], m["address"]) for m in said["mismatched"]] == wanted
    assert status == 1


def test_people_read_page_address_and_what_differs(demo: Run, plates: Path, capsys: Capture) -> None:
    edit(plates, change_a_character)
    assert main(["plates", "verify", str(plates), "--store", demo.store]) == 1
    line = capsys.readouterr().out.splitlines()[1]
    assert line.startswith(f"{plates.name} 第 4 页 {addresses(demo)[3]}：文字与登记不符")


def test_of_several_files_only_the_damaged_one_is_named(demo: Run, plates: Path, capsys: Capture) -> None:
    whole = Path(shutil.copy(plates, plates.with_name("完好.pdf")))
    edit(plates, drop_a_page)
    status, said, _ = verify(demo, capsys, plates.parent)
    assert (status, {one["file"] for one in said["mismatched"]}) == (1, {plates.name})
    assert said["pages"] == 2 * len(addresses(demo)) - 1
    assert whole.is_file()


def test_a_file_of_no_known_batch_is_compared_page_by_page(
    demo: Run, plates: Path, tmp_path: Path, capsys: Capture
) -> None:
    write_plates(tmp_path / "陌生.pdf", [PlatePage(one) for one in a_batch(2)], META, Silent())
    status, said, _ = verify(demo, capsys, tmp_path / "陌生.pdf")
    assert [(one["page"], one["why"]) for one in said["mismatched"]] == [(1, "qr_wrong"), (2, "qr_wrong")]
    assert (status, said["pages"], said["decoded"]) == (1, 2, 0)


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "not_found"), (b"", "not_a_pdf"), (b"hello", "not_a_pdf"), (b"%PDF-1.7\n%%EOF", "not_a_pdf")],
)
def test_what_is_no_pdf_is_bad_input(
    demo: Run, tmp_path: Path, capsys: Capture, content: bytes | None, why: str
) -> None:
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    status, said, noise = verify(demo, capsys, path)
    assert (status, said["error"], said["file"], said["why"]) == (2, "BadFile", str(path), why)
    assert "a.pdf" in noise
    assert "Traceback" not in noise


def pages_alone(source: Path, target: Path, pages: list[int]) -> Path:
    """The pages in a new file that says nothing of a batch, as other programs leave them."""
    old, new = pdfium.PdfDocument(source), pdfium.PdfDocument.new()
    new.import_pages(old, pages)
    new.save(target)
    new.close()
    old.close()
    return target


def test_a_file_without_a_batch_is_compared_page_by_page(
    demo: Run, plates: Path, tmp_path: Path, capsys: Capture
) -> None:
    status, said, _ = verify(demo, capsys, pages_alone(plates, tmp_path / "a.pdf", [2, 0, 5]))
    assert (status, said["pages"], said["decoded"], said["mismatched"]) == (0, 3, 3, [])
    edit(plates, change_a_character)
    status, said, _ = verify(demo, capsys, pages_alone(plates, tmp_path / "b.pdf", [1, 3, 1]))
    found = [(one["page"], one["why"], one["address"]) for one in said["mismatched"]]
    assert found == [(2, "text_wrong", addresses(demo)[3]), (3, "page_extra", addresses(demo)[1])]
    assert status == 1


def test_a_pdf_of_another_program_has_no_plate_and_no_batch_to_record(
    demo: Run, tmp_path: Path, capsys: Capture
) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(100, 100).close()
    document.save(tmp_path / "a.pdf")
    document.close()
    status, said, _ = verify(demo, capsys, tmp_path / "a.pdf")
    assert (status, [one["why"] for one in said["mismatched"]]) == (1, ["qr_unreadable"])
    words = ["plates", "verify", str(tmp_path / "a.pdf"), "--record", "--as", "printer"]
    status = main([*words, "--store", demo.copied_store(tmp_path), "--json"])
    assert (status, json.loads(capsys.readouterr().out)["why"]) == (2, "no_batch")
