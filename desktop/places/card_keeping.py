"""Keeps what is written on a card on disk until it is saved, so that a crash costs two seconds of writing at most."""

from dataclasses import asdict

from PySide6.QtCore import QObject

from db.domain.place_card import Facts
from desktop.i18n import translate
from desktop.places.card_pane import CardPane
from desktop.work.drafts import Draft, Drafts, Kept

CARD = "place.card"
_SHOWN = "shown."


class CardKeeping(QObject):
    """What is written in one pane."""

    def __init__(self, pane: CardPane, drafts: Drafts) -> None:
        """Keep what is written on ``pane`` in the window's ``drafts``."""
        super().__init__(pane)
        self._pane, self._drafts = pane, drafts
        self._kept: Kept | None = None
        self._left: Draft | None = None
        pane.written.connect(self._on_written)
        pane.left.connect(self._on_left)

    def expect(self, draft: Draft) -> None:
        """Put back what was written, once the card it was written on is shown."""
        self._left = draft

    def restore(self) -> None:
        """Put back what was written on the card that is shown, if anything waits for it."""
        draft, card = self._left, self._pane.card
        if draft is None or card is None or card.record.id != draft.place_id:
            return
        self._left = None
        self._pane.begin()
        if not self._pane.is_editing:  # the name may not be written on any more: it is offered again
            return
        self._kept = self._drafts.hold(draft)
        self._pane.restore(_facts(draft, _SHOWN), _facts(draft, ""))

    def _on_left(self) -> None:
        if self._kept is not None:
            self._kept.drop()
            self._kept = None

    def _on_written(self) -> None:
        card = self._pane.card
        if card is None:
            return
        record = card.record
        if self._kept is None:
            title = translate("places", "地名卡片 — {name}").format(name=record.name)
            self._kept = self._drafts.hold(Draft(CARD, title, place_id=record.id, place=record.name))
        shown, written = self._pane.unsaved()
        self._kept.keep({**asdict(written), **{_SHOWN + name: text for name, text in asdict(shown).items()}})


def _facts(draft: Draft, prefix: str) -> Facts:
    return Facts(**{name: draft.fields.get(prefix + name, "") for name in Facts.__slots__})
