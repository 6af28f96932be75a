from pathlib import Path

import pytest
from PIL import Image

from db.services.store import open_store
from db.store.blobs import folder_of
from tests.desktop.cli.conftest import Register, Zhipai
from tests.office import addresses


@pytest.fixture
def node(register: Register) -> int:
    store = open_store(register.url)
    made = addresses(store, ["12号"])["12号"]
    store.close()
    return made


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "申请表.pdf"
    file.write_bytes(b"%PDF-1.7 scan")
    return file


def test_a_file_goes_in_is_listed_and_comes_out(
    zhipai: Zhipai, node: int, scan: Path, tmp_path: Path
) -> None:
    added = zhipai("attachment", "add", str(scan), "--to", f"node:{node}", "--purpose", "scan", "--json")
    assert added.json["added"]
    again = zhipai("attachment", "add", str(scan), "--to", f"node:{node}", "--json")
    assert again.json == {"id": added.json["id"], "added": False}
    (listed,) = zhipai("attachment", "list", "--of", f"node:{node}", "--json").json["attachments"]
    assert (listed["name"], listed["owners"][0]["purpose"]) == ("申请表.pdf", "scan")
    assert "湖滨南路12号" in zhipai("attachment", "list").out
    out = tmp_path / "out.pdf"
    assert zhipai("attachment", "export", str(added.json["id"]), "--out", str(out)).status == 0
    assert out.read_bytes() == scan.read_bytes()


def test_a_photo_goes_in_as_its_working_copy(zhipai: Zhipai, node: int, tmp_path: Path) -> None:
    photo = tmp_path / "门牌.jpg"
    Image.new("RGB", (3000, 2000), "blue").save(photo)
    made = zhipai("attachment", "add", str(photo), "--to", f"node:{node}", "--json").json["id"]
    (listed,) = zhipai("attachment", "list", "--json").json["attachments"]
    assert (listed["standing"], listed["facts"]["width"]) == ("not_kept", 2048)
    said = zhipai("attachment", "export", str(made), "--original", "--out", str(tmp_path / "o.jpg"))
    assert said.status == 2
    assert "没有保存原件" in said.noise


def test_the_check_names_what_is_missing(zhipai: Zhipai, register: Register, node: int, scan: Path) -> None:
    zhipai("attachment", "add", str(scan), "--to", f"node:{node}")
    assert zhipai("attachment", "check", "--json").json["usage"]["files"] == 1
    for file in folder_of(register.file).rglob("*"):
        if file.is_file():
            file.unlink()
    said = zhipai("attachment", "check")
    assert said.status == 1
    assert "申请表.pdf" in said.out
    assert zhipai("store", "check").status == 1


def test_a_chief_wipes_with_a_reason(zhipai: Zhipai, node: int, scan: Path) -> None:
    made = zhipai("attachment", "add", str(scan), "--to", f"node:{node}", "--json").json["id"]
    words = ("attachment", "wipe", str(made), "--reason", "误传")
    assert zhipai(*words).status == 2
    assert zhipai(*words, "--as", "chief").status == 0
    assert "已清除" in zhipai("attachment", "list").out


def test_bad_input_is_named(zhipai: Zhipai, node: int, scan: Path, tmp_path: Path) -> None:
    (tmp_path / "p.jpg").write_bytes(b"MZ")
    for words, part in (
        ((str(tmp_path / "none.pdf"), "--to", f"node:{node}"), "none.pdf"),
        ((str(scan), "--to", "actor:1"), "actor:1"),
        ((str(scan), "--to", "node:9"), "9"),
        ((str(scan), "--to", f"node:{node}", "--purpose", "art"), "art"),
        ((str(tmp_path / "p.jpg"), "--to", f"node:{node}"), "程序"),
    ):
        said = zhipai("attachment", "add", *words)
        assert said.status == 2
        assert part in said.noise
        assert "Traceback" not in said.noise
