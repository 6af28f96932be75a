"""The directory of names as the office reads it: every name with what one finds it by, and the card of one of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from db.domain.alias import Alias
from db.domain.han import simplified, syllables
from db.domain.pinyin import Overrides, initials, letters
from db.domain.place import PlaceKind
from db.domain.place_card import writer_of
from db.domain.place_near import Directory, Named
from db.services.place_naming import renames_beyond_share
from db.services.places import overrides_in, spelled
from db.store import places as rows
from db.store.changes import PlannedRow
from db.store.journal_read import people
from db.store.places import Counts, Hanging, LastWord, PlaceRecord
from db.store.store import Store


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A name in the list.

    Attributes:
        record: its card.
        aliases: names that lead to it.
        communities: names of the communities in which it is borne.
        typed: what one may type to find it: spelling without marks and initials, of the aliases as well.
    """

    record: PlaceRecord
    aliases: tuple[Alias, ...]
    communities: tuple[str, ...]
    typed: str


@dataclass(frozen=True, slots=True)
class Book:
    """All names in the order of their spelling.

    Attributes:
        homes: names of the districts that keep them, by their six digits.
    """

    lines: tuple[PlaceLine, ...]
    homes: Mapping[str, str]
    overrides: Overrides

    def directory(self) -> Directory:
        """The names indexed for comparing; takes some tenths of a second."""
        names = [
            Named(
                line.record.id,
                name,
                line.record.name,
                line.record.scope_code,
                line.record.home_district,
                line.record.state,
            )
            for line in self.lines
            for name in (line.record.name, *(one.alias for one in line.aliases))
        ]
        return Directory(names, reader(self.overrides), simplified)


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of one name.

    Attributes:
        record: what is written on it.
        aliases: its other names that lead to it, the oldest first.
        communities: name of each community in which it is borne, with the living doors there.
        hanging: what hangs on it.
        spelling: how the program would spell it.
        speller: name of the person who gave the spelling; ``""`` when the program did.
        last: who wrote last.
        rule_sets: what it may be numbered by beside the district's own rules.
        home_name: the district that keeps it.
        kept: other names that nobody withdraws, since a rename ended them.
        renaming: the rename that waits for its decision or its day, None when there is none.
        beyond_share: so large a share of a community lies under it that a second person has to agree to another name.
    """

    record: PlaceRecord
    aliases: tuple[Alias, ...]
    communities: tuple[tuple[str, int], ...]
    hanging: Hanging
    spelling: str
    speller: str
    last: LastWord | None
    rule_sets: tuple[str, ...]
    home_name: str
    kept: frozenset[str]
    renaming: PlannedRow | None
    beyond_share: bool = False


def reader(overrides: Overrides) -> Callable[[str], Sequence[str]]:
    """Gives one reading for each character of a name, local readings in place."""
    return lambda name: overrides.apply(name, syllables(name))[0]


def read_book(store: Store) -> Book:
    """Every name of the directory, other districts' too."""
    with store.read() as conn:
        found = rows.records(conn)
        others, doors, units = rows.aliases(conn), rows.doors(conn), rows.unit_names(conn)
        overrides = overrides_in(conn)
    read = reader(overrides)
    lines = []
    for record in found:
        leading = tuple(one for one in others.get(record.id, ()) if one.leads)
        within = doors.get(record.id, {})
        names = [record.name, *(one.alias for one in leading)]
        lines.append(
            PlaceLine(
                record,
                leading,
                tuple(units.get(code, code) for code in within),
                _typed(record.pinyin, names, read),
            )
        )
    lines.sort(key=lambda line: (line.typed, line.record.name))
    homes = {record.home_district for record in found}
    return Book(tuple(lines), {home: units.get(home.ljust(12, "0"), home) for home in homes}, overrides)


def _typed(pinyin: str, names: Iterable[str], read: Callable[[str], Sequence[str]]) -> str:
    words = [letters(pinyin)]
    for name in names:
        heard = read(name)
        words += [letters("".join(heard)), initials(heard)]
    return " ".join(dict.fromkeys(words))


def counts(store: Store) -> dict[int, Counts]:
    """How many living addresses there are under each name; reads the whole register."""
    with store.read() as conn:
        return rows.counts(conn)


def read_card(store: Store, place_id: int) -> Card:
    """All that is known of one name.

    Raises:
        NotFound: no such name.
    """
    with store.read() as conn:
        record = rows.record(conn, place_id)
        units = rows.unit_names(conn)
        within = rows.living_doors(conn, place_id)
        aliases = tuple(one for one in rows.aliases(conn, place_id).get(place_id, ()) if one.leads)
        dated = [one.alias for one in aliases if one.is_dated]
        return Card(
            record,
            aliases,
            tuple((units.get(code, code), count) for code, count in within.items()),
            rows.hanging(conn, place_id),
            spelled(conn, record.name, PlaceKind(record.kind)),
            _speller(conn, record),
            rows.last_word(conn, place_id),
            rows.rule_sets(conn),
            units.get(record.home_district.ljust(12, "0"), record.home_district),
            frozenset(name for name in dated if not rows.by_hand(conn, place_id, name)),
            rows.open_rename(conn, place_id),
            renames_beyond_share(conn, place_id),
        )


def _speller(conn: Connection, record: PlaceRecord) -> str:
    login = writer_of(record.pinyin_source)
    return people(conn).get(login, login) if login else ""
