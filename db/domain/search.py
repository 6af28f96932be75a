"""What a search looks for: characters and pairs of characters, so that one character is enough and ten are quick.

An index of single characters and neighbouring pairs answers any substring: the pairs are necessary, comparing the
text makes it exact. The city and district in front of every address are left out, on both sides.
"""

import re
import unicodedata
from itertools import pairwise

from db.domain.address import CITY

FRONT = rf"(?:福建省)?(?:{CITY})?(?:[^市区县0-9]{{2}}区)?"
"""What stands in front of an address's body, as a pattern that Python and PostgreSQL read alike."""

_FRONT = re.compile(FRONT)
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")


def clean(text: str) -> str:
    """A query as compared: half-width, no blanks or control characters, upper case (as addresses are then read too)."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).upper()


def body(text: str) -> str:
    """The part after city and district: what is indexed and looked for."""
    front = _FRONT.match(text)
    return text[front.end() :] if front else text


def grams(text: str) -> str:
    """Index entry of a body: its characters and pairs, separated by blanks, each once."""
    found = dict.fromkeys(text)
    found.update(dict.fromkeys(map("".join, pairwise(text))))
    return " ".join(found)


def match_query(text: str) -> str:
    """Full-text query for a body: every pair, or the one character; quoted.

    The index holds letters and figures only (``indexed``): a part without any matches nothing, so beside others it is
    left out.
    """
    parts = [text[n : n + 2] for n in range(len(text) - 1)] or [text]
    held = [part for part in parts if indexed(part)] or parts
    return " AND ".join('"' + part.replace('"', '""') + '"' for part in dict.fromkeys(held))


def indexed(text: str) -> bool:
    """Whether the full-text index can find the text: it holds a letter, a character or a figure."""
    return any(char.isalnum() for char in text)
