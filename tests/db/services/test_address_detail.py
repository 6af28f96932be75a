from sqlalchemy import insert, update

from db.domain.plan import Act, Plan
from db.domain.redraw import Heir, Redraw, RedrawKind
from db.schema.address import node
from db.schema.holdings import attachment, attachment_link, person, person_link
from db.schema.work import import_batch
from db.services.addresses import NodeDetail, node_detail
from db.services.applications import file_confirmation
from db.services.redraw import file as file_redraw
from db.store.detail import Kin, Linked, Whence
from db.store.store import Store
from tests.changes import Clock, approve, done, edit, plan
from tests.desks import house
from tests.office import COMPOUND, addresses, approved, full, place_id
from tests.office import person as account
from tests.register import COMMUNITY, DISTRICT, OTHER_COMMUNITY


def seen(store: Store, node_id: int, login: str = "clerk") -> NodeDetail:
    return node_detail(store, node_id, account(store, login))


def test_a_detail_tells_where_the_address_lies_and_what_brought_it(store: Store) -> None:
    made = addresses(store, ["1号", "3号"])
    batch = {"district_code": DISTRICT, "id": 9, "kind": "addresses", "source_name": "七月清册.xlsx"}
    batch |= {"source_sha256": "x", "options": "{}", "state": "promoted", "actor": "clerk", "staged_at": "x"}
    point = {"lng": 118.09, "lat": 24.47, "datum": "GCJ-02", "civil_code": "3502" + "0" * 25}
    with house(store).engine.begin() as conn:
        conn.execute(insert(import_batch).values(**batch, promoted_at="2026-07-01T02:00:00Z"))
        conn.execute(update(node).where(node.c.id == made["1号"]).values(**point, source_batch=9))
    found = seen(store, made["1号"])
    row, told = found.row, found.whence
    assert (row.lng, row.lat, row.datum, told.civil_code) == tuple(point.values())
    assert (told.batch, told.source, told.taken_on) == (9, "七月清册.xlsx", "2026-07-01T02:00:00Z")
    other = seen(store, made["3号"])
    assert (other.row.lng, other.row.datum) == (None, "")
    assert other.whence == Whence("", 0, "", "")


def tie(store: Store, node_id: int, community: str = COMMUNITY, shard: str = DISTRICT) -> None:
    """One person and one file."""
    with house(store).engine.begin() as conn:
        area = {"area_district": DISTRICT + "000000", "area_subdistrict": community[:9] + "000"}
        common = {"district_code": shard, "id": node_id, "area_community": community, **area}
        who = {
            "kind": "owner",
            "key_id": 1,
            "wrapped_key": "k",
            "sealed": "s",
            "made_by": "c",
            "made_at": "x",
        }
        conn.execute(insert(person).values(**common, **who))
        file = {"sha256": "a" * 64, "name": "门.jpg", "media_type": "image/jpeg", "size": 1}
        file |= {"original_sha256": "a" * 64, "original_size": 1, "facts": "{}", "standing": "kept"}
        conn.execute(insert(attachment).values(**common, **file, added_by="c", added_at="x"))
        link = {"district_code": shard, "table_name": "node", "row_id": node_id}
        conn.execute(insert(person_link).values(**link, person_id=node_id))
        conn.execute(insert(attachment_link).values(**link, attachment_id=node_id, purpose="photo"))


def test_what_is_tied_to_an_address_is_counted_for_those_who_may_know(store: Store) -> None:
    made = addresses(store, ["1号", "3号"])
    tie(store, made["1号"])
    assert seen(store, made["1号"]).linked == Linked(1, 1)
    assert seen(store, made["3号"]).linked == Linked(0, 0)
    assert seen(store, made["1号"], "chief").linked == Linked(1, 1)
    assert seen(store, made["1号"], "printer").linked.persons is None
    assert node_detail(store, made["1号"]).linked.persons is None


def test_persons_of_elsewhere_are_not_counted(store: Store) -> None:
    made = addresses(store, ["1号"])
    tie(store, made["1号"], OTHER_COMMUNITY)
    clerk = account(store, "clerk")
    clerk.roles = tuple((role, COMMUNITY) for role, _area in clerk.roles)
    assert node_detail(store, made["1号"], clerk).linked.persons == 0


def test_an_ended_address_leads_to_what_stands_for_it_to_the_end_of_the_way(store: Store) -> None:
    made = approved(store, ["1号", "3号", "5号", "7号"])
    for old, new in (("1号", "3号"), ("3号", "5号")):
        merger = Plan(Act.MERGE, (edit(store, made[old]),), successors=(made[new],))
        approve(store, done(store, merger))
    approve(store, done(store, plan(store, Act.CANCEL, [made["7号"]])))
    heir = (Kin(made["5号"], full("5号")),)
    assert seen(store, made["1号"]).stand_ins == seen(store, made["3号"]).stand_ins == heir
    assert seen(store, made["5号"]).stand_ins == seen(store, made["7号"]).stand_ins == ()


