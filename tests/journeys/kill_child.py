"""Work that is several transactions, killed: a delivery staged, taken in and back out; an inspector's package that returns.

The parent prepares an office once and hands each child (``tests.journeys.dying``) a copy. Whatever the moment, the store
is as it was after the last commit before it.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from db.domain.access import Actor
from db.domain.han import syllables
from db.domain.importing import Field, Kind, SheetRow
from db.domain.inspection import Answer, Package
from db.domain.plate import PlateClass
from db.domain.progress import Silent
from db.schema.system import catalogue
from db.schema.work import plate, plate_batch
from db.services import inspections
from db.services.import_batches import reverse_batch
from db.services.importing import Source, promote, stage
from db.services.store import init_store, open_store
from db.store.store import Store
from tests.conftest import copy_template
from tests.journeys.dying import Blow, Noon, audit, run
from tests.office import STREET, coded, person
from tests.postgres import Server
from tests.register import COMMUNITY, DISTRICT, SEEDS

VERBS = ("import", "merge")
CHECKLIST = Path(__file__).parent.parent.parent / "resources" / "rules" / "checklist.json"


@dataclass(frozen=True)
class Office:
    """What the work needs to know of the prepared store; the same in every copy."""

    clerk: Actor
    package: Package


def prepare(url: str) -> Office:
    """Fill a fresh test store: coded addresses, and a package that an inspector filled."""
    store = open_store(url, Noon())
    try:
        done = coded(store, ["1号", "3号", "3号/1幢", "3号/1幢/101室"])
        _hang_plates(store, list(done.values()))
        issued = inspections.export_package(store, person(store, "inspector"), COMMUNITY, 3, 1).package
        return Office(person(store, "clerk"), _filled(issued))
    finally:
        store.close()


def _hang_plates(store: Store, nodes: list[int]) -> None:
    """Plates of a verified batch, as the print room leaves them."""
    with store.write(person(store, "printer"), "plates.batch") as work:
        body = CHECKLIST.read_text(encoding="utf-8")
        work.conn.execute(
            catalogue.insert().values(
                kind="rule",
                key="checklist",
                version="2026.1",
                source="tests",
                status="verified",
                body=body,
            )
        )
        batch_id, *ids = work.new_ids(len(nodes) + 1)
        room = PlateClass.ROOM.value
        columns = ("district_code", "id", "number", "class", "area_code", "state", "template_version")
        head = (DISTRICT, batch_id, "1", room, COMMUNITY, "verified", "1", len(nodes), "printer", work.at)
        work.insert_many(plate_batch, (*columns, "plate_count", "created_by", "created_at"), [head])
        where = ("district_code", "id", "area_district", "area_subdistrict", "area_community", "node_id")
        area = (COMMUNITY[:6] + "000000", COMMUNITY[:9] + "000", COMMUNITY)
        rows = [
            (DISTRICT, row_id, *area, node_id, room, "main", 1, "to_make", f"p{n}", batch_id, "{}")
            for n, (row_id, node_id) in enumerate(zip(ids, nodes, strict=True))
        ]
        more = ("class", "position", "ordinal", "state", "payload", "batch_id", "texts")
        work.insert_many(plate, (*where, *more), rows)


def _filled(issued: Package) -> Package:
    answers = [
        Answer(
            f"{form.id}-{item}",
            form.id,
            item,
            "pass",
            "",
            issued.created,
            "inspector",
            "pad",
            form.base_version,
        )
        for form in issued.forms
        for item in form.items[:4]
    ]
    return replace(issued, answers=tuple(answers), sha256="f" * 64)


def delivery() -> list[SheetRow]:
    """A small list: rooms whose parents are implied, a new name, a doubled and a refused record."""
    unit = {Field.SUBDISTRICT: "筼筜街道", Field.COMMUNITY: "官任社区"}
    chains = [
        ("21号", "1幢", "101室"),
        ("21号", "1幢", "102室"),
        ("23号", "", ""),
        ("1号", "", ""),
        ("23号", "", ""),
    ]
    cells = [
        {**unit, Field.STREET: STREET, Field.NUMBER: door}
        | ({Field.BUILDING: building, Field.ROOM: room} if building else {})
        for door, building, room in chains
    ]
    cells += [{**unit, Field.COMPOUND: "新名花园", Field.BUILDING: "2幢"}, {**unit, Field.STREET: STREET}]
    return [
        SheetRow("a.xlsx", "S", n, cells={str(k): v for k, v in one.items()})
        for n, one in enumerate(cells, 2)
    ]


def work(verb: str, office: Office, store: Store) -> Iterator[None]:
    """Do the work, pausing after each committed write."""
    if verb == "import":
        source = Source("a.xlsx", "a" * 64)
        batch = stage(store, office.clerk, Kind.ADDRESSES, source, delivery(), Silent())
        yield
        promote(store, office.clerk, batch, Silent())
        yield
        reverse_batch(store, office.clerk, batch, "发错", Silent())
    else:
        inspections.merge_package(store, office.clerk, office.package)
    yield


class Copies:
    """A prepared store and cheap copies of it: of the file, or of the database on a server."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        syllables("新名")  # loads its dictionary here, once, and not in every child
        self._folder, self._server = folder, server
        self._database = server.create_database() if server else "office.db"
        url = self._url(self._database)
        init_store(url, SEEDS, district_code=DISTRICT, store_no=1, clock=Noon())
        self.office = prepare(url)

    def _url(self, name: str) -> str:
        if self._server:
            return self._server.url(name)
        return f"sqlite:///{(self._folder / name).as_posix()}"

    @contextlib.contextmanager
    def one(self) -> Iterator[str]:
        """The URL of a fresh copy; it is gone afterwards."""
        if self._server:
            name = self._server.create_database(self._database)
            yield self._url(name)
            self._server.drop_database(name)
            return
        file = self._folder / "copy.db"
        copy_template(self._folder / self._database, file)
        yield self._url(file.name)
        for one in self._folder.glob("copy.db*"):
            one.unlink()

    def close(self) -> None:
        """Give the server's database back."""
        if self._server:
            self._server.drop_database(self._database)


