"""What can go wrong in a way a user can act on. Errors carry fields, never sentences; the window words them."""

from dataclasses import astuple, dataclass
from typing import Any


class DomainError(Exception):
    """A rule refused; the user can act. Subclasses are dataclasses whose fields tell what and where."""

    def _fields(self) -> tuple[Any, ...]:
        return astuple(self)  # type: ignore[call-overload, no-any-return]  # every subclass is a dataclass

    def __str__(self) -> str:
        return " ".join(str(part) for part in self._fields() if part not in ("", 0))

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        # A dataclass sets no ``args``: without this, an error would not survive the way out of a worker process.
        return type(self), self._fields()


class StoreUnavailable(Exception):
    """The environment refused: no server, no disk, no permission. Nothing was changed."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why = why
        self.detail = detail


@dataclass(eq=False)
class BadNumber(DomainError):
    """A house number cannot be read: ``text`` as written, ``why`` a code."""

    text: str
    why: str


@dataclass(eq=False)
class BadAddress(DomainError):
    """An address breaks the hierarchy or a level cannot be read."""

    field: str
    text: str
    why: str


@dataclass(eq=False)
class BadFile(DomainError):
    """A file cannot be taken: where, and why as a code."""

    file: str
    why: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    detail: str = ""


@dataclass(eq=False)
class NotAllowed(DomainError):
    """The actor's role or area does not permit the verb."""

    verb: str
    actor: str
    why: str = "role"


@dataclass(eq=False)
class WrongState(DomainError):
    """A state machine has no such transition."""

    machine: str
    state: str
    wanted: str


@dataclass(eq=False)
class StaleRecord(DomainError):
    """Somebody changed the row since it was shown."""

    table: str
    row: int


@dataclass(eq=False)
class NumberTaken(DomainError):
    """Another address holds, or held, the number or the key.

    Attributes:
        text: the address or the number that was wanted; ``""`` where the database's own rule refused one of many.
        holder: the address that holds it, 0 when that is not known.
        why: a ``Held`` where it is known.
        other: what the holder is called.
    """

    text: str
    holder: int = 0
    why: str = ""
    other: str = ""


@dataclass(eq=False)
class NotFound(DomainError):
    """No such row."""

    what: str
    key: str


@dataclass(eq=False)
class PayloadConflict(DomainError):
    """A QR payload or police code is bound to another address."""

    payload: str
    why: str


@dataclass(eq=False)
class BadPair(DomainError):
    """A private-use character's meaning cannot be kept: ``source`` the sender, ``text`` what was given, ``why`` a code."""

    source: str
    text: str
    why: str


@dataclass(eq=False)
class PlateRefused(DomainError):
    """A plate may not be made: ``why`` is a code, ``text`` the offending text."""

    why: str
    text: str = ""
    field: str = ""


@dataclass(eq=False)
class Withheld(DomainError):
    """The store may not do this here and now: ``why`` is ``copy``, ``clock_back`` or ``clock_ahead``."""

    verb: str
    why: str
    detail: str = ""


@dataclass(eq=False)
class BadAccount(DomainError):
    """An account cannot be made or changed so: ``why`` a code, ``text`` what was given."""

    why: str
    text: str = ""


@dataclass(eq=False)
class BadPassword(DomainError):
    """A new password is refused: ``why`` is a code; the password itself is never told."""

    why: str


@dataclass(eq=False)
class SignInRefused(DomainError):
    """Nobody is signed in: ``why`` a code, ``until`` when it may be tried again, ``left`` attempts before that."""

    why: str
    until: str = ""
    left: int = 0


@dataclass(eq=False)
class JoinRefused(DomainError):
    """Two stores cannot be joined: ``why`` is a code, ``detail`` what about, ``count`` how many."""

    why: str
    detail: str = ""
    count: int = 0
