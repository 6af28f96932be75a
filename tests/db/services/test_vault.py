import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from db.domain.errors import NotAllowed, NotFound, SignInRefused
from db.domain.person import Person, PersonKind
from db.domain.progress import Cancelled
from db.domain.vault import Cipher, VaultRefused
from db.schema.holdings import person as person_table
from db.schema.holdings import vault_key, vault_wrap
from db.schema.system import journal, journal_change
from db.services import rotation
from db.services.accounts import change_password
from db.services.disclosure import find_persons, persons_of, reveal
from db.services.persons import Entry, enter_persons
from db.services.vault import (
    NewKey,
    accept_access,
    change_key,
    make_vault,
    offer_access,
    open_vault,
    recover,
    vault_state,
    withdraw_access,
)
from db.store.store import Store
from db.store.vault_wraps import rewrap
from tests.office import addresses, area_of, person
from tests.register import COMMUNITY
from tests.vault import PASSWORD, SOMEBODY, entered, let_in, made_vault, make_cheap

CIPHERS = pytest.mark.parametrize("cipher", list(Cipher))


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


def refused(call, *given, **named) -> str:
    with pytest.raises(VaultRefused) as error:
        call(*given, **named)
    return error.value.why


def last_entry(store: Store):
    with store.read() as conn:
        return conn.execute(select(journal).order_by(journal.c.seq.desc()).limit(1)).one()


