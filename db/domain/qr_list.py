"""The police's QR list against the register: which address a row means, and by which rule it is refused.

Pure: the register's side comes in as values. A payload is compared and kept byte for byte; nothing here trims it,
changes its case or makes one up.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from db.domain.importing import Field
from db.domain.number import normal
from db.domain.state import Legal

MAX_CODE_LENGTH = 64
MAX_PAYLOAD_BYTES = 1000
"""No plate has room for more: the largest box holds a symbol of about 1,600 bytes at half a millimetre a module."""


class QrRule(StrEnum):
    """Why a row is refused; the first that applies."""

    PAYLOAD_MISSING = "payload_missing"
    PAYLOAD_BLANKS = "payload_blanks"  # blanks in front or behind: whose slip it is only the police can say
    PAYLOAD_TOO_LONG = "payload_too_long"
    CODE_TOO_LONG = "code_too_long"
    UNKNOWN_ADDRESS = "unknown_address"
    NOT_CERTAIN = (
        "not_certain"  # it may be the address named beside it, but a name is misspelt or a level differs
    )
    KEYS_DISAGREE = "keys_disagree"  # local id, code and text mean different addresses
    PAYLOAD_TWICE = "payload_twice"  # one payload for two addresses: both rows
    CODE_TWICE = "code_twice"  # one code for two addresses: both rows
    ADDRESS_TWICE = "address_twice"  # one address with two payloads or codes: all its rows
    ADDRESS_DOUBLED = (
        "address_doubled"  # the register has several addresses of that text, and nothing else tells
    )
    PAYLOAD_BOUND = "payload_bound"  # another address's already, as its payload or as its code
    PAYLOAD_RETIRED = "payload_retired"  # its own once, since replaced: never issued again
    CODE_BOUND = "code_bound"  # another address's payload
    CODE_DIFFERS = "code_differs"  # the address has another code, and codes do not change
    NOT_APPROVED = "not_approved"
    SUPERSEDED = "superseded"  # waited for a chief, who meanwhile signed what a newer list brought
    REPLACED = "replaced"  # a new payload for an address that has one: a chief signs it


_FIELD = {
    QrRule.CODE_TOO_LONG: Field.ADDR_CODE,
    QrRule.CODE_TWICE: Field.ADDR_CODE,
    QrRule.CODE_BOUND: Field.ADDR_CODE,
    QrRule.CODE_DIFFERS: Field.ADDR_CODE,
    QrRule.UNKNOWN_ADDRESS: Field.ADDRESS,
    QrRule.NOT_CERTAIN: Field.ADDRESS,
    QrRule.KEYS_DISAGREE: Field.ADDRESS,
    QrRule.ADDRESS_DOUBLED: Field.ADDRESS,
    QrRule.NOT_APPROVED: Field.ADDRESS,
}


@dataclass(frozen=True, slots=True)
class QrLine:
    """A row of the list as staged; absent cells are empty."""

    id: int
    file: str
    sheet: str
    row_no: int
    part: int
    local_id: str
    address: str
    addr_code: str
    payload: str


@dataclass(frozen=True, slots=True)
class Holder:
    """What the register knows of an address; ``addr_code`` and ``payload`` are empty where it has none."""

    node_id: int
    full_text: str
    legal: str
    addr_code: str = ""
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """Which address a text means that is not the address's own text.

    Attributes:
        full_text: how the address read when this was found.
        sure: the same elements written differently, or a person said so; else only the nearest candidate.
    """

    node_id: int
    full_text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Known:
    """The register's side of a list.

    Attributes:
        holders: addresses the list may mean, by id.
        by_code: police code -> node id; asked for every code and every payload of the list.
        by_text: canonical text of a live address -> node id.
        payloads: payload -> (node id, state), of any state; asked for every payload and every code of the list.
        doubled: texts that several live addresses bear; ``by_text`` has none of them.
        senses: text as written -> what it means, for texts that are no address's own, or about which a person decided.
        doubts: text as written and the address its row's local id or code leads to -> ``KEYS_DISAGREE`` where it surely
            names another, ``NOT_CERTAIN`` where it may.
    """

    holders: Mapping[int, Holder] = field(default_factory=dict)
    by_code: Mapping[str, int] = field(default_factory=dict)
    by_text: Mapping[str, int] = field(default_factory=dict)
    payloads: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    doubled: frozenset[str] = frozenset()
    senses: Mapping[str, Sense] = field(default_factory=dict)
    doubts: Mapping[tuple[str, int], QrRule] = field(default_factory=dict)

    def sense(self, text: str) -> Sense | None:
        """What a text means, unless the address came to read otherwise."""
        sense = self.senses.get(text)
        holder = self.holders.get(sense.node_id) if sense else None
        return sense if sense and holder and holder.full_text == sense.full_text else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a row.

    Attributes:
        outcome: ``accepted``, ``unchanged`` or ``rejected``.
        rule: the refusing rule, ``""`` when none.
        matched_by: the key that found the address: ``local_id``, ``addr_code``, ``address``, ``canonical`` or ``""``.
        holder: the address, None when none is meant; of a row that is not certain, the candidate.
        addr_code: the code to bind, from whichever row of the address has it.
    """

    line: QrLine
    outcome: str
    rule: str = ""
    matched_by: str = ""
    holder: Holder | None = None
    addr_code: str = ""

    @property
    def field(self) -> str:
        """The field the rule complains about."""
        return _FIELD.get(QrRule(self.rule), Field.PAYLOAD).value if self.rule else ""

    @property
    def found(self) -> str:
        """What stands in that field."""
        texts = {Field.ADDRESS: self.line.address, Field.ADDR_CODE: self.line.addr_code}
        return texts.get(Field(self.field), self.line.payload) if self.rule else ""

    @property
    def recovered(self) -> str:
        """The address that a row may mean which is not certain."""
        return self.holder.full_text if self.holder and self.rule == QrRule.NOT_CERTAIN else ""


