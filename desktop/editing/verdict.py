"""What an act would do, as the dialogs show it, and what became of it; knows no widget and asks no register."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from db.domain.access import Actor
from db.domain.changes import Changes
from db.store.hanging_rows import Hung
from db.store.store import Store


class Way(StrEnum):
    """Which way an act goes."""

    DIRECT = "direct"
    FILED = "filed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Line:
    """An address before and after.

    Attributes:
        note: what else is to be said of it: its state, why it refuses.
        bad: it refuses.
    """

    before: str
    after: str
    note: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """So much of one kind that hangs on addresses.

    Attributes:
        text: in words.
        hung, state: which kind, and of plates how they stand.
        on: the addresses.
        without: of applications, the one that is looked at.
    """

    text: str
    hung: Hung
    state: str
    on: tuple[int, ...]
    without: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an act would do.

    Attributes:
        lines: the addresses named.
        below: how many below them follow.
        hanging: what hangs on all of them.
        remark: what else the user must know before he confirms.
        asks_day: whether a day can be chosen on which it takes hold.
    """

    way: Way
    lines: tuple[Line, ...] = ()
    below: int = 0
    hanging: tuple[Sum, ...] = ()
    remark: str = ""
    asks_day: bool = False

    @property
    def refused(self) -> int:
        """How many addresses refuse."""
        return sum(line.bad for line in self.lines)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act.

    Attributes:
        told: for the status bar.
        node_ids: addresses to be shown afterwards.
    """

    told: str
    changes: Changes
    node_ids: tuple[int, ...] = field(default=())


class Task(Protocol):
    """An act with everything it needs, taken from a form at one moment; works in the background."""

    def check(self, store: Store, actor: Actor) -> Verdict:
        """What it would do.

        Raises:
            DomainError: why it cannot be done.
        """

    def carry_out(self, store: Store, actor: Actor, reason: str, unsaid: str = "") -> Outcome:
        """Do it, or file it.

        Args:
            store: where.
            actor: who.
            reason: why; an application needs one.
            unsaid: what the journal says of a direct edit that was given no reason.

        Raises:
            DomainError: why it was not done; nothing was kept.
        """
