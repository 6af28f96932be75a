"""What a preview says beside its grid: the buildings one can look at, how many of each, and what is refused."""

from collections.abc import Sequence

from db.domain.address import NodeKind
from db.domain.block import Planned
from db.domain.block_check import Standing
from db.services.blocks import Preview
from desktop.blocks.legend import Entry
from desktop.blocks.sheet import STANDING_TONES
from desktop.blocks.words import refusal_words, standing_words
from desktop.i18n import translate


def buildings_in(block: Sequence[Planned]) -> list[tuple[int, str]]:
    """Position and name of each building of a block; -1 stands for what hangs under none."""
    found = [(at, one.own.text) for at, one in enumerate(block) if one.own.kind is NodeKind.BUILDING]
    return found or [(-1, "")]


def entries_of(shown: Preview) -> list[Entry]:
    """The legend of a whole block, not only of the building one looks at."""
    counts = {
        Standing.NEW: shown.tally.made,
        Standing.THERE: shown.tally.there,
        Standing.REFUSED: shown.tally.refused,
    }
    return [
        Entry(standing.value, *standing_words(standing), STANDING_TONES[standing], count)
        for standing, count in counts.items()
        if count
    ]


def address_of(block: Sequence[Planned], at: int) -> str:
    """An address of a block from the level below what it hangs under."""
    one = block[at]
    return (address_of(block, one.parent) if one.parent >= 0 else "") + one.own.text


def refused_in(shown: Preview) -> list[tuple[int, str]]:
    """Position and reason of every address that is not made."""
    words = translate("blocks", "{address}：{why}")
    return [
        (at, words.format(address=address_of(shown.block, at), why=refusal_words(checked)))
        for at, checked in enumerate(shown.checked)
        if checked.standing is Standing.REFUSED
    ]
