"""Sorts database errors: the environment's, the rules', and bugs (which pass through untouched)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from db.domain.errors import DomainError, NumberTaken, PayloadConflict, StaleRecord, StoreUnavailable

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

_POSTGRES = {
    "42501": "no_permission",
    "28P01": "bad_password",
    "28000": "bad_password",
    "3D000": "no_database",
    "40P01": "busy",
    "40001": "busy",
    "55P03": "busy",
    "25P03": "no_server",  # this desk was silent inside a transaction for longer than the server waits
    "53100": "disk_full",
}
_POSTGRES_CLASSES = {
    "53": "server_busy",
    "08": "no_server",
    "57": "no_server",
    "ZP": "against_rules",  # what the server's guards of the register say
}

_UNPROTECTED = (
    ("root certificate file", "no_ca_file"),
    ("does not match host name", "other_name"),
    ("certificate", "certificate"),
    ("does not support ssl", "no_tls"),
)
"""What libpq says when a server cannot be trusted as far as the URL asks; it speaks English, whatever the server does."""


@contextmanager
def sorted_faults() -> Iterator[None]:
    """Turn driver errors inside the block into ours.

    Raises:
        StoreUnavailable: disk, server, permission.
        NumberTaken, PayloadConflict: a unique rule of the register refused.
        StaleRecord: what stands about a text was decided for an area that the account does not see.
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
    if "live_key" in text or "number_slot" in text:
        return NumberTaken(text="")  # one of many: the rule does not say which
    if "payload" in text:
        return PayloadConflict(payload="", why="payload_bound")
    if "addr_code" in text:
        return PayloadConflict(payload="", why="code_bound")
    if "uq_text_decision_current" in text:
        return StaleRecord("text_decision", 0)
    return None


def _environment(error: DBAPIError) -> str | None:
    if isinstance(error.orig, sqlite3.Error):
        name = getattr(error.orig, "sqlite_errorname", "")
        for prefix, why in _SQLITE_ENVIRONMENT.items():
            if name.startswith(prefix):
                return why
        return None
    state = getattr(error.orig, "sqlstate", None) or ""
    if isinstance(error, OperationalError) and not state:
        return _no_connection(error.orig)
    return _POSTGRES.get(state) or _POSTGRES_CLASSES.get(state[:2])


def _no_connection(orig: object) -> str:
    """Why no connection came about: the driver gives no code then, only the server's words in its language."""
    told = str(orig).lower()
    for said, why in _UNPROTECTED:
        if said in told:
            return why
    pgconn = getattr(orig, "pgconn", None)
    if pgconn is None or not pgconn.used_password:
        return "no_server"
    if pgconn.needs_password or any(word in told for word in ("password", "密码")):
        return "bad_password"
    return "no_database" if any(word in told for word in ("not exist", "不存在")) else "no_server"
