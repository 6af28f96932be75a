"""Addresses that a delivery gives in one cell: read with the register's names, and as people decided before."""

from sqlalchemy import select

from db.schema.address import node
from db.services.importing import rejects
from db.services.matching import keep_match, keep_reading
from db.services.places import approve_places, pending_places
from db.store.store import Store
from tests.deliveries import UNIT, assert_sound, cells, imported, outcomes
from tests.office import COMPOUND, addresses, full, person


def written(text: str, **more: str) -> dict[str, str]:
    return UNIT | {"address": text} | more


def texts(store: Store) -> set[str]:
    with store.read() as conn:
        return set(conn.execute(select(node.c.full_text)).scalars())


def test_addresses_in_one_cell_balance_and_each_refusal_names_rule_and_words(store: Store) -> None:
    rows = [
        written("福建厦门思明区湖滨南路81号3栋二单元三〇一"),
        written("湖濱南路８１號3幢2梯301室"),
        written("盈翠花园3幢501室"),
        written("湖滨南路83号（原老邮局）"),
        written("湖滨南路85、87号"),
        written("胡滨南路89号"),
        written("盈脆花园3幢501室"),
        written("漳州市芗城区胜利路1号"),
    ]
    report = imported(store, rows)
    assert outcomes(store, report.batch) == [
        *("accepted", "duplicate_row", "accepted", "note_in_address"),
        *("range_needs_preview", "misspelt_name", "misspelt_name", "other_city"),
    ]
    assert report.balance.holds
    assert [(one.field, one.found, one.recovered) for one in rejects(store, report.batch)[2:5]] == [
        ("number", "85,87", ""),
        ("street", "胡滨南路", "湖滨南路"),
        ("compound", "盈脆花园", COMPOUND),
    ]
    assert {full("81号/3幢/2梯/301室"), full("3幢/501室", COMPOUND)} <= texts(store)
    assert report.new_places == ()
    assert_sound(store)


def test_a_name_of_the_register_is_read_where_it_stands(store: Store) -> None:
    imported(store, [cells("2号", street="", compound="未来海岸")])
    approve_places(store, person(store, "chief"), pending_places(store), "命名批复")
    report = imported(store, [written("思明区未来海岸2号501室")])
    assert (outcomes(store, report.batch), report.new_places) == (["accepted"], ())
    assert full("2号/501室", "未来海岸") in texts(store)


def test_a_person_s_word_decides_which_address_a_row_means(store: Store) -> None:
    made = addresses(store, ["12号", "14号", "14号/301室"])
    clerk = person(store, "clerk")
    keep_match(store, clerk, "胡滨南路14号301", made["14号/301室"], "笔误")
    keep_match(store, clerk, "南路老邮局", made["12号"], "俗称")
    report = imported(
        store,
        [
            written("胡滨南路14号301"),
            written("南路老邮局", side="左"),
            written(full("12号")),
            written("胡滨南路14号301", community="仙阁社区"),
        ],
    )
    assert outcomes(store, report.batch) == ["unchanged", "accepted", "duplicate_row", "community_differs"]
    assert texts(store) == {full(one) for one in made}
    assert_sound(store)


def test_a_word_about_an_address_that_reads_otherwise_now_is_refused_and_leaves_nothing(store: Store) -> None:
    made = addresses(store, ["12号"])
    clerk = person(store, "clerk")
    keep_match(store, clerk, "南路老邮局", made["12号"], "俗称")
    with store.write(clerk, "address.edit") as work:
        work.change(node, {"id": made["12号"]}, {"full_text": full("16号")})
    report = imported(store, [written("南路老邮局")])
    (refused,) = rejects(store, report.batch)
    assert (refused.rule, refused.field, refused.found, refused.recovered) == (
        *("decision_outdated", "address", "南路老邮局"),
        full("12号"),
    )
    assert len(texts(store)) == 1


def test_a_corrected_reading_is_imported_as_corrected(store: Store) -> None:
    clerk = person(store, "clerk")
    keep_reading(store, clerk, "南路路口12", {"road": "湖滨南路", "number": "12号"}, "现场核对")
    report = imported(store, [written("南路路口12"), written("南路路口14")])
    assert outcomes(store, report.batch) == ["accepted", "unreadable_address"]
    assert texts(store) == {full("12号")}


def test_what_is_none_of_ours_is_read_like_any_other(store: Store) -> None:
    keep_match(store, person(store, "clerk"), "湖滨南路12#", None, "当时未编")
    assert outcomes(store, imported(store, [written("湖滨南路12#")]).batch) == ["accepted"]
    assert texts(store) == {full("12号")}
