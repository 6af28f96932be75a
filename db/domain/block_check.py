"""A block held against the register, address by address: new, there already, or refused with the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.domain.address import ORDER, NodeKind, extend_key
from db.domain.block import Planned
from db.domain.state import LIVE_LEGAL, Legal

_CLOSED = frozenset({Legal.SUSPENDED})
"""Live states under which nothing new is born."""

DEAD_NUMBERS = frozenset({Legal.CANCELLED, Legal.MERGED})
"""States whose numbers rest; a draft that was thrown away (作废) never had one."""

_BUILDING, _STAIR, _FLOOR, _ROOM = (
    1 + ORDER.index(kind) for kind in (NodeKind.BUILDING, NodeKind.STAIR, NodeKind.FLOOR, NodeKind.ROOM)
)


class Standing(StrEnum):
    """What becomes of one address of a block."""

    NEW = "new"  # 新建
    THERE = "there"  # 已有
    REFUSED = "refused"  # 不能建


class Refusal(StrEnum):
    """Why an address of a block is not made."""

    RETIRED = "retired"  # its number was cancelled or merged and is not to be issued again
    OTHER_PATH = "other_path"  # the same room is registered with or without the stair or the floor
    ABOVE_REFUSED = "above_refused"  # the address it would hang under is refused
    ABOVE_CLOSED = "above_closed"  # the address it would hang under is out of use
    OTHER_COMMUNITY = "other_community"  # the address it would hang under lies in another community


@dataclass(frozen=True, slots=True)
class Known:
    """An address of the register below the one a block hangs under.

    Attributes:
        free_on: for a dead address the day its number may be issued again; None for never.
    """

    id: int
    kind: str
    key: str
    full_text: str
    legal: str
    community: str
    free_on: date | None = None

    def rests(self, today: date) -> bool:
        """Whether it is dead and its number is not to be issued again yet."""
        return Legal(self.legal) in DEAD_NUMBERS and (self.free_on is None or today < self.free_on)


@dataclass(frozen=True, slots=True)
class Checked:
    """What becomes of one planned address.

    Attributes:
        key: its live key.
        known_id: the address there already, or the one that stands against it; 0 for none.
        known_text: that one's full text.
    """

    key: str
    standing: Standing
    why: Refusal | None = None
    known_id: int = 0
    known_text: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a block comes out; wanted = made + there + refused."""

    wanted: int
    made: int
    there: int
    refused: int


def tally(checked: Iterable[Checked]) -> Tally:
    """Count what becomes of a block."""
    counts = dict.fromkeys(Standing, 0)
    for one in checked:
        counts[one.standing] += 1
    total = sum(counts.values())
    return Tally(total, counts[Standing.NEW], counts[Standing.THERE], counts[Standing.REFUSED])


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a block is to be made.

    Attributes:
        key: of the address or place it hangs under.
        community: in which it is to lie.
        today: the legal date.
    """

    key: str
    community: str
    today: date


def check(block: Sequence[Planned], here: Here, register: Iterable[Known]) -> tuple[Checked, ...]:
    """What becomes of every address of a block.

    Args:
        block: as ``expand`` gives it, parents first.
        here: what it hangs under.
        register: everything below that one, dead addresses too.
    """
    known = _Register(register, here)
    checked: list[Checked] = []
    for planned in block:
        above = checked[planned.parent] if planned.parent >= 0 else None
        key = extend_key(above.key if above else here.key, planned.own)
        checked.append(known.check(key, planned.own.kind, above))
    return tuple(checked)


class _Register:
    """What is known, by key and by room."""

    def __init__(self, every: Iterable[Known], here: Here) -> None:
        self._community = here.community
        self._live: dict[str, Known] = {}
        self._resting: dict[str, Known] = {}
        self._rooms: dict[tuple[str, ...], list[Known]] = {}
        for one in every:
            legal = Legal(one.legal)
            if legal in LIVE_LEGAL:
                self._live[one.key] = one
                if one.kind == NodeKind.ROOM:
                    self._rooms.setdefault(_room_of(one.key), []).append(one)
            elif one.rests(here.today):
                self._resting[one.key] = one

    def check(self, key: str, kind: NodeKind, above: Checked | None) -> Checked:
        """What becomes of the address with this key, below one that was checked before."""
        if above is not None and above.standing is Standing.REFUSED:
            return Checked(key, Standing.REFUSED, Refusal.ABOVE_REFUSED, above.known_id, above.known_text)
        there = self._live.get(key)
        if there is not None:
            return Checked(key, Standing.THERE, None, there.id, there.full_text)
        why, other = self._against(key, kind, above)
        if other is not None:
            return Checked(key, Standing.REFUSED, why, other.id, other.full_text)
        return Checked(key, Standing.NEW)

    def _against(
        self, key: str, kind: NodeKind, above: Checked | None
    ) -> tuple[Refusal | None, Known | None]:
        """What forbids a new address with this key, and the address that stands against it."""
        parent = self._live.get(above.key) if above is not None else None
        if parent is not None and parent.legal in _CLOSED:
            return Refusal.ABOVE_CLOSED, parent
        if parent is not None and parent.community != self._community:
            return Refusal.OTHER_COMMUNITY, parent
        if key in self._resting:
            return Refusal.RETIRED, self._resting[key]
        same_room = self._same_room(key) if kind is NodeKind.ROOM else None
        return (Refusal.OTHER_PATH, same_room) if same_room is not None else (None, None)

    def _same_room(self, key: str) -> Known | None:
        """A room of the same number that can only be this one, its stair or floor left out or added."""
        mine = key.split("|")
        for other in self._rooms.get(_room_of(key), ()):
            theirs = other.key.split("|")
            if all(mine[n] == theirs[n] or "-" in (mine[n], theirs[n]) for n in (_STAIR, _FLOOR)):
                return other
        return None


def _room_of(key: str) -> tuple[str, ...]:
    """Everything of a room's key but stair and floor."""
    parts = key.split("|")
    return (*parts[: _BUILDING + 1], parts[_ROOM])
