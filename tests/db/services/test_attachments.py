import hashlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select, text

from db.domain.attachment import AttachmentRefused, Link, Purpose
from db.domain.errors import NotAllowed, NotFound, StoreUnavailable
from db.schema.holdings import attachment
from db.services.attachment_care import check, sweep, used
from db.services.attachments import (
    Incoming,
    add_attachment,
    attachments_of,
    link_attachment,
    list_attachments,
    read_attachment,
    wipe,
)
from db.services.settings import change
from db.services.store import check_store, open_store
from db.store import blobs
from db.store.attachments import Wanted
from db.store.blobs import PIECE, Folder, folder_of
from db.store.engine import store_file
from db.store.store import Store
from tests.db.store.elsewhere import in_child
from tests.desks import house
from tests.office import addresses, approved, person
from tests.register import COMMUNITY, FAR_COMMUNITY

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
JPEG = b"\xff\xd8\xff\xe0" + b"a picture" * 100
HOUR = 3600


def scan(name: str = "申请表.pdf", content: bytes = PDF) -> Incoming:
    return Incoming(name, content)


def link(store: Store, chain: str = "12号", community: str = COMMUNITY) -> Link:
    return Link("node", addresses(store, [chain], community=community)[chain], Purpose.SCAN)


def added(store: Store, incoming: Incoming, *links: Link, who: str = "clerk") -> int:
    return int(add_attachment(store, person(store, who), "", incoming, links).id)


def content_files(store: Store) -> list[Path]:
    path = store_file(store.url)
    assert path is not None
    return sorted(file for file in folder_of(path).rglob("*") if file.is_file())


def stored(store: Store) -> set[str]:
    """Hashes of the contents that lie there, whatever the engine."""
    if store_file(store.url) is not None:
        return {file.name for file in content_files(store)}
    with store.read() as conn:
        return set(conn.execute(text("SELECT DISTINCT sha256 FROM attachment_chunk")).scalars())


def spoil(store: Store, sha256: str, how: Callable[[bytes], bytes | None]) -> None:
    path = store_file(store.url)
    if path is not None:
        file = folder_of(path) / sha256[:2] / sha256
        left = how(file.read_bytes())
        file.unlink() if left is None else file.write_bytes(left)
        return
    with store.engine.begin() as conn:
        if how(b"xx") is None:
            conn.execute(text("DELETE FROM attachment_chunk WHERE sha256 = :it"), {"it": sha256})
        else:
            conn.execute(text("UPDATE attachment_chunk SET body = 'x' WHERE sha256 = :it"), {"it": sha256})


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(AttachmentRefused) as caught:
        act()
    return caught.value.why


# -- in and out ---------------------------------------------------------------------------------------------------


def test_a_file_of_any_size_comes_back_as_it_was(store: Store) -> None:
    here = link(store)
    for size in (20, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17):
        content = b"%PDF-1.4\n".ljust(size, bytes([size % 251]))
        assert read_attachment(store, added(store, scan(content=content), here)).content == content


def test_a_file_is_found_by_what_it_belongs_to_and_by_its_name(store: Store, tmp_path: Path) -> None:
    size, content = len(PDF), PDF
    file = tmp_path / "in.pdf"
    file.write_bytes(content)
    there = link(store)
    new_id = added(store, Incoming("门牌照片 1.pdf", file), there)
    found = read_attachment(store, new_id)
    assert found.content == content
    row = found.row
    assert (row.name, row.media_type, row.size) == ("门牌照片 1.pdf", "application/pdf", size)
    assert (row.original_size, row.original_sha256) == (size, row.sha256)
    assert (row.area, row.added_by, row.standing) == (COMMUNITY, "clerk", "kept")
    assert [(one.table, one.row, one.purpose) for one in row.owners] == [("node", there.row, "scan")]
    assert row.owners[0].label.endswith("湖滨南路12号")
    assert attachments_of(store, "node", there.row) == (row,)
    assert list_attachments(store, Wanted(text="照片"), 10) == ((row,), 1)
    assert list_attachments(store, Wanted(text="%"), 10) == ((), 0)
    assert check_store(store).ok


