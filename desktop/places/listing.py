"""The names as lines of the list, and the workbook in which they go to the leader's desk."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from db.domain.place import NameState
from db.domain.progress import Progress
from db.services import place_book
from db.services.place_book import Book, PlaceLine
from db.store.places import Counts
from db.store.store import Store
from desktop.i18n import translate
from desktop.places.words import alias_kinds, direction_term, fact_term, states
from desktop.system.line_model import Column, Line
from desktop.terms import kind_term, name_state_term
from desktop.work.job import Operation

ELSEWHERE = "elsewhere"
STATE = 2
_FEW = 2
_EVERY = 200


def columns() -> tuple[Column, ...]:
    """The list's columns."""
    return (
        Column(translate("places", "地名"), 15),
        Column(translate("places", "类别"), 8),
        Column(translate("places", "状态"), 8),
        Column(translate("places", "门牌"), 6, is_figure=True),
        Column(translate("places", "地址"), 8, is_figure=True),
        Column(translate("places", "汉语拼音"), 22),
        Column(translate("places", "社区"), 22),
        Column(translate("places", "别名、曾用名"), 18),
        Column(translate("places", "所属区"), 8),
    )


def groups() -> list[tuple[str, str]]:
    """What the list can be narrowed to: a state of the district's own names, or other districts'."""
    return [
        ("", translate("places", "全部地名")),
        *states().items(),
        (ELSEWHERE, translate("places", "其他区的地名")),
    ]


def line_of(line: PlaceLine, book: Book, own: str, count: Counts | None) -> Line:
    """A name in the list.

    Args:
        line: the name.
        book: where it is from.
        own: six digits of the district whose list it is.
        count: what stands under it, None while that is being counted.
    """
    record = line.record
    at_home = record.home_district == own
    shown = translate("places", "、").join(line.communities[:_FEW])
    if len(line.communities) > _FEW:
        shown = translate("places", "{few}等 {n} 个").format(few=shown, n=len(line.communities))
    cells = (
        record.name,
        kind_term(record.kind),
        name_state_term(record.state),
        *(("…", "…") if count is None else (f"{count.doors:,}", f"{count.addresses:,}")),
        record.pinyin,
        shown,
        translate("places", "、").join(one.alias for one in line.aliases),
        book.homes[record.home_district],
    )
    return Line(
        str(record.id),
        cells,
        muted=not at_home or record.state == NameState.RETIRED,
        bad=frozenset({STATE}) if at_home and record.state == NameState.PENDING else frozenset(),
        group=record.state if at_home else ELSEWHERE,
        typed=line.typed,
    )


def export_names(
    store: Store,
    book: Book,
    shown: Sequence[PlaceLine],
    counts: Mapping[int, Counts] | None,
    path: Path,
    on_done: Callable[[int], None],
) -> Operation[int]:
    """Write the names shown, in the order shown, with all that stands on their cards.

    Args:
        store: whose office stands over the list.
        book: where they are from.
        shown: which.
        counts: what stands under each, by id; None while that is not counted yet.
        path: of the workbook.
        on_done: gets the number of rows.
    """

    def work(progress: Progress) -> int:
        from desktop.files.list_xlsx import Column as Head
        from desktop.files.list_xlsx import write_list
        from desktop.office import list_head

        heads = [Head(title, width, "count" if figure else "text") for title, width, figure in _heads()]
        head = list_head(store)
        known = place_book.counts(store) if counts is None else counts
        rows = []
        for number, line in enumerate(shown):
            if number % _EVERY == 0:
                progress.step(number, len(shown), "writing")
            rows.append(_row(line, book, known))
        return write_list(
            path,
            translate("places", "地名录"),
            heads,
            rows,
            unit=head.office,
            date_text=head.date_text,
            signatures=(translate("places", "制表"), translate("places", "审核")),
        )

    return Operation(translate("places", "导出地名录"), work, on_done)


def _heads() -> list[tuple[str, int, bool]]:
    """Title, width and whether it is a figure."""
    return [
        (translate("places", "地名"), 16, False),
        (translate("places", "类别"), 8, False),
        (translate("places", "状态"), 9, False),
        (translate("places", "汉语拼音"), 22, False),
        (fact_term("extent_from"), 14, False),
        (fact_term("extent_to"), 14, False),
        (fact_term("direction"), 11, False),
        (translate("places", "门牌数"), 8, True),
        (translate("places", "地址数"), 9, True),
        (translate("places", "社区"), 26, False),
        (translate("places", "别名、曾用名"), 24, False),
        (fact_term("approval_doc"), 22, False),
        (fact_term("named_on"), 11, False),
        (fact_term("meaning"), 30, False),
        (translate("places", "所属区"), 9, False),
    ]


def _row(line: PlaceLine, book: Book, counts: Mapping[int, Counts]) -> tuple[str | int, ...]:
    record, comma = line.record, translate("places", "、")
    count = counts.get(record.id, Counts())
    kinds = alias_kinds()
    named = translate("places", "{name}（{kind}）")
    aliases = comma.join(
        named.format(name=one.alias, kind=kinds.get(one.kind, one.kind)) for one in line.aliases
    )
    return (
        *(record.name, kind_term(record.kind), name_state_term(record.state), record.pinyin),
        *(record.extent_from, record.extent_to, direction_term(record.direction) if record.direction else ""),
        *(count.doors, count.addresses, comma.join(line.communities), aliases),
        *(record.approval_doc, record.named_on, record.meaning, book.homes[record.home_district]),
    )
