"""Makes QR symbols: the payload byte for byte, the smallest version, a given mask."""

from qrcode.exceptions import DataOverflowError

from db.domain.errors import PlateRefused
from db.domain.plate import QrMatrix
from desktop.files.qr_tables import symbol

MASKS = 8


def matrix(payload: str, level: str = "Q", mask: int = 0) -> QrMatrix:
    """The symbol of a payload.

    The mask is given, not searched: every mask is legal, and the search costs more than all the rest. When a
    finished symbol does not read back, try the next mask.

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
