"""A vault in a test store: cheap keys, an administrator who has it open, a clerk who was let in, people made up."""

from dataclasses import dataclass

import pytest

from db.domain.person import IdKind, Person, PersonKind
from db.domain.vault import Cipher
from db.services.persons import Entry, enter_person
from db.services.vault import NewKey, accept_access, make_vault, offer_access
from db.store import sealing
from db.store.store import Store
from db.store.vault import Vault
from tests.office import area_of, person
from tests.register import COMMUNITY

PASSWORD = "Zhi-Pai 2026"
SOMEBODY = Person(PersonKind.OWNER, "欧阳建国", IdKind.RESIDENT, "11010519491231002X", "13850005678")


def make_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of passwords without the memory and the time that make them hard to guess."""
    monkeypatch.setattr(sealing, "COST", sealing.Cost(8, 1, 1))


@dataclass
class Made:
    """What a new vault leaves behind."""

    admin: Vault
    paper: str


def made_vault(store: Store, cipher: Cipher = Cipher.AES) -> Made:
    new = NewKey(cipher)
    return Made(make_vault(store, person(store, "admin"), new, PASSWORD), new.code)


def let_in(store: Store, made: Made, login: str) -> Vault:
    code = offer_access(store, made.admin, person(store, "admin"), login)
    return accept_access(store, person(store, login), code, f"{login} {PASSWORD}")


def entered(
    store: Store, vault: Vault, told: Person = SOMEBODY, links: tuple[tuple[str, int], ...] = ()
) -> int:
    entry = Entry(area_of(COMMUNITY), told, links)
    return enter_person(store, vault, person(store, vault.login), entry).ids[0]
