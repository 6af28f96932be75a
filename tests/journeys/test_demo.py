"""The main job from outside: what it prints, what it leaves, and that both agree with the key of the sample."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pypdfium2 as pdfium
import pytest
import zxingcpp

from db.domain.progress import Silent
from db.services.accounts import find_actor
from db.services.quality import find_problems
from db.services.store import open_store
from db.store.store import Store
from desktop.cli.main import main
from desktop.files.workbook.reader import ReadOptions
from desktop.importing.deliver import deliver
from desktop.sample.key import ROW_RULES, KitKey
from desktop.sample.kit import make_kit
from tests.conftest import copy_template
from tests.desktop.sample.kit_reading import qr_rows
from tests.journeys.conftest import ADDRESSES, Run

_KEYS = {"addresses", "approved", "plates", "decoded", "blocked", "package", "merged", "files"}
_CLASSES = {"small_door", "large_door", "building", "stair", "room"}
_CHECKED_PAGES = 25


def balances(account: dict[str, int]) -> bool:
    parts = ("accepted", "unchanged", "rejected", "skipped")
    return account["read"] == sum(account[part] for part in parts)


def made(run: Run) -> dict[str, tuple[str, str]]:
    """Address -> batch and payload, as the maker's lists have it."""
    found: dict[str, tuple[str, str]] = {}
    for file in sorted((run.folder / "5-制牌").glob("*.xlsx")):
        sheet = openpyxl.load_workbook(file).worksheets[0]
        rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        head = next(row for row in rows if "二维码内容" in row)
        address, payload = head.index("完整标准地址"), head.index("二维码内容")
        for row in rows[rows.index(head) + 1 :]:
            if row[address].startswith("厦门市"):
                assert row[address] not in found
                found[row[address]] = (file.name.removesuffix("-制作明细清单.xlsx"), row[payload])
    return found


def approved(run: Run) -> set[str]:
    return {text for (text,) in run.query("SELECT full_text FROM node WHERE legal = 'approved'")}


def policed(run: Run) -> dict[str, str]:
    """Addresses with exactly one payload that no other address has, read from the lists themselves."""
    owners, codes = defaultdict(set), defaultdict(set)
    for _, address, payload in qr_rows(run.folder / "1-来文" / "二维码清单"):
        if payload:
            owners[payload].add(address)
            codes[address].add(payload)
    single = {address: next(iter(found)) for address, found in codes.items() if len(found) == 1}
    return {address: payload for address, payload in single.items() if len(owners[payload]) == 1}


def test_the_demo_ends_well_and_prints_one_object(demo: Run) -> None:
    assert (demo.status, demo.stderr) == (0, "")
    assert demo.stdout.count("\n") == 1
    assert demo.said.keys() >= _KEYS
    assert demo.said["addresses"] == ADDRESSES == demo.key["addresses"]


def test_every_file_it_names_is_there_and_the_store_is_the_only_one(demo: Run) -> None:
    files = [Path(name) for name in demo.said["files"]]
    assert all(file.is_absolute() and file.is_file() for file in files)
    assert demo.said["package"] in demo.said["files"]
    assert list(demo.folder.rglob("*.db")) == [demo.folder / "zhipai.db"]
    assert [one.name for one in demo.folder.iterdir() if one.is_file()] == ["zhipai.db", "摘要.json"]


def test_plates_are_the_approved_addresses_with_a_payload_of_their_own(demo: Run) -> None:
    plates, single, good = made(demo), policed(demo), approved(demo)
    assert {address: payload for address, (_, payload) in plates.items()} == {
        address: payload for address, payload in single.items() if address in good
    }
    assert demo.said["plates"] == demo.said["decoded"] == len(plates)
    assert demo.said["mismatched"] == []


def test_the_others_are_blocked_for_the_reason_the_key_gives(demo: Run) -> None:
    qr, good = demo.key["qr"], approved(demo)
    wanted = {address: "no_payload" for address in good - set(made(demo))}
    wanted |= {address: "payload_missing" for address in good & set(qr["blank_payload"])}
    wanted |= {address: "payload_twice" for address in good & set(qr["shared_payload"])}
    wanted |= {address: "address_twice" for address in good & set(qr["two_payloads"])}
    assert {one["address"]: one["reason"] for one in demo.said["blocked"]} == wanted
    assert demo.said["approved"] - demo.said["plates"] == len(demo.said["blocked"])
    new = {text for text, reason in wanted.items() if reason == "no_payload"} - set(qr["no_row"])
    assert len(new) == len(demo.said["new_numbers"])


def test_payloads_in_lower_case_stay_so(demo: Run) -> None:
    plates = made(demo)
    kept = [plates[address][1] for address in demo.key["qr"]["lower_case"] if address in plates]
    assert kept
    assert all(payload == payload.lower() != payload.upper() for payload in kept)