def test_one_content_is_kept_once_however_many_rows_name_it(store: Store) -> None:
    here, there = link(store), link(store, "14号")
    one, other = added(store, scan(), here), added(store, scan("另一份.pdf"), there)
    assert one != other
    assert len(stored(store)) == 1
    assert used(store).size == len(PDF)
    assert used(store).files == 2


def test_the_same_file_is_attached_to_a_row_once(store: Store) -> None:
    here = link(store)
    first = add_attachment(store, person(store, "clerk"), "", scan(), [here])
    again = add_attachment(store, person(store, "chief"), "", scan("改名.pdf"), [here])
    assert again.id == first.id
    assert again.changes.entry == 0 < first.changes.entry
    assert len(attachments_of(store, "node", here.row)) == 1


def test_a_file_can_belong_to_more_rows(store: Store) -> None:
    here, there = link(store), link(store, "14号")
    new_id = added(store, scan(), here)
    assert link_attachment(store, person(store, "clerk"), new_id, [here, there]).entry
    assert [one.id for one in attachments_of(store, "node", there.row)] == [new_id]
    assert link_attachment(store, person(store, "clerk"), new_id, [there]).entry == 0


def test_neither_name_nor_place_of_a_photo_is_in_the_journal(store: Store) -> None:
    facts = {"lat": 24.4798, "taken_at": "2026-11-20T10:00:00"}
    added(store, Incoming("张三身份证.jpg", JPEG, b"\xff\xd8\xfforiginal", facts), link(store))
    wipe(store, person(store, "chief"), list_attachments(store, Wanted(), 1)[0][0].id, "误传")
    with store.read() as conn:
        said = " ".join(map(str, conn.execute(text("SELECT before, after FROM journal_change")).all()))
    assert "attachment" not in ("张三", said)
    assert "张三" not in said
    assert "24.4798" not in said


# -- what is taken ------------------------------------------------------------------------------------------------


