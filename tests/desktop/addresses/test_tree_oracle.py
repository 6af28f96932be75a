"""The tree against a register of plain dicts: whatever is opened, edited, answered late or never, it ends up the same."""

from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTreeView

from db.domain.changes import Changes
from desktop.addresses import operations, tree_model
from desktop.addresses.node_cache import ROOT, SlotKind
from desktop.addresses.tree_model import NAME, TreeModel
from tests.desktop.addresses.world import COMMUNITIES, FIRST_NODE, SlowRunner, World

PLACES = {101: "湖滨南路", 102: "莲花一里", 103: "官任路"}
nth = st.integers(0, 10_000)
texts = st.sampled_from([f"{n}号" for n in range(1, 10)])
communities = st.sampled_from(COMMUNITIES)


class TreeAgainstDicts(RuleBasedStateMachine):
    """A tree in a view, a register, and answers that come in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world, self.runner = World(dict(PLACES)), SlowRunner()
        for name, answer in (
            ("divisions", self.world.divisions),
            ("named_divisions", self.world.named_divisions),
            ("places_in", self.world.place_rows),
            ("child_ids", self.world.child_ids),
            ("children_near", self.world.children_near),
            ("node_rows", self.world.node_rows),
        ):
            patched = patch.object(operations.addresses, name, answer)
            patched.start()
            self._patches = [*getattr(self, "_patches", []), patched]
        self.model = TreeModel(self.world, self.runner)
        self.model.book._soon.setInterval(0)
        self.model._tidy.setInterval(0)  # no clock may decide what comes first
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.view = QTreeView()
        self.view.setUniformRowHeights(True)
        self.view.setModel(self.model)
        self.view.collapsed.connect(self.model.forget_below)
        self.model.closing.connect(self.view.collapse)
        self.model.revealed.connect(self._on_revealed)
        self.shown: list[str] = []

    def teardown(self) -> None:
        self.everything_arrives()
        for one in self._patches:
            one.stop()
        self.tester.deleteLater()
        self.view.deleteLater()
        self.model.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @initialize(
        doors=st.lists(
            st.tuples(st.sampled_from((101, 101, 102)), communities, texts), min_size=4, max_size=8
        )
    )
    def begin(self, doors: list[tuple[int, str, str]]) -> None:
        for place, community, text in doors:
            self.world.add(place, community, text)
        self.model.load()
        self.open_everything()

    # -- what the user does -----------------------------------------------------------------------------------

    def lines(self) -> list[int]:
        """Handles of every line of the model, top down."""
        found = list(self.model.slots.kids(ROOT))
        for handle in found:
            found += self.model.slots.kids(handle)
        return found

    @rule(at=nth)
    def expand(self, at: int) -> None:
        if lines := self.lines():
            index = self.model.index_of(lines[at % len(lines)])
            self.view.expand(index)
            if self.model.canFetchMore(index):
                self.model.fetchMore(index)

    @rule(at=nth, most=st.sampled_from([0, 40_000]))
    def collapse(self, at: int, most: int) -> None:
        self.model.most_lines = most
        if lines := self.lines():
            self.view.collapse(self.model.index_of(lines[at % len(lines)]))

    @rule(at=nth)
    def look(self, at: int) -> None:
        if lines := self.lines():
            self.model.index_of(lines[at % len(lines)]).data()

    @rule(at=nth, most=st.sampled_from([0, 40_000]), at_once=st.sampled_from([0, 2, 400]))
    @precondition(lambda self: self.world.nodes)
    def reveal(self, at: int, most: int, at_once: int) -> None:
        self.model.most_lines = most
        self.model.reader.at_once = at_once
        self.model.reveal(self.world.way(self.pick(at)))

    @rule()
    def open_everything(self) -> None:
        def expand_all() -> None:
            for handle in self.lines():
                index = self.model.index_of(handle)
                self.view.expand(index)
                index.data()

        self.runner.drain(expand_all)

    def _on_revealed(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self.shown.append(str(self.model.slot_at(index).child.key))

    # -- what desks write -------------------------------------------------------------------------------------

    def pick(self, at: int) -> int:
        return sorted(self.world.nodes)[at % len(self.world.nodes)]

    @rule(place=st.sampled_from(sorted(PLACES)), community=communities, text=texts)
    def add_door(self, place: int, community: str, text: str) -> None:
        self.model.apply(self.world.add(place, community, text))

    @rule(at=nth, text=texts)
    @precondition(lambda self: self.world.nodes)
    def add_below(self, at: int, text: str) -> None:
        parent = self.pick(at)
        self.model.apply(self.world.add(parent, self.world.nodes[parent][2], text))

    @rule(at=nth, text=texts)
    @precondition(lambda self: self.world.nodes)
    def rename(self, at: int, text: str) -> None:
        self.model.apply(self.world.rename(self.pick(at), text))

    @rule(at=nth, to=nth, community=communities)
    @precondition(lambda self: self.world.nodes)
    def move(self, at: int, to: int, community: str) -> None:
        node = self.pick(at)
        targets = sorted({*PLACES, *self.world.nodes} - set(self.world.below(node)))
        parent = targets[to % len(targets)]
        where = community if parent in PLACES else self.world.nodes[parent][2]
        self.model.apply(self.world.move(node, parent, where))

    @rule(at=nth)
    @precondition(lambda self: self.world.nodes)
    def remove(self, at: int) -> None:
        self.model.apply(self.world.remove(self.pick(at)))

    @rule(
        how=st.integers(0, 9), place=st.sampled_from(sorted(PLACES)), name=st.sampled_from(["新路", "阿路"])
    )
    def everything_changes(self, how: int, place: int, name: str) -> None:
        if how == 0:
            self.model.renew()
        elif how == 1:
            self.model.apply(Changes(1, {"node": frozenset()}))
        elif how == 2:
            self.world.names[place] = name
            self.model.apply(Changes(1, {"place": frozenset({place}), "node": frozenset({FIRST_NODE})}))

    # -- what arrives -----------------------------------------------------------------------------------------

    @rule(at=nth)
    def read(self, at: int) -> None:
        QCoreApplication.processEvents()
        if self.runner.jobs:
            self.runner.read(at % len(self.runner.jobs))

    @rule(at=nth, fails=st.sampled_from([False, False, False, True]))
    def land(self, at: int, fails: bool) -> None:
        QCoreApplication.processEvents()
        if self.runner.jobs:
            self.runner.land(at % len(self.runner.jobs), fails=fails)

    @rule(at=nth, first=texts, second=texts)
    @precondition(lambda self: self.world.nodes)
    def answers_cross(self, at: int, first: str, second: str) -> None:
        """What was asked before an edit lands after what was asked because of it."""
        node = self.pick(at)
        for text in (first, second):
            self.look(at)
            self.expand(at)
            QCoreApplication.processEvents()
            for job in range(len(self.runner.jobs)):
                self.runner.read(job)
            self.model.apply(self.world.rename(node, text))
        QCoreApplication.processEvents()
        while self.runner.jobs:
            self.runner.land(len(self.runner.jobs) - 1)

    @rule()
    def everything_arrives(self) -> None:
        self.model.load()  # a failed read of the units is repeated by whoever comes next
        self.runner.drain(self.open_again)
        self.compare(ROOT)

    @rule(at=nth)
    @precondition(lambda self: self.world.nodes)
    def revealed_once_everything_arrives(self, at: int) -> None:
        node = self.pick(at)
        self.everything_arrives()
        self.shown.clear()
        self.model.reveal(self.world.way(node))
        self.runner.drain()
        assert self.shown == [str(node)]
        assert self.model.slot_at(self.view.currentIndex()).child.key == node

    def open_again(self) -> None:
        """What a failed read left open to be asked for once more, and every text."""
        for handle in self.lines():
            index = self.model.index_of(handle)
            if self.view.isExpanded(index) and self.model.canFetchMore(index):
                self.model.fetchMore(index)
            index.data()

    # -- what must hold ---------------------------------------------------------------------------------------

    def wanted(self, handle: int) -> list[tuple[int, str, int]]:
        """Key, text and figure of the lines that belong under a line."""
        child = self.model.slots[handle].child
        if child.kind is SlotKind.DIVISION and child.sub_kind == "5":
            places = self.world.place_rows(None, f"{child.key:012d}")
            return [(one.id, one.name, one.child_count) for one in places]
        if child.kind in (SlotKind.PLACE, SlotKind.NODE):
            where = self.model.slots.community_of(handle) if child.kind is SlotKind.PLACE else ""
            ids = self.world.children(child.key, where)
            return [(one, self.world.nodes[one][3], len(self.world.children(one))) for one in ids]
        level = int(child.sub_kind) + 1 if handle != ROOT else 3
        units = [one for one in self.world.divisions(None) if one.level == level]
        return [(int(one.code), one.name, one.nodes) for one in units]

    def compare(self, handle: int) -> None:
        slots = self.model.slots
        if slots[handle].kids is None:
            wanted = self.wanted(handle)
            index = self.model.index_of(handle)
            assert self.model.hasChildren(index) == bool(wanted) or not self.world.nodes
            return
        lines = [slots[kid] for kid in slots.kids(handle)]
        told = [
            (one.child.key, self.model.index_of(one.handle, NAME).data(), one.child.count) for one in lines
        ]
        assert told == self.wanted(handle)
        for one in lines:
            self.compare(one.handle)

    @invariant()
    def every_line_knows_where_it_stands(self) -> None:
        slots = self.model.slots
        for handle in self.lines():
            line = slots[handle]
            assert slots.kids(line.parent)[line.row] == handle
        assert len(slots) == len(self.lines()) + 1


@pytest.mark.parametrize("most_steps", [200, -1])
def test_the_tree_ends_up_as_the_register_whatever_arrives_when(qapp, monkeypatch, most_steps):
    monkeypatch.setattr(tree_model, "_MOST_STEPS", most_steps)  # -1: every change comes at once
    machine = TreeAgainstDicts.TestCase()
    machine.settings = settings(max_examples=15, stateful_step_count=30)
    machine.runTest()
