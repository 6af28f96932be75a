"""What can be done to an application, and to which."""

from collections.abc import Callable
from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.state import Application
from db.services import applications
from db.services.applications import Decided
from db.store.store import Store
from desktop.i18n import translate

OPEN = frozenset({Application.SUBMITTED, Application.FIRST_REVIEW, Application.SECOND_REVIEW})
"""Applications that wait for a decision."""


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done to an application.

    Attributes:
        name: on the button.
        needs: verb of the register.
        states: of the applications it fits.
        do: does it.
        needs_words: whether an opinion must be given.
    """

    name: str
    needs: str
    states: frozenset[Application]
    do: Callable[[Store, Actor, int, int, str], Decided]
    needs_words: bool


def acts() -> dict[str, Act]:
    """Everything that can be done, in the order of the buttons."""
    return {
        "approve": Act(
            translate("applications", "批准(&A)"), "application.approve", OPEN, applications.approve, False
        ),
        "return": Act(
            translate("applications", "退回(&R)"),
            "application.return",
            OPEN,
            applications.return_application,
            True,
        ),
        "withdraw": Act(
            translate("applications", "撤回(&W)"), "application.withdraw", OPEN, applications.withdraw, True
        ),
        "revoke": Act(
            translate("applications", "撤销批准(&X)"),
            "application.revoke",
            frozenset({Application.APPROVED}),
            applications.revoke,
            True,
        ),
    }
