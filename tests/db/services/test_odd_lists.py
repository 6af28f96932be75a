"""What offices and the police really write into lists: each of these once went wrong."""

import pytest
from sqlalchemy import select

from db.domain.importing import Kind, RowIssue, SheetRow
from db.domain.progress import Silent
from db.schema.address import node, payload
from db.schema.system import journal_change
from db.schema.work import import_row
from db.services.importing import Source, promote, rejects, stage
from db.services.places import AliasKind, add_alias
from db.services.qr import accept
from db.services.search import search
from db.store.store import Store
from tests.deliveries import assert_sound, cells, imported, outcomes, staged
from tests.office import (
    approved,
    full,
    person,
    place_id,
    qr_row,
    staged_qr,
)


def payloads(store: Store) -> set[str]:
    with store.read() as conn:
        return set(conn.execute(select(payload.c.payload)).scalars())


# -- addresses as offices write them -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "厦门市思明区筼筜街道湖滨南路81号",
        "福建省厦门市思明区筼筜街道官任社区湖滨南路81号",
        "厦门市思明区官任社区居委会湖滨南路81号",
        "思明区筼筜街道办事处官任社区居民委员会湖滨南路81号",
        "湖滨南路８１号",
    ],
)
def test_units_written_into_an_address_are_no_part_of_its_street(store: Store, written: str) -> None:
    units = {"subdistrict": "筼筜街道", "community": "官任"}
    report = imported(store, [{"address": written, **units}])
    assert (outcomes(store, report.batch), report.new_places) == (["accepted"], ())
    with store.read() as conn:
        assert list(conn.execute(select(node.c.full_text)).scalars()) == [full("81号")]


def test_units_written_into_an_address_are_enough_and_must_agree_with_their_columns(store: Store) -> None:
    rows = [
        {"address": "厦门市思明区筼筜街道官任社区湖滨南路81号"},
        {"address": "厦门市思明区筼筜街道官任社区湖滨南路83号", "community": "仙阁社区"},
        {"address": "厦门市思明区嘉莲街道湖滨南路85号", "subdistrict": "筼筜", "community": "官任"},
        {"address": "厦门市湖里区湖滨南路87号", "district": "思明区", "community": "官任"},
    ]
    report = imported(store, rows)
    assert outcomes(store, report.batch) == ["accepted"] + ["units_disagree"] * 3
    assert [(one.field, one.found, one.recovered) for one in rejects(store, report.batch)] == [
        ("community", "仙阁社区", "官任社区"),
        ("subdistrict", "筼筜", "嘉莲街道"),
        ("district", "思明区", "湖里区"),
    ]


def test_columns_and_the_written_address_may_not_name_different_numbers(store: Store) -> None:
    rows = [
        cells("2号/3幢/501室", address="厦门市思明区湖滨南路2号3栋501房"),
        cells("4号", address="厦门市思明区湖滨南路4号之一"),
        cells("6号/1幢", address="湖滨南路6号2幢"),
        cells("8号", address="湖滨南路与厦禾路口旁"),
        cells("10号/101室", address="湖滨南路10号"),
    ]
    report = imported(store, rows)
    assert outcomes(store, report.batch) == [
        *("accepted", "address_differs", "address_differs", "accepted", "accepted")
    ]
    assert [(one.field, one.found, one.recovered) for one in rejects(store, report.batch)] == [
        ("number", "4号", "4号之一"),
        ("building", "1幢", "2幢"),
    ]


def test_a_nought_is_no_building_stair_floor_or_room(store: Store) -> None:
    chains = ("2号/0幢", "2号/00幢", "2号/0梯", "2号/0层", "2号/000室", "2号/-0层", "2号/10幢", "2号/A0幢")
    report = imported(store, [cells(one) for one in chains])
    assert outcomes(store, report.batch) == [
        *("bad_building", "bad_building", "bad_stair", "bad_floor", "bad_room", "bad_floor"),
        *("accepted", "accepted"),
    ]


def test_a_name_longer_than_any_name_is_refused_by_row(store: Store) -> None:
    scattered = "".join(chr(0x4E00 + n * 7 % 20_000) for n in range(4_000))
    report = imported(store, [cells("2号", street=scattered), cells("4号")])
    assert outcomes(store, report.batch) == ["name_too_long", "accepted"]
    assert_sound(store)


def test_small_letters_are_kept_in_names_and_found_however_they_are_asked_for(store: Store) -> None:
    rows = [cells("2号", street="", compound="iPark花园"), {"address": "思明区iPark花园4号b幢"}]
    report = imported(store, [rows[0], rows[1] | {"community": "官任社区"}])
    assert report.new_places == ("iPark花园",)
    wanted = {full(one, "iPark花园") for one in ("2号", "4号", "4号/B幢")}
    for asked in ("iPark", "ipark花园", "ＩＰＡＲＫ", "i park", "厦门市思明区ipark", "k花\x00"):
        assert {hit.full_text for hit in search(store, asked, only_nodes=True)} == wanted, asked


