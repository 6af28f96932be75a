"""Written addresses against the register: which address each line means, and what people decided about lines.

Lines are matched in portions, each in one snapshot of the register; what a person decided about a text is used before
the text itself, and every decision is kept with who, when and why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.errors import NotFound, StaleRecord, WrongState
from db.domain.matching.model import Match, Rung, Verdict
from db.domain.matching.names import Names
from db.domain.progress import Progress
from db.domain.reading.model import Lexicon, Reading
from db.domain.reading.reader import read_address
from db.domain.state import Legal
from db.schema.work import text_decision
from db.services.readings import corrected, keepable, lexicon_of, names_of, normal_values, text_key
from db.store import matching as register
from db.store.journal import canonical
from db.store.matching import Decision, Found
from db.store.store import Store, Work
from db.store.turns import take_turn

if TYPE_CHECKING:
    from db.domain.reading.doubts import Doubt

PORTION = 2_000
Kept = Decision
"""A decision with who, when and why; see ``db.store.matching``."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list.

    Attributes:
        no: the row as the office sees it, from 1.
        code: the police's code, when the list has one.
    """

    no: int
    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An address of the register."""

    node_id: int
    full_text: str
    kind: str
    legal: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What the register has for a line.

    Attributes:
        entries: the addresses of ``match.ids``, in that order.
        doubts: where the reading could be otherwise; empty when a list is matched, ask ``doubts`` for one line.
        corrected: the reading is a person's correction.
    """

    line: Line
    match: Match
    entries: tuple[Entry, ...]
    reading: Reading
    doubts: "tuple[Doubt, ...]" = ()
    corrected: bool = False


def match_lines(store: Store, lines: Iterable[Line], progress: Progress) -> Iterator[Matched]:
    """Match lines in their order, as they come.

    Raises:
        Cancelled: the user stopped; what was yielded before stands.
    """
    total = len(lines) if isinstance(lines, Sized) else 0
    stream, done = iter(lines), 0
    while portion := list(islice(stream, PORTION)):
        with store.read() as conn:
            found = _Portion(conn, portion).matched()
        done += len(portion)
        progress.step(done, total, "matching")
        yield from found


class _Portion:
    """Some lines and what the register knows of them."""

    def __init__(self, conn: Connection, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._keys = [text_key(line.text) for line in lines]
        self._decided = register.standing(conn, self._keys)
        self._by_code = register.by_code(conn, {line.code for line in lines} - {""})
        self._by_text = register.by_text(
            conn, {text for line in lines for text in (line.text, text_key(line.text))}
        )
        ids = set(self._by_code.values())
        ids |= {one.node_id for one in self._decided.values() if one.node_id is not None}
        self._nodes = register.by_id(conn, ids)
        self._nodes |= {one.node_id: one for same in self._by_text.values() for one in same}

    def matched(self) -> list[Matched]:
        """The lines' matches in their order."""
        return [self._one(line, key) for line, key in zip(self._lines, self._keys, strict=True)]

    def _one(self, line: Line, key: str) -> Matched:
        reading = read_address(line.text)
        said = self._decided.get(("reading", key))
        if said is not None:
            reading = corrected(reading, said.elements)
        match = self._with_code(line, self._with_decision(line, key))
        entries = tuple(_entry(self._nodes[node_id]) for node_id in match.ids)
        return Matched(line, match, entries, reading, (), said is not None)

    def _with_code(self, line: Line, found: Match) -> Match:
        """The police's code speaks first, yet never against a decision or the text."""
        node_id = self._by_code.get(line.code)
        if node_id is None:
            return found
        if found.verdict is Verdict.SAME and found.ids != (node_id,):
            return Match(Verdict.CONFLICT, Rung.CODE, "code_and_text_differ", ids=(node_id, *found.ids))
        return Match(Verdict.SAME, Rung.CODE, "identical", ids=(node_id,))

    def _with_decision(self, line: Line, key: str) -> Match:
        found = self._by_the_text(line, key)
        said = self._decided.get(("match", key))
        if said is None:
            return found
        if said.node_id is None:
            if found.verdict is Verdict.SAME:  # the address came into the register since
                return found._replace(
                    verdict=Verdict.CANDIDATE, rung=Rung.DECISION, reason="decision_outdated"
                )
            return Match(Verdict.NONE, Rung.DECISION, "decided")
        meant = self._nodes[said.node_id]
        if not meant.live or meant.full_text != said.node_text:
            return Match(Verdict.CANDIDATE, Rung.DECISION, "decision_outdated", ids=(said.node_id,))
        return Match(Verdict.SAME, Rung.DECISION, "decided", ids=(said.node_id,))

    def _by_the_text(self, line: Line, key: str) -> Match:
        same = self._by_text.get(line.text) or self._by_text.get(key) or []
        if len(same) > 1:
            ids = tuple(one.node_id for one in same[:10])
            return Match(Verdict.CANDIDATE, Rung.TEXT, "several", ids=ids)
        if same:
            return Match(Verdict.SAME, Rung.TEXT, "identical", ids=(same[0].node_id,))
        return Match(Verdict.NONE, Rung.NOTHING, "unknown")


