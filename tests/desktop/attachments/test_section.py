import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from db.domain.attachment import Link
from db.services.attachments import Incoming, add_attachment, attachments_of, read_attachment
from db.services.store import open_store
from db.store.blobs import folder_of
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.attachments.section import AttachmentsSection
from desktop.attachments.strip import AttachmentStrip
from desktop.options import Options
from desktop.work.change_feed import ChangeFeed
from tests.desktop.work.inline import inline_runner
from tests.office import addresses, person

PDF = b"%PDF-1.7 not a page"


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    file = Path(shutil.copy(sqlite_template, tmp_path / "zhipai.db"))
    opened = open_store(f"sqlite:///{file.as_posix()}")
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, tmp_path: Path, qapp: object) -> Desk:
    feed = ChangeFeed()
    return Desk(store, inline_runner(feed), feed, Options(tmp_path / "window.ini"))


@pytest.fixture
def there(store: Store) -> Link:
    return Link("node", addresses(store, ["12号"])["12号"])


def photo(colour: str = "red", size: tuple[int, int] = (640, 480)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def attach(store: Store, name: str, content: bytes, link: Link) -> int:
    return int(add_attachment(store, person(store, "clerk"), "", Incoming(name, content), [link]).id)


@pytest.fixture
def section(desk: Desk, there: Link, tmp_path: Path, qtbot) -> AttachmentsSection:
    attach(desk.store, "门牌.jpg", photo(), there)
    attach(desk.store, "申请表.pdf", PDF, there)
    made = AttachmentsSection(
        desk, person(desk.store, "chief"), ask_save=lambda _parent, name: str(tmp_path / name)
    )
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show()
    return made


def test_every_file_is_listed_with_what_it_belongs_to(section: AttachmentsSection) -> None:
    cells = [line.cells for line in section.list.model.shown]
    assert [one[0] for one in cells] == ["申请表.pdf", "门牌.jpg"]
    assert cells[1][1] == "照片"
    assert cells[1][3] == "地址 厦门市思明区湖滨南路12号"
    assert cells[1][4] == "林经办"
    assert "共 2 个文件" in section._usage.text()
    assert "磁盘剩余" in section._usage.text()


def test_the_file_with_the_cursor_is_shown_and_the_kind_filters(
    section: AttachmentsSection, desk: Desk, there: Link, qtbot
) -> None:
    section.list.select(section.list.model.shown[1].key)
    qtbot.waitUntil(lambda: not section.pane.picture.pixmap().isNull(), timeout=20_000)
    assert "门牌.jpg" in section.pane.facts.text()
    section.list.group.setCurrentIndex(section.list.group.findData("application/pdf"))
    assert [line.cells[0] for line in section.list.model.shown] == ["申请表.pdf"]
    qtbot.waitUntil(lambda: "不能预览" in section.pane.picture.text(), timeout=20_000)
    attach(desk.store, "第二份.pdf", PDF + b"2", there)
    section.refresh()
    assert len(section.list.model.shown) == 2


def test_a_file_is_taken_out_as_it_came(section: AttachmentsSection, tmp_path: Path) -> None:
    section.list.select(section.list.model.shown[0].key)
    section.save_button.click()
    assert (tmp_path / "申请表.pdf").read_bytes() == PDF


def test_the_check_says_that_all_is_well_or_what_is_not(
    section: AttachmentsSection, store: Store, tmp_path: Path
) -> None:
    section.check_button.click()
    assert "核对完毕" in section._verdict.text()
    for file in folder_of(tmp_path / "zhipai.db").rglob("*"):
        if file.is_file() and file.read_bytes() == PDF:
            file.write_bytes(b"x")
    section.check_button.click()
    assert "申请表.pdf" in section._verdict.text()
    assert "被改动" in section._verdict.text()


def test_wiping_wants_a_reason_and_leaves_a_line(
    section: AttachmentsSection, store: Store, there: Link
) -> None:
    section.list.select(section.list.model.shown[0].key)
    section.wipe_button.click()
    dialog = section.dialog
    assert dialog is not None
    dialog.ok.click()
    assert dialog.isVisible()
    dialog.reason_box.setText("含个人信息")
    dialog.ok.click()
    assert not dialog.isVisible()
    assert [one.standing for one in attachments_of(store, there.table, there.row)] == ["kept", "wiped"]
    assert section.list.model.shown[0].cells[0] == "（已清除）"
    section.list.select(section.list.model.shown[0].key)
    assert not section.save_button.isEnabled()


def test_only_a_chief_is_offered_to_wipe(desk: Desk, qtbot) -> None:
    made = AttachmentsSection(desk, person(desk.store, "clerk"))
    qtbot.addWidget(made)
    assert made.wipe_button.isHidden()
    assert made.list.model.shown == []


def test_files_brought_to_a_row_become_its_strip(desk: Desk, there: Link, tmp_path: Path, qtbot) -> None:
    strip = AttachmentStrip(desk, person(desk.store, "area_clerk"))
    qtbot.addWidget(strip)
    strip.look_at(there)
    assert "还没有附件" in strip._said.text()
    large, broken, program = (tmp_path / name for name in ("大.jpg", "坏.jpg", "程序.pdf"))
    large.write_bytes(photo("green", (4000, 3000)))
    broken.write_bytes(photo()[:400])
    program.write_bytes(b"MZ")
    with qtbot.waitSignal(strip.told) as said:
        strip.bring([large, broken, program])
    assert said.args == ["已添加 1 个附件"]
    assert [strip.thumbs.item(n).text() for n in range(strip.thumbs.count())] == ["大.jpg"]
    (row,) = attachments_of(desk.store, there.table, there.row)
    made = Image.open(io.BytesIO(read_attachment(desk.store, row.id).content))
    assert made.size == (2048, 1536)
    assert (row.standing, row.original_size) == ("not_kept", large.stat().st_size)
    assert "坏.jpg" in strip._said.text()
    assert "程序.pdf" in strip._said.text()


def test_who_may_add_nothing_is_offered_nothing(desk: Desk, there: Link, qtbot) -> None:
    strip = AttachmentStrip(desk, person(desk.store, "admin"))
    qtbot.addWidget(strip)
    strip.look_at(there)
    assert not strip.add_button.isEnabled()


def test_a_double_click_shows_the_file_larger_and_takes_a_copy_out(
    desk: Desk, there: Link, tmp_path: Path, qtbot
) -> None:
    attach(desk.store, "门牌.jpg", photo(), there)
    strip = AttachmentStrip(
        desk, person(desk.store, "clerk"), ask_save=lambda _parent, name: str(tmp_path / name)
    )
    qtbot.addWidget(strip)
    strip.show()
    strip.look_at(there)
    strip.thumbs.itemActivated.emit(strip.thumbs.item(0))
    dialog = strip.dialog
    assert dialog is not None
    assert dialog.windowTitle() == "门牌.jpg"
    qtbot.waitUntil(lambda: not dialog.pane.picture.pixmap().isNull(), timeout=20_000)
    assert "厦门市思明区湖滨南路12号" in dialog.pane.facts.text()
    with qtbot.waitSignal(strip.told) as said:
        dialog.save_button.click()
    assert said.args == ["已导出 门牌.jpg"]
    assert (tmp_path / "门牌.jpg").read_bytes().startswith(b"\xff\xd8")
    dialog.reject()
