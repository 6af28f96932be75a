from hypothesis import given
from hypothesis import strategies as st

from db.store.queries import DivisionRow, NodeRow
from desktop.addresses.node_cache import (
    PAGE,
    ROOT,
    Child,
    EditKind,
    RowCache,
    SlotKind,
    TreeSlots,
    division_children,
    edits,
)

handles = st.lists(st.integers(1, 30), unique=True, max_size=20)


def node(key: int) -> Child:
    return Child(SlotKind.NODE, key)


def a_row(node_id: int) -> NodeRow:
    texts = ["350203", "door", 1, 1, "", "", "", f"{node_id}号", "", "", None]
    return NodeRow(node_id, *texts, "draft", "none", "exists", "unmarked", 0, "2026-01-01", 1)


@given(old=handles, new=handles)
def test_edits_lead_from_any_list_to_any_other_and_each_is_valid_where_it_comes(old, new):
    slots = TreeSlots()
    slots.insert(ROOT, 0, [node(key) for key in old])
    children = [node(key) for key in new]
    for edit in edits(old, new):
        rows = len(slots.kids(ROOT))
        if edit.kind is EditKind.REMOVE:
            assert edit.at >= 0
            assert edit.at + edit.count <= rows
            slots.remove(ROOT, edit.at, edit.count)
        elif edit.kind is EditKind.INSERT:
            assert 0 <= edit.at <= rows
            slots.insert(ROOT, edit.at, children[edit.at : edit.at + edit.count])
        else:
            assert edit.at != edit.source
            assert 0 <= min(edit.at, edit.source) <= max(edit.at, edit.source) < rows
            slots.move(ROOT, edit.source, edit.at)
    assert slots.kids(ROOT) == new
    assert [slots[key].row for key in new] == list(range(len(new)))
    assert {key for key in old if key in slots} == set(old) & set(new)


@given(old=handles, new=handles)
def test_what_stays_in_order_is_not_touched(old, new):
    kept = [key for key in old if key in new]
    moves = [edit for edit in edits(old, new) if edit.kind is EditKind.MOVE]
    assert len(moves) <= len(kept)
    if kept == [key for key in new if key in old]:
        assert moves == []


@given(st.integers(2, 300), st.data())
def test_one_line_that_moves_is_one_step_up_or_down(length, data):
    old = list(range(1, length + 1))
    new = list(old)
    source, to = (data.draw(st.integers(0, length - 1)) for _ in range(2))
    new.insert(to, new.pop(source))
    found = list(edits(old, new))
    assert len(found) == (new != old)
    assert all(edit.kind is EditKind.MOVE for edit in found)


def test_removing_a_line_forgets_everything_below_it():
    slots = TreeSlots()
    slots.insert(ROOT, 0, [node(1), node(2)])
    slots.insert(1, 0, [node(11), node(12)])
    slots.insert(11, 0, [node(111)])
    slots.remove(ROOT, 0, 1)
    assert [key for key in (1, 2, 11, 12, 111) if key in slots] == [2]


def test_a_street_stands_under_two_communities_with_handles_of_its_own():
    slots = TreeSlots()
    street = Child(SlotKind.PLACE, 77, "湖滨南路", "street", 3, 3)
    slots.insert(ROOT, 0, [Child(SlotKind.DIVISION, 350203008003), Child(SlotKind.DIVISION, 350203008005)])
    slots.insert(350203008003, 0, [street])
    slots.insert(350203008005, 0, [street])
    first, second = slots.occurrences(77)
    assert first != second
    assert slots.community_of(first) == "350203008003"
    assert slots.community_of(second) == "350203008005"


def units() -> list[DivisionRow]:
    return [
        DivisionRow("350200000000", "厦门市", "", 2, False, 3),
        DivisionRow("350203000000", "思明区", "350200000000", 3, False, 3),
        DivisionRow("350203008000", "嘉莲街道", "350203000000", 4, False, 3),
        DivisionRow("350203008003", "莲兴社区", "350203008000", 5, False, 3),
        DivisionRow("350203008005", "莲秀社区", "350203008000", 5, False, 0),
        DivisionRow("350203008007", "莲花社区", "350203008000", 5, False, 0, 2),
        DivisionRow("350203008498", "虚拟社区", "350203008000", 5, True, 0),
        DivisionRow("350205000000", "海沧区", "350200000000", 3, False, 0),
        DivisionRow("350206000000", "湖里区", "350200000000", 3, False, 9),
    ]


def test_the_offices_district_comes_first_and_empty_districts_stay_away():
    below = division_children(units(), "350206")
    assert [child.text for child in below[ROOT]] == ["湖里区", "思明区"]


def test_units_of_statistics_are_shown_only_when_addresses_lie_in_them():
    names = [child.text for child in division_children(units(), "350203")[350203008000]]
    assert names == ["莲兴社区", "莲秀社区", "莲花社区"]


def test_a_community_can_be_opened_when_it_holds_addresses_or_held_some():
    found = {child.text: child.child_count for child in division_children(units(), "350203")[350203008000]}
    assert found == {"莲兴社区": 1, "莲秀社区": 0, "莲花社区": 1}


def test_the_oldest_rows_make_room_and_looking_keeps_a_row():
    cache = RowCache(capacity=3)
    cache.put([a_row(1), a_row(2), a_row(3)])
    assert cache.get(1) is not None
    cache.put([a_row(4)])
    assert [key for key in (1, 2, 3, 4) if cache.get(key)] == [1, 3, 4]


def test_a_page_asks_only_for_what_is_missing():
    cache, kids = RowCache(), list(range(1, 2 * PAGE + 50))
    cache.put([a_row(PAGE + 1)])
    assert cache.missing(kids, PAGE + 7) == kids[PAGE + 1 : 2 * PAGE]
    assert cache.missing(kids, 2 * PAGE + 3) == kids[2 * PAGE :]
