"""Managing accounts: the same rules on a file and on a server, where the database asks once more."""

import threading
from collections.abc import Callable, Iterator

import psycopg
import pytest
from sqlalchemy import select, text

from db.domain.access import Role
from db.domain.errors import BadAccount, DomainError, NotAllowed, NotFound, StoreUnavailable
from db.schema.system import actor, actor_role, journal, journal_change
from db.services import account_desk as desks
from db.services.account_desk import AccountChange, NewAccount
from db.services.accounts import find_actor, list_actors, sign_in
from db.services.store import check_store
from db.store import passwords
from db.store.store import Store
from tests import postgres
from tests.accounts import desk, fresh_login, hired, house, on_server, server_store
from tests.office import person
from tests.register import COMMUNITY, DISTRICT


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "MEMORY_KIB", 64)
    monkeypatch.setattr(passwords, "PASSES", 1)


@pytest.fixture
def shared(postgres_server: postgres.Server, postgres_template: str) -> Iterator[Store]:
    with server_store(postgres_server, postgres_template) as opened:
        yield opened


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(BadAccount) as caught:
        act()
    return caught.value.why


def line(store: Store, login: str) -> desks.AccountLine:
    return next(one for one in desks.list_accounts(store) if one.account.login == login)


def test_an_account_is_made_changed_and_closed_and_its_name_stays(store: Store) -> None:
    admin, login = person(store, "admin"), fresh_login("林经办")
    new = NewAccount(login, " 林经办 ", ((Role.AREA_CLERK, COMMUNITY), (Role.PRINTER, DISTRICT + "000000")))
    made = desks.create_account(store, admin, new, "新来的同事")
    assert bool(made.password) == on_server(store)
    assert (login, "林经办") in list_actors(store)
    assert find_actor(store, login).roles == ((Role.AREA_CLERK, COMMUNITY), (Role.PRINTER, DISTRICT))
    desks.rename_account(store, admin, login, "林督办")
    changed = desks.grant_role(store, admin, login, Role.CHIEF, "350203005000")
    assert changed.touches("actor")
    desks.revoke_role(store, admin, login, Role.PRINTER, DISTRICT)
    assert find_actor(store, login).roles == ((Role.AREA_CLERK, COMMUNITY), (Role.CHIEF, "350203005"))
    desks.close_account(store, admin, login, "调离")
    kept = line(store, login).account
    assert (kept.name, kept.state, len(kept.roles)) == ("林督办", "closed", 2)
    assert login not in [one for one, _ in list_actors(store)]
    assert check_store(store).ok


def test_every_step_is_on_the_journal_with_the_administrators_name(store: Store) -> None:
    admin = person(store, "admin")
    new = hired(store)
    desks.rename_account(store, admin, new.login, "改名", "身份证姓名")
    desks.grant_role(store, admin, new.login, Role.PRINTER, DISTRICT)
    desks.close_account(store, admin, new.login, "离职")
    with store.read() as conn:
        entries = conn.execute(
            select(journal).where(journal.c.verb == "actor.manage").order_by(journal.c.seq)
        ).all()
        seqs = [one.seq for one in entries]
        rows = conn.execute(
            select(journal_change).where(journal_change.c.seq.in_(seqs)).order_by("seq", "ordinal")
        ).all()
        row_id = conn.execute(select(actor.c.id).where(actor.c.login == new.login)).scalar_one()
    assert [one.reason for one in entries] == ["test", "身份证姓名", "", "离职"]
    assert {one.actor for one in entries} == {"admin"}
    told = [(one.table_name, one.row_key) for one in rows if one.table_name != "credential"]
    assert told == [
        ("actor", str(row_id)),
        ("actor_role", f"{row_id}|clerk|{DISTRICT}"),
        ("actor", str(row_id)),
        ("actor_role", f"{row_id}|printer|{DISTRICT}"),
        ("actor", str(row_id)),
    ]


