"""Two desks that do something at the same moment, and what may come of it: one order or the other, or one refusal."""

import contextlib
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, event, func, select

from db.domain.address import NodeKind
from db.domain.block import BlockPlan
from db.domain.errors import DomainError, StoreUnavailable
from db.domain.plan import Act, Edit, Plan
from db.schema.address import node, number_slot
from db.schema.system import journal
from db.schema.work import application, planned_change, undo_step
from db.services import applications as apps
from db.services import editing, undo
from db.services.blocks import Under, generate_block, preview_block
from db.services.changes import carry_out
from db.store.store import Store
from tests.changes import whole
from tests.desks import open_desks
from tests.journeys.dying import Noon
from tests.journeys.struck import Stores
from tests.office import addresses, person, place_id
from tests.office import approved as approve_all
from tests.register import COMMUNITY, OTHER_COMMUNITY

Deed = Callable[[Store], object]
State = tuple[object, ...]
DRAFTS = ["31号", "31号/1幢", "31号/1幢/101室", "33号", "33号/1幢"]
APPROVED = ["1号", "1号/1幢", "1号/1幢/101室", "3号", "3号/1幢", "5号"]
TEXTS = {"door": ("7号", "9号", "33号", "3号"), "building": ("1幢", "2幢", "A幢"), "room": ("101室", "102室")}
DESKS = ("clerk", "area_clerk")
MEET_S = 0.5


def prepare(store: Store) -> None:
    """A register with something of everything: drafts, approved addresses, an application, something to take back."""
    store.clock = Noon()
    made = approve_all(store, APPROVED)
    drafts = addresses(store, DRAFTS)
    for login in DESKS:
        wish = editing.Wish(NodeKind.DOOR, "91号" if login == "clerk" else "93号")
        editing.add_children(store, person(store, login), place_id(store), [wish], COMMUNITY)
    plan = Plan(Act.RENUMBER, (_edit(store, made["5号"], own_text="15号"),))
    carry_out(store, person(store, "clerk"), plan, "改号", "重号")
    apps.file_confirmation(store, person(store, "clerk"), [drafts["33号"]], "批量确认", "普查")


def _edit(store: Store, node_id: int, **wish: Any) -> Edit:
    with store.read() as conn:
        seen = conn.execute(select(node.c.row_version).where(node.c.id == node_id)).scalar_one()
    return Edit(node_id, seen, **wish)


@dataclass(frozen=True)
class Wish:
    """What somebody has in his dialog: formed from what he was shown, done when he presses the button."""

    name: str
    do: Deed


def wish(store: Store, draw: random.Random, login: str) -> Wish:
    """Any wish of an account on the register as it is now."""
    with store.read() as conn:
        rows = list(conn.execute(select(node).where(node.c.is_live).order_by(node.c.full_text)))
    one, other = draw.choice(rows), draw.choice(rows)
    makers = (_text, _move, _side, _void, _merge, _add, _block, _turn, _decide, _suspend)
    return draw.choice(makers)(store, draw, (login, one, other))


_About = tuple[str, Any, Any]


def _planned(store: Store, login: str, plan: Plan) -> Deed:
    actor = person(store, login)
    return lambda desk: carry_out(desk, actor, plan, plan.act.value, "现场核对")


def _text(store: Store, draw: random.Random, about: _About) -> Wish:
    login, one, _other = about
    act = draw.choice((Act.RENAME, Act.RENUMBER, Act.CORRECT))
    text = draw.choice(TEXTS[one.kind])
    plan = Plan(act, (_edit(store, one.id, own_text=text),))
    return Wish(f"{act} {one.full_text} {text}", _planned(store, login, plan))


def _move(store: Store, draw: random.Random, about: _About) -> Wish:
    login, one, other = about
    where: dict[str, Any] = draw.choice(({"parent_id": other.id}, {"community": OTHER_COMMUNITY}))
    plan = Plan(Act.MOVE, (_edit(store, one.id, **where),))
    return Wish(
        f"move {one.full_text} {other.full_text if 'parent_id' in where else ''}",
        _planned(store, login, plan),
    )


def _side(store: Store, draw: random.Random, about: _About) -> Wish:
    login, one, other = about
    edits = tuple(_edit(store, each, side="left") for each in sorted({one.id, other.id}))
    return Wish(f"side {one.full_text} {other.full_text}", _planned(store, login, Plan(Act.CORRECT, edits)))


def _void(store: Store, _draw: random.Random, about: _About) -> Wish:
    login, one, _other = about
    return Wish(f"cancel {one.full_text}", _planned(store, login, Plan(Act.CANCEL, (_edit(store, one.id),))))


def _suspend(store: Store, _draw: random.Random, about: _About) -> Wish:
    login, one, _other = about
    return Wish(
        f"suspend {one.full_text}", _planned(store, login, Plan(Act.SUSPEND, (_edit(store, one.id),)))
    )


def _merge(store: Store, _draw: random.Random, about: _About) -> Wish:
    login, one, other = about
    plan = Plan(Act.MERGE, (_edit(store, one.id),), successors=(other.id,))
    return Wish(f"merge {one.full_text} into {other.full_text}", _planned(store, login, plan))


def _add(store: Store, draw: random.Random, about: _About) -> Wish:
    login, one, _other = about
    actor = person(store, login)
    below = {"door": (NodeKind.BUILDING, "2幢"), "building": (NodeKind.ROOM, "102室")}
    kind, text = below.get(one.kind, (NodeKind.DOOR, "7号"))
    parent, community = (one.id, "") if one.kind in below else (place_id(store), COMMUNITY)

    def do(desk: Store) -> object:
        return editing.add_children(desk, actor, parent, [editing.Wish(kind, text)], community)

    return Wish(f"add {text} below {one.full_text if not community else 'the street'}", do)


