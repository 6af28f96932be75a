"""Signing in: a file guards passwords itself, a server has asked before; both tell when one was here last."""

import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from db.domain.access import Role
from db.domain.clock import stamp
from db.domain.errors import BadAccount, BadPassword, NotAllowed, NotFound, SignInRefused, StoreUnavailable
from db.domain.password import ATTEMPTS, lock_after
from db.schema.office import credential, setting
from db.schema.system import actor_role, journal, journal_change
from db.services.account_desk import (
    close_account,
    issue_emergency_code,
    reset_password,
    set_term,
    unlock_account,
)
from db.services.account_rescue import first_admin, recover_admin, reset_as_house
from db.services.accounts import (
    UNKNOWN,
    change_password,
    find_actor,
    has_password,
    login_url,
    sign_in,
)
from db.services.store import check_store, open_store
from db.store import passwords
from db.store.store import Store
from tests import postgres
from tests.accounts import SteppingClock, desk, fresh_login, hired, house, on_server, server_store
from tests.office import person
from tests.register import DISTRICT

GOOD = "湖滨南路-旧榕树-7"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "MEMORY_KIB", 64)
    monkeypatch.setattr(passwords, "PASSES", 1)


@pytest.fixture
def file_store(tmp_path: Path, sqlite_template: Path) -> Iterator[Store]:
    path = tmp_path / "zhipai.db"
    path.write_bytes(sqlite_template.read_bytes())
    store = open_store(f"sqlite:///{path.as_posix()}", SteppingClock())
    yield store
    store.close()


@pytest.fixture
def shared(postgres_server: postgres.Server, postgres_template: str) -> Iterator[Store]:
    with server_store(postgres_server, postgres_template) as opened:
        yield opened


def refusal(store: Store, login: str, password: str) -> SignInRefused:
    with pytest.raises(SignInRefused) as caught:
        sign_in(store, login, password, "窗口9")
    return caught.value


def with_password(store: Store, login: str = "clerk") -> str:
    """Give an account of a file a password of its own."""
    change_password(store, person(store, login), "", GOOD)
    return GOOD


def require_passwords(store: Store) -> None:
    with store.write(person(store, "admin"), "setting.change") as work:
        work.insert(
            setting, {"key": "password.required", "value": "true", "set_by": "admin", "set_at": work.at}
        )


def clock_of(store: Store) -> SteppingClock:
    assert isinstance(store.clock, SteppingClock)
    return store.clock


def test_a_one_time_password_lets_in_once_told_and_must_be_changed(store: Store) -> None:
    new = hired(store)
    with desk(store, new.login, new.password) as own:
        first = sign_in(own, new.login, new.password, "窗口1")
        assert (first.actor.login, first.actor.roles) == (new.login, ((Role.CLERK, DISTRICT),))
        assert (first.last_login_at, first.last_workstation, first.must_change) == ("", "", True)
        change_password(own, first.actor, new.password, GOOD)
        again = sign_in(own, new.login, GOOD, "窗口2")
        assert (again.last_workstation, again.must_change) == ("窗口1", False)
        assert again.last_login_at > ""
        assert sign_in(own, new.login, GOOD, "窗口2").last_login_at > again.last_login_at
    with desk(store, new.login, GOOD) as own:
        assert sign_in(own, new.login, GOOD, "窗口3").last_workstation == "窗口2"


def test_signing_in_and_changing_a_password_are_on_the_journal_without_the_password(store: Store) -> None:
    new = hired(store)
    with desk(store, new.login, new.password) as own:
        who = sign_in(own, new.login, new.password, "窗口1").actor
        change_password(own, who, new.password, GOOD)
    with store.read() as conn:
        entries = conn.execute(
            select(journal.c.verb, journal.c.role).where(journal.c.actor == new.login)
        ).all()
        said = repr(conn.execute(select(journal_change)).all())
        kept = repr(conn.execute(select(credential)).all())
    assert [tuple(one) for one in entries] == [("session.open", "clerk"), ("password.change", "clerk")]
    for secret in (new.password, GOOD):
        assert secret not in said + kept
    assert "argon2" not in said
    assert "SCRAM" not in said
    assert check_store(store).ok


