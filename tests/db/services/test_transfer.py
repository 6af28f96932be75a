import hashlib
import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from db.domain.errors import NotAllowed
from db.domain.transfer import (
    Fate,
    Handoff,
    Package,
    TransferRefused,
    fingerprint,
    manifest_text,
    read_manifest,
    read_receipt,
    receipt_text,
)
from db.schema.address import division, division_successor, node, node_version, place
from db.services import transfer, transfer_in
from db.services.search import search
from db.services.store import check_store, open_store
from db.store.store import Store
from db.store.transfer_key import Signer
from tests.conftest import copy_template
from tests.desks import house
from tests.office import COMPOUND, LANE, STREET, addresses, approved, coded, person, place_id
from tests.register import COMMUNITY, OTHER_COMMUNITY
from tests.transfer import (
    NEW_COMMUNITY,
    OTHER_DISTRICT,
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

pytestmark = pytest.mark.usefixtures("quick_keys")


def texts(store: Store) -> dict[int, tuple[str, str, str]]:
    with store.read() as conn:
        query = select(node.c.id, node.c.full_text, node.c.area_community, node.c.legal)
        return {row.id: tuple(row)[1:] for row in conn.execute(query)}


def refused(why: str) -> pytest.RaisesExc[TransferRefused]:
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


def resigned(
    package: Package, change: Callable[[dict[str, bytes]], None], signer: Signer | None = None
) -> Package:
    """The package with other members, described as it should be, and signed by somebody else."""
    members = dict(package.rows)
    change(members)
    manifest = read_manifest(package.signed.text)
    counts = {name: members[f"rows/{name}.jsonl"].count(b"\n") for name in manifest.counts}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    text = manifest_text(replace(manifest, members=sums, counts=counts))
    return Package((signer or stranger()).sign(text), members, package.files)


def stranger() -> Signer:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = bytes(range(32))
    return Signer(Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw(), secret)


def in_rows(table: str, **values: object) -> Callable[[dict[str, bytes]], None]:
    """Changes the first row of a table."""

    def change(members: dict[str, bytes]) -> None:
        name = f"rows/{table}.jsonl"
        first, _newline, rest = members[name].partition(b"\n")
        members[name] = json.dumps({**json.loads(first), **values}).encode() + b"\n" + rest

    return change


def reversed_lines(members: dict[str, bytes]) -> None:
    for name, data in members.items():
        members[name] = b"".join(reversed(data.splitlines(keepends=True)))


def of_one(template: Path, file: Path) -> Store:
    copy_template(template, file)
    opened = open_store(f"sqlite:///{file.as_posix()}")
    coded(opened, ["12号"])
    addresses(opened, ["1号", "1号/501室"], LANE)
    return opened


@pytest.fixture(scope="module")
def package(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """What the register of one address gives away, once for all: nobody changes a package."""
    opened = of_one(sqlite_template, tmp_path_factory.mktemp("gives") / "gives.db")
    with pytest.MonkeyPatch.context() as patch:
        make_cheap(patch)
        made = given(opened)[1]
    opened.close()
    return made


@pytest.fixture
def store_of_one(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A giving register with an address, on SQLite: what is in a file does not depend on where it was written."""
    opened = of_one(sqlite_template, tmp_path / "gives.db")
    yield opened
    opened.close()


def test_an_altered_package_is_refused_by_its_sums_and_its_signature(taker: Store, package: Package) -> None:
    rows = {**package.rows, "rows/plate.jsonl": b"{}\n"}
    with refused("altered"):
        transfer_in.examine(taker, replace(package, rows=rows))
    with refused("altered"):
        transfer_in.examine(taker, replace(package, rows={**package.rows, "rows/more.jsonl": b""}))
    with refused("bad_signature"):
        transfer_in.examine(taker, replace(package, signed=replace(package.signed, public=stranger().public)))
    text = package.signed.text.replace("湖里区".encode(), "翔安区".encode())
    with refused("bad_signature"):
        transfer_in.examine(taker, replace(package, signed=replace(package.signed, text=text)))


def test_a_package_signed_by_somebody_else_is_known_by_its_fingerprint(
    taker: Store, package: Package
) -> None:
    other = resigned(package, lambda _members: None)
    told = fingerprint(package.signed.public)
    assert transfer_in.examine(taker, other).fingerprint != told
    with refused("not_compared"):
        transfer_in.prepare(taker, person(taker, "clerk"), other, {}, told, "核对")


def test_another_package_of_the_same_hand_over_is_not_accepted_for_it(taker: Store, package: Package) -> None:
    handoff = prepared(taker, package)
    same_text, other = resigned(package, lambda _members: None), resigned(package, reversed_lines)
    for one, why in ((same_text, "other_signer"), (other, "other_package")):
        with refused(why):
            transfer_in.accept(taker, person(taker, "chief"), handoff, one, no_file, "接收")
    with pytest.raises(NotAllowed):
        transfer_in.accept(taker, person(taker, "clerk"), handoff, package, no_file, "接收")
    assert texts(taker) == {}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (in_rows("node", area_community="350206005009"), "foreign_row"),
        (in_rows("node", legal="holy"), "bad_row"),
        (in_rows("node", legal=7), "bad_row"),
        (in_rows("node", legal="cancelled"), "foreign_row"),
        (in_rows("node", parent_id=5), "foreign_row"),
        (in_rows("node", live_key="9|x"), "foreign_row"),
        (in_rows("node", id=(7 << 47) + 5), "foreign_row"),
        (in_rows("node", number=1.5), "bad_row"),
        (in_rows("node", full_text="\x00"), "bad_row"),
        (in_rows("node", surprise=1), "bad_row"),
        (in_rows("node_version", valid_to="2020-01-01"), "foreign_row"),
        (in_rows("number_slot", naming_id=4), "foreign_row"),
        (in_rows("payload", state="odd"), "bad_row"),
        (in_rows("place", id=3), "foreign_row"),
        (lambda members: members.update({"rows/node.jsonl": b"[1]\n"}), "bad_row"),
        (lambda members: members.update({"rows/node.jsonl": b"{" * 90_000 + b"\n"}), "bad_row"),
        (lambda members: members.update({"rows/node.jsonl": b"\xff\n"}), "bad_row"),
    ],
)
def test_rows_that_no_hand_over_brings_are_refused_whoever_signed_them(
    taker: Store, package: Package, change: Callable[[dict[str, bytes]], None], why: str
) -> None:
    with refused(why):
        transfer_in.examine(taker, resigned(package, change))
    assert texts(taker) == {}


def test_the_order_of_lines_makes_no_difference(taker: Store, package: Package) -> None:
    _handoff, accepted = taken(taker, resigned(package, reversed_lines))
    assert accepted.taken == 3
    assert check_store(taker).problems == ()


@pytest.mark.parametrize("statement", [1, 4, 9, 14, 20])
def test_a_kill_while_accepting_leaves_nothing_or_everything(
    taker: Store, package: Package, statement: int
) -> None:
    handoff = prepared(taker, package)
    url = taker.url.render_as_string(hide_password=False)
    taker.close()
    if os.fork() == 0:
        _die_at(url, handoff, package, statement)
    _, status = os.wait()
    assert os.WIFSIGNALED(status)
    again = open_store(url)
    assert texts(again) == {}
    assert [one.state for one in transfer.handoffs(again)] == [Handoff.PREPARED]
    done = transfer_in.accept(again, person(again, "chief"), handoff, package, no_file, "接收")
    assert done.taken == 3
    assert check_store(again).problems == ()
    again.close()


def _die_at(url: str, handoff: int, package: Package, statement: int) -> None:
    seen = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def _count(conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        nonlocal seen
        seen += sql.startswith(("INSERT", "UPDATE")) and bool(conn.engine.url.database)
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        store = open_store(url)
        transfer_in.accept(store, person(store, "chief"), handoff, package, no_file, "接收")
    finally:
        os._exit(1)


def test_a_receipt_for_another_hand_over_or_by_another_key_closes_nothing(
    store_of_one: Store, taker: Store
) -> None:
    handoff, package = given(store_of_one)
    got, _accepted = taken(taker, package)
    signing(taker)
    receipt = transfer_in.receipt(taker, got, PASSWORD)
    clerk = person(store_of_one, "clerk")
    with refused("other_signer"):
        transfer.close(store_of_one, clerk, handoff, receipt, "00000", "回执")
    said = replace(read_receipt(receipt.text), package="0" * 64)
    forged = stranger().sign(receipt_text(said))
    with refused("other_handoff"):
        transfer.close(store_of_one, clerk, handoff, forged, fingerprint(forged.public), "回执")
    with refused("is_package"):
        transfer.close(
            store_of_one, clerk, handoff, package.signed, fingerprint(package.signed.public), "回执"
        )


def test_the_taking_register_keeps_what_the_other_journal_told(taker: Store, package: Package) -> None:
    got, _accepted = taken(taker, package)
    told = transfer_in.told_before(taker, got)
    assert {"qr.accept", "application.approve"} <= {one["verb"] for one in told}
    assert [one["seq"] for one in told] == sorted(one["seq"] for one in told)


def test_no_person_travels(package: Package) -> None:
    assert not [name for name in package.rows if "person" in name or "vault" in name or "actor" in name]
