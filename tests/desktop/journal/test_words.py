import json
import re

from sqlalchemy import CheckConstraint

from db.domain.access import ALLOWED
from db.schema.tables import metadata
from db.store.journal import Change
from desktop.journal.words import Words
from desktop.terms import verb_term, verbs


def test_every_verb_that_can_stand_in_the_journal_has_a_word():
    assert set(verbs()) == set(ALLOWED)
    assert verb_term("qr.accept") == "二维码入库"
    assert verb_term("of.another.version") == "of.another.version"


def told(before: object, after: object, table: str = "node"):
    texts = [json.dumps(one) if one else "" for one in (before, after)]
    return Words().fields_of(Change(table, "1", *texts))


def test_of_an_update_only_what_differs_is_told_in_words():
    assert told({"legal": "to_verify", "side": "left"}, {"legal": "approved", "side": "left"}) == (
        ("法律状态", "待核实", "已批准"),
    )


def test_of_a_new_row_everything_is_told():
    fields = told(
        None, {"hidden": False, "floor": None, "own_text": "2幢", "staged_at": "2026-11-22T16:00:00.000000Z"}
    )
    assert fields == (
        ("不显示", "", "否"),
        ("楼层", "", ""),
        ("本级名称", "", "2幢"),
        ("读入时间", "", "2026-11-23 00:00:00"),
    )
    assert Words().side_text(fields, 2) == "不显示：否；本级名称：2幢；读入时间：2026-11-23 00:00:00"


def test_the_same_code_is_another_word_in_another_table():
    assert told({"state": "accepted"}, {"state": "void"}, "plate") == (("状态", "已验收", "作废"),)
    assert told({"state": "submitted"}, {"state": "approved"}, "application") == (("状态", "已提交", "批准"),)
    assert told({}, {"kind": "renumber"}, "application") == (("类别", "", "改号"),)
    assert told({"state": "staged"}, {"state": "promoted"}, "import_batch") == (("状态", "已读入", "已入库"),)


def test_personal_numbers_are_masked_but_codes_are_shown_to_the_letter():
    assert told(None, {"reason": "电话13800138000"}) == (("事由", "", "电话138****8000"),)
    assert told(None, {"payload": "https://x/13800138000"}) == (("二维码内容", "", "https://x/13800138000"),)


def test_texts_that_are_no_object_are_told_as_they_are():
    assert Words().fields_of(Change("node", "1", "", "不是 JSON")) == (("", "", "不是 JSON"),)
    assert Words().fields_of(Change("node", "1", "", "[1,2]")) == (("", "", "[1, 2]"),)


def test_what_is_done_to_accounts_and_settings_is_told_in_words():
    words = Words()
    assert [words.table(name) for name in ("setting", "handover", "vault_key")] == [
        "设置",
        "账号交接",
        "保密柜密钥",
    ]
    assert told({"value": "15", "set_by": "a"}, {"value": "30", "set_by": "b"}, "setting") == (
        ("设定值", "15", "30"),
        ("设定人", "a", "b"),
    )


def test_people_are_told_by_name_and_accounts_by_login():
    words = Words({"clerk": "林经办", "chief": "陈科长", "system": "系统"})
    row = {
        **{"filed_by": "clerk", "decided_by": "chief", "to_login": "chief", "inspector": "clerk"},
        **{"login": "clerk", "actor": "clerk", "made_by": "system", "added_by": "gone"},
    }
    fields = words.fields_of(Change("application", "1", "", json.dumps(row)))
    assert {title: after for title, _before, after in fields} == {
        **{"提交人": "林经办", "决定人": "陈科长", "接收人": "陈科长", "检查人": "林经办"},
        **{"账号名": "clerk", "账号": "clerk", "建立人": "系统", "添加人": "gone"},
    }


def test_a_point_is_told_in_the_words_of_the_register():
    change = Change("node", "1", "", '{"lng":118.1,"lat":24.5,"datum":"CGCS2000"}')
    assert {name for name, _before, _after in Words().fields_of(change)} == {"经度", "纬度", "坐标系"}


UNTOLD = {
    "journal",
    "journal_change",
    "journal_head",
    "import_row",
    "node_version",
    "person_digest",
    "undo_step",
}
"""Tables of which the journal tells nothing: its own, and what is derived or put away beside it."""

UNWRITTEN = {"is_live", "live_key", "sort_key", "row_version"}
"""Columns that are worked out, in every table."""


def in_chinese(word: str) -> bool:
    return not any(letter in word for letter in "abcdefghijklmnopqrstuvwxyz_")


def test_every_table_and_column_the_journal_can_tell_of_has_a_word():
    words = Words()
    bare = []
    for table in metadata.sorted_tables:
        if table.name in UNTOLD:
            continue
        names = [column.name for column in table.columns if column.name not in UNWRITTEN]
        change = Change(table.name, "1", "", json.dumps(dict.fromkeys(names)))
        said = [words.table(table.name), *(field[0] for field in words.fields_of(change))]
        assert len(said) == len(names) + 1
        bare += [f"{table.name}: {word}" for word in said if not in_chinese(word)]
    assert bare == []


def test_every_code_a_column_may_hold_has_a_word():
    words = Words()
    bare = []
    for table in metadata.sorted_tables:
        rules = [str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)]
        for name, listed in (found for rule in rules for found in re.findall(r"^(\w+) in \((.*)\)$", rule)):
            for code in () if table.name in UNTOLD else re.findall(r"'(\w+)'", listed):
                row = {"kind": code, "field": "note", "why": ""} if table.name == "check_finding" else {}
                change = Change(table.name, "1", "", json.dumps({**row, name: code}))
                ((_, _, word),) = [one for one in words.fields_of(change) if one[0] == title(words, name)]
                bare += [f"{table.name}.{name}: {word}"] * (not in_chinese(word))
    assert bare == []


def title(words: Words, name: str) -> str:
    ((word, _, _),) = words.fields_of(Change("node", "1", "", json.dumps({name: None})))
    return word


def test_a_finding_of_a_check_sheet_is_told_as_the_sheet_tells_it():
    row = {"field": "existence", "issued": "exists", "now": "gone", "said": "demolished", "kind": "conflict"}
    fields = told(None, {**row, "why": "bad_existence"}, "check_finding")
    assert [one[2] for one in fields] == [
        "现状",
        "存在",
        "已不在库",
        "已拆除",
        "冲突",
        "现状只能是存在、在建、已拆除",
    ]
    assert told(None, {"choice": "to_verify"}, "check_sheet") == (("下发范围", "", "仅待核实的地址"),)
