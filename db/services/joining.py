"""Joins the register of another office of the same district into this one, after a person has decided every double."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import JoinRefused
from db.domain.joining import Choice, Double, Side, left_out, lifted, undecided
from db.domain.progress import Progress, Silent
from db.domain.state import Code, Legal
from db.schema.address import node, place
from db.schema.holdings import person, vault_key
from db.schema.system import actor, journal_head, store_info
from db.schema.work import plate_batch, problem, text_decision
from db.store import joining as rows
from db.store.doubles import Meeting, meet
from db.store.joining import RULES, Joining, Tally
from db.store.moving_contents import bring_contents
from db.store.sets import add_each, among
from db.store.store import Store, Work
from db.store.tree import count_places, index_texts, move_legal

_Row = dict[str, Any]
_STEPS = (Legal.DRAFT, Legal.TO_VERIFY, Legal.TO_APPROVE, Legal.APPROVED)


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """What a join would meet.

    Attributes:
        store_no: of the other store; ``addresses`` and ``places`` are its numbers.
        new: addresses that only the other store has.
        doubles: addresses that a person must decide about, in street order.
    """

    store_no: int
    addresses: int
    places: int
    new: int
    doubles: tuple[Double, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What a join did.

    Attributes:
        tallies: table -> rows read, joined, already there and left out; they add up.
        left_out: addresses that stayed out, with everything below and about them.
    """

    changes: Changes
    tallies: Mapping[str, Tally]
    left_out: int


def compare_stores(ours: Store, other: Store, progress: Progress | None = None) -> JoinPlan:
    """Hold another store of the district against this one; nothing is changed.

    Raises:
        JoinRefused: the two cannot be joined at all.
        Cancelled: by the progress.
    """
    with ours.read() as mine, other.read() as theirs:
        number = _refuse_unfit(mine, theirs)
        meeting = meet(mine, theirs, progress or Silent())
    met = {one.theirs.id for one in meeting.doubles}
    return JoinPlan(
        number, len(meeting.parents), meeting.place_count, len(meeting.parents) - len(met), meeting.doubles
    )


def join_stores(
    ours: Store,
    actor: Actor,
    other: Store,
    choices: Mapping[int, Choice],
    reason: str,
    progress: Progress | None = None,
) -> Joined:
    """Bring the other store's rows into this one, whole or not at all; the other store stays as it is.

    Its own journal stays with it: the entry written here names its number and head, so that the file is kept as the
    proof of what came before.

    Args:
        ours: on a server, opened by its owner: rows come in every state.
        actor: who answers for the join.
        other: up to date, of the same district.
        choices: their address -> what a person decided; one for each double of ``compare_stores``.
        reason: why the two are joined.
        progress: told of tables; may cancel.

    Raises:
        JoinRefused: the two cannot be joined, or a double is ``undecided``; nothing was changed.
        NotAllowed: the actor may not join.
        Cancelled: by the progress; nothing was changed.
    """
    watched = progress or Silent()
    with ours.write(actor, "store.join", reason, alone=True) as work, other.read() as theirs:
        _refuse_guest(work.conn)
        number = _refuse_unfit(work.conn, theirs)
        meeting = meet(work.conn, theirs, watched)
        open_ones = undecided(meeting.doubles, choices)
        if open_ones:
            raise JoinRefused("undecided", open_ones[0].theirs.text, len(open_ones))
        same = [one for one in meeting.doubles if choices[one.theirs.id] is Choice.SAME]
        roots = [one.theirs.id for one in meeting.doubles if choices[one.theirs.id] is Choice.LEAVE_OUT]
        out = frozenset(left_out(meeting.parents, roots))
        same = [one for one in same if one.theirs.id not in out]
        joining = Joining(meeting.places, {one.theirs.id: one.ours.id for one in same}, out)
        _accounts(work, theirs)
        TablesOnTheWay(work, theirs, joining, meeting, number).join(watched)
        lift(work, same)
        bring_contents(theirs, work.conn, watched)
        work.note("store_info", str(number), "", rows.head_text(theirs.execute(select(journal_head)).one()))
    return Joined(work.changes(), joining.tallies, len(out))


def _refuse_unfit(mine: Connection, theirs: Connection) -> int:
    """The other store's number, when the two can be joined."""
    one, other = mine.execute(select(store_info)).one(), theirs.execute(select(store_info)).one()
    if one.store_uuid == other.store_uuid:
        raise JoinRefused("same_store")
    if one.practice or other.practice:
        raise JoinRefused("practice")
    if one.district_code != other.district_code:
        raise JoinRefused("other_district", other.district_code)
    if one.store_no == other.store_no:
        raise JoinRefused("same_number", str(one.store_no))
    _refuse_two_vaults(mine, theirs)
    return int(other.store_no)


def _refuse_two_vaults(mine: Connection, theirs: Connection) -> None:
    """Persons lie under their own store's key, which no other vault opens: with two of them nobody could read both."""
    if _any(mine, vault_key.c.id) and _any(theirs, person.c.wrapped_key):
        raise JoinRefused("two_vaults")


def _any(conn: Connection, column: ColumnElement[Any]) -> bool:
    return conn.execute(select(column).where(column.is_not(None)).limit(1)).first() is not None


def _refuse_guest(conn: Connection) -> None:
    """On a server rows that are approved already come in by its owner's hand only: an account could forge them."""
    if conn.dialect.name == "postgresql" and not conn.execute(select(func.zp.house())).scalar_one():
        raise JoinRefused("needs_owner")