@pytest.mark.parametrize("weak", ["short", "password123", "1234567890"])
def test_a_weak_password_is_not_taken_and_the_old_one_holds(store: Store, weak: str) -> None:
    new = hired(store)
    with desk(store, new.login, new.password) as own:
        who = sign_in(own, new.login, new.password, "").actor
        with pytest.raises(BadPassword):
            change_password(own, who, new.password, weak)
        with pytest.raises(BadPassword, match="same_as_last"):
            change_password(own, who, new.password, new.password)
        with pytest.raises(SignInRefused):
            change_password(own, who, GOOD + "x", GOOD)
        assert sign_in(own, new.login, new.password, "").must_change


def test_a_closed_account_is_let_in_no_more(store: Store) -> None:
    new = hired(store)
    close_account(store, person(store, "admin"), new.login, "离职")
    if on_server(store):
        with pytest.raises(StoreUnavailable), desk(store, new.login, new.password):
            pass
    else:
        assert refusal(store, new.login, new.password).why == "wrong"
    with pytest.raises(NotFound):
        find_actor(store, new.login)


def test_who_is_signed_in_while_his_account_is_closed_can_do_nothing_more(store: Store) -> None:
    new = hired(store)
    with desk(store, new.login, new.password) as own:
        who = sign_in(own, new.login, new.password, "").actor
        close_account(store, person(store, "admin"), new.login)
        with pytest.raises((SignInRefused, NotFound)):
            sign_in(own, new.login, new.password, "")
        with pytest.raises((SignInRefused, NotFound)):
            change_password(own, who, new.password, GOOD)


def test_a_password_handed_out_anew_ends_the_one_before(store: Store) -> None:
    new = hired(store)
    again = reset_password(store, person(store, "admin"), new.login)
    assert again.password != new.password
    with desk(store, new.login, again.password) as own:
        assert sign_in(own, new.login, again.password, "").must_change
    if on_server(store):
        with pytest.raises(StoreUnavailable, match="bad_password"), desk(store, new.login, new.password):
            pass
    else:
        assert refusal(store, new.login, new.password).why == "wrong"


def test_an_account_without_any_role_is_not_let_in(store: Store) -> None:
    new = hired(store, role=None)
    with desk(store, new.login, new.password) as own, pytest.raises(NotAllowed):
        sign_in(own, new.login, new.password, "")


def test_the_term_of_an_account_ends_its_signing_in(store: Store) -> None:
    new = hired(store)
    admin = person(store, "admin")
    set_term(store, admin, new.login, "2099-12-31")
    with desk(store, new.login, new.password) as own:
        sign_in(own, new.login, new.password, "")
    with store.engine.begin() as conn:
        past = "2001-01-01T00:00:00.000000Z"
        conn.execute(update(credential).where(credential.c.login == new.login).values(valid_until=past))
        if on_server(store):
            conn.execute(text("SELECT zp.account_term(:login, :past)"), {"login": new.login, "past": past})
    if on_server(store):
        with pytest.raises(StoreUnavailable, match="bad_password"), desk(store, new.login, new.password):
            pass
    else:
        assert refusal(store, new.login, new.password).why == "expired"
    set_term(store, admin, new.login, "")
    with desk(store, new.login, new.password) as own:
        sign_in(own, new.login, new.password, "")


def test_a_connection_signs_in_as_nobody_but_its_own_account(shared: Store) -> None:
    new = hired(shared)
    with desk(shared, new.login, new.password) as own:
        assert refusal(own, "chief", "").why == "other_account"
        with pytest.raises(SignInRefused, match="other_account"):
            change_password(own, person(shared, "chief"), new.password, GOOD)
    assert sign_in(shared, "chief", "", "").actor.login == "chief"  # the owner of the database


def test_an_account_without_password_signs_in_by_name_alone_unless_the_office_demands_one(
    file_store: Store,
) -> None:
    assert not has_password(file_store, "clerk")
    assert sign_in(file_store, "clerk", "", "窗口1").actor.workstation == "窗口1"
    require_passwords(file_store)
    assert has_password(file_store, "clerk")
    assert refusal(file_store, "clerk", "").why == "no_password"


