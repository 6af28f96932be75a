"""What the windows of the past ask of the register, each as an operation not yet started."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from db.domain.progress import Progress
from db.domain.timeline import Line, Tally
from db.services import history, history_diff
from db.services.history import ChildOn, Overview, PlaceOn, Story
from db.services.history_diff import Compared
from db.store.store import Store
from desktop.history.scope import Scope
from desktop.i18n import translate
from desktop.work.job import Operation

MOST_LINES = 5_000
"""Lines of a difference that the window lists; a workbook takes all."""

_EVERY = 500
T = TypeVar("T")


def load_overview(store: Store, on: str, on_done: Callable[[Overview], None]) -> Operation[Overview]:
    """The units of a day; counting every address of a district takes a moment."""

    def work(_progress: Progress) -> Overview:
        return history.overview(store, on)

    return Operation(translate("history", "读取那一天的区划"), work, on_done)


def load_places(
    store: Store, community: str, on: str, on_done: Callable[[tuple[PlaceOn, ...]], None]
) -> Operation[tuple[PlaceOn, ...]]:
    """The place names of a community on a day."""

    def work(_progress: Progress) -> tuple[PlaceOn, ...]:
        return history.places_on(store, community, on)

    return Operation(translate("history", "读取那一天的地名"), work, on_done, quiet=True)


def load_children(
    store: Store, parent: tuple[int, str], on: str, on_done: Callable[[tuple[ChildOn, ...]], None]
) -> Operation[tuple[ChildOn, ...]]:
    """What hung under a place (in a community) or an address on a day.

    Args:
        store: the register.
        parent: the id, and the community of a place.
        on: the day.
        on_done: gets the addresses.
    """

    def work(_progress: Progress) -> tuple[ChildOn, ...]:
        return history.children_on(store, parent[0], on, parent[1])

    return Operation(translate("history", "读取那一天的地址"), work, on_done, quiet=True)


def load_story(
    store: Store,
    node_id: int,
    on_done: Callable[[Story], None],
    on_failed: Callable[[Exception], None] | None = None,
) -> Operation[Story]:
    """An address through time."""

    def work(_progress: Progress) -> Story:
        return history.story(store, node_id)

    return Operation(translate("history", "读取沿革"), work, on_done, quiet=True, on_failed=on_failed)


@dataclass(frozen=True, slots=True)
class Span:
    """What is compared.

    Attributes:
        area: code of a unit, ``""`` for everything.
        days: the earlier and the later one.
        place: a road or compound in it, 0 for all.
    """

    area: str
    days: tuple[str, str]
    place: int = 0


def compare_days(store: Store, span: Span, on_done: Callable[[Compared], None]) -> Operation[Compared]:
    """The difference of two days."""

    def work(progress: Progress) -> Compared:
        return history_diff.compare(store, span.area, *span.days, MOST_LINES, progress, place=span.place)

    return Operation(translate("history", "比较两个日期"), work, on_done)


@dataclass(frozen=True, slots=True)
class Written:
    """A workbook and how many rows it has."""

    path: Path
    rows: int


def export_difference(
    store: Store,
    span: Span,
    pick: Callable[[Iterator[Line]], Iterable[Line]],
    path: Path,
    on_done: Callable[[Written], None],
) -> Operation[Written]:
    """Write a difference into a workbook.

    Args:
        store: the register.
        span: what is compared.
        pick: of all its lines those that are wanted, in their order.
        path: of the workbook.
        on_done: gets how many there were.
    """

    def work(progress: Progress) -> Written:
        from desktop.history.difference_list import write_differences  # openpyxl would slow the start
        from desktop.office import list_head

        lines = history_diff.compared_lines(store, span.area, *span.days, Tally(), progress, place=span.place)
        return Written(path, write_differences(path, pick(lines), span.days, list_head(store)))

    return Operation(translate("history", "导出变化清单"), work, on_done)


def export_day(
    store: Store, scopes: Sequence[Scope], on: str, path: Path, on_done: Callable[[Written], None]
) -> Operation[Written]:
    """Write the addresses of some scopes on a day into a workbook, one scope after the other."""

    def work(progress: Progress) -> Written:
        from db.services.extracts import addresses
        from desktop.office import list_head
        from desktop.sharing.address_list import write_addresses

        found = chain.from_iterable(addresses(store, on, one.area, one.holds) for one in scopes)
        lines = _told(found, progress)
        return Written(path, write_addresses(path, lines, list_head(store, on)))

    return Operation(translate("history", "导出那一天的地址"), work, on_done)


def _told(lines: Iterator[T], progress: Progress) -> Iterator[T]:
    for number, line in enumerate(lines):
        if number % _EVERY == 0:
            progress.step(number, 0, "writing")
        yield line
