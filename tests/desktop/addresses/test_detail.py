import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QUrl
from sqlalchemy import event, insert, update

from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.plan import Act, Edit, Plan
from db.schema.address import node, node_successor
from db.schema.base import metadata
from db.schema.holdings import attachment, attachment_link
from db.schema.work import import_batch, problem
from db.services.addresses import node_detail
from db.services.changes import carry_out
from db.store.queries import node_rows
from desktop.addresses.operations import BESIDE
from desktop.addresses.page import AddressPage, Desk
from desktop.i18n import install_language
from desktop.work.runner import Runner
from tests.desktop.addresses.register import ADMIN, COMMUNITY, DISTRICT, SUBDISTRICT, node_id
from tests.desktop.work.inline import Later

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
STREET = "厦门市思明区湖滨南路"


@pytest.fixture
def page(desk: Desk, qtbot):
    page = AddressPage(desk, actor=ADMIN)
    qtbot.addWidget(page)
    page.resize(1093, 560)
    page.show()
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 2)
    return page


def text_of(page: AddressPage) -> str:
    return page.detail.page.toPlainText()


def go_to(page: AddressPage, qtbot, address: str) -> int:
    wanted = node_id(page._desk.store, address)
    page.locate(wanted)
    qtbot.waitUntil(lambda: page.detail.node_id == wanted)
    return wanted


def test_a_problem_is_told_as_the_office_says_it(page, desk: Desk, qtbot):
    wanted = node_id(desk.store, STREET + "2号")
    common = {
        "district_code": "350203",
        "area_community": COMMUNITY,
        "node_id": wanted,
        "state": "registered",
    }
    told = {
        "wrong_side": '{"address":"厦门市思明区湖滨南路2号","side":"right"}',
        "room_floor_mismatch": '{"address":"x","stated":3,"told":5}',
        "rule_of_a_newer_program": "{}",
    }
    with desk.store.engine.begin() as conn:
        for n, (rule, detail) in enumerate(told.items(), 1):
            row = {"id": n, "problem": "错", "rule": rule, "detail": detail, "subject": str(n)}
            conn.execute(insert(problem).values(**common, **row, found_at="2026-01-01T00:00:00Z"))
    go_to(page, qtbot, STREET + "2号")
    text = text_of(page)
    assert "登记在右侧" in text
    assert "登记在3层，室号说在5层" in text
    for raw in ("wrong_side", "{", "address", "right", "newer_program"):
        assert raw not in text


def test_the_point_its_datum_the_source_and_the_civil_code_are_told(page, desk: Desk, qtbot):
    wanted = node_id(desk.store, STREET + "2号")
    batch = {"district_code": "350203", "id": 5, "kind": "addresses", "source_name": "七月清册.xlsx"}
    batch |= {"source_sha256": "x", "options": "{}", "state": "promoted", "actor": "zhang", "staged_at": "x"}
    point = {
        "lng": 118.0912345,
        "lat": 24.47,
        "datum": "GCJ-02",
        "civil_code": "35020300500212345678901234567",
    }
    with desk.store.engine.begin() as conn:
        conn.execute(insert(import_batch).values(**batch, promoted_at="2026-07-01T02:00:00.000000Z"))
        conn.execute(update(node).where(node.c.id == wanted).values(**point, source_batch=5))
    go_to(page, qtbot, STREET + "2号")
    for part in ("118.0912345, 24.47（GCJ-02）", "七月清册.xlsx（2026-07-01）", point["civil_code"]):
        assert part in text_of(page)
    go_to(page, qtbot, STREET + "4号")
    assert "还没有" in text_of(page)
    assert "来源" not in text_of(page)


def test_an_ended_address_leads_to_the_one_in_its_place(page, desk: Desk, qtbot):
    old, new = node_id(desk.store, STREET + "2号"), node_id(desk.store, STREET + "4号")
    link = {"district_code": "350203", "old_id": old, "new_id": new, "effective_on": "2026-01-01"}
    with desk.store.engine.begin() as conn:
        ended = {"legal": "merged", "is_live": False, "live_key": f"ended:{old}"}
        conn.execute(update(node).where(node.c.id == old).values(**ended))
        conn.execute(insert(node_successor).values(**link, kind="merge"))
    go_to(page, qtbot, STREET + "2号")
    assert "现由以下地址承接\n" + STREET + "4号" in text_of(page)
    assert f'href="node:{new}"' in page.detail.page.toHtml()
    page.detail.page.anchorClicked.emit(QUrl(f"node:{new}"))
    qtbot.waitUntil(lambda: page.detail.node_id == new)
    assert "承接" not in text_of(page)


def test_one_that_ended_without_any_says_that_nothing_took_its_place(page, desk: Desk, qtbot):
    old = node_id(desk.store, STREET + "2号")
    with desk.store.engine.begin() as conn:
        ended = {"legal": "cancelled", "is_live": False, "live_key": f"ended:{old}"}
        conn.execute(update(node).where(node.c.id == old).values(**ended))
    go_to(page, qtbot, STREET + "2号")
    assert "没有接替它的地址" in text_of(page)


