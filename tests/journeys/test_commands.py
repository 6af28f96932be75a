"""Commands on what the main job left: packages there and back, lists out, the installation's own test."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.domain.clock import SystemClock
from desktop.cli.main import main
from desktop.files.package import read_package, write_package
from desktop.files.package_fill import fill_package
from tests.journeys.conftest import Run

Said = tuple[int, dict[str, Any], str]
Zhipai = Callable[..., Said]
_PACKAGE = {"forms", "answers", "attachments", "applied", "unchanged", "conflicts", "rejected"}


@pytest.fixture
def zhipai(demo: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Zhipai:
    """Run a command on a copy of the demo's register; gives status, JSON and stderr."""
    store = demo.copied_store(tmp_path)

    def run(*words: str | Path, login: str = "clerk") -> Said:
        capsys.readouterr()
        status = main([*map(str, words), "--store", store, "--as", login, "--json"])
        printed = capsys.readouterr()
        return status, json.loads(printed.out), printed.err

    return run


def sheet(file: str | Path, first: str) -> list[dict[str, Any]]:
    """The rows of a written list under the heading that begins with ``first``."""
    rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    (at,) = [n for n, row in enumerate(rows) if row[0] == first]
    return [dict(zip(map(str, rows[at]), row, strict=True)) for row in rows[at + 1 :] if row[3] is not None]


def test_a_package_goes_out_and_comes_back(zhipai: Zhipai, tmp_path: Path) -> None:
    out, filled = tmp_path / "下发.zpk", tmp_path / "回收.zpk"
    words = ("package", "export", "--out", out, "--sample", 7, "--seed", 5)
    status, said, _ = zhipai(*words, login="inspector")
    assert (status, said["forms"], said["seed"], said["file"]) == (0, 7, 5, str(out))
    answers = fill_package(out, filled, "inspector", "pad-2", seed=3, clock=SystemClock())
    status, seen, _ = zhipai("package", "open", filled)
    assert (status, seen["forms"], seen["answers"], seen["applied"]) == (0, 7, answers, 0)
    assert seen["inspectors"] == {"inspector/pad-2": answers}
    status, merged, _ = zhipai("package", "merge", filled)
    assert (status, merged["applied"], merged["unchanged"]) == (0, answers, 0)
    status, again, _ = zhipai("package", "merge", filled, out)
    assert (status, again["forms"], again["applied"], again["unchanged"]) == (0, 14, 0, answers)
    assert all(one.keys() >= _PACKAGE for one in (said, seen, merged, again))


def test_a_package_of_another_office_is_refused_and_the_rest_taken(
    demo: Run, zhipai: Zhipai, tmp_path: Path
) -> None:
    known = Path(demo.said["package"])
    write_package(tmp_path / "别处.zpk", replace(read_package(known), id=1))
    status, said, noise = zhipai("package", "merge", tmp_path / "别处.zpk")
    assert (status, said["error"], said["what"]) == (2, "NotFound", "package")
    assert noise
    status, said, _ = zhipai("package", "merge", tmp_path / "别处.zpk", known)
    assert (status, [one["file"] for one in said["rejected"]]) == (1, ["别处.zpk"])
    assert said["unchanged"] == said["answers"] == demo.said["merged"]["answers"]


def test_a_damaged_package_stops_the_merge_before_anything_is_taken(
    demo: Run, zhipai: Zhipai, tmp_path: Path
) -> None:
    (tmp_path / "坏.zpk").write_bytes(Path(demo.said["package"]).read_bytes()[:-200])
    status, said, noise = zhipai("package", "merge", demo.said["package"], tmp_path / "坏.zpk")
    assert (status, said["error"], said["file"]) == (2, "BadFile", str(tmp_path / "坏.zpk"))
    assert "坏.zpk" in noise


def test_the_circular_comes_out_with_the_offices_name(demo: Run, zhipai: Zhipai, tmp_path: Path) -> None:
    status, said, _ = zhipai("report", "bulletin", "--out", tmp_path / "通报.xlsx")
    rows = sheet(tmp_path / "通报.xlsx", "区")
    assert (status, said) == (0, {"rows": len(rows), "file": str(tmp_path / "通报.xlsx")})
    assert rows[0]["应编"] == demo.said["addresses"] + len(demo.said["new_numbers"])


def test_addresses_come_out_all_of_them_with_code_and_payload(
    demo: Run, zhipai: Zhipai, tmp_path: Path
) -> None:
    status, said, _ = zhipai("export", "--kind", "addresses", "--out", tmp_path / "a.xlsx")
    rows = sheet(tmp_path / "a.xlsx", "序号")
    rows = [row for row in rows if isinstance(row["序号"], int)]
    wanted = demo.query(
        "SELECT full_text, coalesce(payload, '') FROM node LEFT JOIN payload"
        " ON payload.node_id = node.id AND payload.state = 'live'"
    )
    assert (status, said["rows"], len(rows)) == (0, len(wanted), len(wanted))
    assert sorted((row["标准地址"], row["二维码内容"] or "") for row in rows) == sorted(wanted)
    assert {row["市辖区"] for row in rows} == {"思明区"}
    assert {"门牌", "室"} & {row["级别"] for row in rows}


def test_a_plain_list_is_read_back_unchanged(zhipai: Zhipai, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    rows = zhipai("export", "--kind", "addresses", "--plain", "--out", file)[1]["rows"]
    status, said, _ = zhipai("import", file)
    assert (said["accepted"], said["implied"]) == (0, 0)
    assert (status, said["unchanged"], said["rejected"]) == (0, rows, 0)


def test_addresses_of_a_day_before_the_register_began_are_none(zhipai: Zhipai, tmp_path: Path) -> None:
    words = ("export", "--kind", "addresses", "--out", tmp_path / "a.xlsx", "--as-of")
    assert zhipai(*words, "2001-01-01")[1]["rows"] == 0
    assert zhipai(*words, "2999-01-01")[1]["rows"] == 402


def test_open_problems_come_out_in_the_offices_words(demo: Run, zhipai: Zhipai, tmp_path: Path) -> None:
    status, said, _ = zhipai("export", "--kind", "problems", "--out", tmp_path / "p.xlsx")
    assert (status, said["rows"]) == (0, sum(demo.said["problems"].values()))
    told = [str(row["说明"]) for row in sheet(tmp_path / "p.xlsx", "序号") if row["规则"]]
    assert told
    assert not any(char.isascii() and char.isalpha() for text in told for char in text)


def test_a_past_day_is_only_for_addresses(zhipai: Zhipai, tmp_path: Path) -> None:
    words = ("export", "--kind", "problems", "--out", tmp_path / "p.xlsx", "--as-of", "2026-01-01")
    assert zhipai(*words)[:2][0] == 2
    assert not (tmp_path / "p.xlsx").exists()