def _block(store: Store, draw: random.Random, about: _About) -> Wish:
    login, one, _other = about
    actor, under, plan = person(store, login), Under(node_id=one.id), BlockPlan("1-2", "", "1")
    try:
        seen = preview_block(store, under, plan).tally
    except DomainError:
        return _add(store, draw, about)

    def do(desk: Store) -> object:
        return generate_block(desk, actor, under, plan, reason="新建", seen=seen)

    return Wish(f"block under {one.full_text}", do)


def _turn(store: Store, _draw: random.Random, about: _About) -> Wish:
    actor = person(store, about[0])
    return Wish("undo", lambda desk: undo.undo(desk, actor))


def _decide(store: Store, draw: random.Random, _about: _About) -> Wish:
    act, login = draw.choice(
        ((apps.approve, "chief"), (apps.return_application, "chief"), (apps.withdraw, "clerk"))
    )
    one = draw.choice(sorted(apps.applications(store), key=lambda found: found.id))
    actor = person(store, login)
    return Wish(
        f"{act.__name__} {one.kind}", lambda desk: act(desk, actor, one.id, one.row_version, "照此办理")
    )


# -- doing them ----------------------------------------------------------------------------------------------------------


def attempt(store: Store, deed: Deed) -> str:
    """Do it; ``""`` when it was done, else what was said against it."""
    try:
        deed(store)
    except StoreUnavailable as refusal:
        return f"{type(refusal).__name__} {refusal.why}"
    except DomainError as refusal:
        return type(refusal).__name__
    return ""


class _Meeting:
    """Lets nobody keep his work before the other wants to keep his, is through, or waits for him."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._here: set[int] = set()

    def before_commit(self, conn: Connection) -> None:
        if conn.get_execution_options().get("writing"):
            self.arrive()
            with self._changed:
                self._changed.wait_for(lambda: len(self._here) > 1, MEET_S)

    def arrive(self) -> None:
        with self._changed:
            self._here.add(threading.get_ident())
            self._changed.notify_all()


def both(store: Store, deeds: tuple[Deed, Deed]) -> tuple[str, str]:
    """Do both at the same moment, neither kept before the other has read all it reads; what became of each.

    Raises:
        BaseException: whatever a desk met that is no refusal.
    """
    told = ["", ""]
    troubles: list[BaseException] = []
    ready, meeting = threading.Barrier(2), _Meeting()

    def desk(n: int) -> None:
        try:
            ready.wait()
            told[n] = attempt(store, deeds[n])
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            meeting.arrive()

    threads = [threading.Thread(target=desk, args=(n,)) for n in range(2)]
    event.listen(Engine, "commit", meeting.before_commit)
    try:
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    finally:
        event.remove(Engine, "commit", meeting.before_commit)
    for trouble in troubles:
        raise trouble
    return told[0], told[1]


def state(store: Store) -> State:
    """What the register says, whoever was first: without ids, versions and moments.

    Raises:
        AssertionError: it is not whole.
    """
    whole(store)
    n, slot = node.c, number_slot.c
    with store.read() as conn:
        above = node.alias("above")
        nodes = select(
            *(
                n.full_text,
                n.legal,
                n.is_live,
                n.side,
                n.floor,
                n.area_community,
                n.existence,
                above.c.full_text,
            )
        ).outerjoin(above, above.c.id == n.parent_id)
        undone = select(undo_step.c.login, undo_step.c.state, func.count()).group_by(
            undo_step.c.login, undo_step.c.state
        )
        queries = (
            nodes,
            select(slot.naming_id, slot.number, slot.suffix, slot.status),
            select(application.c.kind, application.c.state),
            select(planned_change.c.state),
            undone,
            select(func.count()).select_from(journal),
        )
        return tuple(tuple(sorted(map(repr, conn.execute(query)))) for query in queries)


def pair(stores: Stores, seed: object) -> tuple[str, str]:
    """Let two desks do any two things at the same moment; what became of each.

    Raises:
        AssertionError: it is no serial order, and not one of them alone while the other was refused.
    """
    with _open(stores) as store:
        wishes = _wishes(store, seed)
        came = both(store, (wishes[0].do, wishes[1].do))
        found = state(store)
    # He of whom one was done came first, if any order is right: the other is tried only when that one is not.
    first = int(bool(came[0]) and not came[1])
    fits = any(_is_order(stores, seed, one, (came, found)) for one in (first, 1 - first))
    assert fits, f"{' | '.join(one.name for one in wishes)}: {came}"
    return came


def _is_order(stores: Stores, seed: object, first: int, came: tuple[tuple[str, str], State]) -> bool:
    """Whether it came out as one after the other does, or as ``first`` alone while the other was refused.

    Why somebody is refused may differ: he who looked before the other was done is refused at the last moment.
    """
    (told, found), second = came, 1 - first
    with _open(stores) as store:
        wishes = _wishes(store, seed)
        refused = {first: attempt(store, wishes[first].do)}
        if told[second] and not told[first] and found == state(store):
            return True
        refused[second] = attempt(store, wishes[second].do)
        return found == state(store) and all(bool(refused[n]) == bool(told[n]) for n in (0, 1))


def _wishes(store: Store, seed: object) -> tuple[Wish, Wish]:
    """The same two wishes for every copy."""
    draw = random.Random(str(seed))
    return wish(store, draw, DESKS[0]), wish(store, draw, DESKS[1])


@contextlib.contextmanager
def _open(stores: Stores) -> Iterator[Store]:
    with stores.copy() as url:
        store = open_desks(url)
        store.clock = Noon()
        try:
            yield store
        finally:
            store.close()
