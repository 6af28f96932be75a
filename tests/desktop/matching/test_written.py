import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from desktop.matching.written import FAULTS, LONGEST, cells_of, given, read_block

GUID = "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9"


def lines(block: str) -> list[tuple[int, str, str, str]]:
    return [(one.no, one.text, one.code, one.fault) for one in read_block(cells_of(block)).lines]


def test_plain_lines_are_numbered_from_one():
    assert lines("湖滨南路1号\r\n湖滨南路2号\n") == [(1, "湖滨南路1号", "", ""), (2, "湖滨南路2号", "", "")]


def test_a_heading_says_which_column_is_the_address_and_which_the_code():
    found = read_block(cells_of(f"序号\t姓名\t地址编码\t标准地址\n1\t张三\t{GUID}\t湖滨南路1号"))
    assert (found.heading, found.code_heading) == ("标准地址", "地址编码")
    assert [(one.no, one.text, one.code) for one in found.lines] == [(2, "湖滨南路1号", GUID)]


def test_a_title_above_the_heading_is_no_address_but_is_told():
    found = read_block(cells_of("思明区地址清单\t\n序号\t地址\n1\t湖滨南路1号"))
    kept = [(one.no, one.text, one.fault) for one in found.lines]
    assert kept == [(1, "思明区地址清单", "above_heading"), (3, "湖滨南路1号", "")]


def test_without_a_heading_the_columns_are_known_by_their_looks():
    found = read_block(cells_of(f"1\t{GUID}\t湖滨南路1号\n2\t\t湖滨南路2号"))
    assert found.code_heading == "-"
    assert [(one.text, one.code) for one in found.lines] == [("湖滨南路1号", GUID), ("湖滨南路2号", "")]


def test_a_cell_with_quotes_and_a_line_break_is_one_cell():
    found = lines('"湖滨南路\n1号"\tx\n湖滨南路2号\ty')
    assert found == [(1, "湖滨南路 1号", "", ""), (2, "湖滨南路2号", "", "")]


def test_an_odd_quotation_mark_swallows_no_line():
    assert len(lines('1\t"湖滨南路1号\n2\t湖滨南路2号\n3\t湖滨南路3号')) == 3


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ("  \t", "empty", 0),
        ("号" * (LONGEST + 1), "too_long", 0),
        ("湖滨\x07南路", "control_character", 3),
        ("湖滨南路1号\U0001f600", "strange_character", 7),
        ("\u202e湖滨南路", "strange_character", 1),
        ("湖滨南路\ufffd", "strange_character", 5),
    ],
)
def test_what_is_no_address_is_named_with_its_place(text, fault, place):
    found = given(7, text)
    assert (found.fault, found.place, found.no, found.text) == (fault, place, 7, text)
    assert fault in FAULTS


@pytest.mark.parametrize("text", ["号" * LONGEST, "湖滨南路 1号", "𫊻洲社1号", "湖滨南路\t1号"])
def test_what_somebody_may_have_written_is_no_fault(text):
    assert given(1, text).fault == ""


@drawn(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["地址\t编码", "湖滨南路1号", "", "a\tb"])).map("\n".join)
)
def test_every_pasted_row_is_a_line_or_the_heading(block):
    rows = cells_of(block)
    found = read_block(rows)
    told = {one.no for one in found.lines}
    assert len(told) == len(found.lines)
    missing = set(range(1, len(rows) + 1)) - told
    assert len(missing) == bool(found.heading)
    text = block.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" not in text:
        written = text.split("\n")
        assert all(one.text == written[one.no - 1] for one in found.lines)
        assert not any(line.strip() for line in written[len(rows) :])
