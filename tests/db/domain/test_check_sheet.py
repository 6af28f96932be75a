"""Form numbers and keys notice slips; three-way holds whatever the order of returns; what is said is in one finding."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.address import NodeKind
from db.domain.check_return import IssuedRow, ReturnRow, Said, read_return
from db.domain.check_sheet import (
    COMPARED,
    EXISTENCE,
    FLOOR,
    NOTE,
    OWN_TEXT,
    PLATE,
    Kind,
    Merged,
    SheetRefused,
    Verdict,
    form_number,
    is_personal,
    level_of,
    merge,
    read_floor,
    read_form_number,
    read_verdict,
    row_key,
    spellings,
)

NUMBER = form_number("350203005001", "2026", 1, 1)
words = st.sampled_from(["12号", "14号", "16号"])
values = st.fixed_dictionaries({OWN_TEXT: words, FLOOR: st.sampled_from(["", "1", "2"])})
sayings = st.dictionaries(st.sampled_from([OWN_TEXT, FLOOR]), words, max_size=2)
Heard = Mapping[str, frozenset[str]]


def row(no: int = 1, own: str = "12号", **more: str) -> IssuedRow:
    known = {OWN_TEXT: own, FLOOR: "", EXISTENCE: "exists", PLATE: "", **more}
    return IssuedRow(no, 70 + no, 1, NodeKind.DOOR, f"厦门市思明区湖滨南路{own}", known)


def back(one: IssuedRow | None = None, at: int = 5, **cells: str) -> ReturnRow:
    key = row_key(NUMBER, one.row_no, one.node_id) if one else ""
    shown = {"address": one.full_text, "own_text": one.values[OWN_TEXT], "existence": "存在"} if one else {}
    return ReturnRow("核查表", at, key, shown | cells)


def said(*rows: ReturnRow, issued: tuple[IssuedRow, ...] = ()) -> list[Said]:
    return read_return(NUMBER, rows, {one.row_no: one for one in issued or (row(),)})


def whys(found: list[Said]) -> list[tuple[str, str]]:
    return [(one.field, one.why) for each in found for one in each.refused]


def test_a_form_number_is_read_back_out_of_a_sentence() -> None:
    assert read_form_number(f"表号：{NUMBER.lower()}（一）") == NUMBER


@given(st.integers(0, 18), st.integers(1, 9))
def test_every_wrong_digit_of_a_form_number_is_noticed(at: int, more: int) -> None:
    figures = [n for n, letter in enumerate(NUMBER) if letter.isdigit()][at]
    wrong = NUMBER[:figures] + str((int(NUMBER[figures]) + more) % 10) + NUMBER[figures + 1 :]
    with pytest.raises(SheetRefused):
        read_form_number(wrong)


def test_two_stores_never_give_one_number_twice() -> None:
    numbers = {form_number("350203005001", "2026", store, n) for store in range(12) for n in range(1, 1000)}
    assert len(numbers) == 12 * 999
    with pytest.raises(SheetRefused, match="too_many"):
        form_number("350203005001", "2026", 1, 1000)


def test_a_text_without_a_number_has_none() -> None:
    with pytest.raises(SheetRefused, match="no_number"):
        read_form_number("核查表")


@pytest.mark.parametrize(
    "text",
    [
        "住户 350203199003071234",
        "13800138000",
        "１３８ ００１３ ８０００",
        "350203 19900307 123X",
        "350203900307123",
    ],
)
def test_what_looks_like_a_persons_number_is_known(text: str) -> None:
    assert is_personal(text)


@pytest.mark.parametrize(
    "text", ["12-1号", "门牌 2018-10-18 安装", "1504室", "5号楼 138 栋", "编号 350203005001"]
)
def test_what_is_no_persons_number_is_left(text: str) -> None:
    assert not is_personal(text)


@pytest.mark.parametrize(
    ("text", "floor"),
    [("3", "3"), ("３层", "3"), ("负一", None), ("负1", "-1"), ("B2", "-2"), ("3.0", "3"), ("0", None)],
)
def test_floors_are_read_as_offices_write_them(text: str, floor: str | None) -> None:
    assert read_floor(text) == floor


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (" 一 致", Verdict.RIGHT),
        ("√", Verdict.RIGHT),
        ("有误", Verdict.WRONG),
        ("", Verdict.BLANK),
        ("大概对", None),
    ],
)
def test_verdicts_are_read_as_people_write_them(text: str, verdict: Verdict | None) -> None:
    assert read_verdict(text) is verdict


@given(values)
def test_where_nobody_changed_anything_everything_is_accepted(issued: dict[str, str]) -> None:
    merged = merge(issued, issued, {}, issued)
    assert {one.kind for one in merged.judged} == {Kind.ACCEPTED}
    assert merged.kind is Kind.ACCEPTED


@given(values, values, sayings)
def test_no_word_that_differs_from_the_register_is_accepted(
    issued: dict[str, str], now: dict[str, str], word: dict[str, str]
) -> None:
    merged = merge(issued, now, {}, word)
    assert {one.field: one.said for one in merged.judged} == word
    for one in merged.judged:
        assert (one.kind is Kind.ACCEPTED) == (one.said == now[one.field])
        assert (one.kind is Kind.CHANGED) == (one.said != now[one.field] == issued[one.field])


def outcome(
    issued: dict[str, str], now: dict[str, str], *returns: dict[str, str]
) -> tuple[set[object], Heard]:
    """What findings stand after some returns, as the register of findings keeps them."""
    heard: Heard = {}
    kept: dict[tuple[str, str], Kind] = {}
    for one in returns:
        merged = merge(issued, now, heard, one)
        for word in merged.judged:
            if word.kind is not Kind.ACCEPTED:
                kept.setdefault((word.field, word.said), word.kind)
        for name, value in kept:
            if name in merged.contradicted:
                kept[name, value] = Kind.CONFLICT
        heard = merged.heard
    return set(kept.items()), heard


@given(values, values, sayings, sayings)
def test_the_order_of_two_returns_does_not_matter(
    issued: dict[str, str], now: dict[str, str], one: dict[str, str], other: dict[str, str]
) -> None:
    assert outcome(issued, now, one, other) == outcome(issued, now, other, one)


@given(values, values, sayings)
def test_the_same_return_twice_changes_nothing(
    issued: dict[str, str], now: dict[str, str], word: dict[str, str]
) -> None:
    assert outcome(issued, now, word) == outcome(issued, now, word, word)


def test_two_words_that_contradict_each_other_are_for_a_person() -> None:
    merged = merge(
        {OWN_TEXT: "12号"}, {OWN_TEXT: "12号"}, {OWN_TEXT: frozenset({"14号"})}, {OWN_TEXT: "16号"}
    )
    assert merged.kind is Kind.CONFLICT
    assert merged.contradicted == {OWN_TEXT}


def test_a_plate_nobody_knew_of_is_no_finding_but_a_damaged_one_is() -> None:
    kinds = {word: merge({}, {}, {}, {PLATE: word}).kind for word in ("has", "none", "damaged")}
    assert kinds == {"has": Kind.ACCEPTED, "none": Kind.ACCEPTED, "damaged": Kind.CHANGED}


def test_of_an_address_that_died_meanwhile_only_its_absence_is_agreed_to() -> None:
    issued, gone = {EXISTENCE: "exists", OWN_TEXT: "12号"}, {EXISTENCE: "gone"}
    assert merge(issued, gone, {}, {EXISTENCE: "demolished"}).kind is Kind.ACCEPTED
    assert merge(issued, gone, {}, {EXISTENCE: "exists"}).kind is Kind.CONFLICT
    assert Merged(()).kind is Kind.ACCEPTED


def test_right_confirms_every_value() -> None:
    (one,) = said(back(row(), verdict="一致"))
    assert dict(one.words) == {name: row().values[name] for name in COMPARED}
    assert not one.doubtful


def test_right_beside_a_correction_is_doubtful() -> None:
    (one,) = said(back(row(), verdict="一致", new_own_text="14号"))
    assert one.doubtful
    assert one.words[OWN_TEXT] == "14号"


def test_a_correction_without_a_verdict_counts() -> None:
    (one,) = said(back(row(), new_own_text="１４ 号"))
    assert dict(one.words) == {OWN_TEXT: "14号"}


def test_what_is_written_over_the_locked_cell_counts_as_a_correction() -> None:
    (one,) = said(back(row(), own_text="14号", verdict="有误"))
    assert dict(one.words) == {OWN_TEXT: "14号"}


def test_wrong_without_saying_what_is_right_is_refused() -> None:
    assert whys(said(back(row(), verdict="有误"))) == [("verdict", "nothing_corrected")]


def test_missing_says_that_it_stands_no_more() -> None:
    (one,) = said(back(row(), verdict="不存在"))
    assert dict(one.words) == {EXISTENCE: "demolished"}
    (odd,) = said(back(row(), verdict="不存在", new_existence="在建"))
    assert odd.doubtful


def test_an_untouched_row_says_nothing() -> None:
    (one,) = said(back(row()))
    assert one.is_blank


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        ({"verdict": "大概"}, ("verdict", "verdict_unknown")),
        ({"verdict": "新增"}, ("verdict", "new_on_key")),
        ({"new_own_text": "不知道"}, ("own_text", "bad_own_text")),
        ({"new_floor": "顶楼"}, ("floor", "bad_floor")),
        ({"new_existence": "半拆"}, ("existence", "bad_existence")),
        ({"plate": "歪"}, ("plate", "bad_plate")),
        ({"note": "很长" * 200}, ("note", "too_long")),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_kept(
    cells: dict[str, str], refused: tuple[str, str]
) -> None:
    (one,) = said(back(row(), **cells))
    assert [(r.field, r.why) for r in one.refused] == [refused]
    assert all(r.said for r in one.refused)


def test_a_persons_number_is_named_by_its_cell_and_never_kept() -> None:
    (one,) = said(back(row(), verdict="有误", new_own_text="14号", note="户主 13800138000"))
    assert [(r.field, r.why, r.said) for r in one.refused] == [("note", "personal", "")]
    assert dict(one.words) == {OWN_TEXT: "14号"}


def test_a_key_from_another_sheet_or_retyped_is_noticed() -> None:
    key = row_key(form_number("350203005001", "2026", 1, 2), 1, 71)
    found = said(
        ReturnRow("表", 5, key, {"verdict": "一致"}), ReturnRow("表", 6, "7-ABCD", {"verdict": "一致"})
    )
    assert whys(found) == [("key", "bad_key")] * 2


def test_a_key_on_another_rows_address_is_noticed() -> None:
    one, other = row(1, "12号"), row(2, "14号")
    found = said(back(one, address=other.full_text, verdict="一致"), issued=(one, other))
    assert whys(found) == [("key", "key_moved")]


def test_an_address_written_over_is_kept_for_a_person() -> None:
    (one,) = said(back(row(), address="湖滨南路12号（旧）", verdict="一致"))
    assert one.doubtful
    assert one.words["address"] == "湖滨南路12号(旧)"


def test_the_same_row_twice_counts_once_and_a_contradiction_twice() -> None:
    one = row()
    assert whys(said(back(one, verdict="一致"), back(one, 6, verdict="一致"))) == [("key", "key_twice")]
    both = said(back(one, verdict="一致"), back(one, 6, verdict="有误", new_own_text="14号"))
    assert [each.words[OWN_TEXT] for each in both] == ["12号", "14号"]


def test_a_row_copied_to_make_a_new_one_is_a_new_one() -> None:
    (one,) = said(back(row(), address="湖滨南路 16号", verdict="新增"))
    assert one.is_new
    assert one.words["address"] == "湖滨南路16号"


def test_a_new_row_keeps_everything_it_says() -> None:
    (one,) = said(back(address="湖滨南路16号", verdict="新增", new_floor="2", plate="无", note="新建"))
    assert dict(one.words) == {"address": "湖滨南路16号", FLOOR: "2", PLATE: "none", NOTE: "新建"}


def test_a_new_row_without_an_address_is_refused_with_what_it_says() -> None:
    (one,) = said(back(verdict="新增", note="后面那栋"))
    assert [(r.field, r.why) for r in one.refused] == [("address", "new_without_address")]
    assert "后面那栋" in one.refused[0].said


def test_empty_rows_are_no_rows() -> None:
    assert said(back(), back(address="  ")) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12号", NodeKind.DOOR),
        ("12-1号", NodeKind.DOOR),
        ("3号楼", NodeKind.BUILDING),
        ("A栋", NodeKind.BUILDING),
        ("2单元", NodeKind.STAIR),
        ("501", NodeKind.ROOM),
        ("3幢501室", None),
        ("", None),
    ],
)
def test_the_level_of_a_new_address_is_its_ending(text: str, kind: NodeKind | None) -> None:
    assert level_of(text) is kind


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("湖滨南路8号501", "湖滨南路8号501室"),
        ("湖滨南路8号a栋", "湖滨南路8号A幢"),
        ("湖滨南路8号03幢", "湖滨南路8号3幢"),
        ("湖滨南路12-1号", "湖滨南路12-1号"),
        ("湖滨南路", "湖滨南路"),
    ],
)
def test_a_new_address_may_read_in_the_words_of_the_register(written: str, reads: str) -> None:
    assert {written, reads} <= spellings(written)
    assert "湖滨南路8号" not in spellings(written)
