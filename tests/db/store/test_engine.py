import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy import text

from db.domain.errors import StoreUnavailable
from db.domain.importing import Kind, SheetRow
from db.domain.progress import Silent
from db.services.importing import Source, stage
from db.services.store import check_store, init_store, open_store, upgrade_store
from db.store.engine import normal_url
from db.store.store import Store
from tests.db.store.elsewhere import in_child
from tests.office import person
from tests.postgres import Server
from tests.register import DISTRICT, SEEDS


def url_of(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


@pytest.fixture
def file(tmp_path: Path, sqlite_template: Path) -> Path:
    """A closed SQLite store that another account can reach."""
    copied = tmp_path / "zhipai.db"
    shutil.copy(sqlite_template, copied)
    return copied


def let_others_reach(file: Path) -> None:
    """Open the way to a file for the account that root's child changes to."""
    if os.geteuid() == 0:
        for parent in list(file.parents)[:-1]:
            parent.chmod(parent.stat().st_mode | 0o055)


def refusal(url: str) -> str:
    with pytest.raises(StoreUnavailable) as caught:
        open_store(url)
    return caught.value.why


def rows(count: int) -> list[SheetRow]:
    return [SheetRow("a.xlsx", "S", n, cells={"note": "备" * 200}) for n in range(count)]


def staged(url: str, count: int) -> int:
    store = open_store(url)
    try:
        return stage(store, person(store, "clerk"), Kind.ADDRESSES, Source("a", "0"), rows(count), Silent())
    finally:
        store.close()


def sound(url: str) -> int:
    """Rows staged in a store that is whole."""
    store = open_store(url)
    try:
        assert check_store(store).ok
        with store.read() as conn:
            return int(conn.execute(text("SELECT count(*) FROM import_row")).scalar_one())
    finally:
        store.close()


# -- one process a file -------------------------------------------------------------------------------------------


def test_a_second_process_is_refused_while_the_file_is_open(file: Path) -> None:
    store = open_store(url_of(file))
    assert in_child(lambda: open_store(url_of(file)).close()) == "in_use"
    assert in_child(lambda: upgrade_store(url_of(file))) == "in_use"
    store.close()
    assert in_child(lambda: open_store(url_of(file)).close()) == "None"


def test_open_a_store_keeps_a_log_and_closed_it_is_exactly_one_file(file: Path) -> None:
    store = open_store(url_of(file))
    with store.write(person(store, "admin"), "actor.manage") as work:
        work.conn.execute(text("UPDATE actor SET name = name"))
    assert (file.parent / "zhipai.db-wal").exists()
    store.close()
    assert [one.name for one in file.parent.iterdir()] == ["zhipai.db"]


def test_a_killed_process_leaves_a_store_that_opens_and_closes_to_one_file(file: Path) -> None:
    def die() -> None:
        store = open_store(url_of(file))
        stage(store, person(store, "clerk"), Kind.ADDRESSES, Source("a", "0"), rows(5), Silent())
        os.kill(os.getpid(), signal.SIGKILL)

    pid = os.fork()
    if pid == 0:
        die()
    os.waitpid(pid, 0)
    assert (file.parent / "zhipai.db.lock").exists()
    assert sound(url_of(file)) == 5
    assert [one.name for one in file.parent.iterdir()] == ["zhipai.db"]


def test_processes_that_take_turns_never_hold_the_file_together(file: Path) -> None:
    held = file.parent / "held"

    def turns() -> int:
        done = 0
        for _ in range(40):
            try:
                store = open_store(url_of(file))
            except StoreUnavailable as error:
                if error.why == "in_use":
                    continue
                raise
            held.touch(exist_ok=False)
            held.unlink()
            store.close()
            done += 1
        return done

    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(lambda _: in_child(turns), range(3)))
    assert all(one.isdigit() for one in told), told
    assert sum(map(int, told)) > 0