@dataclass(frozen=True, slots=True)
class _Matched:
    line: QrLine
    rule: QrRule | None
    holder: Holder | None
    by: str
    candidate: Holder | None = None

    def named(self, rule: QrRule | None) -> Holder | None:
        """The address that a refusal names."""
        return self.candidate if rule is QrRule.NOT_CERTAIN else self.holder

    @property
    def identity(self) -> int | str:
        return self.holder.node_id if self.holder else normal(self.line.address) or self.line.addr_code


def local_node(local_id: str) -> int:
    """The id echoed from a request list, 0 when it cannot be one of ours."""
    plain = local_id.isascii() and local_id.isdigit() and len(local_id) <= 19
    return number if plain and (number := int(local_id)) < 1 << 63 else 0


def spellings(address: str) -> tuple[str, ...]:
    """An address as written, and with half-width signs and without blanks."""
    return tuple(dict.fromkeys(text for text in (address, normal(address)) if text))


def _match(line: QrLine, known: Known) -> _Matched:
    found = _found(line, known)
    sense = known.sense(line.address)
    if sense is not None and not sense.sure and found.keys() <= {"address"}:
        return _Matched(line, QrRule.NOT_CERTAIN, None, "", known.holders[sense.node_id])
    texts = spellings(line.address)
    doubled = not known.doubled.isdisjoint(texts)
    if not found:
        return _Matched(line, QrRule.ADDRESS_DOUBLED if doubled else QrRule.UNKNOWN_ADDRESS, None, "")
    by, node_id = next(iter(found.items()))
    holder = known.holders[node_id]
    doubt = known.doubts.get((line.address, node_id))
    if doubt is QrRule.NOT_CERTAIN:
        return _Matched(line, doubt, None, "", holder)
    others = len(set(found.values())) > 1 or (doubled and holder.full_text not in texts)
    disagree = doubt is not None or others
    return _Matched(line, QrRule.KEYS_DISAGREE if disagree else None, holder, by)


def keyed(line: QrLine, known: Known) -> int:
    """The address that a row's local id or code leads to while its text leads to none by itself; 0 for none."""
    found = _found(line, known)
    silent = found.keys() <= {"local_id", "addr_code"} and known.doubled.isdisjoint(spellings(line.address))
    return next(iter(found.values())) if found and silent else 0


def _found(line: QrLine, known: Known) -> dict[str, int]:
    """The address each key of a row leads to, the surest key first."""
    found: dict[str, int] = {}
    if (node_id := local_node(line.local_id)) in known.holders:
        found["local_id"] = node_id
    if line.addr_code in known.by_code:
        found["addr_code"] = known.by_code[line.addr_code]
    by_text = known.by_text.get(line.address) or known.by_text.get(normal(line.address))
    if by_text:
        found["address"] = by_text
    sense = known.sense(line.address)
    if sense is not None and sense.sure:
        found["canonical"] = sense.node_id
    return found


def _form(line: QrLine) -> QrRule | None:
    if not line.payload.strip():
        return QrRule.PAYLOAD_MISSING
    if line.payload != line.payload.strip():
        return QrRule.PAYLOAD_BLANKS
    if len(line.payload.encode()) > MAX_PAYLOAD_BYTES:
        return QrRule.PAYLOAD_TOO_LONG
    return QrRule.CODE_TOO_LONG if len(line.addr_code) > MAX_CODE_LENGTH else None


