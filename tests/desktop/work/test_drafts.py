import json
import time
from pathlib import Path

import pytest

from desktop.work.drafts import Draft, Drafts, read_drafts, write_drafts

DRAFT = Draft("rename", "改号 — 湖滨南路7号", (7,), fields={"own_text": "9号", "reason": "原号重复"})
OTHER = Draft("place.new", "登记新地名", fields={"name": "白鹭洲滨路"})


@pytest.fixture
def folder(tmp_path: Path, qapp) -> Path:
    return tmp_path / "options"


@pytest.fixture
def drafts_of(folder):
    """Opens the forms of an account; all are closed at the end."""
    opened = []

    def open_drafts(whose: str = "zhang") -> Drafts:
        drafts = Drafts()
        drafts.begin(folder, whose)
        opened.append(drafts)
        return drafts

    yield open_drafts
    for drafts in opened:
        drafts.close()


def slots(folder: Path) -> list[Path]:
    return sorted(folder.glob("unfinished-*.json"))


def crashed(drafts: Drafts, *left: Draft) -> None:
    """Have a program end with forms open."""
    for draft in left:
        drafts.hold(draft).keep(draft.fields)
    drafts.close()


def test_a_form_is_found_by_the_next_run(folder, drafts_of, qtbot):
    drafts = drafts_of()
    drafts.hold(Draft("rename", "改号 — 湖滨南路7号", (7,))).keep(DRAFT.fields)
    qtbot.waitUntil(lambda: bool(slots(folder)), timeout=20_000)
    drafts.close()
    assert drafts_of().left == (DRAFT,)


def test_steady_typing_does_not_put_the_writing_off(folder, drafts_of, qtbot):
    kept = drafts_of().hold(DRAFT)
    began = time.monotonic()
    while not slots(folder):
        kept.keep(DRAFT.fields)
        qtbot.wait(50)
        assert time.monotonic() - began < 10
    assert read_drafts(slots(folder)[0]) == [DRAFT]


def test_a_form_that_is_done_leaves_nothing_and_hears_nothing_more(folder, drafts_of, qtbot):
    drafts = drafts_of()
    kept = drafts.hold(DRAFT)
    kept.keep(DRAFT.fields)
    kept.drop()
    kept.keep({"reason": "放下之后程序自己改的"})
    drafts.close()
    assert slots(folder) == []


def test_several_forms_open_at_once_are_all_found(drafts_of):
    crashed(drafts_of(), DRAFT, OTHER)
    assert drafts_of().left == (DRAFT, OTHER)


def test_what_is_put_off_stays_while_another_form_comes_and_goes(drafts_of):
    crashed(drafts_of(), DRAFT)
    drafts = drafts_of()
    assert drafts.left == (DRAFT,)
    kept = drafts.hold(OTHER)
    kept.keep(OTHER.fields)
    kept.drop()
    drafts.close()
    assert drafts_of().left == (DRAFT,)


def test_a_form_taken_up_is_not_offered_again_but_survives_the_next_crash(drafts_of):
    crashed(drafts_of(), DRAFT, OTHER)
    drafts = drafts_of()
    seen = []
    drafts.opens("place", seen.append)
    assert [drafts.can_open(draft) for draft in drafts.left] == [False, True]
    drafts.take_up(drafts.left[1])
    assert seen == [OTHER]
    kept = drafts.hold(seen[0])
    assert drafts.left == (DRAFT,)
    assert drafts.is_open(seen[0])
    assert not drafts.is_open(DRAFT)
    kept.keep({"name": "白鹭洲滨巷"})
    drafts.close()
    assert [dict(one.fields) for one in drafts_of().left] == [dict(DRAFT.fields), {"name": "白鹭洲滨巷"}]


def test_thrown_away_is_gone(folder, drafts_of):
    crashed(drafts_of(), DRAFT)
    drafts = drafts_of()
    drafts.forget(drafts.left[0])
    drafts.close()
    assert slots(folder) == []


def test_another_account_is_not_offered_the_form(drafts_of):
    crashed(drafts_of(), DRAFT)
    assert drafts_of("li").left == ()
    assert drafts_of().left == (DRAFT,)


def test_a_second_window_takes_a_slot_of_its_own_and_what_both_left_is_found_by_one(folder, drafts_of):
    first, second = drafts_of(), drafts_of()
    first.hold(DRAFT).keep(DRAFT.fields)
    assert second.left == ()
    second.hold(OTHER).keep(OTHER.fields)
    second.close()
    first.close()
    assert len(slots(folder)) == 2
    third = drafts_of()
    assert set(draft.title for draft in third.left) == {DRAFT.title, OTHER.title}
    assert len(slots(folder)) == 1
    third.close()
    assert len(drafts_of().left) == 2


def test_a_running_windows_forms_are_left_alone(drafts_of):
    running = drafts_of()
    running.hold(DRAFT).keep(DRAFT.fields)
    running._write()
    assert drafts_of().left == ()
    running.close()


def test_before_it_is_said_where_nothing_is_kept(qapp):
    drafts = Drafts()
    drafts.hold(DRAFT).keep(DRAFT.fields)
    assert drafts.left == ()
    drafts.close()


def test_id_and_phone_numbers_never_reach_the_disk(tmp_path):
    file = tmp_path / "form.json"
    write_drafts(file, [Draft("cancel", "", (7,), fields={"reason": "业主 13812345678，11010519491231002X"})])
    kept = file.read_text(encoding="utf-8")
    assert "13812345678" not in kept
    assert "11010519491231002X" not in kept
    assert "业主" in kept


GOOD = {"verb": "a", "title": "", "ids": [], "place_id": 0, "place": "", "community": "", "fields": {}}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "7", "[7]", '[{"verb": 1}]']
    + [json.dumps([{**GOOD, **bad}]) for bad in ({"ids": ["x"]}, {"fields": []}, {"place_id": "y"})],
)
def test_what_is_no_form_is_not_offered(text, tmp_path):
    file = tmp_path / "form.json"
    file.write_text(text, encoding="utf-8")
    assert read_drafts(file) == []
    file.write_text(json.dumps([GOOD]), encoding="utf-8")
    assert read_drafts(file) == [Draft("a", "")]


def test_a_disk_that_takes_nothing_is_said_once(folder, drafts_of, qtbot, monkeypatch, caplog):
    drafts = drafts_of()
    told = []
    drafts.unwritten.connect(lambda: told.append("unwritten"))
    kept = drafts.hold(DRAFT)
    real = drafts._file
    drafts._file = folder / "missing" / "form.json"
    for _ in range(2):
        kept.keep(DRAFT.fields)
        drafts._write()
    qtbot.waitUntil(lambda: bool(told))
    drafts._file = real
    drafts.close()
    assert told == ["unwritten"]
    assert read_drafts(real) == [DRAFT]
    caplog.clear()


def test_names_of_files_are_kept_as_they_are(tmp_path):
    file = tmp_path / "form.json"
    draft = Draft("import", "导入", fields={"choices": '["/来文/13812345678.xlsx"]'}, verbatim=True)
    write_drafts(file, [draft])
    assert read_drafts(file) == [draft]


def test_a_folder_that_cannot_be_written_costs_only_the_net(tmp_path, caplog):
    assert not write_drafts(tmp_path / "missing" / "form.json", [DRAFT])
    assert "not written" in caplog.text
    caplog.clear()
