"""Favourites and saved views: kept in the store, for oneself or for the whole office; nothing of them is deleted."""

from dataclasses import replace

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotAllowed, NotFound, StaleRecord
from db.domain.views import SHARED, SHARES, BadView, NewView, body_text, checked_name
from db.services.redraw_views import led
from db.store import views as rows
from db.store.store import Store
from db.store.turns import take_turn
from db.store.views import SavedView

VERB = "view.keep"
_TOPIC = "saved_view"


def views_of(store: Store, actor: Actor, room: str) -> tuple[SavedView, ...]:
    """The actor's own favourites and views of a room and those of the whole office, by name."""
    with store.read() as conn:
        return led(conn, rows.kept(conn, actor.login, room))


def may_share(actor: Actor) -> bool:
    """Whether the actor may keep something for the whole office."""
    return any(role in SHARES for role, _area in actor.roles)


def keep_view(store: Store, actor: Actor, new: NewView, instead_of: SavedView | None = None) -> Changes:
    """Keep a view under its name.

    Args:
        store: where.
        actor: who.
        new: what.
        instead_of: the view of the same name, as it was shown, that it takes the place of.

    Raises:
        BadView: the name or the body cannot be kept, or another view bears the name (``name_taken``).
        NotAllowed: the actor may keep nothing for the whole office.
        StaleRecord: the view it is to replace was changed or dropped since.
    """
    name, login = checked_name(new.name), SHARED if new.shared else actor.login
    body = body_text(name, new.body)
    _may_change(actor, login)
    with store.write(actor, VERB, name) as work:
        take_turn(work.conn, _TOPIC)
        found = rows.named(work.conn, login, new.room, new.kind, name)
        if found is not None and (instead_of is None or instead_of.id != found.id):
            raise BadView("name_taken", name)
        if found is not None and instead_of is not None:
            rows.change(work, replace(found, row_version=instead_of.row_version), {"body": body})
        elif instead_of is not None:
            raise StaleRecord("saved_view", instead_of.id)
        else:
            values = {"login": login, "room": new.room, "kind": new.kind.value, "name": name, "body": body}
            rows.insert(work, values)
    return work.changes()


def rename_view(store: Store, actor: Actor, view: SavedView, name: str) -> Changes:
    """Call a view something else.

    Raises:
        BadView: the name cannot be kept, or another view bears it.
        NotAllowed: it is the office's and the actor may not change that.
        NotFound: it was dropped.
        StaleRecord: somebody changed it since it was shown.
    """
    checked = checked_name(name)
    _may_change(actor, view.login)
    with store.write(actor, VERB, checked) as work:
        take_turn(work.conn, _TOPIC)
        other = rows.named(work.conn, view.login, view.room, view.kind, checked)
        if other is not None and other.id != view.id:
            raise BadView("name_taken", checked)
        _still_kept(rows.one(work.conn, view.id), view)
        rows.change(work, view, {"name": checked})
    return work.changes()


def drop_view(store: Store, actor: Actor, view: SavedView) -> Changes:
    """Put a view away; the row stays.

    Raises:
        NotAllowed: it is the office's and the actor may not change that.
        NotFound: it was dropped already.
        StaleRecord: somebody changed it since it was shown.
    """
    _may_change(actor, view.login)
    with store.write(actor, VERB, view.name) as work:
        _still_kept(rows.one(work.conn, view.id), view)
        rows.change(work, view, {"state": rows.DROPPED})
    return work.changes()


def _may_change(actor: Actor, login: str) -> None:
    if not (may_share(actor) if login == SHARED else login == actor.login):
        raise NotAllowed(verb=VERB, actor=actor.login)


def _still_kept(found: SavedView | None, view: SavedView) -> None:
    if found is None:
        raise NotFound("saved_view", str(view.id))