class _Doubles:
    """Which payloads, codes and addresses a list uses twice; rows without a readable payload do not count.

    A payload may be its own address's code; as the code of another address it would lead a scan astray.
    """

    def __init__(self, rows: Iterable[_Matched]) -> None:
        self.of_payload: dict[str, set[int | str]] = defaultdict(set)
        self.of_code: dict[str, set[int | str]] = defaultdict(set)
        self.payloads: dict[int, set[str]] = defaultdict(set)
        self.codes: dict[int, set[str]] = defaultdict(set)
        self.sure_codes: dict[int, set[str]] = defaultdict(set)
        for row in rows:
            self.of_payload[row.line.payload].add(row.identity)
            if row.line.addr_code:
                self.of_code[row.line.addr_code].add(row.identity)
            if row.holder:
                self.payloads[row.holder.node_id].add(row.line.payload)
                self.codes[row.holder.node_id] |= {row.line.addr_code} - {""}
                if row.rule is None:
                    self.sure_codes[row.holder.node_id] |= {row.line.addr_code} - {""}

    def rule(self, line: QrLine, holder: Holder) -> QrRule | None:
        own = {holder.node_id}
        if self.of_payload[line.payload] | self.of_code.get(line.payload, own) != own:
            return QrRule.PAYLOAD_TWICE
        code = line.addr_code
        if code and self.of_code[code] | self.of_payload.get(code, own) != own:
            return QrRule.CODE_TWICE
        twice = max(len(self.payloads[holder.node_id]), len(self.codes[holder.node_id])) > 1
        return QrRule.ADDRESS_TWICE if twice else None

    def code(self, holder: Holder) -> str:
        """The code a row of the address gives, refused rows apart."""
        return next(iter(self.sure_codes[holder.node_id]), "")


def _against_register(line: QrLine, holder: Holder, code: str, known: Known) -> QrRule | None:
    bound_to, state = known.payloads.get(line.payload, (holder.node_id, "live"))
    if {bound_to, known.by_code.get(line.payload, bound_to)} != {holder.node_id}:
        return QrRule.PAYLOAD_BOUND
    if code in known.payloads and known.payloads[code][0] != holder.node_id:
        return QrRule.CODE_BOUND
    if state != "live":
        return QrRule.PAYLOAD_RETIRED
    if code and holder.addr_code and code != holder.addr_code:
        return QrRule.CODE_DIFFERS
    return None


def judge(lines: Sequence[QrLine], known: Known, *, reissue: bool = False) -> list[Verdict]:
    """Judge every row of a list against its other rows and the register, in the order of the list.

    Args:
        lines: the rows.
        known: the register's side.
        reissue: a chief signs new payloads for addresses that have one.
    """
    forms = [_form(line) for line in lines]
    matched = [_match(line, known) for line in lines]
    doubles = _Doubles(row for row, form in zip(matched, forms, strict=True) if form is None)
    verdicts: list[Verdict] = []
    done: set[int] = set()
    for row, form in zip(matched, forms, strict=True):
        rule = form or row.rule
        if rule is not None or row.holder is None:
            verdicts.append(
                Verdict(row.line, "rejected", (rule or QrRule.UNKNOWN_ADDRESS).value, row.by, row.named(rule))
            )
            continue
        code = doubles.code(row.holder)
        rule = doubles.rule(row.line, row.holder) or _against_register(row.line, row.holder, code, known)
        verdict = _settle(row, rule, code, reissue)
        if verdict.outcome == "accepted":
            if row.holder.node_id in done:
                verdict = Verdict(row.line, "unchanged", "", row.by, row.holder)
            done.add(row.holder.node_id)
        verdicts.append(verdict)
    return verdicts


def _settle(row: _Matched, rule: QrRule | None, code: str, reissue: bool) -> Verdict:
    holder = row.holder
    assert holder is not None, "rows without an address are settled before"
    if rule is None:
        same = holder.payload == row.line.payload
        if same and (not code or code == holder.addr_code):
            return Verdict(row.line, "unchanged", "", row.by, holder)
        if holder.legal != Legal.APPROVED:
            rule = QrRule.NOT_APPROVED
        elif holder.payload and not same and not reissue:
            rule = QrRule.REPLACED
    if rule is not None:
        return Verdict(row.line, "rejected", rule.value, row.by, holder)
    return Verdict(row.line, "accepted", "", row.by, holder, code if code != holder.addr_code else "")