def test_an_embedded_store_syncs_every_commit_and_logs_ahead(file: Path) -> None:
    store = open_store(url_of(file))
    with store.read() as conn:
        settings = [
            conn.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    store.close()
    assert settings == ["wal", 2, 1, 10_000]


# -- what is no store ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("sqlite://///server/share/zhipai.db", "network_share"),
        ("sqlite:///\\\\server\\share\\zhipai.db", "network_share"),
        ("mysql://host/db", "bad_url"),
        ("sqlite://", "bad_url"),
        ("sqlite:///:memory:", "bad_url"),
        ("no url at all", "bad_url"),
    ],
)
def test_a_place_that_cannot_hold_a_store_is_refused(url: str, why: str) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        normal_url(url)
    assert caught.value.why == why


def test_a_missing_file_or_folder_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    for name in ("zhipai.db", "no folder/zhipai.db"):
        assert refusal(url_of(tmp_path / name)) == "missing"
    with pytest.raises(StoreUnavailable, match="missing"):
        upgrade_store(url_of(tmp_path / "zhipai.db"))
    with pytest.raises(StoreUnavailable, match="no_folder"):
        init_store(url_of(tmp_path / "no folder" / "zhipai.db"), SEEDS, district_code=DISTRICT)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_files_place_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "zhipai.db").mkdir()
    assert refusal(url_of(tmp_path / "zhipai.db")) == "missing"
    with pytest.raises(StoreUnavailable):
        init_store(url_of(tmp_path / "zhipai.db"), SEEDS, district_code=DISTRICT)
    assert [one.name for one in tmp_path.rglob("*")] == ["zhipai.db"]


@pytest.mark.parametrize(
    "content", [b"\x00" * 5000, "地址,门牌\n".encode() * 500, b"SQLite format 3\x00" + b"\xff" * 4080]
)
def test_a_file_of_something_else_is_refused_and_left_byte_for_byte(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "zhipai.db"
    file.write_bytes(content)
    for act in (open_store, upgrade_store, lambda url: init_store(url, SEEDS, district_code=DISTRICT)):
        with pytest.raises(StoreUnavailable) as caught:
            act(url_of(file))
        assert caught.value.why in ("not_a_store", "damaged")
    assert file.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["zhipai.db"]


def test_another_programs_database_is_refused_and_left_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE node (x)")
    other.commit()
    other.close()
    before = file.read_bytes()
    assert refusal(url_of(file)) == "not_a_store"
    with pytest.raises(StoreUnavailable, match="exists"):
        init_store(url_of(file), SEEDS, district_code=DISTRICT)
    assert file.read_bytes() == before


def test_a_store_is_never_made_over_a_store(store_url: str) -> None:
    with pytest.raises(StoreUnavailable, match="exists"):
        init_store(store_url, SEEDS, district_code=DISTRICT)
    store = open_store(store_url)
    assert check_store(store).ok
    store.close()


def test_making_a_store_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="70000"):
        init_store(url_of(tmp_path / "zhipai.db"), SEEDS, district_code=DISTRICT, store_no=70_000)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_page_is_found_by_the_check(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192 : 8192 + 2048] = b"\xff" * 2048
    file.write_bytes(content)

    def look() -> tuple[str, ...]:
        store = open_store(url_of(file))
        return check_store(store).problems

    told = in_child(look)
    assert told in ("damaged", "not_a_store") or "integrity" in told


# -- rights and room ----------------------------------------------------------------------------------------------


def test_a_folder_that_may_not_be_written_is_refused(file: Path) -> None:
    let_others_reach(file)
    file.parent.chmod(0o555)
    file.chmod(0o666)
    assert in_child(lambda: open_store(url_of(file)), as_nobody=True) == "no_permission"
    file.parent.chmod(0o777)
    assert sound(url_of(file)) == 0


def test_a_file_that_may_not_be_written_is_refused_before_or_at_the_first_write(file: Path) -> None:
    let_others_reach(file)
    file.parent.chmod(0o777)
    file.chmod(0o444)
    before = file.read_bytes()
    assert in_child(lambda: staged(url_of(file), 1), as_nobody=True) in ("read_only", "no_permission")
    assert file.read_bytes() == before


