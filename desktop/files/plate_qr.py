"""Makes QR symbols: the payload byte for byte, the smallest version, a given mask."""

import zxingcpp
from PIL import Image
from qrcode.exceptions import DataOverflowError

from db.domain.errors import PlateRefused
from db.domain.plate import QUIET_MODULES, QrMatrix
from desktop.files.qr_tables import symbol

MASKS = 8
_INK = bytes.maketrans(b"01", b"\xff\x00")
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def matrix(payload: str, level: str = "Q", mask: int = 0) -> QrMatrix:
    """The symbol of a payload.

    The mask is given, not searched: every mask is legal, and the search costs more than all the rest. When a
    finished symbol does not read back, ``readable_matrix`` takes the next one.

    Raises:
        PlateRefused: an empty payload, or one that no version can hold.
    """
    if not payload:
        raise PlateRefused("empty_payload", "", "qr")
    try:
        rows = symbol(payload.encode("utf-8"), level, mask)
    except UnicodeEncodeError as error:
        raise PlateRefused("payload_not_text", repr(payload), "qr") from error
    except (DataOverflowError, ValueError) as error:
        raise PlateRefused("payload_not_encodable", payload, "qr") from error
    return QrMatrix(payload, level, mask, rows)


def readable_matrix(payload: str, level: str = "Q") -> QrMatrix:
    """The symbol of a payload under the first mask that reads back as that payload.

    Raises:
        PlateRefused: as ``matrix``; or no mask reads back (``qr_unreadable``).
    """
    for mask in range(MASKS):
        symbol = matrix(payload, level, mask)
        if _read(symbol) == payload:
            return symbol
    raise PlateRefused("qr_unreadable", payload, "qr")


def _read(symbol: QrMatrix) -> str:
    """What the bare symbol says at three pixels a module, quiet zone included."""
    size = len(symbol.rows)
    side = size + 2 * QUIET_MODULES
    margin = b"\xff" * QUIET_MODULES
    rows = [
        margin + bytes(0 if bit == "1" else 255 for bit in f"{row:0{size}b}") + margin for row in symbol.rows
    ]
    blank = [b"\xff" * side] * QUIET_MODULES
    small = Image.frombytes("L", (side, side), b"".join(blank + rows + blank))
    picture = small.resize((side * 3, side * 3), Image.Resampling.NEAREST)
    found = zxingcpp.read_barcodes(picture, formats=_FORMATS, is_pure=True)
    return str(found[0].bytes.decode("utf-8", "replace")) if found else ""
