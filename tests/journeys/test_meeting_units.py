"""Somebody writes a row with its units at the moment in which they change: the row lies where its address lies."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db.domain.address import NodeKind
from db.domain.attachment import Purpose
from db.domain.errors import StoreUnavailable
from db.domain.plate import PlateClass
from db.schema.address import node
from db.schema.holdings import attachment, attachment_link
from db.schema.work import plate
from db.services import applications as apps
from db.services import editing, plates, transfer, transfer_in
from db.services.attachments import Incoming, Link, add_attachment
from db.services.quality import find_problems
from db.services.store import check_store, init_store, open_store
from db.store import turns
from db.store.store import Store
from tests import redraws
from tests.changes import whole
from tests.conftest import copy_template
from tests.desks import house
from tests.journeys.at_once import Deed, both
from tests.office import addresses, coded, person, place_id
from tests.redraws import filed, sound
from tests.register import COMMUNITY
from tests.transfer import (
    OTHER_DISTRICT,
    OTHER_SEEDS,
    PASSWORD,
    decided,
    given,
    no_file,
    parcel,
    prepared,
    signing,
)

PDF = b"%PDF-1.4\n%%EOF\n"


def _born(store: Store, _made: dict[str, int]) -> Deed:
    clerk, street = person(store, "clerk"), place_id(store)
    wish = editing.Wish(NodeKind.DOOR, "9号")
    return lambda desk: editing.add_children(desk, clerk, street, [wish], COMMUNITY)


def _attached(store: Store, made: dict[str, int]) -> Deed:
    clerk, link = person(store, "clerk"), Link("node", made["1号"], Purpose.SCAN)
    return lambda desk: add_attachment(desk, clerk, "", Incoming("批复.pdf", PDF), [link])


def _listed(store: Store, _made: dict[str, int]) -> Deed:
    printer = person(store, "printer")
    return lambda desk: plates.make_batches(desk, printer, "350203", {PlateClass.LARGE_DOOR: "large_door/1"})


def _looked_for(store: Store, _made: dict[str, int]) -> Deed:
    clerk = person(store, "clerk")
    return lambda desk: find_problems(desk, clerk)


DEEDS = [_born, _attached, _listed, _looked_for]
Making = Callable[[Store, dict[str, int]], Deed]


def beside(store: Store) -> None:
    """Plates and files lie where their addresses lie."""
    at = node.c.area_community
    filed_with = select(attachment.c.area_community, at).join_from(
        attachment, attachment_link, attachment_link.c.attachment_id == attachment.c.id
    )
    with store.read() as conn:
        for query in (
            select(plate.c.area_community, at).join_from(plate, node, node.c.id == plate.c.node_id),
            filed_with.join(node, node.c.id == attachment_link.c.row_id),
        ):
            rows = conn.execute(query).all()
            assert [row for row in rows if row[0] != row[1]] == []


@pytest.mark.parametrize("making", DEEDS)
def test_a_row_is_written_while_its_community_is_redrawn(store: Store, making: Making) -> None:
    made = coded(store, ["1号", "5号"])
    drawn = filed(store, redraws.transfer(store))
    chief, deed = person(store, "chief"), making(store, made)

    came = both(store, (lambda desk: apps.approve(desk, chief, drawn, 1, "同意"), deed))

    assert not came[0]
    sound(store)
    beside(store)
    assert check_store(store).ok


@pytest.mark.parametrize("making", DEEDS)
def test_a_row_is_written_while_its_address_is_handed_over(store: Store, making: Making) -> None:
    made = coded(store, ["1号", "5号"])
    signing(store)
    one = decided(store, parcel(store))
    chief, deed, own = person(store, "chief"), making(store, made), house(store)

    def release(_desk: Store) -> object:
        return transfer.release(own, chief, one, PASSWORD, "移交")

    came = both(store, (release, deed))

    assert came[0] in ("", "TransferRefused")  # plates that were listed first are in work
    assert not came[0] or not came[1]
    sound(store)
    beside(store)
    if not came[0]:
        assert transfer.write_again(own, one, PASSWORD)
    assert check_store(store).ok


@pytest.fixture
def giver(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The register of the district that gives."""
    copy_template(sqlite_template, tmp_path / "giver.db")
    opened = open_store(f"sqlite:///{(tmp_path / 'giver.db').as_posix()}")
    yield opened
    opened.close()


@pytest.fixture
def taker(engine_url: str) -> Iterator[Store]:
    """The register of the district that takes."""
    init_store(engine_url, OTHER_SEEDS, district_code=OTHER_DISTRICT, store_no=7)
    opened = open_store(engine_url)
    yield opened
    opened.close()


def test_an_address_is_born_while_the_same_one_comes_from_another_district(
    giver: Store, taker: Store
) -> None:
    addresses(giver, ["12号"])
    addresses(taker, ["14号"], community="350206005009")
    _handoff, package = given(giver)
    got = prepared(taker, package)
    chief, clerk = person(taker, "chief"), person(taker, "clerk")
    street, wish = place_id(taker), editing.Wish(NodeKind.DOOR, "12号")

    came = both(
        taker,
        (
            lambda desk: transfer_in.accept(desk, chief, got, package, no_file, "接收"),
            lambda desk: editing.add_children(desk, clerk, street, [wish], "350206005009"),
        ),
    )

    # What has come from over there when it is added is left as it is and told.
    assert came in (("", "NumberTaken"), ("", ""), ("TransferRefused", ""))
    with taker.read() as conn:
        query = select(node.c.legal).where(node.c.own_text == "12号")
        assert conn.execute(query).scalars().all() == ["draft" if came[0] else "to_verify"]
    whole(taker)


def test_he_who_must_be_alone_gives_up_when_somebody_does_not_come_to_an_end(
    shared_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_PATIENCE_S", 1)
    addresses(shared_store, ["1号"])
    drawn = filed(shared_store, redraws.transfer(shared_store))
    with (
        shared_store.write(person(shared_store, "clerk"), "address.edit", "核对"),
        pytest.raises(StoreUnavailable, match="busy"),
    ):
        apps.approve(shared_store, person(shared_store, "chief"), drawn, 1, "同意")
    apps.approve(shared_store, person(shared_store, "chief"), drawn, 1, "同意")
    sound(shared_store)