def _entry(found: Found) -> Entry:
    return Entry(found.node_id, found.full_text, found.kind, found.legal)


def lexicon(store: Store) -> Lexicon:
    """The register's names, for reading texts as it would."""
    with store.read() as conn:
        return lexicon_of(conn)


def names(store: Store) -> Names:
    """What the register knows of names today, for comparing addresses as it would."""
    with store.read() as conn:
        return names_of(conn, legal_date(store.clock.now()))


def kept(store: Store, text: str) -> tuple[Kept, ...]:
    """What was ever decided about a text, the newest first."""
    with store.read() as conn:
        return tuple(register.decisions(conn, [text_key(text)]))


def keep_reading(
    store: Store, actor: Actor, text: str, elements: Mapping[str, str], reason: str, *, instead_of: int = 0
) -> Changes:
    """Keep a person's correction of a reading, used from now on wherever the text is written.

    Args:
        store: the register.
        actor: who says so.
        text: as it was written.
        elements: value by kind of element, the whole reading.
        reason: why.
        instead_of: id of the correction he saw and replaces, 0 when he saw none.

    Raises:
        NotAllowed: it concerns the whole district, and the actor has only a part of it.
        BadAddress: the text cannot be kept, or an element does not exist.
        StaleRecord: somebody else decided since.
    """
    key, values = keepable(text), normal_values(elements)
    with store.write(actor, "match.decide", reason, store.district_code) as work:
        decision = {"kind": "reading", "text_key": key, "text": text, "elements": canonical(values)}
        _keep(work, decision, instead_of)
    return work.changes()


def keep_match(
    store: Store, actor: Actor, text: str, node_id: int | None, reason: str, *, instead_of: int = 0
) -> Changes:
    """Keep which address a text means, None when surely none of ours.

    Args:
        store: the register.
        actor: who says so.
        text: as it was written.
        node_id: the live address meant.
        reason: why.
        instead_of: id of the decision he saw and replaces, 0 when he saw none.

    Raises:
        NotAllowed: the address, or the district when none is meant, is not his.
        BadAddress: the text cannot be kept.
        NotFound, WrongState: no such address, or no live one.
        StaleRecord: somebody else decided since.
    """
    key = keepable(text)
    with store.write(actor, "match.decide", reason) as work:
        area, node_text = store.district_code, ""
        if node_id is not None:
            meant = _live(work.conn, node_id)
            area, node_text = meant.community, meant.full_text
        actor.role_for("match.decide", area)
        decision = {
            "kind": "match",
            "text_key": key,
            "text": text,
            "node_id": node_id,
            "node_text": node_text,
        }
        _keep(work, decision, instead_of)
    return work.changes()


def withdraw(store: Store, actor: Actor, text: str) -> Changes:
    """Take back what stands about a text; it is read and matched by rule again, and the decisions stay on record.

    Raises:
        NotAllowed: the actor could not have decided it.
        NotFound: nothing stands about the text.
    """
    key = text_key(text)
    with store.write(actor, "match.decide", "withdraw") as work:
        take_turn(work.conn, "match")
        said = register.standing(work.conn, [key])
        if not said:
            raise NotFound("text_decision", text[:60])
        for one in said.values():
            _end(work, one, "withdrawn")
    return work.changes()


def _live(conn: Connection, node_id: int) -> Found:
    meant = register.by_id(conn, [node_id]).get(node_id)
    if meant is None:
        raise NotFound("node", str(node_id))
    if not meant.live:
        raise WrongState("Legal", meant.legal, Legal.APPROVED.value)
    return meant


def _keep(work: Work, decision: Mapping[str, object], instead_of: int) -> None:
    take_turn(work.conn, "match")
    key = (str(decision["kind"]), str(decision["text_key"]))
    stands = register.standing(work.conn, [key[1]]).get(key)
    if (stands.id if stands else 0) != instead_of:
        raise StaleRecord("text_decision", stands.id if stands else instead_of)
    if stands is not None:
        _end(work, stands, "replaced")
    (decision_id,) = work.new_ids(1)
    work.insert(
        text_decision,
        {
            "district_code": work.district_code,
            "id": decision_id,
            "elements": "",
            "node_id": None,
            "node_text": "",
            **decision,
            "reason": work.reason,
            "decided_by": work.actor.login,
            "decided_at": work.at,
            "standing": "current",
        },
    )


def _end(work: Work, said: Decision, standing: str) -> None:
    """Let a decision stand no more; who could not have taken it cannot end it."""
    area = work.district_code
    if said.node_id is not None:
        area = register.by_id(work.conn, [said.node_id])[said.node_id].community
    work.actor.role_for(work.verb, area)
    work.change(text_decision, {"id": said.id, "standing": "current"}, {"standing": standing})
