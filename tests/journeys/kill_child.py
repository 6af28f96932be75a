"""A process that dies at a chosen statement, or beside a commit, of a real piece of work.

The parent prepares an office once, hands each child a copy, and lets it fork away: no interpreter is started anew. Every
statement and both sides of every COMMIT are points at which the child may kill itself; it says on a pipe whether a
writing transaction was open, and which of its commits were over.
"""

import contextlib
import hashlib
import json
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import event, inspect, select, text, update

from db.domain.access import Actor
from db.domain.block import BlockPlan
from db.domain.han import syllables
from db.domain.importing import Field, Kind, SheetRow
from db.domain.inspection import Answer, Package
from db.domain.plan import Act, Edit, Plan
from db.domain.plate import PlateClass
from db.domain.progress import Silent
from db.schema.address import node
from db.schema.system import catalogue
from db.schema.work import planned_change, plate, plate_batch
from db.services import applications, inspections, qr
from db.services.blocks import Under, generate_block, preview_block
from db.services.changes import carry_out
from db.services.import_batches import reverse_batch
from db.services.importing import Source, promote, stage
from db.services.store import check_store, init_store, open_store
from db.services.taking_hold import take_hold
from db.services.undo import undo
from db.store.store import Store
from db.store.tree import recount
from tests.conftest import copy_template
from tests.office import STREET, addresses, coded, full, person, qr_row, staged_qr
from tests.office import approved as approve_all
from tests.postgres import Server
from tests.register import COMMUNITY, DISTRICT, SEEDS

NEVER = -1
VERBS = ("import", "approve", "qr", "merge", "change", "block")
CHECKLIST = Path(__file__).parent.parent.parent / "resources" / "rules" / "checklist.json"
_NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


class Noon:
    """A clock that stands, so that the same work leaves the same rows."""

    def now(self) -> datetime:
        return _NOON


@dataclass(frozen=True)
class Office:
    """What the work needs to know of the prepared store; the same in every copy."""

    people: dict[str, Actor]
    to_confirm: tuple[int, ...]
    qr_batch: int
    package: Package
    change: Plan


@dataclass
class Fate:
    """What a child told before it ended.

    Attributes:
        points: its labels so far: ``read``, ``statement``, ``before commit``, ``after commit``.
        said: commits of writes that it reported as done.
        died: whether it killed itself.
        failure: traceback of an error that was not planned.
    """

    points: list[str] = field(default_factory=list)
    said: int = 0
    died: bool = False
    failure: str = ""

    @property
    def inside(self) -> bool:
        """Whether a writing transaction was open at the end."""
        return self.points[-1] in ("statement", "before commit")


def prepare(url: str) -> Office:
    """Fill a fresh test store: addresses to confirm, a staged QR list, a package that an inspector filled."""
    store = open_store(url, Noon())
    try:
        done = coded(store, ["1号", "3号", "3号/1幢", "3号/1幢/101室"])
        approved = addresses(store, ["5号", "7号"])
        clerk, chief = person(store, "clerk"), person(store, "chief")
        filed = applications.file_confirmation(store, clerk, approved.values(), "批量确认", "普查")
        applications.approve(store, chief, filed.application_id, 1, "同意")
        waiting = addresses(store, ["9号", "11号", "11号/2幢"])
        rows = [
            qr_row(full(chain), f"https://dz.example/{chain[0]}", f"CODE-{chain[0]}") for chain in approved
        ]
        batch = staged_qr(store, [*rows, qr_row(full("99号"), "https://dz.example/99")])
        people = {login: person(store, login) for login in ("clerk", "chief", "inspector")}
        _hang_plates(store, list(done.values()))
        issued = inspections.export_package(store, people["inspector"], COMMUNITY, 3, 1).package
        door = approve_all(store, ["31号", "31号/1幢", "31号/1幢/101室"])["31号"]
        _wait_for_today(store, approve_all(store, ["33号", "33号/101室"])["33号"])
        change = Plan(Act.RENUMBER, (Edit(door, _version(store, door), "35号"),))
        return Office(people, tuple(waiting.values()), batch, _filled(issued), change)
    finally:
        store.close()


def _version(store: Store, node_id: int) -> int:
    with store.read() as conn:
        return int(conn.execute(select(node.c.row_version).where(node.c.id == node_id)).scalar_one())


def _wait_for_today(store: Store, door: int) -> None:
    """A decided change whose day has come since."""
    edit = Edit(door, _version(store, door))
    plan = Plan(Act.CANCEL, (edit,), effective_on="2026-11-23")
    filed = carry_out(store, person(store, "clerk"), plan, "注销", "拆迁")
    applications.approve(store, person(store, "chief"), filed.application_id, 1, "同意")
    with store.engine.begin() as conn:
        conn.execute(update(planned_change).values(effective_on="2026-11-22"))


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


