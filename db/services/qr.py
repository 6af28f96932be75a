"""The police's QR lists: which address each row means, and taking payloads and codes into the register.

A staged list is judged as a whole (``db.domain.qr_list``); what passes is bound in one transaction. A new payload for
an address that has one waits for a chief.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Row, select

from db.domain.access import Actor, second_person
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.errors import NotFound, WrongState
from db.domain.importing import Kind
from db.domain.matching.compare import compare_parts
from db.domain.matching.findings import Reason
from db.domain.matching.key import parts_of
from db.domain.matching.model import Match
from db.domain.matching.model import Verdict as Same
from db.domain.qr_list import Known, QrLine, QrRule, Sense, Verdict, judge, keyed, spellings
from db.domain.reading.reader import read_address
from db.domain.state import PLATE, Plate, move
from db.schema.work import import_batch
from db.services.importing import close_batch
from db.services.lookup import Lookup, words_of
from db.services.readings import text_key
from db.store import codes, plates
from db.store import matching as register
from db.store.store import Store, Work
from db.store.turns import take_turn

_PORTION = 500
_UNSURE = (Reason.NAME_SLIP, Reason.COMPOUND_LEFT_OUT)
"""Where these alone tell a text from an address, a person says whether it is the one: a payload is not taken back."""


@dataclass(frozen=True, slots=True)
class QrRefusal:
    """A refused row: where it stands, what it says, and the rule with the field it complains about.

    Attributes:
        meant: the address that a row which is not certain may mean.
    """

    file: str
    sheet: str
    row_no: int
    part: int
    rule: str
    field: str
    address: str
    addr_code: str
    payload: str
    node_id: int
    meant: str = ""


@dataclass(frozen=True, slots=True)
class MatchReport:
    """What accepting a list would do.

    Attributes:
        outcomes: ``accepted``, ``unchanged`` and ``rejected`` -> rows.
        matched_by: ``local_id``, ``addr_code``, ``address`` and ``canonical`` (the same elements written differently, or
            a person's word) -> rows found by that key.
    """

    batch: int
    rows: int
    outcomes: dict[str, int]
    matched_by: dict[str, int]
    blocked: tuple[QrRefusal, ...]


@dataclass(frozen=True, slots=True)
class QrReport:
    """The account of an accepted list: read = accepted + unchanged + rejected + skipped.

    Attributes:
        blocked: rows refused by the register's rules; rows the reader refused are in the batch's rejects.
    """

    batch: int
    read: int
    accepted: int
    unchanged: int
    rejected: int
    skipped: int
    blocked: tuple[QrRefusal, ...]
    changes: Changes


def match(store: Store, batch_id: int) -> MatchReport:
    """Judge a staged list and keep nothing.

    Raises:
        NotFound: no such batch.
        WrongState: the batch is not staged, or is no QR list.
    """
    with store.read() as conn:
        _batch(conn, batch_id, "staged")
        rows = codes.lines(conn, batch_id, "staged")
        verdicts = verdicts_of(conn, rows, legal_date(store.clock.now()))
    return MatchReport(
        batch_id,
        len(rows),
        dict(Counter(verdict.outcome for verdict in verdicts)),
        dict(Counter(verdict.matched_by for verdict in verdicts if verdict.matched_by)),
        _refusals(verdicts),
    )


def verdicts_of(conn: Connection, rows: Sequence[QrLine], on: str) -> list[Verdict]:
    """What the register of a day says to the rows of a list; nothing is kept."""
    known, _places = codes.known(conn, rows, _senses(conn, rows, on))
    return judge(rows, replace(known, doubts=_doubts(conn, rows, known, on)))


def accept(store: Store, actor: Actor, batch_id: int) -> QrReport:
    """Bind the payloads and codes of a staged list to their addresses, which become 已赋码; one transaction.

    Raises:
        NotFound: no such batch.
        WrongState: the batch is not staged, or is no QR list.
        NotAllowed: an address of the list lies outside the actor's area.
    """
    with store.write(actor, "qr.accept", str(batch_id)) as work:
        take_turn(work.conn, "qr")
        _batch(work.conn, batch_id, "staged")
        verdicts = _take(work, batch_id, "staged")
        balance = close_batch(work, batch_id)
    return QrReport(
        batch_id,
        *(balance.read, balance.accepted, balance.unchanged, balance.rejected, balance.skipped),
        _refusals(verdicts),
        work.changes(),
    )


def reissue(store: Store, actor: Actor, batch_id: int) -> QrReport:
    """Sign the new payloads that an accepted list brought for addresses which had one.

    The old payload is kept as replaced and never issued again; plates that bear it are voided, or are to be corrected
    when they hang on a wall already.

    Raises:
        NotFound: no such batch.
        WrongState: the batch was not accepted yet.
        NotAllowed: the actor is no chief of the area, or delivered the list.
    """
    with store.write(actor, "qr.reissue", str(batch_id)) as work:
        take_turn(work.conn, "qr")
        batch = _batch(work.conn, batch_id, "promoted")
        second_person("qr.reissue", actor, batch.actor)
        verdicts = _take(work, batch_id, "rejected", QrRule.REPLACED)
        _retire_plates(work, [verdict for verdict in verdicts if verdict.outcome == "accepted"])
        balance = close_batch(work, batch_id)
    return QrReport(
        batch_id,
        *(balance.read, balance.accepted, balance.unchanged, balance.rejected, balance.skipped),
        _refusals(verdicts),
        work.changes(),
    )


def _batch(conn: Connection, batch_id: int, state: str) -> Row[str, str, str]:
    query = select(import_batch.c.kind, import_batch.c.state, import_batch.c.actor)
    batch = conn.execute(query.where(import_batch.c.id == batch_id)).one_or_none()
    if batch is None:
        raise NotFound("import_batch", str(batch_id))
    if batch.kind != Kind.QR or batch.state != state:
        raise WrongState("import_batch", batch.state, "promoted")
    return batch


def _take(work: Work, batch_id: int, outcome: str, rule: str = "") -> list[Verdict]:
    rows = codes.lines(work.conn, batch_id, outcome, rule)
    known, places = codes.known(work.conn, rows, _senses(work.conn, rows, work.today), lock=True)
    known = replace(known, doubts=_doubts(work.conn, rows, known, work.today))
    verdicts = judge(rows, known, reissue=bool(rule))
    if rule:
        verdicts = [_superseded(one, places, batch_id) for one in verdicts]
    accepted = [verdict for verdict in verdicts if verdict.outcome == "accepted"]
    for community in {places[v.holder.node_id].community for v in accepted if v.holder}:
        work.actor.role_for(work.verb, community)
    codes.bind(work, batch_id, accepted, places)
    codes.record(work.conn, verdicts)
    return verdicts


def _senses(conn: Connection, rows: Sequence[QrLine], on: str) -> dict[str, Sense]:
    """What the texts of a list mean that are no address's own, or about which a person decided.

    A payload must not go to a wrong address, so a slip in a name and a building left out are never taken as certain: a
    person says so first.
    """
    texts = {row.address for row in rows} - {""}
    exact = register.by_text(conn, {one for text in texts for one in spellings(text)})
    decided = {key for _kind, key in register.standing(conn, map(text_key, texts))}
    own = {text for text in texts if not exact.keys().isdisjoint(spellings(text))}
    wanted = sorted(text for text in texts if text not in own or text_key(text) in decided)
    if not wanted:
        return {}
    lookup = Lookup(conn, words_of(conn, on))
    found: dict[str, Sense] = {}
    for start in range(0, len(wanted), _PORTION):
        portion = wanted[start : start + _PORTION]
        for text, answer in zip(portion, lookup.find([(text, "") for text in portion]), strict=True):
            if answer.match.ids:
                meant = lookup.nodes[answer.match.ids[0]]
                found[text] = Sense(meant.node_id, meant.full_text, _is_sure(answer.match))
    return found


def _is_sure(match: Match) -> bool:
    return match.verdict is Same.SAME and match.reason not in _UNSURE


def _doubts(conn: Connection, rows: Sequence[QrLine], known: Known, on: str) -> dict[tuple[str, int], QrRule]:
    """Texts that do not say the address which their row's local id or code leads to.

    An echoed id may have slipped a row in the list, so it does not speak against a text that tells a number.
    """
    asked = {(row.address, node_id) for row in rows if row.address and (node_id := keyed(row, known))}
    if not asked:
        return {}
    lexicon, names, _places = words_of(conn, on)
    found = {}
    for text, node_id in asked:
        parts, meant = (
            parts_of(read_address(one, lexicon).values) for one in (text, known.holders[node_id].full_text)
        )
        said = compare_parts(parts, meant, names).verdict
        if any(parts.key[1:]) and said is not Same.SAME:
            found[text, node_id] = QrRule.KEYS_DISAGREE if said is Same.NONE else QrRule.NOT_CERTAIN
    return found


def _superseded(verdict: Verdict, places: Mapping[int, codes.Place], batch_id: int) -> Verdict:
    """The verdict, or a refusal when the address got its payload from a newer list: the older must not win."""
    holder = verdict.holder
    if verdict.outcome != "accepted" or holder is None or places[holder.node_id].payload_batch <= batch_id:
        return verdict
    return replace(verdict, outcome="rejected", rule=QrRule.SUPERSEDED.value)


def _retire_plates(work: Work, accepted: Sequence[Verdict]) -> None:
    old = {v.holder.node_id: v.holder.payload for v in accepted if v.holder and v.holder.payload}
    by_state: dict[Plate, list[int]] = {}
    for row in plates.living(work.conn, old):
        if row.payload == old[row.node_id]:
            by_state.setdefault(Plate(row.state), []).append(row.id)
    for state, ids in by_state.items():
        if state is not Plate.TO_CORRECT:
            wanted = Plate.TO_CORRECT if Plate.TO_CORRECT in PLATE[state] else Plate.VOID
            plates.set_state(work, ids, state, move(PLATE, state, wanted))


def _refusals(verdicts: Sequence[Verdict]) -> tuple[QrRefusal, ...]:
    return tuple(
        QrRefusal(
            *(v.line.file, v.line.sheet, v.line.row_no, v.line.part, v.rule, v.field),
            *(v.line.address, v.line.addr_code, v.line.payload, v.holder.node_id if v.holder else 0),
            v.recovered,
        )
        for v in verdicts
        if v.outcome == "rejected"
    )
