"""QR symbols: the payload comes back byte for byte."""

from dataclasses import replace

import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from qrcode.util import QRData

from db.domain.errors import PlateRefused
from db.domain.plate import QUIET_MODULES, QrMatrix
from desktop.files import plate_qr
from desktop.files.plate_qr import MASKS, matrix
from desktop.files.qr_tables import LEVELS, symbol

_PX = 4


def read(symbol: QrMatrix) -> bytes:
    side = (symbol.size + 2 * QUIET_MODULES) * _PX
    image = Image.new("L", (side, side), 255)
    for row, start, length in symbol.runs():
        x, y = (start + QUIET_MODULES) * _PX, (row + QUIET_MODULES) * _PX
        image.paste(0, (x, y, x + length * _PX, y + _PX))
    (found,) = zxingcpp.read_barcodes(image)
    return found.bytes


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60), st.sampled_from("LMQH")
)
def test_any_text_comes_back_byte_for_byte(text: str, level: str) -> None:
    assert read(matrix(text, level)) == text.encode()


@pytest.mark.parametrize(
    "text",
    [
        "3F2504E0-4F89-41D3-9A0C-0305E82C3301",
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "HTTPS://DZ.XM.GOV.CN/Q?ID=3F2504E0",
        "https://dz.xm.gov.cn/q?id=3F2504E0-4F89-41D3-9A0C-0305E82C3301 ",
        "00350203001000123456789012345",
    ],
)
def test_case_and_blanks_and_leading_zeros_stay(text: str) -> None:
    assert read(matrix(text)) == text.encode()


@pytest.mark.parametrize("mask", range(MASKS))
def test_every_mask_reads_back(mask: int) -> None:
    assert read(matrix("3F2504E0-4F89-41D3-9A0C-0305E82C3301", mask=mask)).startswith(b"3F2504E0")


def test_capitals_and_digits_make_a_smaller_symbol() -> None:
    assert matrix("3F2504E0-4F89-41D3-9A0C-0305E82C3301").size == 29
    assert matrix("3f2504e0-4f89-41d3-9a0c-0305e82c3301").size == 33


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
@pytest.mark.parametrize("text", ["0" * 60, "https://dz.xm.gov.cn/a/" + "0" * 21, "\0" * 60])
def test_a_block_of_zeros_is_encoded_all_the_same(text: str, level: str) -> None:
    assert read(matrix(text, level)) == text.encode()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty_payload"),
        ("\ud800", "payload_not_text"),
        ("a" * 3000, "payload_not_encodable"),
    ],
)
def test_what_cannot_be_encoded_is_refused(text: str, why: str) -> None:
    with pytest.raises(PlateRefused) as caught:
        matrix(text)
    assert caught.value.why == why


def by_library(data: bytes, level: str, mask: int) -> tuple[int, ...]:
    code = qrcode.QRCode(error_correction=LEVELS[level], mask_pattern=mask)
    code.add_data(QRData(data), optimize=0)
    code.make()
    return tuple(int("".join("1" if dark else "0" for dark in row), 2) for row in code.modules)


some_bytes = st.one_of(
    st.binary(min_size=1, max_size=90).filter(lambda data: max(data) > 57),
    st.text("123456789", min_size=1, max_size=200).map(str.encode),
    st.text("ABCXYZ123 $%*+-./:", min_size=1, max_size=120).map(str.encode),
)


@given(some_bytes, st.sampled_from("LMQH"), st.sampled_from(range(MASKS)))
def test_tables_draw_what_the_library_draws(data: bytes, level: str, mask: int) -> None:
    try:
        wanted = by_library(data, level, mask)
    except ValueError:  # the library's own defect with a block of zeros, tested above by reading back
        return
    assert symbol(data, level, mask) == wanted


def test_a_symbol_of_many_blocks_is_drawn_too() -> None:
    data = b"a" * 700
    assert symbol(data, "L", 3) == by_library(data, "L", 3)


def test_a_mask_that_does_not_read_back_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = plate_qr.matrix

    def spoiled(payload: str, level: str = "Q", mask: int = 0) -> QrMatrix:
        good = honest(payload, level, mask)
        return good if mask == 2 else replace(good, rows=tuple(0 for _ in good.rows))

    monkeypatch.setattr(plate_qr, "matrix", spoiled)
    assert plate_qr.readable_matrix("6B29FC40-CA47-1067-B31D-00DD010662DA").mask == 2


def test_a_payload_that_no_mask_reads_back_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = plate_qr.matrix("another payload")
    monkeypatch.setattr(plate_qr, "matrix", lambda payload, level, mask: wrong)
    with pytest.raises(PlateRefused) as refused:
        plate_qr.readable_matrix("6B29FC40-CA47-1067-B31D-00DD010662DA")
    assert refused.value.why == "qr_unreadable"
