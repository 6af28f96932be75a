import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from psycopg import sql
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Float,
    Table,
    Text,
    insert,
    inspect,
    select,
)

from db.domain.errors import BadFile, StoreUnavailable
from db.domain.progress import Cancelled
from db.schema.address import place
from db.schema.tables import metadata
from db.services.moving import Moved, backup_store, copy_store, restore_store
from db.services.search import search
from db.services.store import check_store, open_store
from db.store import moving
from db.store.backup_file import read_only
from db.store.engine import lock_file, make_engine, normal_url, release
from db.store.store import Store
from tests.db.services.moved import At, cancel, url_of
from tests.db.store.elsewhere import in_child
from tests.office import addresses, coded
from tests.postgres import Server

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(params=["sqlite", "postgresql"])
def target_url(request: pytest.FixtureRequest) -> str:
    """A place for the copy, on each engine in turn."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return url_of(folder(request.getfixturevalue("tmp_path")) / "zhipai.db")


@pytest.fixture
def office_url(store_url: str) -> str:
    """A closed store with addresses, codes, applications and their journal."""
    store = open_store(store_url)
    coded(store, ["12号", "12号/3幢", "12号/3幢/501室"])
    addresses(store, ["14号", "14-1号"])
    store.close()
    return store_url


@pytest.fixture
def file_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A closed SQLite store with two addresses."""
    shutil.copy(sqlite_template, tmp_path / "zhipai.db")
    url = url_of(tmp_path / "zhipai.db")
    store = open_store(url)
    addresses(store, ["12号", "12号/501室"])
    store.close()
    return url


def folder(parent: Path) -> Path:
    made = parent / "目标 #1"
    made.mkdir(exist_ok=True)
    return made


def connected(url: str, act: Callable[[Connection], Any]) -> Any:
    engine = make_engine(normal_url(url))
    try:
        with engine.connect() as raw, raw.execution_options(writing=True).begin():
            return act(raw)
    finally:
        engine.dispose()


