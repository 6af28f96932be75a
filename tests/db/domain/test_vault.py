import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.vault import CODE_BYTES, GROUPS, VaultRefused, code_secret, code_text, same_group

SECRETS = st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def refused(text: str) -> tuple[str, int]:
    with pytest.raises(VaultRefused) as error:
        code_secret(text)
    return error.value.why, error.value.group


@given(SECRETS)
def test_a_code_is_read_back(secret: bytes) -> None:
    code = code_text(secret)
    assert [len(group) for group in code.split("-")] == [5] * GROUPS
    assert code_secret(code) == secret


@given(SECRETS)
def test_how_a_code_is_written_does_not_matter(secret: bytes) -> None:
    code = code_text(secret)
    hasty = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l").replace("v", "u")
    wide = "".join(chr(ord(char) + 0xFEE0) if char.isalnum() else "　" for char in code)
    assert code_secret(hasty) == code_secret(wide) == code_secret(code.replace("-", "")) == secret


@given(SECRETS, st.integers(0, GROUPS * 5 - 1), st.sampled_from(LETTERS))
def test_a_wrong_letter_is_told_by_its_group(secret: bytes, at: int, letter: str) -> None:
    plain = code_text(secret).replace("-", "")
    if plain[at] != letter:
        assert refused(plain[:at] + letter + plain[at + 1 :]) == ("code_typo", at // 5 + 1)


@given(SECRETS, st.integers(0, GROUPS * 5 - 2))
def test_two_letters_exchanged_are_found(secret: bytes, at: int) -> None:
    plain = code_text(secret).replace("-", "")
    if plain[at] != plain[at + 1]:
        assert refused(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :])[0] == "code_typo"


@given(SECRETS, st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1))
def test_two_groups_exchanged_are_found(secret: bytes, one: int, other: int) -> None:
    groups = code_text(secret).split("-")
    if one != other:
        groups[one], groups[other] = groups[other], groups[one]
        assert refused("-".join(groups)) == ("code_typo", min(one, other) + 1)


@pytest.mark.parametrize("text", ["", "ABCDE", "A" * 39, "A" * 41])
def test_a_code_of_another_length_is_refused(text: str) -> None:
    assert refused(text) == ("code_length", 0)


def test_a_letter_of_another_script_is_a_slip() -> None:
    code = code_text(bytes(CODE_BYTES))
    assert refused("张" + code[1:]) == ("code_typo", 1)


def test_one_group_typed_back_is_compared() -> None:
    code = code_text(bytes(range(CODE_BYTES)))
    assert same_group(code, 2, f" {code.split('-')[2].lower()} ")
    assert not same_group(code, 2, code.split("-")[3])
