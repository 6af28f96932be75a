from collections.abc import Callable
from typing import Any

from sqlalchemy import event, insert

from db.domain.plan import Act
from db.schema.address import division
from db.services.addresses import node_detail
from db.services.application_desk import look_at
from db.services.attachments import attachments_of
from db.services.changes import preview
from db.services.disclosure import persons_of
from db.services.hanging import rows_of
from db.store import applications
from db.store.detail import Linked
from db.store.hanging_rows import Hung
from db.store.store import Store
from tests.changes import done, hang, plan
from tests.db.services.test_address_detail import tie
from tests.desks import house
from tests.office import addresses, approved, area_of, coded, full, person
from tests.register import COMMUNITY, OTHER_COMMUNITY

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


def test_what_was_tied_in_another_district_is_counted_listed_and_told(store: Store) -> None:
    made = approved(store, ["1号"])
    other = {
        "code": "350206000000",
        "name": "湖里区",
        "parent_code": "350200000000",
        "level": 3,
        "hidden": False,
    }
    with house(store).engine.begin() as conn:
        conn.execute(
            insert(division).values(**other, valid_from="2018-01-01", source="tests", status="official")
        )
    tie(store, made["1号"], shard="350206")  # an address keeps its own when its area goes to another district
    hanging = preview(store, plan(store, Act.CANCEL, made.values())).hanging
    assert (hanging.persons, hanging.attachments) == (1, 1)
    assert len(told(store, hanging.on, Hung.PERSON)) == len(told(store, hanging.on, Hung.FILE)) == 1
    assert node_detail(store, made["1号"], person(store, "clerk")).linked == Linked(1, 1)


def scanned(store: Store, look: Callable[[], Any]) -> list[str]:
    """Tables of links that are read from end to end."""
    asked: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, sql: str, values: Any, *_rest: Any) -> None:
        asked.append((sql, values))

    event.listen(store.engine, "before_cursor_execute", note)
    look()
    event.remove(store.engine, "before_cursor_execute", note)
    with store.read() as conn:
        steps = [
            str(step[-1])
            for sql, values in asked
            if "_link" in sql
            for step in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    assert any("_link" in step for step in steps)
    return [step for step in steps if step.startswith("SCAN") and "_link" in step]


def test_no_list_of_what_is_tied_to_an_address_reads_the_whole_table(store: Store) -> None:
    if store.engine.dialect.name != "sqlite":
        return  # a server reads a table of a few rows whole, whatever its indexes
    made = addresses(store, ["1号"])
    clerk, one = person(store, "clerk"), made["1号"]
    for look in (
        lambda: told(store, (one,), Hung.PERSON),
        lambda: told(store, (one,), Hung.FILE),
        lambda: persons_of(store, None, clerk, "node", one),
        lambda: attachments_of(store, "node", one),
        lambda: node_detail(store, one, clerk),
    ):
        assert scanned(store, look) == [], look


def test_of_several_applications_about_an_address_all_others_are_counted_and_listed(store: Store) -> None:
    made = approved(store, ["3号"])
    with store.write(person(store, "clerk"), "application.file", "核对") as work:
        heads = [("suspend", title, "核对", "") for title in ("先申请", "后申请")]
        filed = [applications.add(work, head, area_of(COMMUNITY), [(made["3号"], "")]) for head in heads]
    hanging = preview(store, plan(store, Act.SUSPEND, made.values())).hanging
    assert hanging.applications == len(told(store, hanging.on, Hung.APPLICATION)) == 2
    for one, other in zip(filed, ("后申请", "先申请"), strict=True):
        seen = look_at(store, one).hanging
        rows = rows_of(store, person(store, "clerk"), seen.on, Hung.APPLICATION, "", seen.without)
        assert (seen.applications, [row.name for row in rows]) == (1, [other])
