import sqlite3
from pathlib import Path

import pytest

from db.services.facts import store_facts
from db.services.store import check_store, open_store
from desktop.addresses.page import Desk
from desktop.system.copy_target import CopyTarget, file_url
from desktop.system.store_section import Asking, StoreSection, problem_text
from tests.office import person


@pytest.fixture
def answers(tmp_path: Path) -> dict[str, str]:
    """What the user answers when asked for a file that is not there yet, and for one that is."""
    return {"new": str(tmp_path / "b.zpb"), "old": str(tmp_path / "b.zpb")}


@pytest.fixture
def section(desk: Desk, answers, qtbot) -> StoreSection:
    asking = Asking(lambda *_: answers["new"], lambda *_: answers["old"])
    made = StoreSection(desk, person(desk.store, "admin"), asking)
    qtbot.addWidget(made)
    made.show()
    return made


def said(section: StoreSection) -> str:
    return section._verdict.text()


def same(url: str, section: StoreSection) -> bool:
    """Whether a whole store lies there, with the same journal as the section's own."""
    other = open_store(url)
    try:
        facts = store_facts(other)
        return check_store(other).ok and facts.head == store_facts(section._desk.store).head
    finally:
        other.close()


def test_the_section_tells_where_the_store_is_and_how_far_its_journal_goes(desk, section) -> None:
    facts = dict(line.cells for line in section.list.model.lines)
    assert facts["位置"] == desk.store.url.database
    assert facts["种类"].startswith("文件（SQLite 3")
    assert "不需要升级" in facts["结构版本"]
    assert facts["链头"].replace(" ", "") == store_facts(desk.store).head


def test_a_whole_store_is_found_whole(section) -> None:
    section.check_button.click()
    assert "检查通过" in said(section)


def test_what_a_check_finds_is_said_with_what_to_do(desk, section) -> None:
    with sqlite3.connect(desk.store.url.database) as conn:
        conn.execute("DROP TRIGGER append_only_journal")
        conn.execute("UPDATE journal SET reason = '改' WHERE seq = 1")
    conn.close()
    section.check_button.click()
    assert "第 1 条日志" in said(section)
    assert "保留现场" in said(section)


def test_a_backup_is_written_and_becomes_a_store_elsewhere(section, answers, tmp_path) -> None:
    section.backup_button.click()
    assert "逐表核对一致" in said(section)
    assert (tmp_path / "b.zpb").is_file()
    answers["new"] = str(tmp_path / "另处.db")
    section.restore_button.click()
    assert "已恢复" in said(section)
    assert same(file_url(answers["new"]), section)


def test_a_backup_overwrites_nothing_and_says_so_in_place(section, tmp_path) -> None:
    (tmp_path / "b.zpb").write_bytes(b"other")
    section.backup_button.click()
    assert "b.zpb" in said(section)
    assert (tmp_path / "b.zpb").read_bytes() == b"other"


def test_the_open_store_is_copied_to_a_new_file(section, tmp_path) -> None:
    dialog = section.ask_copy()
    assert not dialog.ok.isEnabled()
    dialog.file.setText(str(tmp_path / "copy.db"))
    dialog.ok.click()
    assert "原库没有改动" in said(section)
    assert same(file_url(str(tmp_path / "copy.db")), section)


def test_a_copy_onto_the_store_itself_is_refused(desk, section) -> None:
    before = Path(desk.store.url.database).read_bytes()
    dialog = section.ask_copy()
    dialog.file.setText(desk.store.url.database)
    dialog.ok.click()
    assert "已有一个地址库" in said(section) or "已经有一个地址库" in said(section)
    assert Path(desk.store.url.database).read_bytes() == before


def test_thinking_better_of_it_does_nothing(section, answers, tmp_path) -> None:
    answers["new"] = answers["old"] = ""
    section.backup_button.click()
    section.restore_button.click()
    assert not section._verdict.isVisibleTo(section)
    assert list(tmp_path.glob("*.zpb")) == []


def test_a_place_on_a_server_is_put_together_from_its_parts(qtbot) -> None:
    dialog = CopyTarget()
    qtbot.addWidget(dialog)
    dialog.kind.setCurrentIndex(1)
    assert not dialog.ok.isEnabled()
    dialog.server.setText("10.1.1.5:5433/x")
    dialog.database.setText("zhipai")
    dialog.user.setText("建库")
    assert not dialog.ok.isEnabled()
    assert "IP" in dialog.note.text()
    dialog.server.setText("10.1.1.5")
    dialog.password.setText("p@ss/w:rd")
    url, place = dialog.target()
    assert url == "postgresql://%E5%BB%BA%E5%BA%93:p%40ss%2Fw%3Ard@10.1.1.5:5432/zhipai"
    assert place == "10.1.1.5/zhipai"
    assert dialog.ok.isEnabled()
    dialog.ok.click()
    assert dialog.password.text() == ""


def test_who_sees_only_part_of_a_servers_store_is_told_who_backs_it_up(desk, section, monkeypatch) -> None:
    from dataclasses import replace

    section._show(replace(store_facts(desk.store), whole=False))
    for button in (section.check_button, section.backup_button, section.copy_button):
        assert not button.isEnabled()
        assert "数据库管理员" in button.toolTip()
    assert section.restore_button.isEnabled()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("journal:7:edited", "第 7 条日志内容被修改"),
        ("orphans:3", "3 个地址没有上级"),
        ("without_version:2", "2 个地址没有版本"),
        ("integrity:row 5 {missing}", "row 5 {missing}"),
        (
            "attachment:missing:9:门:牌.jpg:application 5",
            "附件 9「门:牌.jpg」的内容不见了（属于 application 5）",
        ),
        ("attachment:altered:9:{x}.jpg:", "附件 9「{x}.jpg」的内容被改动"),
        ("of_a_newer_program:{1}", "of_a_newer_program:{1}"),
    ],
)
def test_every_finding_reads_in_words(code: str, words: str) -> None:
    assert words in problem_text(code)