@dataclass
class Later:
    """A clock that stands at a moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@CIPHERS
def test_who_made_the_vault_opens_it_by_his_password(store: Store, cipher: Cipher) -> None:
    made = made_vault(store, cipher)
    opened = open_vault(store, "admin", PASSWORD)
    assert opened.current().data == made.admin.current().data
    assert opened.current().cipher is cipher
    state = vault_state(store)
    assert (state.key.made_by, state.key.cipher, state.persons) == ("admin", cipher, 0)
    assert [(one.login, one.way) for one in state.holders] == [("admin", "password")]


def test_without_a_vault_there_is_nothing_to_open(store: Store) -> None:
    assert vault_state(store).key is None
    assert refused(open_vault, store, "admin", PASSWORD) == "no_vault"
    assert refused(accept_access, store, person(store, "clerk"), NewKey(Cipher.AES).code, "p") == "no_vault"


def test_only_an_administrator_makes_a_vault_and_only_one(store: Store) -> None:
    with pytest.raises(NotAllowed):
        make_vault(store, person(store, "clerk"), NewKey(Cipher.AES), PASSWORD)
    assert refused(make_vault, store, person(store, "admin"), NewKey(Cipher.AES), "") == "no_password"
    made_vault(store)
    assert refused(make_vault, store, person(store, "admin"), NewKey(Cipher.AES), PASSWORD) == "has_vault"


@pytest.mark.parametrize(("login", "password"), [("admin", "another"), ("admin", ""), ("clerk", PASSWORD)])
def test_a_wrong_password_and_a_strangers_open_nothing(store: Store, login: str, password: str) -> None:
    made_vault(store)
    assert refused(open_vault, store, login, password) == "no_access"


def test_a_wrap_put_in_anothers_place_opens_nothing(store: Store) -> None:
    made_vault(store)
    with store.engine.begin() as conn:
        row = conn.execute(select(vault_wrap)).one()
        conn.execute(vault_wrap.insert().values({**row._asdict(), "login": "clerk"}))
    assert refused(open_vault, store, "clerk", PASSWORD) == "no_access"


def test_an_account_lets_itself_in_with_a_code_once(store: Store) -> None:
    made = made_vault(store)
    clerk = person(store, "clerk")
    code = offer_access(store, made.admin, person(store, "admin"), "clerk")
    assert [(one.login, one.way) for one in vault_state(store).holders] == [
        ("admin", "password"),
        ("clerk", "code"),
    ]
    assert refused(open_vault, store, "clerk", "x") == "code_waiting"
    assert refused(accept_access, store, person(store, "chief"), code, "x") == "no_code"
    assert refused(accept_access, store, clerk, NewKey(Cipher.AES).code, "x") == "code_wrong"
    assert refused(accept_access, store, clerk, code, "") == "no_password"
    accepted = accept_access(store, clerk, code.lower(), "clerk's own")
    assert accepted.current().data == made.admin.current().data
    assert open_vault(store, "clerk", "clerk's own").current().data == made.admin.current().data
    assert refused(accept_access, store, clerk, code, "again") == "no_code"


def test_a_transfer_code_is_good_for_a_week(store: Store) -> None:
    made = made_vault(store)
    code = offer_access(store, made.admin, person(store, "admin"), "clerk")
    now = store.clock.now()
    store.clock = Later(now + timedelta(days=7, minutes=1))
    assert refused(accept_access, store, person(store, "clerk"), code, "x") == "code_late"
    store.clock = Later(now + timedelta(days=6))
    accept_access(store, person(store, "clerk"), code, "x")


def test_a_waiting_code_takes_nothing_from_who_has_access(store: Store) -> None:
    made = made_vault(store)
    let_in(store, made, "clerk")
    offer_access(store, made.admin, person(store, "admin"), "clerk")
    assert open_vault(store, "clerk", f"clerk {PASSWORD}").is_open


def test_who_may_share_the_vault_out(store: Store) -> None:
    made = made_vault(store)
    clerk = let_in(store, made, "clerk")
    with pytest.raises(NotAllowed):
        offer_access(store, clerk, person(store, "clerk"), "chief")
    assert refused(offer_access, store, clerk, person(store, "admin"), "chief") == "other_account"
    with pytest.raises(NotFound):
        offer_access(store, made.admin, person(store, "admin"), "nobody")
    made.admin.close()
    assert refused(offer_access, store, made.admin, person(store, "admin"), "chief") == "closed"


def test_access_is_taken_away_but_never_the_last(store: Store) -> None:
    made = made_vault(store)
    admin = person(store, "admin")
    let_in(store, made, "clerk")
    withdraw_access(store, admin, "clerk")
    assert refused(open_vault, store, "clerk", f"clerk {PASSWORD}") == "no_access"
    with pytest.raises(NotFound):
        withdraw_access(store, admin, "clerk")
    assert refused(withdraw_access, store, admin, "admin") == "last_holder"
    assert [one.login for one in vault_state(store).holders] == ["admin"]


def test_a_changed_password_opens_instead_of_the_old_one(store: Store) -> None:
    made = made_vault(store)
    let_in(store, made, "clerk")
    for login, old, known in (
        ("clerk", "wrong", False),
        ("chief", "wrong", False),
        ("clerk", f"clerk {PASSWORD}", True),
    ):
        with store.write(person(store, login), "password.change") as work:
            assert rewrap(work, login, old, "new") is known
    assert open_vault(store, "clerk", "new").current().data == made.admin.current().data
    assert refused(open_vault, store, "clerk", f"clerk {PASSWORD}") == "no_access"


def test_the_paper_opens_the_vault_when_no_password_is_known(store: Store) -> None:
    made = made_vault(store)
    admin = person(store, "admin")
    data = bytes(made.admin.current().data)
    assert refused(recover, store, admin, NewKey(Cipher.AES).code, "new", "口令遗失") == "code_wrong"
    assert refused(recover, store, admin, made.paper[:-1], "new", "口令遗失") == "code_length"
    assert refused(recover, store, admin, made.paper, "new", " 无 ") == "no_reason"
    with pytest.raises(NotAllowed):
        recover(store, person(store, "clerk"), made.paper, "new", "口令遗失")
    assert recover(store, admin, made.paper, "new", "口令遗失").current().data == data
    assert open_vault(store, "admin", "new").current().data == data
    entry = last_entry(store)
    assert (entry.actor, entry.verb, entry.reason) == ("admin", "vault.manage", "口令遗失")


def test_neither_key_nor_code_nor_wrap_is_in_the_journal(store: Store) -> None:
    made = made_vault(store)
    let_in(store, made, "clerk")
    entered(store, let_in(store, made, "area_clerk"))
    with store.read() as conn:
        told = str(conn.execute(select(journal_change.c.before, journal_change.c.after)).all())
        wraps = conn.execute(select(vault_wrap.c.wrapped)).scalars().all()
        recovery = conn.execute(select(vault_key.c.recovery)).scalar_one()
        row = conn.execute(select(person_table.c.wrapped_key, person_table.c.sealed)).one()
    secrets = [part["sealed"] for text in (*wraps, recovery) for part in _parts(json.loads(text))]
    secrets += [made.paper, bytes(made.admin.current().data).hex(), *row]
    assert len(secrets) == 8
    assert [one for one in secrets if one in told] == []


def _parts(found: dict) -> list[dict]:
    return [found] if "sealed" in found else list(found.values())


def test_the_vaults_password_is_the_one_the_account_signs_in_with(store: Store) -> None:
    if store.engine.dialect.name == "postgresql":
        return  # the house reads here, and its connection has no account's password
    admin, clerk = person(store, "admin"), person(store, "clerk")
    new = NewKey(Cipher.AES)
    for who in (admin, clerk):
        change_password(store, who, "", f"{who.login} Passwort 1")
    for call in (
        lambda: make_vault(store, admin, new, "another"),
        lambda: recover(store, admin, new.code, "another", "口令遗失"),
        lambda: accept_access(store, clerk, new.code, "another"),
    ):
        with pytest.raises(SignInRefused):
            call()
    opened = make_vault(store, admin, new, "admin Passwort 1")
    code = offer_access(store, opened, admin, "clerk")
    accept_access(store, clerk, code, "clerk Passwort 1")
    change_password(store, clerk, "clerk Passwort 1", "clerk Passwort 2")
    assert open_vault(store, "clerk", "clerk Passwort 2").is_open


# -- another key ----------------------------------------------------------------------------------------------------


def rotating(store: Store, count: int = 5):
    """A vault of five persons whose key was just changed."""
    made = made_vault(store)
    clerk = let_in(store, made, "clerk")
    entries = [
        Entry(area_of(COMMUNITY), Person(PersonKind.RESIDENT, "张" + "三" * n)) for n in range(1, count + 1)
    ]
    ids = enter_persons(store, clerk, person(store, "clerk"), entries).ids
    new = NewKey(Cipher.SM4)
    both = change_key(store, made.admin, person(store, "admin"), new, PASSWORD)
    return made, clerk, ids, both, new.code


class StopAt:
    """Progress that is cancelled after some persons."""

    def __init__(self, at: int) -> None:
        self.at = at

    def step(self, done: int, total: int, note: str) -> None:
        if done >= self.at:
            raise Cancelled


class Told:
    """Progress that is remembered."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []

    def step(self, done: int, total: int, note: str) -> None:
        self.steps.append((done, total))


