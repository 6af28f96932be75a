import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from db.domain.alias import AliasKind, BadPlace
from db.domain.errors import NotAllowed, NotFound, WrongState
from db.domain.importing import Balance, Kind
from db.domain.plate import PlateClass
from db.domain.progress import Silent
from db.domain.qr_list import Holder, Known, QrLine, judge
from db.domain.state import Code
from db.schema.address import addr_code, node, payload
from db.schema.system import journal_change
from db.schema.work import import_row, plate
from db.services import qr
from db.services.importing import Source, rejects, stage
from db.services.matching import keep_match
from db.services.places import add_alias
from db.services.plates import make_batches
from db.services.store import check_store
from db.store.store import Store
from tests.desks import house
from tests.office import (
    LANE,
    accepted_qr,
    addresses,
    approved,
    coded,
    full,
    guid,
    person,
    place_id,
    qr_row,
    staged_qr,
)
from tests.register import FAR_COMMUNITY


def payloads(store: Store) -> dict[str, tuple[int, int, str]]:
    with store.read() as conn:
        return {row.payload: (row.node_id, row.version, row.state) for row in conn.execute(select(payload))}


def code_states(store: Store, ids: object) -> set[str]:
    with store.read() as conn:
        return set(conn.execute(select(node.c.code_state).where(node.c.id.in_(list(ids)))).scalars())  # type: ignore[call-overload]


def rules(report: qr.QrReport | qr.MatchReport) -> list[tuple[int, str]]:
    return [(refusal.row_no, refusal.rule) for refusal in report.blocked]


def holds(report: qr.QrReport) -> bool:
    return Balance(report.read, report.accepted, report.unchanged, report.rejected, report.skipped).holds


def test_a_list_codes_its_addresses_and_a_second_time_changes_nothing(store: Store) -> None:
    made = approved(store, ["1号", "1号/101室", "3号"])
    rows = [
        qr_row(full("1号"), "HTTPS://A/1", guid(1)),
        qr_row(full("1号/101室"), "https://a/2", guid(2)),
        qr_row(full("3号"), "3", ""),
        qr_row(full("99号"), "4", guid(4)),
    ]
    batch = staged_qr(store, rows, skipped=2)
    first = qr.accept(store, person(store, "clerk"), batch)
    assert (first.read, first.accepted, first.rejected, first.skipped) == (6, 3, 1, 2)
    assert holds(first)
    assert rules(first) == [(5, "unknown_address")]
    assert payloads(store) == {
        "HTTPS://A/1": (made["1号"], 1, "live"),
        "https://a/2": (made["1号/101室"], 1, "live"),
        "3": (made["3号"], 1, "live"),
    }
    assert code_states(store, made.values()) == {Code.ASSIGNED}
    second = qr.accept(store, person(store, "clerk"), staged_qr(store, rows, skipped=2))
    assert (second.accepted, second.unchanged + second.rejected + second.skipped) == (0, second.read)
    assert holds(second)
    assert len(payloads(store)) == 3
    assert check_store(store).ok


def test_matching_keeps_nothing_and_says_what_accepting_would_do(store: Store) -> None:
    made = approved(store, ["1号", "3号", "5号"])
    accepted_qr(store, [qr_row(full("3号"), "three", guid(3))])
    rows = [
        qr_row("不同的写法", "one", guid(1), str(made["1号"])),
        qr_row("", "three", guid(3)),
        qr_row(full("5号"), "five"),
        qr_row(full("7号"), "seven"),
    ]
    batch = staged_qr(store, rows)
    report = qr.match(store, batch)
    assert report.outcomes == {"accepted": 2, "unchanged": 1, "rejected": 1}
    assert report.matched_by == {"local_id": 1, "addr_code": 1, "address": 1}
    assert list(payloads(store)) == ["three"]
    done = qr.accept(store, person(store, "clerk"), batch)
    assert (done.accepted, done.unchanged, done.rejected) == (2, 1, 1)


def test_an_address_is_found_with_blanks_and_full_width_figures_too(store: Store) -> None:
    made = approved(store, ["12-1号"])
    accepted_qr(store, [qr_row("厦门市 思明区湖滨南路１２－１号 ", "p")])
    assert payloads(store) == {"p": (made["12-1号"], 1, "live")}


