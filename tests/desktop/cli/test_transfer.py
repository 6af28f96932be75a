import json
from dataclasses import asdict
from pathlib import Path

import pytest

from db.services import transfer
from db.services.store import init_store, open_store
from desktop.cli.main import main
from tests.conftest import copy_template
from tests.office import addresses, approved
from tests.transfer import NEW_COMMUNITY, OTHER_DISTRICT, OTHER_SEEDS, PASSWORD, parcel
from tests.vault import make_cheap


@pytest.fixture
def two(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The registers of two districts; both have 12号 in a street of one name."""
    make_cheap(monkeypatch)
    monkeypatch.setenv("ZHIPAI_SIGN_PASSWORD", PASSWORD)
    copy_template(sqlite_template, tmp_path / "gives.db")
    urls = [f"sqlite:///{(tmp_path / name).as_posix()}" for name in ("gives.db", "takes.db")]
    init_store(urls[1], OTHER_SEEDS, district_code=OTHER_DISTRICT, store_no=7)
    gives = open_store(urls[0])
    approved(gives, ["12号", "14号"])
    (tmp_path / "parcel.json").write_text(json.dumps(asdict(parcel(gives))), encoding="utf-8")
    gives.close()
    takes = open_store(urls[1])
    addresses(takes, ["12号"], community="350206005009")
    takes.close()
    return urls[0], urls[1]


def run(capsys: pytest.CaptureFixture[str], url: str, who: str, *words: str) -> tuple[int, dict[str, object]]:
    status = main(["transfer", *words, "--store", url, "--as", who, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_hand_over_goes_its_whole_way_on_the_command_line(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gives, takes = two
    package, doubles, receipt = (tmp_path / name for name in ("a.zpt", "doubles.jsonl", "b.zpr"))
    keys = [run(capsys, url, "chief", "key")[1]["fingerprint"] for url in two]
    _status, told = run(capsys, gives, "clerk", "file", str(tmp_path / "parcel.json"), "--reason", "区划调整")
    number = str(told["handoff"])
    assert run(capsys, gives, "chief", "decide", number)[0] == 0
    status, told = run(capsys, gives, "chief", "release", number, "--out", str(package))
    assert (status, told["fingerprint"]) == (0, keys[0])
    before = package.read_bytes()
    run(capsys, gives, "chief", "release", number, "--out", str(package))
    assert package.read_bytes() == before
    status, told = run(capsys, takes, "clerk", "open", str(package), "--doubles", str(doubles))
    assert (status, told["doubles"], told["fingerprint"]) == (1, 1, keys[0])
    words = ("--decided", str(doubles), "--fingerprint", str(keys[0]).replace(" ", ""))
    status, told = run(capsys, takes, "clerk", "open", str(package), *words)
    here = str(told["handoff"])
    status, told = run(capsys, takes, "chief", "accept", here, str(package))
    assert (status, told["taken"], told["same"]) == (0, 2, 1)
    run(capsys, takes, "chief", "receipt", here, "--out", str(receipt))
    status, _told = run(capsys, gives, "clerk", "close", number, str(receipt), "--fingerprint", str(keys[1]))
    assert status == 0
    _status, told = run(capsys, gives, "clerk", "list")
    assert [one["state"] for one in told["handoffs"]] == ["closed"]  # type: ignore[attr-defined]
    store = open_store(takes)
    assert [one.area_code for one in transfer.handoffs(store)] == [NEW_COMMUNITY]
    store.close()


@pytest.mark.parametrize("line", ["x", "{}", '{"id": 1, "fate": "maybe"}', '{"id": "a", "fate": "same"}'])
def test_a_broken_list_of_decisions_is_named_by_its_line(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    gives, takes = two
    package, doubles = tmp_path / "a.zpt", tmp_path / "doubles.jsonl"
    doubles.write_text(line + "\n", encoding="utf-8")
    run(capsys, gives, "chief", "key")
    number = str(run(capsys, gives, "clerk", "file", str(tmp_path / "parcel.json"))[1]["handoff"])
    run(capsys, gives, "chief", "decide", number)
    run(capsys, gives, "chief", "release", number, "--out", str(package))
    words = ("open", str(package), "--decided", str(doubles), "--fingerprint", "1")
    assert main(["transfer", *words, "--store", takes, "--as", "clerk"]) == 2
    assert "1" in capsys.readouterr().err


def test_no_password_is_ever_an_argument(
    two: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ZHIPAI_SIGN_PASSWORD")
    assert main(["transfer", "key", "--store", two[0], "--as", "chief"]) == 2
    assert PASSWORD not in capsys.readouterr().err