def test_everybody_comes_under_the_new_key_in_portions(store: Store) -> None:
    _made, _clerk, ids, both, _paper = rotating(store)
    told = Told()
    assert rotation.reseal(store, both, person(store, "admin"), told, portion=2) == 5
    assert told.steps == [(0, 5), (2, 5), (4, 5), (5, 5)]
    state = vault_state(store)
    assert (state.old_records, state.persons, state.key.cipher) == (0, 5, Cipher.SM4)
    code = offer_access(store, both, person(store, "admin"), "clerk")
    clerk = accept_access(store, person(store, "clerk"), code, "new")
    assert reveal(store, clerk, person(store, "clerk"), ids[2], "name", "核对产权") == "张三三三"
    found = find_persons(store, clerk, person(store, "clerk"), "name", "张三")
    assert [one.id for one in found] == [ids[0]]


def test_a_broken_off_change_of_keys_goes_on_where_it_stopped(store: Store) -> None:
    _made, clerk, ids, both, _paper = rotating(store)
    admin = person(store, "admin")
    with pytest.raises(Cancelled):
        rotation.reseal(store, both, admin, StopAt(2), portion=2)
    assert vault_state(store).old_records == 3
    # between the two, each key reads its own
    assert reveal(store, clerk, person(store, "clerk"), ids[4], "name", "核对产权") == "张三三三三三"
    assert refused(reveal, store, clerk, person(store, "clerk"), ids[0], "name", "核对产权") == "old_key"
    again = open_vault(store, "admin", PASSWORD)
    assert len(again.every_key()) == 2
    assert rotation.reseal(store, again, admin, Told(), portion=2) == 3
    assert vault_state(store).old_records == 0


def test_the_old_key_and_its_paper_are_worthless_afterwards(store: Store) -> None:
    made, _clerk, _ids, both, paper = rotating(store)
    admin = person(store, "admin")
    assert refused(open_vault, store, "clerk", "other") == "no_access"
    assert open_vault(store, "clerk", f"clerk {PASSWORD}").is_open
    rotation.reseal(store, both, admin, Told())
    assert refused(open_vault, store, "clerk", f"clerk {PASSWORD}") == "no_access"
    assert refused(recover, store, admin, made.paper, "new", "口令遗失") == "code_wrong"
    assert recover(store, admin, paper, "new", "口令遗失").is_open
    assert len(open_vault(store, "admin", "new").every_key()) == 1


def test_a_desk_with_the_old_key_seals_nothing_more(store: Store) -> None:
    _made, clerk, _ids, both, _paper = rotating(store)
    assert refused(entered, store, clerk) == "old_key"
    old = open_vault(store, "clerk", f"clerk {PASSWORD}")
    assert refused(entered, store, old) == "old_key"
    assert refused(rotation.reseal, store, clerk, person(store, "admin"), Told()) == "other_account"
    again = offer_access(store, both, person(store, "admin"), "clerk")
    new = accept_access(store, person(store, "clerk"), again, f"clerk {PASSWORD}")
    assert entered(store, new)