def test_a_payload_is_kept_byte_for_byte(store: Store) -> None:
    sacred = [
        "https://X.y/AbC",
        "https://x.y/aBc",
        "{a}",
        "00012",
        "ａＢ　Ｃ",
        "a b",
        "é",
        "e\u0301",
        "𬇞",
        "%20",
    ]
    chains = [f"{n}号" for n in range(1, len(sacred) + 1)]
    made = approved(store, chains)
    report = accepted_qr(store, [qr_row(full(c), one) for c, one in zip(chains, sacred, strict=True)])
    assert report.accepted == len(sacred)
    kept = {node_id: one.encode() for one, (node_id, _, _) in payloads(store).items()}
    assert kept == {made[c]: one.encode() for c, one in zip(chains, sacred, strict=True)}


def test_a_payload_with_blanks_around_it_is_refused_and_not_trimmed(store: Store) -> None:
    blanks = [" p", "q ", "r\n", "\ts", "t\u3000", "\u00a0u"]
    chains = [f"{n}号" for n in range(1, len(blanks) + 1)]
    approved(store, chains)
    report = accepted_qr(store, [qr_row(full(c), one) for c, one in zip(chains, blanks, strict=True)])
    assert {rule for _, rule in rules(report)} == {"payload_blanks"}
    assert [refusal.payload for refusal in report.blocked] == blanks
    assert payloads(store) == {}


def test_each_rule_refuses_its_row_and_names_it(store: Store) -> None:
    made = approved(store, [f"{n}号" for n in range(1, 20)])
    addresses(store, ["99号"])
    old = [("1号", "old", guid(1)), ("2号", "old2", guid(2)), ("11号", "old11", guid(11))]
    accepted_qr(store, [qr_row(full(chain), text, code) for chain, text, code in old])
    rows = [
        qr_row(full("3号")),
        qr_row(full("3号"), "x" * 1001),
        qr_row(full("3号"), "p3", "c" * 65),
        qr_row(full("98号"), "p98"),
        qr_row(full("3号"), "p3", guid(11)),
        qr_row(full("4号"), "same"),
        qr_row(full("5号"), "same"),
        qr_row(full("6号"), "p6", guid(6)),
        qr_row(full("7号"), "p7", guid(6)),
        qr_row(full("8号"), "p8"),
        qr_row(full("8号"), "p8b"),
        qr_row(full("9号"), "old"),
        qr_row(full("2号"), "old2", guid(22)),
        qr_row(full("99号"), "p99"),
        qr_row(full("1号"), "new", guid(1)),
        qr_row(full("10号"), "fine"),
    ]
    report = accepted_qr(store, rows)
    assert rules(report) == [
        (2, "payload_missing"),
        (3, "payload_too_long"),
        (4, "code_too_long"),
        (5, "unknown_address"),
        (6, "keys_disagree"),
        (7, "payload_twice"),
        (8, "payload_twice"),
        (9, "code_twice"),
        (10, "code_twice"),
        (11, "address_twice"),
        (12, "address_twice"),
        (13, "payload_bound"),
        (14, "code_differs"),
        (15, "not_approved"),
        (16, "replaced"),
    ]
    assert (report.accepted, report.rejected) == (1, 15)
    assert holds(report)
    assert payloads(store) == {
        "old": (made["1号"], 1, "live"),
        "old2": (made["2号"], 1, "live"),
        "old11": (made["11号"], 1, "live"),
        "fine": (made["10号"], 1, "live"),
    }
    listed = rejects(store, report.batch)
    assert [(one.row_no, one.rule) for one in listed] == rules(report)
    assert (listed[3].field, listed[3].found) == ("address", full("98号"))
    assert (listed[5].field, listed[5].found) == ("payload", "same")
    assert (listed[7].field, listed[7].found) == ("addr_code", guid(6))
    with store.read() as conn:
        query = select(import_row.c.node_id).where(import_row.c.rule == "payload_twice")
        assert set(conn.execute(query).scalars()) == {made["4号"], made["5号"]}


def test_a_payload_doubled_with_an_unknown_address_is_refused_for_both(store: Store) -> None:
    approved(store, ["1号"])
    report = accepted_qr(store, [qr_row(full("1号"), "p"), qr_row(full("98号"), "p")])
    assert rules(report) == [(2, "payload_twice"), (3, "unknown_address")]


def test_the_same_row_twice_in_a_list_counts_once(store: Store) -> None:
    made = approved(store, ["1号"])
    report = accepted_qr(store, [qr_row(full("1号"), "p"), qr_row(full("1号"), "p", guid(1))])
    assert (report.accepted, report.unchanged) == (1, 1)
    with store.read() as conn:
        assert [tuple(row) for row in conn.execute(select(addr_code.c.code, addr_code.c.node_id))] == [
            (guid(1), made["1号"])
        ]


