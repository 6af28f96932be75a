from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert

from db.domain.errors import NotAllowed
from db.domain.settings import BadSetting
from db.schema.office import setting
from db.services.audit import entry_changes
from db.services.numbering import current_rules
from db.services.settings import change, current, list_settings, unknown_settings
from db.services.store import check_store
from db.store.store import Store
from tests.office import person


def newer(store: Store, key: str, text: str) -> None:
    """A setting kept by a newer program."""
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        conn.execute(
            insert(setting).values(key=key, value=text, set_by="admin", set_at="2026-11-22T00:00:00Z")
        )


def test_nothing_is_set_in_a_new_store(store: Store) -> None:
    assert all((one.value, one.set_by) == (one.setting.default, "") for one in list_settings(store))
    assert current(store).idle_minutes == 15


def test_a_changed_setting_holds_and_says_who_set_it(store: Store) -> None:
    admin = person(store, "admin")
    changes = change(store, admin, {"session.idle_minutes": 30, "attachment.max_mb": 20}, "值班室")
    assert changes.touches("setting")
    rows = {one.setting.key: one for one in list_settings(store)}
    assert (rows["session.idle_minutes"].value, rows["session.idle_minutes"].set_by) == (30, "admin")
    assert rows["attachment.max_mb"].set_by == ""
    assert current(store).idle_minutes == 30
    (noted,) = entry_changes(store, changes.entry).items
    assert (noted.table, noted.key, noted.before) == ("setting", "session.idle_minutes", "")
    assert '"30"' in noted.after


def test_the_journal_keeps_what_a_setting_was(store: Store) -> None:
    admin = person(store, "admin")
    change(store, admin, {"session.idle_minutes": 30}, "")
    (noted,) = entry_changes(store, change(store, admin, {"session.idle_minutes": 0}, "").entry).items
    assert ('"value":"30"' in noted.before, '"value":"0"' in noted.after) == (True, True)
    assert noted.key == "session.idle_minutes"
    assert check_store(store).ok


def test_setting_what_holds_already_writes_nothing(store: Store) -> None:
    admin = person(store, "admin")
    assert change(store, admin, {"session.idle_minutes": 15}, "").entry == 0
    change(store, admin, {"session.idle_minutes": 30}, "")
    assert change(store, admin, {"session.idle_minutes": 30}, "").entry == 0
    assert change(store, admin, {"session.idle_minutes": 15}, "").entry > 0


def test_one_bad_value_keeps_all_of_them_out(store: Store) -> None:
    with pytest.raises(BadSetting) as caught:
        change(store, person(store, "admin"), {"session.idle_minutes": 30, "attachment.max_mb": 0}, "")
    assert caught.value.key == "attachment.max_mb"
    assert current(store).idle_minutes == 15


@pytest.mark.parametrize("login", ["clerk", "area_clerk", "printer", "inspector"])
def test_only_who_answers_for_the_settings_may_change_them(store: Store, login: str) -> None:
    with pytest.raises(NotAllowed):
        change(store, person(store, login), {"session.idle_minutes": 30}, "")


def test_settings_of_a_newer_program_stay_as_they_are(store: Store) -> None:
    newer(store, "future.colour", "blue")
    newer(store, "attachment.max_mb", "unlimited")
    change(store, person(store, "admin"), {"session.idle_minutes": 30}, "")
    assert unknown_settings(store) == {"future.colour": "blue"}
    row = next(one for one in list_settings(store) if one.setting.key == "attachment.max_mb")
    assert (row.value, row.unread) == (20, "unlimited")


def test_a_file_of_a_newer_program_is_taken_over_with_what_this_one_does_not_know(store: Store) -> None:
    admin = person(store, "admin")
    change(
        store, admin, {"attachment.max_mb": 50}, "", {"future.colour": "blue", "session.idle_minutes": "1h"}
    )
    assert unknown_settings(store) == {"future.colour": "blue"}
    assert (current(store).attachment_max_mb, current(store).idle_minutes) == (50, 60)
    for others in ({"x" * 101: ""}, {"": "x"}, {"a": "x" * 1001}, {"attachment.max_mb": "lots"}):
        with pytest.raises(BadSetting):
            change(store, admin, {}, "", others)


def test_how_long_a_number_rests_is_the_districts_to_say(store: Store) -> None:
    with store.read() as conn:
        assert current_rules(conn).cooldown_years is None
    change(store, person(store, "chief"), {"number.cooling_years": 5}, "区里规定")
    with store.read() as conn:
        assert current_rules(conn).cooldown_years == 5
    change(store, person(store, "chief"), {"number.cooling_years": None}, "改回")
    with store.read() as conn:
        assert current_rules(conn).cooldown_years is None


def test_two_desks_setting_the_same_for_the_first_time_both_succeed_one_after_the_other(store: Store) -> None:
    people = [person(store, "admin"), person(store, "chief")]
    values = [{"session.idle_minutes": 30}, {"session.idle_minutes": 45}]
    with ThreadPoolExecutor(2) as pool:
        entries = [one.entry for one in pool.map(lambda who, v: change(store, who, v, ""), people, values)]
    assert current(store).idle_minutes == values[entries.index(max(entries))]["session.idle_minutes"]
    (last,) = entry_changes(store, max(entries)).items
    assert last.before
    assert check_store(store).ok
