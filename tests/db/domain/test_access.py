import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.access import (
    ALLOWED,
    Actor,
    Role,
    area_prefix,
    checked_login,
    checked_name,
    may_manage,
    refuse_mixed_roles,
    second_person,
)
from db.domain.errors import BadAccount, NotAllowed

CLERK = Actor(1, "lin", "林经办", ((Role.CLERK, "350203"),))


@pytest.mark.parametrize("login", ["lin", "林经办", "lin.jb", "lin_2", "a-b", "3科", "x" * 32])
def test_a_login_may_be_a_word_in_any_script(login: str) -> None:
    assert checked_login(login, "zhipai") == login


@pytest.mark.parametrize(
    ("login", "prefix", "why"),
    [
        ("", "", "login_empty"),
        ("x" * 33, "", "login_long"),
        ("林" * 20, "zhipai", "login_long"),
        ("x" * 32, "d" * 31, "login_long"),
        ("li n", "", "login_characters"),
        ("*recovery", "", "login_characters"),
        ("_x", "", "login_characters"),
        ("li\x00n", "", "login_characters"),
        ('a"b', "", "login_characters"),
        ("Owner", "", "login_reserved"),
        ("member", "", "login_reserved"),
        ("SYSTEM", "", "login_reserved"),
    ],
)
def test_a_login_that_could_not_be_a_role_is_refused(login: str, prefix: str, why: str) -> None:
    with pytest.raises(BadAccount) as caught:
        checked_login(login, prefix)
    assert caught.value.why == why


@given(st.text(max_size=40), st.sampled_from(["", "zhipai", "思明库"]))
def test_a_login_taken_fits_into_the_name_of_a_role_and_is_taken_again(text: str, prefix: str) -> None:
    try:
        login = checked_login(text, prefix)
    except BadAccount:
        return
    assert len(f"{prefix}_{login}".encode()) <= 63
    assert not set(login) & set("*:/@ \"'\\")
    assert checked_login(login, prefix) == login


@pytest.mark.parametrize(
    ("name", "why"), [("  ", "name_empty"), ("林" * 33, "name_long"), ("林\n经办", "name_characters")]
)
def test_a_name_that_cannot_be_printed_on_a_line_is_refused(name: str, why: str) -> None:
    with pytest.raises(BadAccount) as caught:
        checked_name(name)
    assert caught.value.why == why


def test_a_name_loses_its_outer_blanks() -> None:
    assert checked_name(" 林经办　") == "林经办"


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("", ""),
        ("3502", "3502"),
        ("350200000000", "3502"),
        ("350203", "350203"),
        ("350203000000", "350203"),
        ("350203005000", "350203005"),
        ("350203005001", "350203005001"),
    ],
)
def test_an_area_is_a_unit_without_the_levels_below(code: str, short: str) -> None:
    assert area_prefix(code) == short


@pytest.mark.parametrize(
    "code", ["35020", "abc", "3502031", "０３５０", "0000", "000000000000", " 3502", "3502 3"]
)
def test_what_is_no_unit_is_no_area(code: str) -> None:
    with pytest.raises(BadAccount):
        area_prefix(code)


@given(st.sets(st.sampled_from(list(Role))))
def test_who_manages_accounts_does_no_business(roles: set[Role]) -> None:
    if Role.ADMIN in roles and len(roles) > 1:
        with pytest.raises(BadAccount, match="admin_beside_business"):
            refuse_mixed_roles("x", roles)
    else:
        refuse_mixed_roles("x", roles)


def test_managing_ends_at_the_border_of_ones_area() -> None:
    admin = Actor(2, "a", "管理员", ((Role.ADMIN, "350203"),))
    may_manage(admin, ["350203", "350203005", "350203005001"])
    for areas in (["3502"], [""], ["350206"], ["350203", "350206"]):
        with pytest.raises(NotAllowed):
            may_manage(admin, areas)
    with pytest.raises(NotAllowed):
        may_manage(CLERK, [])


def test_nobody_decides_on_his_own() -> None:
    with pytest.raises(NotAllowed, match="same_person"):
        second_person("application.approve", CLERK, "lin")
    second_person("application.approve", CLERK, "chen")


def test_an_administrator_edits_no_address_and_approves_nothing() -> None:
    business = {
        verb
        for verb in ALLOWED
        if verb.partition(".")[0] in ("import", "address", "application", "qr", "plates")
    }
    assert business
    assert not [verb for verb in business if Role.ADMIN in ALLOWED[verb]]


def test_everybody_may_sign_in_and_change_his_password() -> None:
    for verb in ("session.open", "password.change"):
        assert ALLOWED[verb] == set(Role)


def test_an_actor_may_what_a_role_of_his_covers_there() -> None:
    actor = Actor(1, "lin", "林", ((Role.CLERK, "350203001"), (Role.INSPECTOR, "350203")))
    assert actor.may("address.edit")
    assert actor.may("address.edit", "350203001002")
    assert not actor.may("address.edit", "350203002001")
    assert actor.may("package.export", "350203002001")
    assert not actor.may("application.approve")
    assert not actor.may("no.such.verb")
