import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTreeView
from sqlalchemy import update

from db.domain.address import NodeKind
from db.domain.changes import Changes
from db.schema.address import node
from db.services import addresses
from db.services.editing import Wish, add_children, take_away
from db.services.store import open_store
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.addresses.tree_model import COUNT, NAME, TreeModel
from desktop.addresses.tree_steps import bring
from tests.desktop.addresses.register import ADMIN, COMMUNITY, NEIGHBOUR, Builder, make_store, node_id


@pytest.fixture
def model(desk: Desk):
    model = TreeModel(desk.store, desk.runner)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.load()
    yield model
    tester.deleteLater()


def names(model: TreeModel, parent: QModelIndex) -> list[str]:
    return [model.index(row, NAME, parent).data() for row in range(model.rowCount(parent))]


def opened(model: TreeModel, *path: str) -> QModelIndex:
    """The line one comes to by opening these names from the top."""
    index = QModelIndex()
    for name in path:
        row = names(model, index).index(name)
        index = model.index(row, NAME, index)
        model.fetchMore(index)
        while model.hasChildren(index) and not model.rowCount(index):
            QCoreApplication.processEvents()
    return index


def test_the_tree_goes_from_the_district_to_the_room(model):
    stair = opened(model, "思明区", "嘉莲街道", "莲兴社区", "莲富大厦", "8号", "2幢", "1梯")
    assert names(model, stair) == ["101室", "102室", "201室", "202室"]
    assert not model.hasChildren(model.index(0, 0, stair))


def test_doors_stand_in_street_order_and_each_community_shows_its_own(model):
    here = opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路")
    there = opened(model, "思明区", "嘉莲街道", "莲秀社区", "湖滨南路")
    assert names(model, here) == [f"{n}号" for n in range(1, 31)]
    assert names(model, there) == [f"{n}号" for n in range(31, 41)]


def test_a_count_stands_beside_each_line_that_has_one(model):
    street = opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路")
    assert street.siblingAtColumn(COUNT).data() == "30"
    assert model.index(0, COUNT, street).data() == ""


def test_opening_never_waits_and_never_asks_twice(model):
    community = opened(model, "思明区", "嘉莲街道", "莲兴社区")
    assert not model.canFetchMore(community)
    assert model.hasChildren(community)
    assert community.data(Qt.ItemDataRole.DecorationRole) is not None


def test_an_address_is_revealed_through_levels_nobody_opened(model, desk, qtbot):
    wanted = node_id(desk.store, "厦门市思明区莲富大厦8号2幢1梯201室")
    with qtbot.waitSignal(model.revealed) as found:
        model.reveal(addresses.path_to(desk.store, wanted))
    index = found.args[0]
    assert index.data() == "201室"
    assert index.parent().parent().data() == "2幢"


def added(store: Store, address: str, text: str) -> Changes:
    """Changes of adding a door to a street."""
    with store.write(ADMIN, "import.promote") as work:
        place = node_place(store, address)
        build = Builder(work, {"湖滨南路": place})
        build.add("湖滨南路", [(NodeKind.DOOR, text)], COMMUNITY)
        build.write()
        work.touched["node"] = {1}
    return work.changes()


def node_place(store: Store, address: str) -> int:
    return addresses.node_detail(store, node_id(store, address)).row.place_id


def test_a_door_added_elsewhere_appears_in_its_place(model, desk, qtbot):
    street = opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路")
    model.apply(added(desk.store, "厦门市思明区湖滨南路1号", "12-1号"))
    qtbot.waitUntil(lambda: names(model, street)[11:14] == ["12号", "12-1号", "13号"])
    assert street.siblingAtColumn(COUNT).data() == "31"


def test_many_doors_come_between_others_at_once_and_what_is_open_or_chosen_stays(model, desk, qtbot):
    street = opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路")
    view = QTreeView()
    qtbot.addWidget(view)
    view.setModel(model)
    estate = opened(model, "思明区", "嘉莲街道", "莲兴社区", "莲富大厦")
    view.expand(estate)
    view.setCurrentIndex(model.index(6, NAME, street))
    kept, steps = QPersistentModelIndex(model.index(29, COUNT, street)), []
    model.rowsInserted.connect(lambda above, *rows: steps.append(rows) if above == street else None)
    model.most_steps = 10
    wishes = [Wish(NodeKind.DOOR, f"{number}-1号") for number in range(1, 31)]
    done = add_children(
        desk.store, ADMIN, node_place(desk.store, "厦门市思明区湖滨南路1号"), wishes, COMMUNITY
    )
    model.apply(done.changes)
    qtbot.waitUntil(lambda: model.rowCount(street) == 60)
    assert steps == [(30, 59)]  # one by one they would be thirty
    assert names(model, street)[:4] == ["1号", "1-1号", "2号", "2-1号"]
    assert view.currentIndex().data() == "7号"
    assert (kept.row(), kept.sibling(kept.row(), NAME).data()) == (58, "30号")
    assert view.isExpanded(estate)


