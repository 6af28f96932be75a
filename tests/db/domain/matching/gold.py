"""Authored pairs of addresses (gold.jsonl) and the names that ship with the program."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from db.domain.han import syllables
from db.domain.matching.names import Names
from db.domain.pinyin import overrides_from_csv

_RESOURCES = Path(__file__).parents[4] / "resources" / "names"


class Pair(NamedTuple):
    a: str
    b: str
    label: int
    reason: str


@cache
def pairs() -> tuple[Pair, ...]:
    text = (Path(__file__).parent / "gold.jsonl").read_text(encoding="utf-8")
    return tuple(Pair(**json.loads(line)) for line in text.splitlines())


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_RESOURCES / name).read_text(encoding="utf-8").splitlines()))


@cache
def shipped_names() -> Names:
    divisions = _rows("divisions.csv")
    name_of = {row["code"]: row["name"] for row in divisions}
    overrides = overrides_from_csv((_RESOURCES / "pinyin_overrides.csv").read_text(encoding="utf-8"))
    below = {
        level: [(row["name"], name_of[row["parent_code"]]) for row in divisions if row["level"] == level]
        for level in ("4", "5")
    }
    return Names.of(
        [
            (row["road"], f"{row['district_mode']}区" if row["district_mode"] else "")
            for row in _rows("roads.csv")
        ],
        towns=below["4"],
        communities=below["5"],
        syllables=lambda name: overrides.apply(name, syllables(name))[0],
    )
