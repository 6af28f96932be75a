"""Taking back and doing again: an account's own direct edits, also after a restart.

Refused with the reason when somebody changed an address since, or when it is not open to direct edits any more.
"""

from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotFound
from db.store import undo as rows
from db.store.edits import carry_out, ids_of
from db.store.store import Store
from db.store.undo import UndoRow


@dataclass(frozen=True, slots=True)
class Turned:
    """What was taken back or done again, and the addresses it touched."""

    act: str
    title: str
    node_ids: tuple[int, ...]
    changes: Changes


def undoable(store: Store, actor: Actor, limit: int = 20) -> list[UndoRow]:
    """What the account can take back, the newest first."""
    with store.read() as conn:
        return rows.newest(conn, actor.login, "done", limit)


def redoable(store: Store, actor: Actor, limit: int = 20) -> list[UndoRow]:
    """What the account can do again, what was taken back last first."""
    with store.read() as conn:
        return rows.newest(conn, actor.login, "undone", limit)


def undo(store: Store, actor: Actor) -> Turned:
    """Take back the account's last direct edit.

    Raises:
        NotFound: there is nothing to take back.
        StaleRecord: somebody changed an address since; ``row`` is its id.
        WrongState: an address was filed, approved or coded since, or something was built on it.
        NotAllowed, NumberTaken, BadAddress: as for the edit itself.
    """
    return _turn(store, actor, "address.undo", "done")


def redo(store: Store, actor: Actor) -> Turned:
    """Do again what was taken back last; see ``undo``."""
    return _turn(store, actor, "address.redo", "undone")


def _turn(store: Store, actor: Actor, verb: str, state: str) -> Turned:
    with store.write(actor, verb) as work:
        found = rows.newest(work.conn, actor.login, state)
        if not found:
            raise NotFound("undo_step", state)
        step = found[0]
        work.reason = step.title
        back, after = carry_out(work, step.steps, step.seen)
        rows.turn(work, step, back, after)
        touched = tuple(sorted(ids_of(back)))
    return Turned(step.act, step.title, touched, work.changes())
