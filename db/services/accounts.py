"""Accounts: who signs in, with which roles over which areas."""

from sqlalchemy import select

from db.domain.access import Actor, Role
from db.domain.errors import NotFound
from db.schema.system import actor, actor_role
from db.store.store import Store


def find_actor(store: Store, login: str, workstation: str = "") -> Actor:
    """The active account of that name.

    Raises:
        NotFound: no such account, or it is closed.
    """
    with store.read() as conn:
        row = conn.execute(
            select(actor.c.id, actor.c.name).where(actor.c.login == login, actor.c.state == "active")
        ).one_or_none()
        if row is None:
            raise NotFound("actor", login)
        roles = conn.execute(
            select(actor_role.c.role, actor_role.c.area_code)
            .where(actor_role.c.actor_id == row.id)
            .order_by(actor_role.c.role, actor_role.c.area_code)
        ).all()
    return Actor(row.id, login, row.name, tuple((Role(r.role), r.area_code) for r in roles), workstation)


def list_actors(store: Store) -> list[tuple[str, str]]:
    """Active accounts: login and name."""
    with store.read() as conn:
        query = select(actor.c.login, actor.c.name).where(actor.c.state == "active").order_by(actor.c.login)
        return [(row.login, row.name) for row in conn.execute(query)]
