"""What changed in an area between two legal dates: addresses, place names, units."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from db.domain.division import Unit, Units
from db.domain.progress import Progress, Silent
from db.domain.timeline import ENDED, FOREVER, AddressOn, Changed, Difference, Line, Tally, differences
from db.services.units import load_units
from db.store import history
from db.store.history import Day, communities_below, line_of
from db.store.store import Store

_PORTION = 2_000


@dataclass(frozen=True, slots=True)
class Compared:
    """The difference of two days.

    Attributes:
        lines: as many as were asked for.
        tally: of all.
        more: whether there are more lines.
    """

    first: str
    second: str
    lines: tuple[Line, ...]
    tally: Tally
    more: bool


def compare(
    store: Store,
    area: str,
    first: str,
    second: str,
    most: int,
    progress: Progress | None = None,
    *,
    place: int = 0,
) -> Compared:
    """The difference, with the first lines of it.

    Args:
        store: the register.
        area: code of a unit; ``""`` is everything.
        first: the earlier day; how it stood at its end is compared.
        second: the later day.
        most: lines to hand over; all are counted.
        progress: told how far it is.
        place: a road or compound: only its own name and the addresses under it; 0 is everything in the area.

    Raises:
        ValueError: the second day is not later than the first.
        Cancelled: by the progress.
    """
    tally, more = Tally(), False
    kept: list[Line] = []
    for line in compared_lines(store, area, first, second, tally, progress, place=place):
        more = len(kept) >= most
        if not more:
            kept.append(line)
    return Compared(first, second, tuple(kept), tally, more)


def compared_lines(
    store: Store,
    area: str,
    first: str,
    second: str,
    tally: Tally,
    progress: Progress | None = None,
    *,
    place: int = 0,
) -> Iterator[Line]:
    """Every line: units, place names, then addresses by community and in street order; each is counted.

    Raises:
        ValueError: the second day is not later than the first.
        Cancelled: by the progress.
    """
    if not first < second < FOREVER:
        raise ValueError(f"{first} {second}")
    with store.read() as conn:
        for line in _Compare(conn, area, (first, second), progress or Silent(), place).lines(tally):
            tally.add(line)
            yield line


class _Compare:
    """One comparison in one snapshot."""

    def __init__(
        self, conn: Connection, area: str, days: tuple[str, str], progress: Progress, place: int = 0
    ) -> None:
        self._conn, self._area, self._progress, self._place = conn, area, progress, place
        self._first, self._second = days
        self._units = load_units(conn)
        self._before, self._after = (Day(conn, self._units, on) for on in days)
        self._inside = [self._communities(on) for on in days]

    def _communities(self, on: str) -> set[str]:
        met = {unit.code for unit in self._units.every if unit.level == 5}
        met |= history.counts_on(self._conn, on).keys()
        return communities_below(self._units, self._area, on, met)

    def lines(self, tally: Tally) -> Iterator[Line]:
        if not self._place:
            yield from _unit_lines(self._units, self._area, (self._first, self._second))
        yield from self._place_lines()
        either = sorted(self._inside[0] | self._inside[1])
        counts = history.changed_in(self._conn, either, self._first, self._second)
        done, total = 0, sum(counts.values())
        for community in sorted(counts):
            self._progress.step(done, total, "comparing")
            yield from self._community(community, tally)
            done += counts[community]

    def _place_lines(self) -> Iterator[Line]:
        either = sorted(self._inside[0] | self._inside[1])
        found = history.renamed_places(self._conn, self._first, self._second, either)
        found = [one for one in found if self._place in (0, one)]
        before, after = self._before.place_names(found), self._after.place_names(found)
        for one in sorted(found, key=lambda one: after[one]):
            if before[one] != after[one]:
                changed = Changed(Difference.PLACE_RENAMED, before[one], after[one])
                yield Line(0, "", "", after[one], before[one], (changed,))

    def _community(self, community: str, tally: Tally) -> Iterator[Line]:
        """The changes of the addresses that lie there, or lay there when they left the area."""
        ids = history.changed_nodes(self._conn, community, self._first, self._second)
        for start in range(0, len(ids), _PORTION):
            before, after = (
                self._on(day, ids[start : start + _PORTION]) for day in (self._before, self._after)
            )
            for node_id in [*after, *(one for one in before if one not in after)]:
                old, new = before.get(node_id), after.get(node_id)
                inside = [
                    one
                    for one, communities in ((new, self._inside[1]), (old, self._inside[0]))
                    if one is not None and one.community_code in communities
                ]
                home = inside[0] if inside else None
                if home is not None and home.community_code == community and self._is_meant(old, new):
                    yield from self._line(home, (old, new), tally)

    def _is_meant(self, *sides: AddressOn | None) -> bool:
        """Whether an address hung under the place on one of the days; any does when none is asked for."""
        return not self._place or any(one is not None and one.place_id == self._place for one in sides)

    def _line(
        self, home: AddressOn, sides: tuple[AddressOn | None, AddressOn | None], tally: Tally
    ) -> Iterator[Line]:
        if all(one is None or one.legal in ENDED for one in sides):
            return  # it was an address on neither day
        changed = differences(*sides)
        own = tuple(one for one in changed if not self._follows(one, sides))
        if own:
            old = sides[0]
            former = old.full_text if old is not None and old.full_text != home.full_text else ""
            yield Line(home.id, home.subdistrict + home.community, home.kind, home.full_text, former, own)
        elif changed:
            tally.led += 1

    def _follows(self, changed: Changed, sides: tuple[AddressOn | None, AddressOn | None]) -> bool:
        """Whether an address only went with what stands above it, or with its whole community."""
        if changed.kind is not Difference.AREA:
            return changed.kind is Difference.RETEXTED
        old, new = sides
        assert old is not None
        assert new is not None
        way = (old.community_code, new.community_code)
        above = self._before.lay_in(old.parent_id), self._after.lay_in(new.parent_id)
        if old.parent_id == new.parent_id and above == way:
            return True
        return any(
            (step.old_code, step.new_code) == way and self._first < step.effective_on <= self._second
            for step in self._units.successions
        )

    def _on(self, day: Day, ids: list[int]) -> dict[int, AddressOn]:
        return {one.id: one for one in day.addresses(history.versions_of(self._conn, ids, day.on))}


def _unit_lines(units: Units, area: str, days: tuple[str, str]) -> Iterator[Line]:
    """Units that came, went, changed their names or what they belong to, inside an area on one of the days."""
    whole = area.ljust(12, "0") if area else ""
    sides = [{unit.code: unit for unit in units.current(on)} for on in days]
    inside = {
        unit.code
        for on, side in zip(days, sides, strict=True)
        for unit in side.values()
        if not whole or whole in line_of(units, unit.code, on)
    }
    for code in sorted(inside):
        before, after = sides[0].get(code), sides[1].get(code)
        changed = _unit_changed(before, after, sides)
        one = after or before
        if changed and one is not None:
            yield Line(0, "", "", one.name, "", changed)


def _unit_changed(
    before: Unit | None, after: Unit | None, sides: list[dict[str, Unit]]
) -> tuple[Changed, ...]:
    if before is None or after is None:
        if after is not None:
            return (Changed(Difference.UNIT_BORN, "", after.name),)
        return (Changed(Difference.UNIT_GONE, before.name, ""),) if before is not None else ()
    found = []
    if before.name != after.name:
        found.append(Changed(Difference.UNIT_RENAMED, before.name, after.name))
    if before.parent_code != after.parent_code:
        codes = (before.parent_code, after.parent_code)
        names = (side[code].name if code in side else code for side, code in zip(sides, codes, strict=True))
        found.append(Changed(Difference.UNIT_MOVED, *names))
    return tuple(found)
