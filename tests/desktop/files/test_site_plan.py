import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from db.domain.map_layer import BadLayer
from desktop.files import site_plan
from desktop.files.site_plan import LONGEST_PX, read_plan


def refused(path: Path) -> str:
    with pytest.raises(BadLayer) as error:
        read_plan(path)
    return error.value.why


@pytest.mark.parametrize("ending", ["png", "jpg", "tif", "bmp"])
def test_a_picture_becomes_one_no_longer_than_it_may(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"总平面图.{ending}"
    Image.new("RGB", (LONGEST_PX * 2, 900), "white").save(file)
    made = Image.open(io.BytesIO(read_plan(file)))
    assert made.size == (LONGEST_PX, 450)


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    file = tmp_path / "图.png"
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(file)
    assert Image.open(io.BytesIO(read_plan(file))).getpixel((5, 5)) == (255, 255, 255)


def test_of_a_pdf_the_first_page_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "图.pdf"
    canvas = Canvas(str(file), pagesize=(400, 200))
    canvas.rect(50, 50, 300, 100)
    canvas.showPage()
    canvas.setPageSize((100, 900))
    canvas.showPage()
    canvas.save()
    made = Image.open(io.BytesIO(read_plan(file)))
    assert made.size == (LONGEST_PX, LONGEST_PX // 2)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7 no more", b"\x89PNG\r\n\x1a\n0000"])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "图.png"
    file.write_bytes(content)
    assert refused(file) == "no_picture_inside"


def test_a_pdf_without_a_page_or_with_a_password_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "图.pdf"
    document = pypdfium2.PdfDocument.new()
    document.save(file)
    document.close()
    assert refused(file) == "no_picture_inside"
    canvas = Canvas(str(file), encrypt="口令")
    canvas.showPage()
    canvas.save()
    assert refused(file) == "no_picture_inside"


def test_a_picture_that_would_unpack_to_too_many_pixels_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "图.png"
    Image.new("1", (200, 100)).save(file)
    monkeypatch.setattr(site_plan, "_MOST_PIXELS", 19_999)
    assert refused(file) == "too_large"
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 5_000)
    assert refused(file) == "too_large"
    monkeypatch.setattr(site_plan, "_MOST_BYTES", 10)
    assert refused(file) == "too_large"
    assert refused(tmp_path / "没有.png") == "unreadable"
