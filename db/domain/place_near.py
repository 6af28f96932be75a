"""The city's directory of names, asked while a name is being written: which others could be mistaken for it, and why.

Only the very same name in the same unit stands in the way; all else is a remark. Knows nothing of the register;
readings and simplified forms come in as functions, since they cost libraries.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.domain.place import NameIndex, NearReason, look_alike, split_name, toneless

_LEAST_CONTAINED = 3
_ANY = "某某"
"""A proper part of two characters; from the third on a modifier is told from it."""
_MOST = 12


class Likeness(StrEnum):
    """Why a name could be mistaken for another, the weightiest first."""

    TAKEN = "taken"  # the same name in the same unit: two places cannot both have it
    ELSEWHERE = "elsewhere"  # 重名: the same name in another unit
    ALIAS = "alias"  # another place's alias or former name
    SCRIPT = "script"  # 繁简: one name in traditional and in simplified characters
    SAME_SOUND = "same_sound"  # 同音
    SIMILAR_SOUND = "similar_sound"  # 同音异调
    SIMILAR_SHAPE = "similar_shape"  # 近形
    CONTAINED = "contained"  # one is part of the other
    EXTRA_CHARACTER = "extra_character"
    MISSING_CHARACTER = "missing_character"
    ONE_CHARACTER = "one_character"


_OF_SLIP = {reason: Likeness(reason.value) for reason in NearReason}
_RANK = {likeness: rank for rank, likeness in enumerate(Likeness)}


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the directory.

    Attributes:
        place_id: whose.
        name: the standard name, or one that leads to it.
        standard: the standard name itself.
        scope: the unit within which the standard name is given once.
        home: six-digit district that keeps the name.
        state: a ``NameState``.
    """

    place_id: int
    name: str
    standard: str
    scope: str
    home: str
    state: str


@dataclass(frozen=True, slots=True)
class Near:
    """A name that could be mistaken for the one asked about."""

    named: Named
    likeness: Likeness

    @property
    def blocks(self) -> bool:
        """Whether the name asked about cannot be given."""
        return self.likeness is Likeness.TAKEN


class Directory:
    """All names, indexed once; each question costs some milliseconds."""

    def __init__(
        self,
        names: Iterable[Named],
        syllables: Callable[[str], Sequence[str]],
        simplified: Callable[[str], str],
    ) -> None:
        """Index the names.

        Args:
            names: standard names and those that lead to them.
            syllables: one reading with its tone mark for each character of a name.
            simplified: a text in simplified characters.
        """
        self._syllables, self._simplified = syllables, simplified
        self._by_name: defaultdict[str, list[Named]] = defaultdict(list)
        for one in names:
            self._by_name[one.name].append(one)
        self._slips = NameIndex(self._by_name, syllables)
        self._by_script: defaultdict[str, list[str]] = defaultdict(list)
        self._by_sound: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for name in sorted(self._by_name):
            self._by_script[simplified(name)].append(name)
            self._by_sound[self._plain_sound(name)].append(name)
            self._by_length[len(name)].append(name)

    def near(self, name: str, scope: str, *, leave_out: int = 0) -> tuple[Near, ...]:
        """The names that could be mistaken for one, the weightiest first, at most a dozen.

        Args:
            name: as it would be kept.
            scope: the unit within which it would be given.
            leave_out: the place that the name is for.
        """
        found: dict[tuple[int, str], Near] = {}
        for other, likeness in self._alike(name):
            for one in self._by_name[other]:
                if one.place_id == leave_out:
                    continue
                near = Near(one, self._same(one, scope) if other == name else likeness)
                known = found.get((one.place_id, other))
                if known is None or _RANK[near.likeness] < _RANK[known.likeness]:
                    found[(one.place_id, other)] = near
        in_order = sorted(found.values(), key=lambda near: (_RANK[near.likeness], near.named.name))
        return tuple(in_order[:_MOST])

    def _same(self, one: Named, scope: str) -> Likeness:
        if one.name != one.standard:
            return Likeness.ALIAS
        return Likeness.TAKEN if one.scope == scope else Likeness.ELSEWHERE

    def _alike(self, name: str) -> Iterable[tuple[str, Likeness]]:
        if name in self._by_name:
            yield name, Likeness.ELSEWHERE
        plain = self._simplified(name)
        for other in self._by_script.get(plain, ()):
            yield other, Likeness.SCRIPT
        yield from self._alike_by_ear(name)
        yield from ((match.name, _OF_SLIP[match.reason]) for match in self._slips.near(plain))
        yield from ((other, Likeness.SIMILAR_SHAPE) for other in self._alike_by_eye(plain))
        yield from ((other, Likeness.CONTAINED) for other in self._holding(plain))

    def _alike_by_ear(self, name: str) -> Iterable[tuple[str, Likeness]]:
        exact = list(self._syllables(name))
        for other in self._by_sound.get(self._plain_sound(name), ()):
            same = list(self._syllables(other)) == exact
            yield other, Likeness.SAME_SOUND if same else Likeness.SIMILAR_SOUND

    def _alike_by_eye(self, name: str) -> Iterable[str]:
        for other in self._by_length.get(len(name), ()):
            if other != name and all(map(look_alike, name, other)):
                yield other

    def _holding(self, name: str) -> Iterable[str]:
        if len(name) < _LEAST_CONTAINED:
            return
        for length, others in self._by_length.items():
            if length < _LEAST_CONTAINED or length == len(name):
                continue
            for other in others:
                longer, shorter = (name, other) if len(name) > length else (other, name)
                if shorter in longer and not _named_after(longer, shorter):
                    yield other

    def _plain_sound(self, name: str) -> tuple[str, ...]:
        return tuple(map(toneless, self._syllables(name)))


def _named_after(longer: str, shorter: str) -> bool:
    """Whether the longer name says itself that it is another place: 莲前西路一里 beside 莲前西路."""
    if not longer.startswith(shorter):
        return False
    parts = split_name(_ANY + longer.removeprefix(shorter))
    return parts.proper == _ANY and bool(parts.word)
