from pathlib import Path

import openpyxl

from db.services.settings import change as change_settings
from db.services.store import open_store
from tests.desktop.cli.conftest import Register, Zhipai
from tests.office import person

HEAD = "镇街,社区,路名,门牌号\n"


def delivered(zhipai: Zhipai, folder: Path) -> int:
    file = folder / "来文.csv"
    file.write_text(HEAD + "筼筜街道,官任社区,湖滨南路,12号\n", encoding="utf-8")
    return int(zhipai("import", file, "--json").json["batch"])


def test_a_batch_is_listed_and_taken_back_once(zhipai: Zhipai, tmp_path: Path) -> None:
    batch = delivered(zhipai, tmp_path)
    (listed,) = zhipai("batches", "--json").json["batches"]
    assert (listed["id"], listed["state"], listed["accepted"]) == (batch, "promoted", 1)
    done = zhipai("batches", "--take-back", batch, "--reason", "发错", "--json")
    assert (done.status, done.json["batches"][0]["taken_back"]) == (0, True)
    assert "已撤回" in zhipai("batches").out
    again = zhipai("batches", "--take-back", batch, "--reason", "发错", "--json")
    assert (again.status, again.json["error"]) == (2, "WrongState")
    assert zhipai("batches", "--abandon", batch + 1, "--json").json["error"] == "NotFound"


def test_a_batch_that_is_a_large_share_waits_for_a_second_person(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    batch = delivered(zhipai, tmp_path)
    store = open_store(register.url)
    limits = {"verbs.second_person_share": 1, "verbs.second_person_least": 1}
    change_settings(store, person(store, "chief"), limits, "")
    store.close()
    done = zhipai("batches", "--take-back", batch, "--reason", "发错", "--json")
    assert (done.status, done.json["filed"]) == (0, True)
    assert not done.json["batches"][0]["taken_back"]
    again = zhipai("batches", "--take-back", batch, "--reason", "发错", "--json")
    assert (again.status, again.json["error"]) == (2, "PlanRefused")


def test_a_template_offers_the_office_s_own_communities(zhipai: Zhipai, tmp_path: Path) -> None:
    place = tmp_path / "模板.xlsx"
    assert zhipai("template", place, "--json").json["file"] == str(place)
    book = openpyxl.load_workbook(place)
    assert book.sheetnames == ["地址", "字典", "填写说明"]
    offered = {cell.value for row in book["字典"].iter_rows() for cell in row} - {None}
    assert {"官任社区", "筼筜街道", "思明区", "左"} <= offered
    rules = book["地址"].data_validations.dataValidation
    assert len(rules) == 4
    assert all(column.number_format == "@" for column in book["地址"][2])
    lost = zhipai("template", tmp_path / "无" / "模板.xlsx", "--json")
    assert lost.status == 2


def test_a_bare_list_of_addresses_is_unchanged_where_the_register_has_them(
    zhipai: Zhipai, tmp_path: Path
) -> None:
    delivered(zhipai, tmp_path)
    for name, text in (("甲.txt", "厦门市思明区湖滨南路12号\n"), ("乙.csv", "地址\n湖滨南路12号\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = zhipai("import", tmp_path / name, "--json")
        assert (done.status, done.json["accepted"], done.json["unchanged"]) in ((0, 0, 1), (1, 0, 1)), name
        assert done.json["rejected"] == 0