def test_a_code_that_comes_later_joins_its_payload(store: Store) -> None:
    approved(store, ["1号"])
    accepted_qr(store, [qr_row(full("1号"), "p")])
    later = accepted_qr(store, [qr_row(full("1号"), "p", guid(1))])
    assert later.accepted == 1
    with store.read() as conn:
        assert list(conn.execute(select(addr_code.c.code)).scalars()) == [guid(1)]
    assert payloads(store)["p"][1:] == (1, "live")


def test_a_new_payload_waits_for_a_chief_who_did_not_deliver_it(store: Store) -> None:
    made = coded(store, ["1号", "3号"])
    (old,) = (one for one, (node_id, _, _) in payloads(store).items() if node_id == made["1号"])
    make_batches(store, person(store, "printer"), "350203", {PlateClass.LARGE_DOOR: "v"})
    report = accepted_qr(store, [qr_row(full("1号"), "new"), qr_row(full("3号"), "")])
    assert rules(report) == [(2, "replaced"), (3, "payload_missing")]
    with pytest.raises(NotAllowed):
        qr.reissue(store, person(store, "clerk"), report.batch)
    signed = qr.reissue(store, person(store, "chief"), report.batch)
    assert (signed.read, signed.accepted, signed.rejected) == (2, 1, 1)
    assert payloads(store)["new"] == (made["1号"], 2, "live")
    assert payloads(store)[old] == (made["1号"], 1, "replaced")
    assert code_states(store, [made["1号"]]) == {Code.REPLACED}
    with store.read() as conn:
        query = select(plate.c.node_id, plate.c.state)
        assert {row.node_id: row.state for row in conn.execute(query)} == {
            made["1号"]: "void",
            made["3号"]: "listed",
        }
    back = accepted_qr(store, [qr_row(full("1号"), old)])
    assert rules(back) == [(2, "payload_retired")]


def test_a_mounted_plate_with_a_replaced_payload_is_to_be_corrected(store: Store) -> None:
    coded(store, ["1号"])
    make_batches(store, person(store, "printer"), "350203", {PlateClass.LARGE_DOOR: "v"})
    with store.engine.begin() as conn:
        conn.execute(update(plate).values(state="mounted"))
    report = accepted_qr(store, [qr_row(full("1号"), "new")])
    qr.reissue(store, person(store, "chief"), report.batch)
    with store.read() as conn:
        assert list(conn.execute(select(plate.c.state)).scalars()) == ["to_correct"]


def test_a_list_is_accepted_once_and_only_by_whom_it_concerns(store: Store) -> None:
    approved(store, ["1号"], LANE, community=FAR_COMMUNITY)
    batch = staged_qr(store, [qr_row(full("1号", LANE), "p")])
    with pytest.raises(NotAllowed):
        qr.accept(store, person(store, "chief"), batch)
    with pytest.raises(WrongState):
        qr.reissue(store, person(store, "chief"), batch)
    qr.accept(store, person(store, "clerk"), batch)
    with pytest.raises(WrongState):
        qr.accept(store, person(store, "clerk"), batch)
    with pytest.raises(WrongState):
        qr.match(store, batch)
    with pytest.raises(NotFound):
        qr.match(store, 5)
    source = Source("a.xlsx", "0" * 64)
    other = stage(store, person(store, "clerk"), Kind.ADDRESSES, source, [], Silent())
    with pytest.raises(WrongState):
        qr.accept(store, person(store, "clerk"), other)


def test_every_binding_is_on_the_journal(store: Store) -> None:
    made = approved(store, ["1号"])
    report = accepted_qr(store, [qr_row(full("1号"), "p", guid(1))])
    with store.read() as conn:
        query = select(journal_change.c.table_name, journal_change.c.row_key)
        rows = {
            (row.table_name, row.row_key.split("|")[0])
            for row in conn.execute(query.where(journal_change.c.seq == report.changes.entry))
        }
    assert rows == {
        ("addr_code", guid(1)),
        ("payload", "p"),
        ("node", str(made["1号"])),
        ("import_batch", str(report.batch)),
    }
    assert place_id(store) not in report.changes.rows["node"]
    assert made["1号"] in report.changes.rows["node"]


