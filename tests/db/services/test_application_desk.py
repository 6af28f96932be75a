from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from db.domain.clock import legal_date
from db.domain.errors import NotFound
from db.domain.plan import Act, Edit, Plan
from db.domain.state import Application
from db.schema.address import node, place
from db.services.application_desk import AddressLine, list_applications, look_at
from db.services.applications import applications, approve, file_confirmation
from db.services.changes import carry_out, preview
from tests.changes import hang
from tests.desks import house
from tests.office import addresses, approved, full, person

pytestmark = pytest.mark.both_engines


def versions(store, ids):
    with store.read() as conn:
        query = select(node.c.id, node.c.row_version).where(node.c.id.in_(list(ids)))
        return {row.id: row.row_version for row in conn.execute(query)}


def filed(store, act, ids, **more) -> int:
    wish = {name: more.pop(name) for name in ("own_text",) if name in more}
    edits = tuple(Edit(one, version, **wish) for one, version in versions(store, ids).items())
    return carry_out(store, person(store, "clerk"), Plan(act, edits, **more), "申请", "核对").application_id


def texts(lines: tuple[AddressLine, ...]) -> list[tuple[str, str]]:
    return [(line.before, line.after) for line in lines]


def test_a_new_number_is_shown_before_and_after_while_it_waits(store):
    made = approved(store, ["12号", "12号/501室"])
    day = legal_date(datetime.now(UTC) + timedelta(days=9))
    wanted = filed(store, Act.RENUMBER, [made["12号"]], own_text="14号", effective_on=day)
    seen = look_at(store, wanted)
    assert (seen.act, seen.hindrance, seen.hanging.applications) == (Act.RENUMBER, "", 0)
    assert texts(seen.lines) == [(full("12号"), full("14号"))]
    (listed,) = [one for one in list_applications(store) if one.row.id == wanted]
    assert listed.waiting is not None
    assert (listed.waiting.effective_on, listed.waiting.state) == (day, "proposed")
    approve(store, person(store, "chief"), wanted, listed.row.row_version, "同意")
    (listed,) = [one for one in list_applications(store) if one.row.id == wanted]
    assert listed.waiting is not None
    assert listed.waiting.state == "due"
    assert texts(look_at(store, wanted).lines) == [(full("12号"), full("14号"))]


def test_a_list_that_is_cut_short_shows_the_newest_with_their_days(store):
    made = approved(store, ["12号", "14号", "16号"])
    day = legal_date(datetime.now(UTC) + timedelta(days=9))
    held = decided(store, filed(store, Act.SUSPEND, [made["12号"]]))
    plain = filed(store, Act.SUSPEND, [made["14号"]])
    dated = filed(store, Act.SUSPEND, [made["16号"]], effective_on=day)
    told = [(one.row.id, one.effective_on, one.waiting is not None) for one in list_applications(store)]
    assert told[:3] == [(dated, day, True), (plain, "", True), (held, "", False)]
    assert list_applications(store, 2) == list_applications(store)[:2]


def test_what_ended_and_what_is_new_have_one_side_only(store):
    made = approved(store, ["12号", "12号/501室", "14号", "16号"])
    gone = filed(store, Act.CANCEL, [made["12号"]])
    assert texts(look_at(store, gone).lines) == [(full("12号"), ""), (full("12号/501室"), "")]
    parts = filed(store, Act.SPLIT, [made["14号"]], new_own_texts=("14-1号", "14-2号"))
    assert texts(look_at(store, parts).lines) == [
        (full("14号"), ""),
        ("", full("14-1号")),
        ("", full("14-2号")),
    ]


def test_of_a_split_it_is_shown_who_takes_what_hangs_below(store):
    made = approved(store, ["14号", "14号/1幢", "14号/2幢"])
    shares = ((made["14号/2幢"], 0), (made["14号/1幢"], 1))
    wanted = filed(store, Act.SPLIT, [made["14号"]], new_own_texts=("14-1", "14-2号"), shares=shares)
    told = [(full("14号/2幢"), full("14-1号/2幢")), (full("14号/1幢"), full("14-2号/1幢"))]
    assert texts(look_at(store, wanted).lines)[3:] == told
    assert texts(look_at(store, decided(store, wanted)).lines)[3:] == told


def test_a_list_to_confirm_shows_its_addresses(store):
    made = addresses(store, ["12号", "14号"])
    wanted = file_confirmation(store, person(store, "clerk"), made.values(), "存量", "普查").application_id
    seen = look_at(store, wanted)
    assert seen.act is None
    assert [line.before for line in seen.lines] == [full("12号"), full("14号")]
    assert next(one for one in list_applications(store) if one.row.id == wanted).waiting is None


def decided(store, wanted: int) -> int:
    row = next(one for one in applications(store, Application.SUBMITTED) if one.id == wanted)
    approve(store, person(store, "chief"), wanted, row.row_version, "同意")
    return wanted


