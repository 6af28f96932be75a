"""Where a store belongs, and what its newest entries say of the clock: SQL in, values out."""

import hashlib
import platform
import sys
import uuid
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, select, text
from sqlalchemy.engine import URL

from db.domain.clock import Clock
from db.domain.guard import Standing, clock_doubt
from db.domain.settings import settings_of
from db.schema.office import setting, store_place
from db.schema.system import journal, store_info
from db.store.engine import store_file

CONFIRMED = "clock.confirm"
_LOOKED_AT = 200
_MACHINE_ID = Path("/etc/machine-id")
_WINDOWS_KEY = r"SOFTWARE\Microsoft\Cryptography"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store lies.

    Attributes:
        machine: the workstation, or the server.
        path: of the file; ``""`` on a server.
    """

    machine: str
    path: str = ""

    def __str__(self) -> str:
        return f"{self.machine} {self.path}".strip()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said that the store belongs where it does."""

    place: Place
    claimed_by: str
    claimed_at: str
    generation: int


@cache
def this_machine() -> str:
    """This workstation's name and a digest of what tells it from another of the same name."""
    return f"{platform.node()} {hashlib.sha256(_machine_id().encode()).hexdigest()[:8]}"


def _machine_id() -> str:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS_KEY) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    try:
        return _MACHINE_ID.read_text(encoding="ascii").strip()
    except OSError:
        return str(uuid.getnode())


def place_of(conn: Connection, url: URL) -> Place:
    """Where the store behind the connection lies now.

    A server is one place, whatever its databases are called: whoever copies one there is its administrator.
    """
    path = store_file(url)
    if path is not None:
        return Place(this_machine(), str(path.resolve()))
    number = conn.execute(text("SELECT system_identifier FROM pg_control_system()")).scalar_one()
    return Place(f"PostgreSQL {number}")


def claim_of(conn: Connection) -> Claim | None:
    """The last claim; None when nobody has said yet where the store belongs."""
    row = conn.execute(select(store_place)).one_or_none()
    if row is None:
        return None
    return Claim(Place(row.machine, row.path), row.claimed_by, row.claimed_at, row.generation)


def standing_of(conn: Connection, url: URL, clock: Clock) -> Standing:
    """What the store may do here and now. A server's own time rules, so that its clock is believed."""
    claim = claim_of(conn)
    elsewhere = str(claim.place) if claim is not None and claim.place != place_of(conn, url) else ""
    practice = bool(conn.execute(select(store_info.c.practice)).scalar_one())
    if store_file(url) is None:
        return Standing(elsewhere, practice=practice)
    kept = {row.key: row.value for row in conn.execute(select(setting.c.key, setting.c.value))}
    ahead = timedelta(minutes=settings_of(kept).clock_ahead_minutes)
    return Standing(elsewhere, *clock_doubt(_newest(conn), clock.now(), ahead), practice=practice)


def _newest(conn: Connection) -> list[str]:
    """Moments of the newest entries since the last one that a second person vouched for, oldest first."""
    rows = conn.execute(
        select(journal.c.at, journal.c.verb).order_by(journal.c.seq.desc()).limit(_LOOKED_AT)
    ).all()
    moments: list[str] = []
    for row in rows:
        moments.append(row.at)
        if row.verb == CONFIRMED:
            break
    return moments[::-1]
