from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from db.domain.errors import NotAllowed, NotFound, StaleRecord
from db.domain.person import BadPerson, Person, PersonKind
from db.domain.progress import Silent
from db.domain.vault import Cipher, VaultRefused
from db.schema.holdings import person as person_table
from db.schema.holdings import person_digest
from db.schema.system import journal, journal_change
from db.services.disclosure import clear_for_change, find_persons, persons_of, reveal
from db.services.moving import backup_store, restore_store
from db.services.persons import Entry, change_person, enter_person, enter_persons, wipe
from db.services.store import open_store
from db.services.vault import recover
from db.store.store import Store
from tests.office import addresses, area_of, person
from tests.register import COMMUNITY, FAR_COMMUNITY
from tests.vault import SOMEBODY, Made, entered, let_in, made_vault, make_cheap

WHY = "核对产权人"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


def refused(call, *given, **named) -> str:
    with pytest.raises(VaultRefused) as error:
        call(*given, **named)
    return error.value.why


def entries(store: Store, verb: str) -> list:
    with store.read() as conn:
        return list(conn.execute(select(journal).where(journal.c.verb == verb).order_by(journal.c.seq)))


@pytest.mark.parametrize("cipher", list(Cipher))
def test_a_person_is_shown_masked_and_told_for_a_purpose(store: Store, cipher: Cipher) -> None:
    clerk = let_in(store, made_vault(store, cipher), "clerk")
    who = person(store, "clerk")
    node_id = addresses(store, ["12号"])["12号"]
    one = entered(store, clerk, SOMEBODY, (("node", node_id),))
    (seen,) = persons_of(store, clerk, who, "node", node_id)
    assert (seen.id, seen.standing, seen.made_by, seen.kind) == (one, "open", "clerk", PersonKind.OWNER)
    assert seen.fields == {"name": "欧阳*", "id_number": "110105********002X", "phone": "138****5678"}
    assert reveal(store, clerk, who, one, "id_number", f" {WHY} ") == SOMEBODY.id_number
    (look,) = entries(store, "person.reveal")
    assert (look.actor, look.reason, look.change_count) == ("clerk", WHY, 1)
    with store.read() as conn:
        (change,) = conn.execute(select(journal_change).where(journal_change.c.seq == look.seq))
    assert (change.table_name, change.row_key, change.after) == (
        "person",
        str(one),
        '{"revealed":"id_number"}',
    )


def test_without_the_key_a_person_is_sealed(store: Store) -> None:
    made = made_vault(store)
    clerk = let_in(store, made, "clerk")
    node_id = addresses(store, ["12号"])["12号"]
    one = entered(store, clerk, SOMEBODY, (("node", node_id),))
    clerk.close()
    for vault, login in ((clerk, "clerk"), (None, "chief")):
        (seen,) = persons_of(store, vault, person(store, login), "node", node_id)
        assert (seen.standing, seen.fields) == ("sealed", {})
    assert refused(reveal, store, clerk, person(store, "clerk"), one, "name", WHY) == "closed"
    assert refused(find_persons, store, clerk, person(store, "clerk"), "name", "欧阳建国") == "closed"
    assert refused(entered, store, clerk) == "closed"


def test_a_vault_serves_only_who_opened_it(store: Store) -> None:
    clerk = let_in(store, made_vault(store), "clerk")
    one = entered(store, clerk)
    chief = person(store, "chief")
    assert refused(reveal, store, clerk, chief, one, "name", WHY) == "other_account"
    assert refused(find_persons, store, clerk, chief, "name", "x") == "other_account"
    assert refused(change_person, store, clerk, chief, one, 1, SOMEBODY) == "other_account"
    assert refused(clear_for_change, store, clerk, chief, one, WHY) == "other_account"


@pytest.mark.parametrize(
    ("purpose", "why"),
    [
        ("", "no_purpose"),
        ("  查看  ", "no_purpose"),
        ("核对欧阳建国的产权", "purpose_tells"),
        ("电话13850005678", "purpose_tells"),
        ("核对另一人 13912345678", "purpose_tells"),
    ],
)
def test_a_purpose_says_something_and_nothing_of_the_person(store: Store, purpose: str, why: str) -> None:
    clerk = let_in(store, made_vault(store), "clerk")
    one = entered(store, clerk)
    assert refused(reveal, store, clerk, person(store, "clerk"), one, "phone", purpose) == why
    assert entries(store, "person.reveal") == []