def work(verb: str, store: Store, office: Office) -> Iterator[None]:
    """Do the work, pausing after each committed write."""
    people = office.people
    if verb == "import":
        source = Source("a.xlsx", "a" * 64)
        batch = stage(store, people["clerk"], Kind.ADDRESSES, source, delivery(), Silent())
        yield
        promote(store, people["clerk"], batch, Silent())
        yield
        reverse_batch(store, people["clerk"], batch, "发错", Silent())
    elif verb == "approve":
        filed = applications.file_confirmation(store, people["clerk"], office.to_confirm, "批量确认", "普查")
        yield
        applications.approve(store, people["chief"], filed.application_id, 1, "同意")
    elif verb == "change":
        filed_change = carry_out(store, people["clerk"], office.change, "改号", "重新编号")
        yield
        applications.approve(store, people["chief"], filed_change.application_id, 1, "同意")
        yield
        take_hold(store, people["clerk"])
    elif verb == "block":
        under, plan = Under(node_id=office.to_confirm[0]), BlockPlan("1-2", "1-2", "1~6")
        seen = preview_block(store, under, plan).tally
        generate_block(store, people["clerk"], under, plan, reason="新建楼盘", seen=seen)
        yield
        undo(store, people["clerk"])
    elif verb == "qr":
        qr.accept(store, people["clerk"], office.qr_batch)
    else:
        inspections.merge_package(store, people["clerk"], office.package)
    yield


def run(url: str, verb: str, office: Office, point: int) -> Fate:
    """Let a forked child do the work on a copy and die at a point (``NEVER``: live); what it told."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _child(writing, url, verb, office, point)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = [json.loads(line) for line in pipe]
    _, status = os.waitpid(pid, 0)
    fate = Fate(died=os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL)
    for word, value in told:
        if word == "point":
            fate.points.append(value)
        elif word == "said":
            fate.said += 1
        else:
            fate.failure = value
    return fate


def _child(pipe: int, url: str, verb: str, office: Office, point: int) -> NoReturn:
    def tell(word: str, value: str) -> None:
        os.write(pipe, (json.dumps([word, value]) + "\n").encode())

    try:
        store = open_store(url, Noon())
        _arm(store, point, tell)
        for _ in work(verb, store, office):
            tell("said", verb)
        os._exit(0)
    except BaseException:  # the fork must never run on into the parent's code
        tell("failure", traceback.format_exc())
        os._exit(1)


def _arm(store: Store, point: int, tell: Callable[[str, str], None]) -> None:
    """Count statements and commits of the engine, and die at the chosen one."""
    passed = -1
    writes = False

    def pass_by(label: str) -> None:
        nonlocal passed
        passed += 1
        tell("point", label)
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(store.engine, "begin")
    def _begun(conn: Any) -> None:
        nonlocal writes
        writes = bool(conn.get_execution_options().get("writing"))

    @event.listens_for(store.engine, "before_cursor_execute")
    def _statement(_conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        pass_by("statement" if writes and not sql.startswith("BEGIN") else "read")

    commit = store.engine.dialect.do_commit

    def do_commit(connection: Any) -> None:
        if not writes:
            return commit(connection)
        pass_by("before commit")
        commit(connection)
        pass_by("after commit")
        return None

    store.engine.dialect.do_commit = do_commit  # type: ignore[method-assign, assignment]


def audit(url: str) -> str:
    """Digest of every row of a store that was found sound.

    Raises:
        AssertionError: the engine, the journal or the tree is not whole.
    """
    store = open_store(url, Noon())
    try:
        report = check_store(store)
        assert report.ok, report.problems
        with store.read() as conn:
            assert recount(conn) == []
            digest = hashlib.sha256()
            for name in sorted(inspect(conn).get_table_names()):
                if name == "node_search":  # its shadow tables hold it
                    continue
                quoted = conn.dialect.identifier_preparer.quote(name)
                rows = conn.execute(select(text("*")).select_from(text(quoted)))
                digest.update(pickle.dumps((name, sorted(repr(tuple(row)) for row in rows))))
        return digest.hexdigest()
    finally:
        store.close()


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
        states: digest of the store before it and after each of its commits.
    """

    points: int
    states: tuple[str, ...]


def course_of(copies: Copies, verb: str) -> Course:
    """Let the work run through once, then once up to each commit."""
    with copies.one() as url:
        states = [audit(url)]
    with copies.one() as url:
        fate = run(url, verb, copies.office, NEVER)
        end = audit(url)
    assert not fate.died, verb
    assert not fate.failure, fate.failure
    for point in (n for n, label in enumerate(fate.points) if label == "after commit"):
        with copies.one() as url:
            assert run(url, verb, copies.office, point).died
            states.append(audit(url))
    assert states[-1] == end, "the work is not the same twice"
    assert len(set(states)) == fate.said + 1, "a commit changed nothing"
    return Course(len(fate.points), tuple(states))


def kill(copies: Copies, verb: str, course: Course, point: int) -> bool:
    """Kill the work at a point and look at what is left; whether a writing transaction was open.

    Raises:
        AssertionError: half a batch, a lost commit, or a store that is not whole.
    """
    with copies.one() as url:
        fate = run(url, verb, copies.office, point)
        assert fate.died, fate.failure
        assert len(fate.points) == point + 1
        committed = fate.points.count("after commit")
        assert fate.said <= committed
        assert audit(url) == course.states[committed], (
            f"{verb} killed at {point} of {course.points}: {fate.points[-1]}"
        )
    return fate.inside
