import json
from pathlib import Path

import openpyxl
import pytest

from tests.desktop.cli.conftest import Register, Zhipai


@pytest.fixture(autouse=True)
def as_admin(zhipai: Zhipai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPAI_USER", "admin")


def value(zhipai: Zhipai, key: str) -> object:
    return zhipai("setting", "get", key, "--json").json["value"]


def test_every_setting_is_listed_with_its_name_and_value(zhipai: Zhipai) -> None:
    said = zhipai("setting", "list")
    assert "session.idle_minutes = 15 分钟（无操作锁屏，默认）" in said.out
    listed = zhipai("setting", "list", "--json").json["settings"]
    assert len(listed) == len(said.out.splitlines())


def test_a_setting_is_changed_once_and_the_same_again_changes_nothing(zhipai: Zhipai) -> None:
    said = zhipai("setting", "set", "session.idle_minutes", "1h", "--reason", "窗口")
    assert "session.idle_minutes = 1 小时（无操作锁屏，admin 设定）" in said.out
    again = zhipai("setting", "set", "session.idle_minutes", "60", "--json").json
    assert again == {"entry": 0, "changed": False}


def test_a_resting_time_may_be_taken_off_again(zhipai: Zhipai) -> None:
    zhipai("setting", "set", "number.cooling_years", "5")
    assert value(zhipai, "number.cooling_years") == 5
    assert "永不再用" in zhipai("setting", "set", "number.cooling_years", "").out
    assert value(zhipai, "number.cooling_years") is None


@pytest.mark.parametrize(
    ("key", "given", "error", "word"),
    [
        ("attachment.max_mb", "0", "BadSetting", "1–200 MB"),
        ("attachment.max_mb", "many", "BadSetting", "应为整数"),
        ("journal.keep_days", "30", "BadSetting", "180"),
        ("no.such", "1", "NotFound", "no.such"),
    ],
)
def test_what_cannot_be_set_is_refused_by_name(
    zhipai: Zhipai, key: str, given: str, error: str, word: str
) -> None:
    said = zhipai("setting", "set", key, given, "--json")
    assert (said.status, said.json["error"]) == (2, error)
    assert word in said.noise


def test_a_clerk_changes_no_setting(zhipai: Zhipai) -> None:
    said = zhipai("setting", "set", "password.required", "true", "--as", "clerk", "--json")
    assert (said.status, said.json["error"]) == (2, "NotAllowed")
    assert value(zhipai, "password.required") is False


def test_settings_written_to_a_file_come_back_from_it(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "设置.json"
    zhipai("setting", "set", "attachment.max_mb", "50")
    assert zhipai("setting", "export", file).status == 0
    zhipai("setting", "set", "attachment.max_mb", "30")
    zhipai("setting", "set", "office.name", "思明区民政局地名办")
    assert zhipai("setting", "import", file, "--json").json["changed"]
    assert (value(zhipai, "attachment.max_mb"), value(zhipai, "office.name")) == (50, "")
    entries = register.head[0]
    assert not zhipai("setting", "import", file, "--json").json["changed"]
    assert register.head[0] == entries


def test_of_a_file_every_bad_value_is_named_and_nothing_is_changed(zhipai: Zhipai, tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    bad = {"attachment.max_mb": 0, "session.idle_minutes": 20, "no.such{": "x", "password.required": "yes"}
    file.write_text(
        json.dumps({"format": "zhipai-settings", "version": 1, "settings": bad}), encoding="utf-8"
    )
    said = zhipai("setting", "import", file, "--json")
    assert said.status == 2
    assert {one["key"]: one["why"] for one in said.json["bad"]} == {
        "attachment.max_mb": "out_of_range",
        "no.such{": "unknown_setting",
        "password.required": "not_bool",
    }
    for words in ("单个附件上限（attachment.max_mb）", "no.such{", "登录必须有口令"):
        assert words in said.noise
    assert value(zhipai, "session.idle_minutes") == 15


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "bad_json"),
        ("{", "bad_json"),
        ("[" * 100_000, "bad_json"),
        ("[]", "not_settings"),
        ("{}", "not_settings"),
        ('{"format": "zhipai-settings", "version": true, "settings": {}}', "not_settings"),
        ('{"format": "zhipai-settings", "version": 2, "settings": {}}', "newer_settings"),
        ('{"format": "zhipai-settings", "version": 1, "settings": []}', "not_settings"),
        ('{"format": "zhipai-settings", "version": 1, "settings": {}, "others": {"a": 1}}', "not_settings"),
        ('{"format": "zhipai-settings", "version": 1, "settings": {"a": 1, "a": 2}}', "doubled_row"),
    ],
    ids=lambda text: text[:60],
)
def test_what_is_no_file_of_settings_is_refused(zhipai: Zhipai, tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "s.json"
    file.write_text(text, encoding="utf-8")
    said = zhipai("setting", "import", file, "--json")
    assert (said.status, said.json["why"]) == (2, why)
    assert str(file) in said.noise


def test_a_file_that_is_not_there_or_no_text_is_refused(zhipai: Zhipai, tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    assert zhipai("setting", "import", file, "--json").json["why"] == "not_found"
    assert zhipai("setting", "import", tmp_path, "--json").json["why"] == "cannot_read"
    file.write_bytes("设置".encode("gb18030"))
    assert zhipai("setting", "import", file, "--json").json["why"] == "not_utf8"
    file.write_bytes(b" " * 1_000_001)
    assert zhipai("setting", "import", file, "--json").json["why"] == "too_large"
    assert zhipai("setting", "export", tmp_path / "none" / "s.json", "--json").json["why"] == "folder_missing"


def test_what_the_office_calls_itself_and_keeps_stands_on_what_it_hands_out(
    zhipai: Zhipai, tmp_path: Path
) -> None:
    zhipai("setting", "set", "journal.keep_days", "730")
    zhipai("setting", "set", "office.name", "思明区地名办公室")
    exported = zhipai("audit", "export", "--out", tmp_path / "log.xlsx", "--json")
    assert exported.json["kept_days"] == 730
    book = openpyxl.load_workbook(tmp_path / "log.xlsx")
    texts = [str(cell.value) for row in book.worksheets[0].iter_rows(max_row=3) for cell in row]
    assert any("思明区地名办公室" in text for text in texts)
