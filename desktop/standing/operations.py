"""Taking a copy over and vouching for a clock, each as an operation not yet started."""

from collections.abc import Callable
from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.progress import Progress
from db.services import audit, standing
from db.services.accounts import has_password, list_actors
from db.services.standing import Facts
from db.store.store import Store
from desktop.i18n import translate
from desktop.standing.second import confirm_as
from desktop.work.job import Operation

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is known of place and clock, and the names of all accounts."""

    facts: Facts
    names: dict[str, str]


def load(store: Store, on_done: Callable[[Loaded], None]) -> Operation[Loaded]:
    """What is known of place and clock."""

    def work(_progress: Progress) -> Loaded:
        return Loaded(standing.facts(store), audit.people(store))

    return Operation(translate("standing", "读取库的归属与时间"), work, on_done, quiet=True)


def claim(
    store: Store, actor: Actor, reason: str, on_done: Callable[[Changes], None], on_failed: Failed
) -> Operation[Changes]:
    """Take a copy over."""

    def work(_progress: Progress) -> Changes:
        return standing.claim_store(store, actor, reason)

    return Operation(translate("standing", "接管"), work, on_done, writes=True, on_failed=on_failed)


@dataclass(frozen=True, slots=True)
class Second:
    """An account that could vouch for the clock."""

    login: str
    name: str
    has_password: bool


def load_seconds(
    store: Store, actor: Actor, on_done: Callable[[list[Second]], None]
) -> Operation[list[Second]]:
    """Every other account; whether it may confirm is found out when it signs in."""

    def work(_progress: Progress) -> list[Second]:
        return [
            Second(login, name, has_password(store, login))
            for login, name in list_actors(store)
            if login != actor.login
        ]

    return Operation(translate("standing", "读取账号"), work, on_done, quiet=True)


def confirm(
    store: Store,
    actor: Actor,
    second: tuple[str, str, str],
    on_done: Callable[[Changes], None],
    on_failed: Failed,
) -> Operation[Changes]:
    """Let a second person vouch for the clock; the first stays signed in.

    Args:
        store: where.
        actor: who asked.
        second: login and password of the other, and what he compared the clock with.
        on_done: gets what changed.
        on_failed: shows a refusal in place.
    """

    def work(_progress: Progress) -> Changes:
        return confirm_as(store, actor, *second)

    return Operation(translate("standing", "确认本机时间"), work, on_done, writes=True, on_failed=on_failed)
