import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.vault import Cipher
from db.store import sealing
from db.store.sealing import (
    Cost,
    Unsealable,
    derive,
    key_bytes,
    keyed_digest,
    seal,
    unseal,
    unwrap_by_code,
    unwrap_by_password,
    wrap_by_code,
    wrap_by_password,
)
from db.store.vault import OpenKey

CIPHERS = pytest.mark.parametrize("cipher", list(Cipher))
SECRET = bytes(range(32))


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "COST", Cost(8, 1, 1))


@CIPHERS
@given(clear=st.binary(max_size=200), place=st.text(max_size=30))
def test_what_is_sealed_opens_again(cipher: Cipher, clear: bytes, place: str) -> None:
    key = os.urandom(key_bytes(cipher))
    sealed = seal(cipher, key, clear, place)
    assert unseal(cipher, key, sealed, place) == clear
    assert seal(cipher, key, clear, place) != sealed


@CIPHERS
@given(data=st.data())
def test_a_seal_with_one_bit_turned_does_not_open(cipher: Cipher, data: st.DataObject) -> None:
    key = bytes(key_bytes(cipher))
    raw = bytearray(base64.b64decode(seal(cipher, key, "张三".encode(), "here")))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Unsealable):
        unseal(cipher, key, base64.b64encode(raw).decode(), "here")


@CIPHERS
@pytest.mark.parametrize("sealed", ["", "x", "张三", base64.b64encode(bytes(27)).decode()])
def test_what_is_no_seal_does_not_open(cipher: Cipher, sealed: str) -> None:
    with pytest.raises(Unsealable):
        unseal(cipher, bytes(key_bytes(cipher)), sealed, "here")


@CIPHERS
def test_a_seal_opens_only_where_it_was_made_and_by_its_key(cipher: Cipher) -> None:
    key = bytes(key_bytes(cipher))
    sealed = seal(cipher, key, b"x", "here")
    with pytest.raises(Unsealable):
        unseal(cipher, key, sealed, "there")
    with pytest.raises(Unsealable):
        unseal(cipher, os.urandom(key_bytes(cipher)), sealed, "here")


@CIPHERS
def test_a_secret_under_a_password_opens_by_it_alone(cipher: Cipher) -> None:
    wrap = wrap_by_password(cipher, SECRET, "口令 Pass１", "here")
    assert unwrap_by_password(cipher, wrap, "口令 Pass1", "here") == SECRET
    for password, place in (("口令 Pass2", "here"), ("口令 Pass1", "there"), ("", "here")):
        with pytest.raises(Unsealable):
            unwrap_by_password(cipher, wrap, password, place)


@CIPHERS
def test_a_secret_under_a_code_opens_by_it_alone(cipher: Cipher) -> None:
    wrap = wrap_by_code(cipher, SECRET, b"c" * 20, "here")
    assert unwrap_by_code(cipher, wrap, b"c" * 20, "here") == SECRET
    with pytest.raises(Unsealable):
        unwrap_by_code(cipher, wrap, b"d" * 20, "here")


@pytest.mark.parametrize(
    "change",
    [
        {"cost": {"memory_kib": 1 << 30, "passes": 1, "lanes": 1}},
        {"cost": {"memory_kib": 8, "passes": 0, "lanes": 1}},
        {"cost": {"memory_kib": 8, "passes": 10_000, "lanes": 1}},
        {"cost": {"memory": 8}},
        {"salt": "xyz"},
    ],
)
def test_a_wrap_that_this_program_never_made_costs_nothing(change: dict[str, object]) -> None:
    wrap = wrap_by_password(Cipher.AES, SECRET, "p", "here") | change
    with pytest.raises(Unsealable):
        unwrap_by_password(Cipher.AES, wrap, "p", "here")


def test_a_wrap_without_a_seal_does_not_open() -> None:
    with pytest.raises(Unsealable):
        unwrap_by_password(Cipher.AES, {"salt": "00"}, "p", "here")
    with pytest.raises(Unsealable):
        unwrap_by_code(Cipher.AES, {}, b"c" * 20, "here")


@CIPHERS
def test_keys_for_different_purposes_differ_and_have_the_ciphers_length(cipher: Cipher) -> None:
    one, other = derive(cipher, SECRET, "a"), derive(cipher, SECRET, "b")
    assert len(one) == key_bytes(cipher)
    assert one != other


@CIPHERS
def test_a_digest_needs_its_key(cipher: Cipher) -> None:
    assert keyed_digest(cipher, b"k", "张三") == keyed_digest(cipher, b"k", "张三")
    assert keyed_digest(cipher, b"k", "张三") != keyed_digest(cipher, b"l", "张三")


def test_sm4_in_gcm_gives_the_standards_example() -> None:
    """The one of RFC 8998, appendix A.1."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    place = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    clear = bytes.fromhex(
        "aa" * 8 + "bb" * 8 + "cc" * 8 + "dd" * 8 + "ee" * 8 + "ff" * 8 + "ee" * 8 + "aa" * 8
    )
    sealed = sealing._sm4_encrypted(key, nonce, clear, place)
    assert sealed[:16].hex() == "17f399f08c67d5ee19d0dc9969c4bb7d"
    assert sealed[-16:].hex() == "83de3541e4c2b58177e065a9bf7b62ec"
    assert sealing._sm4_decrypted(key, nonce, sealed, place) == clear


@CIPHERS
def test_a_closed_key_is_overwritten(cipher: Cipher) -> None:
    key = OpenKey(1, cipher, SECRET)
    secrets = (key.data, key._records, key._index)
    assert all(any(secret) for secret in secrets)
    key.close()
    assert not any(any(secret) for secret in secrets)
