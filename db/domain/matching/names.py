"""What is known of names, and whether two names are one: an alias, a slip of pen or keyboard, or two places."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache

from db.domain.matching.units import (
    FORMER_DISTRICTS,
    fold_community,
    fold_compound,
    fold_road,
    fold_town,
    fold_village,
    full_community,
)
from db.domain.place import NUMERALS, NameIndex, NameParts, NearReason, split_name, toneless

_DISTINCTIVE = frozenset(NUMERALS + "东西南北中前后左右上下大小新老旧横直斜内外")
"""Characters that tell one place from its neighbour."""
_ORDINARY = frozenset("前后左右上下内外")  # of these, also a common part of proper names
_MOST_SLIPS = 2
_NEARLY = 1
"""One syllable nearly the same: as far as a slip goes."""
_SHORT = 2
"""A proper name of so many syllables, one of them nearly the same, may be another district's: 仙岳路 and 翔岳路."""

_NEAR_INITIALS = {
    "zh": "z",
    "ch": "c",
    "sh": "s",
    "n": "l",
    "h": "f",
}
_NEAR_FINALS = ("an", "en", "in")
_INITIALS = (*("zh", "ch", "sh"), *"bpmfdtnlgkhjqxrzcsyw")
_FOLDS = (fold_road, fold_compound, fold_village, fold_community)
_NOWHERE: frozenset[str] = frozenset()


class Alike(IntEnum):
    """How near two names are, the surest first."""

    EQUAL = 0
    ALIAS = 1  # a former or common name of the same place
    SLIP = 2  # one is a known name, the other sounds like it and is none
    CLOSE = (
        3  # the same, but a short name that sounds only nearly alike; sure in the known one's district alone
    )
    TWIN = 4  # neither is known; they sound the same
    NEAR = 5  # alike; a person must say
    OTHER = 6


class Names:
    """Names known from a register or the shipped lists; immutable, and works empty.

    Attributes:
        known: folded standard names of roads, villages, compounds, communities and towns, and their districts.
        units: folded names of towns, and the districts they lie in.
        communities: communities with their class, and the folded towns they lie in.
    """

    def __init__(self, syllables: Callable[[str], Sequence[str]] | None = None) -> None:
        """Know nothing but how names sound; ``Names.of`` fills it."""
        self.known: Mapping[str, frozenset[str]] = {}
        self.units: Mapping[str, frozenset[str]] = {}
        self.communities: Mapping[str, frozenset[str]] = {}
        self._aliases: Mapping[str, str] = {}
        self._heirs: Mapping[str, frozenset[str]] = _heirs({})
        self._syllables = syllables
        self.alike = lru_cache(maxsize=65_536)(self._alike)

    @staticmethod
    def of(
        places: Iterable[tuple[str, str]] = (),
        *,
        towns: Iterable[tuple[str, str]] = (),
        communities: Iterable[tuple[str, str]] = (),
        aliases: Mapping[str, str] | None = None,
        heirs: Mapping[str, Iterable[str]] | None = None,
        syllables: Callable[[str], Sequence[str]] | None = None,
    ) -> "Names":
        """Names from plain values.

        Args:
            places: standard names of roads, villages and compounds, each with its district (``""`` when unknown).
            towns: 镇 and 街道, each with its district.
            communities: 社区 and 村, each with its town.
            aliases: a former or common name and the standard name it stands for.
            heirs: an abolished district or town and those that hold its ground.
            syllables: gives one reading with tone marks for each character of a name; without it names are only
                equal or not.
        """
        names = Names(syllables)
        town_rows, community_rows, places = list(towns), list(communities), list(places)
        standing = {name for name, _ in places}
        names.units = _gather((fold_town(name), district) for name, district in town_rows)
        names.communities = _gather((full_community(name), fold_town(town)) for name, town in community_rows)
        known = [(fold(name), district) for name, district in places for fold in _FOLDS[:3]]
        known += [
            (fold_community(name) + word, district)
            for name, town in community_rows
            for word in ("", "社区")
            for district in names.units.get(fold_town(town), _NOWHERE)
        ]
        known += [(fold_town(name), district) for name, district in town_rows]
        names.known = _gather(known)
        names._aliases = {
            fold(name): fold(standard)
            for name, standard in (aliases or {}).items()
            if name not in standing  # a name in use means its own place
            for fold in _FOLDS
        }
        names._heirs = _heirs(heirs or {})
        return names

    def districts(self, district: str) -> frozenset[str]:
        """Today's districts that hold the ground of a district; itself when it stands."""
        return self._heirs.get(district) or frozenset((district,))

    def towns(self, town: str) -> frozenset[str]:
        """Folded names of the towns that hold the ground of a town."""
        return self._heirs.get(town) or frozenset((fold_town(town),))

    def homes(self, one: str, other: str) -> frozenset[str]:
        """The districts of that one of two folded names which is known."""
        return self.known.get(one) or self.known.get(other) or _NOWHERE

    def standard(self, name: str) -> str:
        """The folded standard name that a folded alias stands for; any other name itself."""
        return self._aliases.get(name, name)

    def sound(self, name: str) -> str:
        """How a name sounds to a careless ear: names that sound nearly alike have one; itself when sounds are unknown."""
        return " ".join(map(_careless, self._syllables(name))) if self._syllables else name

    def _alike(self, one: str, other: str) -> Alike:
        """How near two folded names are; cached as ``alike``."""
        if one == other:
            return Alike.EQUAL
        if self._aliases.get(one, one) == self._aliases.get(other, other):
            return Alike.ALIAS
        ours, theirs = one in self.known, other in self.known
        if (ours and theirs) or self._syllables is None or not one or not other:
            return Alike.OTHER
        if len(one) != len(other):
            return Alike.NEAR if _one_left_out(one, other) else Alike.OTHER
        return self._by_sound(other, one, True) if theirs else self._by_sound(one, other, ours)

    def _by_sound(self, name: str, written: str, known: bool) -> Alike:
        """How near a name, known or not, and another spelling are that is no known name."""
        at = [place for place, char in enumerate(name) if char != written[place]]
        if len(at) > _MOST_SLIPS or any(_tells_apart(name[place], written[place]) for place in at):
            return Alike.OTHER
        parts = _split(name)
        if parts.word != _split(written).word or self._syllables is None:
            return Alike.OTHER
        ours, theirs = self._syllables(name), self._syllables(written)
        steps = [_distance(ours[place], theirs[place]) for place in at]
        if sum(steps) > _NEARLY:
            return Alike.NEAR if len(at) == 1 and _by_shape(name, written, at[0], known) else Alike.OTHER
        long = len(parts.proper) > _SHORT
        modifier = range(len(parts.proper), len(parts.proper) + len(parts.modifier))
        sure = all(
            (known and place in modifier)
            or _may_slip(name[place], written[place], known and ours[place] == theirs[place])
            for place in at
        )
        if known:
            slip = Alike.SLIP if long or sum(steps) < _NEARLY or at[0] in modifier else Alike.CLOSE
            return slip if sure else Alike.NEAR
        same_tone = all(ours[place] == theirs[place] for place in at)
        enough = len(at) < len(parts.proper) and (same_tone or (long and sum(steps) < _NEARLY))
        return Alike.TWIN if sure and enough else Alike.NEAR


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, above in pairs:
        found[name].update((above,) if above else ())
    return {name: frozenset(above) for name, above in found.items()}


