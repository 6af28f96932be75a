"""Keeps what is written on a card on disk until it is saved, so that a crash costs two seconds of writing at most."""

from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject

from db.domain.place_card import Facts
from desktop.editing.keeper import Draft, Keeper
from desktop.places.card_pane import CardPane

_VERB = "place.card"
_SHOWN = "shown."


class CardKeeping(QObject):
    """The slot of the room."""

    def __init__(self, pane: CardPane, folder: Path, whose: str) -> None:
        """Take a slot.

        Args:
            pane: on which one writes.
            folder: where the slots lie.
            whose: account and store.
        """
        super().__init__(pane)
        self._pane = pane
        self._keeper = Keeper(folder, f"{whose}|{_VERB}", self)
        pane.written.connect(self._on_written)
        pane.left.connect(self._keeper.clear)

    @property
    def place_id(self) -> int:
        """The place on whose card somebody was writing when the program ended, 0 for none."""
        return self._keeper.found.place_id if self._keeper.found is not None else 0

    def restore(self) -> None:
        """Put what was written back on the card, once it is shown."""
        draft, card = self._keeper.found, self._pane.card
        if draft is None or card is None or card.record.id != draft.place_id:
            return
        self._keeper.found = None
        self._pane.restore(_facts(draft, _SHOWN), _facts(draft, ""))

    def close(self) -> None:
        """Let go of the slot; what is not saved stays in it."""
        self._keeper.close()

    def _on_written(self) -> None:
        card = self._pane.card
        if card is None:
            return
        shown, written = self._pane.unsaved()
        fields = {**asdict(written), **{_SHOWN + name: text for name, text in asdict(shown).items()}}
        record = card.record
        self._keeper.keep(Draft(_VERB, record.name, place_id=record.id, place=record.name, fields=fields))


def _facts(draft: Draft, prefix: str) -> Facts:
    return Facts(**{name: draft.fields.get(prefix + name, "") for name in Facts.__slots__})
