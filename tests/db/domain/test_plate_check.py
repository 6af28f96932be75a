"""Comparing what was read with what should be there: every kind of damage has its name."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from db.domain.plate_check import BatchMeta, Expectation, Mismatch, ReadPage, check_batch, compare


def wanted(count: int) -> list[Expectation]:
    return [
        Expectation(f"plate {i}", f"code-{i}", (("name", "湖滨南路"), ("number", f"{i}号")), (170.0, 110.0))
        for i in range(count)
    ]


def read(plates: list[Expectation]) -> list[ReadPage]:
    return [ReadPage(i, (p.payload,), p.texts, p.size_mm or (0, 0)) for i, p in enumerate(plates)]


def numbered(pages: list[ReadPage]) -> list[ReadPage]:
    return [replace(page, index=i) for i, page in enumerate(pages)]


def named(pages: list[ReadPage], plates: list[Expectation]) -> list[tuple[int, str, str]]:
    return [(m.page, m.why, m.key) for m in check_batch(pages, plates).mismatched]


@given(st.integers(0, 12))
def test_an_untouched_batch_balances(count: int) -> None:
    plates = wanted(count)
    report = check_batch(read(plates), plates)
    assert (report.plates, report.pages, report.decoded, report.ok) == (count, count, count, True)


def test_two_swapped_symbols_name_both_pages_and_their_owners() -> None:
    plates = wanted(5)
    pages = read(plates)
    pages[1], pages[3] = replace(pages[1], payloads=("code-3",)), replace(pages[3], payloads=("code-1",))
    report = check_batch(pages, plates)
    assert report.mismatched == (
        Mismatch(2, "qr_swapped", "qr", "code-1", "4 plate 3", "plate 1"),
        Mismatch(4, "qr_swapped", "qr", "code-3", "2 plate 1", "plate 3"),
    )
    assert not report.ok


def test_a_blank_symbol_is_unreadable_and_not_counted_as_decoded() -> None:
    plates = wanted(3)
    pages = read(plates)
    pages[2] = replace(pages[2], payloads=())
    report = check_batch(pages, plates)
    assert report.mismatched == (Mismatch(3, "qr_unreadable", "qr", "code-2", "", "plate 2"),)
    assert (report.pages, report.decoded) == (3, 2)


def test_a_symbol_of_no_plate_is_wrong_and_a_second_one_is_extra() -> None:
    plates = wanted(2)
    pages = read(plates)
    pages[0] = replace(pages[0], payloads=("stranger",))
    pages[1] = replace(pages[1], payloads=("code-1", "stranger"))
    assert named(pages, plates) == [(1, "qr_wrong", "plate 0"), (2, "qr_extra", "plate 1")]


def test_one_changed_character_is_named_with_both_texts() -> None:
    plates = wanted(3)
    pages = read(plates)
    pages[1] = replace(pages[1], texts=(("name", "湖滨北路"), ("number", "1号")))
    (found,) = check_batch(pages, plates).mismatched
    assert found == Mismatch(2, "text_wrong", "name", "湖滨南路", "湖滨北路", "plate 1")


def test_text_that_is_missing_or_added_is_named() -> None:
    plates = wanted(2)
    pages = read(plates)
    pages[0] = replace(pages[0], texts=(("name", "湖滨南路"),))
    pages[1] = replace(pages[1], texts=(*pages[1].texts, ("", "广告")))
    assert [(m.page, m.why, m.role) for m in check_batch(pages, plates).mismatched] == [
        (1, "text_missing", "number"),
        (2, "text_extra", ""),
    ]


def test_a_role_drawn_in_pieces_is_one_text() -> None:
    page = ReadPage(0, ("c",), (("name", "湖滨"), ("number", "1号"), ("name", "南路")), (1, 1))
    assert compare(page, "c", (("name", "湖滨南路"), ("number", "1号"))) == ()


def test_a_page_of_another_size_is_named() -> None:
    plates = wanted(1)
    pages = [replace(read(plates)[0], size_mm=(150.0, 90.0))]
    (found,) = check_batch(pages, plates).mismatched
    assert (found.why, found.wanted, found.found) == ("size_wrong", "170.0x110.0", "150.0x90.0")


@given(st.integers(1, 9), st.data())
def test_a_dropped_page_is_the_only_thing_named(count: int, data: st.DataObject) -> None:
    plates = wanted(count)
    gone = data.draw(st.integers(0, count - 1))
    pages = read(plates)
    del pages[gone]
    assert named(numbered(pages), plates) == [(gone + 1, "page_missing", f"plate {gone}")]


@given(st.integers(0, 9), st.data())
def test_a_stray_page_is_the_only_thing_named(count: int, data: st.DataObject) -> None:
    plates = wanted(count)
    pages = read(plates)
    at = data.draw(st.integers(0, count))
    pages.insert(at, ReadPage(0, ("stranger",), (), (1, 1)))
    assert named(numbered(pages), plates) == [(at + 1, "page_extra", "")]


@given(st.permutations(range(6)))
def test_reordered_pages_are_moved_and_nothing_else(order: list[int]) -> None:
    plates = wanted(6)
    pages = [read(plates)[i] for i in order]
    report = check_batch(numbered(pages), plates)
    assert {m.why for m in report.mismatched} <= {"page_moved"}
    assert report.ok == (order == sorted(order))
    assert report.decoded == 6


def test_a_page_printed_twice_is_extra() -> None:
    plates = wanted(3)
    pages = read(plates)
    assert named(numbered([*pages, pages[0]]), plates) == [(4, "page_extra", "")]


def test_a_dropped_page_beside_a_damaged_one_names_both() -> None:
    plates = wanted(5)
    pages = read(plates)
    pages[2] = replace(pages[2], texts=(("name", "湖滨南路"), ("number", "9号")))
    del pages[1]
    found = sorted(named(numbered(pages), plates))
    assert found == [(2, "page_missing", "plate 1"), (2, "text_wrong", "plate 2")]


def test_a_file_that_says_another_batch_or_count_is_named() -> None:
    plates = wanted(2)
    report = check_batch(read(plates), plates, meta=BatchMeta("B-2", 3), batch="B-1")
    assert [(m.page, m.why, m.wanted, m.found) for m in report.mismatched] == [
        (0, "batch_wrong", "B-1", "B-2"),
        (0, "count_wrong", "2", "3"),
    ]
