import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import BadFile
from db.domain.transfer import Package, Signed
from desktop.files import transfer_package
from desktop.files.transfer_package import read_file, read_package, read_receipt, write_package, write_receipt

CONTENT = b"\x89PNG a photo"
SHA = hashlib.sha256(CONTENT).hexdigest()
SIGNED = Signed(b'{"format":"zhipai-transfer"}', b"k" * 32, b"s" * 64)
PACKAGE = Package(SIGNED, {"rows/node.jsonl": b"{}\n", "journal.jsonl": b""}, (SHA,))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.zpt"
    write_package(path, PACKAGE, lambda _sha: CONTENT)
    return path


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def refused(path: Path) -> str:
    with pytest.raises(BadFile) as error:
        read_package(path)
    return error.value.why


def test_what_is_written_is_read_and_the_same_bytes_again(file: Path, tmp_path: Path) -> None:
    assert read_package(file) == PACKAGE
    assert read_file(file, SHA) == CONTENT
    write_package(tmp_path / "b.zpt", PACKAGE, lambda _sha: CONTENT)
    assert (tmp_path / "b.zpt").read_bytes() == file.read_bytes()


def test_a_receipt_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_receipt(tmp_path / "a.zpr", SIGNED)
    assert read_receipt(tmp_path / "a.zpr") == SIGNED


@pytest.mark.parametrize(
    "name", ["../evil.jsonl", "/etc/passwd", "rows/../x.jsonl", "rows\\node.jsonl", "x.exe"]
)
def test_a_name_that_leads_elsewhere_is_refused(file: Path, name: str) -> None:
    rewritten(file, lambda members: members.update({name: b""}))
    assert refused(file) == "unknown_member"


def test_a_bomb_is_refused_before_it_is_unpacked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer_package, "MOST_TEXT_BYTES", 1 << 16)
    rewritten(file, lambda members: members.update({"rows/node.jsonl": b"\0" * (1 << 20)}))
    assert refused(file) == "too_large"
    monkeypatch.setattr(transfer_package, "MOST_BYTES", 1 << 16)
    assert refused(file) == "too_large"


@pytest.mark.parametrize("name", ["manifest.json", "signature.json"])
def test_without_what_was_signed_there_is_no_package(file: Path, name: str) -> None:
    rewritten(file, lambda members: members.pop(name))  # type: ignore[arg-type, return-value]
    assert refused(file) == "missing_member"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"public_key": "a", "signature": "b"}',
        b'{"public_key": "aaaa", "signature": ""}',
    ],
)
def test_a_signature_that_is_none_is_refused(file: Path, said: bytes) -> None:
    rewritten(file, lambda members: members.update({"signature.json": said}))
    assert refused(file) == "damaged_member"


def test_an_exchanged_file_is_noticed(file: Path) -> None:
    rewritten(file, lambda members: members.update({f"files/{SHA}": b"another"}))
    with pytest.raises(BadFile):
        read_file(file, SHA)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.zpt") == "missing"


@given(cut=st.integers(0, 4000), at=st.integers(0, 4000), byte=st.integers(0, 255))
def test_damage_anywhere_is_an_error_that_says_so_or_is_seen_by_the_signature(
    tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, byte: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "a.zpt"
    write_package(path, PACKAGE, lambda _sha: CONTENT)
    data = bytearray(path.read_bytes())
    data[at % len(data)] = byte
    path.write_bytes(data[: max(1, len(data) - cut % len(data))])
    try:
        got = read_package(path)
    except BadFile:
        return
    assert isinstance(got, Package)
