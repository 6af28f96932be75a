"""Sorts database errors: the environment's, the rules', and bugs (which pass through untouched)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from db.domain.errors import DomainError, NumberTaken, PayloadConflict, StoreUnavailable

_SQLITE_ENVIRONMENT = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_READONLY": "read_only",
    "SQLITE_CANTOPEN": "cannot_open",
    "SQLITE_BUSY": "busy",
    "SQLITE_LOCKED": "busy",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "not_a_store",
    "SQLITE_IOERR": "disk_error",
    "SQLITE_PERM": "no_permission",
}


@contextmanager
def sorted_faults() -> Iterator[None]:
    """Turn driver errors inside the block into ours.

    Raises:
        StoreUnavailable: disk, server, permission.
        NumberTaken, PayloadConflict: a unique rule of the register refused.
    """
    try:
        yield
    except IntegrityError as error:
        domain = _broken_rule(str(error.orig))
        if domain is None:
            raise
        raise domain from error
    except DBAPIError as error:
        why = _environment(error)
        if why is None:
            raise
        raise StoreUnavailable(why, str(error.orig).strip().splitlines()[0]) from error


def _broken_rule(text: str) -> DomainError | None:
    if "live_key" in text:
        return NumberTaken(text="live_key")
    if "number_slot" in text:
        return NumberTaken(text="number_slot")
    if "payload" in text:
        return PayloadConflict(payload="", why="payload_bound")
    if "addr_code" in text:
        return PayloadConflict(payload="", why="code_bound")
    return None


def _environment(error: DBAPIError) -> str | None:
    if isinstance(error.orig, sqlite3.Error):
        name = getattr(error.orig, "sqlite_errorname", "")
        for prefix, why in _SQLITE_ENVIRONMENT.items():
            if name.startswith(prefix):
                return why
        return None
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith("ZP"):  # what the server's guards of the register say
        return "against_rules"
    if state.startswith("53"):
        return "disk_full" if state == "53100" else "server_busy"
    if state == "42501":
        return "no_permission"
    if state in ("28P01", "28000"):
        return "bad_password"
    if state == "3D000":
        return "no_database"
    if state in ("40P01", "40001", "55P03"):
        return "busy"
    if isinstance(error, OperationalError) and not state:
        return _no_connection(error.orig)
    return "no_server" if state.startswith(("08", "57")) else None


def _no_connection(orig: object) -> str:
    """Why no connection came about: the driver gives no code then, only the server's words in its language."""
    pgconn = getattr(orig, "pgconn", None)
    if pgconn is None or not pgconn.used_password:
        return "no_server"
    words = str(orig).lower()
    if pgconn.needs_password or any(word in words for word in ("password", "密码")):
        return "bad_password"
    return "no_database" if any(word in words for word in ("not exist", "不存在")) else "no_server"