def test_one_change_of_keys_at_a_time(store: Store) -> None:
    made, _clerk, _ids, both, _paper = rotating(store)
    admin = person(store, "admin")
    assert refused(change_key, store, both, admin, NewKey(Cipher.AES), PASSWORD) == "half_changed"
    assert refused(change_key, store, made.admin, admin, NewKey(Cipher.AES), PASSWORD) == "old_key"
    rotation.reseal(store, both, admin, Told())
    assert refused(change_key, store, both, admin, NewKey(Cipher.AES), "wrong") == "no_access"
    third = change_key(store, both, admin, NewKey(Cipher.AES), PASSWORD)
    assert rotation.reseal(store, third, admin, Told(), portion=3) == 5
    with store.read() as conn:
        states = conn.execute(select(vault_key.c.state, func.count()).group_by(vault_key.c.state)).all()
    assert dict(map(tuple, states)) == {"current": 1, "retired": 2}


def test_papers_of_both_keys_together_open_everything_of_a_half_done_change(store: Store) -> None:
    made, _clerk, ids, both, paper = rotating(store)
    admin = person(store, "admin")
    with pytest.raises(Cancelled):
        rotation.reseal(store, both, admin, StopAt(2), portion=2)
    recover(store, admin, made.paper, "new", "口令遗失")
    recover(store, admin, paper, "new", "口令遗失")
    again = open_vault(store, "admin", "new")
    assert rotation.reseal(store, again, admin, Told()) == 3
    code = offer_access(store, again, admin, "chief")
    chief = accept_access(store, person(store, "chief"), code, "chief's")
    assert [reveal(store, chief, person(store, "chief"), one, "name", "核对产权") for one in ids] == [
        "张" + "三" * n for n in range(1, 6)
    ]


def test_without_the_old_key_nothing_is_brought_over_and_nothing_lost(store: Store) -> None:
    _made, _clerk, _ids, both, paper = rotating(store)
    admin = person(store, "admin")
    alone = recover(store, admin, paper, "new", "口令遗失")
    assert refused(rotation.reseal, store, alone, admin, Told()) == "old_key"
    assert vault_state(store).old_records == 5
    assert rotation.reseal(store, both, admin, Told()) == 5


def test_an_altered_record_stops_the_change_of_keys_and_is_shown_as_altered(store: Store) -> None:
    made = made_vault(store)
    clerk = let_in(store, made, "clerk")
    node_id = addresses(store, ["12号"])["12号"]
    one, two = (entered(store, clerk, SOMEBODY, (("node", node_id),)) for _ in range(2))
    with store.engine.begin() as conn:
        at = person_table.c
        stolen = conn.execute(select(at.wrapped_key, at.sealed).where(at.id == one)).one()._asdict()
        conn.execute(update(person_table).where(at.id == two).values(**stolen))
    shown = persons_of(store, clerk, person(store, "clerk"), "node", node_id)
    assert [seen.standing for seen in shown] == ["open", "altered"]
    assert refused(reveal, store, clerk, person(store, "clerk"), two, "name", "核对产权") == "altered"
    both = change_key(store, made.admin, person(store, "admin"), NewKey(Cipher.AES), PASSWORD)
    assert refused(rotation.reseal, store, both, person(store, "admin"), Told()) == "altered"
    assert vault_state(store).old_records == 2


def test_of_two_administrators_at_once_one_makes_the_vault(store: Store) -> None:
    admin = person(store, "admin")

    def make(_n: int) -> str:
        try:
            make_vault(store, admin, NewKey(Cipher.AES), PASSWORD).close()
        except VaultRefused as error:
            return error.why
        return "made"

    with ThreadPoolExecutor(4) as desks:
        assert sorted(desks.map(make, range(4))) == ["has_vault"] * 3 + ["made"]
    with store.read() as conn:
        assert conn.execute(select(func.count()).select_from(vault_key)).scalar_one() == 1


def test_a_code_typed_at_two_desks_at_once_lets_in_once(store: Store) -> None:
    made = made_vault(store)
    code = offer_access(store, made.admin, person(store, "admin"), "clerk")
    clerk = person(store, "clerk")

    def enter(n: int) -> str:
        try:
            accept_access(store, clerk, code, f"password {n}").close()
        except VaultRefused as error:
            return error.why
        return f"password {n}"

    with ThreadPoolExecutor(3) as desks:
        said = sorted(desks.map(enter, range(3)))
    assert said[:2] == ["no_code", "no_code"]
    assert open_vault(store, "clerk", said[2]).is_open
