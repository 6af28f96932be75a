"""What a comparison has found so far, and the verdict that comes of it."""

from enum import StrEnum

from db.domain.matching.model import Comparison, Rung, Verdict


class Reason(StrEnum):
    """What decided a comparison; the window words each."""

    IDENTICAL = "identical"  # the same elements, written alike
    UPPER_LEFT_OUT = "upper_left_out"  # 省市区镇街社区 in one only
    FLOOR_LEFT_OUT = "floor_left_out"  # the room tells the floor
    COMPOUND_LEFT_OUT = "compound_left_out"  # the building's name beside the same number and room
    RENAMED_UNIT = "renamed_unit"  # an abolished district, a 镇 that became a 街道
    ALIAS = "alias"  # a former or common name
    NAME_SLIP = "name_slip"  # a misspelt name with the same or nearly the same sound
    DEEPER = "deeper"  # the same as far as both go
    NOTHING_READ = "nothing_read"
    UPPER_UNKNOWN = "upper_unknown"  # one does not say where it lies
    NAME_IN_TWO_PLACES = "name_in_two_places"  # the name is borne in several districts, and one gives none
    NAME_NEAR = "name_near"  # names alike, but not surely a slip
    PLACE_DIFFERS = "place_differs"
    PLACE_LEFT_OUT = "place_left_out"  # a road in one, only a compound or village in the other
    UNIT_DIFFERS = "unit_differs"  # province, city, district, town or community
    COMPOUND_DIFFERS = "compound_differs"
    NUMBER_STYLE = "number_style"  # 12-1号 and 12号之一
    INSIDE_RANGE = "inside_range"  # one number of a range or list
    SUB_ROOM = "sub_room"  # 301室 and 301室之一
    IDENTIFIER_DIFFERS = "identifier_differs"  # another number, building, stair, floor or room
    FLOOR_CONTRADICTS = "floor_contradicts"  # the floor written is not the room's own
    SIDE_DIFFERS = "side_differs"  # 东侧 and 西侧, A区 and B区
    BESIDE = "beside"  # one lies opposite or beside what the other names
    NOTE_DIFFERS = "note_differs"  # both bear a note, and another one
    LEVEL_LEFT_OUT = "level_left_out"  # building or stair in one only, though both go deeper
    LEVEL_DIFFERS = "level_differs"  # 2楼 and 2#楼, 1单元 and 1001单元


LEVELS = ("group", "part", "number", "compound", "phase", "building", "stair", "floor", "room", "side")
"""Everything inside the naming place, the highest first; a group (14组) parts the village
and a part (二期) the compound that is the place, a phase the compound at a number."""
_ELEMENTS = {"group": "village", "part": "compound", "phase": "compound", "side": "rest"}

_STRENGTH = (
    *(Reason.NAME_SLIP, Reason.COMPOUND_LEFT_OUT, Reason.ALIAS, Reason.RENAMED_UNIT),
    *(Reason.FLOOR_LEFT_OUT, Reason.UPPER_LEFT_OUT),
)
_BY_ALIAS = frozenset((Reason.ALIAS, Reason.RENAMED_UNIT))


class Findings:
    """Differences between two addresses, gathered level by level.

    Attributes:
        notes: differences that the rules forgive.
        doubts: differences that leave it open; a person must say.
        ahead: levels that only the first has, and levels that only the second has.
        twin: the kind of a name that sounds the same while neither spelling is known, ``""`` when there is none.
        located: both say in which district they lie, and it is one.
    """

    __slots__ = ("ahead", "doubts", "located", "notes", "twin")

    def __init__(self) -> None:
        self.notes: list[tuple[Reason, str]] = []
        self.doubts: list[tuple[Reason, str]] = []
        self.ahead: tuple[list[int], list[int]] = ([], [])
        self.twin = ""
        self.located = False

    def only(self, level: str, *, in_first: bool) -> None:
        """One address has a level that the other has not."""
        self.ahead[0 if in_first else 1].append(LEVELS.index(level))

    def same(self) -> Comparison:
        """The two are one address."""
        if self.doubts:
            return self.open()
        reason, element = self._strongest() or (Reason.IDENTICAL, "")
        rung = Rung.ALIAS if reason in _BY_ALIAS else Rung.STRUCTURE if self.notes else Rung.TEXT
        return Comparison(Verdict.SAME, rung, reason, element)

    def contains(self, deeper: int, element: str) -> Comparison:
        """One goes deeper, beginning with an element."""
        if self.doubts:
            return self.open()
        reason, named = self._strongest() or (Reason.DEEPER, "")
        if reason not in (Reason.NAME_SLIP, *_BY_ALIAS):
            reason, named = Reason.DEEPER, element
        rung = Rung.ALIAS if reason in _BY_ALIAS else Rung.STRUCTURE
        return Comparison(Verdict.CONTAINS, rung, reason, named, deeper)

    def open(self) -> Comparison:
        """It may be one address; the first doubt says why it is not sure."""
        reason, element = self.doubts[0]
        return Comparison(Verdict.CANDIDATE, Rung.LIKENESS, reason, element)

    def _strongest(self) -> tuple[Reason, str] | None:
        if not self.notes:
            return None
        return min(self.notes, key=lambda note: _STRENGTH.index(note[0]))


def element_of(level: int) -> str:
    """The kind of element that a level belongs to."""
    return _ELEMENTS.get(LEVELS[level], LEVELS[level])


def apart(reason: Reason, element: str) -> Comparison:
    """Two addresses."""
    return Comparison(Verdict.NONE, Rung.NOTHING, reason, element)
