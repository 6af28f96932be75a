"""Why a number or a text that no living address bears cannot be given to a new one all the same."""

from dataclasses import dataclass
from enum import StrEnum


class Held(StrEnum):
    """What forbids a new address with this number or text."""

    RETIRED = "retired"  # an address that bore it was cancelled or merged; it is not to be issued again
    LEFT = "left"  # the address that bore it has another number now; it is not to be issued again
    RESERVED = "reserved"  # kept free
    LEASED = "leased"  # lent to a machine that is offline
    ASKED = "asked"  # another address bears it or has asked for it
    BEYOND = "beyond"  # the same, and the actor does not see that address


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against a new address.

    Attributes:
        holder: the address that bears or bore the number; 0 where there is none to be seen.
        text: that one's full text as it is now.
    """

    why: Held
    holder: int = 0
    text: str = ""
