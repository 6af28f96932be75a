"""Are two written addresses one? Numbers, buildings, stairs and rooms are exact; names may slip within a bound.

Looks at the parts of two readings level by level and knows no list: what is near enough to be asked is found elsewhere.
"""

from enum import StrEnum

from db.domain.matching.key import Parts, parts_of
from db.domain.matching.model import Comparison, Rung, Verdict
from db.domain.matching.names import Names
from db.domain.reading.model import Reading


class Reason(StrEnum):
    """What decided a comparison."""

    IDENTICAL = "identical"
    UPPER_LEFT_OUT = "upper_left_out"


def compare(one: Reading, other: Reading, names: Names) -> Comparison:
    """How two addresses stand to each other: same, contains, candidate or none."""
    return compare_parts(parts_of(one.values), parts_of(other.values), names)


def compare_parts(one: Parts, other: Parts, names: Names) -> Comparison:
    """As ``compare``, for readings whose parts were taken before."""
    if one.key == other.key and names.alike(one.place, other.place) == 0:
        return Comparison(Verdict.SAME, Rung.TEXT, Reason.IDENTICAL)
    return Comparison(Verdict.NONE, Rung.NOTHING, Reason.IDENTICAL)
