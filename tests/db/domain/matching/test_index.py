"""A list looked in answers like one that compares every entry, in any order, and code never wins over text."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.han import syllables
from db.domain.matching.compare import compare_parts
from db.domain.matching.index import MatchIndex, match_lists
from db.domain.matching.key import Parts, parts_of
from db.domain.matching.ladder import MOST, Ladder
from db.domain.matching.links import Links, Scattered
from db.domain.matching.model import Match, Rung, Verdict
from db.domain.matching.names import Names
from db.domain.matching.near import NearNames
from db.domain.matching.reach import slot_of
from db.domain.progress import Cancelled, Silent
from db.domain.reading.reader import read_address

NAMES = Names.of(
    [("湖滨南路", "思明区"), ("湖滨北路", "思明区"), ("枋湖路", "湖里区"), ("集源路", "集美区")],
    towns=[("后溪镇", "集美区"), ("筼筜街道", "思明区")],
    communities=[("溪西村", "后溪镇"), ("高林社区", "金山街道")],
    aliases={"老湖路": "枋湖路"},
    heirs={"开元区": ["思明区"]},
    syllables=syllables,
)

ROADS = (
    "湖滨南路",
    "湖宾南路",
    "湖滨北路",
    "枋湖路",
    "坊湖路",
    "老湖路",
    "集源路",
    "思源路",
    "海天路",
    "海添路",
)
VILLAGES = ("高林社", "山尾社", "高林社14组", "山尾社2组")
COMPOUNDS = ("恒丰花园", "恒丰花园二期", "衡丰花园", "广通大厦")
NUMBERS = ("81号", "83号", "81号之一", "81-1号", "临81号", "80-84号", "81、83号", "081号")

uppers = st.tuples(
    st.sampled_from(("", "厦门市", "福建省厦门市")),
    st.sampled_from(("", "", "思明区", "开元区", "集美区")),
    st.sampled_from(("", "", "后溪镇", "筼筜街道")),
    st.sampled_from(("", "", "溪西村", "高林社区")),
).map("".join)
places = st.one_of(
    st.sampled_from(ROADS),
    st.sampled_from(VILLAGES),
    st.sampled_from(COMPOUNDS),
    st.tuples(st.sampled_from(VILLAGES), st.sampled_from(ROADS)).map("".join),
    st.just(""),
)
inner = st.tuples(
    st.sampled_from(("", "", *NUMBERS)),
    st.sampled_from(("", "", "", *COMPOUNDS)),
    st.sampled_from(("", "", "3幢", "3号楼", "A座")),
    st.sampled_from(("", "", "2梯", "2单元")),
    st.sampled_from(("", "", "5层", "六楼", "1-3层")),
    st.sampled_from(("", "", "501室", "501", "501室之二", "601单元", "东侧")),
).map("".join)
addresses = st.tuples(uppers, places, inner).map("".join)


def parts(text: str) -> Parts:
    return parts_of(read_address(text).values)


def index_of(texts: Sequence[str]) -> MatchIndex:
    index = MatchIndex(NAMES)
    index.add_all((number, text, "") for number, text in enumerate(texts))
    return index


def oracle(texts: Sequence[str], wanted: str) -> Match:
    """Compare with every entry."""
    ours = parts(wanted)
    ladder = Ladder(ours, slot_of(ours, NAMES), NAMES)
    for number, text in enumerate(texts):
        theirs = parts(text)
        ladder.weigh(number, theirs, compare_parts(ours, theirs, NAMES))
    return ladder.match(range(len(texts)))


@settings(max_examples=60, deadline=None)
@given(st.lists(addresses, min_size=1, max_size=16), addresses)
def test_a_list_answers_as_if_every_entry_were_compared(texts: list[str], wanted: str) -> None:
    assert index_of(texts).find(wanted) == oracle(texts, wanted)


@settings(max_examples=40, deadline=None)
@given(st.lists(addresses, min_size=1, max_size=12), addresses, st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_neither_verdict_nor_what_is_meant(
    texts: list[str], wanted: str, draw: random.Random
) -> None:
    order = list(range(len(texts)))
    draw.shuffle(order)
    one, other = index_of(texts).find(wanted), index_of([texts[at] for at in order]).find(wanted)
    assert (one.verdict, one.rung, one.deeper) == (other.verdict, other.rung, other.deeper)
    if len(one.ids) < MOST:
        assert set(one.ids) == {order[at] for at in other.ids}


@settings(max_examples=40, deadline=None)
@given(st.lists(addresses, min_size=1, max_size=12), addresses, addresses)
def test_one_more_entry_never_changes_what_is_the_same_to_another(
    texts: list[str], wanted: str, more: str
) -> None:
    before, after = index_of(texts).find(wanted), index_of([*texts, more]).find(wanted)
    if before.verdict is Verdict.SAME and after != before:
        assert len(texts) in after.ids  # the new entry is as good or better
        if after.verdict is Verdict.CANDIDATE:
            assert before.ids[0] in after.ids


LIST = (
    "厦门市思明区湖滨南路",
    "厦门市思明区湖滨南路81号",
    "厦门市思明区湖滨南路81号3幢2梯501室",
    "厦门市湖里区枋湖路7号",
    "厦门市集美区后溪镇溪西村集源路3号",
    "思明区长青路88号恒丰花园二期D座501室",
)


@pytest.mark.parametrize(
    ("wanted", "verdict", "rung", "reason", "ids"),
    [
        ("厦门市思明区湖滨南路81号", Verdict.SAME, Rung.TEXT, "identical", (1,)),
        ("湖滨南路81号3号楼2单元501", Verdict.SAME, Rung.STRUCTURE, "upper_left_out", (2,)),
        ("开元区湖滨南路81号", Verdict.SAME, Rung.ALIAS, "renamed_unit", (1,)),
        ("湖里区老湖路7号", Verdict.SAME, Rung.ALIAS, "alias", (3,)),
        ("思明区湖宾南路81号", Verdict.SAME, Rung.STRUCTURE, "name_slip", (1,)),
        ("湖滨南路81号501室", Verdict.CANDIDATE, Rung.LIKENESS, "level_left_out", (2, 1)),
        ("湖宾南路81号2梯501室", Verdict.CANDIDATE, Rung.LIKENESS, "level_left_out", (2, 1)),
        ("湖滨南路81号502室", Verdict.CONTAINS, Rung.STRUCTURE, "deeper", (1,)),
        ("湖滨南路83号", Verdict.CONTAINS, Rung.STRUCTURE, "deeper", (0,)),
        ("集美区后溪镇溪西村", Verdict.CONTAINS, Rung.STRUCTURE, "deeper", (4,)),
        ("溪西村", Verdict.CONTAINS, Rung.STRUCTURE, "deeper", (4,)),
        ("集美区", Verdict.CONTAINS, Rung.STRUCTURE, "deeper", (4,)),
        ("恒丰花园二期", Verdict.CONTAINS, Rung.STRUCTURE, "deeper", (5,)),
        ("恒丰花园二期D座501室", Verdict.CANDIDATE, Rung.LIKENESS, "place_left_out", (5,)),
        ("枋湖路7-1号", Verdict.NONE, Rung.NOTHING, "unknown", ()),
        ("湖里区枋湖路8号", Verdict.NONE, Rung.NOTHING, "unknown", ()),
        ("", Verdict.NONE, Rung.NOTHING, "unknown", ()),
        ("□\u202e\x00", Verdict.NONE, Rung.NOTHING, "unknown", ()),
    ],
)
def test_each_rung_answers_what_it_is_for(
    wanted: str, verdict: Verdict, rung: Rung, reason: str, ids: tuple[int, ...]
) -> None:
    found = index_of(LIST).find(wanted)
    assert (found.verdict, found.rung, found.reason, found.ids) == (verdict, rung, reason, ids)


def test_of_many_rooms_that_may_be_meant_nine_are_shown_and_the_door_above_them() -> None:
    texts = ["思明区湖滨南路81号", *(f"思明区湖滨南路81号{building}幢501室" for building in range(1, 15))]
    assert index_of(texts).find("湖滨南路81号501室").ids == (*range(1, 10), 0)


def test_entries_below_come_in_their_order_and_at_most_ten() -> None:
    texts = [f"思明区湖滨南路81号{room}室" for room in range(101, 125)]
    found = index_of(texts).find("湖滨南路81号")
    assert (found.verdict, found.deeper, found.ids) == (Verdict.CONTAINS, 2, tuple(range(10)))


def test_two_equally_good_entries_are_left_to_a_person() -> None:
    found = index_of(["思明区中山路12号", "集美区中山路12号"]).find("中山路12号")
    assert (found.verdict, found.reason, found.ids) == (Verdict.CANDIDATE, "several", (0, 1))


def test_an_entry_added_later_is_found_too() -> None:
    index = index_of(["思明区湖滨南路81号"])
    assert index.find("湖滨南路83号").verdict is Verdict.NONE
    index.add(1, "思明区湖滨南路83号")
    assert index.find("湖滨南路83号").ids == (1,)
    assert index.find("思明区").ids == (0, 1)
    index.add(2, "思明区湖滨南路85号")
    assert index.find("思明区").ids == (0, 1, 2)


def test_one_id_under_two_texts_is_one_answer() -> None:
    index = MatchIndex(NAMES)
    index.add_all([(5, "思明区湖滨南路81号", ""), (5, "厦门市思明区湖滨南路81号", "")])
    assert index.find("湖滨南路81号").ids == (5,)
    assert len(index) == 2


@pytest.mark.parametrize(
    ("text", "code", "verdict", "reason", "ids"),
    [
        ("湖滨南路81号", "A", Verdict.SAME, "upper_left_out", (1,)),
        ("湖滨南路83号", "A", Verdict.CONFLICT, "code_and_text_differ", (1, 2)),
        ("湖滨南路99号", "A", Verdict.CONFLICT, "code_and_text_differ", (1,)),
        ("湖滨南路81号501室", "A", Verdict.CANDIDATE, "code_and_text_differ", (1,)),
        ("???", "A", Verdict.CANDIDATE, "text_unread", (1,)),
        ("湖滨北路5号", "TWICE", Verdict.SAME, "upper_left_out", (4,)),
        ("12号", "TWICE", Verdict.CANDIDATE, "text_unread", (3, 4)),
        ("湖滨南路83号", "UNKNOWN", Verdict.SAME, "upper_left_out", (2,)),
    ],
)
def test_a_code_never_silently_wins_over_the_text(
    text: str, code: str, verdict: Verdict, reason: str, ids: tuple[int, ...]
) -> None:
    index = MatchIndex(NAMES)
    index.add(1, "思明区湖滨南路81号", "A")
    index.add(2, "思明区湖滨南路83号", "B")
    index.add(3, "思明区湖滨北路3号", "TWICE")
    index.add(4, "思明区湖滨北路5号", "TWICE")
    found = index.find(text, code)
    assert (found.verdict, found.reason, found.ids) == (verdict, reason, ids)


def test_two_rooms_alike_in_sight_only_of_the_code_are_told_by_it() -> None:
    index = MatchIndex(NAMES)
    index.add(1, "思明区中山路12号", "A")
    index.add(2, "集美区中山路12号", "B")
    assert index.find("中山路12号", "B")[:3] == (Verdict.SAME, Rung.CODE, "upper_left_out")
    assert index.find("中山路12号", "B").ids == (2,)


def test_lists_are_matched_as_they_come_and_in_their_order() -> None:
    taken: list[int] = []

    def left() -> "list[tuple[str, str]]":
        return [("湖滨南路83号", ""), ("湖滨南路81号", ""), ("湖滨南路83号", "")]

    right = [(7, "思明区湖滨南路81号", ""), (8, "思明区湖滨南路83号", "")]
    for match in match_lists(left(), right, NAMES, Silent()):
        taken += match.ids
    assert taken == [8, 7, 8]


def test_matching_stops_when_it_is_told_to() -> None:
    class Stop:
        def step(self, done: int, total: int, note: str) -> None:
            if note == "matching" and done:
                raise Cancelled

    found = match_lists([("湖滨南路81号", "")] * 5_000, [], NAMES, Stop())
    with pytest.raises(Cancelled):
        list(found)


def test_names_are_found_near_by_sound_and_by_all_but_one_character() -> None:
    near = NearNames(NAMES)
    for name in ("湖滨南路", "湖滨北路", "枋湖路"):
        near.add(name)
    assert near.sure("湖宾南路") == ("湖滨南路",)
    assert near.sure("湖滨南路") == ()
    assert near.sure("老湖路") == ("枋湖路",)
    assert near.near("坊湖路") == ("枋湖路",)
    near.add("湖宾北路")
    assert "湖滨北路" in near.sure("湖宾北路")


@pytest.mark.parametrize("links", [Links(), Scattered()], ids=["links", "scattered"])
def test_entries_of_one_key_come_in_the_order_they_were_filed(links: Links | Scattered) -> None:
    for entry, key in ((0, "a"), (2, "b"), (3, "a"), (7, "a")):
        links.add(entry, key)
    assert list(links.each("a")) == [0, 3, 7]
    assert list(links.each("b")) == [2]
    assert list(links.each("c")) == []