def test_demanding_passwords_does_not_shut_the_administrator_out(file_store: Store) -> None:
    require_passwords(file_store)
    who = sign_in(file_store, "admin", "", "")
    assert who.must_change
    change_password(file_store, who.actor, "", GOOD)
    assert refusal(file_store, "admin", "").why == "wrong"
    assert not sign_in(file_store, "admin", GOOD, "").must_change


def test_an_unknown_login_and_a_wrong_password_are_refused_alike(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password(file_store)
    work: list[str] = []
    import argon2.low_level

    def counted(name: str) -> Callable[..., object]:
        real = getattr(argon2.low_level, name)

        def hashing(*given: object, **named: object) -> object:
            work.append(name)
            return real(*given, **named)

        return hashing

    for name in ("hash_secret", "verify_secret"):
        monkeypatch.setattr(f"argon2._password_hasher.{name}", counted(name))
    for login in ("clerk", "nobody"):
        for n in range(ATTEMPTS):
            del work[:]
            found = refusal(file_store, login, "wrong")
            assert (found.why, found.left) == (
                ("wrong", ATTEMPTS - 1 - n) if n < ATTEMPTS - 1 else ("locked", 0)
            )
            assert len(work) == 1
        assert refusal(file_store, login, "wrong").until == stamp(
            file_store.clock.now() + lock_after(ATTEMPTS)
        )


def test_what_was_typed_as_a_login_is_not_kept(file_store: Store) -> None:
    refusal(file_store, "a-password-typed-too-early", "x")
    with file_store.read() as conn:
        said = repr(conn.execute(select(journal_change)).all()) + repr(conn.execute(select(credential)).all())
    assert "a-password" not in said
    assert UNKNOWN in said


def test_the_lock_survives_a_restart_and_the_administrator_lifts_it(
    file_store: Store, tmp_path: Path
) -> None:
    good = with_password(file_store)
    for _ in range(ATTEMPTS):
        refusal(file_store, "clerk", "wrong")
    file_store.close()
    again = open_store(f"sqlite:///{(tmp_path / 'zhipai.db').as_posix()}", file_store.clock)
    try:
        assert refusal(again, "clerk", good).why == "locked"
        unlock_account(again, person(again, "admin"), "clerk", "本人到场")
        assert sign_in(again, "clerk", good, "").actor.login == "clerk"
    finally:
        again.close()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=st.lists(st.one_of(st.booleans(), st.integers(1, 2000)), max_size=15))
def test_the_lock_follows_the_count_of_wrong_passwords(file_store: Store, tries: list[bool | int]) -> None:
    clock = clock_of(file_store)
    with file_store.engine.begin() as conn:
        conn.execute(credential.delete())
    good = with_password(file_store)
    failures, until = 0, clock.now()
    for step in tries:
        if not isinstance(step, bool):
            clock.step(minutes=step)
        elif until > clock.now():
            assert refusal(file_store, "clerk", good if step else "wrong").why == "locked"
        elif step:
            assert sign_in(file_store, "clerk", good, "").actor.login == "clerk"
            failures = 0
        else:
            failures += 1
            found = refusal(file_store, "clerk", "wrong")
            until = clock.now() + lock_after(failures)
            assert found.why == ("locked" if until > clock.now() else "wrong")
            assert found.until == (stamp(until) if until > clock.now() else "")


def test_guessing_at_many_windows_at_once_gives_no_more_guesses(file_store: Store) -> None:
    with_password(file_store)
    found: list[str] = []

    def guess() -> None:
        found.append(refusal(file_store, "clerk", "wrong").why)

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found.count("wrong") == ATTEMPTS - 1
    with file_store.read() as conn:
        query = select(credential.c.failures).where(credential.c.login == "clerk")
        assert conn.execute(query).scalar_one() == ATTEMPTS


