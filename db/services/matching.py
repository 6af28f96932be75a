"""Written addresses against the register: which address each line means, and what people decided about lines.

Lines are matched in portions, each in one snapshot of the register; what a person decided about a text is used before
the text itself, and every decision is kept with who, when and why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.errors import NotFound, StaleRecord, WrongState
from db.domain.matching.model import Match
from db.domain.matching.names import Names
from db.domain.progress import Progress
from db.domain.reading.model import Lexicon, Reading
from db.domain.state import Legal
from db.schema.work import text_decision
from db.services.lookup import Lookup, Words, words_of
from db.services.readings import keepable, lexicon_of, names_of, normal_values, text_key
from db.store import journal
from db.store import matching as register
from db.store.journal import Head, canonical
from db.store.matching import Decision, Found
from db.store.store import Store, Work
from db.store.turns import take_turn

PORTION = 500
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
        corrected: the reading is a person's correction.
    """

    line: Line
    match: Match
    entries: tuple[Entry, ...]
    reading: Reading
    corrected: bool = False


class Matcher:
    """Matches portions of lists; the register's names are kept from one to the next until something is written."""

    def __init__(self, store: Store) -> None:
        """Nothing is learnt yet."""
        self._store = store
        self._learnt: tuple[Head, str] | None = None
        self._words: Words | None = None

    def match(self, lines: Sequence[Line]) -> list[Matched]:
        """What one snapshot of the register has for these lines, in their order."""
        with self._store.read() as conn:
            lookup = Lookup(conn, self._words_now(conn))
            answers = lookup.find([(line.text, line.code) for line in lines])
        found = []
        for line, (match, reading, is_corrected) in zip(lines, answers, strict=True):
            entries = tuple(_entry(lookup.nodes[node_id]) for node_id in match.ids)
            found.append(Matched(line, match, entries, reading, is_corrected))
        return found

    def _words_now(self, conn: Connection) -> Words:
        """The names as the snapshot has them: whoever writes, the head of the journal moves."""
        now = (journal.head(conn), legal_date(self._store.clock.now()))
        if self._words is None or self._learnt != now:
            self._words, self._learnt = words_of(conn, now[1]), now
        return self._words


def match_lines(store: Store, lines: Iterable[Line], progress: Progress) -> Iterator[Matched]:
    """Match lines in their order, as they come.

    Raises:
        Cancelled: the user stopped; what was yielded before stands.
    """
    total = len(lines) if isinstance(lines, Sized) else 0
    stream, done, matcher = iter(lines), 0, Matcher(store)
    while portion := list(islice(stream, PORTION)):
        found = matcher.match(portion)
        done += len(portion)
        progress.step(done, total, "matching")
        yield from found


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
