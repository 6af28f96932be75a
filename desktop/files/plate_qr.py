"""Makes QR symbols: the payload byte for byte, the smallest version, a given mask."""

from typing import Final

from qrcode import constants
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import QRData

from db.domain.errors import PlateRefused
from db.domain.plate import QrMatrix

MASKS = 8
_LEVELS = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
_BYTES: Final = 4


def _rows(data: bytes, level: str, mask: int, *, plain: bool = False) -> tuple[int, ...]:
    code = QRCode(error_correction=_LEVELS[level], mask_pattern=mask)
    # The library's own choice is numeric, alphanumeric or bytes, whichever is the most compact that loses nothing.
    code.add_data(QRData(data, mode=_BYTES) if plain else QRData(data), optimize=0)
    code.make(fit=True)
    return tuple(int("".join("1" if dark else "0" for dark in row), 2) for row in code.modules)


def matrix(payload: str, level: str = "Q", mask: int = 0) -> QrMatrix:
    """The symbol of a payload.

    The mask is given, not searched: the search is most of the library's time, and every mask is legal. When a finished
    symbol does not read back, try the next mask.

    Raises:
        PlateRefused: an empty payload, or one that no version can hold or the encoder cannot make.
    """
    if not payload:
        raise PlateRefused("empty_payload", "", "qr")
    try:
        data = payload.encode("utf-8")
    except UnicodeEncodeError as error:
        raise PlateRefused("payload_not_text", repr(payload), "qr") from error
    try:
        try:
            rows = _rows(data, level, mask)
        except DataOverflowError:
            raise
        except ValueError:
            # WORKAROUND(https://github.com/lincolnloop/python-qrcode/issues/330): 8.2 fails with glog(0) when one block
            # of data is all zero; byte mode gives the block other bits. Drop when the library divides such blocks.
            rows = _rows(data, level, mask, plain=True)
    except (DataOverflowError, ValueError) as error:
        raise PlateRefused("payload_not_encodable", payload, "qr") from error
    return QrMatrix(payload, level, mask, rows)