def test_the_first_password_of_an_administrator_brings_the_code_for_the_envelope(file_store: Store) -> None:
    admin = person(file_store, "admin")
    code = change_password(file_store, admin, "", GOOD).emergency_code
    assert code
    again = recover_admin(file_store, "admin", code.lower().replace("-", " "), "窗口1")
    assert sign_in(file_store, "admin", again.password, "").must_change
    assert refusal(file_store, "admin", GOOD).why == "wrong"
    with pytest.raises(SignInRefused, match="wrong"):
        recover_admin(file_store, "admin", code, "窗口1")  # it worked once
    assert recover_admin(file_store, "admin", again.emergency_code, "窗口1").password
    with file_store.read() as conn:
        verbs = conn.execute(select(journal.c.verb).where(journal.c.actor == "admin")).scalars().all()
    assert verbs.count("account.recover") == 2


def test_guessing_the_code_is_locked_like_guessing_a_password(file_store: Store) -> None:
    code = issue_emergency_code(file_store, person(file_store, "admin"), "换信封")
    for _ in range(ATTEMPTS):
        with pytest.raises(SignInRefused):
            recover_admin(file_store, "admin", "00000-00000", "")
    with pytest.raises(SignInRefused, match="locked"):
        recover_admin(file_store, "admin", code, "")
    clock_of(file_store).step(minutes=16)
    assert recover_admin(file_store, "admin", code, "").emergency_code


def test_a_wrong_old_password_counts_towards_the_lock(file_store: Store) -> None:
    good = with_password(file_store)
    for _ in range(ATTEMPTS):
        with pytest.raises(SignInRefused):
            change_password(file_store, person(file_store, "clerk"), "wrong", GOOD + "!")
    assert refusal(file_store, "clerk", good).why == "locked"


def test_on_a_server_its_owner_resets_what_the_only_administrator_forgot(shared: Store) -> None:
    new = hired(shared, Role.ADMIN)
    with desk(shared, new.login, new.password) as own, pytest.raises(BadAccount, match="house_only"):
        reset_as_house(own, new.login, "")
    with house(shared) as owner:
        again = reset_as_house(owner, new.login, "服务器")
    with desk(shared, new.login, again.password) as own:
        assert sign_in(own, new.login, again.password, "").must_change
    with shared.read() as conn:
        newest = select(journal.c.actor, journal.c.verb).where(journal.c.workstation == "服务器")
        assert tuple(conn.execute(newest).one()) == ("system", "account.recover")


def test_each_engine_has_its_own_envelope(shared: Store, file_store: Store) -> None:
    admin = person(shared, "admin")
    for refused_there in (
        lambda: recover_admin(shared, "admin", "x", ""),
        lambda: issue_emergency_code(shared, admin),
        lambda: unlock_account(shared, admin, "clerk"),
    ):
        with pytest.raises(BadAccount, match="file_only"):
            refused_there()
    with pytest.raises(BadAccount, match="server_only"):
        reset_as_house(file_store, "admin", "")


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("sqlite:///a.db", "sqlite:///a.db"),
        ("postgresql://u:p@h/d", "postgresql://u:p@h/d"),
        ("postgresql://h/思明", "postgresql+psycopg://%E6%80%9D%E6%98%8E_lin:a%2Fb@h/思明"),
    ],
)
def test_the_role_of_an_account_is_put_into_the_url_of_a_server(url: str, named: str) -> None:
    from sqlalchemy.engine import make_url

    assert make_url(login_url(url, "lin", "a/b")) == make_url(named)


def test_a_register_without_administrator_gets_one_and_no_second_that_way(store: Store) -> None:
    with house(store) if on_server(store) else nullcontext(store) as owner:
        with pytest.raises(BadAccount, match="has_admin"):
            first_admin(owner, fresh_login(), "管理员", "窗口1")
        with owner.engine.begin() as conn:
            conn.execute(actor_role.delete().where(actor_role.c.role == "admin"))
        with pytest.raises(BadAccount, match="login_taken"):
            first_admin(owner, "Clerk", "管理员", "窗口1")
        made = first_admin(owner, fresh_login(), "管理员", "窗口1")
        assert bool(made.emergency_code) != on_server(store)
    with desk(store, made.login, made.password) as own:
        who = sign_in(own, made.login, made.password, "")
        assert (who.actor.roles, who.must_change) == (((Role.ADMIN, ""),), True)
