"""``zhipai preview`` tells what an import would not take."""

from pathlib import Path

import pytest

from tests.desktop.cli.conftest import Zhipai
from tests.desktop.files.workbook.builders import xlsx

HEADS = ["社区", "路名", "门牌号"]


@pytest.mark.parametrize(
    ("more", "kind", "told"),
    [
        (["序号"], "addresses", ""),
        (["备注", "原门牌地址", "序号"], "addresses", "原地址、备注"),
        (["标准地址", "二维码内容", "备注"], "qr", "备注"),
    ],
)
def test_columns_that_do_not_enter_the_register_are_named(
    zhipai: Zhipai, tmp_path: Path, more: list[str], kind: str, told: str
) -> None:
    heads = more if kind == "qr" else [*HEADS, *more]
    file = xlsx(tmp_path / "来文.xlsx", [heads, ["x"] * len(heads)])
    said = zhipai("preview", str(file), "--kind", kind, "--json")
    assert said.status == 0
    assert len(said.json["sheets"]) == 1
    lines = [one for one in said.noise.splitlines() if "只随批次留存" in one]
    assert lines == ([f"不进地址库、只随批次留存：{told}"] if told else [])
