"""Numbers and texts that were given out before: seen by the preview, refused by the writing, on both engines."""

import pytest
from sqlalchemy import insert, select, update

from db.domain.address import NodeKind
from db.domain.errors import NotFound, NumberTaken, WrongState
from db.domain.plan import Act
from db.schema.address import node, number_slot
from db.services import editing
from db.services.editing import Judged, Wish, add_children, preview_children
from db.services.settings import change
from db.store import tree
from db.store.store import Store
from tests.changes import approve, done, plan, rows
from tests.office import COMPOUND, addresses, approved, full, person, place_id
from tests.register import COMMUNITY


def doors(*texts: str) -> list[Wish]:
    return [Wish(NodeKind.DOOR, text) for text in texts]


def told(judged: tuple[Judged, ...]) -> dict[str, str]:
    """Own part -> ``there``, why not, or ``""``."""
    return {
        one.own_text: "there" if one.there else one.against.why.value if one.against else "" for one in judged
    }


def holders(judged: tuple[Judged, ...]) -> dict[str, str]:
    return {one.own_text: one.against.text for one in judged if one.against}


def used_street(store: Store) -> None:
    """3号 was cancelled, 5号 has become 15号, 7号 asks for 17号, 9号 is reserved, 11号 was only ever a draft."""
    made = approved(store, ["3号", "5号", "7号"])
    approve(store, done(store, plan(store, Act.CANCEL, [made["3号"]])))
    approve(store, done(store, plan(store, Act.RENUMBER, [made["5号"]], own_text="15号")))
    done(store, plan(store, Act.RENUMBER, [made["7号"]], own_text="17号"))
    with store.engine.begin() as conn:
        row = conn.execute(select(number_slot).limit(1)).one()._asdict()
        kept = {"suffix": "", "owner": None}
        conn.execute(insert(number_slot).values(row | kept | {"number": 9, "status": "reserved"}))
        conn.execute(insert(number_slot).values(row | kept | {"number": 19, "status": "leased"}))
        conn.execute(insert(number_slot).values(row | kept | {"number": 21, "status": "retired"}))
        conn.execute(insert(number_slot).values(row | kept | {"number": 23, "status": "live"}))
    draft = addresses(store, ["11号"])["11号"]
    editing.take_away(store, person(store, "clerk"), {draft: rows(store, [draft])[draft].row_version})


def test_the_preview_tells_every_number_given_out_before_and_whose_it_was(store: Store) -> None:
    used_street(store)
    texts = (
        "1号",
        "3号",
        "5号",
        "7号",
        "9号",
        "11号",
        "15号",
        "17号",
        "19号",
        "21号",
        "23号",
        "3-1号",
        "临3号",
    )
    judged = preview_children(store, place_id(store), doors(*texts), COMMUNITY)
    assert told(judged) == {
        "1号": "",
        "3号": "retired",
        "5号": "left",
        "7号": "there",
        "9号": "reserved",
        "11号": "",
        "15号": "there",
        "17号": "asked",
        "19号": "leased",
        "21号": "retired",
        "23号": "beyond",
        "3-1号": "",
        "临3号": "",
    }
    assert {text: name for text, name in holders(judged).items() if name} == {
        "3号": full("3号"),
        "5号": full("15号"),
        "17号": full("7号"),
    }


def test_what_the_preview_lets_through_is_added_and_what_it_marks_is_refused_by_name(store: Store) -> None:
    used_street(store)
    clerk, street = person(store, "clerk"), place_id(store)
    for text, why in (("3号", "retired"), ("5号", "left"), ("9号", "reserved"), ("17号", "asked")):
        with pytest.raises(NumberTaken) as caught:
            add_children(store, clerk, street, doors("1号", text), COMMUNITY)
        assert (caught.value.text, caught.value.why) == (full(text), why)
    added = add_children(store, clerk, street, doors("1号", "11号", "3-1号", "7号"), COMMUNITY)
    assert (len(added.node_ids), len(added.there)) == (3, 1)


def test_a_room_that_was_cancelled_rests_as_long_as_the_rules_say(store: Store) -> None:
    made = approved(store, ["3号", "3号/101室", "3号/102室"])
    approve(store, done(store, plan(store, Act.CANCEL, [made["3号/101室"]])))
    clerk, wishes = person(store, "clerk"), [Wish(NodeKind.ROOM, text) for text in ("101", "102", "103")]

    def look() -> dict[str, str]:
        return told(preview_children(store, made["3号"], wishes))

    assert look() == {"101室": "retired", "102室": "there", "103室": ""}
    with pytest.raises(NumberTaken) as caught:
        add_children(store, clerk, made["3号"], wishes)
    assert (caught.value.text, caught.value.other) == (full("3号/101室"), full("3号/101室"))
    change(store, person(store, "chief"), {"number.cooling_years": 0}, "区里规定")
    assert look() == {"101室": "", "102室": "there", "103室": ""}
    assert len(add_children(store, clerk, made["3号"], wishes).node_ids) == 2


def test_the_preview_refuses_a_parent_as_the_writing_does(store: Store) -> None:
    made = addresses(store, ["3号"])
    with pytest.raises(NotFound):
        preview_children(store, 1, doors("1号"), COMMUNITY)
    with store.engine.begin() as conn:
        conn.execute(update(node).where(node.c.id == made["3号"]).values(legal="suspended"))
    with pytest.raises(WrongState):
        preview_children(store, made["3号"], [Wish(NodeKind.ROOM, "101")])
    judged = preview_children(store, place_id(store, COMPOUND), [Wish(NodeKind.BUILDING, "1")], COMMUNITY)
    assert told(judged) == {"1幢": ""}


def test_a_number_that_another_address_holds_is_named_by_the_slot_itself(store: Store) -> None:
    made = addresses(store, ["3-1号"])
    with store.engine.begin() as conn:
        row = conn.execute(select(number_slot)).one()
        at = (row.district_code, row.naming_id)
        wanted = [(*at, 5, "", "pending", row.owner), (*at, row.number, row.suffix, "pending", 78)]
        with pytest.raises(NumberTaken) as caught:
            tree.take_slots(conn, wanted)
    assert (caught.value.text, caught.value.holder) == ("3-1号", made["3-1号"])
