"""The words that printed lists and drafts carry; they are data, not window text."""

import json
from functools import cache
from importlib.resources import files


@cache
def print_words() -> dict[str, str]:
    """The words by name."""
    text = (files("resources") / "templates" / "print_words.json").read_text(encoding="utf-8")
    words: dict[str, str] = json.loads(text)
    return words
