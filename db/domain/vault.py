"""The vault in words: ciphers, how its refusals are told, and codes that a person reads from paper and types in.

A code is 160 random bits in eight groups of five characters; the fifth checks the other four and the group's place, so
that a slip of the pen is told by its group. Letters that look like figures are not used, and are read as what they
look like.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from db.domain.errors import DomainError


class Cipher(StrEnum):
    """How fields are sealed."""

    AES = "AES-256-GCM"
    SM4 = "SM4-GCM"


@dataclass(eq=False)
class VaultRefused(DomainError):
    """The vault does not do it: ``why`` a code, ``group`` the group of a code that is mistyped (1 is the first)."""

    why: str
    group: int = 0


CODE_BYTES = 20
GROUPS = 8
_DATA = 4
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_LIKE = str.maketrans("OILU", "011V")
_FIELD = 0b100101  # x⁵ + x² + 1: with it, every wrong character and every two exchanged ones are found


def _times_x(value: int, times: int) -> int:
    for _ in range(times):
        value <<= 1
        if value & 0b100000:
            value ^= _FIELD
    return value


def _check(values: list[int], place: int) -> str:
    total = _times_x(place + 1, _DATA + 1)
    for at, value in enumerate(values):
        total ^= _times_x(value, at + 1)
    return _LETTERS[total]


def code_text(secret: bytes) -> str:
    """A code as it is printed.

    Args:
        secret: ``CODE_BYTES`` random bytes.
    """
    number = int.from_bytes(secret, "big")
    values = [(number >> (5 * at)) & 31 for at in reversed(range(GROUPS * _DATA))]
    groups = [values[at : at + _DATA] for at in range(0, len(values), _DATA)]
    return "-".join(
        "".join(_LETTERS[value] for value in group) + _check(group, place)
        for place, group in enumerate(groups)
    )


def code_secret(text: str) -> bytes:
    """The secret of a code as somebody typed it: case, blanks, dashes, full-width forms do not matter.

    Raises:
        VaultRefused: ``code_length``, or ``code_typo`` with the group.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LIKE)
    letters = [char for char in plain if char.isalnum()]
    if len(letters) != GROUPS * (_DATA + 1):
        raise VaultRefused("code_length")
    number = 0
    for place in range(GROUPS):
        for value in _group_values(letters[place * (_DATA + 1) :][: _DATA + 1], place):
            number = number << 5 | value
    return number.to_bytes(CODE_BYTES, "big")


def _group_values(letters: list[str], place: int) -> list[int]:
    if not all(letter in _VALUES for letter in letters):
        raise VaultRefused("code_typo", place + 1)
    values = [_VALUES[letter] for letter in letters[:_DATA]]
    if _check(values, place) != letters[_DATA]:
        raise VaultRefused("code_typo", place + 1)
    return values


def same_group(code: str, place: int, typed: str) -> bool:
    """Whether somebody typed a group of a printed code rightly.

    Args:
        code: as ``code_text`` gives it.
        place: which group, 0 is the first.
        typed: what he typed.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_LIKE)
    return "".join(char for char in plain if char.isalnum()) == code.split("-")[place]