def test_several_changes_are_made_together_or_not_at_all(store: Store) -> None:
    admin, new = person(store, "admin"), hired(store)
    here = (store, admin, new.login)
    before = line(store, new.login)
    bad = AccountChange("新名", granted=((Role.CHIEF, "350203999"),), revoked=((Role.CLERK, DISTRICT),))
    assert refused(lambda: desks.change_account(*here, bad)) == "unknown_area"
    assert refused(lambda: desks.change_account(*here, AccountChange())) == "no_change"
    assert line(store, new.login) == before
    good = AccountChange("新名", ((Role.ADMIN, DISTRICT),), ((Role.CLERK, DISTRICT),), "2099-12-31")
    desks.change_account(*here, good)
    after = line(store, new.login)
    assert (after.account.name, after.account.roles) == ("新名", ((Role.ADMIN, DISTRICT),))
    assert after.facts.valid_until.startswith("2099-12-31")
    assert check_store(store).ok


def test_a_login_is_used_once_and_for_ever(store: Store) -> None:
    admin, new = person(store, "admin"), hired(store)

    def again(login: str) -> str:
        return refused(lambda: desks.create_account(store, admin, NewAccount(login, "另一人")))

    assert [again(new.login), again(new.login.upper())] == ["login_taken"] * 2
    desks.close_account(store, admin, new.login)
    assert again(new.login) == "login_taken"


def test_what_does_not_follow_is_refused_by_its_name_and_changes_nothing(store: Store) -> None:
    admin, new = person(store, "admin"), hired(store)
    before = desks.list_accounts(store)
    here = (store, admin, new.login)
    steps: list[tuple[str, Callable[[], object]]] = [
        ("held", lambda: desks.grant_role(*here, Role.CLERK, DISTRICT)),
        ("unknown_area", lambda: desks.grant_role(*here, Role.CHIEF, "350203999")),
        ("area_code", lambda: desks.grant_role(*here, Role.CHIEF, "思明区")),
        ("admin_beside_business", lambda: desks.grant_role(*here, Role.ADMIN, DISTRICT)),
        ("not_held", lambda: desks.revoke_role(*here, Role.CHIEF, DISTRICT)),
        ("not_closed", lambda: desks.reopen_account(*here)),
        ("name_empty", lambda: desks.rename_account(*here, "")),
        ("bad_day", lambda: desks.set_term(*here, "2026-02-30")),
        ("bad_day", lambda: desks.set_term(*here, "2001-01-01")),
        ("admin_beside_business", lambda: desks.grant_role(store, admin, "admin", Role.CLERK, DISTRICT)),
        ("login_reserved", lambda: desks.create_account(store, admin, NewAccount("member", "某人"))),
        (
            "admin_beside_business",
            lambda: desks.create_account(
                store, admin, NewAccount("both", "某人", ((Role.ADMIN, DISTRICT), (Role.CLERK, DISTRICT)))
            ),
        ),
        (
            "unknown_area",
            lambda: desks.create_account(
                store, admin, NewAccount("far", "某人", ((Role.CLERK, "350203999"),))
            ),
        ),
    ]
    assert [(why, refused(act)) for why, act in steps] == [(why, why) for why, _ in steps]
    with pytest.raises(NotFound):
        desks.close_account(store, admin, "nobody")
    desks.close_account(*here)
    assert refused(lambda: desks.close_account(*here)) == "closed"
    assert refused(lambda: desks.reset_password(*here)) == "closed"
    reopened = desks.reopen_account(*here)
    assert reopened.password
    assert [one.account for one in desks.list_accounts(store)] == [one.account for one in before]


def test_only_an_administrator_manages_accounts_and_only_in_his_area(store: Store) -> None:
    new = hired(store)
    for login in ("clerk", "chief", "inspector"):
        with pytest.raises(NotAllowed):
            desks.close_account(store, person(store, login), new.login)
    wide = person(store, "admin")
    with pytest.raises(NotAllowed):
        desks.grant_role(store, wide, new.login, Role.CITY, "3502")
    with pytest.raises(NotAllowed):
        desks.create_account(store, wide, NewAccount(fresh_login(), "市局", ((Role.CITY, ""),)))
    with store.engine.begin() as conn:
        row_id = conn.execute(select(actor.c.id).where(actor.c.login == new.login)).scalar_one()
        conn.execute(actor_role.insert().values(actor_id=row_id, role="city", area_code="3502"))
    with pytest.raises(NotAllowed):
        desks.reset_password(store, wide, new.login)


