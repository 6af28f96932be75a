"""What a person card asks of the vault, each as an operation not yet started."""

from collections.abc import Callable
from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.person import Person
from db.domain.progress import Progress
from db.services.disclosure import MaskedPerson, clear_for_change, persons_of, reveal
from db.services.persons import Entry, change_person, enter_person, wipe
from db.store.store import Store
from db.store.tree import Area
from db.store.vault import Vault
from desktop.i18n import translate
from desktop.work.job import Operation

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Row:
    """The row whose persons are shown: table, id, what it is called, where it lies."""

    table: str
    row_id: int
    title: str
    area: Area


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks, and the vault he has open; None while it is closed."""

    actor: Actor
    vault: Vault | None


def load(
    store: Store, reader: Reader, row: Row, on_done: Callable[[list[MaskedPerson]], None]
) -> Operation[list[MaskedPerson]]:
    """The persons of a row, masked."""

    def work(_progress: Progress) -> list[MaskedPerson]:
        return persons_of(store, reader.vault, reader.actor, row.table, row.row_id)

    return Operation(translate("vault", "读取人员"), work, on_done, quiet=True)


def look(
    store: Store,
    actor: Actor,
    vault: Vault,
    wanted: tuple[int, str, str],
    told: tuple[Callable[[str], None], Failed],
) -> Operation[str]:
    """One field in clear; ``wanted`` is person, field, purpose."""

    def work(_progress: Progress) -> str:
        return reveal(store, vault, actor, *wanted)

    verb = translate("vault", "查看明文")
    return Operation(verb, work, told[0], writes=True, quiet=True, on_failed=told[1])


def load_clear(
    store: Store,
    actor: Actor,
    vault: Vault,
    wanted: tuple[int, str],
    told: tuple[Callable[[tuple[Person, int]], None], Failed],
) -> Operation[tuple[Person, int]]:
    """A person in clear, to be put right; ``wanted`` is person and purpose."""

    def work(_progress: Progress) -> tuple[Person, int]:
        return clear_for_change(store, vault, actor, *wanted)

    verb = translate("vault", "查看明文")
    return Operation(verb, work, told[0], writes=True, quiet=True, on_failed=told[1])


def enter(
    store: Store,
    actor: Actor,
    vault: Vault,
    given: tuple[Row, Person],
    told: tuple[Callable[[Changes], None], Failed],
) -> Operation[Changes]:
    """Keep a person of a row."""
    row, person = given

    def work(_progress: Progress) -> Changes:
        entry = Entry(row.area, person, ((row.table, row.row_id),))
        return enter_person(store, vault, actor, entry).changes

    return Operation(translate("vault", "录入人员"), work, told[0], writes=True, on_failed=told[1])


def put_right(
    store: Store,
    actor: Actor,
    vault: Vault,
    given: tuple[int, int, Person],
    told: tuple[Callable[[Changes], None], Failed],
) -> Operation[Changes]:
    """Put right what is kept of a person; ``given`` is person, version seen, what is right."""

    def work(_progress: Progress) -> Changes:
        return change_person(store, vault, actor, *given)

    return Operation(translate("vault", "更正人员"), work, told[0], writes=True, on_failed=told[1])


def destroy(
    store: Store, actor: Actor, wanted: tuple[int, str], told: tuple[Callable[[Changes], None], Failed]
) -> Operation[Changes]:
    """Destroy what is kept of a person; ``wanted`` is person and reason."""

    def work(_progress: Progress) -> Changes:
        return wipe(store, actor, *wanted)

    return Operation(translate("vault", "销毁人员信息"), work, told[0], writes=True, on_failed=told[1])
