from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import BadPassword
from db.domain.password import (
    ATTEMPTS,
    attempts_left,
    emergency_code,
    faults,
    lock_after,
    one_time_password,
    refuse_weak,
    typed_code,
)


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("湖滨南路旁边的老榕树下", ()),
        ("Rong-shu8", ()),
        ("rongshu8x", ("too_short",)),
        ("rongshuxia", ()),
        ("Rs-8aaa", ("too_short",)),
        ("", ("too_short",)),
        ("x" * 7 + "y" * 130, ("too_long",)),
        ("rongshu\x07xia8", ("unprintable",)),
        ("zhangsan123", ("like_login",)),
        ("ZhangSan-2026", ("like_login",)),
        ("zhangsan+laorongshu", ()),
        ("password123", ("common",)),
        ("Password123!", ("common",)),
        ("1QAZ2wsx3edc", ("common",)),
        ("1234567890", ("common",)),
        ("0987654321", ("common",)),
        ("qwertyuiop", ("common",)),
        ("abcd12345678", ("common",)),
        ("aaaaaaaaaa", ("common",)),
        ("a1B-a1B-a1B-", ("common",)),
    ],
)
def test_what_a_new_password_must_be_like(password: str, found: tuple[str, ...]) -> None:
    assert faults(password, "zhangsan") == found


@given(st.text(max_size=150), st.text(max_size=32))
def test_a_password_is_refused_exactly_when_something_is_wrong_with_it(password: str, login: str) -> None:
    found = faults(password, login)
    if not found:
        refuse_weak(password, login)
        assert len(password) >= 8
        return
    with pytest.raises(BadPassword) as caught:
        refuse_weak(password, login)
    assert caught.value.why == found[0]
    assert len(password) < 4 or password not in str(caught.value)


@given(
    st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=60),
    st.text("xyz", max_size=9),
)
def test_a_longer_password_is_never_too_short_when_the_shorter_was_not(password: str, more: str) -> None:
    if "too_short" not in faults(password, ""):
        assert "too_short" not in faults(password + more, "")


@given(st.integers(1, 400))
def test_every_fifth_wrong_password_locks_for_longer_up_to_a_day(failures: int) -> None:
    wait = lock_after(failures)
    if failures % ATTEMPTS:
        assert wait == timedelta(0)
    else:
        assert timedelta(minutes=15) <= wait <= timedelta(hours=24)
        assert wait >= lock_after(failures - ATTEMPTS)
        assert (
            wait == timedelta(hours=24) or wait == 2 * lock_after(failures - ATTEMPTS) or failures == ATTEMPTS
        )
    assert 1 <= attempts_left(failures) <= ATTEMPTS


@given(st.integers(0, 400))
def test_as_many_wrong_passwords_as_are_left_lock(failures: int) -> None:
    assert lock_after(failures + attempts_left(failures)) > timedelta(0)
    assert all(not lock_after(failures + n) for n in range(1, attempts_left(failures)))


def test_the_first_lock_lasts_a_quarter_of_an_hour() -> None:
    assert [lock_after(n) for n in (0, 4, 5, 10)] == [timedelta(minutes=m) for m in (0, 0, 15, 30)]


@given(st.text(max_size=32))
def test_a_one_time_password_is_one_that_may_be_taken(login: str) -> None:
    assert faults(one_time_password(login), login) == ()


def test_no_two_codes_are_alike() -> None:
    assert len({emergency_code() for _ in range(50)} | {one_time_password("x") for _ in range(50)}) == 100


@given(st.text(" -‐—　", max_size=3), st.booleans())
def test_a_code_is_recognised_however_it_is_typed(between: str, lower: bool) -> None:
    code = emergency_code()
    typed = between.join(code.replace("0", "O").replace("1", "l"))
    assert typed_code(typed.lower() if lower else typed) == code.replace("-", "")
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    assert typed_code(wide) == typed_code(code)