lines = st.lists(
    st.builds(
        lambda n, address, sign, code: QrLine(n, "f", "s", n, 0, "", address, code, sign),
        st.integers(1, 99),
        st.sampled_from(["A", "B", "C", "X", ""]),
        st.sampled_from(["p", "q", "r", " s", ""]),
        st.sampled_from(["", "c", "d"]),
    ),
    max_size=8,
)
HOLDERS = {
    1: Holder(1, "A", "approved"),
    2: Holder(2, "B", "approved", "c", "q"),
    3: Holder(3, "C", "to_verify"),
}
KNOWN = Known(HOLDERS, {"c": 2}, {"A": 1, "B": 2, "C": 3}, {"q": (2, "live"), "r": (1, "replaced")})


@given(lines, st.booleans())
def test_whatever_a_list_says_no_payload_gets_two_addresses_and_no_address_two_payloads(
    rows: list[QrLine], reissue: bool
) -> None:
    verdicts = judge(rows, KNOWN, reissue=reissue)
    assert [verdict.line for verdict in verdicts] == rows
    accepted = [verdict for verdict in verdicts if verdict.outcome == "accepted"]
    nodes = [verdict.holder.node_id for verdict in accepted if verdict.holder]
    signs = [verdict.line.payload for verdict in accepted]
    assert len(nodes) == len(set(nodes)) == len(set(signs)) == len(accepted)
    for verdict in accepted:
        assert verdict.holder is not None
        assert verdict.holder.legal == "approved"
        assert KNOWN.payloads.get(verdict.line.payload, (verdict.holder.node_id, "live")) == (
            verdict.holder.node_id,
            "live",
        )
        assert reissue or verdict.holder.payload in ("", verdict.line.payload)
    assert all(bool(verdict.rule) == (verdict.outcome == "rejected") for verdict in verdicts)


@given(lines, st.randoms(use_true_random=False))
def test_the_order_of_a_list_decides_nothing_but_which_copy_counts(
    rows: list[QrLine], chance: object
) -> None:
    shuffled = rows.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    def told(order: list[QrLine]) -> list[tuple[str, str, str, str]]:
        verdicts = judge(order, KNOWN)
        return sorted((v.line.address, v.line.payload, v.line.addr_code, v.rule or "taken") for v in verdicts)

    assert told(rows) == told(shuffled)


# -- the same address written differently ---------------------------------------------------------------------------


def told(report: qr.QrReport) -> list[tuple[int, str, str]]:
    return [(one.row_no, one.rule, one.meant) for one in report.blocked]


def test_an_address_written_differently_is_coded_and_a_likeness_is_refused_by_name(store: Store) -> None:
    made = approved(store, ["1号", "3号", "3号/2幢", "3号/2幢/501室", "5号之一"])
    add_alias(store, person(store, "clerk"), place_id(store), "湖滨老路", AliasKind.FORMER)
    rows = [
        qr_row("思明区筼筜街道湖濱南路１#", "P1"),
        qr_row("湖滨老路3号", "P2"),
        qr_row("开元区湖滨南路3号2号楼五〇一", "P3"),
        qr_row("胡滨南路3号2幢", "P4"),
        qr_row("湖滨南路5-1号", "P5"),
        qr_row("湖滨南路3号2幢502室", "P6"),
        qr_row("湖滨南路7号", "P7"),
        qr_row("湖里区湖滨南路5号之一", "P8"),
    ]
    batch = staged_qr(store, rows)
    assert qr.match(store, batch).matched_by == {"canonical": 3}
    report = qr.accept(store, person(store, "clerk"), batch)
    assert told(report) == [
        (5, "not_certain", full("3号/2幢")),
        (6, "not_certain", full("5号之一")),
        (7, "not_certain", full("3号/2幢")),
        (8, "unknown_address", ""),
        (9, "unknown_address", ""),
    ]
    assert {text: row[0] for text, row in payloads(store).items()} == {
        "P1": made["1号"],
        "P2": made["3号"],
        "P3": made["3号/2幢/501室"],
    }
    slip = rejects(store, batch)[0]
    assert (slip.field, slip.found, slip.recovered) == ("address", "胡滨南路3号2幢", full("3号/2幢"))
    assert holds(report)


