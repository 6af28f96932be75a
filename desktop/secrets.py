"""Passwords of servers in the system's own keyring (Windows: the credential manager); nowhere else are they kept.

Loading a keyring takes longer than painting a window, so it is loaded when it is asked for the first time.
"""

import logging
from typing import Protocol, cast

from db.store.engine import normal_url, store_file

log = logging.getLogger(__name__)
_PORT = 5432
_LEAST_PRIORITY = 1  # what a keyring says of itself when it cannot keep anything is lower


class _Keyring(Protocol):
    priority: float

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


def stored_password(url: str, login: str) -> str | None:
    """The password kept for an account of a store; None when there is none, or no keyring.

    Args:
        url: where the store is; user, password and options in it make no difference.
        login: the account, without the database's prefix.

    Raises:
        StoreUnavailable: it is no URL of a store.
    """
    service = service_name(url)
    ring = _keyring()
    if ring is None:
        return None
    try:
        return ring.get_password(service, login)
    except Exception as error:  # whatever another program's keyring throws, the password is asked for instead
        log.info("keyring: not readable (%s)", type(error).__name__)
        return None


def keep_password(url: str, login: str, password: str) -> bool:
    """Keep a password; False when the system has no keyring or it refuses.

    Raises:
        StoreUnavailable: it is no URL of a store.
    """
    service = service_name(url)
    ring = _keyring()
    if ring is None:
        return False
    try:
        ring.set_password(service, login, password)
    except Exception as error:  # as above: the user is told, and goes on without
        log.info("keyring: refused (%s)", type(error).__name__)
        return False
    return True


def forget_password(url: str, login: str) -> None:
    """Take a password out of the keyring; nothing happens when none is there.

    Raises:
        StoreUnavailable: it is no URL of a store.
    """
    service = service_name(url)
    ring = _keyring()
    if ring is None:
        return
    try:
        ring.delete_password(service, login)
    except Exception as error:  # as above; none was there, most of the time
        log.info("keyring: nothing taken out (%s)", type(error).__name__)


def has_keyring() -> bool:
    """Whether this machine can keep passwords."""
    return _keyring() is not None


def service_name(url: str) -> str:
    """The name under which the keyring holds a store's passwords: the same however its URL is written.

    Raises:
        StoreUnavailable: it is no URL of a store.
    """
    parsed = normal_url(url)
    file = store_file(parsed)
    if file is not None:
        return f"zhipai {file.as_posix()}"
    host = parsed.host or str(parsed.query.get("host", ""))
    port = parsed.port or int(str(parsed.query.get("port", _PORT)))
    return f"zhipai {host.lower()}:{port}/{parsed.database or ''}"


def _keyring() -> _Keyring | None:
    import keyring

    try:
        ring = cast(_Keyring, keyring.get_keyring())
        return ring if ring.priority >= _LEAST_PRIORITY else None
    except Exception as error:  # a broken backend counts as none
        log.info("keyring: none (%s)", type(error).__name__)
        return None
