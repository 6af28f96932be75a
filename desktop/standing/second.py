"""Two people at one workstation: the second signs in beside the first and vouches for the clock."""

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotAllowed, SignInRefused
from db.services import standing
from db.services.accounts import sign_in
from db.store.standing import CONFIRMED
from db.store.store import Store


def confirm_as(store: Store, actor: Actor, login: str, password: str, reason: str) -> Changes:
    """Sign a second person in beside the first, and let him vouch for the clock.

    Raises:
        SignInRefused: the password is wrong, still the one-time one, or the account may not sign in.
        NotAllowed: he may not confirm, or is the same person.
        Withheld: nothing is wrong with the clock.
    """
    if login == actor.login:
        raise NotAllowed(CONFIRMED, login, "same_person")
    signed = sign_in(store, login, password, actor.workstation)
    if signed.must_change:
        # Whoever handed the one-time password out knows it too.
        raise SignInRefused("must_change")
    return standing.confirm_clock(store, actor, signed.actor, reason)
