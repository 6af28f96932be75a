"""When a store may not decide: it is a copy of another, or the workstation's clock cannot be believed.

Everything may still be read and drafted. What binds others (approvals, documents, packages, production plates) waits
until a named person takes the copy over, or a second person confirms the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from db.domain.clock import parse_stamp
from db.domain.errors import Withheld

BACK = timedelta(minutes=1)
"""How far a clock may be set back unnoticed: time servers correct by seconds."""

NOT_ON_A_COPY = frozenset(
    {
        *("application.approve", "application.revoke", "place.approve", "qr.accept", "qr.reissue"),
        *("address.take_hold", "plates.batch", "plates.print", "package.export"),
        *("transfer.release", "transfer.accept"),
    }
)
"""Verbs that would bind the same number, code or plate twice when a store and its copy both did them."""

NOT_ON_A_DOUBTED_CLOCK = frozenset(
    {
        *("application.approve", "application.revoke", "place.approve", "qr.reissue"),
        *("address.take_hold", "plates.print", "package.export", "package.merge"),
        *("transfer.release", "transfer.accept"),
    }
)
"""Verbs whose day goes into documents and packages."""

GUARDED = NOT_ON_A_COPY | NOT_ON_A_DOUBTED_CLOCK


class ClockDoubt(StrEnum):
    """What is wrong with the clock."""

    BACK = "clock_back"
    AHEAD = "clock_ahead"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a store may do where it lies and by the clock it has.

    Attributes:
        elsewhere: where the original lies, when this is a copy of it; ``""`` otherwise.
        doubt: what is wrong with the clock; None when it is believed.
        newest: the newest believed moment, stored text; for a doubt to be shown.
        practice: it is a store to learn in, which makes nothing that could be screwed to a wall.
    """

    elsewhere: str = ""
    doubt: ClockDoubt | None = None
    newest: str = ""
    practice: bool = False

    def refuse(self, verb: str) -> None:
        """Let the verb pass or not.

        Raises:
            Withheld: ``copy``, ``clock_back`` or ``clock_ahead``.
        """
        if self.elsewhere and verb in NOT_ON_A_COPY:
            raise Withheld(verb, "copy", self.elsewhere)
        if self.doubt is not None and verb in NOT_ON_A_DOUBTED_CLOCK:
            raise Withheld(verb, self.doubt.value, self.newest)


def clock_doubt(entries: Iterable[str], now: datetime, ahead: timedelta) -> tuple[ClockDoubt | None, str]:
    """What the journal's moments, and the present one, say of the clock.

    Args:
        entries: moments of the newest entries, oldest first, beginning with the last one that was confirmed. A wrong
            clock that has written an entry meanwhile is seen by the step it left.
        now: the present moment.
        ahead: time without an entry that needs an explanation.

    Returns:
        The doubt and the moment it is measured by.
    """
    newest = ""
    for at in (*entries, None):
        moment = now if at is None else parse_stamp(at)
        if newest:
            before = parse_stamp(newest)
            if moment < before - BACK:
                return ClockDoubt.BACK, newest
            if moment > before + ahead:
                return ClockDoubt.AHEAD, newest
        newest = newest if at is None else max(newest, at)
    return None, newest