def _heirs(given: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    found = {name: frozenset(heirs) for name, heirs in FORMER_DISTRICTS.items()}
    for name, heirs in given.items():
        if name.endswith(("区", "县")):
            found[name] = found.get(name, _NOWHERE) | frozenset(heirs)
        else:
            found[name] = frozenset((fold_town(name), *map(fold_town, heirs)))
    return found


@lru_cache(maxsize=16_384)
def _split(name: str) -> NameParts:
    return split_name(name)


def _by_shape(name: str, written: str, at: int, known: bool) -> bool:
    """Whether a name of another sound could be meant: by its look, or by the rest of a long known name."""
    if _look_alike(name[at], written[at]):
        return True
    proper = len(_split(name).proper)
    return known and proper > _SHORT and at < proper and _may_slip(name[at], written[at], False)


@lru_cache(maxsize=4096)
def _look_alike(one: str, other: str) -> bool:
    # Read as themselves, no two characters sound the same, so only their shapes are compared.
    near = NameIndex((f"{one}某某",), tuple).near(f"{other}某某")
    return bool(near) and near[0].reason is NearReason.SIMILAR_SHAPE


def _may_slip(one: str, other: str, same_tone: bool) -> bool:
    """Whether one character may be a slip for the other; 西 for 溪 more likely names another place."""
    distinctive = {one, other} & _DISTINCTIVE
    return not distinctive or (same_tone and distinctive <= _ORDINARY)


def _tells_apart(one: str, other: str) -> bool:
    if one.isascii() or other.isascii():
        return True
    return one in _DISTINCTIVE and other in _DISTINCTIVE


def _one_left_out(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return (
        len(longer) == len(shorter) + 1
        and len(shorter) >= 3
        and any(
            longer[:at] + longer[at + 1 :] == shorter
            for at, char in enumerate(longer)
            if char not in _DISTINCTIVE and not char.isascii()
        )
    )


@lru_cache(maxsize=16_384)
def _distance(one: str, other: str) -> int:
    """0 for the same syllable whatever the tone, 1 for one that is easily taken for it, 2 for any other."""
    first, second = toneless(one), toneless(other)
    if first == second:
        return 0
    (one_initial, one_final), (other_initial, other_final) = _halves(first), _halves(second)
    if one_initial == other_initial:
        return 1 if _near_final(one_final) == _near_final(other_final) else 2
    near = _near_initial(one_initial) == _near_initial(other_initial)
    return 1 if near and one_final == other_final else 2


@lru_cache(maxsize=4096)
def _careless(syllable: str) -> str:
    initial, final = _halves(toneless(syllable))
    return _near_initial(initial) + _near_final(final)


def _halves(syllable: str) -> tuple[str, str]:
    initial = next((initial for initial in _INITIALS if syllable.startswith(initial)), "")
    return initial, syllable[len(initial) :]


def _near_initial(initial: str) -> str:
    return _NEAR_INITIALS.get(initial, initial)


def _near_final(final: str) -> str:
    return final[:-1] if final.endswith(tuple(f"{near}g" for near in _NEAR_FINALS)) else final
