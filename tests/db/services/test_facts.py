from db.domain.access import Role
from db.services.account_desk import NewAccount, create_account
from db.services.audit import list_entries
from db.services.coverage import coverage, current_units
from db.services.facts import place_text, store_facts
from db.services.settings import change, current
from db.store.journal_read import Wanted
from db.store.store import Store
from tests.desks import Desks
from tests.office import person
from tests.register import COMMUNITY, DISTRICT, FAR_COMMUNITY


def test_the_facts_of_a_store_tell_where_it_is_and_how_far_its_journal_goes(store: Store) -> None:
    change(store, person(store, "admin"), {"session.idle_minutes": 30}, "")
    facts = store_facts(store)
    (newest,) = list_entries(store, Wanted(), 0, 1)
    assert (facts.entries, facts.head, facts.newest_at) == (newest.seq, newest.hash, newest.at)
    assert (facts.engine, facts.district_code, facts.store_no) == (store.engine.dialect.name, DISTRICT, 1)
    assert facts.revision == facts.newest_revision
    assert facts.size_bytes > 100_000
    assert facts.engine_version[0].isdigit()
    assert (facts.free_bytes is None) == (facts.engine == "postgresql")
    assert facts.whole


def test_a_place_is_told_without_anybodys_password(store: Store) -> None:
    said = place_text(store)
    assert str(store.url.database).split("/")[-1] in said
    assert store.url.password is None or str(store.url.password) not in said
    assert "@" not in said


def test_a_unit_is_covered_by_its_own_people_and_by_those_of_the_units_above(store: Store) -> None:
    units = {one.code: one for one in coverage(store)}
    held = {(one.login, one.role, one.inherited) for one in units[COMMUNITY].held}
    assert ("area_clerk", Role.AREA_CLERK, False) in held
    assert ("chief", Role.CHIEF, True) in held
    assert units[COMMUNITY].missing == ()
    assert units[COMMUNITY].path[0] == "思明区"
    assert not any(one.login == "area_clerk" for one in units[FAR_COMMUNITY].held)


def test_a_unit_without_anybody_is_named_with_what_is_missing(store: Store) -> None:
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        conn.exec_driver_sql("DELETE FROM actor_role WHERE role IN ('clerk', 'chief')")
    units = {one.code: one for one in coverage(store)}
    assert units[COMMUNITY].missing == ("approve",)
    assert units[FAR_COMMUNITY].missing == ("enter", "approve")


def test_a_closed_account_covers_nothing(store: Store) -> None:
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        conn.exec_driver_sql("UPDATE actor SET state = 'closed' WHERE login = 'area_clerk'")
    assert not any(one.login == "area_clerk" for unit in coverage(store) for one in unit.held)


def test_a_role_over_everything_covers_every_unit(store: Store) -> None:
    create_account(store, person(store, "admin"), NewAccount("city", "市局", ((Role.CITY, DISTRICT),)))
    assert all(any(one.login == "city" for one in unit.held) for unit in coverage(store))


def as_seen_by(store: Store, login: str) -> Store:
    """The store as an account has it open; on a file everybody sees the same."""
    return store.desk(login) if isinstance(store, Desks) else store


def test_a_clerk_reads_settings_coverage_and_facts_but_knows_that_he_sees_only_a_part(store: Store) -> None:
    change(store, person(store, "admin"), {"session.idle_minutes": 30}, "")
    own = as_seen_by(store, "area_clerk")
    assert current(own).idle_minutes == 30
    assert {one.code for one in coverage(own)} == {one.code for one in coverage(store)}
    assert {unit.code for unit in current_units(own)} >= {COMMUNITY, FAR_COMMUNITY}
    facts = store_facts(own)
    assert (facts.entries, facts.head) == (store_facts(store).entries, store_facts(store).head)
    assert facts.whole == (facts.engine == "sqlite")