def test_what_took_hold_is_shown_as_it_was_and_as_it_became(store):
    made = approved(store, ["12号", "12号/501室", "16号"])
    wanted = decided(store, filed(store, Act.RENUMBER, [made["12号"]], own_text="14号"))
    assert texts(look_at(store, wanted).lines) == [(full("12号"), full("14号"))]
    assert next(one for one in list_applications(store) if one.row.id == wanted).waiting is None
    decided(store, filed(store, Act.RENUMBER, [made["12号"]], own_text="18号"))
    assert texts(look_at(store, wanted).lines) == [(full("12号"), full("14号"))]
    corrected = decided(store, filed(store, Act.CORRECT, [made["16号"]], own_text="16-1号"))
    assert texts(look_at(store, corrected).lines) == [(full("16号"), full("16-1号"))]


def test_what_ended_by_an_application_has_one_side_only_afterwards_too(store):
    made = approved(store, ["12号", "12号/501室", "14号", "16号", "18号"])
    gone = decided(store, filed(store, Act.CANCEL, [made["12号"]]))
    assert texts(look_at(store, gone).lines) == [(full("12号"), ""), (full("12号/501室"), "")]
    parts = decided(store, filed(store, Act.SPLIT, [made["14号"]], new_own_texts=("14-1号", "14-2号")))
    assert texts(look_at(store, parts).lines) == [
        (full("14号"), ""),
        ("", full("14-1号")),
        ("", full("14-2号")),
    ]
    merged = decided(store, filed(store, Act.MERGE, [made["16号"]], successors=(made["18号"],)))
    seen = look_at(store, merged)
    assert texts(seen.lines) == [(full("16号"), ""), (full("18号"), full("18号"))]
    assert seen.successors == (made["18号"],)


def test_a_place_that_was_renamed_is_shown_with_its_former_name(store):
    made = approved(store, ["12号"])
    with house(store).read() as conn:
        found = conn.execute(select(node.c.place_id).where(node.c.id == made["12号"])).scalar_one()
        name = conn.execute(select(place.c.name).where(place.c.id == found)).scalar_one()
    plan = Plan(Act.RENAME_PLACE, place_id=found, name="新华路")
    wanted = carry_out(store, person(store, "clerk"), plan, "更名", "批复").application_id
    decided(store, wanted)
    (line,) = look_at(store, wanted).lines
    assert (line.before, line.after, line.follow) == (name, "新华路", 1)


def test_what_is_in_the_way_by_now_is_named(store):
    made = approved(store, ["12号"])
    wanted = filed(store, Act.CORRECT, made.values(), own_text="12-1号")
    with house(store).write(person(store, "clerk"), "address.edit") as work:
        key = work.conn.execute(select(node.c.live_key).where(node.c.id == made["12号"])).scalar_one()
    taken = addresses(house(store), ["14号"])
    with house(store).write(person(store, "clerk"), "address.edit") as work:
        work.conn.execute(
            node.update().where(node.c.id == taken["14号"]).values(live_key=key.replace("|12|", "|12-1|"))
        )
        work.note("node", str(taken["14号"]), "", "{}")
    seen = look_at(store, wanted)
    assert seen.hindrance == "number_taken"


def test_an_application_that_is_not_there_is_not_shown(store):
    with pytest.raises(NotFound):
        look_at(store, 7)


def test_who_decides_about_a_name_is_told_how_many_addresses_follow(store):
    approved(store, ["12号", "12号/501室"])
    with store.read() as conn:
        street = conn.execute(select(place.c.id).where(place.c.name == "湖滨南路")).scalar_one()
    wanted = filed(store, Act.RENAME_PLACE, [], place_id=street, name="湖滨南大道")
    (line,) = look_at(store, wanted).lines
    assert (line.before, line.after, line.follow) == ("湖滨南路", "湖滨南大道", 2)


def test_who_files_and_who_decides_are_told_of_all_that_follows_and_hangs(store):
    made = approved(store, ["14号", "14号/1幢", "14号/1幢/101室", "16号", "16号/2幢", "16号/2幢/201室"])
    made |= approved(store, ["18号", "18号/501室", "20号", "22号", "22号/501室"])
    rooms = ["14号/1幢/101室", "16号/2幢/201室", "18号/501室", "22号/501室"]
    hang(store, {made[one]: "mounted" for one in [*rooms, "14号", "16号"]})
    seen = versions(store, made.values())

    def asks(act, one, wish=None, **more):
        plan = Plan(act, (Edit(made[one], seen[made[one]], own_text=wish),), **more)
        before = preview(store, plan)
        number = carry_out(store, person(store, "clerk"), plan, "申请", "核对").application_id
        after = look_at(store, number)
        return [(one.below, sum(one.hanging.plates.values())) for one in (before, after)]

    assert asks(Act.RENUMBER, "14号", "24号") == [(2, 2), (2, 2)]
    shares = ((made["16号/2幢"], 0),)
    split = asks(Act.SPLIT, "16号", new_own_texts=("16-1号", "16-2号"), shares=shares)
    assert split == [(2, 2), (1, 2)]  # the building has a line of its own there
    assert asks(Act.MERGE, "18号", successors=(made["20号"],)) == [(1, 1), (1, 1)]
    assert asks(Act.MERGE, "22号", successors=(made["20号"],))[0][1] == 1
