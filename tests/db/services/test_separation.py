"""Where the office keeps them apart, who entered an address does not verify it."""

from db.domain.access import Role
from db.services import settings
from db.services.account_desk import NewAccount, create_account
from db.services.applications import file_confirmation
from db.store.store import Store
from tests.accounts import desk, fresh_login
from tests.office import addresses, person
from tests.register import DISTRICT


def test_who_entered_an_address_leaves_verifying_it_to_a_colleague(store: Store) -> None:
    made = addresses(store, ["8号", "8号/1幢", "10号"])
    settings.change(store, person(store, "admin"), {"separation.enter_verify": True}, "两人分开")
    own = file_confirmation(store, person(store, "clerk"), made.values(), "自己录的", "普查")
    assert (own.application_id, own.node_ids) == (0, ())
    assert {item.reason for item in own.blocked} == {"same_enterer"}
    new = NewAccount(fresh_login(), "另一人", ((Role.CLERK, DISTRICT),))
    other = create_account(store, person(store, "admin"), new, with_password=True)
    with desk(store, other.login, other.password) as theirs:
        filed = file_confirmation(theirs, person(store, other.login), made.values(), "别人录的", "普查")
    assert set(filed.node_ids) == set(made.values())


def test_where_the_office_does_not_one_person_does_both(store: Store) -> None:
    made = addresses(store, ["8号"])
    filed = file_confirmation(store, person(store, "clerk"), made.values(), "自己录的", "普查")
    assert filed.node_ids == tuple(made.values())
