"""Two stores of one district become one: what stands in both, and what a person decides about it.

An address that stands in both under the same key is either the same one, which then is kept once with everything
that hangs on either, or it stays out with all that hangs on it, until it was put right in one of the two stores.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.domain.state import Legal, Position


class Choice(StrEnum):
    """What is to be done with an address that stands in both."""

    SAME = "same"  # 同一地址
    LEAVE_OUT = "leave_out"  # 暂不并入


class Clash(StrEnum):
    """Why an address cannot simply be taken for the same."""

    NUMBER = "number"  # 号码在本库已由别的地址占用或已停用
    CODE = "code"  # 公安编码在本库属于别的地址
    PAYLOAD = "payload"  # 二维码在本库属于别的地址
    TWO_CODES = "two_codes"  # 两库各有不同的公安编码
    TWO_PAYLOADS = "two_payloads"  # 两库各有不同的二维码
    TWO_PLATES = "two_plates"  # 两库在同一位置各有一块牌
    STATES = "states"  # 两库的法律状态不能合一


@dataclass(frozen=True, slots=True)
class Side:
    """An address as one of the two stores has it.

    Attributes:
        id: in that store; 0 when it has none.
        text: standard address.
        legal: state, ``code_state``, ``existence`` and ``position`` likewise.
        code: police code, ``""`` when there is none; ``payload`` likewise.
        plates: positions of plates that are not void.
    """

    id: int
    text: str
    legal: str = ""
    code_state: str = ""
    existence: str = ""
    position: str = ""
    code: str = ""
    payload: str = ""
    plates: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Double:
    """An address of the other store that meets one of ours.

    Attributes:
        theirs: as the other store has it.
        ours: what it meets here.
        clashes: why it cannot be the same; empty when it can.
    """

    theirs: Side
    ours: Side
    clashes: tuple[Clash, ...]

    @property
    def may_be_same(self) -> bool:
        """Whether a person may say that both are one address."""
        return not self.clashes


_RISING = (Legal.DRAFT.value, Legal.TO_VERIFY.value, Legal.TO_APPROVE.value, Legal.APPROVED.value)
_POSITIONS = (Position.UNMARKED.value, Position.TO_CONFIRM.value, Position.MARKED.value)


def own_key(key: str, place_id: int) -> str:
    """A live key of the other store as it reads here, where its place has another id."""
    return f"{place_id}|{key.split('|', 1)[1]}"


def clashes(theirs: Side, ours: Side) -> tuple[Clash, ...]:
    """What keeps two records of one key from being one address."""
    found = []
    if theirs.code and ours.code and theirs.code != ours.code:
        found.append(Clash.TWO_CODES)
    if theirs.payload and ours.payload and theirs.payload != ours.payload:
        found.append(Clash.TWO_PAYLOADS)
    if theirs.plates & ours.plates:
        found.append(Clash.TWO_PLATES)
    comparable = theirs.legal in _RISING and ours.legal in _RISING
    if (theirs.legal != ours.legal and not comparable) or theirs.existence != ours.existence:
        found.append(Clash.STATES)
    return tuple(found)


def lifted(theirs: Side, ours: Side) -> dict[str, str]:
    """The axes on which the other store had come further, with their values; for two that are one address."""
    found = {}
    if theirs.legal != ours.legal and _RISING.index(theirs.legal) > _RISING.index(ours.legal):
        found["legal"] = theirs.legal
    if _POSITIONS.index(theirs.position) > _POSITIONS.index(ours.position):
        found["position"] = theirs.position
    if theirs.code and not ours.code:
        found["code_state"] = theirs.code_state
    return found


def undecided(doubles: Iterable[Double], choices: Mapping[int, Choice]) -> list[Double]:
    """Those without a decision, or with one that their clashes forbid."""
    return [
        one
        for one in doubles
        if one.theirs.id not in choices or (choices[one.theirs.id] is Choice.SAME and not one.may_be_same)
    ]


def left_out(parents: Mapping[int, int], roots: Iterable[int]) -> set[int]:
    """The nodes left out and everything below them.

    Args:
        parents: node -> parent.
        roots: nodes a person leaves out.
    """
    children: dict[int, list[int]] = {}
    for node_id, parent in parents.items():
        children.setdefault(parent, []).append(node_id)
    out: set[int] = set()
    waiting = list(roots)
    while waiting:
        node_id = waiting.pop()
        if node_id not in out:
            out.add(node_id)
            waiting += children.get(node_id, [])
    return out
