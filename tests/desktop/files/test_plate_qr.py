"""QR symbols: the payload comes back byte for byte."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from db.domain.errors import PlateRefused
from db.domain.plate import QUIET_MODULES, QrMatrix
from desktop.files.plate_qr import MASKS, matrix

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
@pytest.mark.parametrize("text", ["0" * 60, "https://dz.xm.gov.cn/a/" + "0" * 21])
def test_a_block_of_zeros_is_encoded_all_the_same(text: str, level: str) -> None:
    assert read(matrix(text, level)) == text.encode()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty_payload"),
        ("\ud800", "payload_not_text"),
        ("a" * 3000, "payload_not_encodable"),
        ("\0" * 60, "payload_not_encodable"),
    ],
)
def test_what_cannot_be_encoded_is_refused(text: str, why: str) -> None:
    with pytest.raises(PlateRefused) as caught:
        matrix(text)
    assert caught.value.why == why
