"""The finished file: sizes, fonts, glyph positions, and nothing half written."""

import ctypes
import os
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from db.domain.errors import PlateRefused, StoreUnavailable
from db.domain.plate import PlateClass
from db.domain.plate_check import BatchMeta
from db.domain.plate_layout import layout
from db.domain.progress import Cancelled, Silent
from desktop.files.fonts import font_book
from desktop.files.plate_pdf import PlatePage, write_plates
from desktop.files.plate_verify import read_back, read_meta
from tests.plates import a_batch, a_plate, a_text, shipped_templates, write

MM = 72 / 25.4


def test_the_same_plates_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.pdf", a_batch()), write(tmp_path / "b.pdf", a_batch())
    assert one == two
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", a_batch(2))
    versions = ("large_door/2026.1", "small_door/2026.1")
    assert read_meta(tmp_path / "a.pdf") == BatchMeta("SC-2026-001", 2, versions, "production")


def test_no_path_of_this_machine_is_in_the_file(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", a_batch(1))
    data = (tmp_path / "a.pdf").read_bytes()
    assert b"resources" not in data
    assert os.fsencode(tmp_path) not in data


@pytest.mark.parametrize("plate_class", PlateClass)
def test_every_glyph_stands_where_the_layout_put_it(tmp_path: Path, plate_class: PlateClass) -> None:
    plate = a_plate(plate_class, text=a_text(name="西𬇞南路"))
    write(tmp_path / "a.pdf", [plate])
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    page = document[0]
    assert page.get_size() == pytest.approx((plate.width_mm * MM, plate.height_mm * MM), abs=0.01)
    text = page.get_textpage()
    places = []
    for at in range(raw.FPDFText_CountChars(text.raw)):
        second_half = 0xDC00 <= raw.FPDFText_GetUnicode(text.raw, at) < 0xE000
        if raw.FPDFText_IsGenerated(text.raw, at) != 1 and not second_half:
            x, y = ctypes.c_double(), ctypes.c_double()
            assert raw.FPDFText_GetCharOrigin(text.raw, at, ctypes.byref(x), ctypes.byref(y))
            places += [x.value / MM, plate.height_mm - y.value / MM]
    document.close()
    wanted = [value for run in plate.runs for x in run.xs_mm for value in (x, run.y_mm)]
    assert places == pytest.approx(wanted, abs=0.05)


def test_every_font_is_embedded(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", [a_plate(PlateClass.LARGE_DOOR, text=a_text(name="𬇞洲路"))])
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    found = {}
    for item in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(item.raw)
        name = ctypes.create_string_buffer(100)
        raw.FPDFFont_GetBaseFontName(font, name, 100)
        found[name.value.decode().rpartition("+")[2]] = raw.FPDFFont_GetIsEmbedded(font)
    document.close()
    assert found == {"NotoSansSC-Bold": 1, "NotoSansSC-Regular": 1, "HanaMinB": 1}


def test_characters_beyond_the_first_plane_read_back(tmp_path: Path) -> None:
    names = ["𬇞洲路", "𫊻山里", "西𬇞𫊻"]
    write(tmp_path / "a.pdf", [a_plate(PlateClass.SMALL_DOOR, i, a_text(n)) for i, n in enumerate(names)])
    pages = read_back(tmp_path / "a.pdf", Silent())
    assert [dict(page.texts)["name"] for page in pages] == names


def test_more_characters_than_one_subset_holds_read_back(tmp_path: Path) -> None:
    names = ["".join(chr(0x4E00 + 12 * i + k) for k in range(12)) for i in range(40)]
    write(tmp_path / "a.pdf", [a_plate(PlateClass.SMALL_DOOR, i, a_text(n)) for i, n in enumerate(names)])
    pages = read_back(tmp_path / "a.pdf", Silent())
    assert [dict(page.texts)["name"] for page in pages] == names


def test_a_draft_carries_a_mark_on_every_page_and_may_lack_codes(tmp_path: Path) -> None:
    template = shipped_templates()[PlateClass.ROOM]
    plates = [a_plate(PlateClass.ROOM), layout(template, a_text(), None, font_book())]
    meta = BatchMeta("YZ-1", 2, (), "draft")
    write_plates(tmp_path / "a.pdf", [PlatePage(p) for p in plates], meta, Silent())
    pages = list(read_back(tmp_path / "a.pdf", Silent()))
    assert [page.draft for page in pages] == [True, True]
    assert [len(page.payloads) for page in pages] == [1, 0]
    assert read_meta(tmp_path / "a.pdf").purpose == "draft"


def test_a_production_plate_without_its_code_is_refused(tmp_path: Path) -> None:
    plate = layout(shipped_templates()[PlateClass.ROOM], a_text(), None, font_book())
    with pytest.raises(PlateRefused) as caught:
        write_plates(tmp_path / "a.pdf", [PlatePage(plate, "row 7")], BatchMeta("B", 1), Silent())
    assert (caught.value.why, caught.value.text) == ("no_qr", "row 7")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("announced", [0, 1, 3])
def test_more_or_fewer_plates_than_announced_are_refused(tmp_path: Path, announced: int) -> None:
    with pytest.raises(PlateRefused) as caught:
        write(tmp_path / "a.pdf", a_batch(2), announced=announced)
    assert caught.value.why == "count_differs"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_with_the_path(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        write(tmp_path / "gone" / "a.pdf", a_batch(1))
    assert (caught.value.why, caught.value.detail) == ("folder_missing", str(tmp_path / "gone" / "a.pdf"))


def test_a_full_disk_leaves_the_old_file_and_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreUnavailable) as caught:
        write(tmp_path / "a.pdf", a_batch(1))
    assert caught.value.why == "disk_full"
    assert [(f.name, f.read_bytes()) for f in tmp_path.iterdir()] == [("a.pdf", b"old")]


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, note: str) -> None:
            if done == 2:
                raise Cancelled

    meta = BatchMeta("B", 4)
    with pytest.raises(Cancelled):
        write_plates(tmp_path / "a.pdf", [PlatePage(p) for p in a_batch()], meta, Stop())
    assert list(tmp_path.iterdir()) == []
