import time
from pathlib import Path

import pytest

from desktop.editing.keeper import Draft, Keeper, read_draft, write_draft

DRAFT = Draft("rename", "改号 — 湖滨南路7号", (7,), fields={"own_text": "9号", "reason": "原号重复"})


@pytest.fixture
def keep_in(tmp_path: Path, qapp):
    return tmp_path / "options"


def slot_of(folder: Path) -> Path:
    (file,) = folder.glob("unfinished-*.json")
    return file


def test_a_form_is_found_by_the_next_run(keep_in, qtbot):
    keeper = Keeper(keep_in, "zhang")
    keeper.keep(DRAFT)
    qtbot.waitUntil(lambda: bool(list(keep_in.glob("*.json"))), timeout=3_000)
    keeper.close()
    again = Keeper(keep_in, "zhang")
    assert again.found == DRAFT
    again.clear()
    again.close()
    assert Keeper(keep_in, "zhang").found is None


def test_steady_typing_does_not_put_the_writing_off(keep_in, qtbot):
    keeper = Keeper(keep_in, "zhang")
    began = time.monotonic()
    while not list(keep_in.glob("*.json")):
        keeper.keep(DRAFT)
        qtbot.wait(50)
        assert time.monotonic() - began < 10
    keeper.close()
    assert read_draft(slot_of(keep_in)) == DRAFT


def test_another_account_is_not_offered_the_form(keep_in):
    keeper = Keeper(keep_in, "zhang")
    write_draft(keep_in / "unused", None)
    keeper.keep(DRAFT)
    keeper._write()
    keeper.close()
    assert Keeper(keep_in, "li").found is None
    assert Keeper(keep_in, "zhang").found == DRAFT


def test_a_second_window_takes_a_slot_of_its_own(keep_in):
    first = Keeper(keep_in, "zhang")
    first.keep(DRAFT)
    first._write()
    second = Keeper(keep_in, "zhang")
    assert second.found is None
    second.close()
    first.close()
    assert Keeper(keep_in, "zhang").found == DRAFT


def test_id_and_phone_numbers_never_reach_the_disk(keep_in, tmp_path):
    file = tmp_path / "form.json"
    write_draft(file, Draft("cancel", "", (7,), fields={"reason": "业主 13812345678，11010519491231002X"}))
    kept = file.read_text(encoding="utf-8")
    assert "13812345678" not in kept
    assert "11010519491231002X" not in kept
    assert "业主" in kept


@pytest.mark.parametrize("text", ["", "{", "[]", '{"verb": 1}', '{"verb":"a","title":"","ids":["x"]}'])
def test_what_is_no_form_is_not_offered(keep_in, text, tmp_path):
    file = tmp_path / "form.json"
    file.write_text(text, encoding="utf-8")
    assert read_draft(file) is None


def test_a_folder_that_cannot_be_written_costs_only_the_net(keep_in, tmp_path, caplog):
    write_draft(tmp_path / "missing" / "form.json", DRAFT)
    assert "not written" in caplog.text
    caplog.clear()
