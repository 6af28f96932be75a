"""Administrative units by name, as offices write them: with or without 街道, 社区, 居委会; abolished districts too."""

from sqlalchemy import Connection

from db.domain.division import unit_stem
from db.domain.intake import Refused
from db.store.tree import Area
from db.store.units import load_units

_FIELDS = {3: "district", 4: "subdistrict", 5: "community"}


class UnitFinder:
    """Finds the units a record means on a day."""

    def __init__(self, conn: Connection, on: str, home_district: str) -> None:
        self._units = load_units(conn)
        self._on = on
        self._home = home_district + "000000"
        self._names = {unit.code: unit.name for unit in self._units.current(on)}
        self._codes: dict[tuple[int, str], list[str]] = {}
        for unit in self._units.current(on):
            for name in {unit.name, unit_stem(unit.name)}:
                self._codes.setdefault((unit.level, name), []).append(unit.code)

    def name(self, code: str) -> str:
        """A standing unit's name."""
        return self._names[code]

    def resolve(self, district: str, subdistrict: str, community: str) -> Area:
        """Codes of units as written; an abolished district means the districts in which it lives on.

        Raises:
            Refused: unknown, ambiguous, not belonging together, or no community given.
        """
        within = self.homes(district)
        if not community:
            raise Refused("missing_community", "community")
        if subdistrict:
            within = self._subdistricts(subdistrict, within, community)
        code = self._one(5, community, within)
        return Area(code[:6] + "000000", code[:9] + "000", code)

    def homes(self, district: str) -> tuple[str, ...]:
        """Six-digit codes of the districts that a written name may mean; the office's own when none is written.

        Raises:
            Refused: unknown.
        """
        inside = self._districts(district) if district else (self._home,)
        return tuple(code[:6] for code in inside)

    def _districts(self, written: str) -> tuple[str, ...]:
        standing = self._codes.get((3, written))
        if standing:
            return tuple(standing)
        for unit in self._units.named(written, 3):
            heirs = self._units.heirs(unit, self._on)
            if heirs:
                return tuple(heir.code for heir in heirs)
        raise Refused("unknown_district", "district", written)

    def _subdistricts(self, written: str, within: tuple[str, ...], community: str) -> tuple[str, ...]:
        """Digits of the subdistricts that a written name may mean; those of its heirs, where it is one of the past.

        A subdistrict that stands may have given the community away: then whoever took it over is meant.
        """
        standing = self._named(4, written, within)
        if not standing:
            heirs = self._past(4, written, within)
            if len(heirs) > 1:
                return tuple(code[:9] for code in heirs)
            return (self._one(4, written, within)[:9],)
        inside = (self._one(4, written, within)[:9],)
        if self._named(5, community, inside) or not self._past(5, community, inside):
            return inside
        return tuple(code[:9] for code in self._past(5, community, inside))

    def _named(self, level: int, written: str, within: tuple[str, ...]) -> list[str]:
        """Codes of the units of today that bear a name."""
        codes = self._codes.get((level, written)) or self._codes.get((level, unit_stem(written))) or []
        return [code for code in codes if code.startswith(within)]

    def _past(self, level: int, written: str, within: tuple[str, ...]) -> list[str]:
        """Codes of the units in which those live on that once bore a name."""
        stem = unit_stem(written)
        once = [
            unit
            for unit in self._units.every
            if unit.level == level
            and unit.code.startswith(within)
            and stem in (unit.name, unit_stem(unit.name))
        ]
        heirs = {heir.code for unit in once for heir in self._units.heirs(unit, self._on)}
        return sorted(heirs)

    def _one(self, level: int, written: str, within: tuple[str, ...]) -> str:
        matching = self._named(level, written, within) or self._past(level, written, within)
        if not matching:
            raise Refused(f"unknown_{_FIELDS[level]}", _FIELDS[level], written)
        if len(matching) > 1:
            raise Refused(f"ambiguous_{_FIELDS[level]}", _FIELDS[level], written)
        return matching[0]


__all__ = ["UnitFinder", "load_units"]
