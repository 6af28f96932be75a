import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.division import Unit, Units
from db.domain.errors import NotFound
from db.domain.plan import Act, Plan, plan_from_json
from db.domain.redraw import (
    COMMUNITY,
    SUBDISTRICT,
    Heir,
    Redraw,
    RedrawKind,
    Share,
    collide,
    has_shape,
    propose_code,
    redraw_from_value,
    stem,
    with_recodes,
)
from db.domain.redraw_check import faults

CITY, DISTRICT, NEAR, FAR = "350200000000", "350203000000", "350203005000", "350203006000"
ONE, TWO, THIRD = "350203005001", "350203005002", "350203006001"
TODAY = "2026-05-01"


def unit(code: str, name: str, parent: str, level: int, since: str = "2018-01-01") -> Unit:
    return Unit(code, name, parent, level, since)


UNITS = Units(
    (
        unit(CITY, "厦门市", "", 2),
        unit(DISTRICT, "思明区", CITY, 3),
        unit("350206000000", "湖里区", CITY, 3),
        unit(NEAR, "筼筜街道", DISTRICT, SUBDISTRICT),
        unit(FAR, "嘉莲街道", DISTRICT, SUBDISTRICT),
        unit("350206001000", "湖里街道", "350206000000", SUBDISTRICT),
        unit(ONE, "官任社区", NEAR, COMMUNITY),
        unit(TWO, "仙阁社区", NEAR, COMMUNITY),
        unit(THIRD, "盈翠社区", FAR, COMMUNITY),
        unit("350203005201", "何厝村", NEAR, COMMUNITY),
        unit("350206001001", "别区社区", "350206001000", COMMUNITY),
        Unit("350203005003", "旧社区", NEAR, COMMUNITY, "2018-01-01", "2020-01-01"),
        unit("350203006007", "今天社区", FAR, COMMUNITY, TODAY),
        Unit("350203006008", "将撤社区", FAR, COMMUNITY, "2018-01-01", "2027-01-01"),
    )
)


def of(kind: RedrawKind, old: tuple[str, ...], *heirs: Heir, **more: Any) -> Redraw:
    level = SUBDISTRICT if old and old[0].endswith("000") else COMMUNITY
    return Redraw(kind, level, old, heirs, "批文", TODAY, **more)


RENAME = of(RedrawKind.RENAME, (ONE,), Heir(ONE, "官任里社区", NEAR))
TRANSFER = of(RedrawKind.TRANSFER, (ONE,), Heir("350203006002", "官任社区", FAR))
MERGE = of(RedrawKind.MERGE, (ONE, TWO), Heir(TWO, "仙阁社区", NEAR))
PARTS = (Heir("350203005004", "东社区", NEAR), Heir("350203005005", "西社区", NEAR))
SPLIT = of(RedrawKind.SPLIT, (ONE,), *PARTS, shares=(Share("350203005005", place_id=7),), rest="350203005004")
TOWNS = (Heir(NEAR, "筼筜街道", DISTRICT), Heir("350203009000", "仙阁街道", DISTRICT))
TOWN = of(RedrawKind.SPLIT, (NEAR,), *TOWNS, shares=(Share("350203009000", community=TWO),), rest=NEAR)


def reasons(redraw: Redraw) -> list[str]:
    return [fault.reason for fault in faults(redraw, UNITS, TODAY)]


def heired(redraw: Redraw, **more: str) -> Redraw:
    return replace(redraw, heirs=(replace(redraw.heirs[0], **more), *redraw.heirs[1:]))


def shared(*shares: Share) -> Redraw:
    return replace(SPLIT, shares=shares)


@pytest.mark.parametrize("good", [RENAME, TRANSFER, MERGE, SPLIT, TOWN])
def test_what_may_be_has_no_faults_and_is_read_back_as_it_was(good: Redraw) -> None:
    assert reasons(good) == []
    assert redraw_from_value(json.loads(json.dumps(good.to_value()))) == good
    plan = Plan(Act.REDRAW, effective_on=good.effective_on, redraw=good)
    assert plan_from_json(plan.to_json()) == plan


