"""A register as plain dicts, and a runner whose answers come when the test says so: what models are held against."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from db.domain.changes import Changes
from db.domain.progress import Silent
from db.services.addresses import TreeStep
from db.store.queries import ChildId, DivisionRow, NodeRow, PlaceRow
from desktop.work.job import Operation

DISTRICT, SUBDISTRICT = "350203000000", "350203008000"
COMMUNITIES = ("350203008003", "350203008005")
FIRST_NODE = 1 << 50
_UNITS = (
    ("350200000000", "厦门市", "", 2),
    (DISTRICT, "思明区", "350200000000", 3),
    (SUBDISTRICT, "嘉莲街道", DISTRICT, 4),
    (COMMUNITIES[0], "莲兴社区", SUBDISTRICT, 5),
    (COMMUNITIES[1], "莲秀社区", SUBDISTRICT, 5),
)


@dataclass
class World:
    """The register.

    Attributes:
        names: of places, by id.
        nodes: node -> (parent, place, community, text); a door's parent is its place.
    """

    names: dict[int, str] = field(default_factory=dict)
    nodes: dict[int, tuple[int, int, str, str]] = field(default_factory=dict)

    district_code = "350203"

    def children(self, parent: int, community: str = "") -> list[int]:
        """Children in the order of their texts."""
        found = [
            one
            for one, (above, _place, where, _text) in self.nodes.items()
            if above == parent and (not community or where == community)
        ]
        return sorted(found, key=lambda one: (self.nodes[one][3], one))

    def below(self, top: int) -> list[int]:
        """A node and everything under it."""
        found = [top]
        for one in found:
            found += self.children(one)
        return found

    def places_in(self, community: str) -> list[int]:
        """Places with doors in a community, by name."""
        found = {
            place
            for above, place, where, _text in self.nodes.values()
            if above == place and where == community
        }
        return sorted(found, key=lambda one: self.names[one])

    def count(self, code: str) -> int:
        """Nodes in a unit."""
        return sum(where.startswith(code.rstrip("0")) for _p, _pl, where, _t in self.nodes.values())

    def way(self, node: int) -> list[TreeStep]:
        """Steps from the district to a node."""
        _parent, place, community, _text = self.nodes[node]
        steps: list[TreeStep] = []
        while node != place:
            steps.insert(0, TreeStep("node", str(node), ""))
            node = self.nodes[node][0]
        units = [TreeStep("division", code, "") for code in (DISTRICT, SUBDISTRICT, community)]
        return [*units, TreeStep("place", str(place), ""), *steps]

    # -- what the services answer ---------------------------------------------------------------------------------

    def divisions(self, _store: object) -> tuple[DivisionRow, ...]:
        return tuple(
            DivisionRow(code, name, parent, level, False, self.count(code))
            for code, name, parent, level in _UNITS
        )

    def named_divisions(self, _store: object) -> tuple[DivisionRow, ...]:
        return tuple(replace(one, nodes=-1) if one.nodes else one for one in self.divisions(None))

    def place_rows(self, _store: object, community: str) -> tuple[PlaceRow, ...]:
        return tuple(
            PlaceRow(one, self.names[one], "street", "approved", "", len(self.children(one, community)))
            for one in self.places_in(community)
        )

    def child_ids(self, _store: object, parent: int, community: str = "") -> tuple[ChildId, ...]:
        return tuple(ChildId(one, len(self.children(one))) for one in self.children(parent, community))

    def children_near(
        self, _store: object, parent: int, community: str, wanted: int, most: int
    ) -> tuple[ChildId, ...]:
        found = self.child_ids(None, parent, community)
        order = [self.nodes[one.id][3] for one in found]
        where = (self.nodes[wanted][3], wanted) if wanted in self.nodes else ("", 0)
        at = sum((text, one.id) < where for text, one in zip(order, found, strict=True))
        return found[max(0, at - most) : at + most]

    def node_rows(self, _store: object, ids: Iterable[int]) -> dict[int, NodeRow]:
        return {one: self._row(one) for one in ids if one in self.nodes}

    def _row(self, one: int) -> NodeRow:
        parent, place, community, text = self.nodes[one]
        areas = (DISTRICT, SUBDISTRICT, community)
        texts = (text, self.names[place] + text, "", None)
        states = ("approved" if one % 3 else "to_verify", "none", "exists", "unmarked")
        return NodeRow(
            one,
            *("350203", "door", parent, place, *areas, *texts, *states),
            *(len(self.children(one)), "2026-01-01", 1),
        )

    # -- what desks write -----------------------------------------------------------------------------------------

    def add(self, parent: int, community: str, text: str) -> Changes:
        """A new node under a place or a node."""
        one = max(self.nodes, default=FIRST_NODE) + 1
        place = parent if parent in self.names else self.nodes[parent][1]
        self.nodes[one] = (parent, place, community, text)
        return Changes(1, {"node": frozenset({one})}, frozenset({parent}))

    def rename(self, node: int, text: str) -> Changes:
        """Another text; its parent is told of only when it stands elsewhere among its kind."""
        parent, place, community, _old = self.nodes[node]
        before = self.children(parent)
        self.nodes[node] = (parent, place, community, text)
        moved = {parent} if self.children(parent) != before else ()
        return Changes(1, {"node": frozenset({node})}, frozenset(moved))

    def move(self, node: int, parent: int, community: str) -> Changes:
        """Another parent, for everything below as well."""
        place = parent if parent in self.names else self.nodes[parent][1]
        old, ids = self.nodes[node][0], self.below(node)
        for one in ids:
            above, _place, _community, text = self.nodes[one]
            self.nodes[one] = (parent if one == node else above, place, community, text)
        return Changes(1, {"node": frozenset(ids)}, frozenset({old, parent}))

    def remove(self, node: int) -> Changes:
        """A node and what lies below it are gone, as after an undone entry."""
        parent, ids = self.nodes[node][0], self.below(node)
        for one in ids:
            del self.nodes[one]
        return Changes(1, {"node": frozenset(ids)}, frozenset({parent}))


class Waiting(QObject):
    """A job of the runner below."""

    ended = Signal()

    def __init__(self, operation: Operation[Any]) -> None:
        super().__init__()
        self.operation = operation
        self.answer: Any = None
        self.has_read = False


class SlowRunner:
    """Reads when told, and lands what was read when told, in any order."""

    def __init__(self) -> None:
        self.jobs: list[Waiting] = []

    def start(self, operation: Operation[Any], _initiator: object = None) -> Waiting:
        self.jobs.append(Waiting(operation))
        return self.jobs[-1]

    def read(self, at: int) -> None:
        """The register answers; the answer is on its way."""
        job = self.jobs[at]
        if not job.has_read:
            job.answer, job.has_read = job.operation.work(Silent()), True

    def land(self, at: int, *, fails: bool = False) -> None:
        """The answer arrives, or the job fails."""
        self.read(at)
        job = self.jobs.pop(at)
        if not fails:
            job.operation.on_done(job.answer)
        job.ended.emit()

    def drain(self, ready: Callable[[], object] = lambda: None) -> None:
        """Let everything arrive that is asked for, and whatever is asked for then."""
        ready()
        QCoreApplication.processEvents()
        while self.jobs:
            self.land(0)
            QCoreApplication.processEvents()
            ready()
            QCoreApplication.processEvents()