def file(desk: Desk, act: Act, address: str, day: str = "", **wish) -> int:
    wanted = node_id(desk.store, address)
    with desk.store.read() as conn:
        seen = node_rows(conn, [wanted])[wanted].row_version
    plan = Plan(act, (Edit(wanted, seen, **wish),), effective_on=day)
    carry_out(desk.store, ADMIN, plan, "变更", "现场核对")
    return wanted


def test_what_is_coming_is_told_with_its_day(page, desk: Desk, qtbot):
    day = legal_date(datetime.now(UTC) + timedelta(days=9))
    file(desk, Act.RENUMBER, STREET + "1号", day, own_text="101号")
    file(desk, Act.SUSPEND, STREET + "11号")
    go_to(page, qtbot, STREET + "1号")
    assert f"改为「101号」；拟自{day}起生效（现为已提交）" in text_of(page)
    go_to(page, qtbot, STREET + "11号")
    assert "停用；批准之日起生效（现为已提交）" in text_of(page)
    go_to(page, qtbot, STREET + "21号")
    assert "待生效的变更" not in text_of(page)


def test_files_are_counted_and_counted_anew_without_losing_the_place(page, desk: Desk, qtbot):
    wanted = go_to(page, qtbot, STREET + "2号")
    assert "附件 0 份" in text_of(page)
    assert "人员 0 人" in text_of(page)
    bar = page.detail.page.verticalScrollBar()
    bar.setValue(40)
    read_to = bar.value()
    assert read_to
    common = {"district_code": "350203", "area_district": DISTRICT, "area_subdistrict": SUBDISTRICT}
    row = {"id": 3, "area_community": COMMUNITY, "sha256": "a" * 64, "name": "门.jpg", "size": 1}
    row |= {"media_type": "image/jpeg", "original_sha256": "a" * 64, "original_size": 1, "facts": "{}"}
    with desk.store.engine.begin() as conn:
        conn.execute(insert(attachment).values(**common, **row, standing="kept", added_by="z", added_at="x"))
        tied = {"district_code": "350203", "table_name": "node", "row_id": wanted, "attachment_id": 3}
        conn.execute(insert(attachment_link).values(**tied, purpose="photo"))
    desk.feed.changed.emit(Changes(rows={"attachment": frozenset({3})}), None)
    qtbot.waitUntil(lambda: "附件 1 份" in text_of(page))
    assert bar.value() == read_to


def held_up(page: AddressPage) -> Later:
    """From now on what the page asks of the register waits until the test goes on."""
    later = Later()
    page._desk = replace(page._desk, runner=Runner(page._desk.feed, later, later))
    return later


def go_on(later: Later) -> None:
    while later.waiting:
        later.go_on()


def test_news_never_brings_back_the_address_that_was_left(page, desk: Desk, qtbot):
    go_to(page, qtbot, STREET + "1号")
    wanted, later = node_id(desk.store, STREET + "2号"), held_up(page)
    page.table.select_key(wanted)
    desk.feed.changed.emit(Changes(rows={"attachment": frozenset({3})}), None)
    go_on(later)
    assert page.detail.node_id == wanted


def test_news_never_takes_the_place_of_a_place_name(page, desk: Desk, qtbot):
    go_to(page, qtbot, STREET + "1号")
    later = held_up(page)
    desk.feed.changed.emit(Changes(rows={"attachment": frozenset({3})}), None)
    page.tree.setCurrentIndex(page.tree.currentIndex().parent())
    qtbot.waitUntil(lambda: "本社区下级" in text_of(page))
    go_on(later)
    assert "本社区下级" in text_of(page)


def test_only_news_of_what_is_told_has_it_read_again(page, desk: Desk, qtbot):
    go_to(page, qtbot, STREET + "1号")
    qtbot.waitUntil(lambda: not page._settle.isActive())
    later = held_up(page)
    for table in ("saved_view", "undo_step", "setting", "check_sheet"):
        desk.feed.changed.emit(Changes(rows={table: frozenset({1})}), None)
    assert later.waiting == []
    for count, table in enumerate(sorted(BESIDE), 1):
        desk.feed.changed.emit(Changes(rows={table: frozenset({1})}), None)
        assert len(later.waiting) == count
    go_on(later)


def test_every_table_that_the_detail_reads_is_listened_to(desk: Desk):
    read: set[str] = set()

    def note(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        read.update(re.findall(r"(?:FROM|JOIN) (\w+)", statement))

    event.listen(desk.store.engine, "before_cursor_execute", note)
    for number in ("1号", "2号"):
        node_detail(desk.store, node_id(desk.store, STREET + number), ADMIN)
    own = {"node", "node_version", "node_successor", "place", "division"}
    assert read & metadata.tables.keys() - own == BESIDE


def test_who_may_not_know_of_persons_is_told_of_none(desk: Desk, qtbot):
    page = AddressPage(desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 2)
    go_to(page, qtbot, STREET + "2号")
    assert "人员 " not in text_of(page).replace("人员与附件", "")
    assert "persons:" not in page.detail.page.toHtml()


def test_the_pane_speaks_english_too(page, desk: Desk, qtbot, qapp):
    install_language(qapp, "en")
    try:
        file(desk, Act.CANCEL, STREET + "1号")
        go_to(page, qtbot, STREET + "1号")
        assert "Cancel address; from the day it is approved (now: submitted)" in text_of(page)
    finally:
        install_language(qapp, "zh")
