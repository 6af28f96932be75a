"""A clerk's and a chief's day at the address tree: every verb once, each one call of a service and one transaction.

The steps build on each other and find what they need in the store, so that a store may be handed from step to step.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import select

from db.domain.address import NodeKind
from db.domain.alias import AliasKind
from db.domain.block import BlockPlan
from db.domain.importing import Kind
from db.domain.place import NameState
from db.domain.place_card import Facts
from db.domain.plan import Act, Edit, Plan
from db.domain.progress import Silent
from db.domain.views import NewView, ViewKind
from db.schema.address import node, place
from db.services import applications as apps
from db.services import editing, place_edits, places, qr, undo, views
from db.services.blocks import Under, generate_block, preview_block
from db.services.changes import carry_out
from db.services.import_batches import abandon_batch, batches, reverse_batch
from db.services.import_mappings import Understood, remember
from db.services.importing import Source, promote, stage
from db.services.place_book import read_card
from db.services.taking_hold import take_hold
from db.store.store import Store
from db.store.views import SavedView
from tests.deliveries import cells, sheet
from tests.desks import Desks
from tests.journeys.days_new_work import steps
from tests.journeys.dying import Noon
from tests.office import addresses, full, person, place_id, qr_row, staged_qr
from tests.office import approved as approve_all
from tests.register import COMMUNITY, OTHER_COMMUNITY

Step = Callable[[Store], object]
APPROVED = [
    *("1号", "1号/1幢", "1号/1幢/101室", "3号", "5号", "5号/1幢", "5号/1幢/101室", "7号", "9号", "11号"),
    *("13号", "13号/1幢", "13号/2幢", "15号", "17号", "17号/101室", "19号", "21号", "23号"),
]
WAITING = ["31号", "31号/1幢", "33号", "35号", "37号", "39号"]


def prepare(store: Store) -> None:
    """Fill a fresh test store with what the day begins with."""
    store.clock = Noon()
    approve_all(store, APPROVED)
    addresses(store, WAITING)
    staged_qr(
        store, [qr_row(full("1号"), "https://dz.example/1", "CODE-1"), qr_row(full("99号"), "https://x/9")]
    )
    for name in ("弃用", "收回"):
        _stage(store, name)


def _stage(store: Store, name: str) -> None:
    rows = [cells("41号/1幢/101室"), cells("43号"), cells("2号", street=f"{name}新造路"), cells("零号")]
    source = Source(f"{name}.xlsx", name.encode().hex().ljust(64, "0"))
    stage(store, person(store, "clerk"), Kind.ADDRESSES, source, sheet(rows), Silent())


# -- finding what a step is about ------------------------------------------------------------------------------------------


def _id(store: Store, chain: str) -> int:
    with store.read() as conn:
        query = select(node.c.id).where(node.c.full_text == full(chain), node.c.is_live)
        return int(conn.execute(query).scalar_one())


def _edit(store: Store, chain: str, **wish: Any) -> Edit:
    one = _id(store, chain)
    with store.read() as conn:
        return Edit(
            one, conn.execute(select(node.c.row_version).where(node.c.id == one)).scalar_one(), **wish
        )


def _place(store: Store, name: str) -> tuple[int, int]:
    """Id and version of a place."""
    with store.read() as conn:
        row = conn.execute(select(place.c.id, place.c.row_version).where(place.c.name == name)).one()
        return row.id, row.row_version


def _batch(store: Store, name: str) -> int:
    return next(one.id for one in batches(store) if one.source_name == name)


# -- verbs ---------------------------------------------------------------------------------------------------------------


def _add(parent: str, kind: NodeKind, *texts: str) -> Step:
    def step(store: Store) -> None:
        above = _id(store, parent) if parent else place_id(store)
        wishes = [editing.Wish(kind, text) for text in texts]
        editing.add_children(store, person(store, "clerk"), above, wishes, "" if parent else COMMUNITY)

    return step


def _direct(act: str, *wishes: tuple[str, dict[str, Any]]) -> Step:
    def step(store: Store) -> None:
        edits = [_edit(store, chain, **wish) for chain, wish in wishes]
        editing.edit(store, person(store, "clerk"), edits, "现场核对", act)

    return step


def _below(chain: str, above: str) -> Step:
    def step(store: Store) -> None:
        wish = _edit(store, chain, parent_id=_id(store, above))
        editing.edit(store, person(store, "clerk"), [wish], "现场核对", "move")

    return step


def _void(*chains: str) -> Step:
    def step(store: Store) -> None:
        seen = {one.node_id: one.seen for one in (_edit(store, chain) for chain in chains)}
        editing.take_away(store, person(store, "clerk"), seen, "重复登记")

    return step


def _block(chain: str) -> Step:
    def step(store: Store) -> None:
        under, plan = Under(node_id=_id(store, chain)), BlockPlan("1-2", "1", "1~3")
        seen = preview_block(store, under, plan).tally
        generate_block(store, person(store, "clerk"), under, plan, reason="新建楼盘", seen=seen)

    return step


def _turn(back: bool) -> Step:
    return lambda store: (undo.undo if back else undo.redo)(store, person(store, "clerk"))


def _confirm(*chains: str) -> Step:
    def step(store: Store) -> None:
        ids = [_id(store, chain) for chain in chains]
        apps.file_confirmation(store, person(store, "clerk"), ids, "批量确认", "普查")

    return step


def _new_numbers(store: Store) -> None:
    clerk = person(store, "clerk")
    apps.file_new_number(store, clerk, place_id(store), COMMUNITY, side="left", count=2, reason="新建")


def _file(act: Act, *chains: str, above: str = "", on: str = "", **wish: Any) -> Step:
    def step(store: Store) -> None:
        given = {**wish, "parent_id": _id(store, above)} if above else wish
        plan = Plan(act, tuple(_edit(store, chain, **given) for chain in chains), effective_on=on)
        carry_out(store, person(store, "clerk"), plan, act.value, "现场核对")

    return step


def _merge(gone: str, stays: str) -> Step:
    def step(store: Store) -> None:
        plan = Plan(Act.MERGE, (_edit(store, gone),), successors=(_id(store, stays),))
        carry_out(store, person(store, "clerk"), plan, "合并", "同一栋楼")

    return step


def _split(chain: str, *texts: str) -> Step:
    def step(store: Store) -> None:
        shares = ((_id(store, f"{chain}/1幢"), 0), (_id(store, f"{chain}/2幢"), 1))
        plan = Plan(Act.SPLIT, (_edit(store, chain),), new_own_texts=texts, shares=shares)
        carry_out(store, person(store, "clerk"), plan, "拆分", "围墙隔开")

    return step


def _rename_place(before: str, after: str) -> Step:
    def step(store: Store) -> None:
        plan = Plan(Act.RENAME_PLACE, place_id=_place(store, before)[0], name=after)
        carry_out(store, person(store, "clerk"), plan, "更名", "厦府〔2026〕8号")

    return step


def _decide(act: Callable[..., object], login: str) -> Step:
    """What becomes of the newest application."""

    def step(store: Store) -> None:
        newest = max(apps.applications(store), key=lambda one: one.id)
        act(store, person(store, login), newest.id, newest.row_version, "照此办理")

    return step


_APPROVE = _decide(apps.approve, "chief")
_RETURN = _decide(apps.return_application, "chief")
_REVOKE = _decide(apps.revoke, "chief")
_WITHDRAW = _decide(apps.withdraw, "clerk")


def _hold(store: Store) -> None:
    store.clock = Noon(days=2)
    take_hold(store, person(store, "clerk"))


# -- names, views, deliveries ------------------------------------------------------------------------------------------


def _enter_place(store: Store) -> None:
    place_edits.enter_place(
        store, person(store, "clerk"), "白路洲滨路", Facts("street", extent_from="鹭江道")
    )


def _write_card(store: Store) -> None:
    card = read_card(store, _place(store, "白鹭洲滨路")[0]).record
    facts = replace(card.facts, extent_to="湖滨东路", meaning="白鹭洲边")
    place_edits.edit_place(store, person(store, "clerk"), card.id, card.row_version, facts, "勘定")


def _move_place(name: str, wanted: NameState, login: str = "chief") -> Step:
    def step(store: Store) -> None:
        place_edits.move_place(store, person(store, login), *_place(store, name), wanted, "会议纪要")

    return step


def _approve_names(store: Store) -> None:
    places.approve_places(store, person(store, "chief"), places.pending_places(store)[:1], "会议纪要")


def _alias(store: Store) -> None:
    of = _place(store, "白鹭洲滨路")[0]
    places.add_alias(store, person(store, "clerk"), of, "粮站路", AliasKind.COMMON)


def _no_alias(store: Store) -> None:
    of = _place(store, "白鹭洲滨路")[0]
    place_edits.withdraw_alias(store, person(store, "clerk"), of, "粮站路", "登记有误")


def _view(store: Store) -> SavedView:
    seen = store.desk("clerk") if isinstance(store, Desks) else store
    return views.views_of(seen, person(store, "clerk"), "addresses")[0]


def _keep_view(store: Store) -> None:
    new = NewView("addresses", ViewKind.VIEW, "待办", {"sort": ["kind", True]})
    views.keep_view(store, person(store, "clerk"), new)


def _remember(store: Store) -> None:
    headings = frozenset({"路名", "门牌"})
    remember(store, person(store, "clerk"), [Understood(headings, {"路名": "street", "门牌": "number"})])


_C = NodeKind.BUILDING
STEPS: dict[str, Step] = {
    "add doors": _add("", NodeKind.DOOR, "61号", "63号", "65号"),
    "add buildings": _add("61号", _C, "1幢", "2幢"),
    "rename a draft": _direct("rename", ("61号/1幢", {"own_text": "A幢"})),
    "renumber a draft": _direct("renumber", ("63号", {"own_text": "67号"})),
    "move a draft": _below("61号/2幢", "67号"),
    "move a draft to a community": _direct("move", ("67号", {"community": OTHER_COMMUNITY})),
    "edit several": _direct(
        "edit", ("61号", {"side": "left"}), ("65号", {"side": "left"}), ("35号", {"side": "right"})
    ),
    "write down facts": _direct(
        "edit", ("1号", {"existence": "demolished", "lng": 118.1, "lat": 24.5, "datum": "CGCS2000"})
    ),
    "set floors": _direct("edit", ("61号/A幢", {"floor": 3}), ("67号/2幢", {"floor": -1})),
    "undo an edit": _turn(True),
    "redo an edit": _turn(False),
    "take away": _void("67号", "67号/2幢"),
    "undo a taking away": _turn(True),
    "generate a block": _block("65号"),
    "undo a block": _turn(True),
    "redo a block": _turn(False),
    "file a confirmation": _confirm("31号", "31号/1幢", "33号"),
    "approve a confirmation": _APPROVE,
    "revoke a confirmation": _REVOKE,
    "file another": _confirm("35号", "37号"),
    "return it": _RETURN,
    "file a third": _confirm("39号"),
    "withdraw it": _WITHDRAW,
    "file new numbers": _new_numbers,
    "approve new numbers": _APPROVE,
    "file rename": _file(Act.RENAME, "1号/1幢", own_text="A幢"),
    "approve rename": _APPROVE,
    "file renumber": _file(Act.RENUMBER, "3号", own_text="203号"),
    "return renumber": _RETURN,
    "file renumber again": _file(Act.RENUMBER, "3号", own_text="205号"),
    "withdraw renumber": _WITHDRAW,
    "file renumber once more": _file(Act.RENUMBER, "3号", own_text="207号"),
    "approve renumber": _APPROVE,
    "revoke renumber": _REVOKE,
    "file move": _file(Act.MOVE, "5号/1幢", above="7号"),
    "approve move": _APPROVE,
    "file correct": _file(Act.CORRECT, "9号", own_text="209号"),
    "approve correct": _APPROVE,
    "file merge": _merge("11号", "7号"),
    "approve merge": _APPROVE,
    "file split": _split("13号", "13-1号", "13-2号"),
    "approve split": _APPROVE,
    "file suspend": _file(Act.SUSPEND, "15号"),
    "approve suspend": _APPROVE,
    "file restore": _file(Act.RESTORE, "15号"),
    "approve restore": _APPROVE,
    "file cancel": _file(Act.CANCEL, "17号"),
    "approve cancel": _APPROVE,
    "enter a name": _enter_place,
    "correct a name": _rename_place("白路洲滨路", "白鹭洲滨路"),
    "write on a card": _write_card,
    "give a name back": _move_place("白鹭洲滨路", NameState.DRAFT),
    "submit a name": _move_place("白鹭洲滨路", NameState.PENDING, "clerk"),
    "approve names": _approve_names,
    "add an alias": _alias,
    "withdraw an alias": _no_alias,
    "retire a name": _move_place("白鹭洲滨路", NameState.RETIRED),
    "bring a name back": _move_place("白鹭洲滨路", NameState.APPROVED),
    "file a renaming": _rename_place("湖滨南路", "湖滨南大道"),
    "return a renaming": _RETURN,
    "file a renaming again": _rename_place("官任一里", "官任新里"),
    "approve a renaming": _APPROVE,
    "keep a view": _keep_view,
    "rename a view": lambda store: views.rename_view(store, person(store, "clerk"), _view(store), "要办"),
    "drop a view": lambda store: views.drop_view(store, person(store, "clerk"), _view(store)),
    "remember a mapping": _remember,
    "stage a delivery": partial(_stage, name="再来"),
    "promote a delivery": lambda store: promote(
        store, person(store, "clerk"), _batch(store, "收回.xlsx"), Silent()
    ),
    "reverse a delivery": lambda store: reverse_batch(
        store, person(store, "clerk"), _batch(store, "收回.xlsx"), "发错", Silent()
    ),
    "abandon a delivery": lambda store: abandon_batch(
        store, person(store, "clerk"), _batch(store, "弃用.xlsx"), "发错"
    ),
    "accept codes": lambda store: qr.accept(store, person(store, "clerk"), _batch(store, "qr.xlsx")),
    **steps(_APPROVE, _RETURN),
    "file for a coming day": _file(Act.RENUMBER, "19号", own_text="219号", on="2026-11-24"),
    "approve for a coming day": _APPROVE,
    "take hold": _hold,
}
"""By name, in the order of the day."""


def do(name: str, store: Store) -> Iterator[None]:
    """One step as a piece of work."""
    STEPS[name](store)
    yield
