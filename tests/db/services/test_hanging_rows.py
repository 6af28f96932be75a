from db.domain.plan import Act
from db.services.changes import preview
from db.services.hanging import rows_of
from db.store.hanging_rows import Hung
from db.store.store import Store
from tests.changes import done, hang, plan
from tests.db.services.test_address_detail import tie
from tests.office import addresses, approved, coded, full, person
from tests.register import OTHER_COMMUNITY

ROOM, OTHER = "1号/1幢/101室", "1号/1幢/102室"


def told(
    store: Store, on: tuple[int, ...], hung: Hung, state: str = "", login: str = "clerk"
) -> list[tuple[str, ...]]:
    rows = rows_of(store, person(store, login), on, hung, state)
    return [(one.address, one.kind, one.state) for one in rows]


def test_every_sum_of_a_preview_opens_its_rows(store: Store) -> None:
    made = coded(store, ["1号", "1号/1幢", ROOM, OTHER])
    hang(store, {made[ROOM]: "mounted", made[OTHER]: "received"})
    tie(store, made[ROOM])
    hanging = preview(store, plan(store, Act.CANCEL, [made["1号/1幢"]])).hanging
    assert set(hanging.on) == {made["1号/1幢"], made[ROOM], made[OTHER]}
    assert told(store, hanging.on, Hung.PLATE) == [
        (full(ROOM), "room", "mounted"),
        (full(OTHER), "room", "received"),
    ]
    assert told(store, hanging.on, Hung.PLATE, "mounted") == [(full(ROOM), "room", "mounted")]
    assert len(told(store, hanging.on, Hung.CODE)) == hanging.codes == 3
    assert len(told(store, hanging.on, Hung.PAYLOAD)) == hanging.payloads == 3
    assert told(store, hanging.on, Hung.FILE) == [(full(ROOM), "", "")]
    assert told(store, hanging.on, Hung.PROBLEM) == told(store, hanging.on, Hung.FORM) == []
    assert told(store, (), Hung.PLATE) == []


def test_an_application_about_several_addresses_is_one_row(store: Store) -> None:
    made = approved(store, ["3号", "5号"])
    done(store, plan(store, Act.SUSPEND, made.values()))
    assert told(store, tuple(made.values()), Hung.APPLICATION) == [(full("3号"), "suspend", "submitted")]


def test_persons_are_told_by_what_they_are_to_those_who_may_know_and_never_by_name(store: Store) -> None:
    made = addresses(store, ["1号", "3号"])
    tie(store, made["1号"])
    tie(store, made["3号"], OTHER_COMMUNITY)
    on = tuple(made.values())
    (one, _other) = rows_of(store, person(store, "clerk"), on, Hung.PERSON)
    assert (one.address, one.kind, one.name) == (full("1号"), "owner", str(made["1号"]))
    assert told(store, on, Hung.PERSON, login="printer") == []
    clerk = person(store, "clerk")
    clerk.roles = tuple((role, OTHER_COMMUNITY) for role, _area in clerk.roles)
    assert [row.address for row in rows_of(store, clerk, on, Hung.PERSON)] == [full("3号")]
