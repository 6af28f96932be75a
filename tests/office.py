"""An office at work, for tests: addresses by their levels, people by login, applications and QR lists in one call."""

import itertools
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from db.domain.access import Actor
from db.domain.address import CITY, NodeKind, Own, door, extend_key, place_key
from db.domain.importing import Kind, SheetRow
from db.domain.number import parse_number
from db.domain.progress import Silent
from db.domain.state import Legal
from db.schema.address import place
from db.services.accounts import find_actor
from db.services.applications import approve, file_confirmation
from db.services.importing import Source, stage
from db.services.qr import QrReport, accept
from db.store.store import Store
from db.store.tree import Area, NewNode, add_nodes
from tests.desks import house
from tests.register import COMMUNITY

STREET, LANE, COMPOUND = "湖滨南路", "官任一里", "盈翠花园"
_KINDS = {"幢": NodeKind.BUILDING, "梯": NodeKind.STAIR, "层": NodeKind.FLOOR, "室": NodeKind.ROOM}
_serial = itertools.count(1)


def person(store: Store, login: str) -> Actor:
    return find_actor(store, login, "测试机")


def place_id(store: Store, name: str = STREET) -> int:
    with store.read() as conn:
        return int(conn.execute(select(place.c.id).where(place.c.name == name)).scalar_one())


def area_of(community: str) -> Area:
    return Area(community[:6] + "000000", community[:9] + "000", community)


def _own(text: str) -> Own:
    return Own(_KINDS[text[-1]], text[:-1]) if text[-1] in _KINDS else door(parse_number(text))


def addresses(
    store: Store,
    chains: Iterable[str],
    name: str = STREET,
    *,
    community: str = COMMUNITY,
    legal: Legal = Legal.TO_VERIFY,
    sides: dict[str, str] | None = None,
    floors: dict[str, int] | None = None,
) -> dict[str, int]:
    """Make addresses such as ``12号/3幢/2梯/501室``; parents must be given too, before their children.

    No desk could put them into any state but 待核实, so that the house does it.
    """
    where = store if legal is Legal.TO_VERIFY else house(store)
    found = place_id(store, name)
    made: dict[str, int] = {}
    with where.write(person(store, "clerk"), "import.promote", "test") as work:
        keys = {"": (place_key(found), CITY + "思明区" + name, found)}
        nodes = []
        wanted = list(chains)
        for chain, node_id in zip(wanted, work.new_ids(len(wanted)), strict=True):
            above, _, last = chain.rpartition("/")
            own = _own(last)
            key, text, parent = keys[above]
            key, text = extend_key(key, own), text + own.text
            keys[chain] = (key, text, node_id)
            made[chain] = node_id
            nodes.append(
                NewNode(
                    id=node_id,
                    own=own,
                    parent_id=parent,
                    place_id=found,
                    place_home=community[:6],
                    area=area_of(community),
                    key=key,
                    full_text=text,
                    floor=(floors or {}).get(chain),
                    side=(sides or {}).get(chain, ""),
                    legal=legal,
                )
            )
        add_nodes(work, nodes)
    return made


def approved(store: Store, chains: Iterable[str], name: str = STREET, **how: str) -> dict[str, int]:
    """Make addresses and have them confirmed by clerk and chief."""
    made = addresses(store, chains, name, **how)  # type: ignore[arg-type]  # only a community is ever given
    filed = file_confirmation(store, person(store, "clerk"), made.values(), "批量确认", "普查")
    approve(store, person(store, "chief"), filed.application_id, 1, "同意")
    return made


def full(chain: str, name: str = STREET) -> str:
    return CITY + "思明区" + name + "".join(_own(part).text for part in chain.split("/"))


def qr_row(address: str = "", payload: str = "", code: str = "", local_id: str = "") -> dict[str, str]:
    cells = {"address": address, "payload": payload, "addr_code": code, "local_id": local_id}
    return {name: text for name, text in cells.items() if text}


def staged_qr(store: Store, rows: Sequence[dict[str, str]], *, skipped: int = 0) -> int:
    """Stage a QR list as the reader hands it over."""
    sheet = [SheetRow("qr.xlsx", "Sheet1", n + 2, cells=cells) for n, cells in enumerate(rows)]
    sheet += [SheetRow("qr.xlsx", "Sheet1", len(rows) + 2 + n, skipped="total_row") for n in range(skipped)]
    source = Source("qr.xlsx", f"{next(_serial):064x}")
    return stage(store, person(store, "clerk"), Kind.QR, source, sheet, Silent())


def accepted_qr(store: Store, rows: Sequence[dict[str, str]]) -> QrReport:
    return accept(store, person(store, "clerk"), staged_qr(store, rows))


def guid(n: int) -> str:
    return f"{n:08X}-7A2B-4C3D-9E4F-0123456789AB"


def coded(store: Store, chains: Sequence[str], name: str = STREET, **how: str) -> dict[str, int]:
    """Approved addresses, each with code and payload."""
    made = approved(store, chains, name, **how)
    rows = [
        qr_row(full(chain, name), f"https://dz.example/{guid(node_id)}", guid(node_id))
        for chain, node_id in made.items()
    ]
    accepted_qr(store, rows)
    return made