def test_what_was_never_told_is_not_looked_at(store: Store) -> None:
    clerk = let_in(store, made_vault(store), "clerk")
    one = entered(store, clerk, Person(PersonKind.CONTACT, "张三"))
    for person_id, field in ((one, "phone"), (one, "id_kind"), (7, "name")):
        with pytest.raises(NotFound):
            reveal(store, clerk, person(store, "clerk"), person_id, field, WHY)
    assert entries(store, "person.reveal") == []


def test_a_person_of_another_area_is_neither_entered_nor_seen(store: Store) -> None:
    made = made_vault(store)
    clerk, social = let_in(store, made, "clerk"), let_in(store, made, "area_clerk")
    far = addresses(store, ["12号"], community=FAR_COMMUNITY)["12号"]
    who = person(store, "area_clerk")
    there = Entry(area_of(FAR_COMMUNITY), SOMEBODY, (("node", far),))
    with pytest.raises(NotAllowed):
        enter_person(store, social, who, there)
    one = enter_person(store, clerk, person(store, "clerk"), there).ids[0]
    assert persons_of(store, social, who, "node", far) == []
    assert find_persons(store, social, who, "name", SOMEBODY.name) == []
    for call, given in ((reveal, ("name", WHY)), (change_person, (1, SOMEBODY))):
        with pytest.raises(NotAllowed):
            call(store, social, who, one, *given)


@pytest.mark.parametrize("login", ["printer", "inspector", "admin"])
def test_who_has_no_business_with_persons_sees_none(store: Store, login: str) -> None:
    made = made_vault(store)
    clerk = let_in(store, made, "clerk")
    vault = made.admin if login == "admin" else let_in(store, made, login)
    node_id = addresses(store, ["12号"])["12号"]
    one = entered(store, clerk, SOMEBODY, (("node", node_id),))
    who = person(store, login)
    assert persons_of(store, vault, who, "node", node_id) == []
    with pytest.raises(NotAllowed):
        reveal(store, vault, who, one, "name", WHY)
    with pytest.raises(NotAllowed):
        wipe(store, who, one, "保存期满")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", " 欧阳 建国"),
        ("id_number", "11010519491231002x"),
        ("id_number", "110105491231002"),
        ("phone", "+86 138-5000-5678"),
    ],
)
def test_a_person_is_found_by_the_whole_of_a_field_however_written(
    store: Store, field: str, text: str
) -> None:
    clerk = let_in(store, made_vault(store), "clerk")
    one = entered(store, clerk)
    entered(store, clerk, Person(PersonKind.OWNER, "欧阳建"))
    found = find_persons(store, clerk, person(store, "clerk"), field, text)
    assert [seen.id for seen in found] == [one]
    assert find_persons(store, clerk, person(store, "clerk"), field, "欧阳") == []
    assert find_persons(store, clerk, person(store, "clerk"), field, "  ") == []


def test_all_persons_are_entered_or_none(store: Store) -> None:
    clerk = let_in(store, made_vault(store), "clerk")
    who = person(store, "clerk")
    good = Entry(area_of(COMMUNITY), SOMEBODY)
    for bad, error in (
        (replace(good, person=replace(SOMEBODY, phone="123")), BadPerson),
        (replace(good, links=(("node", 1),)), NotFound),
        (replace(good, links=(("actor", who.id),)), NotFound),
    ):
        with pytest.raises(error):
            enter_persons(store, clerk, who, [good, bad])
    with store.read() as conn:
        assert conn.execute(select(person_table.c.id)).all() == []
    assert enter_persons(store, clerk, who, []).ids == ()


def test_a_person_is_put_right_and_found_by_the_new_alone(store: Store) -> None:
    clerk = let_in(store, made_vault(store), "clerk")
    who = person(store, "clerk")
    one = entered(store, clerk)
    told, version = clear_for_change(store, clerk, who, one, WHY)
    assert told == SOMEBODY
    assert len(entries(store, "person.reveal")) == 1
    with store.read() as conn:
        before = conn.execute(select(person_table.c.wrapped_key)).scalar_one()
    right = Person(PersonKind.OWNER, "欧阳建民", None, "", "0592-5123456")
    change_person(store, clerk, who, one, version, right)
    assert clear_for_change(store, clerk, who, one, WHY)[0] == right
    assert find_persons(store, clerk, who, "id_number", SOMEBODY.id_number) == []
    assert [seen.id for seen in find_persons(store, clerk, who, "name", "欧阳建民")] == [one]
    with store.read() as conn:
        assert conn.execute(select(person_table.c.wrapped_key)).scalar_one() != before
    with pytest.raises(StaleRecord):
        change_person(store, clerk, who, one, version, right)
    with pytest.raises(BadPerson):
        change_person(store, clerk, who, one, version + 1, replace(right, name="7"))


