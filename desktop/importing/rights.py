"""Whether an account may do a verb anywhere at all."""

from db.domain.access import Actor
from db.domain.errors import NotAllowed


def may(actor: Actor, verb: str) -> bool:
    """Whether some role of the account covers the verb."""
    try:
        actor.role_for(verb)
    except NotAllowed:
        return False
    return True
