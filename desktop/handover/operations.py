"""What the 交接 section asks of the register, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.handover import Duty, DutyKey
from db.domain.progress import Progress
from db.services import audit
from db.services import handover as services
from db.services.handover import Accepted, Offered, Receiver, Sheet
from db.store.handover import HandoverRow
from db.store.store import Store
from desktop.handover.paper import unit_names, write_paper
from desktop.i18n import translate
from desktop.work.job import Operation

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What somebody answers for, the offers he has to do with, and the names to show them by.

    Attributes:
        givers: logins whose work the actor may hand over, his own first.
        names: login -> name.
        units: code of a unit -> name.
    """

    duties: tuple[Duty, ...]
    handovers: tuple[HandoverRow, ...]
    givers: tuple[str, ...]
    names: dict[str, str]
    units: dict[str, str]


def load(store: Store, actor: Actor, login: str, on_done: Callable[[Loaded], None]) -> Operation[Loaded]:
    """What somebody answers for, and every offer the actor may see of his own or of those he stands over."""

    def work(_progress: Progress) -> Loaded:
        givers = services.givers(store, actor)
        near = {actor.login, *givers}
        offers = [
            one for one in services.handovers(store) if near & {one.from_login, one.to_login, one.offered_by}
        ]
        return Loaded(
            tuple(services.duties(store, login)),
            tuple(offers),
            tuple(givers),
            audit.people(store),
            unit_names(store),
        )

    return Operation(translate("handover", "读取待办事项"), work, on_done, quiet=True)


def load_receivers(
    store: Store, wanted: Sequence[Duty], giver: str, on_done: Callable[[list[Receiver]], None]
) -> Operation[list[Receiver]]:
    """Who could take what."""

    def work(_progress: Progress) -> list[Receiver]:
        return services.receivers(store, wanted, giver)

    return Operation(translate("handover", "读取接收人"), work, on_done, quiet=True)


def load_sheet(store: Store, handover_id: int, on_done: Callable[[Sheet], None]) -> Operation[Sheet]:
    """An offer with its items."""

    def work(_progress: Progress) -> Sheet:
        return services.handover_sheet(store, handover_id)

    return Operation(translate("handover", "读取交接"), work, on_done, quiet=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An offer to be made."""

    giver: str
    receiver: str
    items: tuple[DutyKey, ...]
    reason: str


def offer(
    store: Store, actor: Actor, wanted: Wanted, on_done: Callable[[Offered], None], on_failed: Failed
) -> Operation[Offered]:
    """Offer items to somebody."""

    def work(_progress: Progress) -> Offered:
        return services.offer_handover(
            store, actor, wanted.giver, wanted.receiver, reason=wanted.reason, items=wanted.items
        )

    verb = translate("handover", "发起交接")
    return Operation(verb, work, on_done, writes=True, on_failed=on_failed)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an offer came to; ``accepted`` is None when it ended without moving anything."""

    verb: str
    accepted: Accepted | None
    changes: Changes


def answer(
    store: Store,
    actor: Actor,
    said: tuple[str, HandoverRow, str],
    on_done: Callable[[Answer], None],
    on_failed: Failed,
) -> Operation[Answer]:
    """Answer an offer.

    Args:
        store: where.
        actor: who.
        said: ``accept``, ``refuse`` or ``withdraw``; the offer as it was shown; why.
        on_done: gets what it came to.
        on_failed: shows a refusal in place.
    """
    verb, head, reason = said

    def work(_progress: Progress) -> Answer:
        if verb == "accept":
            done = services.accept_handover(store, actor, head.id, head.row_version)
            return Answer(verb, done, done.changes)
        act = services.refuse_handover if verb == "refuse" else services.withdraw_handover
        return Answer(verb, None, act(store, actor, head.id, head.row_version, reason))

    name = translate("handover", "答复交接")
    return Operation(name, work, on_done, writes=True, on_failed=on_failed)


def print_list(
    store: Store, handover_id: int, path: Path, on_done: Callable[[int], None], on_failed: Failed
) -> Operation[int]:
    """Write the list of an offer."""

    def work(_progress: Progress) -> int:
        return write_paper(store, handover_id, path)

    return Operation(translate("handover", "写交接清单"), work, on_done, on_failed=on_failed)