def test_every_class_of_plate_is_there(demo: Run) -> None:
    assert demo.said["classes"].keys() == _CLASSES
    by_batch = Counter(batch.rpartition("-")[2] for batch, _ in made(demo).values())
    assert by_batch == demo.said["classes"]


def test_other_eyes_read_the_same_symbols(demo: Run) -> None:
    wanted = defaultdict(list)
    for batch, payload in made(demo).values():
        wanted[batch].append(payload)
    pages = [(batch, n, payload) for batch, all_ in wanted.items() for n, payload in enumerate(all_)]
    for batch, page, payload in Random(ADDRESSES).sample(pages, _CHECKED_PAGES):
        document = pdfium.PdfDocument(demo.folder / "5-制牌" / f"{batch}.pdf")
        image = document[page].render(scale=1000 / max(document[page].get_size())).to_pil()
        document.close()
        assert [code.text for code in zxingcpp.read_barcodes(image)] == [payload]


def test_the_accounts_balance(demo: Run) -> None:
    said, key = demo.said, demo.key
    assert balances(said["import"])
    assert balances(said["qr"])
    assert said["import"]["rejected"] == key["refused_records"]
    assert said["import"]["accepted"] == key["good_records"]
    assert said["import"]["accepted"] + said["import"]["implied"] == said["addresses"]
    assert said["qr"]["read"] - said["qr"]["skipped"] == key["qr"]["rows"]


def test_the_package_comes_back_whole(demo: Run) -> None:
    merged = demo.said["merged"]
    assert merged["forms"] == 60
    assert merged["answers"] == merged["applied"] > merged["forms"]
    assert [merged[name] for name in ("attachments", "unchanged", "conflicts", "rejected")] == [0] * 4
    kept = demo.query("SELECT count(*) FROM inspection_answer")
    assert kept == [(merged["answers"],)]


def test_what_the_demo_found_is_what_was_planted(demo: Run) -> None:
    planted: Counter[str] = Counter(problem["rule"] for problem in demo.key["problems"])
    assert Counter(demo.said["refused"]) + Counter(demo.said["problems"]) == planted


def planted(key: KitKey) -> tuple[Counter[Any], Counter[Any]]:
    """Refusals by file, sheet, row and rule; problems of the register by rule and address."""
    rows = Counter((p.file, p.sheet, p.row, p.rule) for p in key.problems if p.rule in ROW_RULES)
    return rows, Counter((p.rule, p.address) for p in key.problems if p.rule not in ROW_RULES)


@pytest.fixture
def empty(tmp_path: Path, office_template: Path) -> Iterator[Store]:
    """A store of the district without any address."""
    copy_template(office_template, tmp_path / "zhipai.db")
    store = open_store(f"sqlite:///{(tmp_path / 'zhipai.db').as_posix()}")
    yield store
    store.close()


@pytest.mark.parametrize("turn", range(5))
def test_exactly_the_planted_problems_are_found(empty: Store, tmp_path: Path, seed: int, turn: int) -> None:
    key = make_kit(tmp_path / "kit", addresses=300, seed=seed + turn)
    source, clerk = tmp_path / "kit" / "addresses", find_actor(empty, "clerk")
    done = deliver(empty, clerk, source, ReadOptions(expand=True), Silent())
    refused = Counter(
        (one.file, one.sheet, one.row_no, one.rule) for one in done.refused if one.outcome == "rejected"
    )
    found = Counter((one.rule, one.address) for one in find_problems(empty, clerk).items)
    assert (refused, found) == planted(key)


@pytest.mark.parametrize(("kind", "folder"), [("addresses", "地址清单"), ("qr", "二维码清单")])
def test_the_same_lists_again_change_nothing(
    demo: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, folder: str
) -> None:
    store = demo.copied_store(tmp_path)
    command = [
        "import",
        str(demo.folder / "1-来文" / folder),
        "--kind",
        kind,
        "--store",
        store,
        "--as",
        "clerk",
    ]
    command += ["--mapping", str(demo.folder / "1-来文" / "mapping.json"), "--json"]
    status = main([*command, "--reject-file", str(tmp_path / "退回.xlsx")])
    again, first = json.loads(capsys.readouterr().out), demo.said["import" if kind == "addresses" else "qr"]
    assert (status, again["accepted"], again["implied"]) == (1, 0, 0)
    assert again["unchanged"] + again["rejected"] + again["skipped"] == again["read"] == first["read"]
    assert (again["rejected"], again["skipped"]) == (first["rejected"], first["skipped"])
    assert Path(again["reject_file"]).is_file()
