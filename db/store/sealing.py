"""Sealing: ciphers, keys made of keys, keys made of passwords. Knows nothing of tables.

Every seal has a random nonce and is bound to the place it was made for (its associated data), so that none can be
moved to another row. A broken or moved seal, a wrong key and a wrong password are one and the same ``Unsealable``:
an attacker learns nothing from the difference.
"""

import base64
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from db.domain.vault import Cipher

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

DATA_KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_MOST_MEMORY_KIB = 1 << 20


class Unsealable(Exception):
    """The key does not open it here. Carries nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What making a key of a password costs; kept beside each wrap, so that it can be raised later.

    Attributes:
        memory_kib: memory filled, KiB.
        passes: over the memory.
        lanes: threads.
    """

    memory_kib: int
    passes: int
    lanes: int


COST = Cost(memory_kib=64 * 1024, passes=3, lanes=1)
"""For workstations with 4 GB: a third of a second."""


def key_bytes(cipher: Cipher) -> int:
    """Length of the cipher's key; SM4 knows only 128 bits."""
    return 16 if cipher is Cipher.SM4 else 32


def seal(cipher: Cipher, key: bytes | bytearray, clear: bytes, place: str) -> str:
    """The text under seal, as text.

    Args:
        cipher: by which.
        key: of ``key_bytes``.
        clear: what is sealed.
        place: where the seal belongs; it opens nowhere else.
    """
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + _encrypted(cipher)(bytes(key), nonce, clear, place.encode())
    return base64.b64encode(sealed).decode("ascii")


def unseal(cipher: Cipher, key: bytes | bytearray, sealed: str, place: str) -> bytes:
    """What was sealed.

    Raises:
        Unsealable: another key, another place, or the seal was altered.
    """
    from cryptography.exceptions import InvalidTag

    try:
        raw = base64.b64decode(sealed, validate=True)
        if len(raw) < _NONCE_BYTES + _TAG_BYTES:
            raise Unsealable
        return _decrypted(cipher)(bytes(key), raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place.encode())
    except (ValueError, InvalidTag):
        raise Unsealable from None


_Run = Callable[[bytes, bytes, bytes, bytes], bytes]


def _encrypted(cipher: Cipher) -> _Run:
    if cipher is Cipher.SM4:
        return _sm4_encrypted
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return lambda key, nonce, clear, place: AESGCM(key).encrypt(nonce, clear, place)


def _decrypted(cipher: Cipher) -> _Run:
    if cipher is Cipher.SM4:
        return _sm4_decrypted
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return lambda key, nonce, sealed, place: AESGCM(key).decrypt(nonce, sealed, place)


def _sm4_encrypted(key: bytes, nonce: bytes, clear: bytes, place: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher as Machine
    from cryptography.hazmat.primitives.ciphers import algorithms, modes

    machine = Machine(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    machine.authenticate_additional_data(place)
    return machine.update(clear) + machine.finalize() + machine.tag


def _sm4_decrypted(key: bytes, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher as Machine
    from cryptography.hazmat.primitives.ciphers import algorithms, modes

    body, tag = sealed[:-_TAG_BYTES], sealed[-_TAG_BYTES:]
    machine = Machine(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    machine.authenticate_additional_data(place)
    return machine.update(body) + machine.finalize()


def derive(cipher: Cipher, secret: bytes | bytearray, purpose: str, salt: bytes = b"") -> bytes:
    """A key of the cipher's length for one purpose, made of a secret that is itself random (HKDF)."""
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(_hash(cipher), key_bytes(cipher), salt or None, purpose.encode()).derive(bytes(secret))


def password_key(cipher: Cipher, password: str, salt: bytes, cost: Cost) -> bytes:
    """A key made of a password (argon2id); slow on purpose.

    Raises:
        Unsealable: the cost is none that this program ever asked for, so the record is not genuine.
    """
    from argon2.low_level import Type, hash_secret_raw

    if not (8 * cost.lanes <= cost.memory_kib <= _MOST_MEMORY_KIB and 1 <= cost.passes <= 20):
        raise Unsealable
    typed = normalize("NFKC", password).encode()
    made = hash_secret_raw(typed, salt, cost.passes, cost.memory_kib, cost.lanes, DATA_KEY_BYTES, Type.ID)
    return derive(cipher, made, "zhipai vault password")


def keyed_digest(cipher: Cipher, key: bytes | bytearray, text: str) -> str:
    """What finds the same text again and tells nothing without the key (HMAC), as hexadecimal digits."""
    from cryptography.hazmat.primitives.hmac import HMAC

    machine = HMAC(bytes(key), _hash(cipher))
    machine.update(text.encode())
    return machine.finalize().hex()


def _hash(cipher: Cipher) -> "HashAlgorithm":
    """SM4's companion is SM3, so that an office bound to national algorithms has no other in its records."""
    from cryptography.hazmat.primitives.hashes import SHA256, SM3

    return SM3() if cipher is Cipher.SM4 else SHA256()


def wrap_by_password(
    cipher: Cipher, secret: bytes | bytearray, password: str, place: str
) -> dict[str, object]:
    """A secret under a password, as values for JSON."""
    salt = os.urandom(SALT_BYTES)
    key = password_key(cipher, password, salt, COST)
    return {"salt": salt.hex(), "cost": asdict(COST), "sealed": seal(cipher, key, bytes(secret), place)}


def unwrap_by_password(cipher: Cipher, wrap: dict[str, object], password: str, place: str) -> bytes:
    """The secret again.

    Raises:
        Unsealable: another password, or the wrap was altered.
    """
    try:
        given = wrap["cost"]
        cost = Cost(**given) if isinstance(given, dict) else COST
        salt = bytes.fromhex(str(wrap["salt"]))
        sealed = str(wrap["sealed"])
    except (KeyError, TypeError, ValueError):
        raise Unsealable from None
    return unseal(cipher, password_key(cipher, password, salt, cost), sealed, place)


def wrap_by_code(cipher: Cipher, secret: bytes | bytearray, code: bytes, place: str) -> dict[str, object]:
    """A secret under a code of 160 random bits, as values for JSON; such a code needs no slow key."""
    salt = os.urandom(SALT_BYTES)
    key = derive(cipher, code, "zhipai vault code", salt)
    return {"salt": salt.hex(), "sealed": seal(cipher, key, bytes(secret), place)}


def unwrap_by_code(cipher: Cipher, wrap: dict[str, object], code: bytes, place: str) -> bytes:
    """The secret again.

    Raises:
        Unsealable: another code, or the wrap was altered.
    """
    try:
        salt = bytes.fromhex(str(wrap["salt"]))
        sealed = str(wrap["sealed"])
    except (KeyError, ValueError):
        raise Unsealable from None
    return unseal(cipher, derive(cipher, code, "zhipai vault code", salt), sealed, place)
