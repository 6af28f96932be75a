import json
from pathlib import Path

import pytest

from db.services.applications import approve
from db.services.store import open_store
from tests.desktop.cli.conftest import Register, Zhipai
from tests.office import approved, person
from tests.redraws import transfer
from tests.register import COMMUNITY


def written(register: Register, file: Path) -> str:
    store = open_store(register.url)
    file.write_text(json.dumps(transfer(store).to_value(), ensure_ascii=False), encoding="utf-8")
    approved(store, ["1号", "2号"])
    store.close()
    return str(file)


def test_a_redraw_is_looked_at_filed_and_its_units_listed_by_day(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    file = written(register, tmp_path / "调整.json")
    shown = zhipai("units", "redraw", file, "--preview")
    assert "官任社区（350203005001）→ 官任社区（350203006002）" in shown.out
    assert "地址 2 条" in shown.out
    assert "账号 area_clerk（吴社工）：350203005001 → 350203006002" in shown.out
    filed = zhipai("units", "redraw", file, "--file", "--reason", "批复", "--json").json
    again = zhipai("units", "redraw", file, "--preview", "--json")
    assert (again.status, again.json["faults"][0]["reason"]) == (1, "open_redraw")
    store = open_store(register.url)
    approve(store, person(store, "chief"), filed["application"], 1, "同意")
    store.close()
    now = zhipai("units", "list", "--area", "350203006", "--json").json["units"]
    assert [one["code"] for one in now] == ["350203006000", "350203006001", "350203006002"]
    before = zhipai("units", "list", "--as-of", "2020-01-01")
    assert f"    {COMMUNITY}  官任社区" in before.out


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"kind": "rename"}', '{"kind": "move", "level": 5}'])
def test_a_file_that_says_nothing_of_the_sort_is_refused(zhipai: Zhipai, tmp_path: Path, text: str) -> None:
    file = tmp_path / "调整.json"
    file.write_text(text, encoding="utf-8")
    said = zhipai("units", "redraw", str(file), "--preview")
    assert said.status in (1, 2)
    assert "Traceback" not in said.noise
    assert zhipai("units", "redraw", str(tmp_path / "没有.json"), "--preview").status == 2
    assert zhipai("units", "redraw", str(tmp_path), "--preview").status == 2
