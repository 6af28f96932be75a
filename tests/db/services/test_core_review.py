"""What real lists, orders of steps and several desks do to the register: each of these once went wrong."""

import threading

import pytest
from sqlalchemy import insert, select, update

from db.domain.number import parse_number
from db.domain.progress import Silent
from db.domain.state import Legal
from db.schema.address import node, number_slot
from db.services.applications import file_new_number
from db.services.importing import promote, rejects
from db.services.promotion import Promotion
from db.store.store import Store
from db.store.tree import move_legal
from tests.deliveries import assert_sound, cells, imported, outcomes, sheet, staged
from tests.office import addresses, full, person, place_id
from tests.register import COMMUNITY

# -- numbers -------------------------------------------------------------------------------------------------------


def test_a_number_that_went_with_its_address_is_refused_by_row(store: Store) -> None:
    made = addresses(store, ["12号", "临12号"], legal=Legal.DRAFT)
    with store.write(person(store, "clerk"), "address.edit") as work:
        move_legal(work, made.values(), Legal.VOID, Legal.DRAFT)
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
    promote(store, person(store, "clerk"), batch, Silent())
    assert outcomes(store, batch) == ["differs_from_register"]
    with store.read() as conn:
        assert conn.execute(select(node.c.side)).scalar_one() == ""
