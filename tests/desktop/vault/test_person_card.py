import pytest
from sqlalchemy import select

from db.schema.system import journal
from db.services.accounts import find_actor
from db.services.disclosure import find_persons
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.vault import look_dialog
from desktop.vault.look_dialog import LookDialog
from desktop.vault.open_dialog import OpenDialog
from desktop.vault.opening import VaultKeeper
from desktop.vault.person_card import PersonCard
from desktop.vault.person_form import PersonForm
from desktop.vault.person_operations import Row
from tests.office import addresses, area_of
from tests.register import COMMUNITY
from tests.vault import PASSWORD, let_in, made_vault

MASKED = ("产权人", "欧阳*", "110105********002X", "138****5678", "已遮蔽")


@pytest.fixture
def card(desk: Desk) -> PersonCard:
    """A clerk's card of an address; the vault is closed."""
    let_in(desk.store, made_vault(desk.store), "clerk").close()
    return card_of(desk, "clerk")


def card_of(desk: Desk, login: str) -> PersonCard:
    store = desk.store
    found = PersonCard(desk, find_actor(store, login), VaultKeeper())
    chain = f"{12 if login == 'clerk' else 14}号"
    found.show_row(Row("node", addresses(store, [chain])[chain], "湖滨南路12号", area_of(COMMUNITY)))
    return found


def unlock(card: PersonCard) -> None:
    card.unlock_button.click()
    dialog = card.dialog
    assert isinstance(dialog, OpenDialog)
    dialog.password.setText(f"clerk {PASSWORD}")
    dialog.ok.click()


def enter(card: PersonCard, name: str = "欧阳建国") -> None:
    card.enter_button.click()
    form = card.dialog
    assert isinstance(form, PersonForm)
    form.kind.setCurrentIndex(3)
    form.lines["name"].setText(name)
    form.lines["id_number"].setText("11010519491231002x")
    form.lines["phone"].setText("138 5000 5678")
    form.save.click()
    assert not form.isVisible()


def cells(card: PersonCard) -> list[tuple[str, ...]]:
    return [line.cells for line in card.list.model.lines]


def purposes(store: Store) -> list[str]:
    with store.read() as conn:
        query = select(journal.c.reason).where(journal.c.verb == "person.reveal").order_by(journal.c.seq)
        return list(conn.execute(query).scalars())


def test_a_person_is_entered_and_shown_masked(card: PersonCard) -> None:
    assert not card.enter_button.isEnabled()
    unlock(card)
    assert card.unlock_button.isHidden()
    enter(card)
    assert cells(card) == [MASKED]


def test_what_cannot_be_right_is_told_at_its_line_and_stays(card: PersonCard) -> None:
    unlock(card)
    card.enter_button.click()
    form = card.dialog
    assert isinstance(form, PersonForm)
    form.lines["name"].setText("欧阳建国")
    form.lines["id_number"].setText("110105194912310021")
    form.save.click()
    assert form.isVisible()
    assert "证件号码：末位校验码不符" in form._state.text()
    assert form.lines["id_number"].text() == "110105194912310021"
    form.reject()
    assert form.lines["id_number"].text() == ""
    assert cells(card) == []


def test_a_field_is_shown_for_a_purpose_and_hidden_again(
    card: PersonCard, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock(card)
    enter(card)
    card.look_button.click()
    dialog = card.dialog
    assert isinstance(dialog, LookDialog)
    assert [dialog.field.itemText(n) for n in range(3)] == ["姓名", "证件号码", "电话"]
    dialog.field.setCurrentIndex(1)
    dialog.purpose.setText("查")
    assert not dialog.ok.isEnabled()
    dialog.purpose.setText("核对产权证")
    dialog._hide.setInterval(1)
    with qtbot.waitSignal(dialog._hide.timeout):
        dialog.ok.click()
        assert dialog.shown.text() == "11010519491231002X"
    assert dialog.shown.text() == ""
    assert purposes(card._desk.store) == ["核对产权证"]
    assert look_dialog.SHOWN_MS == 30_000


def test_a_purpose_that_names_the_person_is_refused_in_place(card: PersonCard) -> None:
    unlock(card)
    enter(card)
    card.look()
    dialog = card.dialog
    assert isinstance(dialog, LookDialog)
    dialog.purpose.setText("查欧阳建国的房产")
    dialog.ok.click()
    assert dialog.shown.text() == ""
    assert "用途里写了姓名" in dialog._state.text()
    assert purposes(card._desk.store) == []


def test_closing_the_vault_hides_everything(card: PersonCard) -> None:
    unlock(card)
    enter(card)
    card.look()
    dialog = card.dialog
    assert isinstance(dialog, LookDialog)
    dialog.purpose.setText("核对产权证")
    dialog.ok.click()
    card._keeper.close()
    assert dialog.shown.text() == ""
    assert not dialog.isVisible()
    assert cells(card) == [("产权人", "—", "—", "—", "已封存，开柜后可见")]
    assert not card.look_button.isEnabled()


def test_a_person_is_put_right_after_a_purpose_was_given(card: PersonCard) -> None:
    unlock(card)
    enter(card, "欧阳建民")
    card.change_button.click()
    asked = card.dialog
    assert isinstance(asked, LookDialog)
    asked.purpose.setText("姓名录错更正")
    asked.ok.click()
    form = card.dialog
    assert isinstance(form, PersonForm)
    assert form.lines["name"].text() == "欧阳建民"
    assert not form.kind.isEnabled()
    form.lines["name"].setText("司马建民")
    form.save.click()
    assert cells(card)[0][1] == "司马*"
    assert purposes(card._desk.store) == ["姓名录错更正"]


def test_a_chief_destroys_what_is_kept_for_a_reason(card: PersonCard, desk: Desk) -> None:
    unlock(card)
    enter(card)
    vault = card._keeper.vault
    chief = PersonCard(desk, find_actor(desk.store, "chief"), VaultKeeper())
    said: list[str] = []
    chief.told.connect(said.append)
    chief.show_row(card._row)
    assert card.wipe_button.isHidden()
    chief.wipe_button.click()
    dialog = chief.dialog
    assert isinstance(dialog, LookDialog)
    dialog.purpose.setText("保存期限已满")
    dialog.ok.click()
    assert cells(chief) == [("产权人", "—", "—", "—", "已销毁")]
    assert "备份里仍有" in said[0]
    assert not chief.wipe_button.isEnabled()
    assert cells(card) == cells(chief)
    assert vault is not None
    assert find_persons(desk.store, vault, find_actor(desk.store, "clerk"), "name", "欧阳建国") == []


def test_nothing_is_offered_without_a_row(desk: Desk) -> None:
    made_vault(desk.store)
    card = PersonCard(desk, find_actor(desk.store, "clerk"), VaultKeeper())
    card.show_row(None)
    for act in (card.look, card.enter, card.change, card.wipe):
        act()
    assert card.dialog is None


def test_nothing_in_clear_comes_after_the_question_was_closed(card: PersonCard) -> None:
    unlock(card)
    enter(card)
    card.look_button.click()
    dialog = card.dialog
    assert isinstance(dialog, LookDialog)
    dialog.reject()
    dialog._on_told("欧阳建国")
    assert dialog.shown.text() == ""
