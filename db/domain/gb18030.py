"""GB 18030 as its 2022 edition has it; Python's codec knows the edition of 2000.

Between the editions 19 characters that had waited in Unicode's private area got places of their own, and each changed
codes with the private place it left: text written by the old table comes out as private characters under the new one
and the other way round. Everything else is alike in all editions.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_CODEC = "gb18030"

_MOVED = {
    **{"a8bc": ("\ue7c7", "\u1e3f"), "a6d9": ("\ue78d", "\ufe10"), "a6da": ("\ue78e", "\ufe12")},
    **{"a6db": ("\ue78f", "\ufe11"), "a6dc": ("\ue790", "\ufe13"), "a6dd": ("\ue791", "\ufe14")},
    **{"a6de": ("\ue792", "\ufe15"), "a6df": ("\ue793", "\ufe16"), "a6ec": ("\ue794", "\ufe17")},
    **{"a6ed": ("\ue795", "\ufe18"), "a6f3": ("\ue796", "\ufe19"), "fe59": ("\ue81e", "\u9fb4")},
    **{"fe61": ("\ue826", "\u9fb5"), "fe66": ("\ue82b", "\u9fb6"), "fe67": ("\ue82c", "\u9fb7")},
    **{"fe6d": ("\ue832", "\u9fb8"), "fe7e": ("\ue843", "\u9fb9"), "fe90": ("\ue854", "\u9fba")},
    **{"fea0": ("\ue864", "\u9fbb")},
}
"""Double-byte code -> the private place it meant in the edition of 2000, the character it means now. A8BC moved in 2005,
all others in 2022."""

_DOUBLED = {
    **{"\ue816": "\U00020087", "\ue817": "\U00020089", "\ue818": "\U000200cc"},
    **{"\ue831": "\U000215d7", "\ue83b": "\U0002298f", "\ue855": "\U000241fe"},
}
"""Six private places (FE51, FE52, FE53, FE6C, FE76, FE91) whose characters have four-byte codes of their own as well; no
edition moved them."""

# Only what the codec at hand still reads the old way is exchanged: a newer Python may have learnt the edition of 2022.
_SWAPS = {old: new for code, (old, new) in _MOVED.items() if bytes.fromhex(code).decode(_CODEC) == old}
_SWAPPED = str.maketrans(_SWAPS | {new: old for old, new in _SWAPS.items()})
_CONCERNED = re.compile("[{}]".format("".join(old + new for old, new in _MOVED.values())))


def decode(data: bytes, errors: str = "strict") -> str:
    """Text of GB 18030 (or GBK, or GB 2312) bytes.

    Raises:
        UnicodeDecodeError: a byte sequence that no edition defines.
    """
    return _exchange(data.decode(_CODEC, errors))


def encode(text: str, errors: str = "strict") -> bytes:
    """GB 18030 bytes of a text; ``decode`` gives the text back.

    Raises:
        UnicodeEncodeError: half a character (a lone surrogate).
    """
    return _exchange(text).encode(_CODEC, errors)


def _exchange(text: str) -> str:
    return text.translate(_SWAPPED) if _CONCERNED.search(text) else text


def _since_gbk() -> dict[str, str]:
    """Places that GBK used until Unicode had the characters: ǹ, the description characters, and FE50 to FEA0 in order."""
    codes = [b"\xa8\xbf", *(bytes((0xA9, trail)) for trail in range(0x89, 0x96))]
    codes += [bytes((0xFE, trail)) for trail in range(0x50, 0xA1) if trail != 0x7F]
    places = [0xE7C8, *range(0xE7E7, 0xE7F4), *range(0xE815, 0xE865)]
    return {chr(place): decode(code) for place, code in zip(places, codes, strict=True)}


FORMER_PLACES: Mapping[str, str] = MappingProxyType(_since_gbk() | dict(_MOVED.values()) | _DOUBLED)
"""Private character -> the one it stood for in GBK or in an edition of the standard, 䶮 at U+E863 being the best known.
These places are the standard's own, outside the 1,894 codes it leaves to its users; most likely they mean this still."""
