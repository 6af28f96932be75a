"""The half-typed forms of the 交接 section, nothing typed yet."""

from collections.abc import Iterable

from db.domain.handover import Duty
from db.store.handover import HandoverRow
from desktop.i18n import translate
from desktop.work.drafts import Draft

OFFER, ANSWER = "handover.offer", "handover.answer"


def offer_form(login: str, name: str, chosen: Iterable[Duty]) -> Draft:
    """What somebody answers for is to be offered; the ids are of what was selected."""
    title = translate("handover", "发起交接 — {name}").format(name=name)
    return Draft(OFFER, title, ids=tuple(one.row_id for one in chosen), about=login)


def answer_form(offer: HandoverRow, giver: str) -> Draft:
    """An offer is to be answered or taken back."""
    return Draft(ANSWER, translate("handover", "答复交接 — {name}").format(name=giver), ids=(offer.id,))
