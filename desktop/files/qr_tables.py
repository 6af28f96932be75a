"""QR symbols by table: for one version, level and mask a symbol is a fixed picture XOR one picture per data byte.

The error correction is linear and every bit has its module, so the tables are built once, from the ``qrcode``
library's own placement, and a symbol costs some hundred look-ups instead of thousands of steps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from qrcode import base, constants
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import length_in_bits

LEVELS = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
_NUMBER: Final = 1
_CAPITALS: Final = 2
_BYTES: Final = 4
_PADDING = b"\xec\x11"
_ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_PLACES = {byte: place for place, byte in enumerate(_ALPHABET)}
_DIGIT_BITS = {1: 4, 2: 7, 3: 10}


@dataclass(frozen=True, slots=True)
class _Segment:
    """The payload in one mode: how many characters, and their bits as a number of that many bits."""

    mode: Literal[1, 2, 4]
    characters: int
    value: int
    bits: int


def _segment(data: bytes) -> _Segment:
    """Numbers, capitals or bytes: the most compact mode that loses nothing."""
    count = len(data)
    if data.isdigit():
        value = bits = 0
        for at in range(0, count, 3):
            part = data[at : at + 3]
            width = _DIGIT_BITS[len(part)]
            value, bits = value << width | int(part), bits + width
        return _Segment(_NUMBER, count, value, bits)
    if not data.translate(None, _ALPHABET):
        places = [_PLACES[byte] for byte in data]
        value = 0
        for one, two in zip(places[::2], places[1::2], strict=False):
            value = value << 11 | one * len(_ALPHABET) + two
        if count % 2:
            value = value << 6 | places[-1]
        return _Segment(_CAPITALS, count, value, count // 2 * 11 + count % 2 * 6)
    return _Segment(_BYTES, count, int.from_bytes(data, "big"), 8 * count)


def symbol(data: bytes, level: str, mask: int) -> tuple[int, ...]:
    """Rows of the smallest symbol, leftmost module in the highest bit.

    Raises:
        qrcode.exceptions.DataOverflowError: no version holds the data.
    """
    segment = _segment(data)
    version = _version(segment, level)
    picture, size = _blank(version, level, mask)
    for at, word in enumerate(_codewords(segment, version, level)):
        if word:
            picture ^= _drawn(version, at, word)
    row = (1 << size) - 1
    return tuple(picture >> (size * y) & row for y in range(size - 1, -1, -1))


def _version(segment: _Segment, level: str) -> int:
    for version in range(1, 41):
        head = 4 + length_in_bits(segment.mode, version)
        if head + segment.bits <= 8 * sum(size for size, _ in _blocks(version, level)):
            return version
    raise DataOverflowError


@cache
def _blocks(version: int, level: str) -> tuple[tuple[int, int], ...]:
    """Data and check bytes of every block."""
    blocks = base.rs_blocks(version, LEVELS[level])
    return tuple((block.data_count, block.total_count - block.data_count) for block in blocks)


def _codewords(segment: _Segment, version: int, level: str) -> Iterator[int]:
    """Data and error correction, interleaved as they are drawn."""
    blocks = _blocks(version, level)
    room = sum(size for size, _ in blocks)
    width = length_in_bits(segment.mode, version)
    value = (segment.mode << width | segment.characters) << segment.bits | segment.value
    bits = 4 + width + segment.bits
    used = -(-min(bits + 4, 8 * room) // 8)
    data = (value << (8 * used - bits)).to_bytes(used, "big")
    data += (_PADDING * room)[: room - used]
    parts, checks, at = [], [], 0
    for size, count in blocks:
        parts.append(data[at : at + size])
        checks.append(_check(parts[-1], count))
        at += size
    for rows in (parts, checks):
        for at in range(max(map(len, rows))):
            yield from (row[at] for row in rows if at < len(row))


def _check(part: bytes, count: int) -> bytes:
    """Error correction of one block."""
    total = 0
    for at, word in enumerate(part):
        if word:
            total ^= _share(len(part) - at - 1, word, count)
    return total.to_bytes(count, "big")


@cache
def _share(power: int, word: int, count: int) -> int:
    """What one data byte, so many places before the block's end, adds to the error correction."""
    return int.from_bytes(bytes(_times(c, word) for c in _remainder(power, count)), "big")


@cache
def _remainder(power: int, count: int) -> tuple[int, ...]:
    """The remainder of ``x^(count + power)`` by the generator of ``count`` check bytes."""
    if power == 0:
        return _generator(count)[1:]
    first, *rest = _remainder(power - 1, count)
    shifted = [*rest, 0]
    return tuple(a ^ _times(first, g) for a, g in zip(shifted, _generator(count)[1:], strict=True))


@cache
def _generator(count: int) -> tuple[int, ...]:
    """Coefficients of the generator, highest first."""
    poly = [1]
    for i in range(count):
        root = base.gexp(i)
        poly = [a ^ _times(b, root) for a, b in zip([*poly, 0], [0, *poly], strict=True)]
    return tuple(poly)


def _times(a: int, b: int) -> int:
    return base.gexp(base.glog(a) + base.glog(b)) if a and b else 0


def _picture(code: QRCode, words: list[int], mask: int) -> int:  # type: ignore[type-arg]  # only drawn by the library
    code.data_cache = words
    code.makeImpl(False, mask)
    return int("".join("1" if dark else "0" for row in code.modules for dark in row), 2)


@cache
def _blank(version: int, level: str, mask: int) -> tuple[int, int]:
    """The symbol when every codeword is zero, and its side."""
    words = sum(block.total_count for block in base.rs_blocks(version, LEVELS[level]))
    code = QRCode(version=version, error_correction=LEVELS[level])
    return _picture(code, [0] * words, mask), 4 * version + 17


@cache
def _modules(version: int) -> tuple[int, ...]:
    """The module of every bit, as a picture of that module alone.

    Each bit is numbered; drawing all bits whose number has the same binary digit set, digit by digit, spells every
    module's number.
    """
    blank, size = _blank(version, "L", 0)
    words = sum(block.total_count for block in base.rs_blocks(version, LEVELS["L"]))
    code = QRCode(version=version, error_correction=LEVELS["L"])
    numbers = [0] * (size * size)
    for digit in range((8 * words).bit_length()):
        chosen = [(8 * at + bit + 1) >> digit & 1 for at in range(words) for bit in range(8)]
        data = [int("".join(map(str, chosen[8 * at : 8 * at + 8])), 2) for at in range(words)]
        drawn = _picture(code, data, 0) ^ blank
        for place in range(size * size):
            numbers[place] |= (drawn >> place & 1) << digit
    where = {number: place for place, number in enumerate(numbers) if number}
    return tuple(1 << where[number] for number in range(1, 8 * words + 1))


@cache
def _drawn(version: int, at: int, word: int) -> int:
    """What the codeword at that position adds to the picture."""
    modules = _modules(version)[8 * at : 8 * at + 8]
    return sum(module for bit, module in enumerate(modules) if word >> (7 - bit) & 1)
