import pytest
from sqlalchemy import select

from db.domain.errors import NotAllowed, NotFound, StaleRecord, WrongState
from db.domain.place import PlaceKind
from db.schema.address import place
from db.schema.system import catalogue
from db.services.applications import file_confirmation
from db.services.places import PendingPlace, approve_places, find_place, pending_places, spelled
from db.store.store import Store
from tests.deliveries import cells, imported
from tests.office import STREET, person, place_id

VILLAGE = "金山村"


def draft(store: Store, *names: str) -> tuple[PendingPlace, ...]:
    imported(store, [cells("1号", street="", village=name) for name in names])
    return pending_places(store)


def states(store: Store) -> dict[str, str]:
    with store.read() as conn:
        return {row.name: row.state for row in conn.execute(select(place.c.name, place.c.state))}


def test_imported_names_wait_with_pinyin_and_their_addresses(store: Store) -> None:
    (waiting,) = draft(store, VILLAGE)
    assert (waiting.name, waiting.kind, waiting.addresses) == (VILLAGE, "village", 1)
    assert waiting.pinyin


def test_only_a_chief_approves_names_and_then_addresses_can_be_confirmed(store: Store) -> None:
    report = imported(store, [cells("1号", street="", village=VILLAGE)])
    waiting = pending_places(store)
    node_ids = [one for one in report.changes.rows["node"]]
    clerk = person(store, "clerk")
    filed = file_confirmation(store, clerk, node_ids, "批量确认", "普查")
    assert [one.reason for one in filed.blocked] == ["draft_place"]
    for login in ("clerk", "area_clerk", "admin"):
        with pytest.raises(NotAllowed):
            approve_places(store, person(store, login), waiting, "核准")
    changes = approve_places(store, person(store, "chief"), waiting, "核准")
    assert changes.rows["place"] == {waiting[0].id}
    assert (pending_places(store), states(store)[VILLAGE]) == ((), "approved")
    assert file_confirmation(store, clerk, node_ids, "批量确认", "普查").items == 1


def test_one_name_that_changed_keeps_all_waiting(store: Store) -> None:
    first, second = draft(store, VILLAGE, "银山村")
    chief = person(store, "chief")
    with store.write(chief, "place.approve") as work:
        work.change(place, {"id": second.id, "row_version": 1}, {"pinyin": "Yínshān Cūn"})
    with pytest.raises(StaleRecord):
        approve_places(store, chief, [first, second], "核准")
    assert states(store)[VILLAGE] == "pending"
    approve_places(store, chief, pending_places(store), "核准")
    with pytest.raises(WrongState):
        approve_places(store, chief, [first], "核准")
    with pytest.raises(NotFound):
        approve_places(store, chief, [PendingPlace(5, "无", "village", "", 0, 1)], "核准")


def test_a_place_is_found_by_its_name(store: Store) -> None:
    assert find_place(store, STREET) == place_id(store)
    assert find_place(store, "没有路") is None


def test_names_are_spelled_with_the_newest_overrides(store: Store) -> None:
    with store.engine.begin() as conn:
        assert spelled(conn, "厦禾路", PlaceKind.STREET).endswith("Lù")
        header = "text,reading,confidence,note\n"
        for version, reading in (("2026.9", "xià hé"), ("2026.10", "shà hé")):
            body = f"{header}厦禾,{reading},certain,\n"
            row = {
                "kind": "pinyin",
                "key": "overrides",
                "version": version,
                "source": "t",
                "status": "verified",
            }
            conn.execute(catalogue.insert().values(**row, body=body))
        assert spelled(conn, "厦禾路", PlaceKind.STREET).startswith("Sh")