def _accounts(work: Work, theirs: Connection) -> None:
    """Names that stand in the other store's history come along as closed accounts; who works here has one already."""
    known = set(work.conn.execute(select(actor.c.login)).scalars())
    for row in theirs.execute(select(actor).order_by(actor.c.id)):
        if row.login not in known:
            values = {"id": row.id, "login": row.login, "name": row.name, "state": "closed"}
            work.insert(actor, {**values, "created_at": row.created_at})


@dataclass
class TablesOnTheWay:
    """The tables on their way, and what some of them need besides."""

    work: Work
    theirs: Connection
    joining: Joining
    meeting: Meeting
    number: int

    def join(self, progress: Progress) -> None:
        """Bring them over.

        Raises:
            Cancelled: by the progress.
        """
        special = {
            "place": self._family,
            "node": self._family,
            "text_decision": self._decision,
            "plate_batch": self._batch,
            "problem": self._problem,
            "vault_key": self._vault,
            "vault_wrap": self._vault,
        }
        for done, rule in enumerate(RULES):
            progress.step(done, len(RULES), "joining")
            for joined in rows.join_table(
                self.theirs, self.work, rule, self.joining, special.get(rule.table.name)
            ):
                if rule.table is node:
                    self._hang(joined)

    @cached_property
    def _kids(self) -> Counter[int]:
        """How many of the addresses that join hang under each of their parents."""
        stay = self.joining.out | self.joining.nodes.keys()
        return Counter(parent for one, parent in self.meeting.parents.items() if one not in stay)

    def _family(self, _conn: Connection, fresh: list[_Row]) -> Iterable[_Row]:
        for row in fresh:
            row["child_count"] = self._kids[row["id"]]
        return ()

    @cached_property
    def _here_before(self) -> set[int]:
        """Places and addresses of ours that may get children."""
        return {*self.joining.nodes.values(), *self.joining.places.values()}

    def _hang(self, joined: list[_Row]) -> None:
        """Let parents that were here before, the index and the counters know."""
        conn = self.work.conn
        grown = Counter(row["parent_id"] for row in joined if row["parent_id"] in self._here_before)
        for table in (place, node):
            add_each(conn, table, "child_count", grown)
        index_texts(conn, [(row["id"], row["full_text"]) for row in joined])
        doors = (row for row in joined if row["parent_id"] == row["place_id"])
        count_places(self.work, Counter((row["area_community"], row["place_id"]) for row in doors))
        self.work.parent_changed(row["parent_id"] for row in joined)

    def _vault(self, _conn: Connection, fresh: list[_Row]) -> Iterable[_Row]:
        """Where there is a vault already, the other one's key has nothing to open here."""
        return fresh if self._has_vault else ()

    @cached_property
    def _has_vault(self) -> bool:
        return _any(self.work.conn, vault_key.c.id)

    def _decision(self, conn: Connection, fresh: list[_Row]) -> Iterable[_Row]:
        """What was decided here holds; theirs is kept as a replaced one."""
        c = text_decision.c
        keys = among(conn, c.text_key, (row["text_key"] for row in fresh))
        held = {
            tuple(row)
            for row in conn.execute(select(c.kind, c.text_key).where(keys, c.standing == "current"))
        }
        for row in fresh:
            if row["standing"] == "current" and (row["kind"], row["text_key"]) in held:
                row["standing"] = "replaced"
        return ()

    def _batch(self, conn: Connection, fresh: list[_Row]) -> Iterable[_Row]:
        """Two lists of one number are told apart by the store they come from."""
        c = plate_batch.c
        held = set(
            conn.execute(
                select(c.number).where(among(conn, c.number, (row["number"] for row in fresh)))
            ).scalars()
        )
        for row in fresh:
            if row["number"] in held:
                row["number"] = f"{row['number']}/{self.number}"
        return ()

    def _problem(self, conn: Connection, fresh: list[_Row]) -> Iterable[_Row]:
        c = problem.c
        subjects = among(conn, c.subject, (row["subject"] for row in fresh))
        found = conn.execute(select(c.rule, c.subject).where(subjects, c.state != "closed"))
        held = {tuple(row) for row in found}
        return [row for row in fresh if row["state"] != "closed" and (row["rule"], row["subject"]) in held]


def lift(work: Work, same: Iterable[Double]) -> None:
    """Bring what both have to where the further of the two had come, step by step as the tables allow."""
    legal: dict[str, dict[str, list[int]]] = {}
    for one in same:
        axes = lifted(one.theirs, one.ours)
        if "legal" in axes:
            legal.setdefault(one.ours.legal, {}).setdefault(axes["legal"], []).append(one.ours.id)
        others = {name: value for name, value in axes.items() if name != "legal"}
        if others:
            _set_axes(work, one.ours, others)
    for start, targets in legal.items():
        for target, ids in targets.items():
            way = _STEPS[_STEPS.index(Legal(start)) : _STEPS.index(Legal(target)) + 1]
            for before, after in pairwise(way):
                move_legal(work, ids, after, before)


def _set_axes(work: Work, ours: Side, axes: Mapping[str, str]) -> None:
    steps = [axes]
    if axes.get("code_state") == Code.REPLACED.value:
        steps = [{**axes, "code_state": Code.ASSIGNED.value}, {"code_state": Code.REPLACED.value}]
    for values in steps:
        version = work.conn.execute(select(node.c.row_version).where(node.c.id == ours.id)).scalar_one()
        work.change(node, {"id": ours.id, "row_version": version}, values)
