from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db.domain.errors import NotAllowed
from db.domain.transfer import Fate, Handoff, TransferRefused, fingerprint, read_manifest
from db.schema.address import division, division_successor, node, node_version, place
from db.services import transfer, transfer_in
from db.services.search import search
from db.services.store import check_store, init_store, open_store
from db.store.store import Store
from tests.conftest import copy_template
from tests.desks import house
from tests.office import COMPOUND, LANE, STREET, addresses, approved, coded, person, place_id
from tests.register import COMMUNITY, OTHER_COMMUNITY
from tests.transfer import (
    NEW_COMMUNITY,
    OTHER_DISTRICT,
    OTHER_SEEDS,
    PASSWORD,
    decided,
    given,
    no_file,
    parcel,
    prepared,
    signing,
    taken,
    today,
)
from tests.vault import make_cheap


@pytest.fixture(scope="session")
def taker_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("taker") / "taker.db"
    init_store(f"sqlite:///{file.as_posix()}", OTHER_SEEDS, district_code=OTHER_DISTRICT, store_no=7)
    return file


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


@pytest.fixture
def taker(taker_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The register of the district that takes."""
    copy_template(taker_template, tmp_path / "taker.db")
    opened = open_store(f"sqlite:///{(tmp_path / 'taker.db').as_posix()}")
    yield opened
    opened.close()


def texts(store: Store) -> dict[int, tuple[str, str, str]]:
    with store.read() as conn:
        query = select(node.c.id, node.c.full_text, node.c.area_community, node.c.legal)
        return {row.id: tuple(row)[1:] for row in conn.execute(query)}  # type: ignore[misc]


def refused(why: str):
    return pytest.raises(TransferRefused, check=lambda error: error.why == why)


def test_a_community_goes_over_with_everything_and_the_receipt_closes_the_case(
    store: Store, taker: Store
) -> None:
    made = coded(store, ["12号", "14号"])
    rooms = addresses(store, ["1号", "1号/2幢", "1号/2幢/501室"], LANE)
    stays = addresses(store, ["3号"], COMPOUND, community=OTHER_COMMUNITY)
    handoff, package = given(store)
    manifest = read_manifest(package.signed.text)
    assert manifest.counts["node"] == 5
    incoming = transfer_in.examine(taker, package)
    assert (incoming.doubles, incoming.adopted, incoming.handoff) == ((), (STREET,), None)
    got, accepted = taken(taker, package)
    assert (accepted.taken, accepted.same, accepted.aside) == (5, 0, 0)
    here = texts(taker)
    assert set(here) == {*made.values(), *rooms.values()}
    assert {one[1] for one in here.values()} == {NEW_COMMUNITY}
    assert here[made["12号"]][0] == "厦门市湖里区湖滨南路12号"
    assert here[rooms["1号/2幢/501室"]][0] == "厦门市湖里区官任一里1号2幢501室"
    assert search(taker, "官任一里1号2幢501")
    assert check_store(taker).problems == ()
    assert check_store(house(store)).problems == ()
    there = texts(house(store))
    assert there[made["12号"]][:2] == ("厦门市湖里区湖滨南路12号", NEW_COMMUNITY)
    assert there[stays["3号"]][1] == OTHER_COMMUNITY
    signing(taker)
    receipt = transfer_in.receipt(taker, got, PASSWORD)
    clerk = person(store, "clerk")
    for _again in range(2):
        transfer.close(store, clerk, handoff, receipt, fingerprint(receipt.public), "回执")
    assert [one.state for one in transfer.handoffs(house(store))] == [Handoff.CLOSED]


def test_before_the_day_the_taking_register_tells_the_former_units(store: Store, taker: Store) -> None:
    made = approved(store, ["12号"])
    _handoff, package = given(store)
    taken(taker, package)
    for one in (house(store), taker):
        with one.read() as conn:
            found = conn.execute(
                select(node_version.c.valid_from, node_version.c.valid_to, node_version.c.area_community)
                .where(node_version.c.node_id == made["12号"])
                .order_by(node_version.c.valid_from)
            ).all()
            assert found[-1].area_community == NEW_COMMUNITY
            both = division.c.code.in_((COMMUNITY, NEW_COMMUNITY))
            query = select(division.c.code, division.c.valid_to).where(both)
            units = {row.code: row.valid_to for row in conn.execute(query)}
            steps = conn.execute(select(division_successor.c.old_code, division_successor.c.new_code)).all()
        assert units == {COMMUNITY: today(store), NEW_COMMUNITY: "9999-12-31"}
        assert (COMMUNITY, NEW_COMMUNITY) in {tuple(step) for step in steps}


def test_some_places_go_and_the_rest_of_the_community_stays(store: Store, taker: Store) -> None:
    goes = addresses(store, ["2号"], LANE)
    stays = approved(store, ["12号"])
    _handoff, package = given(store, place_id(store, LANE))
    taken(taker, package)
    assert set(texts(taker)) == set(goes.values())
    assert texts(house(store))[stays["12号"]][1] == COMMUNITY
    with house(store).read() as conn:
        closed = conn.execute(select(division.c.valid_to).where(division.c.code == COMMUNITY)).scalar_one()
        rows = conn.execute(select(place.c.name, place.c.home_district))
        homes = {row.name: row.home_district for row in rows}
    assert closed == "9999-12-31"
    assert (homes[LANE], homes[STREET]) == (OTHER_DISTRICT, "350203")
    with taker.read() as conn:
        assert (
            conn.execute(select(place.c.home_district).where(place.c.name == LANE)).scalar_one()
            == OTHER_DISTRICT
        )


def there_already(taker: Store) -> dict[str, int]:
    with house(taker).read() as conn:
        found = conn.execute(select(place.c.id).where(place.c.name == STREET)).scalar_one()
    assert found
    return addresses(taker, ["12号", "12号/501室"], community="350206005009")


def test_an_address_that_is_there_already_is_one_or_stands_beside_as_a_person_decides(
    store: Store, taker: Store
) -> None:
    ours = there_already(taker)
    made = addresses(store, ["12号", "12号/502室", "14号"])
    _handoff, package = given(store)
    (double,) = transfer_in.examine(taker, package).doubles
    assert (double.theirs.id, double.ours.id) == (made["12号"], ours["12号"])
    with refused("undecided"):
        prepared(taker, package)
    _got, accepted = taken(taker, package, {made["12号"]: Fate.SAME})
    assert (accepted.taken, accepted.same, accepted.aside) == (3, 1, 0)
    with taker.read() as conn:
        parent = conn.execute(select(node.c.parent_id).where(node.c.id == made["12号/502室"])).scalar_one()
    assert parent == ours["12号"]
    assert made["12号"] not in texts(taker)
    assert check_store(taker).problems == ()


def test_what_stands_beside_is_to_be_verified_with_all_below_it_and_reported(
    store: Store, taker: Store
) -> None:
    there_already(taker)
    made = approved(store, ["12号", "14号"])
    below = addresses(store, ["6号", "6号/502室"], LANE)
    _handoff, package = given(store)
    _got, accepted = taken(taker, package, {made["12号"]: Fate.ASIDE})
    here = texts(taker)
    assert accepted.aside == 1
    assert here[made["12号"]][2] == "to_verify"
    assert here[made["14号"]][2] == "approved"
    assert here[below["6号/502室"]][2] == "to_verify"
    from db.services.quality import open_problems

    (found,) = [one for one in open_problems(taker) if one.rule == transfer_in.DOUBLE]
    assert found.node_id == made["12号"]
    assert check_store(taker).problems == ()


def test_the_same_package_once_more_changes_nothing(store: Store, taker: Store) -> None:
    addresses(store, ["12号"])
    _handoff, package = given(store)
    got, first = taken(taker, package)
    before = texts(taker)
    again = transfer_in.accept(taker, person(taker, "chief"), got, package, no_file, "再来一次")
    assert (again.taken, again.changes.entry) == (first.taken, 0)
    assert texts(taker) == before
    seen = transfer_in.examine(taker, package)
    assert (seen.handoff is not None and seen.handoff.state, seen.known_signer) == ("accepted", True)


def test_one_person_does_not_do_it_alone(store: Store, taker: Store) -> None:
    addresses(store, ["12号"])
    signing(store)
    handoff = transfer.file(store, person(store, "clerk"), parcel(store), "区划调整")
    with pytest.raises(NotAllowed):
        transfer.decide(store, person(store, "clerk"), handoff, 1, "同意")
    with refused("wrong_state"):
        transfer.release(house(store), person(store, "chief"), handoff, PASSWORD, "移交")


def test_the_package_is_written_again_as_it_was(store: Store) -> None:
    coded(store, ["12号"])
    handoff, package = given(store)
    assert transfer.write_again(house(store), handoff, PASSWORD) == package
    with refused("wrong_password"):
        transfer.write_again(house(store), handoff, "不是这个口令")


def test_what_is_under_way_hinders_and_says_so(store: Store) -> None:
    made = addresses(store, ["12号"])
    signing(store)
    handoff = decided(store, parcel(store))
    from db.services.applications import file_confirmation

    file_confirmation(store, person(store, "clerk"), made.values(), "批量确认", "普查")
    with refused("open_changes"):
        transfer.release(house(store), person(store, "chief"), handoff, PASSWORD, "移交")
    found = transfer.handoffs(house(store))[0]
    assert found.state == Handoff.DECIDED
    transfer.withdraw(store, person(store, "clerk"), handoff, found.row_version, "不移交了")
    with refused("wrong_state"):
        transfer.release(house(store), person(store, "chief"), handoff, PASSWORD, "移交")


def test_nothing_goes_before_its_day_nor_twice(store: Store) -> None:
    addresses(store, ["12号"])
    signing(store)
    handoff = decided(store, parcel(store, day="2099-01-01"))
    with refused("not_yet"):
        transfer.release(house(store), person(store, "chief"), handoff, PASSWORD, "移交")
    with refused("under_way"):
        transfer.file(store, person(store, "clerk"), parcel(store), "再一次")


def test_on_a_server_only_its_owner_lets_go(shared_store: Store) -> None:
    addresses(shared_store, ["12号"])
    signing(shared_store)
    handoff = decided(shared_store, parcel(shared_store))
    with refused("needs_owner"):
        transfer.release(shared_store, person(shared_store, "chief"), handoff, PASSWORD, "移交")
