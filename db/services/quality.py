"""Finding problems: runs every rule over the register, opens what is new and closes what has gone.

Rules that look at neighbours are pure (``db.domain.quality``) and get sorted rows; rules that compare columns are one
statement each. A run is one transaction, so that the list of problems always belongs to one state of the register.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotFound
from db.domain.quality import NUMBER_GAP, ROOM_MISSING, RULES, Finding, check_doors, check_rooms
from db.domain.quality import Problem as ProblemClass
from db.domain.state import PROBLEM, Problem, move
from db.services.numbering import current_rules
from db.store import problems
from db.store.journal import canonical
from db.store.problems import Fact, ProblemRow, Spot
from db.store.store import Store
from db.store.turns import take_turn

_STATEMENTS: dict[str, tuple[ProblemClass, Callable[[Connection], list[Fact]]]] = {
    "duplicate_address": (ProblemClass.DOUBLED, problems.duplicate_addresses),
    "text_mismatch": (ProblemClass.WRONG, problems.text_mismatches),
    "draft_place": (ProblemClass.WRONG, problems.draft_places),
}
_RUN = frozenset({rule.name for rule in RULES}) | frozenset(_STATEMENTS)


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """One fact to be put right.

    Attributes:
        node_id: the address, or the stair, door or place where something is missing.
        subject: tells it from other findings of the rule.
        address: its address; of what is missing, the address it should have.
    """

    rule: str
    problem: str
    node_id: int
    subject: str
    community: str
    address: str
    params: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class ProblemReport:
    """What a run found.

    Attributes:
        rows_checked: live addresses looked at.
        findings: rule -> how many; rules that found nothing are absent.
        opened: problems not known before.
        closed: problems that have gone.
    """

    rows_checked: int
    findings: dict[str, int]
    items: tuple[FoundProblem, ...]
    opened: int
    closed: int
    changes: Changes


def find_problems(store: Store, actor: Actor) -> ProblemReport:
    """Run every rule and bring the register of problems up to date.

    Problems a person works on stay open until he is done, even when the rule finds them no more.

    The rules compare neighbours, so that whoever sees only part of the district would report the rest as missing.

    Raises:
        NotAllowed: the actor may not look for problems, or not in the whole district.
    """
    with store.write(actor, "problem.find", area=store.district_code) as work:
        take_turn(work.conn, "problems")
        found = _run(work.conn)
        known = {(row.rule, row.subject): row for row in problems.open_problems(work.conn, "")}
        fresh = [one for one in found if (one.rule, one.subject) not in known]
        problems.add(work, [_row(one) for one in fresh])
        now = {(one.rule, one.subject) for one in found}
        gone = [row for key, row in known.items() if row.rule in _RUN and key not in now]
        gone = [row for row in gone if Problem.CLOSED in PROBLEM[Problem(row.state)]]
        problems.close(work, gone)
        checked = problems.live_count(work.conn)
    findings = dict(sorted(Counter(one.rule for one in found).items()))
    return ProblemReport(checked, findings, tuple(found), len(fresh), len(gone), work.changes())


def open_problems(store: Store, area: str = "") -> list[ProblemRow]:
    """Problems that are not closed; of a district, subdistrict or community when one is given."""
    with store.read() as conn:
        return problems.open_problems(conn, area)


def close_problem(store: Store, actor: Actor, problem_id: int, reason: str) -> Changes:
    """Close a problem that a person judged to be none, or put right where no rule sees it.

    Raises:
        NotFound: no such problem.
        NotAllowed: the actor may not close problems there.
        WrongState: it is closed, or on its way through rectification.
    """
    with store.write(actor, "problem.close", reason) as work:
        row = problems.one(work.conn, problem_id)
        if row is None:
            raise NotFound("problem", str(problem_id))
        work.actor.role_for(work.verb, row.area_community)
        move(PROBLEM, Problem(row.state), Problem.CLOSED)
        problems.close(work, [row])
    return work.changes()


def _run(conn: Connection) -> list[FoundProblem]:
    rules = current_rules(conn)
    found = list(check_doors(problems.doors(conn), rules, problems.held_numbers(conn)))
    for _, stair in groupby(problems.rooms(conn), key=lambda room: room.stair):
        found += check_rooms(stair, rules)
    items = list(_placed(conn, found))
    for rule, (kind, statement) in _STATEMENTS.items():
        items += [
            FoundProblem(
                rule, kind.value, fact.node_id, str(fact.node_id), fact.community, fact.address, fact.params
            )
            for fact in statement(conn)
        ]
    return items


def _placed(conn: Connection, found: Sequence[Finding]) -> Iterator[FoundProblem]:
    """Give every finding its node, community and address."""
    gaps = [one for one in found if one.rule == NUMBER_GAP.name]
    doors = problems.door_spots(conn, {_number(one.group) for one in gaps})
    spots = problems.spots(conn, {_node_of(one) for one in found if one.rule != NUMBER_GAP.name})
    for one in found:
        node_id = _node_of(one)
        if one.rule == NUMBER_GAP.name:
            neighbour = doors[node_id, int(one.params["before"])]
            address = f"{neighbour.full_text.removesuffix(neighbour.own_text)}{one.text}号"
            community = neighbour.community
        else:
            address, community = _address(one, spots[node_id]), spots[node_id].community
        subject = str(node_id) if one.row is not None else f"{node_id}|{one.text}"
        yield FoundProblem(one.rule, one.problem.value, node_id, subject, community, address, one.params)


def _address(one: Finding, spot: Spot) -> str:
    return f"{spot.full_text}{one.text}室" if one.rule == ROOM_MISSING.name else spot.full_text


def _node_of(one: Finding) -> int:
    return one.row if one.row is not None else _number(one.group)


def _number(group: object) -> int:
    """Groups are ids: of a place or of what rooms hang under."""
    assert isinstance(group, int), group
    return group


def _row(one: FoundProblem) -> tuple[str, str, str, int, str, str]:
    detail = canonical({"address": one.address, **one.params})
    return (one.community, one.problem, one.rule, one.node_id, one.subject, detail)
