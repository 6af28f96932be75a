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
from db.domain.matching.model import Match, Rung, Verdict
from db.domain.matching.names import Names
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

ROADS = ("湖滨南路", "湖宾南路", "湖滨北路", "枋湖路", "坊湖路", "老湖路", "集源路", "思源路", "海天路", "海添路")
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


@settings(max_examples=400, deadline=None)
@given(st.lists(addresses, min_size=1, max_size=25), addresses)
def test_a_list_answers_as_if_every_entry_were_compared(texts: list[str], wanted: str) -> None:
    assert index_of(texts).find(wanted) == oracle(texts, wanted)
