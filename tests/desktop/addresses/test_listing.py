from hypothesis import given
from hypothesis import strategies as st

from db.services.addresses import TreeStep
from db.store.queries import ChildId, NodeRow
from desktop.addresses.list_filter import Arrangement, ColumnFilter, natural
from desktop.addresses.listing import Listing, node_listing, unit_listing
from desktop.addresses.node_cache import Child, SlotKind
from desktop.addresses.operations import NodeList
from desktop.addresses.visits import Visits

STATES = ("draft", "to_verify", "approved")
rows = st.lists(st.tuples(st.integers(1, 120), st.sampled_from(STATES), st.integers(0, 12)), max_size=15)
conditions = st.builds(
    ColumnFilter,
    st.sampled_from(["", "1", "２"]),
    st.one_of(st.none(), st.frozensets(st.sampled_from(STATES))),
)
arrangements = st.builds(
    Arrangement,
    st.sampled_from(["", "1号", "已批准"]),
    st.dictionaries(st.sampled_from(["legal", "own_text"]), conditions, max_size=2),
    st.sampled_from(["", "legal", "children", "own_text", "gone"]),
    st.booleans(),
)


def a_row(node_id: int, number: int, legal: str, below: int) -> NodeRow:
    texts = (*("350203", "door", 1, 1, "", "", ""), f"{number}号", f"湖滨南路{number}号", "", None)
    return NodeRow(node_id, *texts, legal, "none", "exists", "unmarked", below, "2026-01-01", 1)


def a_listing(given: list[tuple[int, str, int]]) -> Listing:
    found = {n: a_row(n, *one) for n, one in enumerate(given, 1)}
    return node_listing(NodeList(tuple(ChildId(n, row.child_count) for n, row in found.items()), found))


def test_a_unit_whose_addresses_are_not_counted_yet_has_no_figure():
    units = [Child(SlotKind.DIVISION, n, "厦港街道", "4", 1, count) for n, count in enumerate((-1, 0, 56))]
    texts = unit_listing(units).texts
    assert [texts[n][-1] for n in range(3)] == ["", "0", "56"]


@given(rows, arrangements)
def test_what_is_shown_passes_every_filter_and_what_is_equal_keeps_the_street_order(given, how):
    listing = a_listing(given)
    shown = listing.view(how)
    words = dict(zip(STATES, ("草稿", "待核实", "已批准"), strict=True))
    needed = how.text
    for key, (number, legal, _below) in enumerate(given, 1):
        passes = needed in f"{number}号 门牌号 {words[legal]} 湖滨南路{number}号"
        for code, one in how.filters.items():
            cell = words[legal] if code == "legal" else f"{number}号"
            values = None if one.values is None else {words.get(value, value) for value in one.values}
            passes &= (values is None or cell in values) and one.text.replace("２", "2") in cell
        assert (key in shown) == passes
    figures = {"legal": lambda one: STATES.index(one[1]), "children": lambda one: one[2]}
    order = figures.get(how.order)
    if order is not None:
        ranks = [order(given[key - 1]) for key in shown]
        assert ranks == sorted(ranks, reverse=how.descending)
        for rank in set(ranks):
            equal = [key for key in shown if order(given[key - 1]) == rank]
            assert equal == sorted(equal)
    elif how.order == "own_text" and how.descending:
        assert shown == sorted(shown, reverse=True)
    else:
        assert shown == sorted(shown)


@given(arrangements)
def test_an_arrangement_reads_back_as_it_was_kept(how):
    kept = Arrangement.read(how.body())
    assert kept == Arrangement(
        how.text, {code: one for code, one in how.filters.items() if one.is_set}, how.order, how.descending
    )


@given(
    st.dictionaries(
        st.sampled_from(["text", "filters", "order", "descending"]),
        st.one_of(st.none(), st.lists(st.integers()), st.text(), st.dictionaries(st.text(), st.none())),
    )
)
def test_a_body_that_another_program_wrote_never_hinders(body):
    assert isinstance(Arrangement.read(body), Arrangement)


def test_the_values_of_a_column_come_in_the_axiss_order_with_their_counts():
    listing = a_listing([(1, "approved", 0), (2, "draft", 0), (3, "approved", 2)])
    found = [(one.code, one.word, one.count) for one in listing.values(listing.position("legal"))]
    assert found == [("draft", "草稿", 1), ("approved", "已批准", 2)]
    assert [one.word for one in listing.values(listing.position("children"))] == ["0", "2"]


def test_numbers_in_texts_are_ordered_by_value():
    assert sorted(["10幢", "2幢", "A栋", "２幢之1"], key=natural) == ["2幢", "２幢之1", "10幢", "A栋"]


steps = st.lists(st.sampled_from([1, 2, 3, "back", "forward"]), max_size=30)


@given(steps)
def test_back_and_forward_follow_the_places_visited(acts):
    visits, ways, at = Visits(), [], -1
    for act in acts:
        if act in ("back", "forward"):
            to = at + (1 if act == "forward" else -1)
            found = visits.step(1 if act == "forward" else -1)
            inside = 0 <= to < len(ways)
            assert found == ((TreeStep("node", str(ways[to]), ""),) if inside else None)
            at = to if inside else at
        else:
            visits.go([TreeStep("node", str(act), "")])
            if at < 0 or ways[at] != act:
                ways[at + 1 :] = [act]
                at = len(ways) - 1
        assert (visits.can_go_back, visits.can_go_forward) == (at > 0, at + 1 < len(ways))
