import sqlite3
from pathlib import Path

import pytest

from desktop.cli import context
from desktop.cli.main import main
from tests.db.store.elsewhere import in_child
from tests.desktop.cli.conftest import Register, Zhipai

KEYS = {"engine", "revision", "ok", "problems", "rows", "entries", "head", "tables", "files", "new_files"}


def url_of(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


def head(zhipai: Zhipai, url: str) -> tuple[int, str]:
    told = zhipai("audit", "verify", "--store", url, "--json").json
    return told["entries"], told["head"]


def test_a_store_copied_to_a_server_and_back_tells_the_same_sums(
    zhipai: Zhipai, register: Register, postgres_url: str, tmp_path: Path
) -> None:
    home = url_of(tmp_path / "home.db")
    there = zhipai("store", "copy", "--from", register.url, "--to", postgres_url, "--json")
    back = zhipai("store", "copy", "--from", postgres_url, "--to", home, "--json")
    assert [there.status, back.status] == [0, 0]
    assert there.json.keys() == KEYS
    assert (there.json["engine"], back.json["engine"]) == ("postgresql", "sqlite")
    assert (there.json["ok"], there.json["problems"]) == (True, [])
    assert there.json["tables"] == back.json["tables"]
    assert there.json["rows"] == sum(one["rows"] for one in there.json["tables"])
    assert head(zhipai, home) == register.head == (there.json["entries"], there.json["head"])
    assert there.noise == ""


def test_a_copy_is_told_in_chinese(zhipai: Zhipai, register: Register, tmp_path: Path) -> None:
    said = zhipai("store", "copy", "--from", register.url, "--to", url_of(tmp_path / "b.db"))
    for words in ("已复制", "逐表核对一致", "链头 " + register.head[1], "检查通过"):
        assert words in said.out


def test_a_store_that_is_there_is_not_touched(zhipai: Zhipai, register: Register) -> None:
    before = register.file.read_bytes()
    said = zhipai("store", "copy", "--from", register.url, "--to", register.url, "--json")
    assert (said.status, said.json["error"]) == (3, "exists")
    assert "这里已经有一个地址库" in said.noise
    assert register.file.read_bytes() == before


def test_places_that_cannot_be_used_are_named(zhipai: Zhipai, register: Register, tmp_path: Path) -> None:
    free = url_of(tmp_path / "b.db")
    for source, target, why in (
        (url_of(tmp_path / "none.db"), free, "missing"),
        (register.url, url_of(tmp_path / "none" / "b.db"), "no_folder"),
        (register.url, "mysql://host/db", "bad_url"),
    ):
        said = zhipai("store", "copy", "--from", source, "--to", target, "--json")
        assert (said.status, said.json["error"]) == (3, why)
    said = zhipai("store", "copy", "--from", register.url, "--json")
    assert (said.status, said.json["error"]) == (2, "usage")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["库"]


def test_a_servers_password_is_never_shown(zhipai: Zhipai, register: Register, postgres_url: str) -> None:
    password = postgres_url.split(":")[2].split("@")[0]
    assert zhipai("store", "copy", "--from", register.url, "--to", postgres_url).status == 0
    again = zhipai("store", "copy", "--from", register.url, "--to", postgres_url, "--json")
    assert (again.status, again.json["error"]) == (3, "exists")
    assert password not in again.out + again.noise


def test_a_backup_comes_back_as_the_store_it_was(zhipai: Zhipai, register: Register, tmp_path: Path) -> None:
    file, home = tmp_path / "备份 1.zpb", url_of(tmp_path / "home.db")
    written = zhipai("store", "backup", file, "--json")
    assert (written.status, written.json.keys()) == (0, KEYS | {"file"})
    assert (written.json["ok"], written.json["file"]) == (True, str(file))
    restored = zhipai("store", "restore", file, "--store", home, "--json")
    assert (restored.status, restored.json["tables"]) == (0, written.json["tables"])
    assert head(zhipai, home) == register.head
    said = zhipai("store", "restore", file, "--store", url_of(tmp_path / "other.db"))
    assert "已恢复" in said.out
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home.db", "other.db", "备份 1.zpb", "库"]


def test_a_backup_overwrites_nothing_and_names_a_place_it_cannot_be_written_to(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "b.zpb"
    file.write_bytes(b"other")
    said = zhipai("store", "backup", file, "--json")
    assert (said.status, said.json["why"]) == (2, "exists")
    assert "不会覆盖" in said.noise
    assert file.read_bytes() == b"other"
    before = register.file.read_bytes()
    assert zhipai("store", "backup", register.file).status == 2
    assert register.file.read_bytes() == before
    said = zhipai("store", "backup", tmp_path / "none" / "b.zpb", "--json")
    assert (said.status, said.json["why"]) == (2, "folder_missing")


def test_a_backup_needs_a_store(zhipai: Zhipai, tmp_path: Path) -> None:
    said = zhipai("store", "backup", tmp_path / "b.zpb", "--store", url_of(tmp_path / "none.db"), "--json")
    assert (said.status, said.json["error"]) == (3, "missing")


def test_what_is_no_backup_is_refused_by_name(zhipai: Zhipai, register: Register, tmp_path: Path) -> None:
    home = url_of(tmp_path / "home.db")
    file = tmp_path / "b.zpb"
    assert zhipai("store", "restore", file, "--store", home).status == 2
    file.write_bytes("地址".encode() * 3000)
    said = zhipai("store", "restore", file, "--store", home, "--json")
    assert (said.status, said.json["why"]) == (2, "not_a_backup")
    assert "不是址牌的备份文件" in said.noise
    assert str(file) in said.noise
    assert zhipai("store", "restore", register.file, "--store", home).status == 2
    assert not (tmp_path / "home.db").exists()


def test_a_changed_backup_and_one_of_a_newer_program_are_refused(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    file, home = tmp_path / "b.zpb", tmp_path / "home.db"
    zhipai("store", "backup", file)
    for statement, why, words in (
        ("UPDATE place SET pinyin = 'x'", "damaged_backup", "已损坏或被改动"),
        (
            "UPDATE zhipai_backup SET manifest = json_set(manifest, '$.revision', '9')",
            "newer_backup",
            "先升级",
        ),
    ):
        connection = sqlite3.connect(file)
        connection.execute(statement)
        connection.commit()
        connection.close()
        said = zhipai("store", "restore", file, "--store", url_of(home), "--json")
        assert (said.status, said.json["why"]) == (2, why)
        assert words in said.noise
        assert not home.exists()


def test_a_restore_never_writes_over_a_store(zhipai: Zhipai, register: Register, tmp_path: Path) -> None:
    file = tmp_path / "b.zpb"
    zhipai("store", "backup", file)
    before = register.file.read_bytes()
    said = zhipai("store", "restore", file, "--json")
    assert (said.status, said.json["error"]) == (3, "exists")
    assert register.file.read_bytes() == before


def test_what_is_wrong_with_the_store_itself_is_a_finding(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    connection = sqlite3.connect(register.file)
    connection.execute("INSERT INTO journal_change VALUES (9, 0, 'actor', 'x', '', '{}')")
    connection.commit()
    connection.close()
    said = zhipai("store", "backup", tmp_path / "b.zpb")
    assert said.status == 1
    assert "原库本有的问题：journal" in said.out
    assert (tmp_path / "b.zpb").exists()


@pytest.mark.parametrize("phase", ["复制", "建索引", "逐表核对"])
def test_ctrl_c_leaves_nothing(
    zhipai: Zhipai, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    def pressed(_self: object, _done: int, _total: int, note: str) -> None:
        if note == phase:
            raise KeyboardInterrupt

    monkeypatch.setattr(context.TerminalProgress, "step", pressed)
    said = zhipai("store", "copy", "--from", register.url, "--to", url_of(tmp_path / "b.db"))
    assert (said.status, said.noise) == (130, "已中断\n")
    assert [one.name for one in tmp_path.rglob("*")] == ["库", "zhipai.db"]


def test_a_full_disk_is_bad_luck_of_the_backups_place(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "b.zpb"
    command = ["store", "backup", str(file), "--store", register.url]
    assert in_child(lambda: main(command), file_size=100_000) == "2"
    assert not list(tmp_path.glob("b.zpb*"))