@dataclass(frozen=True)
class Course:
    """How a piece of work goes undisturbed.

    Attributes:
        points: how many points it passes.
        states: the store before it and after each of its commits.
    """

    points: int
    states: tuple[dict[str, str], ...]


def course_of(copies: Copies, verb: str) -> Course:
    """Let the work run through once, then once up to each commit."""
    whole = partial(work, verb, copies.office)
    with copies.one() as url:
        states = [audit(url)]
    with copies.one() as url:
        fate = run(url, whole)
        end = audit(url)
    assert not fate.died, verb
    assert not fate.failure, fate.failure
    for point in (n for n, label in enumerate(fate.points) if label == "after commit"):
        with copies.one() as url:
            assert run(url, whole, Blow(at=point)).died
            states.append(audit(url))
    assert states[-1] == end, "the work is not the same twice"
    assert all(one not in states[:n] for n, one in enumerate(states)), "a commit changed nothing"
    return Course(len(fate.points), tuple(states))


def kill(copies: Copies, verb: str, course: Course, point: int) -> bool:
    """Kill the work at a point and look at what is left; whether a writing transaction was open.

    Raises:
        AssertionError: half a batch, a lost commit, or a store that is not whole.
    """
    with copies.one() as url:
        fate = run(url, partial(work, verb, copies.office), Blow(at=point))
        assert fate.died, fate.failure
        assert len(fate.points) == point + 1
        assert fate.said <= fate.committed
        assert audit(url) == course.states[fate.committed], (
            f"{verb} killed at {point} of {course.points}: {fate.points[-1]}"
        )
    return fate.inside