def test_an_administrator_who_is_none_any_more_manages_nothing(store: Store) -> None:
    second = hired(store, Role.ADMIN)
    stale = person(store, second.login)
    new = hired(store)
    with desk(store, second.login, second.password) as own:
        desks.rename_account(own, stale, new.login, "还行")
        desks.close_account(store, person(store, "admin"), second.login)
        with pytest.raises((NotAllowed, NotFound)):
            desks.rename_account(own, stale, new.login, "不行")
    assert line(store, new.login).account.name == "还行"


def test_the_last_administrator_stays_and_nobody_closes_himself(store: Store) -> None:
    admin = person(store, "admin")
    ways: list[Callable[[], object]] = [
        lambda: desks.close_account(store, admin, "admin"),
        lambda: desks.revoke_role(store, admin, "admin", Role.ADMIN, DISTRICT),
    ]
    assert [refused(way) for way in ways] == ["last_admin"] * 2
    assert refused(lambda: desks.set_term(store, admin, "admin", "2099-01-01")) == "last_admin"
    hired(store, Role.ADMIN)
    assert [refused(way) for way in ways] == ["own_account"] * 2


def test_two_administrators_closing_each_other_at_once_leave_one(store: Store) -> None:
    first, second = hired(store, Role.ADMIN), hired(store, Role.ADMIN)
    with store.engine.begin() as conn:
        conn.execute(actor_role.delete().where(actor_role.c.actor_id == person(store, "admin").id))
    with desk(store, first.login, first.password) as one, desk(store, second.login, second.password) as two:
        start, errors = threading.Barrier(2), []

        def close(at: Store, who: str, whom: str) -> None:
            actor_there = person(store, who)
            start.wait()
            try:
                desks.close_account(at, actor_there, whom)
            except DomainError as error:
                errors.append(error)

        threads = [
            threading.Thread(target=close, args=(one, first.login, second.login)),
            threading.Thread(target=close, args=(two, second.login, first.login)),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    left = [
        one for one in desks.list_accounts(store) if one.account.state == "active" and one.account.is_admin
    ]
    assert len(left) == 1
    assert len(errors) == 1
    assert check_store(store).ok


def test_the_list_tells_an_administrator_how_accounts_sign_in_and_others_of_themselves(store: Store) -> None:
    new, other = hired(store), hired(store)
    desks.set_term(store, person(store, "admin"), other.login, "2099-12-31")
    with desk(store, new.login, new.password) as own:
        sign_in(own, new.login, new.password, "窗口1")
        seen = {one.account.login: one.facts for one in desks.list_accounts(own)}
    facts = line(store, new.login).facts
    assert (facts.has_password, facts.must_change, facts.last_workstation) == (True, True, "窗口1")
    assert line(store, other.login).facts.valid_until == "2099-12-31T16:00:00.000000Z"
    assert seen[new.login] == facts
    if on_server(store):
        assert not seen[other.login].has_password
        assert not seen[other.login].valid_until


def server_refusal(store: Store, login: str, password: str, statement: str) -> str:
    """What the server says to an account that does without the program."""
    with desk(store, login, password) as own:
        parts = own.url
        with psycopg.connect(
            host=str(parts.query["host"]),
            port=int(str(parts.query["port"])),
            dbname=parts.database,
            user=parts.username,
            password=str(parts.password),
        ) as raw:
            try:
                raw.execute(statement)
                raw.commit()
            except psycopg.Error as error:
                return error.sqlstate or ""
    return ""


def test_without_the_program_an_account_manages_none_and_an_administrator_no_more_than_with_it(
    shared: Store,
) -> None:
    clerk, admin = hired(shared), hired(shared, Role.ADMIN)
    verifier = "SCRAM-SHA-256$4096:c2FsdA==$a2V5:a2V5"
    attacks = {
        f"SELECT zp.account_create(1, '{fresh_login()}', 'x')": "ZA002",
        f"SELECT zp.account_grant('{clerk.login}', 'chief', '{DISTRICT}')": "ZA002",
        "SELECT zp.account_revoke('admin', 'admin', '350203')": "ZA002",
        "SELECT zp.account_close('admin')": "ZA002",
        "SELECT zp.account_reopen('admin')": "ZA002",
        f"SELECT zp.account_password('admin', '{verifier}')": "ZA002",
        "SELECT zp.account_term('admin', '2001-01-01')": "ZA002",
        "SELECT zp.account_rename('admin', 'x')": "ZA002",
        f"SELECT zp.account_password('{clerk.login}', 'plain')": "ZA001",
        "SELECT * FROM credential": "42501",
        "SELECT * FROM pg_authid": "42501",
        "INSERT INTO actor_role VALUES (1, 'chief', '')": "42501",
        f"UPDATE actor SET state = 'active' WHERE login = '{clerk.login}'": "42501",
        "SELECT zp.manage('x')": "42501",
        "SELECT zp.account_id('x')": "42501",
        "CREATE ROLE x": "42501",
    }
    found = {one: server_refusal(shared, clerk.login, clerk.password, one) for one in attacks}
    assert found == attacks
    beyond = {
        f"SELECT zp.account_grant('{clerk.login}', 'city', '')": "ZA002",
        f"SELECT zp.account_grant('{clerk.login}', 'admin', '{DISTRICT}')": "ZA001",
        f"SELECT zp.account_grant('{admin.login}', 'clerk', '{DISTRICT}')": "ZA001",
        "SELECT zp.account_create(1, 'owner', 'x')": "ZA001",
        f"SELECT zp.account_create(1, '{clerk.login.upper()}', 'x')": "ZA001",
        f"SELECT zp.account_rename('{clerk.login}', 'x')": "ZP010",
    }
    found = {one: server_refusal(shared, admin.login, admin.password, one) for one in beyond}
    assert found == beyond


def test_a_role_made_by_another_hand_is_named_where_the_server_protects_it(shared: Store) -> None:
    second, login = hired(shared, Role.ADMIN), fresh_login()
    with shared.engine.begin() as conn:
        prefix = conn.execute(text("SELECT prefix FROM zp.server")).scalar_one()
        row = {"id": 7, "login": login, "name": "某人", "state": "active", "created_at": "2026-01-01"}
        conn.execute(actor.insert().values(row))
        conn.exec_driver_sql(f'CREATE ROLE "{prefix}_{login}" LOGIN IN ROLE "{prefix}_member"')
    protected = (shared.engine.dialect.server_version_info or (0,)) >= (16,)
    with desk(shared, second.login, second.password) as own:
        manager = person(shared, second.login)
        if protected:
            assert refused(lambda: desks.close_account(own, manager, login)) == "role_exists"
        else:
            desks.close_account(own, manager, login)
    assert line(shared, login).account.state == ("active" if protected else "closed")


def test_a_role_of_another_database_is_never_taken_over(shared: Store) -> None:
    login = fresh_login()
    with house(shared) as owner, owner.engine.begin() as conn:
        role = conn.execute(text("SELECT zp.role_name(:login)"), {"login": login}).scalar_one()
        conn.exec_driver_sql(f'CREATE ROLE "{role}" NOLOGIN')
    new = NewAccount(login, "某人", ((Role.CLERK, DISTRICT),))
    assert refused(lambda: desks.create_account(shared, person(shared, "admin"), new)) == "role_exists"
    with pytest.raises(NotFound):
        find_actor(shared, login)
    with pytest.raises(StoreUnavailable), desk(shared, login, "x"):
        pass
    with house(shared) as owner, owner.engine.begin() as conn:
        conn.exec_driver_sql(f'DROP ROLE "{role}"')
