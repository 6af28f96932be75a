"""What can go wrong in a way a user can act on. Errors carry fields, never sentences; the window words them."""

from dataclasses import dataclass


class DomainError(Exception):
    """A rule refused; the user can act. Subclasses are dataclasses whose fields tell what and where."""


class StoreUnavailable(Exception):
    """The environment refused: no server, no disk, no permission. Nothing was changed."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why = why
        self.detail = detail


@dataclass
class BadNumber(DomainError):
    """A house number cannot be read: ``text`` as written, ``why`` a code."""

    text: str
    why: str


@dataclass
class BadAddress(DomainError):
    """An address breaks the hierarchy or a level cannot be read."""

    field: str
    text: str
    why: str


@dataclass
class BadFile(DomainError):
    """A file cannot be taken: where, and why as a code."""

    file: str
    why: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    detail: str = ""


@dataclass
class NotAllowed(DomainError):
    """The actor's role or area does not permit the verb."""

    verb: str
    actor: str
    why: str = "role"


@dataclass
class WrongState(DomainError):
    """A state machine has no such transition."""

    machine: str
    state: str
    wanted: str


@dataclass
class StaleRecord(DomainError):
    """Somebody changed the row since it was shown."""

    table: str
    row: int


@dataclass
class NumberTaken(DomainError):
    """Another address holds the number or the key."""

    text: str
    holder: int = 0


@dataclass
class NotFound(DomainError):
    """No such row."""

    what: str
    key: str


@dataclass
class PayloadConflict(DomainError):
    """A QR payload or police code is bound to another address."""

    payload: str
    why: str


@dataclass
class PlateRefused(DomainError):
    """A plate may not be made: ``why`` is a code, ``text`` the offending text."""

    why: str
    text: str = ""
    field: str = ""
