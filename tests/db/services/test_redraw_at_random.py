"""Redraw after redraw, a day apart: whatever was chosen, nothing is lost and no past day changes."""

import random
from dataclasses import replace

from sqlalchemy import select

from db.domain.division import Unit
from db.domain.redraw import Heir, Redraw, RedrawKind, Share
from db.domain.timeline import AddressOn
from db.schema.address import node
from db.services.history import list_on
from db.services.redraw import all_units, preview, propose
from db.store.store import Store
from tests.changes import Clock, whole
from tests.desks import house
from tests.office import addresses, person, place_id
from tests.redraws import DOCUMENT, held, lying, sound
from tests.register import COMMUNITY, FAR_COMMUNITY, OTHER_COMMUNITY

ROUNDS = 9
DISTRICT = "350203000000"
STREETS = {"湖滨南路": COMMUNITY, "官任一里": OTHER_COMMUNITY, "盈翠花园": FAR_COMMUNITY}


def drawn(store: Store, draw: random.Random, day: str, serial: int) -> Redraw:
    """A redraw that may be, of units standing on a day."""
    units = all_units(store).current(day)
    level = draw.choice((4, 5, 5))
    mine = [unit for unit in units if unit.level == level and unit.valid_from < day]
    parents = [unit.code for unit in units if unit.level == level - 1 and unit.code.startswith("350203")]
    kinds = [RedrawKind.RENAME, RedrawKind.SPLIT]
    kinds += [RedrawKind.MERGE] * (len(mine) > 1)
    kinds += [RedrawKind.TRANSFER] * (level == 5 and len(parents) > 1)
    kind = draw.choice(kinds)
    old = draw.sample(mine, 2 if kind is RedrawKind.MERGE else 1)
    name = f"第{serial}{'社区' if level == 5 else '街道'}"
    return MAKERS[kind](store, draw, old, (name, day), parents)


def renamed(
    store: Store, draw: random.Random, old: list[Unit], said: tuple[str, str], _above: list[str]
) -> Redraw:
    fresh = propose(store, old[0].parent_code, old[0].code)
    heir = Heir(draw.choice((old[0].code, fresh)), said[0], old[0].parent_code)
    return made(RedrawKind.RENAME, old, (heir,), said)


def moved(
    store: Store, draw: random.Random, old: list[Unit], said: tuple[str, str], above: list[str]
) -> Redraw:
    parent = draw.choice([code for code in above if code != old[0].parent_code])
    return made(RedrawKind.TRANSFER, old, (Heir(propose(store, parent), said[0], parent),), said)


def merged(
    store: Store, draw: random.Random, old: list[Unit], said: tuple[str, str], _above: list[str]
) -> Redraw:
    parent = old[0].parent_code
    code = draw.choice((old[0].code, propose(store, parent)))
    return made(RedrawKind.MERGE, old, (Heir(code, said[0], parent),), said)


def parted(
    store: Store, draw: random.Random, old: list[Unit], said: tuple[str, str], _above: list[str]
) -> Redraw:
    parent = old[0].parent_code
    first = draw.choice((old[0].code, propose(store, parent)))
    second = propose(store, parent, taken=(first,))
    heirs = (Heir(first, said[0], parent), Heir(second, said[0] + "东", parent))
    if old[0].level == 5:
        place = place_id(store, draw.choice(list(STREETS)))
        shares: tuple[Share, ...] = (
            Share(second, place_id=place, side=draw.choice(("", "odd", "even")), high=draw.choice((0, 3))),
        )
    else:
        units = all_units(store).current(said[1])
        inside = [unit.code for unit in units if unit.parent_code == old[0].code]
        shares = tuple(Share(second, community=code) for code in draw.sample(inside, min(1, len(inside))))
    return made(RedrawKind.SPLIT, old, heirs, said, shares=shares, rest=first)


def made(
    kind: RedrawKind, old: list[Unit], heirs: tuple[Heir, ...], said: tuple[str, str], **more: object
) -> Redraw:
    plain = Redraw(kind, old[0].level, tuple(unit.code for unit in old), heirs, DOCUMENT, said[1])
    return replace(plain, **more)  # type: ignore[arg-type]


MAKERS = {
    RedrawKind.RENAME: renamed,
    RedrawKind.TRANSFER: moved,
    RedrawKind.MERGE: merged,
    RedrawKind.SPLIT: parted,
}


def told(store: Store) -> dict[int, tuple[str, str, str]]:
    """What a redraw must leave as it is."""
    with store.read() as conn:
        found = conn.execute(select(node.c.id, node.c.full_text, node.c.live_key, node.c.legal))
        return {row.id: (row.full_text, row.live_key, row.legal) for row in found}


def reach(store: Store, login: str) -> set[int]:
    """The addresses that lie in an account's areas."""
    areas = tuple(area for _role, area in person(store, login).roles)
    return {one for one, community in lying(store).items() if community.startswith(areas)}


def on(store: Store, day: str) -> list[AddressOn]:
    return sorted(list_on(store, day, ""), key=lambda one: one.id)


def test_nothing_is_lost_and_no_past_day_changes(store: Store, seed: int) -> None:
    clock, draw = Clock(), random.Random(seed)
    for name, community in STREETS.items():
        addresses(store, ["1号", "1号/2室", "2号", "3号", "4号", "5号"], name, community=community)
    before = told(store)
    clock.ahead = 1
    store.clock = house(store).clock = clock
    kinds = set()
    for serial in range(1, ROUNDS + 1):
        days = {clock.day(n): on(store, clock.day(n)) for n in range(clock.ahead)}
        seen = reach(store, "area_clerk")
        wanted = drawn(store, draw, clock.day(clock.ahead), serial)
        shown = preview(store, person(store, "clerk"), wanted)
        assert not shown.refused, (seed, serial, wanted, shown.faults)
        was = lying(store)
        held(store, wanted)
        moved_ = [one for one, community in lying(store).items() if was[one] != community]
        if not wanted.shares:
            assert len(moved_) == sum(shown.legals.values())
        assert told(store) == before
        assert seen <= reach(store, "area_clerk"), (seed, serial, wanted)
        assert {day: on(store, day) for day in days} == days
        sound(store)
        kinds.add((wanted.kind, wanted.level))
        clock.ahead += 1
    assert len(kinds) > 2
    whole(store)
