"""What a comparison of addresses says: the verdict, the rung of the ladder that gave it, and why."""

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """How a written address stands to another, or to a list of them."""

    SAME = "same"  # 同一
    CONTAINS = "contains"  # 包含: the same as far as both go, and one goes deeper
    CANDIDATE = "candidate"  # 候选: may be the same; a person says
    CONFLICT = "conflict"  # 冲突: two sure signs, such as code and text, lead to different addresses
    NONE = "none"  # 无


class Rung(StrEnum):
    """The rung of the ladder on which a verdict was found, the surest first."""

    CODE = "code"  # the police's code
    DECISION = "decision"  # a person said so before
    TEXT = "text"  # the same canonical spelling
    ALIAS = "alias"  # a former or common name, an abolished unit
    STRUCTURE = "structure"  # element by element; numbers exact, names within a bound
    LIKENESS = "likeness"  # alike, but not surely the same
    NOTHING = "nothing"


class Comparison(NamedTuple):
    """How two addresses stand to each other.

    Attributes:
        verdict: same, contains, candidate or none; never conflict, which needs a code.
        rung: where on the ladder it was found.
        reason: code of what decided, such as ``identical``, ``upper_left_out``, ``name_slip``, ``number_differs``.
        element: the kind of element that decided (``db.domain.reading.model.KINDS``), ``""`` when none did.
        deeper: with contains, 1 when the first goes deeper, 2 when the second does; 0 otherwise.
    """

    verdict: Verdict
    rung: Rung
    reason: str
    element: str = ""
    deeper: int = 0


class Match(NamedTuple):
    """What a list has for one written address.

    Attributes:
        verdict: the best verdict.
        rung: where on the ladder it was found.
        reason: as in ``Comparison``.
        element: as in ``Comparison``.
        ids: the entries meant: one for same, the nearest above for contains (or those below, when ``deeper`` is 2),
            at most ten candidates, both sides of a conflict.
        deeper: 1 when the text goes deeper than the entry, 2 when the entries go deeper; 0 otherwise.
    """

    verdict: Verdict
    rung: Rung
    reason: str
    element: str = ""
    ids: tuple[int, ...] = ()
    deeper: int = 0
