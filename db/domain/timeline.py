"""The register in time: what an address was on a legal date, what changed between two, and what happened to it.

"On a date" always means the legal date (UTC+8). A version holds from its first day until the day before its end; the full
text is made of what the node, those above it and its place were called that day.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from db.domain.address import NodeKind, read_own
from db.domain.errors import DomainError
from db.domain.state import Legal

FOREVER = "9999-12-31"
ENDED = frozenset({Legal.MERGED.value, Legal.CANCELLED.value, Legal.VOID.value})
"""Legal states of an address that is no more."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a node was between two legal dates.

    Attributes:
        district: home shard, part of the key.
        valid_to: first day on which it was no more.
        community: 12-digit code of where it lay.
    """

    node_id: int
    district: str
    valid_from: str
    valid_to: str
    kind: str
    parent_id: int
    place_id: int
    community: str
    own_text: str
    legal: str
    existence: str

    def holds(self, on: str) -> bool:
        """Whether the node was this on a day."""
        return self.valid_from <= on < self.valid_to


@dataclass(frozen=True, slots=True)
class Counted:
    """How many addresses there were on a day, and how many more that were addresses no longer."""

    living: int = 0
    ended: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        """Both together."""
        return Counted(self.living + other.living, self.ended + other.ended)

    def __bool__(self) -> bool:
        """Whether there was anything, living or not."""
        return bool(self.living or self.ended)


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a place bore until a day."""

    name: str
    valid_from: str
    valid_to: str


def name_on(current: str, former: Iterable[FormerName], on: str) -> str:
    """What a place was called on a day.

    A name taken up again after a while has one row from its first day to its last, which covers the names in between:
    of several that fit, the one begun last was in use. Before its first day a place has its first name.
    """
    known = list(former)
    fitting = [one for one in known if one.valid_from <= on < one.valid_to]
    if fitting:
        return max(fitting, key=lambda one: (one.valid_from, one.valid_to)).name
    first = min(known, key=lambda one: (one.valid_from, one.valid_to), default=None)
    return first.name if first is not None and on < first.valid_from else current


@dataclass(frozen=True, slots=True)
class AddressOn:
    """An address as it was on a day.

    Attributes:
        district: names of the units it lay in, as they were called that day.
        community_code: 12 digits.
        above: ids of the nodes it hung under, the outermost first.
        full_text: the standard address of that day.
    """

    id: int
    kind: str
    parent_id: int
    place_id: int
    place: str
    district: str
    subdistrict: str
    community: str
    community_code: str
    above: tuple[int, ...]
    own_text: str
    full_text: str
    legal: str
    existence: str


def street_order(kind: str, own_text: str) -> str:
    """Text whose order is the order on the street or in the house; what cannot be read comes by its letters."""
    try:
        return read_own(NodeKind(kind), own_text).sort_key
    except (DomainError, ValueError):
        return f"9{own_text}"