def office(*names: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


REFUSED = [
    ("照片.jpg", b"", "empty_file"),
    ("照片.jpg", b"MZ\x90\x00 a program", "program"),
    ("照片.pdf", b"\x7fELF", "program"),
    ("照片.jpg", b"#!/bin/sh\n", "program"),
    ("照片.heic", b"\x00\x00\x00\x18ftypheic", "heic"),
    ("表.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    ("表.xlsm", office("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
    ("包.zip", office("readme.txt"), "unknown_kind"),
    ("包.docx", b"PK\x03\x04 not a zip", "unknown_kind"),
    ("说明.txt", "文字".encode(), "unknown_kind"),
]

NAMED = [
    (office("word/document.xml"), "a.docx"),
    (office("xl/workbook.xml"), "a.xlsx"),
    (office("OFD.xml"), "a.ofd"),
    (b"\x89PNG\r\n\x1a\n", "a.png"),
    (b"II*\x00", "a.tif"),
    (JPEG, "a.jpg"),
]


def test_what_is_no_document_or_picture_is_refused(store: Store) -> None:
    here = link(store)
    for name, content, why in REFUSED:
        assert refused(lambda name=name, content=content: added(store, Incoming(name, content), here)) == why
    assert stored(store) == set()
    assert attachments_of(store, "node", here.row) == ()


def test_a_file_is_named_for_what_it_is(store: Store) -> None:
    here = link(store)
    for content, name in NAMED:
        new_id = added(store, Incoming("../../c:\\a.exe\u202e", content), here)
        assert read_attachment(store, new_id).row.name == "a.exe" + name[1:]
    assert read_attachment(store, added(store, Incoming("图.JPEG", JPEG + b"2"), here)).row.name == "图.jpg"


def test_too_large_a_file_is_refused_as_the_setting_says(store: Store) -> None:
    here = link(store)
    large = scan(content=b"%PDF-" + bytes(2 << 20))
    change(store, person(store, "admin"), {"attachment.max_mb": 1}, "test")
    assert refused(lambda: added(store, large, here)) == "too_large"
    change(store, person(store, "admin"), {"attachment.max_mb": 3}, "test")
    assert added(store, large, here)


def test_a_file_that_cannot_be_read_is_named(store: Store, tmp_path: Path) -> None:
    here = link(store)
    assert refused(lambda: added(store, Incoming("无.pdf", tmp_path / "none.pdf"), here)) == "cannot_read"


def test_only_rows_that_are_there_take_files(store: Store) -> None:
    for bad in (Link("node", 4), Link("journal", 1), Link("actor", 1)):
        with pytest.raises(NotFound):
            added(store, scan(), bad)
    assert stored(store) == set()


def test_nobody_attaches_outside_his_area(store: Store) -> None:
    far = link(store, "90号", FAR_COMMUNITY)
    with pytest.raises(NotAllowed):
        added(house(store), scan(), far, who="area_clerk")
    with pytest.raises(NotAllowed):
        add_attachment(store, person(store, "area_clerk"), FAR_COMMUNITY, scan(), [link(store)])
    with pytest.raises(NotAllowed):
        added(store, scan(), link(store, "16号"), who="admin")
    assert stored(store) == set()


# -- photos -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "legal", "kept"),
    [("never", "approved", 1), ("always", "draft", 2), ("approved", "draft", 1), ("approved", "approved", 2)],
)
def test_originals_are_kept_by_rule(store: Store, rule: str, legal: str, kept: int) -> None:
    change(store, person(store, "admin"), {"attachment.keep_originals": rule}, "test")
    made = approved(store, ["12号"]) if legal == "approved" else addresses(store, ["12号"])
    original = b"\xff\xd8\xff" + b"large" * 1000
    new_id = added(store, Incoming("a.jpg", JPEG, original), Link("node", made["12号"]))
    row = read_attachment(store, new_id).row
    assert row.original_sha256 == hashlib.sha256(original).hexdigest()
    assert row.original_size == len(original)
    assert len(stored(store)) == kept
    assert row.standing == ("kept" if kept == 2 else "not_kept")
    if kept == 2:
        assert read_attachment(store, new_id, original=True).content == original
    else:
        assert refused(lambda: read_attachment(store, new_id, original=True)) == "original_not_kept"


# -- wiping -------------------------------------------------------------------------------------------------------


def test_a_wiped_file_is_gone_and_its_row_says_so(store: Store) -> None:
    here = link(store)
    new_id = added(store, scan(), here)
    assert wipe(store, person(store, "chief"), new_id, "含个人信息").entry
    assert stored(store) == set()
    row = attachments_of(store, "node", here.row)[0]
    assert (row.id, row.standing, row.name, row.facts) == (new_id, "wiped", "", {})
    assert refused(lambda: read_attachment(store, new_id)) == "wiped"
    assert refused(lambda: wipe(store, person(store, "chief"), new_id, "再次")) == "wiped"
    assert refused(lambda: link_attachment(store, person(store, "clerk"), new_id, [here])) == "wiped"
    assert check_store(store).ok
    assert added(store, scan(), here) != new_id


def test_a_content_stays_while_another_row_needs_it(store: Store) -> None:
    one, other = added(store, scan(), link(store)), added(store, scan(), link(store, "14号"))
    wipe(store, person(store, "chief"), one, "误传")
    assert read_attachment(store, other).content == PDF
    wipe(store, person(store, "chief"), other, "误传")
    assert stored(store) == set()


def test_only_a_chief_wipes_and_says_why(store: Store) -> None:
    new_id = added(store, scan(), link(store))
    with pytest.raises(NotAllowed):
        wipe(store, person(store, "clerk"), new_id, "误传")
    with pytest.raises(NotAllowed, match="no_reason"):
        wipe(store, person(store, "chief"), new_id, "  ")
    assert read_attachment(store, new_id).content == PDF


# -- damage -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("why", ["missing", "altered"])
def test_a_missing_or_altered_content_is_named_with_what_it_belongs_to(store: Store, why: str) -> None:
    new_id = added(store, scan(), link(store))
    added(store, scan("好的.pdf", PDF + b"2"), link(store, "14号"))
    spoil(store, hashlib.sha256(PDF).hexdigest(), lambda _all: None if why == "missing" else b"x")
    told = [f"attachment:{why}:{new_id}:申请表.pdf:node 厦门市思明区湖滨南路12号"]
    assert list(check_store(store).problems) == told == list(check(store))
    assert refused(lambda: read_attachment(store, new_id)) == why


def test_attaching_the_file_anew_heals_what_is_missing(store: Store) -> None:
    here = link(store)
    one = added(store, scan(), here)
    spoil(store, hashlib.sha256(PDF).hexdigest(), lambda _all: None)
    added(store, scan(), link(store, "14号"))
    assert read_attachment(store, one).content == PDF
    assert check_store(store).ok


# -- the folder beside a file -------------------------------------------------------------------------------------


@pytest.fixture
def file_store(tmp_path: Path, sqlite_template: Path) -> Iterator[Store]:
    file = tmp_path / "zhipai.db"
    file.write_bytes(sqlite_template.read_bytes())
    opened = open_store(f"sqlite:///{file.as_posix()}")
    yield opened
    opened.close()


def test_a_store_without_files_has_no_folder(file_store: Store, tmp_path: Path) -> None:
    addresses(file_store, ["12号"])
    check(file_store)
    sweep(file_store)
    assert not folder_of(tmp_path / "zhipai.db").exists()


def test_a_sweep_takes_only_what_is_old_and_nobody_names(file_store: Store, tmp_path: Path) -> None:
    added(file_store, scan(), link(file_store))
    folder = Folder(folder_of(tmp_path / "zhipai.db"))
    for content in (b"old", b"young"):
        folder.put(hashlib.sha256(content).hexdigest(), [content])
    strange = folder.path / "ab" / "备注.txt"
    strange.parent.mkdir(exist_ok=True)
    strange.write_text("not ours")
    old = time.time() - HOUR - 60
    young = hashlib.sha256(b"young").hexdigest()
    for file in content_files(file_store):
        if file.name != young:
            os.utime(file, (old, old))
    assert sweep(file_store) == 1
    left = {hashlib.sha256(PDF).hexdigest(), young, "备注.txt"}
    assert {file.name for file in content_files(file_store)} == left


def test_adding_a_leftover_again_saves_it_from_the_sweep(file_store: Store, tmp_path: Path) -> None:
    folder = Folder(folder_of(tmp_path / "zhipai.db"))
    sha256 = hashlib.sha256(PDF).hexdigest()
    folder.put(sha256, [PDF])
    old = time.time() - HOUR - 60
    os.utime(content_files(file_store)[0], (old, old))
    assert not folder.put(sha256, [PDF])
    assert sweep(file_store) == 0


@pytest.mark.parametrize("moment", ["fsync", "replace", "commit"])
def test_a_kill_while_adding_leaves_the_file_whole_or_not_at_all(
    file_store: Store, tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = link(file_store)
    url = file_store.url.render_as_string()
    file_store.close()
    pid = os.fork()
    if pid == 0:
        try:
            _die_at(moment, monkeypatch)
            added(open_store(url), scan(), here)
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    again = open_store(url)
    assert attachments_of(again, "node", here.row) == ()
    assert check_store(again).ok
    old = time.time() - HOUR - 60
    for file in content_files(again):
        os.utime(file, (old, old))
    sweep(again)
    assert content_files(again) == []
    assert read_attachment(again, added(again, scan(), here)).content == PDF
    again.close()


def _die_at(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_given: object, **_named: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if moment == "fsync":
        monkeypatch.setattr(blobs.os, "fsync", die)
    elif moment == "replace":
        monkeypatch.setattr(Path, "replace", die)
    else:
        monkeypatch.setattr("db.store.store.journal.append", die)


def test_a_full_disk_is_said_and_nothing_is_kept(file_store: Store) -> None:
    here = link(file_store)
    large = scan(content=b"%PDF-" + os.urandom(3 << 20))
    told = in_child(lambda: added(file_store, large, here), file_size=1 << 20)
    assert told == "disk_full"
    assert content_files(file_store) == []


def test_a_folder_that_cannot_be_written_is_said(file_store: Store, tmp_path: Path) -> None:
    folder_of(tmp_path / "zhipai.db").write_text("in the way")
    with pytest.raises(StoreUnavailable) as caught:
        added(file_store, scan(), link(file_store))
    assert str(folder_of(tmp_path / "zhipai.db")) in caught.value.detail
    assert list_attachments(file_store, Wanted(), 5) == ((), 0)


def test_a_row_undone_is_no_row(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    here = link(store)
    with monkeypatch.context() as patch:
        patch.setattr("db.services.attachments._keep_contents", lambda *_all: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            added(store, scan(), here)
    with store.read() as conn:
        assert conn.execute(select(attachment)).all() == []
