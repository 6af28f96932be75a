"""Hashes of passwords: argon2id, so that a stolen file gives nobody's password away within a lifetime.

Sixty-four megabytes a guess leave a machine of four gigabytes at ease and make guessing by the thousand dear.
"""

import unicodedata

PASSES, MEMORY_KIB, LANES = 3, 64 * 1024, 1


def hashed(secret: str) -> str:
    """The salted hash of a password or code, in argon2's own notation."""
    from argon2 import (
        PasswordHasher,
    )  # loads a library of its own: only who signs in with a password needs it

    hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
    return hasher.hash(_plain(secret))


def matches(stored: str, secret: str) -> bool:
    """Whether the secret belongs to a stored hash; a damaged hash belongs to none."""
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return PasswordHasher().verify(stored, _plain(secret))
    except (Argon2Error, InvalidHashError):
        return False


def _plain(secret: str) -> str:
    """The same characters however an input method composed them."""
    return unicodedata.normalize("NFC", secret)