def content(url: str) -> Rows:
    """Every row of every table, read without the code under test; rows of one sort of text, truth as truth."""

    def read(conn: Connection) -> Rows:
        return {
            table.name: sorted((tuple(row) for row in conn.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }

    found: Rows = connected(url, read)
    return found


def shape(url: str) -> list[tuple[str, ...]]:
    """Tables, indexes and triggers."""

    def read(conn: Connection) -> list[tuple[str, ...]]:
        if conn.dialect.name == "sqlite":
            found = conn.exec_driver_sql("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
        else:
            found = conn.exec_driver_sql(
                "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
                "SELECT 'trigger', tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
            )
        return sorted(tuple(row) for row in found)

    found: list[tuple[str, ...]] = connected(url, read)
    return found


def is_empty(url: str) -> bool:
    """Whether nothing is at the target, not even a part of a file."""
    if url.startswith("sqlite"):
        return not any(Path(url.removeprefix("sqlite:///")).parent.iterdir())
    return bool(connected(url, lambda conn: inspect(conn).get_table_names() == []))


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(StoreUnavailable) as caught:
        act()
    return caught.value.why


# -- equal, row by row --------------------------------------------------------------------------------------------


def test_a_copy_is_the_store_row_by_row_and_goes_on_where_it_stood(office_url: str, target_url: str) -> None:
    moved = copy_store(office_url, target_url)
    assert content(target_url) == content(office_url)
    assert moved.report.ok
    assert moved.rows == sum(map(len, content(office_url).values())) + 1
    ends = []
    for url in (office_url, target_url):
        store = open_store(url)
        found = check_store(store)
        made = addresses(store, ["88号"])
        ends.append((found.entries, found.head, found.problems, made, store.store_no, store.district_code))
        assert [hit.full_text for hit in search(store, "12号3幢501")] == ["厦门市思明区湖滨南路12号3幢501室"]
        assert len(search(store, "号")) == 6
        store.close()
    assert ends[0] == ends[1]


def test_from_a_file_to_a_server_and_home_again_everything_is_as_it_was(
    file_url: str, postgres_url: str, tmp_path: Path
) -> None:
    home = url_of(folder(tmp_path) / "home.db")
    there = copy_store(file_url, postgres_url)
    back = copy_store(postgres_url, home)
    assert content(home) == content(file_url)
    assert shape(home) == shape(file_url)
    assert there.tables == back.tables
    assert there.report.head == back.report.head
    assert [one.name for one in folder(tmp_path).iterdir()] == ["home.db"]


def test_a_copy_has_the_schema_of_a_store_made_there(
    file_url: str, postgres_url: str, postgres_template: str, postgres_server: Server
) -> None:
    copy_store(file_url, postgres_url)
    assert shape(postgres_url) == shape(postgres_server.url(postgres_template))


ODD = ("", "湖滨\t南路\n\\N", "\"'\\", "😀𠮷㐂", "é", "长" * 20_000, "\x7f\x1b", "NULL", "\\.")
BIG = 2**62 + 1
FLOATS = (0.1 + 0.2, 1e-300, 118.08948123456789, -1.7976931348623157e308, 24.0)


def odd_rows(table: Table, count: int) -> list[dict[str, Any]]:
    """Rows that the table's rules take, with every sort of value; the last has NULL wherever it may."""
    allowed = dict(
        re.findall(r"(\w+) in \((.*)\)", str(one.sqltext))[0]
        for one in table.constraints
        if isinstance(one, CheckConstraint) and " in (" in str(one.sqltext)
    )

    def value(column: Column[Any], n: int) -> Any:
        name = column.name
        if column.nullable and n == count - 1:
            return None
        if name in allowed:
            choices = allowed[name].replace("'", "").split(",")
            return choices[n % len(choices)]
        if name == "sha256":
            return f"{n:064x}"
        if table.name == "check_return" and name in ("changed", "fresh", "disputed", "rejected"):
            return 0  # what was read is what became of it
        if isinstance(column.type, Boolean):
            return n % 2 == 0
        if isinstance(column.type, Float):
            return FLOATS[n % len(FLOATS)]
        if isinstance(column.type, Text):
            unique = name in ("code", "payload", "live_key", "login", "name", "number", "text_key", "subject")
            unique |= name in ("legal", "position") or name.startswith("area_")  # together in one index
            return f"{n}{ODD[n % 4]}" if unique or column.primary_key else ODD[n % len(ODD)]
        return BIG - n if "BIG" in str(column.type) or name.endswith("id") else 2**31 - 1 - n

    return [{one.name: value(one, n) for one in table.columns} for n in range(count)]


REAL = ("journal", "journal_change", "journal_head", "store_info", "store_place")
"""Tables that the store itself fills."""


def test_every_table_is_copied_with_every_sort_of_value(store_url: str, target_url: str) -> None:
    def fill(conn: Connection) -> None:
        for table in metadata.sorted_tables:
            if table.name not in REAL:
                conn.execute(insert(table), odd_rows(table, len(ODD) + 1))

    connected(store_url, fill)
    before = content(store_url)
    assert all(before.values())
    moved = copy_store(store_url, target_url)
    assert content(target_url) == before
    assert {one.name: one.rows for one in moved.tables if one.name != "id_counter"} == {
        name: len(rows) for name, rows in before.items()
    }


def test_what_is_wrong_with_a_store_is_told_of_its_copy_too(file_url: str, target_url: str) -> None:
    statement = "INSERT INTO journal_change VALUES (9, 0, 'actor', 'x', '', '{}')"
    connected(file_url, lambda conn: conn.exec_driver_sql(statement))
    moved = copy_store(file_url, target_url)
    assert [one.split(":")[0] for one in moved.report.problems] == ["journal"]
    assert content(target_url) == content(file_url)


def test_the_sum_of_a_table_is_the_same_however_it_is_batched(
    file_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sums = []
    for batch in (1, 3, 5000):
        monkeypatch.setattr(moving, "BATCH", batch)
        sums.append(copy_store(file_url, url_of(folder(tmp_path) / f"{batch}.db")).tables)
    assert sums[0] == sums[1] == sums[2]


# -- one snapshot -------------------------------------------------------------------------------------------------


def test_what_others_write_while_a_store_is_copied_is_not_in_the_copy(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    before = content(store_url)
    file = folder(tmp_path) / "b.zpb"
    watch = At("copying", lambda: addresses(store, ["99号"], "官任一里"))
    backup_store(store, file, watch)
    assert watch.done
    target = url_of(folder(tmp_path) / "restored.db")
    restore_store(file, target)
    assert content(target) == before != content(store_url)


# -- whole or nothing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", ["copying", "checking"])
def test_a_cancelled_copy_leaves_nothing(file_url: str, target_url: str, phase: str) -> None:
    with pytest.raises(Cancelled):
        copy_store(file_url, target_url, At(phase, cancel))
    assert is_empty(target_url)


@pytest.mark.parametrize("phase", ["copying", "checking"])
def test_a_killed_copy_leaves_no_store_and_the_next_one_succeeds(
    file_url: str, target_url: str, phase: str
) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            copy_store(file_url, target_url, At(phase, lambda: os.kill(os.getpid(), signal.SIGKILL)))
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    with pytest.raises(StoreUnavailable, match=r"missing|not_a_store"):
        open_store(target_url)
    assert copy_store(file_url, target_url).report.ok
    if target_url.startswith("sqlite"):
        file = Path(target_url.removeprefix("sqlite:///"))
        assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_row_lost_on_the_way_is_found_and_nothing_is_kept(
    file_url: str, target_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = moving.Filling.add

    def careless(filling: moving.Filling, rows: list[Any]) -> None:
        add(filling, rows[1:] if filling._table is place else rows)

    monkeypatch.setattr(moving.Filling, "add", careless)
    with pytest.raises(StoreUnavailable, match="place") as caught:
        copy_store(file_url, target_url)
    assert caught.value.why == "copy_differs"
    assert is_empty(target_url)


def test_ids_that_would_be_handed_out_twice_are_found(
    file_url: str, target_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_next_id = moving.set_next_id
    monkeypatch.setattr(moving, "set_next_id", lambda conn, value: set_next_id(conn, value - 1))
    with pytest.raises(StoreUnavailable, match="id_counter"):
        copy_store(file_url, target_url)
    assert is_empty(target_url)


def test_a_full_disk_leaves_nothing_and_is_said(file_url: str, tmp_path: Path) -> None:
    target = url_of(folder(tmp_path) / "zhipai.db")
    told = in_child(lambda: copy_store(file_url, target), file_size=100_000)
    assert told in ("disk_full", "disk_error")
    assert is_empty(target)


def test_a_row_that_the_target_cannot_hold_is_named_and_nothing_is_kept(
    file_url: str, postgres_url: str
) -> None:
    connected(file_url, lambda conn: conn.exec_driver_sql("UPDATE place SET pinyin = 'a' || char(0) || 'b'"))
    with pytest.raises(StoreUnavailable, match="place") as caught:
        copy_store(file_url, postgres_url)
    assert caught.value.why == "row_refused"
    assert "***" in caught.value.detail
    assert is_empty(postgres_url)


def test_bytes_that_are_no_text_are_damage(file_url: str, target_url: str) -> None:
    connected(file_url, lambda conn: conn.exec_driver_sql("UPDATE place SET pinyin = CAST(x'ff41' AS TEXT)"))
    assert refusal(lambda: copy_store(file_url, target_url)) == "damaged"
    assert is_empty(target_url)


def test_a_server_that_goes_away_leaves_nothing(file_url: str, postgres_server: Server) -> None:
    name = postgres_server.create_database()
    url = postgres_server.url(name)
    end = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
    watch = At("copying", lambda: postgres_server.execute(end.format(sql.Literal(name))))
    assert refusal(lambda: copy_store(file_url, url, watch)) == "no_server"
    assert is_empty(url)
    postgres_server.drop_database(name)


# -- places that cannot be used -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["zhipai.db", "zhipai.db-wal", "zhipai.db-journal"])
@pytest.mark.parametrize("held", [b"", b"other"])
def test_a_file_that_is_there_is_left_byte_for_byte(
    file_url: str, tmp_path: Path, name: str, held: bytes
) -> None:
    there = folder(tmp_path) / name
    there.write_bytes(held)
    assert refusal(lambda: copy_store(file_url, url_of(folder(tmp_path) / "zhipai.db"))) == "exists"
    assert there.read_bytes() == held
    assert [one.name for one in folder(tmp_path).iterdir()] == [name]


def test_a_store_is_never_copied_over_a_store_nor_over_itself(file_url: str, store_url: str) -> None:
    before = content(store_url)
    if store_url != file_url:
        assert refusal(lambda: copy_store(file_url, store_url)) == "exists"
    assert refusal(lambda: copy_store(store_url, store_url)) == "exists"
    assert content(store_url) == before


def test_places_in_use_or_missing_are_said(file_url: str, tmp_path: Path) -> None:
    target = folder(tmp_path) / "zhipai.db"
    for busy in (Path(file_url.removeprefix("sqlite:///")), target):
        lock = lock_file(busy)
        assert in_child(lambda: copy_store(file_url, url_of(target))) == "in_use"
        release(lock)
    assert refusal(lambda: copy_store(url_of(tmp_path / "none.db"), url_of(target))) == "missing"
    assert refusal(lambda: copy_store(file_url, url_of(tmp_path / "none" / "zhipai.db"))) == "no_folder"
    assert is_empty(url_of(target))


def test_of_two_copies_to_one_database_one_stays(file_url: str, tmp_path: Path, postgres_url: str) -> None:
    second = tmp_path / "second.db"
    shutil.copy(file_url.removeprefix("sqlite:///"), second)

    def attempt(url: str) -> str:
        try:
            return "ok" if copy_store(url, postgres_url).report.ok else "problems"
        except StoreUnavailable as error:
            return error.why

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(attempt, [file_url, url_of(second)]))
    assert told == ["exists", "ok"]
    assert content(postgres_url) == content(file_url)


def test_a_database_without_chinese_trigrams_is_refused(file_url: str, postgres_server: Server) -> None:
    statement = "CREATE DATABASE t_plain TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER libc"
    postgres_server.execute(sql.SQL(statement) + sql.SQL(""))
    url = postgres_server.url("t_plain")
    try:
        assert refusal(lambda: copy_store(file_url, url)) == "no_chinese_trigrams"
        assert is_empty(url)
    finally:
        postgres_server.drop_database("t_plain")


def test_an_account_that_sees_only_its_area_copies_nothing(
    postgres_server: Server, postgres_template: str, tmp_path: Path
) -> None:
    name = postgres_server.create_database(postgres_template)
    owner = postgres_server.url(name)
    for statement in (
        "CREATE ROLE t_clerk LOGIN PASSWORD 'x'",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO t_clerk",
        "GRANT SELECT ON id_counter TO t_clerk",
        "GRANT USAGE ON SCHEMA public, zp TO t_clerk",
        f'GRANT CONNECT ON DATABASE "{name}" TO t_clerk',
        "ALTER TABLE place ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON place FOR SELECT USING (name = '湖滨南路')",
    ):
        connected(owner, lambda conn, it=statement: conn.exec_driver_sql(it))
    clerk = owner.replace(f"postgres:{postgres_server.password}@", "t_clerk:x@")
    target = url_of(folder(tmp_path) / "zhipai.db")
    try:
        assert refusal(lambda: copy_store(clerk, target)) == "no_permission"
        assert is_empty(target)
    finally:
        postgres_server.drop_database(name)
        postgres_server.execute(sql.SQL("DROP ROLE t_clerk") + sql.SQL(""))


# -- backups ------------------------------------------------------------------------------------------------------


def backed_up(url: str, file: Path) -> Moved:
    store = open_store(url)
    try:
        return backup_store(store, file)
    finally:
        store.close()


@pytest.fixture
def backup(file_url: str, tmp_path: Path) -> Iterator[Path]:
    file = folder(tmp_path) / "b.zpb"
    backed_up(file_url, file)
    yield file
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_backup_restores_on_either_engine_to_the_store_it_was_made_of(
    office_url: str, target_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "b.zpb"
    written = backed_up(office_url, file)
    restored = restore_store(file, target_url)
    assert content(target_url) == content(office_url)
    assert (written.tables, written.report.head) == (restored.tables, restored.report.head)
    assert restored.report.ok
    store = open_store(target_url)
    assert len(search(store, "12号")) == 3
    store.close()


def test_a_backup_is_no_store_and_never_written_over_anything(backup: Path, file_url: str) -> None:
    assert refusal(lambda: open_store(url_of(backup))) == "not_a_store"
    before = backup.read_bytes()
    assert refusal(lambda: backed_up(file_url, backup)) == "exists"
    store_file = Path(file_url.removeprefix("sqlite:///"))
    assert refusal(lambda: backed_up(file_url, store_file)) in ("exists", "in_use")
    assert backup.read_bytes() == before


def test_a_backup_is_restored_from_a_place_that_cannot_be_written(backup: Path, tmp_path: Path) -> None:
    for parent in list(backup.parents)[:-1]:
        parent.chmod(parent.stat().st_mode | 0o055)
    target = tmp_path / "open"
    target.mkdir()
    target.chmod(0o777)
    assert (
        in_child(lambda: restore_store(backup, url_of(target / "z.db")).report.ok, as_nobody=True) == "True"
    )


def test_a_backup_is_read_from_a_share_as_sqlite_wants_it() -> None:
    assert read_only(PureWindowsPath("//server/共享/b 1.zpb")).startswith("file:////server/%E5%85%B1")
    assert read_only(PureWindowsPath("D:/备份#1/b.zpb")).startswith("file:///D:/")


def reason(backup: Path, tmp_path: Path) -> str:
    target = url_of(tmp_path / "restored.db")
    with pytest.raises(BadFile) as caught:
        restore_store(backup, target)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("restored")] == []
    assert caught.value.file == str(backup)
    return caught.value.why


@pytest.mark.parametrize("held", [b"", b"PK\x03\x04 a zip", b"SQLite format 3\x00" + b"\xff" * 4080])
def test_a_foreign_file_is_no_backup(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "b.zpb").write_bytes(held)
    assert reason(tmp_path / "b.zpb", tmp_path) in ("not_a_backup", "damaged_backup")
    assert reason(tmp_path / "none.zpb", tmp_path) == "not_found"


def test_a_store_is_no_backup(file_url: str, tmp_path: Path) -> None:
    assert reason(Path(file_url.removeprefix("sqlite:///")), tmp_path) == "not_a_backup"


def test_a_backup_cut_short_anywhere_is_refused(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    part = tmp_path / "part.zpb"
    for length in range(4096, len(whole), len(whole) // 6):
        part.write_bytes(whole[:length])
        assert reason(part, tmp_path) in ("damaged_backup", "not_a_backup")


def test_a_backup_with_a_turned_bit_is_refused_or_restores_the_very_same_rows(
    backup: Path, file_url: str, tmp_path: Path, seed: int
) -> None:
    whole, expected = backup.read_bytes(), content(file_url)
    target = tmp_path / "restored.db"
    refused = 0
    told = whole.index("湖滨".encode())  # inside a row; most of a small file is empty pages
    for at in (told, *((seed * 7919 + n * 104_729) % len(whole) for n in range(12))):
        turned = tmp_path / "turned.zpb"
        turned.write_bytes(whole[:at] + bytes([whole[at] ^ 0x04]) + whole[at + 1 :])
        with suppress(BadFile):
            restore_store(turned, url_of(target))
            assert content(url_of(target)) == expected
            target.unlink()
            continue
        refused += 1
    assert refused


FORGERIES = {
    "UPDATE place SET pinyin = 'x' WHERE rowid = (SELECT min(rowid) FROM place)": "damaged_backup",
    "UPDATE id_counter SET next_id = next_id - 1": "damaged_backup",
    "UPDATE zhipai_backup SET manifest = '{}'": "damaged_backup",
    "UPDATE zhipai_backup SET manifest = '[]'": "damaged_backup",
    "DELETE FROM zhipai_backup": "damaged_backup",
    "UPDATE node SET legal = x'ff'": "damaged_backup",
    "DROP TABLE node_version": "damaged_backup",
    "INSERT INTO actor SELECT id + 9, login, name, state, created_at FROM actor LIMIT 0": "",
    "UPDATE zhipai_backup SET manifest = json_set(manifest, '$.revision', '9999')": "newer_backup",
    "UPDATE zhipai_backup SET manifest = json_set(manifest, '$.revision', '0000')": "older_backup",
}


@pytest.mark.parametrize("statement", FORGERIES)
def test_a_changed_backup_is_refused(backup: Path, tmp_path: Path, statement: str) -> None:
    changed = tmp_path / "changed.zpb"
    shutil.copy(backup, changed)
    connection = sqlite3.connect(changed)
    connection.execute(statement)
    connection.commit()
    connection.close()
    if FORGERIES[statement]:
        assert reason(changed, tmp_path) == FORGERIES[statement]
    else:
        assert restore_store(changed, url_of(tmp_path / "restored.db")).report.ok


def test_a_full_disk_leaves_no_backup(file_url: str, tmp_path: Path) -> None:
    file = folder(tmp_path) / "b.zpb"
    assert in_child(lambda: backed_up(file_url, file), file_size=100_000) in ("disk_full", "disk_error")
    assert list(file.parent.iterdir()) == []
