import gzip
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from db.domain.attachment import Link
from db.domain.errors import BadFile, StoreUnavailable
from db.domain.progress import Cancelled
from db.services.attachments import Incoming, add_attachment, list_attachments, read_attachment, wipe
from db.services.joining import join_stores
from db.services.moving import Moved, backup_store, copy_store, restore_store
from db.services.search import search
from db.services.store import check_store, init_store, open_store
from db.store import upgrade
from db.store.attachments import Wanted
from db.store.blobs import PIECE, UNFINISHED, Folder, folder_of
from db.store.engine import make_engine, normal_url
from db.store.moving_contents import shared_folder
from tests.db.services.moved import At, cancel, url_of
from tests.db.store.elsewhere import in_child
from tests.office import addresses, person
from tests.register import DISTRICT, SEEDS

SCAN = b"%PDF-1.7\n" + b"scan" * 1000
LARGE = b"%PDF-1.7\n" + bytes(range(256)) * (PIECE // 128)


def add(url: str, *contents: bytes, chain: str = "12号") -> None:
    store = open_store(url)
    node = addresses(store, [chain])[chain]
    for content in contents:
        add_attachment(
            store, person(store, "clerk"), "", Incoming("申请表.pdf", content), [Link("node", node)]
        )
    store.close()


def held(url: str) -> list[bytes]:
    """The contents that the store hands out, the newest first."""
    store = open_store(url)
    try:
        rows, _count = list_attachments(store, Wanted(), 10)
        return [read_attachment(store, one.id).content for one in rows if one.standing != "wiped"]
    finally:
        store.close()


def backed_up(url: str, file: Path) -> Moved:
    store = open_store(url)
    try:
        return backup_store(store, file)
    finally:
        store.close()


@pytest.fixture
def office_url(store_url: str) -> str:
    add(store_url, SCAN, LARGE)
    return store_url


@pytest.fixture
def file_url(tmp_path: Path, sqlite_template: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "zhipai.db")
    url = url_of(tmp_path / "zhipai.db")
    add(url, SCAN, LARGE)
    return url


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "目标 #1"
    made.mkdir()
    yield made
    assert not [one.name for one in made.rglob("*") if "unfinished" in one.name]


def content_file(folder: Path, content: bytes) -> Path:
    name = sha256(content).hexdigest()
    return folder / name[:2] / name


def test_contents_go_to_a_server_and_home_again(file_url: str, postgres_url: str, there: Path) -> None:
    home = url_of(there / "home.db")
    assert copy_store(file_url, postgres_url).report.ok
    assert held(postgres_url) == [LARGE, SCAN]
    moved = copy_store(postgres_url, home)
    assert (moved.files, moved.new_files, moved.report.problems) == (2, 2, ())
    assert held(home) == [LARGE, SCAN]
    assert sorted(one.name for one in there.iterdir()) == ["home.db", "home.db.files"]
    add(home, SCAN + b"2", chain="14号")
    assert len(held(home)) == 3


def test_successive_backups_share_their_contents(office_url: str, there: Path) -> None:
    assert backed_up(office_url, there / "1.zpb").new_files == 2
    add(office_url, SCAN + b"2", chain="14号")
    second = backed_up(office_url, there / "2.zpb")
    assert (second.files, second.new_files) == (3, 1)
    assert sorted(one.name for one in there.iterdir()) == ["1.zpb", "2.zpb", "zhipai-files"]
    assert len([one for one in shared_folder(there / "2.zpb").path.rglob("*") if one.is_file()]) == 3
    for file, count in (("1.zpb", 2), ("2.zpb", 3)):
        target = url_of(there / f"{file}.db")
        assert restore_store(there / file, target).report.ok
        assert len(held(target)) == count


def test_a_backup_heals_what_went_bad_in_the_folder(file_url: str, there: Path) -> None:
    backed_up(file_url, there / "1.zpb")
    content_file(shared_folder(there / "1.zpb").path, SCAN).write_bytes(b"rotten")
    again = backed_up(file_url, there / "2.zpb")
    assert (again.new_files, again.report.ok) == (1, True)
    assert restore_store(there / "1.zpb", url_of(there / "z.db")).report.ok


@pytest.mark.parametrize("lost", [None, b"altered"])
def test_restoring_names_what_is_missing_and_brings_all_else(
    file_url: str, there: Path, lost: bytes | None
) -> None:
    backed_up(file_url, there / "1.zpb")
    file = content_file(shared_folder(there / "1.zpb").path, SCAN)
    file.unlink() if lost is None else file.write_bytes(lost)
    moved = restore_store(there / "1.zpb", url_of(there / "z.db"))
    (told,) = moved.report.problems
    assert told.startswith("attachment:missing:")
    assert told.endswith(":申请表.pdf:node 厦门市思明区湖滨南路12号")
    assert moved.files == 1
    store = open_store(url_of(there / "z.db"))
    assert check_store(store).problems == (told,)
    store.close()


def test_a_content_altered_at_the_source_is_named_and_not_handed_on(
    file_url: str, postgres_url: str, tmp_path: Path
) -> None:
    content_file(folder_of(tmp_path / "zhipai.db"), LARGE).write_bytes(b"altered")
    (told,) = copy_store(file_url, postgres_url).report.problems
    assert told.startswith("attachment:missing:")
    engine = make_engine(normal_url(postgres_url))
    with engine.connect() as conn:
        assert conn.execute(text("SELECT DISTINCT sha256 FROM attachment_chunk")).scalars().all() == [
            sha256(SCAN).hexdigest()
        ]
    engine.dispose()


def test_what_is_wiped_does_not_move(file_url: str, postgres_url: str) -> None:
    store = open_store(file_url)
    wipe(store, person(store, "chief"), list_attachments(store, Wanted(), 1)[0][0].id, "含个人信息")
    store.close()
    moved = copy_store(file_url, postgres_url)
    assert (moved.files, moved.report.ok) == (1, True)
    assert held(postgres_url) == [SCAN]


@pytest.mark.parametrize("phase", ["contents", "comparing", "attachments"])
def test_a_cancelled_or_killed_copy_leaves_neither_file_nor_folder(
    file_url: str, there: Path, phase: str
) -> None:
    target = url_of(there / "zhipai.db")
    with pytest.raises(Cancelled):
        copy_store(file_url, target, At(phase, cancel))
    assert list(there.iterdir()) == []
    killed(lambda: copy_store(file_url, target, At(phase, die)))
    with pytest.raises(StoreUnavailable, match="missing"):
        open_store(target)
    assert copy_store(file_url, target).report.ok
    assert sorted(one.name for one in there.iterdir()) == ["zhipai.db", "zhipai.db.files"]


def test_a_kill_between_the_two_names_is_mended_by_the_next_copy(
    file_url: str, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = there / "zhipai.db"
    replace = Path.replace

    def die_at_the_store(path: Path, to: Path) -> Path:
        if to == target:
            die()
        return replace(path, to)

    def copy() -> None:
        monkeypatch.setattr(Path, "replace", die_at_the_store)
        copy_store(file_url, url_of(target))

    killed(copy)
    assert (folder_of(target) / UNFINISHED).is_file()
    assert copy_store(file_url, url_of(target)).report.ok
    assert not (folder_of(target) / UNFINISHED).exists()
    assert len(held(url_of(target))) == 2


def test_a_backup_killed_half_way_leaves_no_backup_and_the_next_one_succeeds(
    file_url: str, there: Path
) -> None:
    killed(lambda: in_backup(file_url, there / "1.zpb"))
    assert not (there / "1.zpb").exists()
    assert backed_up(file_url, there / "1.zpb").report.ok
    assert restore_store(there / "1.zpb", url_of(there / "z.db")).report.ok


def in_backup(url: str, file: Path) -> None:
    backup_store(open_store(url), file, At("attachments", die))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(act: Callable[[], object]) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            act()
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def test_a_folder_that_lies_there_is_not_touched(file_url: str, there: Path) -> None:
    Folder(folder_of(there / "zhipai.db")).put(sha256(b"x").hexdigest(), [b"x"])
    with pytest.raises(StoreUnavailable) as caught:
        copy_store(file_url, url_of(there / "zhipai.db"))
    assert (caught.value.why, caught.value.detail) == ("exists", str(folder_of(there / "zhipai.db")))
    assert content_file(folder_of(there / "zhipai.db"), b"x").read_bytes() == b"x"


def test_a_full_disk_is_said_and_no_store_is_left(file_url: str, there: Path) -> None:
    add(file_url, b"%PDF-" + bytes(9 << 20), chain="14号")
    target = url_of(there / "zhipai.db")
    assert in_child(lambda: copy_store(file_url, target), file_size=6 << 20) == "disk_full"
    assert list(there.iterdir()) == []
    assert in_child(lambda: backed_up(file_url, there / "b.zpb"), file_size=6 << 20) == "disk_full"
    assert not (there / "b.zpb").exists()


# -- joining ------------------------------------------------------------------------------------------------------


def test_a_register_that_joins_brings_its_contents(store_url: str, there: Path) -> None:
    other_url = url_of(there / "other.db")
    init_store(other_url, SEEDS, district_code=DISTRICT, store_no=2)
    add(other_url, SCAN, LARGE, chain="88号")
    ours, other = open_store(store_url), open_store(other_url)
    join_stores(ours, person(ours, "clerk"), other, {}, "两个办公室合并")
    assert check_store(ours).ok
    other.close()
    ours.close()
    assert held(store_url) == [LARGE, SCAN]


# -- backups of an older program ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def old_backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup as the program of the first revision wrote it."""
    file = tmp_path_factory.mktemp("old") / "b.zpb"
    file.write_bytes(gzip.decompress(Path(__file__).with_name("revision_0001.zpb.gz").read_bytes()))
    return file


def test_a_backup_of_the_first_revision_is_brought_up(old_backup: Path, engine_url: str) -> None:
    moved = restore_store(old_backup, engine_url)
    assert moved.report.ok
    assert moved.report.revision == upgrade.HEAD
    store = open_store(engine_url)
    assert [hit.full_text for hit in search(store, "12号3幢")] == ["厦门市思明区湖滨南路12号3幢"]
    assert check_store(store).head == moved.report.head
    made = addresses(store, ["88号"])
    add_attachment(store, person(store, "clerk"), "", Incoming("a.pdf", SCAN), [Link("node", made["88号"])])
    store.close()
    assert held(engine_url) == [SCAN]


def test_what_is_restored_of_an_old_backup_has_the_schema_of_today(
    old_backup: Path, there: Path, sqlite_template: Path
) -> None:
    target = there / "zhipai.db"
    restore_store(old_backup, url_of(target))
    shapes = []
    for file in (target, sqlite_template):
        with closing(sqlite3.connect(file)) as conn:
            shapes.append(
                sorted(conn.execute("SELECT type, name, sql FROM sqlite_master").fetchall(), key=str)
            )
    assert shapes[0] == shapes[1]


def test_an_old_backup_that_was_changed_is_refused(old_backup: Path, there: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.zpb"
    shutil.copy(old_backup, changed)
    with closing(sqlite3.connect(changed)) as conn:
        conn.execute("UPDATE node SET own_text = '13号' WHERE own_text = '14号'")
        conn.commit()
    with pytest.raises(BadFile, match="damaged_backup"):
        restore_store(changed, url_of(there / "zhipai.db"))
    assert list(there.iterdir()) == []
