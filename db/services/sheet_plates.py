"""A community's word about a plate: one that is missing or damaged is a problem."""

from collections.abc import Collection

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.check_sheet import DAMAGED, NONE
from db.store import problems
from db.store.journal import canonical
from db.store.sheets import FindingRow
from db.store.store import Store
from db.store.turns import take_turn

MISSING_PLATE, DAMAGED_PLATE = "plate_missing", "plate_damaged"
"""Rules of the problems that a community's word about a plate opens."""
_PROBLEM = {NONE: ("缺", MISSING_PLATE), DAMAGED: ("损", DAMAGED_PLATE)}


def is_problem(one: FindingRow) -> bool:
    """Whether what is said of a plate is a problem; a plate that hangs there again is none."""
    return one.said in _PROBLEM


def open_plate_problems(store: Store, actor: Actor, found: Collection[FindingRow], reason: str) -> Changes:
    """Open the problems that communities told of, each once.

    Raises:
        NotAllowed: the actor opens no problems in one of the areas.
    """
    for community in {one.area_community for one in found}:
        actor.role_for("problem.find", community)
    with store.write(actor, "problem.find", reason) as work:
        take_turn(work.conn, "problems")
        known = {(one.rule, one.subject) for one in problems.open_problems(work.conn, "")}
        lines = [_problem(one) for one in found]
        problems.add(work, [line for line in lines if (line[2], line[4]) not in known])
    return work.changes()


def _problem(one: FindingRow) -> tuple[str, str, str, int, str, str]:
    kind, rule = _PROBLEM[one.said]
    node_id = one.node_id or 0
    return (one.area_community, kind, rule, node_id, str(node_id), canonical({"address": one.full_text}))
