"""What goes over beside addresses, what holds them back, and who may take them in."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select, update

from db.domain.access import Role
from db.domain.alias import BadPlace
from db.domain.attachment import Purpose
from db.domain.errors import NotAllowed
from db.domain.place import PlaceKind
from db.domain.place_card import Facts
from db.domain.transfer import Fate, Handoff, TransferRefused
from db.schema.address import node, number_slot, place
from db.schema.holdings import attachment
from db.schema.work import inspection_form, plate, problem
from db.services import transfer, transfer_in
from db.services.attachments import Incoming, Link, add_attachment, attachments_of, read_attachment
from db.services.place_edits import enter_place
from db.services.store import check_store
from db.store.store import Store
from tests.changes import hang
from tests.db.services.test_redraw_rows import put
from tests.desks import house
from tests.office import addresses, approved, person, place_id
from tests.register import COMMUNITY
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
)

pytestmark = pytest.mark.usefixtures("quick_keys")
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


def refused(why: str) -> pytest.RaisesExc[TransferRefused]:
    return pytest.raises(TransferRefused, check=lambda error: error.why == why)


def scanned(store: Store) -> int:
    """An approved address with a scanned form, a plate and a problem; its id."""
    made = approved(store, ["12号"])["12号"]
    link = Link("node", made, Purpose.SCAN)
    add_attachment(store, person(store, "clerk"), "", Incoming("申请表.pdf", PDF), [link])
    hang(store, {made: "mounted"})
    put(store, problem, node_id=made, problem="错", state="registered", area_community=COMMUNITY)
    return made


def where(store: Store) -> set[str]:
    """The communities in which files, plates and problems lie."""
    with house(store).read() as conn:
        tables = (attachment, plate, problem)
        return {code for table in tables for code in conn.execute(select(table.c.area_community)).scalars()}


def test_files_plates_and_problems_go_over_and_are_no_more_this_districts(store: Store, taker: Store) -> None:
    made = scanned(store)
    assert where(store) == {COMMUNITY}
    _handoff, package = given(store)
    taken(taker, package, read_file=partial(transfer.file_content, house(store)))
    (row,) = attachments_of(taker, "node", made)
    assert read_attachment(taker, row.id).content == PDF
    assert where(taker) == where(store) == {NEW_COMMUNITY}
    assert check_store(taker).problems == ()
    assert check_store(house(store)).problems == ()


def test_a_file_of_other_bytes_is_refused_and_nothing_comes_in(store: Store, taker: Store) -> None:
    scanned(store)
    _handoff, package = given(store)
    with refused("altered"):
        taken(taker, package, read_file=lambda _sha256: b"another")
    assert [one.state for one in transfer.handoffs(taker)] == [Handoff.PREPARED]
    with taker.read() as conn:
        assert conn.execute(select(node.c.id)).all() == []


def test_who_prepared_a_package_does_not_take_it_in(store: Store, taker: Store) -> None:
    addresses(store, ["12号"])
    _handoff, package = given(store)
    got = prepared(taker, package)
    both = replace(person(taker, "clerk"), roles=((Role.CLERK, OTHER_DISTRICT), (Role.CHIEF, OTHER_DISTRICT)))
    with pytest.raises(NotAllowed, check=lambda error: error.why == "same_person"):
        transfer_in.accept(taker, both, got, package, no_file, "接收")
    assert [one.state for one in transfer.handoffs(taker)] == [Handoff.PREPARED]


def test_what_clashes_is_not_said_to_be_the_same(store: Store, taker: Store) -> None:
    ours = addresses(taker, ["12号"], community="350206005009")["12号"]
    with taker.engine.begin() as conn:
        conn.execute(update(node).where(node.c.id == ours).values(legal="suspended"))
    made = approved(store, ["12号"])["12号"]
    _handoff, package = given(store)
    (double,) = transfer_in.examine(taker, package).doubles
    assert not double.may_be_same
    with refused("cannot_be_same"):
        prepared(taker, package, {made: Fate.SAME})
    assert transfer.handoffs(taker) == ()


def lease(store: Store, made: int) -> None:
    with house(store).write(person(store, "clerk"), "import.promote", "test") as work:
        mine = update(number_slot).where(number_slot.c.owner == made)
        work.conn.execute(mine.values(status="leased", until="2099-01-01"))
        work.note(number_slot.name, str(made), "", "{}")


def form_out(store: Store, made: int) -> None:
    put(store, inspection_form, node_id=made, plate_id=1, state="issued")


@pytest.mark.parametrize(
    ("act", "why"),
    [
        pytest.param(lambda store, made: hang(store, {made: "listed"}), "plates_in_work", id="plate"),
        pytest.param(form_out, "forms_out", id="form"),
        pytest.param(lease, "numbers_leased", id="lease"),
    ],
)
def test_what_is_out_of_the_house_holds_an_address_back(
    store: Store, act: Callable[[Store, int], None], why: str
) -> None:
    made = approved(store, ["12号"])["12号"]
    signing(store)
    handoff = decided(store, parcel(store))
    act(store, made)
    with refused(why):
        transfer.release(house(store), person(store, "chief"), handoff, PASSWORD, "移交")
    assert [one.state for one in transfer.handoffs(house(store))] == [Handoff.DECIDED]


VILLAGE = "上李社"


def village(store: Store, community: str) -> dict[str, int]:
    """A village of this name with two doors, as each district may have one of its own."""
    enter_place(store, person(store, "clerk"), VILLAGE, Facts(PlaceKind.VILLAGE))
    return addresses(store, ["1号", "3号"], VILLAGE, community=community)


@pytest.mark.parametrize("whole", [True, False])
def test_a_village_meets_the_one_of_its_name_in_the_taking_district(
    store: Store, taker: Store, whole: bool
) -> None:
    theirs, ours = village(store, COMMUNITY), village(taker, "350206005009")
    _handoff, package = given(store, *([] if whole else [place_id(store, VILLAGE)]))
    doubles = transfer_in.examine(taker, package).doubles
    assert [(one.theirs.id, one.ours.id) for one in doubles] == [
        (theirs[door], ours[door]) for door in theirs
    ]
    taken(taker, package, dict.fromkeys(theirs.values(), Fate.SAME))
    assert check_store(taker).problems == ()


def test_a_village_that_goes_over_is_one_of_its_new_district(store: Store, taker: Store) -> None:
    village(store, COMMUNITY)
    _handoff, package = given(store)
    taken(taker, package)
    with pytest.raises(BadPlace, check=lambda error: error.why == "name_taken"):
        enter_place(taker, person(taker, "clerk"), VILLAGE, Facts(PlaceKind.VILLAGE))
    with house(taker).read() as conn:
        query = select(place.c.scope_code, place.c.home_district).where(place.c.name == VILLAGE)
        assert [tuple(row) for row in conn.execute(query)] == [(OTHER_DISTRICT, OTHER_DISTRICT)]
