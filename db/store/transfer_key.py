"""The office's signing key (Ed25519): made once by a chief, kept under a password, asked for at each signature."""

import base64
import json
import os
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.domain.transfer import Signed, TransferRefused, fingerprint
from db.domain.vault import Cipher
from db.schema.transfer import office_key
from db.store.sealing import Unsealable, unwrap_by_password, wrap_by_password
from db.store.store import Work

LEAST_PASSWORD = 8
_KEY_BYTES = 32
_CONTEXT = b"zhipai transfer 1\n"
"""Stands before every text that is signed, so that no signature means anything elsewhere."""
_CURRENT, _RETIRED = "current", "retired"


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """The current key as everybody may see it."""

    id: int
    public: bytes
    made_by: str
    made_at: str

    @property
    def fingerprint(self) -> str:
        """As two people compare it."""
        return fingerprint(self.public)


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that is open; it lives as long as the piece of work it signs."""

    public: bytes
    secret: bytes

    def sign(self, text: bytes) -> Signed:
        """The text with its signature."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(self.secret)
        return Signed(text, self.public, key.sign(_CONTEXT + text))


def verify(signed: Signed) -> None:
    """Refuse a text whose signature is not its key's.

    Raises:
        TransferRefused: ``bad_signature``.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(signed.public)
        key.verify(signed.signature, _CONTEXT + signed.text)
    except (InvalidSignature, ValueError):
        raise TransferRefused("bad_signature") from None


def current_key(conn: Connection) -> OfficeKey | None:
    """The key that signs today."""
    c = office_key.c
    query = select(c.id, c.public, c.made_by, c.made_at).where(c.state == _CURRENT)
    row = conn.execute(query.order_by(c.id.desc()).limit(1)).one_or_none()
    return None if row is None else OfficeKey(row.id, base64.b64decode(row.public), row.made_by, row.made_at)


def open_key(conn: Connection, password: str) -> Signer:
    """The key that signs.

    Raises:
        TransferRefused: ``no_key`` or ``wrong_password``.
    """
    c = office_key.c
    query = select(c.public, c.sealed).where(c.state == _CURRENT).order_by(c.id.desc()).limit(1)
    row = conn.execute(query).one_or_none()
    if row is None:
        raise TransferRefused("no_key")
    try:
        secret = unwrap_by_password(Cipher.AES, json.loads(row.sealed), password, _place(row.public))
    except (Unsealable, ValueError):
        raise TransferRefused("wrong_password") from None
    return Signer(base64.b64decode(row.public), secret)


def make_key(work: Work, password: str) -> OfficeKey:
    """A new key; the one before signs no more. The secret stands nowhere but under the password.

    Raises:
        TransferRefused: ``short_password``.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if len(password) < LEAST_PASSWORD:
        raise TransferRefused("short_password", count=LEAST_PASSWORD)
    secret = os.urandom(_KEY_BYTES)
    public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    before = current_key(work.conn)
    if before is not None:
        work.change(office_key, {"id": before.id}, {"state": _RETIRED})
    text = base64.b64encode(public).decode("ascii")
    sealed = json.dumps(wrap_by_password(Cipher.AES, secret, password, _place(text)))
    [key_id] = work.new_ids(1)
    columns = ("id", "public", "sealed", "state", "made_by", "made_at")
    row = (key_id, text, sealed, _CURRENT, work.actor.login, work.at)
    work.insert_many(office_key, columns, [row], kept=("public", "state", "made_by"))
    return OfficeKey(key_id, public, work.actor.login, work.at)


def _place(public: str) -> str:
    return f"office_key {public}"