def test_a_wiped_person_is_gone_for_everybody_and_the_row_says_when(store: Store) -> None:
    made = made_vault(store)
    clerk, chief = let_in(store, made, "clerk"), person(store, "chief")
    who = person(store, "clerk")
    node_id = addresses(store, ["12号"])["12号"]
    one = entered(store, clerk, SOMEBODY, (("node", node_id),))
    with pytest.raises(NotAllowed):
        wipe(store, who, one, "保存期满")
    assert refused(wipe, store, chief, one, "期满") == "no_purpose"
    assert refused(wipe, store, chief, one, "本人 13850005678 要求") == "purpose_tells"
    wipe(store, chief, one, "保存期满")
    (seen,) = persons_of(store, clerk, who, "node", node_id)
    assert (seen.standing, seen.fields) == ("wiped", {})
    for field, text in (("name", SOMEBODY.name), ("phone", SOMEBODY.phone)):
        assert find_persons(store, clerk, who, field, text) == []
    assert refused(reveal, store, clerk, who, one, "name", WHY) == "wiped"
    assert refused(wipe, store, chief, one, "保存期满") == "wiped"
    with pytest.raises(StaleRecord):
        change_person(store, clerk, who, one, seen.version, SOMEBODY)
    with store.read() as conn:
        row = conn.execute(select(person_table)).one()
        digests = set(conn.execute(select(person_digest.c.digest)).scalars())
    assert (row.wrapped_key, row.sealed, bool(row.wiped_at), digests) == (None, "", True, {""})
    (entry,) = entries(store, "person.wipe")
    assert (entry.actor, entry.reason) == ("chief", "保存期满")


def test_the_key_of_a_wiped_person_is_nowhere_in_the_file(store: Store, tmp_path: Path) -> None:
    if store.engine.dialect.name != "sqlite":
        return  # a server's pages are its own; what rows say is looked at above
    clerk = let_in(store, made_vault(store), "clerk")
    gone, stays = entered(store, clerk), entered(store, clerk)
    with store.read() as conn:
        rows = {row.id: row for row in conn.execute(select(person_table))}
        digest = conn.execute(
            select(person_digest.c.digest).where(person_digest.c.person_id == gone)
        ).scalars()
        secrets = [rows[gone].wrapped_key.encode(), rows[gone].sealed.encode()]
    assert len(set(digest)) == 3
    wipe(store, person(store, "chief"), gone, "保存期满")
    held = b"".join(file.read_bytes() for file in tmp_path.glob("zhipai.db*") if file.suffix != ".lock")
    assert rows[stays].wrapped_key.encode() in held
    assert [one for one in secrets if one in held] == []


def test_a_seal_moved_to_another_row_is_told_as_altered(store: Store) -> None:
    clerk = let_in(store, made_vault(store), "clerk")
    one = entered(store, clerk)
    with store.engine.begin() as conn:
        conn.execute(update(person_table).values(kind="resident"))
    assert refused(reveal, store, clerk, person(store, "clerk"), one, "name", WHY) == "altered"


def test_nothing_of_a_person_is_in_an_error(store: Store) -> None:
    clerk = let_in(store, made_vault(store), "clerk")
    for bad in (
        replace(SOMEBODY, id_number="110105194912310021"),
        replace(SOMEBODY, name="欧阳建国7"),
        replace(SOMEBODY, phone="1385000567"),
        replace(SOMEBODY, id_number="110105194902300025"),
    ):
        with pytest.raises(BadPerson) as error:
            entered(store, clerk, bad)
        told = repr(error.value) + str(error.value) + repr(error.value.__cause__)
        assert not any(part in told for part in ("欧阳", "建国", "1949", "13850"))


def test_on_another_machine_the_paper_alone_is_enough(store: Store, tmp_path: Path) -> None:
    made = made_vault(store, Cipher.SM4)
    clerk = let_in(store, made, "clerk")
    one = entered(store, clerk, SOMEBODY)
    backup = tmp_path / "库.zpb"
    backup_store(store, backup, Silent())
    elsewhere = f"sqlite:///{(tmp_path / '新电脑' / 'zhipai.db').as_posix()}"
    (tmp_path / "新电脑").mkdir()
    restore_store(backup, elsewhere, Silent())
    there = open_store(elsewhere)
    try:
        admin = person(there, "admin")
        opened = recover(there, admin, made.paper.lower().replace("-", " "), "new password", "换新电脑")
        again = let_in(there, Made(opened, made.paper), "clerk")
        assert reveal(there, again, person(there, "clerk"), one, "id_number", WHY) == SOMEBODY.id_number
    finally:
        there.close()