def test_a_full_disk_undoes_the_write_whole(file: Path) -> None:
    assert in_child(lambda: staged(url_of(file), 20_000), file_size=6_000_000) in ("disk_full", "disk_error")
    assert sound(url_of(file)) == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes; a folder with the same room where one cannot be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    yield disk
    if mounted.returncode == 0:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_fills_up_while_importing_keeps_what_was_committed(small_disk: Path, file: Path) -> None:
    moved = small_disk / "zhipai.db"
    shutil.copy(file, moved)
    assert in_child(lambda: staged(url_of(moved), 3)).isdigit()
    assert in_child(lambda: staged(url_of(moved), 20_000), file_size=2_000_000) in ("disk_full", "disk_error")
    assert sound(url_of(moved)) == 3


def test_a_store_that_may_not_grow_says_that_the_disk_is_full(file: Path) -> None:
    store = open_store(url_of(file))
    clerk = person(store, "clerk")
    with store.read() as conn:
        pages = int(conn.exec_driver_sql("PRAGMA page_count").scalar_one())
        conn.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreUnavailable, match="disk_full"):
        stage(store, clerk, Kind.ADDRESSES, Source("a", "0"), rows(500), Silent())
    store.close()
    assert sound(url_of(file)) == 0


# -- servers ------------------------------------------------------------------------------------------------------


def test_a_server_that_refuses_says_why(postgres_url: str, postgres_server: Server) -> None:
    assert refusal(postgres_url.replace(postgres_server.password, "wrong")) == "bad_password"
    assert refusal(postgres_url.replace(f":{postgres_server.password}", "")) == "bad_password"
    assert refusal(postgres_server.url("t_nowhere")) == "no_database"
    assert refusal(postgres_url.replace(f"port={postgres_server.port}", "port=1")) == "no_server"
    assert refusal(postgres_url) == "not_a_store"


def test_a_database_without_chinese_trigrams_is_refused_and_left_empty(postgres_server: Server) -> None:
    name = "t_plain_c"
    postgres_server.execute(
        sql.SQL(
            "CREATE DATABASE {} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER libc"
        ).format(sql.Identifier(name))
    )
    try:
        with pytest.raises(StoreUnavailable, match="no_chinese_trigrams"):
            init_store(postgres_server.url(name), SEEDS, district_code=DISTRICT)
        assert refusal(postgres_server.url(name)) == "not_a_store"
    finally:
        postgres_server.drop_database(name)


def test_a_server_that_ends_the_connection_undoes_the_write(
    postgres_template: str, postgres_server: Server
) -> None:
    name = postgres_server.create_database(postgres_template)
    store = open_store(postgres_server.url(name))
    clerk = person(store, "clerk")

    def cut_off() -> Iterator[SheetRow]:
        yield from rows(10)
        end = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
        postgres_server.execute(end.format(sql.Literal(name)))
        yield from rows(10)

    with pytest.raises(StoreUnavailable, match="no_server"):
        stage(store, clerk, Kind.ADDRESSES, Source("a", "0"), cut_off(), Silent())
    assert count_rows(store) == 0
    store.close()
    postgres_server.drop_database(name)


def count_rows(store: Store) -> int:
    with store.read() as conn:
        return int(conn.execute(text("SELECT count(*) FROM import_row")).scalar_one())


def test_a_connection_holds_many_pages_only_while_it_writes(file: Path) -> None:
    store = open_store(url_of(file))
    sizes = []
    for _ in range(2):
        with store.read() as conn:
            sizes.append(conn.exec_driver_sql("PRAGMA cache_size").scalar_one())
        with store.write(person(store, "clerk"), "place.alias") as work:
            sizes.append(work.conn.exec_driver_sql("PRAGMA cache_size").scalar_one())
    store.close()
    assert sizes == [-4_000, -48_000] * 2