def test_a_search_takes_any_text_and_any_limit(store: Store) -> None:
    names = ("𠮷𪚥村", "\U00030001村", "鿬村")  # beyond what the full-text index may know
    imported(store, [cells("2号", street="", village=name) for name in names])
    for name in names:
        assert {hit.full_text for hit in search(store, name, only_nodes=True)} == {full("2号", name)}
        assert {hit.full_text for hit in search(store, name[0], only_nodes=True)} == {full("2号", name)}
    assert search(store, "\x00") == search(store, "\udcb2") == search(store, "2号" * 500) == ()
    assert search(store, "2号", -1) == search(store, "2号", 0) == ()
    assert len(search(store, "2号", 10**6)) == len(names)


def test_what_no_database_keeps_is_refused_by_row_and_shown_with_a_mark(store: Store) -> None:
    issue = RowIssue("number", "bad_number", "1\x002", recovered="12\x00")
    rows = [
        SheetRow("\udcb2.csv", "S\x00", 2, cells=cells("2号")),
        SheetRow("a.csv", "S", 3, cells=cells("4号", note="x\x00\ud800y")),
        SheetRow("a.csv", "S", 4, cells=cells("6号"), issues=(issue,)),
        SheetRow("a\tb\\.csv", "\\N", 5, cells=cells("8号", note="\\.\r\n\t\\N")),
    ]
    batch = stage(store, person(store, "clerk"), Kind.ADDRESSES, Source("\udcb2\x00", "0"), rows, Silent())
    report = promote(store, person(store, "clerk"), batch, Silent())
    assert outcomes(store, batch) == ["accepted", "control_character", "bad_number", "accepted"]
    assert report.balance.holds
    note, number = rejects(store, batch)
    assert (note.field, note.found, note.cells["note"], number.found) == (
        *("note", "x\ufffd\ufffdy", "x\ufffd\ufffdy", "1\ufffd2"),
    )
    with store.read() as conn:
        kept = conn.execute(select(import_row.c.file, import_row.c.sheet).order_by(import_row.c.id)).all()
    assert [tuple(one) for one in (kept[0], kept[3])] == [("\ufffd.csv", "S\ufffd"), ("a\tb\\.csv", "\\N")]
    assert_sound(store)


def test_a_payload_that_cannot_be_kept_byte_for_byte_is_refused(store: Store) -> None:
    approved(store, ["1号", "3号"])
    rows = [qr_row(full("1号"), "P\x001", "C1"), qr_row(full("3号"), "P3\t\\N", "C3")]
    batch = staged_qr(store, rows)
    report = accept(store, person(store, "clerk"), batch)
    assert (report.read, report.accepted, report.rejected) == (2, 1, 1)
    assert payloads(store) == {"P3\t\\N"}


# -- names and people ----------------------------------------------------------------------------------------------


def test_a_name_that_waits_for_approval_does_not_make_the_right_one_a_slip(store: Store) -> None:
    assert imported(store, [cells("2号", street="凤屿路")]).new_places == ("凤屿路",)
    later = imported(store, [cells("4号", street="风屿路"), cells("6号", street="胡滨南路")])
    assert outcomes(store, later.batch) == ["accepted", "misspelt_name"]


def test_an_alias_leads_to_its_name_however_it_was_typed(store: Store) -> None:
    add_alias(store, person(store, "clerk"), place_id(store), " 湖滨\u3000老路", AliasKind.FORMER)
    report = imported(store, [cells("2号", street="湖滨 老路")])
    assert (outcomes(store, report.batch), report.new_places) == (["accepted"], ())
    with store.read() as conn:
        assert conn.execute(select(node.c.full_text)).scalar_one() == full("2号")


def test_telephone_and_identity_numbers_are_masked_before_anything_is_kept(store: Store) -> None:
    phone, identity, code = "13800138000", "35020319900101123X", "350203199001011234"
    issue = RowIssue("room", "bad_room", phone)
    rows = [
        SheetRow(
            "a.xlsx", "S", 2, cells=cells("2号", note=f"户主电话+86{phone}，证{identity}", addr_code=code)
        ),
        SheetRow("a.xlsx", "S", 3, cells=cells("", number=phone)),
        SheetRow("a.xlsx", "S", 4, cells=cells("4号", room=phone), issues=(issue,)),
        SheetRow("a.xlsx", "S", 5, cells=cells("6号", note="图号1390013900012、编号20181018")),
    ]
    batch = staged(store, rows)
    promote(store, person(store, "clerk"), batch, Silent())
    assert outcomes(store, batch) == ["accepted", "bad_number", "bad_room", "accepted"]
    with store.read() as conn:
        kept = conn.execute(select(import_row.c.cells, import_row.c.found).order_by(import_row.c.id)).all()
        noted = list(conn.execute(select(journal_change.c.after)).scalars())
    text = "".join(f"{row.cells}{row.found}" for row in kept)
    for secret in (phone, identity):
        assert secret not in text
        assert not any(secret in one for one in noted)
    assert "户主电话+861**********，证350***************" in kept[0].cells
    assert (code in kept[0].cells, kept[1].found) == (True, "138********")
    assert "图号1390013900012、编号20181018" in kept[3].cells
