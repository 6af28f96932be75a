"""Administrative units by name, as offices write them: with or without 街道, 社区, 居委会; abolished districts too."""

from sqlalchemy import Connection, select

from db.domain.division import Change, Succession, Unit, Units, unit_stem
from db.domain.intake import Refused
from db.schema.address import division, division_successor
from db.store.tree import Area

_FIELDS = {3: "district", 4: "subdistrict", 5: "community"}


def load_units(conn: Connection) -> Units:
    """Every unit ever known and what became of it."""
    columns = (
        *(division.c.code, division.c.name, division.c.parent_code, division.c.level),
        *(division.c.valid_from, division.c.valid_to, division.c.hidden),
    )
    every = tuple(Unit(*row) for row in conn.execute(select(*columns)))
    steps = conn.execute(select(division_successor)).all()
    return Units(
        every, tuple(Succession(s.old_code, s.new_code, s.effective_on, Change(s.kind)) for s in steps)
    )


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
            within = (self._one(4, subdistrict, within)[:9],)
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

    def _one(self, level: int, written: str, within: tuple[str, ...]) -> str:
        codes = self._codes.get((level, written)) or self._codes.get((level, unit_stem(written))) or []
        matching = [code for code in codes if code.startswith(within)]
        if not matching:
            raise Refused(f"unknown_{_FIELDS[level]}", _FIELDS[level], written)
        if len(matching) > 1:
            raise Refused(f"ambiguous_{_FIELDS[level]}", _FIELDS[level], written)
        return matching[0]