def test_a_street_numbered_the_other_way_round_is_shown_at_once(model):
    street = opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路")
    slot, kept, moves = model.slot_at(street), QPersistentModelIndex(model.index(29, NAME, street)), []
    model.rowsMoved.connect(lambda *_: moves.append(1))
    model.most_steps = 10
    doors = [model.slots[one] for one in model.slots.kids(slot.handle)]
    bring(model, slot.handle, {door.handle: door.child for door in reversed(doors)})
    assert names(model, street) == [f"{number}号" for number in range(30, 0, -1)]
    assert (moves, kept.row(), kept.data()) == ([], 0, "30号")


def test_an_address_that_ended_stands_back_and_is_counted_no_more(model, desk, qtbot):
    street = opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路")
    ended = node_id(desk.store, "厦门市思明区湖滨南路7号")
    version = addresses.node_detail(desk.store, ended).row.row_version
    model.apply(take_away(desk.store, ADMIN, {ended: version}).changes)
    qtbot.waitUntil(lambda: street.siblingAtColumn(COUNT).data() == "29")
    assert model.rowCount(street) == 30
    line = model.index(6, NAME, street)
    qtbot.waitUntil(lambda: line.data() == "7号")
    grey = QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
    assert line.data(Qt.ItemDataRole.ForegroundRole).color() == grey
    assert model.index(5, NAME, street).data(Qt.ItemDataRole.ForegroundRole) is None


def test_a_door_that_moved_to_another_community_leaves_one_and_appears_in_the_other(model, desk, qtbot):
    here = opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路")
    there = opened(model, "思明区", "嘉莲街道", "莲秀社区", "湖滨南路")
    moved = node_id(desk.store, "厦门市思明区湖滨南路7号")
    with desk.store.write(ADMIN, "import.promote") as work:
        work.conn.execute(update(node).where(node.c.id == moved).values(area_community=NEIGHBOUR))
    place = node_place(desk.store, "厦门市思明区湖滨南路1号")
    model.apply(Changes(1, {"node": frozenset({moved})}, frozenset({place})))
    qtbot.waitUntil(lambda: names(model, there)[0] == "7号")
    assert model.rowCount(there) == 11
    assert model.rowCount(here) == 29
    assert "7号" not in names(model, here)


def test_what_was_opened_long_ago_is_closed_when_there_is_too_much_and_not_asked_for_again(desk, qtbot):
    model, view = TreeModel(desk.store, desk.runner), QTreeView()  # a tester would open everything itself
    model.load()
    qtbot.addWidget(view)
    view.setModel(model)
    view.collapsed.connect(model.forget_below)
    model.closing.connect(view.collapse)
    street = QPersistentModelIndex(opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路"))
    view.expand(QModelIndex(street))
    model.most_lines = 20
    with qtbot.waitSignal(model.revealed) as found:
        model.reveal(addresses.path_to(desk.store, node_id(desk.store, "厦门市思明区莲富大厦8号2幢")))
    assert found.args[0].data() == "2幢"
    qtbot.waitUntil(lambda: not view.isExpanded(QModelIndex(street)))
    view.doItemsLayout()
    QCoreApplication.processEvents()
    assert model.rowCount(QModelIndex(street)) == 0
    assert model.hasChildren(QModelIndex(street))


def test_a_changed_text_is_read_again(model, desk, qtbot):
    street = opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路")
    changed = node_id(desk.store, "厦门市思明区湖滨南路7号")
    assert names(model, street)[6] == "7号"
    with desk.store.write(ADMIN, "import.promote") as work:
        work.conn.execute(update(node).where(node.c.id == changed).values(own_text="临7号"))
    model.apply(Changes(1, {"node": frozenset({changed})}))
    assert model.index(6, NAME, street).data() == "…"
    qtbot.waitUntil(lambda: model.index(6, NAME, street).data() == "临7号")


def test_after_a_bulk_write_the_tree_still_leads_down(model):
    opened(model, "思明区", "嘉莲街道", "莲兴社区")
    model.apply(Changes(1, {"node": frozenset()}))
    assert names(model, QModelIndex()) == ["思明区"]
    assert names(model, opened(model, "思明区", "嘉莲街道")) == ["莲兴社区", "莲秀社区"]


def test_a_long_street_reads_texts_only_where_one_looks(tmp_path, desk, qtbot):
    (tmp_path / "long").mkdir()
    store = open_store(make_store(tmp_path / "long", doors=600))
    try:
        model = TreeModel(store, desk.runner)
        model.load()
        street = opened(model, "思明区", "嘉莲街道", "莲兴社区", "湖滨南路")
        assert model.rowCount(street) == 450
        last = model.index(449, NAME, street)
        assert last.data() == "…"
        qtbot.waitUntil(lambda: last.data() == "450号")
        kids = model.slots.kids(model.slot_at(street).handle)
        assert model.rows.get(kids[300]) is None
    finally:
        store.close()
