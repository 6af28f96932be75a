"""Random histories of a small register, and an oracle that tells any day of them by replaying what took effect until then.

The register gets the versions as the services write them; the oracle knows only the list of what happened.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from db.domain.address import NodeKind, door, extend_key, place_key, read_own
from db.domain.number import HouseNumber
from db.domain.state import LEGAL, LIVE_LEGAL, Legal
from db.schema.address import division, node, node_version, place, place_alias
from db.store.store import Store, Work
from db.store.tree import Area, NewNode, add_nodes
from tests.desks import house
from tests.office import person

FOREVER = "9999-12-31"
FIRST = date(2019, 1, 1)
_WORDS = {NodeKind.BUILDING: "幢", NodeKind.STAIR: "梯", NodeKind.ROOM: "室", NodeKind.DOOR: "号"}
_BELOW = {
    None: (NodeKind.DOOR, NodeKind.DOOR, NodeKind.BUILDING),
    NodeKind.DOOR: (NodeKind.BUILDING, NodeKind.STAIR, NodeKind.ROOM),
    NodeKind.BUILDING: (NodeKind.STAIR, NodeKind.ROOM),
    NodeKind.STAIR: (NodeKind.ROOM,),
    NodeKind.ROOM: (),
}
_CHANGES = ("reword", "reword", "correct", "move", "move", "area", "legal", "legal", "demolish", "place")
_OPS = ("add",) * 6 + _CHANGES


@dataclass
class History:
    """One history: what happened, in the order in which it takes effect.

    Attributes:
        told: (day, turn, kind of thing, its id, what it is from then on).
        last: node -> the last day on which something of it changes.
        went_back: places that took a name up again; one row for a name cannot tell of a second time.
    """

    case: int
    draw: random.Random
    told: list[tuple[str, int, str, Any, dict[str, Any]]] = field(default_factory=list)
    kinds: dict[int, NodeKind] = field(default_factory=dict)
    last: dict[int, str] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    place_last: dict[int, str] = field(default_factory=dict)
    went_back: set[int] = field(default_factory=set)
    numbers: int = 0
    turn: int = 0

    @property
    def code(self) -> str:
        """The beginning of the codes of its two subdistricts."""
        return f"3502{self.case % 20 + 30:02d}{self.case // 20 * 2 + 100:03d}"

    @property
    def subdistricts(self) -> tuple[str, str]:
        number = int(self.code)
        return f"{number}000", f"{number + 1}000"

    @property
    def communities(self) -> tuple[str, ...]:
        one, other = self.subdistricts
        return (one[:9] + "001", one[:9] + "002", other[:9] + "001")

    def tell(self, day: str, what: str, key: Any, **values: Any) -> None:
        """Note what takes effect on a day."""
        self.turn += 1
        self.told.append((day, self.turn, what, key, values))

    def replay(self, on: str) -> "Oracle":
        """Everything as it was at the end of a day."""
        found = Oracle()
        for day, _turn, what, key, values in sorted(self.told, key=lambda one: one[:2]):
            if day <= on:
                found.things.setdefault(what, {}).setdefault(key, {}).update(values)
        return found


@dataclass
class Oracle:
    """One day of a history: kind of thing -> id -> what it is."""

    things: dict[str, dict[Any, dict[str, Any]]] = field(default_factory=dict)

    @property
    def nodes(self) -> dict[int, dict[str, Any]]:
        return self.things.get("node", {})

    def above(self, node_id: int) -> list[int]:
        chain: list[int] = []
        while self.nodes[node_id]["parent"] in self.nodes:
            node_id = self.nodes[node_id]["parent"]
            chain.insert(0, node_id)
        return chain

    def place_of(self, node_id: int) -> int:
        top = (self.above(node_id) or [node_id])[0]
        return int(self.nodes[top]["parent"])

    def units(self, community: str) -> tuple[str, str, str]:
        unit = self.things["unit"]
        above = unit[community]["parent"]
        return ("某某区", unit[above]["name"], unit[community]["name"])

    def text(self, node_id: int) -> str:
        own = "".join(self.nodes[one]["own"] for one in [*self.above(node_id), node_id])
        return "厦门市某某区" + str(self.things["place"][self.place_of(node_id)]["name"]) + own

    def line(self, node_id: int) -> tuple[Any, ...]:
        """An address as the test compares it with the register's."""
        one, place_id = self.nodes[node_id], self.place_of(node_id)
        return (
            *(node_id, one["kind"].value, one["parent"], place_id, self.things["place"][place_id]["name"]),
            *(*self.units(one["community"]), one["community"], tuple(self.above(node_id)), one["own"]),
            *(self.text(node_id), one["legal"], one["existence"]),
        )

    def order(self, node_id: int) -> tuple[Any, ...]:
        """Community, place and then the way along the street."""
        ranks = [
            (list(NodeKind).index(self.nodes[one]["kind"]), int(self.nodes[one]["own"][:-1]))
            for one in [*self.above(node_id), node_id]
        ]
        place_id = self.place_of(node_id)
        community = self.nodes[node_id]["community"]
        return (community, self.things["place"][place_id]["name"], place_id, ranks, node_id)

    def in_community(self, code: str) -> list[int]:
        found = [one for one, said in self.nodes.items() if said["community"] == code]
        return sorted(found, key=self.order)

    def below(self, parent: int) -> list[int]:
        """What hangs directly under a place or a node."""
        return [one for one, said in self.nodes.items() if said["parent"] == parent]

    def subtree(self, node_id: int) -> list[int]:
        return [one for one in self.nodes if node_id in [*self.above(one), one]]


