"""Rows of saved views and favourites."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db.domain.views import SHARED, ViewKind
from db.schema.office import saved_view
from db.store.store import Work

KEPT, DROPPED = "kept", "dropped"


@dataclass(frozen=True, slots=True)
class SavedView:
    """One view.

    Attributes:
        id: of the row.
        login: whose it is; ``""`` for the whole office's.
        room: whose list it shows.
        kind: view or favourite.
        name: as it is called.
        body: what the room reads back; empty when another program's body cannot be read.
        made_by: who kept it last.
        row_version: for changing it.
    """

    id: int
    login: str
    room: str
    kind: ViewKind
    name: str
    body: Mapping[str, Any]
    made_by: str
    row_version: int

    @property
    def shared(self) -> bool:
        """Whether the whole office sees it."""
        return self.login == SHARED


def kept(conn: Connection, login: str, room: str) -> tuple[SavedView, ...]:
    """A login's own views of a room and the office's, by name."""
    mine = saved_view.c.login.in_((login, SHARED))
    query = select(saved_view).where(mine, saved_view.c.room == room, saved_view.c.state == KEPT)
    found = conn.execute(query.order_by(saved_view.c.name, saved_view.c.id)).mappings()
    return tuple(_view(row) for row in found)


def one(conn: Connection, view_id: int) -> SavedView | None:
    """A kept view, None when there is none."""
    query = select(saved_view).where(saved_view.c.id == view_id, saved_view.c.state == KEPT)
    row = conn.execute(query).mappings().one_or_none()
    return None if row is None else _view(row)


def named(conn: Connection, login: str, room: str, kind: ViewKind, name: str) -> SavedView | None:
    """The kept view of this name, None when there is none."""
    found = (view for view in kept(conn, login, room) if view.login == login and view.kind is kind)
    return next((view for view in found if view.name == name), None)


def insert(work: Work, values: Mapping[str, Any]) -> int:
    """Keep a new row and return its id."""
    (view_id,) = work.new_ids(1)
    born = {"district_code": work.district_code, "id": view_id, "state": KEPT}
    work.insert(saved_view, {**born, **values, "made_by": work.actor.login, "made_at": work.at})
    return view_id


def change(work: Work, view: SavedView, values: Mapping[str, Any]) -> None:
    """Change a row.

    Raises:
        StaleRecord: somebody changed it since.
    """
    signed = {"made_by": work.actor.login, "made_at": work.at}
    work.change(saved_view, {"id": view.id, "row_version": view.row_version}, {**values, **signed})


def _view(row: RowMapping) -> SavedView:
    try:
        body = json.loads(row["body"])
    except ValueError:
        body = {}
    return SavedView(
        id=row["id"],
        login=row["login"],
        room=row["room"],
        kind=ViewKind(row["kind"]),
        name=row["name"],
        body=body if isinstance(body, dict) else {},
        made_by=row["made_by"],
        row_version=row["row_version"],
    )
