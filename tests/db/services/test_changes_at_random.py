"""Random plans on a small register: whatever is filed, decided, given back or revoked, it stays whole."""

import random
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from db.domain.errors import DomainError
from db.domain.plan import Act, Plan
from db.domain.state import Application
from db.schema.address import node
from db.services import applications as apps
from db.services.taking_hold import take_hold
from db.store.store import Store
from tests.changes import Clock, done, plan, whole
from tests.office import approved, person
from tests.register import COMMUNITY, OTHER_COMMUNITY

PLANS = 18
CHAINS = [
    *("1号", "1号/1幢", "1号/1幢/101室", "1号/1幢/102室", "1号/2幢", "1号/2幢/101室"),
    *("3号", "3号/1幢", "3号/1幢/101室", "3号/201室", "5号", "5号/101室"),
]


class Office:
    """A clerk who wants anything, and a chief who agrees or not.

    Attributes:
        refused: plans and decisions that the register refused.
    """

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.draw = store, random.Random(seed)
        self.clock = Clock()
        self.store.clock = self.clock
        self.refused = self.filed = self.decided = 0

    def nodes(self) -> list[Any]:
        with self.store.read() as conn:
            return list(conn.execute(select(node).order_by(node.c.id)))

    def wish(self) -> Plan:
        """Any act on any address, sensible or not."""
        draw, nodes = self.draw, self.nodes()
        one, other = draw.choice(nodes), draw.choice(nodes)
        act = draw.choice([act for act in Act if act is not Act.RENAME_PLACE])
        number = draw.choice(["7", "9", "1", "3"]) if one.kind == "door" else draw.choice("123")
        wishes: dict[Act, dict[str, Any]] = {
            Act.RENAME: {"own_text": number + ("号" if one.kind == "door" else "")},
            Act.CORRECT: {"own_text": number + ("号" if one.kind == "door" else "")},
            Act.RENUMBER: {"own_text": number + ("号" if one.kind == "door" else "")},
            Act.MOVE: draw.choice(
                [{"parent_id": other.id}, {"community": OTHER_COMMUNITY}, {"community": COMMUNITY}]
            ),
        }
        wanted = plan(self.store, act, [one.id], **wishes.get(act, {}))
        if act is Act.MERGE:
            wanted = replace(wanted, successors=(other.id,))
        if act is Act.SPLIT:
            below = [each.id for each in nodes if each.parent_id == one.id and each.is_live]
            parts = tuple(f"{draw.randint(20, 40)}{'号' if one.kind == 'door' else ''}" for _ in range(2))
            wanted = replace(
                wanted, new_own_texts=parts, shares=tuple((each, draw.randint(0, 1)) for each in below)
            )
        day = self.clock.day(self.clock.ahead + draw.randint(0, 2)) if draw.random() < 0.5 else ""
        return replace(wanted, effective_on=day)

    def file(self) -> None:
        try:
            done(self.store, self.wish())
            self.filed += 1
        except DomainError:
            self.refused += 1

    def decide(self) -> None:
        """Agree to what waits, give it back, or revoke what was agreed to."""
        chief = person(self.store, "chief")
        for one in apps.applications(self.store, Application.SUBMITTED):
            act = apps.approve if self.draw.random() < 0.8 else apps.return_application
            self._try(act, chief, one)
        if self.draw.random() < 0.3:
            agreed = [
                one for one in apps.applications(self.store, Application.APPROVED) if one.kind != "confirm"
            ]
            for one in self.draw.sample(agreed, min(1, len(agreed))):
                self._try(apps.revoke, chief, one)

    def _try(self, act: Any, chief: Any, one: Any) -> None:
        try:
            act(self.store, chief, one.id, one.row_version, "随机")
            self.decided += 1
        except DomainError:
            self.refused += 1


def test_whatever_is_planned_the_register_stays_whole(store: Store, seed: int) -> None:
    office = Office(store, seed)
    approved(store, CHAINS)
    for n in range(PLANS):
        office.file()
        office.decide()
        if n % 6 == 5:
            office.clock.ahead += 1
            take_hold(store, person(store, "clerk"))
            whole(store)
    whole(store)
    assert office.filed >= 3
    assert office.decided >= 3