class Difference(StrEnum):
    """How an address on one day differs from itself on another."""

    BORN = "born"  # 新增
    GONE = "gone"  # 注销、合并或作废
    RENUMBERED = "renumbered"  # 门牌改号
    RENAMED = "renamed"  # 楼栋、梯位、室改名
    MOVED = "moved"  # 换了上级
    AREA = "area"  # 划归另一社区
    STATE = "state"  # 法律状态
    EXISTENCE = "existence"  # 存在状态
    RETEXTED = "retexted"  # 全称随上级或地名改变
    PLACE_RENAMED = "place_renamed"  # 地名更名
    UNIT_BORN = "unit_born"  # 设立区划
    UNIT_GONE = "unit_gone"  # 撤销区划
    UNIT_RENAMED = "unit_renamed"  # 区划更名
    UNIT_MOVED = "unit_moved"  # 改属另一上级


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference.

    Attributes:
        kind: which.
        before: what it was: an own part, a state, a full text, a unit's name; ``""`` for what was not there.
        after: what it is.
    """

    kind: Difference
    before: str
    after: str


def differences(before: AddressOn | None, after: AddressOn | None) -> tuple[Changed, ...]:
    """What happened to an address between two days; None stands for a day on which it was not."""
    if before is None or after is None:
        if after is not None:
            return (Changed(Difference.BORN, "", after.legal),)
        return (Changed(Difference.GONE, before.legal, ""),) if before is not None else ()
    found = _reworded(before, after)
    if before.legal != after.legal:
        ended = after.legal in ENDED and before.legal not in ENDED
        found.append(Changed(Difference.GONE if ended else Difference.STATE, before.legal, after.legal))
    if before.existence != after.existence:
        found.append(Changed(Difference.EXISTENCE, before.existence, after.existence))
    return tuple(found)


def _reworded(before: AddressOn, after: AddressOn) -> list[Changed]:
    found: list[Changed] = []
    if before.own_text != after.own_text:
        door = after.kind == NodeKind.DOOR
        kind = Difference.RENUMBERED if door else Difference.RENAMED
        found.append(Changed(kind, before.own_text, after.own_text))
    if before.parent_id != after.parent_id:
        found.append(Changed(Difference.MOVED, before.full_text, after.full_text))
    if before.community_code != after.community_code:
        there = (one.subdistrict + one.community for one in (before, after))
        found.append(Changed(Difference.AREA, *there))
    if not found and before.full_text != after.full_text:
        found.append(Changed(Difference.RETEXTED, before.full_text, after.full_text))
    return found


class Happening(StrEnum):
    """Where an event of a timeline comes from, beside the differences of the address itself."""

    FILED = "filed"  # 提交申请
    DECIDED = "decided"  # 申请有结果
    PLANNED = "planned"  # 已批准、到日子生效
    CODE = "code"  # 公安地址编码
    PAYLOAD = "payload"  # 二维码
    PLATE = "plate"  # 门牌
    INSPECTED = "inspected"  # 检查
    PROBLEM = "problem"  # 发现问题
    PROBLEM_CLOSED = "problem_closed"  # 问题销号
    BECAME = "became"  # 合并、拆分到
    CAME_FROM = "came_from"  # 由……合并、拆分而来
    ENTRY = "entry"  # 操作日志


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an address.

    Attributes:
        on: legal date.
        kind: which.
        at: the stored moment, ``""`` when only the day is known.
        who: name of the person, ``""`` when unknown.
        before: as in ``Changed``, or the state it was in.
        after: what it is since, or the code, title, verb it is about.
        note: a reason or an opinion in somebody's own words.
        node_id: another address that it leads to, 0 for none.
    """

    on: str
    kind: Difference | Happening
    at: str = ""
    who: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    node_id: int = 0


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events as they came about; on a day, what the address became stands before who entered what."""
    return tuple(sorted(events, key=lambda event: (event.on, isinstance(event.kind, Happening), event.at)))


@dataclass(frozen=True, slots=True)
class Span:
    """What an address was from a day until a day."""

    valid_from: str
    valid_to: str
    address: AddressOn


def spans(
    days: Iterable[str], on: Callable[[str], AddressOn | None], until: str = FOREVER
) -> tuple[Span, ...]:
    """The periods of an address, each with another text, state or area.

    Args:
        days: on which something above, below or in the address may have changed.
        on: what it was on a day.
        until: the end of the last.
    """
    ordered = sorted(set(days))
    found: list[Span] = []
    for first, end in pairwise([*ordered, until]):
        address = on(first)
        if address is None:
            continue
        if found and found[-1].valid_to == first and found[-1].address == address:
            first = found.pop().valid_from
        found.append(Span(first, end, address))
    return tuple(found)


def turns(periods: Sequence[Span]) -> tuple[Event, ...]:
    """What each period changed against the one before it."""
    found: list[Event] = []
    before: AddressOn | None = None
    for period in periods:
        found += [
            Event(period.valid_from, one.kind, before=one.before, after=one.after)
            for one in differences(before, period.address)
        ]
        before = period.address
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the difference of two days.

    Attributes:
        node_id: 0 for a place or a unit.
        community: name of where it lies, afterwards if it is still there.
        kind: the address's level; ``""`` for a place or a unit.
        text: the full text, afterwards if it is still there; a place's or unit's name before.
        former: the full text before, when it was another.
        changed: what happened.
    """

    node_id: int
    community: str
    kind: str
    text: str
    former: str
    changed: tuple[Changed, ...]


@dataclass
class Tally:
    """How often each difference was met.

    Attributes:
        counts: difference -> number of addresses, places or units.
        led: addresses that only followed what stands above them, by text or by area.
    """

    counts: dict[Difference, int] = field(default_factory=dict)
    led: int = 0

    def add(self, line: Line) -> None:
        """Count a line."""
        for kind in {one.kind for one in line.changed}:
            self.counts[kind] = self.counts.get(kind, 0) + 1
