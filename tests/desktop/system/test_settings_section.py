import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.services.audit import list_entries
from db.services.settings import change, current, unknown_settings
from db.store.journal_read import Wanted
from desktop.addresses.page import Desk
from desktop.system.settings_section import SettingsSection
from tests.office import person


@pytest.fixture
def answers(tmp_path: Path) -> dict[bool, str]:
    """What the user answers when asked for a new file (True) or for one that is there (False)."""
    return {True: str(tmp_path / "new.json"), False: str(tmp_path / "new.json")}


@pytest.fixture
def open_section(desk: Desk, answers, tmp_path, qtbot):
    def build(login: str = "admin") -> SettingsSection:
        section = SettingsSection(
            desk,
            person(desk.store, login),
            lambda *_: str(tmp_path / "list.xlsx"),
            lambda _w, new: answers[new],
        )
        qtbot.addWidget(section)
        section.show()
        return section

    return build


def cells(section: SettingsSection, key: str) -> tuple[str, ...]:
    return next(line.cells for line in section.list.model.lines if line.key == key)


def test_each_setting_is_shown_with_its_name_value_and_origin(desk, open_section) -> None:
    change(desk.store, person(desk.store, "admin"), {"session.idle_minutes": 60}, "")
    section = open_section()
    name, value, group, origin = cells(section, "session.idle_minutes")
    assert (name, value, group) == ("无操作锁屏", "1 小时", "账号与职责")
    assert origin.startswith("admin 2")
    assert cells(section, "attachment.max_mb")[3] == "默认"


def test_several_changes_are_saved_in_one_entry_with_their_reason(desk, open_section, qtbot) -> None:
    section = open_section()
    section.list.select("session.idle_minutes")
    section.editor.spin.setValue(45)
    section.list.select("password.required")
    section.editor.check.setChecked(True)
    assert cells(section, "session.idle_minutes")[1] == "45 分钟（未保存）"
    assert current(desk.store).idle_minutes == 15
    section.reason.setText("值班室要求")
    qtbot.mouseClick(section.save_button, Qt.MouseButton.LeftButton)
    settings = current(desk.store)
    assert (settings.idle_minutes, settings.password_required) == (45, True)
    newest = list_entries(desk.store, Wanted(), 0, 1)[0]
    assert (newest.verb, newest.reason, newest.change_count) == ("setting.change", "值班室要求", 2)
    assert not section.save_button.isEnabled()
    assert section.reason.text() == ""


def test_what_is_typed_stays_when_another_desk_changes_a_setting(desk, open_section) -> None:
    section = open_section()
    section.list.select("session.idle_minutes")
    section.editor.spin.setValue(45)
    changes = change(desk.store, person(desk.store, "chief"), {"attachment.max_mb": 50}, "")
    desk.feed.changed.emit(changes, None)
    assert cells(section, "attachment.max_mb")[1] == "50 MB"
    assert section.editor.spin.value() == 45
    assert section.save_button.isEnabled()


def test_a_change_can_be_dropped_and_a_setting_put_back_to_its_default(desk, open_section) -> None:
    change(desk.store, person(desk.store, "admin"), {"number.cooling_years": 5}, "")
    section = open_section()
    section.list.select("number.cooling_years")
    assert section.editor.spin.value() == 5
    section.reset_button.click()
    assert cells(section, "number.cooling_years")[1] == "永不再用（未保存）"
    section.drop_button.click()
    assert cells(section, "number.cooling_years")[1] == "5 年"
    section.reset_button.click()
    section.save()
    assert current(desk.store).cooling_years is None


def test_every_kind_of_setting_has_its_field(desk, open_section) -> None:
    section = open_section()
    section.list.select("attachment.keep_originals")
    section.editor.choice.setCurrentIndex(section.editor.choice.findData("approved"))
    section.list.select("office.name")
    section.editor.text.setText("思明区地名办")
    section.editor.text.textEdited.emit("思明区地名办")
    section.list.select("number.cooling_years")
    section.editor.check.setChecked(False)
    section.editor.spin.setValue(3)
    section.save()
    settings = current(desk.store)
    assert (settings.keep_originals, settings.office_name, settings.cooling_years) == (
        "approved",
        "思明区地名办",
        3,
    )


def test_who_may_not_change_settings_sees_them_without_the_verbs(open_section) -> None:
    section = open_section("clerk")
    section.list.select("session.idle_minutes")
    assert not section.editor.isEnabled()
    for widget in (section.save_button, section.import_button, section.reset_button, section.reason):
        assert not widget.isVisibleTo(section)
    assert section.export_button.isVisibleTo(section)


def test_a_refusal_is_said_in_place_and_keeps_what_was_changed(desk, open_section) -> None:
    section = open_section()
    section._actor = person(desk.store, "clerk")  # an administrator whose role was taken meanwhile
    section.list.select("session.idle_minutes")
    section.editor.spin.setValue(45)
    section.save()
    assert "clerk" in section._verdict.text()
    assert section.save_button.isEnabled()


def test_settings_go_to_a_file_and_come_back_after_a_look(desk, open_section, answers) -> None:
    section = open_section()
    section.export_button.click()
    body = json.loads(Path(answers[True]).read_text(encoding="utf-8"))
    body["settings"]["session.idle_minutes"] = 5
    body["others"] = {"future.colour": "blue"}
    Path(answers[True]).write_text(json.dumps(body), encoding="utf-8")
    dialog = section.offer(Path(answers[False]))
    assert [line.cells for line in dialog.list.model.lines] == [("无操作锁屏", "15 分钟", "5 分钟")]
    dialog.reason.setText("按区里的文件")
    dialog.accept()
    assert current(desk.store).idle_minutes == 5
    assert unknown_settings(desk.store) == {"future.colour": "blue"}


def test_a_file_with_bad_values_names_them_all_and_changes_nothing(desk, open_section, tmp_path) -> None:
    file = tmp_path / "s.json"
    bad = {"session.idle_minutes": 5, "attachment.max_mb": 0, "no.such": True}
    file.write_text(
        json.dumps({"format": "zhipai-settings", "version": 1, "settings": bad}), encoding="utf-8"
    )
    dialog = open_section().offer(file)
    assert [line.key for line in dialog.list.model.lines] == ["attachment.max_mb", "no.such"]
    assert not any(button.isEnabled() for button in dialog.buttons.buttons() if "修改" in button.text())
    dialog.reject()
    assert current(desk.store).idle_minutes == 15


def test_what_is_no_file_of_settings_is_said_in_place(open_section, tmp_path) -> None:
    file = tmp_path / "s.json"
    file.write_text("{", encoding="utf-8")
    section = open_section()
    assert section.offer(file) is None
    assert str(file) in section._verdict.text()


def test_the_list_is_exported(open_section, tmp_path) -> None:
    section = open_section()
    said: list[str] = []
    section.told.connect(said.append)
    section.export()
    assert (tmp_path / "list.xlsx").is_file()
    assert "list.xlsx" in said[0]