class Writer:
    """Writes one history into a store, one write, day after day."""

    def __init__(self, work: Work, history: History) -> None:
        self.work, self.history, self.draw = work, history, history.draw

    def write(self, turns: int) -> None:
        """Let the given number of things happen."""
        day = FIRST
        self._begin(day.isoformat())
        for _ in range(turns):
            day += timedelta(days=self.draw.choice((0, 0, 1, 3, 30, 200)))
            self.work.today = day.isoformat()
            # A decided change may be written down before its day.
            ahead = self.draw.choice((0, 0, 0, 1, 90))
            effect = (day + timedelta(days=ahead)).isoformat()
            op = self.draw.choice(_OPS)
            if op == "add":
                self._add(self.work.today)
            elif op == "place":
                self._rename_place(self.work.today)
            else:
                self._change(op, effect)
        self._change_units((day + timedelta(days=5)).isoformat())

    def _begin(self, day: str) -> None:
        work, history = self.work, self.history
        work.today = day
        one, other = history.subdistricts
        units = [(one, "甲街道", 4), (other, "乙街道", 4)]
        home = history.code[:6] + "000000"
        known = work.conn.execute(select(division.c.code).where(division.c.code == home)).scalar()
        if known is None:
            self._unit(home, "某某区", "350200000000", 3, "2000-01-01")
        for code, name, level in units:
            self._unit(code, name, home, level, day)
        for code, name in zip(history.communities, ("一社区", "二社区", "三社区"), strict=True):
            self._unit(code, name, code[:9] + "000", 5, day)
        for place_id in work.new_ids(3):
            name = f"{self.draw.choice('湖山海江')}{len(history.places)}路{history.case}"
            values = {
                **{"id": place_id, "kind": "street", "name": name, "scope_code": f"h{history.case}"},
                **{"home_district": history.code[:6], "state": "approved", "pinyin": "", "pinyin_source": ""},
                **{"rule_set": "", "source": "test", "valid_from": day},
            }
            work.conn.execute(insert(place).values(values))
            history.places.append(place_id)
            history.place_last[place_id] = day
            history.tell(day, "place", place_id, name=name)

    def _unit(self, code: str, name: str, parent: str, level: int, day: str, until: str = FOREVER) -> None:
        values = {"code": code, "name": name, "parent_code": parent, "level": level, "valid_from": day}
        values |= {"valid_to": until, "hidden": False, "source": "test", "status": "verified"}
        self.work.conn.execute(insert(division).values(values))
        if level > 3:
            self.history.tell(day, "unit", code, name=name, parent=parent)

    def _change_units(self, day: str) -> None:
        """Rename one community, and give another to the other subdistrict."""
        one, other, _third = self.history.communities
        for code, name, parent in (
            (one, "新名社区", one[:9] + "000"),
            (other, "二社区", self.history.subdistricts[1]),
        ):
            where = (division.c.code == code, division.c.valid_to == FOREVER)
            self.work.conn.execute(update(division).where(*where).values(valid_to=day))
            self._unit(code, name, parent, 5, day)

    # -- what may happen ----------------------------------------------------------------------------------------------

    def _own(self, kind: NodeKind) -> str:
        """A number nobody had, so that no key stands in the way."""
        self.history.numbers += 1
        return f"{self.history.numbers}{_WORDS[kind]}"

    def _add(self, day: str) -> None:
        history, now = self.history, self.history.replay(day)
        parents = [one for one in now.nodes if history.kinds[one] is not NodeKind.ROOM]
        parent = self.draw.choice([*history.places, *parents])
        above = history.kinds.get(parent)
        kind = self.draw.choice(_BELOW[above])
        community = now.nodes[parent]["community"] if parent in now.nodes else self._community()
        own = self._own(kind)
        (node_id,) = self.work.new_ids(1)
        place_id = now.place_of(parent) if parent in now.nodes else parent
        read = door(HouseNumber(int(own[:-1]))) if kind is NodeKind.DOOR else read_own(kind, own)
        area = Area(history.code[:6] + "000000", community[:9] + "000", community)
        head = self._head(parent, place_id)
        if head is None:
            return
        key, text = extend_key(head[0], read), head[1] + read.text
        new = NewNode(node_id, read, parent, place_id, history.code[:6], area, key, text)
        add_nodes(self.work, [new])
        history.kinds[node_id], history.last[node_id] = kind, day
        said = {"kind": kind, "parent": parent, "community": community, "own": read.text}
        history.tell(day, "node", node_id, **said, legal=Legal.TO_VERIFY.value, existence="exists")

    def _head(self, parent: int, place_id: int) -> tuple[str, str] | None:
        """How the key and the text of an address begin; None where it would hang below one that has ended."""
        if parent == place_id:
            return place_key(place_id), ""
        query = select(node.c.live_key, node.c.full_text, node.c.is_live).where(node.c.id == parent)
        row = self.work.conn.execute(query).one()
        return (row.live_key, row.full_text) if row.is_live else None

    def _community(self) -> str:
        return self.draw.choice(self.history.communities)

    def _change(self, op: str, day: str) -> None:
        """Change one address on a day, when nothing that is written down comes later."""
        now = self.history.replay(day)
        settled = {one for one in now.nodes if self.history.last[one] <= day}
        if not settled:
            return
        node_id = self.draw.choice(sorted(settled))
        values: dict[int, dict[str, Any]] = {}
        if op in ("reword", "correct"):
            values[node_id] = {"own": self._own(self.history.kinds[node_id])}
        elif op == "legal":
            values[node_id] = self._next_legal(now.nodes[node_id]["legal"])
        elif op == "demolish":
            values[node_id] = {"existence": "demolished"}
        else:
            values = self._elsewhere(op, now, node_id, settled)
        for one, said in values.items():
            if said:
                begins = self._version(one, day, said, amend=op == "correct")
                self.history.tell(begins, "node", one, **said)

    def _next_legal(self, legal: str) -> dict[str, Any]:
        steps = sorted(one.value for one in LEGAL[Legal(legal)])
        return {"legal": self.draw.choice(steps)} if steps else {}

    def _elsewhere(self, op: str, now: Oracle, node_id: int, settled: set[int]) -> dict[int, dict[str, Any]]:
        followers = now.subtree(node_id)
        if not settled.issuperset(followers):
            return {}
        if op == "area":
            community = self._community()
            return {one: {"community": community} for one in followers}
        kind = self.history.kinds[node_id]
        parents: list[int] = [*self.history.places] if kind in _BELOW[None] else []
        parents += [
            one
            for one in sorted(settled)
            if kind in _BELOW[self.history.kinds[one]]
            and one not in followers
            and settled.issuperset(now.above(one))  # else both might hang under each other one day
        ]
        if not parents:
            return {}
        parent = self.draw.choice(parents)
        place_id = now.place_of(parent) if parent in now.nodes else parent
        found: dict[int, dict[str, Any]] = {one: {"place": place_id} for one in followers}
        found[node_id]["parent"] = parent
        return found

    def _version(self, node_id: int, day: str, said: dict[str, Any], *, amend: bool) -> str:
        """Open a version on a day, or rewrite the present one; returns the day it begins."""
        names = {"own": "own_text", "parent": "parent_id", "place": "place_id", "community": "area_community"}
        changed = {names.get(name, name): value for name, value in said.items()}
        if "own_text" in changed:
            text = changed["own_text"]
            changed["ident"] = read_own(self.history.kinds[node_id], text).ident
        version, conn = node_version.c, self.work.conn
        open_ = (version.node_id == node_id, version.valid_to == FOREVER)
        row = dict(conn.execute(select(node_version).where(*open_)).one()._mapping)
        if amend or row["valid_from"] == day:
            conn.execute(update(node_version).where(*open_).values(changed))
            day = row["valid_from"]
        else:
            conn.execute(update(node_version).where(*open_).values(valid_to=day))
            conn.execute(insert(node_version).values({**row, **changed, "valid_from": day}))
            self.history.last[node_id] = day
        if day <= self.work.today:
            if "legal" in changed:
                changed["is_live"] = changed["legal"] in {one.value for one in LIVE_LEGAL}
            conn.execute(update(node).where(node.c.id == node_id).values(changed))
        return day

    def _rename_place(self, day: str) -> None:
        """Give a place another name, now and then one it had before."""
        history = self.history
        place_id = self.draw.choice(history.places)
        conn, alias = self.work.conn, place_alias.c
        current = str(conn.execute(select(place.c.name).where(place.c.id == place_id)).scalar_one())
        if history.place_last[place_id] >= day:
            return
        former = list(conn.execute(select(alias.alias).where(alias.place_id == place_id)).scalars())
        again = [one for one in former if one != current][: place_id not in history.went_back]
        self.history.numbers += 1
        new = self.draw.choice([*again, f"新{history.numbers}路{history.case}"])
        history.went_back |= {place_id} if new in again else set()
        values = {"alias": current, "kind": "former", "valid_to": day}
        if current in former:
            where = (alias.place_id == place_id, alias.alias == current)
            conn.execute(update(place_alias).where(*where).values(valid_to=day))
        else:
            since = history.place_last[place_id]
            conn.execute(insert(place_alias).values({**values, "place_id": place_id, "valid_from": since}))
        conn.execute(update(place).where(place.c.id == place_id).values(name=new))
        history.place_last[place_id] = day
        history.tell(day, "place", place_id, name=new)


def write_history(store: Store, case: int, seed: int, turns: int) -> History:
    """Write a history into a store; what it holds besides does not matter."""
    history = History(case, random.Random(f"{seed} history {case}"))
    with house(store).write(person(store, "clerk"), "import.promote", f"history {case}") as work:
        Writer(work, history).write(turns)
    return history


def days_of(history: History, count: int) -> list[str]:
    """Days to look at: before all, after all, days on which something took effect, and others."""
    told = sorted({one[0] for one in history.told})
    days = {"2018-12-31", "2199-01-01", *history.draw.sample(told, min(count, len(told)))}
    first, last = date.fromisoformat(told[0]), date.fromisoformat(told[-1])
    for _ in range(count):
        days.add((first + timedelta(days=history.draw.randint(0, (last - first).days + 1))).isoformat())
    return sorted(days)


def sides(history: History, days: Iterable[str]) -> list[tuple[str, Oracle]]:
    """The oracle of each day."""
    return [(day, history.replay(day)) for day in days]
