"""What speaks against a 区划调整, as far as units and codes tell; what hangs on addresses is the services' question.

Codes of faults: ``no_units``, ``no_heirs``, ``bad_level``, ``twice``; ``no_document``, ``no_such_day``, ``day_gone``;
``not_standing`` (on that day), ``began_that_day``, ``ends_already`` (an earlier decision closes it); ``other_district``;
``bad_code``, ``wrong_prefix``, ``code_used`` (a unit had it once), ``no_parent``, ``bad_name``, ``name_taken``;
``no_change``, ``one_unit``, ``one_heir``, ``same_parent``, ``not_movable``, ``two_units``, ``two_heirs``, ``moves_heir``;
``unknown_heir``, ``no_rest``, ``bad_share``, ``bad_range``, ``overlap``, ``not_inside``; ``foreign_recode``, ``no_recode``.
Warnings: ``empty_part`` (an heir that no share names and that does not take the rest).
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from db.domain.division import FOREVER, Unit, Units
from db.domain.errors import BadAddress, NotFound
from db.domain.plan import PlanRefused, checked_day
from db.domain.redraw import (
    COMMUNITY,
    SUBDISTRICT,
    Heir,
    Redraw,
    RedrawKind,
    Share,
    children,
    has_shape,
    heir_of,
    with_recodes,
)

LONGEST_NAME = 40
WARNINGS = frozenset({"empty_part"})


@dataclass(eq=False)
class RedrawRefused(PlanRefused):
    """A redraw cannot be filed, or take hold: ``why`` a code, ``text`` what it is about, ``count`` how many faults."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What speaks against a redraw.

    Attributes:
        reason: a code.
        text: the unit, code, name or day it is about.
    """

    reason: str
    text: str = ""

    @property
    def refuses(self) -> bool:
        """Whether it cannot be done so; else it is only worth knowing."""
        return self.reason not in WARNINGS


def faults(redraw: Redraw, units: Units, today: str) -> tuple[Fault, ...]:
    """Everything that speaks against a redraw, the gravest first; later questions are asked when earlier ones are answered.

    Args:
        redraw: as it was filled in; communities' new codes may be missing.
        units: every unit ever known.
        today: legal date.
    """
    stages: tuple[Callable[[Redraw, Units, str], Iterator[Fault]], ...] = (
        _about_itself,
        _about_old,
        _about_heirs,
        _about_kind,
        _about_shares,
        _about_recodes,
    )
    for stage in stages:
        found = tuple(dict.fromkeys(stage(redraw, units, today)))
        if any(fault.refuses for fault in found):
            return found
    return tuple(_empty_parts(redraw))


def _about_itself(redraw: Redraw, _units: Units, today: str) -> Iterator[Fault]:
    if redraw.level not in (SUBDISTRICT, COMMUNITY):
        yield Fault("bad_level", str(redraw.level))
    if not redraw.old:
        yield Fault("no_units")
    if not redraw.heirs:
        yield Fault("no_heirs")
    heirs = [heir.code for heir in redraw.heirs]
    for code, count in (*Counter(redraw.old).items(), *Counter(heirs).items()):
        if count > 1:
            yield Fault("twice", code)
    if not redraw.document.strip():
        yield Fault("no_document")
    try:
        if checked_day(redraw.effective_on, today) != redraw.effective_on:
            yield Fault("no_such_day", redraw.effective_on)
    except BadAddress as error:
        yield Fault(error.why, redraw.effective_on)


def _about_old(redraw: Redraw, units: Units, _today: str) -> Iterator[Fault]:
    day = redraw.effective_on
    for code in redraw.old:
        unit = standing(units, code, day)
        if unit is None or unit.level != redraw.level:
            yield Fault("not_standing", code)
            continue
        if unit.valid_from >= day:
            yield Fault("began_that_day", unit.name)
        if unit.valid_to != FOREVER:
            yield Fault("ends_already", unit.name)
        if code[:6] != redraw.old[0][:6]:
            yield Fault("other_district", unit.name)


def standing(units: Units, code: str, on: str) -> Unit | None:
    """The unit of a code on a day, if there is one."""
    try:
        return units.at(code, on)
    except NotFound:
        return None


def _about_heirs(redraw: Redraw, units: Units, _today: str) -> Iterator[Fault]:
    known = {unit.code for unit in units.every}
    for heir in redraw.heirs:
        if not has_shape(heir.code, redraw.level):
            yield Fault("bad_code", heir.code)
            continue
        head = heir.parent[: 9 if redraw.level == COMMUNITY else 6]
        if not heir.code.startswith(head):
            yield Fault("wrong_prefix", heir.code)
        if heir.code not in redraw.old and heir.code in known:
            yield Fault("code_used", heir.code)
        above = standing(units, heir.parent, redraw.effective_on)
        if above is None or above.level != redraw.level - 1:
            yield Fault("no_parent", heir.parent)
        if heir.code[:6] != redraw.old[0][:6]:
            yield Fault("other_district", heir.code)
        if not _is_name(heir.name):
            yield Fault("bad_name", heir.name)
    yield from _taken_names(redraw.heirs, redraw.old, units, redraw.effective_on)


def _is_name(name: str) -> bool:
    """One line in composed form, without blanks around it."""
    written = unicodedata.normalize("NFC", name) == name.strip() == name and name.isprintable()
    return bool(name) and written and len(name) <= LONGEST_NAME and " " not in name


def _taken_names(heirs: Iterable[Heir], old: Iterable[str], units: Units, day: str) -> Iterator[Fault]:
    """Two units below the same parent never bear one name."""
    gone, heirs = set(old), tuple(heirs)
    level = COMMUNITY if heirs and heirs[0].code[9:] != "000" else SUBDISTRICT
    names = Counter((heir.parent, heir.name) for heir in heirs)
    names.update(
        (unit.parent_code, unit.name)
        for unit in units.current(day)
        if unit.level == level and unit.code not in gone
    )
    for heir in heirs:
        if names[heir.parent, heir.name] > 1:
            yield Fault("name_taken", heir.name)


def _about_kind(redraw: Redraw, units: Units, _today: str) -> Iterator[Fault]:
    return _KINDS[redraw.kind](redraw, [units.at(code, redraw.effective_on) for code in redraw.old])


def _of_rename(redraw: Redraw, old: list[Unit]) -> Iterator[Fault]:
    heir = redraw.heirs[0]
    yield from _single(redraw)
    if heir.parent != old[0].parent_code:
        yield Fault("moves_heir", heir.name)
    elif (heir.name, heir.code) == (old[0].name, old[0].code):
        yield Fault("no_change", heir.name)


def _single(redraw: Redraw) -> Iterator[Fault]:
    if len(redraw.old) != 1:
        yield Fault("one_unit", redraw.kind.value)
    if len(redraw.heirs) != 1:
        yield Fault("one_heir", redraw.kind.value)


def _of_transfer(redraw: Redraw, old: list[Unit]) -> Iterator[Fault]:
    yield from _single(redraw)
    if redraw.level != COMMUNITY:
        # A subdistrict belongs to its district; to another one it goes with its whole register, as a 移交包.
        yield Fault("not_movable", old[0].name)
    elif redraw.heirs[0].parent == old[0].parent_code:
        yield Fault("same_parent", redraw.heirs[0].name)


def _of_merge(redraw: Redraw, old: list[Unit]) -> Iterator[Fault]:
    if len(old) < 2:
        yield Fault("two_units", redraw.kind.value)
    if len(redraw.heirs) != 1:
        yield Fault("one_heir", redraw.kind.value)
    yield from _moved_heirs(redraw, old)


def _of_split(redraw: Redraw, old: list[Unit]) -> Iterator[Fault]:
    if len(old) != 1:
        yield Fault("one_unit", redraw.kind.value)
    if len(redraw.heirs) < 2:
        yield Fault("two_heirs", redraw.kind.value)
    yield from _moved_heirs(redraw, old)


def _moved_heirs(redraw: Redraw, old: list[Unit]) -> Iterator[Fault]:
    """A unit that keeps its code keeps its place."""
    parents = {unit.code: unit.parent_code for unit in old}
    for heir in redraw.heirs:
        if parents.get(heir.code, heir.parent) != heir.parent:
            yield Fault("moves_heir", heir.name)


_KINDS = {
    RedrawKind.RENAME: _of_rename,
    RedrawKind.TRANSFER: _of_transfer,
    RedrawKind.MERGE: _of_merge,
    RedrawKind.SPLIT: _of_split,
}


def _about_shares(redraw: Redraw, units: Units, _today: str) -> Iterator[Fault]:
    if redraw.kind is not RedrawKind.SPLIT:
        if redraw.shares or redraw.rest:
            yield Fault("bad_share", redraw.kind.value)
        return
    heirs = {heir.code for heir in redraw.heirs}
    if redraw.rest not in heirs:
        yield Fault("no_rest", redraw.rest)
    inside = {unit.code for unit in children(units, redraw.old[0], redraw.effective_on)}
    for share in redraw.shares:
        if share.heir not in heirs:
            yield Fault("unknown_heir", share.heir)
        yield from _of_share(share, redraw.level, inside)
    for one, other in combinations(redraw.shares, 2):
        if _overlap(one, other):
            yield Fault("overlap", one.community or str(one.node_id or one.place_id))


def _of_share(share: Share, level: int, inside: set[str]) -> Iterator[Fault]:
    named = [bool(share.community), bool(share.place_id), bool(share.node_id)]
    narrowed = bool(share.side or share.low or share.high)
    right = bool(share.community) == (level == SUBDISTRICT)
    if named.count(True) != 1 or not right or (narrowed and not share.place_id):
        yield Fault("bad_share", share.community or str(share.node_id or share.place_id))
    elif share.side not in ("", "odd", "even"):
        yield Fault("bad_share", share.side)
    elif share.community and share.community not in inside:
        yield Fault("not_inside", share.community)
    if min(share.low, share.high) < 0 or (share.high and share.low > share.high):
        yield Fault("bad_range", f"{share.low}–{share.high}")


def _overlap(one: Share, other: Share) -> bool:
    """Whether two shares both take something."""
    if one.community or other.community:
        return one.community == other.community
    if one.node_id or other.node_id:
        return one.node_id == other.node_id
    if one.place_id != other.place_id or {one.side, other.side} == {"odd", "even"}:
        return False
    low = max(one.low, other.low)
    high = min(one.high or 1 << 31, other.high or 1 << 31)
    side = one.side or other.side
    if side and low == high:
        return one.takes(low) and other.takes(low)
    return low <= high


def _about_recodes(redraw: Redraw, units: Units, _today: str) -> Iterator[Fault]:
    """Communities of a subdistrict whose digits change: each is named once, its code is free, its name too."""
    try:
        whole = with_recodes(redraw, units)
    except NotFound as error:
        yield Fault("no_recode", error.key)
        return
    wanted = dict(whole.recodes)
    for old, new in redraw.recodes:
        if wanted.get(old) != new:
            yield Fault("foreign_recode", old)
    yield from _new_codes(wanted, {unit.code for unit in units.every})
    below = recoded(whole, units)
    yield from _prefixes(whole, below)
    yield from _taken_names(below, wanted, units, redraw.effective_on)


def _new_codes(wanted: dict[str, str], known: set[str]) -> Iterator[Fault]:
    times = Counter(wanted.values())
    for new in wanted.values():
        if not has_shape(new, COMMUNITY):
            yield Fault("bad_code", new)
        elif new in known:
            yield Fault("code_used", new)
        elif times[new] > 1:
            yield Fault("twice", new)


def _prefixes(redraw: Redraw, below: Iterable[Heir]) -> Iterator[Fault]:
    for heir in below:
        if not heir.code.startswith(heir.parent[:9]):
            yield Fault("wrong_prefix", heir.code)


def recoded(redraw: Redraw, units: Units) -> tuple[Heir, ...]:
    """The communities that get another code, as they are from the day on."""
    return tuple(
        Heir(new, units.at(old, redraw.effective_on).name, heir_of(redraw, old))
        for old, new in redraw.recodes
    )


def _empty_parts(redraw: Redraw) -> Iterator[Fault]:
    named = {share.heir for share in redraw.shares} | {redraw.rest}
    if redraw.kind is RedrawKind.SPLIT:
        for heir in redraw.heirs:
            if heir.code not in named:
                yield Fault("empty_part", heir.name)
