"""A small register for the window's tests and pictures: real units, a few streets, an estate."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import insert, select, update

from db.domain.access import Actor, Role
from db.domain.address import NodeKind, Own, extend_key, full_text, place_key, read_own
from db.domain.state import Legal
from db.schema.address import addr_code, node, payload, place
from db.services.seed import ActorSeed, DivisionSeed, PlaceSeed, Seeds
from db.services.store import init_store, open_store
from db.store.store import Store, Work
from db.store.tree import Area, NewNode, add_nodes

DISTRICT, SUBDISTRICT = "350203000000", "350203008000"
COMMUNITY, NEIGHBOUR = "350203008003", "350203008005"
ADMIN = Actor(1, "zhang", "张三", ((Role.CLERK, "3502"), (Role.ADMIN, "")), "desk-1")
PAYLOAD = "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9"

_UNITS = (
    ("350200000000", "厦门市", "", 2, False),
    (DISTRICT, "思明区", "350200000000", 3, False),
    ("350206000000", "湖里区", "350200000000", 3, False),
    (SUBDISTRICT, "嘉莲街道", DISTRICT, 4, False),
    ("350203001000", "厦港街道", DISTRICT, 4, False),
    (COMMUNITY, "莲兴社区", SUBDISTRICT, 5, False),
    (NEIGHBOUR, "莲秀社区", SUBDISTRICT, 5, False),
    ("350203008498", "某某生活区虚拟社区", SUBDISTRICT, 5, True),
)
_PLACES = (
    ("street", "湖滨南路", "Húbīn Nánlù"),
    ("lane", "莲花一里", "Liánhuā 1 Lǐ"),
    ("compound", "莲富大厦", "Liánfù Dàshà"),
)


@dataclass
class Builder:
    """Adds addresses to a store being made."""

    work: Work
    places: dict[str, int]
    made: dict[str, int] = field(default_factory=dict)
    waiting: list[NewNode] = field(default_factory=list)

    def add(self, street: str, chain: Sequence[tuple[NodeKind, str]], community: str = COMMUNITY) -> int:
        """Add an address with all levels above it that are not there yet."""
        place_id = self.places[street]
        parent, key = place_id, place_key(place_id)
        path: tuple[Own, ...] = ()
        for kind, text in chain:
            own = read_own(kind, text)
            key, path = extend_key(key, own), (*path, own)
            if key not in self.made:
                (self.made[key],) = self.work.new_ids(1)
                area = Area(DISTRICT, SUBDISTRICT, community)
                address = full_text("思明区", street, path)
                self.waiting.append(
                    NewNode(
                        self.made[key],
                        *(own, parent, place_id, "350203", area, key, address),
                        legal=Legal.APPROVED if own.ident.endswith("1") else Legal.TO_VERIFY,
                    )
                )
            parent = self.made[key]
        return parent

    def write(self) -> None:
        """Write what was added."""
        add_nodes(self.work, self.waiting)
        self.waiting = []


def make_store(folder: Path, doors: int = 40) -> str:
    """Make a store with a long street in two communities, a lane and an estate; returns its URL."""
    url = f"sqlite:///{(folder / 'zhipai.db').as_posix()}"
    seeds = Seeds(
        version="test",
        source="test",
        valid_from="2018-10-18",
        divisions=tuple(DivisionSeed(*unit) for unit in _UNITS),
        places=tuple(
            PlaceSeed(kind, name, "350200000000", "350203", pinyin, "test") for kind, name, pinyin in _PLACES
        ),
        actors=(ActorSeed("zhang", "张三", (("clerk", "3502"), ("admin", ""))),),
    )
    init_store(url, seeds, district_code="350203", store_no=7)
    store = open_store(url)
    try:
        fill(store, doors)
    finally:
        store.close()
    return url


def fill(store: Store, doors: int) -> None:
    """Add the addresses."""
    with store.write(ADMIN, "import.promote") as work:
        rows = work.conn.execute(select(place.c.name, place.c.id))
        build = Builder(work, {row.name: row.id for row in rows})
        for number in range(1, doors + 1):
            where = COMMUNITY if number <= doors * 3 // 4 else NEIGHBOUR
            build.add("湖滨南路", [(NodeKind.DOOR, f"{number}号")], where)
        for number in (1, 3, 5):
            build.add("莲花一里", [(NodeKind.DOOR, f"{number}号")])
        for building in (1, 2):
            for room in (101, 102, 201, 202):
                build.add(
                    "莲富大厦",
                    [
                        (NodeKind.DOOR, "8号"),
                        (NodeKind.BUILDING, f"{building}幢"),
                        (NodeKind.STAIR, "1梯"),
                        (NodeKind.ROOM, f"{room}室"),
                    ],
                )
        build.write()
        first = work.conn.execute(
            select(node.c.id).where(node.c.full_text.endswith("湖滨南路1号"))
        ).scalar_one()
        code = {"district_code": "350203", "node_id": first, "source_batch": 0}
        work.conn.execute(insert(addr_code).values(code=PAYLOAD, assigned_at=work.at, **code))
        work.conn.execute(
            insert(payload).values(payload=PAYLOAD, version=1, state="live", accepted_at=work.at, **code)
        )
        work.conn.execute(update(node).where(node.c.id == first).values(code_state="assigned"))


def node_id(store: Store, address: str) -> int:
    """The id of the address with this full text."""
    with store.read() as conn:
        return int(conn.execute(select(node.c.id).where(node.c.full_text == address)).scalar_one())