WRONG: dict[str, tuple[Redraw, list[str]]] = {
    "no unit": (replace(RENAME, old=()), ["no_units"]),
    "no heir": (replace(RENAME, heirs=()), ["no_heirs"]),
    "a level of its own": (replace(RENAME, level=3), ["bad_level"]),
    "a unit twice": (replace(MERGE, old=(ONE, ONE)), ["twice"]),
    "no document": (replace(RENAME, document=" "), ["no_document"]),
    "no day": (replace(RENAME, effective_on="2026-02-30"), ["no_such_day"]),
    "a day in another writing": (replace(RENAME, effective_on="20260501"), ["no_such_day"]),
    "yesterday": (replace(RENAME, effective_on="2026-04-30"), ["day_gone"]),
    "a unit of the past": (replace(RENAME, old=("350203005003",)), ["not_standing"]),
    "a unit of another level": (replace(RENAME, old=(NEAR,)), ["not_standing"]),
    "a unit of today": (replace(RENAME, old=("350203006007",)), ["began_that_day"]),
    "a unit that ends already": (replace(RENAME, old=("350203006008",)), ["ends_already"]),
    "two districts": (replace(MERGE, old=(ONE, "350206001001")), ["other_district"]),
    "an heir elsewhere": (heired(TRANSFER, code="350206001002", parent="350206001000"), ["other_district"]),
    "a code too short": (heired(TRANSFER, code="35020300600"), ["bad_code"]),
    "a code of another level": (heired(TRANSFER, code="350203006000"), ["bad_code"]),
    "full-width figures": (heired(TRANSFER, code="３５０２０３００６００２"), ["bad_code"]),
    "another parent's digits": (heired(TRANSFER, code="350203005009"), ["wrong_prefix"]),
    "a code used once": (heired(SPLIT, code="350203005003"), ["code_used"]),
    "no such parent": (heired(TRANSFER, code="350203099001", parent="350203099000"), ["no_parent"]),
    "a parent of another level": (heired(TRANSFER, parent=DISTRICT), ["wrong_prefix", "no_parent"]),
    "no name": (heired(RENAME, name=""), ["bad_name"]),
    "a blank in the name": (heired(RENAME, name="官 任社区"), ["bad_name"]),
    "a line break in the name": (heired(RENAME, name="官任\n社区"), ["bad_name"]),
    "a name too long": (heired(RENAME, name="长" * 41), ["bad_name"]),
    "a neighbour's name": (heired(RENAME, name="仙阁社区"), ["name_taken"]),
    "the same name for both": (heired(SPLIT, name="西社区"), ["name_taken"]),
    "nothing new": (heired(RENAME, name="官任社区"), ["no_change"]),
    "two renamed": (replace(RENAME, old=(ONE, TWO)), ["one_unit"]),
    "renamed into another parent": (heired(RENAME, code="350203006002", parent=FAR), ["moves_heir"]),
    "transferred nowhere": (heired(TRANSFER, code="350203005004", parent=NEAR), ["same_parent"]),
    "a subdistrict transferred": (
        of(RedrawKind.TRANSFER, (NEAR,), Heir("350203009000", "新街道", DISTRICT)),
        ["not_movable"],
    ),
    "one merged": (replace(MERGE, old=(TWO,)), ["two_units"]),
    "merged into two": (replace(MERGE, heirs=PARTS), ["one_heir"]),
    "merged into one that moves": (
        of(
            RedrawKind.MERGE, (ONE, THIRD), Heir("350203006009", "盈翠社区", FAR), Heir(ONE, "官任社区", NEAR)
        ),
        ["one_heir"],
    ),
    "two split": (replace(SPLIT, old=(ONE, TWO)), ["one_unit"]),
    "split into one": (replace(SPLIT, heirs=PARTS[:1], shares=()), ["two_heirs"]),
    "a merger with shares": (replace(MERGE, rest=TWO), ["bad_share"]),
    "nobody takes the rest": (replace(SPLIT, rest=""), ["no_rest"]),
    "a stranger's share": (shared(Share(TWO, place_id=7)), ["unknown_heir"]),
    "a share of nothing": (shared(Share("350203005005")), ["bad_share"]),
    "a share of two things": (shared(Share("350203005005", place_id=7, node_id=8)), ["bad_share"]),
    "a side of no place": (shared(Share("350203005005", node_id=7, side="odd")), ["bad_share"]),
    "an unknown side": (shared(Share("350203005005", place_id=7, side="left")), ["bad_share"]),
    "a range reversed": (shared(Share("350203005005", place_id=7, low=9, high=3)), ["bad_range"]),
    "a community of a community": (shared(Share("350203005005", community=ONE)), ["bad_share"]),
    "a place of a subdistrict": (replace(TOWN, shares=(Share(NEAR, place_id=7),)), ["bad_share"]),
    "another subdistrict's community": (
        replace(TOWN, shares=(Share("350203009000", community=THIRD),)),
        ["not_inside"],
    ),
    "a community of nobody recoded": (
        replace(TOWN, recodes=((THIRD, "350203009001"),)),
        ["foreign_recode"],
    ),
    "a recode below another": (replace(TOWN, recodes=((TWO, "350203005009"),)), ["wrong_prefix"]),
    "a recode to a code once used": (replace(TOWN, recodes=((TWO, "350203005003"),)), ["code_used"]),
    "a recode to no code": (replace(TOWN, recodes=((TWO, "1"),)), ["bad_code"]),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_may_not_be_is_told_by_code(what: str) -> None:
    redraw, expected = WRONG[what]
    assert reasons(redraw)[: len(expected)] == expected


def test_shares_of_one_place_overlap_or_do_not() -> None:
    one, other = "350203005005", "350203005004"
    odd, even = Share(one, place_id=7, side="odd"), Share(other, place_id=7, side="even")
    assert reasons(shared(odd, even)) == []
    assert reasons(shared(odd, replace(odd, heir=other))) == ["overlap"]
    assert reasons(shared(replace(odd, high=9), replace(odd, low=11, heir=other))) == []
    assert reasons(shared(replace(odd, high=10), replace(odd, low=10, heir=other))) == []
    assert reasons(shared(Share(one, place_id=7, low=3), Share(other, place_id=7, high=3))) == ["overlap"]
    assert reasons(shared(Share(one, node_id=7), Share(other, node_id=7))) == ["overlap"]
    assert reasons(shared(Share(one, node_id=7), Share(other, place_id=7))) == []


def test_a_part_that_gets_nothing_is_told_and_refuses_nothing() -> None:
    (fault,) = faults(replace(SPLIT, shares=()), UNITS, TODAY)
    assert (fault.reason, fault.text, fault.refuses) == ("empty_part", "西社区", False)


def test_new_codes_follow_their_sort_and_were_never_given_out() -> None:
    assert propose_code(UNITS, NEAR) == "350203005004"
    assert propose_code(UNITS, NEAR, like="350203005201") == "350203005202"
    assert propose_code(UNITS, NEAR, taken={"350203005004"}) == "350203005005"
    assert propose_code(UNITS, DISTRICT) == "350203007000"
    assert propose_code(UNITS, DISTRICT, like="350203103000") == "350203100000"
    every = {f"350203005{n:03}" for n in range(1, 1000)}
    assert propose_code(UNITS, NEAR, taken=every - {"350203005777"}) == "350203005777"
    with pytest.raises(NotFound):
        propose_code(UNITS, NEAR, taken=every)


def test_communities_keep_their_own_digits_where_these_are_free() -> None:
    assert with_recodes(TOWN, UNITS).recodes == ((TWO, "350203009002"),)
    joined = of(RedrawKind.MERGE, (FAR, NEAR), Heir(FAR, "嘉莲街道", DISTRICT))
    assert dict(with_recodes(joined, UNITS).recodes) == {
        **{ONE: "350203006009", TWO: "350203006002"},
        "350203005201": "350203006201",
    }


def test_redraws_of_the_same_units_collide() -> None:
    assert collide(RENAME, TRANSFER)
    assert collide(with_recodes(TOWN, UNITS), RENAME)
    assert collide(TOWN, TRANSFER) is False
    assert collide(of(RedrawKind.RENAME, (FAR,), Heir(FAR, "新名街道", DISTRICT)), TRANSFER)


def test_codes_have_their_shape() -> None:
    assert has_shape(ONE, COMMUNITY)
    assert has_shape(NEAR, SUBDISTRICT)
    assert not has_shape(NEAR, COMMUNITY)
    assert not has_shape(DISTRICT, SUBDISTRICT)
    assert [stem(code) for code in (DISTRICT, NEAR, ONE)] == ["350203", "350203005", ONE]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = sorted([*SPLIT.to_value(), "recodes"])


@given(key=st.sampled_from(KEYS), said=JSON)
def test_whatever_a_file_says_it_is_a_redraw_or_none(key: str, said: object) -> None:
    value = {**SPLIT.to_value(), key: said}
    try:
        read = redraw_from_value(value)
    except ValueError:
        return
    faults(read, UNITS, TODAY)
    assert redraw_from_value(read.to_value()) == read


@given(said=JSON)
def test_whatever_a_share_says_it_is_one_or_none(said: object) -> None:
    value = {**SPLIT.to_value(), "shares": [said]}
    try:
        assert isinstance(redraw_from_value(value).shares[0], Share)
    except ValueError:
        return
