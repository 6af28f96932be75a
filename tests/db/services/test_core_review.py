"""What real lists, orders of steps and several desks do to the register: each of these once went wrong."""

import threading

import pytest
from sqlalchemy import insert, select, update

from db.domain.access import Actor, Role
from db.domain.errors import NotAllowed, PlateRefused, StaleRecord, WrongState
from db.domain.number import parse_number
from db.domain.plate import PlateClass
from db.domain.progress import Silent
from db.domain.state import Legal
from db.schema.address import addr_code, node, number_slot, payload
from db.services import applications as apps
from db.services import plates
from db.services.applications import file_new_number
from db.services.importing import promote, rejects
from db.services.promotion import Promotion
from db.services.qr import QrReport, accept, reissue
from db.services.quality import find_problems
from db.store.plates import BatchRow
from db.store.store import Store
from db.store.tree import move_legal
from tests.deliveries import assert_sound, cells, imported, outcomes, sheet, staged
from tests.desks import house
from tests.office import (
    COMPOUND,
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
from tests.register import COMMUNITY, DISTRICT, OTHER_COMMUNITY

# -- numbers -------------------------------------------------------------------------------------------------------


def test_a_number_that_went_with_its_address_is_refused_by_row(store: Store) -> None:
    made = addresses(store, ["12号", "临12号"], legal=Legal.APPROVED)
    with house(store).write(person(store, "clerk"), "address.edit") as work:
        move_legal(work, made.values(), Legal.CANCELLED, Legal.APPROVED)
    report = imported(store, [cells(one) for one in ("12号", "12-1号", "临12号", "14号", "12号/1幢")])
    assert outcomes(store, report.batch) == [
        *("number_held", "accepted", "number_held", "accepted", "number_held")
    ]
    assert [(one.field, one.found) for one in rejects(store, report.batch)] == [
        ("number", "12号"),
        ("number", "临12号"),
        ("number", "12号"),
    ]
    assert report.balance.holds
    assert report.implied == 0
    assert_sound(store)


@pytest.mark.parametrize("status", ["reserved", "leased", "retired"])
def test_a_number_held_for_somebody_is_not_taken_by_a_list(store: Store, status: str) -> None:
    number = parse_number("12-1号")
    with store.engine.begin() as conn:
        values = {"district_code": "350203", "naming_id": place_id(store), "number": number.main}
        conn.execute(insert(number_slot).values(**values, suffix=number.suffix, status=status))
    report = imported(store, [cells("12号"), cells("12-1号"), cells("12号", number="12号之一")])
    assert outcomes(store, report.batch) == ["accepted", "number_held", "accepted"]


def test_a_new_number_waits_for_the_import_of_its_street(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses(store, ["1号", "5号"])
    batch = staged(store, sheet([cells("3号")]))
    filed: list[str] = []

    def take() -> None:
        done = file_new_number(
            store, person(store, "clerk"), place_id(store), COMMUNITY, side="left", count=1, reason="新开"
        )
        with store.read() as conn:
            filed.extend(conn.execute(select(node.c.full_text).where(node.c.id.in_(done.node_ids))).scalars())

    desk = threading.Thread(target=take)
    flush = Promotion.flush

    def flush_slowly(self: Promotion) -> None:
        if desk.ident is None:
            desk.start()
            desk.join(0.5)  # long enough to take the number, were it free to
        flush(self)

    monkeypatch.setattr(Promotion, "flush", flush_slowly)
    report = promote(store, person(store, "clerk"), batch, Silent())
    desk.join()
    assert report.balance.accepted == 1
    assert filed == [full("7号")]
    assert_sound(store)


def test_an_address_filed_while_a_list_is_taken_in_keeps_what_was_filed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = addresses(store, ["2号"])
    batch = staged(store, sheet([cells("2号", side="左")]))
    load = Promotion._load

    def load_and_move(self: Promotion, found: int) -> None:
        load(self, found)
        self.work.conn.execute(update(node).where(node.c.id == made["2号"]).values(legal="to_approve"))

    monkeypatch.setattr(Promotion, "_load", load_and_move)
    promote(house(store), person(store, "clerk"), batch, Silent())
    assert outcomes(store, batch) == ["differs_from_register"]
    with store.read() as conn:
        assert conn.execute(select(node.c.side)).scalar_one() == ""


# -- QR lists ------------------------------------------------------------------------------------------------------


def bound(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    """Payloads and codes with their addresses."""
    with store.read() as conn:
        return (
            {row.payload: row.node_id for row in conn.execute(select(payload))},
            {row.code: row.node_id for row in conn.execute(select(addr_code))},
        )


def rules(report: QrReport) -> list[str]:
    return [one.rule for one in report.blocked]


def test_a_text_that_two_addresses_bear_binds_nothing_unless_another_key_tells(store: Store) -> None:
    street = approved(store, ["12号", "12号/3幢"])
    compound = addresses(store, ["3幢"], COMPOUND)
    with store.engine.begin() as conn:  # a compound that an office called by its gate: 湖滨南路12号
        conn.execute(
            update(node)
            .where(node.c.id == compound["3幢"])
            .values(full_text=full("12号/3幢"), legal="approved")
        )
    assert rules(accepted_qr(store, [qr_row(full("12号/3幢"), "P1", "C1")])) == ["address_doubled"]
    sure = [qr_row(full("12号/3幢"), "P1", "C1", local_id=str(compound["3幢"]))]
    assert accepted_qr(store, sure).accepted == 1
    assert bound(store) == ({"P1": compound["3幢"]}, {"C1": compound["3幢"]})
    other = [qr_row(full("12号/3幢"), "P2", "C2", local_id=str(street["12号"]))]
    assert rules(accepted_qr(store, other)) == ["keys_disagree"]


def test_the_code_of_a_refused_row_is_bound_to_nobody(store: Store) -> None:
    made = approved(store, ["1号", "3号"])
    rows = [qr_row(full("1号"), "P1"), qr_row(full("3号"), "P1", "C9", local_id=str(made["1号"]))]
    assert rules(accepted_qr(store, rows)) == ["keys_disagree"]
    assert bound(store) == ({"P1": made["1号"]}, {})


def test_a_payload_is_never_the_code_of_another_address(store: Store) -> None:
    made = approved(store, ["1号", "3号", "5号", "7号"])
    crossed = [qr_row(full("1号"), guid(2), guid(1)), qr_row(full("3号"), guid(1), guid(2))]
    assert rules(accepted_qr(store, crossed)) == ["payload_twice", "payload_twice"]
    own = [qr_row(full("5号"), guid(5), guid(5)), qr_row(full("7号"), "P7", guid(7))]
    assert accepted_qr(store, own).accepted == 2
    later = [qr_row(full("1号"), guid(7), guid(1)), qr_row(full("3号"), "P3", "P7")]
    assert rules(accepted_qr(store, later)) == ["payload_bound", "code_bound"]
    assert bound(store)[0] == {guid(5): made["5号"], "P7": made["7号"]}


def test_a_local_id_larger_than_any_id_is_no_id(store: Store) -> None:
    made = approved(store, ["1号"])
    rows = [qr_row("", "P9", local_id="9" * 19), qr_row(full("1号"), "P1", local_id=str(1 << 63))]
    report = accepted_qr(store, rows)
    assert (report.accepted, rules(report)) == (1, ["unknown_address"])
    assert bound(store)[0] == {"P1": made["1号"]}


def test_of_two_new_payloads_the_older_list_never_wins_over_the_newer(store: Store) -> None:
    made = coded(store, ["1号", "3号"])
    clerk, chief = person(store, "clerk"), person(store, "chief")
    older = staged_qr(store, [qr_row(full("1号"), "P2"), qr_row(full("3号"), "P4")])
    newer = staged_qr(store, [qr_row(full("1号"), "P3")])
    for batch in (older, newer):
        accept(store, clerk, batch)
    assert reissue(store, chief, newer).accepted == 1
    late = reissue(store, chief, older)
    assert (late.accepted, rules(late)) == (1, ["superseded"])
    with store.read() as conn:
        live = select(payload.c.node_id, payload.c.payload).where(payload.c.state == "live")
        found = {row.node_id: row.payload for row in conn.execute(live)}
    assert found == {made["1号"]: "P3", made["3号"]: "P4"}
    assert reissue(store, chief, older).blocked == ()


# -- approval and plates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["chief", "clerk"])
def test_what_was_given_back_or_withdrawn_can_be_filed_again(store: Store, login: str) -> None:
    made = addresses(store, ["1号", "1号/101室"])
    filed = confirm(store, made)
    act = apps.return_application if login == "chief" else apps.withdraw
    act(store, person(store, login), filed.application_id, 1, "材料不全")
    again = confirm(store, made)
    assert again.blocked == ()
    apps.approve(store, person(store, "chief"), again.application_id, 1, "同意")
    apps.revoke(store, person(store, "chief"), again.application_id, 2, "错批")
    assert confirm(store, made).items == 2
    assert_sound(store)


def test_a_problem_found_after_filing_keeps_the_chief_from_approving(store: Store) -> None:
    made = addresses(store, ["1号"])
    filed = confirm(store, made)
    with store.engine.begin() as conn:
        conn.execute(update(node).values(own_text="一号"))
    assert find_problems(store, person(store, "clerk")).findings == {"text_mismatch": 1}
    with pytest.raises(WrongState):
        apps.approve(store, person(store, "chief"), filed.application_id, 1, "同意")
    with store.engine.begin() as conn:
        conn.execute(update(node).values(own_text="1号"))
    find_problems(store, person(store, "clerk"))
    apps.approve(store, person(store, "chief"), filed.application_id, 1, "同意")


def confirm(store: Store, made: dict[str, int]) -> apps.Filed:
    return apps.file_confirmation(store, person(store, "clerk"), made.values(), "批量确认", "普查")


def listed(store: Store, who: Actor, area: str = DISTRICT) -> list[BatchRow]:
    return list(plates.make_batches(store, who, area, {PlateClass.LARGE_DOOR: "large_door/1"}).batches)


def test_a_list_that_the_register_left_behind_is_given_up_and_its_addresses_are_listed_again(
    store: Store,
) -> None:
    made = coded(store, ["1号", "3号"])
    printer = person(store, "printer")
    (first,) = listed(store, printer)
    batch = staged_qr(store, [qr_row(full("1号"), "NEW")])
    accept(store, person(store, "clerk"), batch)
    reissue(store, person(store, "chief"), batch)
    with pytest.raises(PlateRefused):
        plates.check_batch(store, first.id)
    with pytest.raises(StaleRecord):
        plates.abandon_batch(store, printer, first.id, 2, "换码")
    with pytest.raises(NotAllowed):
        plates.abandon_batch(store, person(store, "inspector"), first.id, 1, "换码")
    plates.abandon_batch(store, printer, first.id, 1, "换码")
    plates.abandon_batch(store, printer, first.id, 2, "再作废一次，没有什么可作废")
    (second,) = listed(store, printer)
    lines = plates.batch_lines(store, second.id)
    assert {line.node_id: line.payload for line in lines}[made["1号"]] == "NEW"
    assert second.lines == 2
    plates.check_batch(store, second.id)
    with pytest.raises(PlateRefused):
        plates.check_batch(store, first.id)
    assert_sound(store)


def test_what_is_in_production_is_not_given_up(store: Store) -> None:
    coded(store, ["1号"])
    printer = person(store, "printer")
    (batch,) = listed(store, printer)
    (line,) = plates.batch_lines(store, batch.id)
    digests = {line.plate_id: "d"}
    plates.record_rendered(store, printer, batch.id, 1, sha256="a", pages=1, layout_digests=digests)
    plates.record_verified(store, printer, batch.id, 2, sha256="a", ok=True)
    with pytest.raises(WrongState):
        plates.abandon_batch(store, printer, batch.id, 3, "不要了")


def test_only_the_file_registered_last_gets_the_verdict(store: Store) -> None:
    coded(store, ["1号"])
    printer = person(store, "printer")
    (batch,) = listed(store, printer)
    (line,) = plates.batch_lines(store, batch.id)
    for seen, sha256 in ((1, "a"), (2, "b")):
        digests = {line.plate_id: sha256}
        plates.record_rendered(store, printer, batch.id, seen, sha256=sha256, pages=1, layout_digests=digests)
    for ok in (True, False):
        with pytest.raises(PlateRefused) as refused:
            plates.record_verified(store, printer, batch.id, 3, sha256="a", ok=ok)
        assert refused.value.why == "not_the_batch"
    plates.record_verified(store, printer, batch.id, 3, sha256="b", ok=True)


@pytest.mark.parametrize("area", ["", "3502"])
def test_no_area_is_not_everywhere(store: Store, area: str) -> None:
    coded(store, ["1号"])
    elsewhere = Actor(9, "far", "远", ((Role.PRINTER, OTHER_COMMUNITY),), "w")
    with pytest.raises(NotAllowed):
        listed(house(store), elsewhere, area)
    assert listed(store, person(store, "printer"))[0].lines == 1
