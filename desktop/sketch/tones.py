"""Colours of the map: of addresses by their state, of layers, on light and on dark."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor

from desktop.i18n import translate
from desktop.terms import legal_term, position_term


class Aspect(Enum):
    """What colours an address."""

    LEGAL = "legal"
    POSITION = "position"


_GREY, _AMBER, _BLUE, _GREEN, _VIOLET, _RED = "grey", "amber", "blue", "green", "violet", "red"
_LIGHT = {
    _GREY: "#7d8894",
    _AMBER: "#c77c02",
    _BLUE: "#2672c8",
    _GREEN: "#258551",
    _VIOLET: "#7c4dc4",
    _RED: "#b3423a",
}
_DARK = {
    _GREY: "#9aa5b1",
    _AMBER: "#eeb04a",
    _BLUE: "#6aaef5",
    _GREEN: "#5cc48b",
    _VIOLET: "#b892f2",
    _RED: "#f08a80",
}
_TONES = {
    **{"draft": _GREY, "to_verify": _AMBER, "to_approve": _BLUE, "approved": _GREEN, "changing": _VIOLET},
    **{"unmarked": _GREY, "to_confirm": _AMBER, "marked": _GREEN},
}
_LAYERS = (("#3b6fb0", "#7db3ee"), ("#a0522d", "#e0a070"), ("#2f7d6d", "#6cc9b6"), ("#8a4f9e", "#cf9be0"))


@dataclass(frozen=True, slots=True)
class Look:
    """How the map is drawn.

    Attributes:
        aspect: what colours an address.
        dark: on a dark ground.
    """

    aspect: Aspect
    dark: bool

    def colour(self, code: str) -> QColor:
        """Of a state."""
        return QColor((_DARK if self.dark else _LIGHT)[_TONES.get(code, _RED)])

    def word(self, code: str) -> str:
        """Of a state."""
        return legal_term(code) if self.aspect is Aspect.LEGAL else position_term(code)

    @property
    def ground(self) -> QColor:
        """Of the paper."""
        return QColor("#22272d" if self.dark else "#fbfcfd")

    @property
    def ink(self) -> QColor:
        """Of writing."""
        return QColor("#e4e8ed" if self.dark else "#1c2430")

    @property
    def grid(self) -> QColor:
        """Of the lines that only help the eye."""
        return QColor("#2e343c" if self.dark else "#e8ecf1")

    @property
    def chosen(self) -> QColor:
        """Around the address that is selected."""
        return QColor("#ff9d3c" if self.dark else "#d9480f")


def layer_colour(n: int, *, dark: bool) -> QColor:
    """Of a layer, the same whatever others there are."""
    return QColor(_LAYERS[n % len(_LAYERS)][int(dark)])


def aspect_word(aspect: Aspect) -> str:
    """What colours an address, as the user reads it."""
    return {
        Aspect.LEGAL: translate("sketch", "法律状态"),
        Aspect.POSITION: translate("sketch", "标注情况"),
    }[aspect]
