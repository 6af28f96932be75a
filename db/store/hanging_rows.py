"""What hangs on addresses row by row: which address, what, and how it stands; of persons no more than what they are."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, select

from db.domain.access import Actor
from db.domain.state import Plate, Problem
from db.schema.address import addr_code, node, payload
from db.schema.holdings import attachment, attachment_link, person, person_link
from db.schema.work import application, inspection_form, plate, problem
from db.store.hanging import open_applications, tied
from db.store.persons import LIES, REVEAL, sees
from db.store.sets import among


class Hung(StrEnum):
    """The kinds of what hangs on addresses."""

    PLATE = "plate"
    CODE = "code"
    PAYLOAD = "payload"
    APPLICATION = "application"
    PROBLEM = "problem"
    FORM = "form"
    PERSON = "person"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class HangingRow:
    """One thing that hangs on an address.

    Attributes:
        address: the text of the address.
        kind: of the thing, as its table has it: class of a plate, kind of an application or person, rule of a problem.
        name: what tells it from others of its kind: QR payload, code, title, detail, file name.
        state: how it stands, ``""`` where it has no states.
    """

    node_id: int
    address: str
    kind: str
    name: str
    state: str


def hanging_rows(
    conn: Connection, actor: Actor, ids: Collection[int], hung: Hung, state: str = "", without: int = 0
) -> list[HangingRow]:
    """The rows behind a sum of ``hanging``, in the order of their addresses.

    Args:
        conn: of the register.
        actor: who looks; persons are told to those who may see them, area by area.
        ids: the addresses.
        hung: which kind.
        state: of plates, only those that stand so.
        without: of applications, all but this one.
    """
    if not ids:
        return []
    found = (
        _applications(conn, ids, without)
        if hung is Hung.APPLICATION
        else _READERS[hung](conn, actor, ids, state)
    )
    query = select(node.c.id, node.c.full_text).where(among(conn, node.c.id, {one.node_id for one in found}))
    texts = {row.id: str(row.full_text) for row in conn.execute(query)} if found else {}
    told = [replace(one, address=texts.get(one.node_id, "")) for one in found]
    return sorted(told, key=lambda one: (one.address, one.name))


_Rows = list[HangingRow]


def _plates(conn: Connection, _actor: Actor, ids: Collection[int], state: str) -> _Rows:
    c = plate.c
    query = select(c.node_id, c["class"].label("kind"), c.payload.label("name"), c.state)
    wanted = c.state == state if state else c.state != Plate.VOID.value
    rows = conn.execute(query.where(among(conn, c.node_id, ids), wanted))
    return [HangingRow(row.node_id, "", row.kind, row.name, row.state) for row in rows]


def _codes(conn: Connection, _actor: Actor, ids: Collection[int], _state: str) -> _Rows:
    rows = conn.execute(
        _named(addr_code.c.node_id, addr_code.c.code).where(among(conn, addr_code.c.node_id, ids))
    )
    return [HangingRow(row.node_id, "", "", row.name, "") for row in rows]


def _payloads(conn: Connection, _actor: Actor, ids: Collection[int], _state: str) -> _Rows:
    c = payload.c
    rows = conn.execute(_named(c.node_id, c.payload).where(among(conn, c.node_id, ids), c.state == "live"))
    return [HangingRow(row.node_id, "", "", row.name, "") for row in rows]


def _named(node_id: Any, name: Any) -> Select[Any]:
    return select(node_id.label("node_id"), name.label("name"))


def _applications(conn: Connection, ids: Collection[int], without: int) -> _Rows:
    """Each once, as they are counted, on the first of its addresses."""
    first: dict[int, int] = {}
    for node_id, about in sorted(open_applications(conn, ids, without).items()):
        first |= dict.fromkeys(about - first.keys(), node_id)
    c = application.c
    query = select(c.id, c.kind, c.title, c.state).where(among(conn, c.id, first))
    rows = conn.execute(query) if first else ()
    return [HangingRow(first[row.id], "", row.kind, row.title, row.state) for row in rows]


def _problems(conn: Connection, _actor: Actor, ids: Collection[int], _state: str) -> _Rows:
    c = problem.c
    areas = conn.execute(
        select(node.c.area_community).where(among(conn, node.c.id, ids)).distinct()
    ).scalars()
    query = select(c.node_id, c.rule.label("kind"), c.detail.label("name"), c.state)
    mine = among(conn, c.area_community, set(areas)) & among(conn, c.node_id, ids)
    rows = conn.execute(query.where(mine, c.state != Problem.CLOSED.value))
    return [HangingRow(row.node_id, "", row.kind, row.name, row.state) for row in rows]


def _forms(conn: Connection, _actor: Actor, ids: Collection[int], _state: str) -> _Rows:
    c = inspection_form.c
    query = select(c.node_id, c.id, c.package_id).where(among(conn, c.node_id, ids), c.state == "issued")
    return [HangingRow(row.node_id, "", "", str(row.package_id), "") for row in conn.execute(query)]


def _persons(conn: Connection, actor: Actor, ids: Collection[int], _state: str) -> _Rows:
    if not actor.may(REVEAL):
        return []
    c, link = person.c, person_link.c
    query = (
        select(link.row_id.label("node_id"), c.id, c.kind, *LIES)
        .join(person, c.id == link.person_id)
        .where(tied(conn, person_link, ids))
    )
    return [
        HangingRow(row.node_id, "", row.kind, str(row.id), "")
        for row in conn.execute(query)
        if sees(actor, row)
    ]


def _files(conn: Connection, _actor: Actor, ids: Collection[int], _state: str) -> _Rows:
    c, link = attachment.c, attachment_link.c
    query = (
        select(link.row_id.label("node_id"), c.name)
        .join(attachment, c.id == link.attachment_id)
        .where(tied(conn, attachment_link, ids))
    )
    return [HangingRow(row.node_id, "", "", row.name, "") for row in conn.execute(query)]


_READERS: dict[Hung, Callable[[Connection, Actor, Collection[int], str], _Rows]] = {
    Hung.PLATE: _plates,
    Hung.CODE: _codes,
    Hung.PAYLOAD: _payloads,
    Hung.PROBLEM: _problems,
    Hung.FORM: _forms,
    Hung.PERSON: _persons,
    Hung.FILE: _files,
}
