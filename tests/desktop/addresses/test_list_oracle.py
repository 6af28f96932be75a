"""The list of children against plain dicts: whatever is filtered, edited, answered late or never, it ends up the same."""

from dataclasses import replace
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.domain.changes import Changes
from db.domain.progress import Silent
from db.domain.state import Legal
from db.store.queries import NodeRow
from desktop.addresses import operations
from desktop.addresses.children_table import ChildrenTable
from desktop.addresses.list_filter import Arrangement, ColumnFilter
from desktop.addresses.listing import node_listing, place_listing
from desktop.terms import kind_term, legal_term
from tests.desktop.addresses.world import COMMUNITIES, SlowRunner, World

STREET, OTHER = 101, 102
HERE, ELSEWHERE = COMMUNITIES
nth = st.integers(0, 10_000)
texts = st.sampled_from([f"{n}号" for n in (1, 2, 3, 9, 10, 11, 21, 100)])
CODES = ("own_text", "kind", "legal", "code_state", "existence", "position", "children", "full_text")


class ListAgainstDicts(RuleBasedStateMachine):
    """A list in its view, a register, and answers that come in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world, self.runner = World({STREET: "湖滨南路", OTHER: "官任路"}), SlowRunner()
        self.patches = [
            patch.object(operations.addresses, name, answer)
            for name, answer in (("node_rows", self.world.node_rows), ("child_ids", self.world.child_ids))
        ]
        for one in self.patches:
            one.start()
        self.table = ChildrenTable(self.world, self.runner)
        self.model = self.table.model
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.place = STREET
        self.keys: list[int] = []
        self.how = Arrangement()
        self.picked: set[int] = set()
        self.steady: set[int] = set()
        self.is_old = False
        self.model.modelReset.connect(self.on_reset)

    def teardown(self) -> None:
        self.everything_arrives()
        for one in self.patches:
            one.stop()
        for thing in (self.tester, self.table):
            thing.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @initialize(doors=st.lists(texts, min_size=6, max_size=14), known=st.integers(0, 14))
    def begin(self, doors: list[str], known: int) -> None:
        for text in doors:
            self.world.add(STREET, HERE, text)
        for text in doors[:3]:
            self.world.add(OTHER, HERE, text)
        self.show(known=known)

    # -- what the room does -------------------------------------------------------------------------------------------

    def show(self, *, known: int, again: bool = False) -> None:
        """List the children of the place, the texts of the first of them at once."""
        self.keys = self.world.children(self.place, HERE)
        read = operations.load_nodes(self.world, self.place, HERE, lambda _found: None)
        found = read.work(Silent())
        listing = node_listing(replace(found, rows=self.world.node_rows(None, self.keys[:known])))
        if not again:
            self.how = Arrangement(order=self.how.order, descending=self.how.descending)
            self.picked, self.steady = set(), set()
        self.is_old = False
        self.table.show_listing(listing, again=again)

    @rule(known=st.integers(0, 14))
    def list_again(self, known: int) -> None:
        self.show(known=known, again=True)

    @rule(known=st.integers(0, 14))
    def go_elsewhere(self, known: int) -> None:
        self.place = OTHER if self.place == STREET else STREET
        self.show(known=known)

    @rule()
    def look_at_names_and_come_back(self) -> None:
        self.table.show_listing(place_listing(self.world.place_rows(None, HERE)))
        assert len(self.model.shown) == len(self.world.places_in(HERE))
        self.how = Arrangement(descending=self.how.descending)
        self.show(known=0)

    @rule(way=st.sampled_from(("forgotten", "kept")), text=st.sampled_from(("", "1", "１０", "号", "草稿")))
    def saved_view(self, way: str, text: str) -> None:
        listing = self.model.listing
        self.how = Arrangement(text, {"kind": ColumnFilter(values=frozenset({"door"}))}, "legal")
        self.table.show_listing(listing, self.how)
        if way == "forgotten":
            self.clear_filters()

    # -- what the user does -------------------------------------------------------------------------------------------

    @rule(at=nth, size=st.integers(1, 8))
    def look(self, at: int, size: int) -> None:
        """The view paints some lines."""
        shown = self.model.shown
        for row in range(at % len(shown) if shown else 0, len(shown))[:size]:
            self.model.index(row, 0).data()

    @rule(code=st.sampled_from(("", *CODES)), descending=st.booleans())
    def sort(self, code: str, descending: bool) -> None:
        self.how = Arrangement(self.how.text, self.how.filters, code, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.model.sort(CODES.index(code) if code else -1, order)

    @rule(text=st.sampled_from(("", "1", "１０", "号", "待核实", "没有此字")))
    def filter_all(self, text: str) -> None:
        self.how = Arrangement(text, self.how.filters, self.how.order, self.how.descending)
        self.table.filter_box.setText(text)
        self.table._take_text()

    @rule(
        code=st.sampled_from(("own_text", "legal", "children")),
        text=st.sampled_from(("", "1", "批")),
        values=st.sampled_from(
            (None, (), ("approved",), ("to_verify", "3号", "0"), ("10号", "approved", "1"))
        ),
    )
    def filter_column(self, code: str, text: str, values: tuple[str, ...] | None) -> None:
        condition = ColumnFilter(text, None if values is None else frozenset(values))
        self.how = self.how.with_filter(code, condition)
        self.table.arrange(self.model.arrangement.with_filter(code, condition))

    @rule()
    def clear_filters(self) -> None:
        self.how = Arrangement(order=self.how.order, descending=self.how.descending)
        self.table.clear_filters()

    @rule(rows=st.lists(nth, max_size=4))
    def select(self, rows: list[int]) -> None:
        if not self.model.shown:
            return
        chosen, flags = self.table.view.selectionModel(), QItemSelectionModel.SelectionFlag
        chosen.clear()
        for row in rows:
            index = self.model.index(row % len(self.model.shown), 0)
            chosen.setCurrentIndex(index, flags.Select | flags.Rows)
        self.picked = set(self.table.selected_keys())
        self.steady = set(self.picked)

    def on_reset(self) -> None:
        """A line that is filtered away may lose its selection, no other."""
        self.steady &= set(self.model.shown)

    @rule()
    def ask_for_all(self) -> None:
        listing = self.model.listing

        def all_here() -> None:
            assert self.model.listing is listing
            assert not set(listing.missing(listing.keys)) & self.world.nodes.keys()

        self.model.with_all_texts(all_here)

    # -- what desks write ---------------------------------------------------------------------------------------------

    def pick(self, at: int) -> int:
        return sorted(self.world.nodes)[at % len(self.world.nodes)]

    def tell(self, changes: Changes) -> None:
        """The room hears of it: changed lines are read anew at once, the list itself some time later."""
        self.model.apply(changes)
        self.is_old = True

    @rule(at=nth, text=texts)
    def rename(self, at: int, text: str) -> None:
        self.tell(self.world.rename(self.pick(at), text))

    @rule(text=texts, place=st.sampled_from((STREET, OTHER)))
    def add(self, text: str, place: int) -> None:
        self.tell(self.world.add(place, HERE, text))

    @rule(at=nth, text=texts)
    @precondition(lambda self: self.world.nodes)
    def add_below(self, at: int, text: str) -> None:
        self.tell(self.world.add(self.pick(at), HERE, text))

    @rule(at=nth)
    @precondition(lambda self: len(self.world.nodes) > 3)
    def remove(self, at: int) -> None:
        self.tell(self.world.remove(self.pick(at)))

    @rule()
    def everything_changes(self) -> None:
        self.tell(Changes(1, {"node": frozenset()}))

    # -- what arrives -------------------------------------------------------------------------------------------------

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
    def answers_cross(self, at: int, first: str, second: str) -> None:
        """What was asked before an edit lands after what was asked because of it."""
        node = self.pick(at)
        for text in (first, second):
            self.look(0, 20)
            QCoreApplication.processEvents()
            for job in range(len(self.runner.jobs)):
                self.runner.read(job)
            self.tell(self.world.rename(node, text))
        QCoreApplication.processEvents()
        while self.runner.jobs:
            self.runner.land(len(self.runner.jobs) - 1)

    @rule()
    def everything_arrives(self) -> None:
        self.look_through()
        self.every_text_is_the_registers()
        if self.is_old:
            self.show(known=0, again=True)
        self.look_through()
        self.model.with_all_texts(self.model._rearrange)  # what failed is asked for by the next who needs it
        self.look_through()
        self.compare()

    def look_through(self) -> None:
        """Every line is painted, and once more after what came: of one that is gone nothing comes, however often asked."""
        for _ in range(2):
            self.look(0, 10_000)
            self.runner.drain()

    # -- what must hold -----------------------------------------------------------------------------------------------

    def cells(self, row: NodeRow) -> tuple[str, ...]:
        """Name, level, state and figure of a line, as they read."""
        return (row.own_text, kind_term(row.kind), legal_term(row.legal), str(row.child_count))

    def wanted(self) -> list[int]:
        """The keys that ought to be shown, in order, from the register alone."""
        rows = self.world.node_rows(None, self.keys)
        shown = [key for key in self.keys if key in rows and self.passes(rows[key])]
        orders = {
            "legal": lambda key: list(Legal).index(Legal(rows[key].legal)),
            "children": lambda key: rows[key].child_count,
        }
        if self.how.order in ("own_text", "full_text"):
            return shown[::-1] if self.how.descending else shown
        return sorted(shown, key=orders.get(self.how.order, lambda _key: 0), reverse=self.how.descending)

    def passes(self, row: NodeRow) -> bool:
        line = (*self.cells(row), row.full_text)
        needle = self.how.text.replace("１０", "10")
        if needle and not any(needle in cell for cell in line):
            return False
        told = {"own_text": row.own_text, "legal": legal_term(row.legal), "children": str(row.child_count)}
        codes = {
            "own_text": row.own_text,
            "legal": row.legal,
            "children": str(row.child_count),
            "kind": "door",
        }
        return all(
            (one.values is None or codes[code] in one.values) and one.text in told.get(code, "")
            for code, one in self.how.filters.items()
        )

    def every_text_is_the_registers(self) -> None:
        """Even before the list is read again, no line says what was true before an edit."""
        listing = self.model.listing
        for key, row in self.world.node_rows(None, listing.keys).items():
            if (cells := listing.texts.get(key)) is not None:
                assert (cells[0], cells[1], cells[2], cells[6]) == self.cells(row)

    def compare(self) -> None:
        wanted = self.wanted()
        assert self.model.shown == wanted
        rows = self.world.node_rows(None, wanted)
        told = [self.model.cells(row) for row in range(len(wanted))]
        assert [(one[0], one[1], one[2], one[6]) for one in told] == [self.cells(rows[key]) for key in wanted]
        assert self.steady <= set(self.table.selected_keys()) <= self.picked
        assert self.table._count.text().endswith(f"{len(self.keys):,} 条")

    @invariant()
    def every_line_shown_is_one_of_the_listing_and_shown_once(self) -> None:
        shown = self.model.shown
        assert len(shown) == len(set(shown))
        assert set(shown) <= set(self.model.listing.keys)


def test_the_list_ends_up_as_the_register_whatever_arrives_when(qapp):
    machine = ListAgainstDicts.TestCase()
    machine.settings = settings(max_examples=12, stateful_step_count=30)
    machine.runTest()