def test_a_slip_is_coded_once_a_person_said_which_address_is_meant(store: Store) -> None:
    made = approved(store, ["1号", "3号"])
    clerk = person(store, "clerk")
    row = qr_row("胡滨南路1号", "P1")
    assert told(accepted_qr(store, [row])) == [(2, "not_certain", full("1号"))]
    keep_match(store, clerk, "胡滨南路1号", made["1号"], "与派出所核对")
    assert accepted_qr(store, [row]).accepted == 1
    assert payloads(store)["P1"][0] == made["1号"]
    keep_match(store, clerk, "湖滨南路老三号", made["3号"], "")
    with house(store).write(clerk, "address.edit") as work:
        work.change(node, {"id": made["3号"]}, {"full_text": full("33号")})
    assert told(accepted_qr(store, [qr_row("湖滨南路老三号", "P3")])) == [(2, "not_certain", full("33号"))]


def test_a_persons_word_and_the_text_that_say_two_things_code_nothing(store: Store) -> None:
    made = approved(store, ["1号", "3号", "5号"])
    clerk = person(store, "clerk")
    keep_match(store, clerk, full("1号"), made["3号"], "原件笔误")
    keep_match(store, clerk, full("5号"), None, "不在本区")
    rows = [
        qr_row(full("1号"), "P1"),
        qr_row(full("5号"), "P5"),
        qr_row("湖滨南路3#", "P3", local_id=str(made["1号"])),
    ]
    report = accepted_qr(store, rows)
    assert told(report) == [
        (2, "keys_disagree", ""),
        (3, "not_certain", full("5号")),
        (4, "keys_disagree", ""),
    ]
    assert payloads(store) == {}


def test_a_row_that_is_not_certain_still_counts_when_its_payload_comes_twice(store: Store) -> None:
    approved(store, ["1号", "3号"])
    rows = [qr_row(full("1号"), "P1"), qr_row("胡滨南路1号", "P1"), qr_row(full("3号"), "P3")]
    report = accepted_qr(store, rows)
    assert told(report) == [(2, "payload_twice", ""), (3, "not_certain", full("1号"))]
    assert set(payloads(store)) == {"P3"}


def test_an_echoed_id_or_code_never_speaks_against_a_text_that_names_another_place(store: Store) -> None:
    made = approved(store, ["1号", "3号", "3号/2幢", "5号", "9号"])
    accepted_qr(store, [qr_row(full("9号"), "P9", guid(9))])
    rows = [
        qr_row("湖滨南路7号", "A", local_id=str(made["1号"])),
        qr_row("胡滨南路3号", "B", local_id=str(made["1号"])),
        qr_row("湖滨南路3号2幢502室", "C", local_id=str(made["3号/2幢"])),
        qr_row("湖滨南路11号", "P9", guid(9)),
        qr_row("胡滨南路5号", "E", local_id=str(made["5号"])),
    ]
    report = accepted_qr(store, rows)
    assert told(report) == [
        (2, "keys_disagree", ""),
        (3, "keys_disagree", ""),
        (4, "not_certain", full("3号/2幢")),
        (5, "keys_disagree", ""),
    ]
    assert {text: row[0] for text, row in payloads(store).items()} == {"P9": made["9号"], "E": made["5号"]}


def test_a_building_left_out_or_named_twice_is_for_a_person(store: Store) -> None:
    approved(store, ["3号", "3号/2幢", "3号/2幢/501室", "3号/6幢", "3号/6幢/501室"])
    rows = [
        qr_row("湖滨南路3号501室", "A"),
        qr_row("湖滨南路3号国贸大厦2幢501室", "B"),
        qr_row("湖滨南路3号2梯501室", "C"),
    ]
    report = accepted_qr(store, rows)
    assert [rule for _, rule, _ in told(report)] == ["not_certain"] * 3
    assert payloads(store) == {}


def test_a_name_in_use_can_be_no_other_places_former_name(store: Store) -> None:
    approved(store, ["1号"])
    other = approved(store, ["1号"], LANE)
    with pytest.raises(BadPlace):
        add_alias(store, person(store, "clerk"), place_id(store), LANE, AliasKind.FORMER)
    accepted_qr(store, [qr_row(f"{LANE}１#", "A")])
    assert payloads(store)["A"][0] == other["1号"]


def test_a_retired_address_is_not_coded_by_another_spelling(store: Store) -> None:
    made = approved(store, ["1号", "3号"])
    with house(store).write(person(store, "clerk"), "address.edit") as work:
        work.change(node, {"id": made["1号"]}, {"is_live": 0, "legal": "retired"})
    rows = [qr_row("湖濱南路１#", "A"), qr_row(full("1号"), "B")]
    assert [rule for _, rule, _ in told(accepted_qr(store, rows))] == ["unknown_address"] * 2
    assert payloads(store) == {}