def test_what_is_asked_for_and_from_which_day_it_holds(store: Store) -> None:
    clock = Clock()
    made = approved(store, ["1号", "1号/1幢", "3号"])
    later = Plan(Act.RENUMBER, (edit(store, made["1号"], own_text="11号"),), effective_on=clock.day(9))
    filed = done(store, later)
    (told,) = seen(store, made["1号"]).coming
    assert (told.kind, told.state, told.effective_on) == ("renumber", "submitted", clock.day(9))
    assert told.edit is not None
    assert (told.edit.own_text, told.above) == ("11号", "")
    (led,) = seen(store, made["1号/1幢"]).coming
    assert (led.above, led.application_id) == ("1号", filed.application_id)
    assert led.edit is not None
    assert led.edit.own_text == "11号"
    assert seen(store, made["3号"]).coming == ()
    approve(store, filed)
    (told,) = seen(store, made["1号"]).coming
    assert (told.state, told.effective_on) == ("approved", clock.day(9))


def test_what_is_coming_is_spelled_as_it_will_stand(store: Store) -> None:
    made = approved(store, ["1号", "3号"])
    done(store, plan(store, Act.RENUMBER, [made["1号"]], own_text="11"))
    (told,) = seen(store, made["1号"]).coming
    assert told.edit is not None
    assert told.edit.own_text == "11号"
    done(store, Plan(Act.SPLIT, (edit(store, made["3号"]),), new_own_texts=("3-1", "3-2号")))
    assert seen(store, made["3号"]).coming[0].names == ("3-1号", "3-2号")


def test_what_took_hold_is_coming_no_more(store: Store) -> None:
    made = approved(store, ["1号"])
    approve(store, done(store, plan(store, Act.RENUMBER, [made["1号"]], own_text="11号")))
    assert seen(store, made["1号"]).coming == ()


def test_where_it_is_to_go_and_who_shall_take_over_is_told_by_name(store: Store) -> None:
    made = approved(store, ["1号", "3号", "3号/1幢", "5号", "7号", "9号"])
    done(store, plan(store, Act.MOVE, [made["3号/1幢"]], parent_id=made["5号"]))
    (told,) = seen(store, made["3号/1幢"]).coming
    assert told.parent == full("5号")
    done(store, plan(store, Act.MOVE, [made["9号"]], community=OTHER_COMMUNITY))
    assert seen(store, made["9号"]).coming[0].community == "仙阁社区"
    done(store, Plan(Act.MERGE, (edit(store, made["7号"]),), successors=(made["1号"],)))
    assert seen(store, made["7号"]).coming[0].kin == (Kin(made["1号"], full("1号")),)


def test_a_split_tells_both_the_old_and_the_new(store: Store) -> None:
    made = approved(store, ["1号"])
    done(store, Plan(Act.SPLIT, (edit(store, made["1号"]),), new_own_texts=("1-1号", "1-2号")))
    (old,) = seen(store, made["1号"]).coming
    assert (old.names, old.takes_over) == (("1-1号", "1-2号"), False)
    assert [kin.text for kin in old.kin] == [full("1-1号"), full("1-2号")]
    (new,) = seen(store, old.kin[0].node_id).coming
    assert (new.kind, new.takes_over, new.kin) == ("split", True, ())


def test_what_waits_to_be_confirmed_says_so(store: Store) -> None:
    made = addresses(store, ["1号"])
    file_confirmation(store, account(store, "clerk"), made.values(), "批量确认", "普查")
    (told,) = seen(store, made["1号"]).coming
    assert (told.kind, told.state, told.effective_on, told.edit) == ("confirm", "submitted", "", None)


def test_a_new_name_of_the_place_and_new_units_are_coming_for_all_that_lies_there(store: Store) -> None:
    clock = Clock()
    made = approved(store, ["1号"])
    elsewhere = approved(store, ["1号"], COMPOUND, community=OTHER_COMMUNITY)
    name = Plan(Act.RENAME_PLACE, place_id=place_id(store), name="湖滨中路", effective_on=clock.day(5))
    done(store, name)
    assert [(one.kind, one.names) for one in seen(store, made["1号"]).coming] == [
        ("rename_place", ("湖滨中路",))
    ]
    assert seen(store, elsewhere["1号"]).coming == ()
    heir = Heir(COMMUNITY, "官任新社区", COMMUNITY[:9] + "000")
    redraw = Redraw(RedrawKind.RENAME, 5, (COMMUNITY,), (heir,), "批文", clock.day(3))
    file_redraw(store, account(store, "clerk"), redraw, "更名", "民政批复")
    assert [(one.kind, one.effective_on) for one in seen(store, made["1号"]).coming] == [
        ("redraw", clock.day(3)),
        ("rename_place", clock.day(5)),
    ]
    assert seen(store, elsewhere["1号"]).coming == ()
