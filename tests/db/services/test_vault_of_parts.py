"""The vault where accounts see only a part: nobody is lost whom the one at work does not see, or who comes meanwhile."""

import threading

import pytest
from sqlalchemy import update

from db.domain.errors import StoreUnavailable
from db.domain.person import Person, PersonKind
from db.domain.progress import Silent
from db.domain.vault import Cipher, VaultRefused
from db.schema.holdings import vault_key
from db.schema.system import actor_role
from db.services.disclosure import reveal
from db.services.persons import Entry, enter_person
from db.services.rotation import reseal
from db.services.vault import NewKey, accept_access, change_key, offer_access
from db.store.store import Store
from db.store.turns import take_turn
from db.store.vault import TURN
from tests.desks import Desks
from tests.office import area_of, person
from tests.register import COMMUNITY, DISTRICT, FAR_COMMUNITY
from tests.vault import PASSWORD, let_in, made_vault, make_cheap

FAR = Person(PersonKind.RESIDENT, "张三丰")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


def covers(store: Store, area: str) -> None:
    with store.engine.begin() as conn:
        conn.execute(update(actor_role).where(actor_role.c.role == "admin").values(area_code=area))


def test_a_key_lasts_while_anybody_lies_under_it_whom_the_administrator_does_not_see(store: Store) -> None:
    made = made_vault(store)
    clerk = person(store, "clerk")
    opened = let_in(store, made, "clerk")
    far = enter_person(store, opened, clerk, Entry(area_of(FAR_COMMUNITY), FAR)).ids[0]
    both = change_key(store, made.admin, person(store, "admin"), NewKey(Cipher.SM4), PASSWORD)
    covers(store, COMMUNITY)
    desk = store.desk("admin") if isinstance(store, Desks) else store
    reseal(desk, both, person(store, "admin"), Silent())
    covers(store, DISTRICT)
    reseal(desk, both, person(store, "admin"), Silent())
    code = offer_access(store, both, person(store, "admin"), "clerk")
    assert reveal(store, accept_access(store, clerk, code, "new"), clerk, far, "name", "核对产权") == "张三丰"
    with store.read() as conn:
        kept = conn.execute(vault_key.select().where(vault_key.c.recovery != "")).all()
    assert [row.state for row in kept] == ["current"]


def test_who_is_entered_while_the_key_changes_does_not_come_under_the_old_one(store: Store) -> None:
    opened = let_in(store, made_vault(store), "clerk")
    clerk = person(store, "clerk")
    outcome: list[str] = []

    def enter() -> None:
        try:
            enter_person(store, opened, clerk, Entry(area_of(COMMUNITY), FAR))
        except (VaultRefused, StoreUnavailable) as error:
            outcome.append(error.why)
        else:
            outcome.append("entered")

    desk = threading.Thread(target=enter)
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        take_turn(conn, TURN)
        desk.start()
        desk.join(0.3)
        conn.execute(update(vault_key).values(state="retired"))
    desk.join()
    assert outcome == ["no_vault"]
