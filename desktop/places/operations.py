"""What the 地名 room asks of the register, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.alias import AliasKind
from db.domain.changes import Changes
from db.domain.place import NameState
from db.domain.place_card import Facts
from db.domain.place_near import Directory, Near
from db.domain.plan import Act, Plan
from db.domain.progress import Progress
from db.domain.search_names import Goal
from db.services import changes, place_book, place_edits, place_naming, places, search
from db.services.addresses import TreeStep
from db.services.changes import Done
from db.services.place_book import Book, Card
from db.services.places import PendingPlace
from db.store.places import Counts, PlaceRecord
from db.store.search_text import Hit
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation

Failed = Callable[[Exception], None]
Changed = Callable[[Changes], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes where, and who shows in place that it failed."""

    store: Store
    actor: Actor
    on_failed: Failed | None = None


@dataclass(frozen=True, slots=True)
class NewAlias:
    """Another name as it is typed; ``days`` since when and until when it was the standard one, when they are known."""

    name: str
    kind: AliasKind
    days: tuple[str, str] | None


def load_book(store: Store, on_done: Callable[[Book], None]) -> Operation[Book]:
    """All names of the directory."""
    return Operation(
        translate("places", "读取地名"), lambda _progress: place_book.read_book(store), on_done, quiet=True
    )


def count_addresses(
    store: Store, on_done: Callable[[dict[int, Counts]], None]
) -> Operation[dict[int, Counts]]:
    """How many addresses there are under each name; reads the whole register."""
    verb = translate("places", "统计地址")
    return Operation(verb, lambda _progress: place_book.counts(store), on_done, quiet=True)


def index_names(book: Book, on_done: Callable[[Directory], None]) -> Operation[Directory]:
    """Make the names ready for comparing."""
    verb = translate("places", "准备地名比对")
    return Operation(verb, lambda _progress: book.directory(), on_done, quiet=True)


def find_near(
    directory: Directory, name: str, scope: str, leave_out: int, on_done: Callable[[tuple[Near, ...]], None]
) -> Operation[tuple[Near, ...]]:
    """The names that one could be mistaken for."""

    def work(_progress: Progress) -> tuple[Near, ...]:
        return directory.near(name, scope, leave_out=leave_out)

    return Operation(translate("places", "比对地名"), work, on_done, quiet=True)


def load_card(
    store: Store, place_id: int, on_done: Callable[[Card], None], on_failed: Failed | None = None
) -> Operation[Card]:
    """The card of a name."""
    verb = translate("places", "读取地名")
    return Operation(
        verb,
        lambda _progress: place_book.read_card(store, place_id),
        on_done,
        quiet=True,
        on_failed=on_failed,
    )


def find_way(
    store: Store, record: PlaceRecord, on_done: Callable[[tuple[TreeStep, ...]], None]
) -> Operation[tuple[TreeStep, ...]]:
    """Steps through the tree to a name, where it has the most addresses; none when it has none."""
    hit = Hit(record.id, record.name, record.kind, record.state, goal=Goal.PLACE)
    verb = translate("places", "查找地址")
    return Operation(verb, lambda _progress: search.way_to(store, hit), on_done, quiet=True)


def _write(verb: str, work: Callable[[], Changes], on_done: Changed, desk: Desk) -> Operation[Changes]:
    return Operation(verb, lambda _progress: work(), on_done, writes=True, on_failed=desk.on_failed)


def enter(desk: Desk, name: str, facts: Facts, reason: str, on_done: Changed) -> Operation[Changes]:
    """Enter a new name."""
    verb = translate("places", "登记地名")
    return _write(
        verb,
        lambda: place_edits.enter_place(desk.store, desk.actor, name, facts, reason or verb)[1],
        on_done,
        desk,
    )


def save(desk: Desk, seen: PlaceRecord, facts: Facts, on_done: Changed) -> Operation[Changes]:
    """Write on the card of a name."""
    why = translate("places", "直接编辑：地名卡片")
    return _write(
        translate("places", "保存地名"),
        lambda: place_edits.edit_place(desk.store, desk.actor, seen.id, seen.row_version, facts, why),
        on_done,
        desk,
    )


def move(
    desk: Desk, seen: PlaceRecord, wanted: NameState, reason: str, on_done: Changed
) -> Operation[Changes]:
    """Give a name another state."""
    return _write(
        translate("places", "办理地名"),
        lambda: place_edits.move_place(desk.store, desk.actor, seen.id, seen.row_version, wanted, reason),
        on_done,
        desk,
    )


def approve(desk: Desk, seen: Sequence[PlaceRecord], reason: str, on_done: Changed) -> Operation[Changes]:
    """Make waiting names standard, all or none."""
    names = [PendingPlace(one.id, one.name, one.kind, one.pinyin, 0, one.row_version) for one in seen]
    return _write(
        translate("places", "批准地名"),
        lambda: places.approve_places(desk.store, desk.actor, names, reason),
        on_done,
        desk,
    )


def correct(desk: Desk, seen: PlaceRecord, name: str, reason: str, on_done: Changed) -> Operation[Changes]:
    """Correct a name that nobody approved yet."""
    verb = translate("places", "更正地名")
    why = reason or translate("places", "直接编辑：{verb}").format(verb=verb)
    return _write(
        verb,
        lambda: place_naming.correct_name(desk.store, desk.actor, seen.id, seen.row_version, name, why),
        on_done,
        desk,
    )


def file_rename(
    desk: Desk, seen: PlaceRecord, wanted: tuple[str, str], reason: str, on_done: Callable[[Done], None]
) -> Operation[Done]:
    """File that a standard name shall be another from a day on.

    Args:
        desk: who.
        seen: the place.
        wanted: the name, and the day or ``""`` for the day of the decision.
        reason: why.
        on_done: gets what became of it.
    """
    name, day = wanted
    plan = Plan(Act.RENAME_PLACE, effective_on=day, place_id=seen.id, name=name)
    title = translate("places", "{old}更名为{new}").format(old=seen.name, new=name)

    def work(_progress: Progress) -> Done:
        return changes.carry_out(desk.store, desk.actor, plan, title, reason)

    verb = translate("places", "申请更名")
    return Operation(verb, work, on_done, writes=True, on_failed=desk.on_failed)


def add_alias(desk: Desk, place_id: int, said: NewAlias, on_done: Changed) -> Operation[Changes]:
    """Let another name lead to a place."""
    return _write(
        translate("places", "登记别名"),
        lambda: places.add_alias(desk.store, desk.actor, place_id, said.name, said.kind, said.days),
        on_done,
        desk,
    )


def withdraw_alias(
    desk: Desk, place_id: int, alias: str, reason: str, on_done: Changed
) -> Operation[Changes]:
    """Let another name lead to a place no more."""
    return _write(
        translate("places", "撤下别名"),
        lambda: place_edits.withdraw_alias(desk.store, desk.actor, place_id, alias, reason),
        on_done,
        desk,
    )
