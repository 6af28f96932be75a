"""The key of the kit: what a right import and a right check must report, no more and no less."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

DOUBLED, WRONG, MISSING = "重", "错", "漏"
PROBLEM_OF_RULE = {
    "duplicate_row": DOUBLED,
    "unknown_community": WRONG,
    "unknown_subdistrict": WRONG,
    "misspelt_name": WRONG,
    "bad_number": WRONG,
    "missing_number": MISSING,
    "date_in_number": WRONG,
    "digits_lost": WRONG,
    "bad_room": WRONG,
    "wrong_side": WRONG,
    "number_gap": MISSING,
    "room_missing": MISSING,
    "floor_skipped": WRONG,
    "room_floor_mismatch": WRONG,
    "suffix_without_base": WRONG,
}
"""Rule id -> problem type; the first nine refuse a row, the rest are found in the register."""

ROW_RULES = tuple(PROBLEM_OF_RULE)[:9]


@dataclass(slots=True)
class Problem:
    """One planted problem.

    Attributes:
        rule: the rule that must name it.
        address: canonical text of the address concerned, ``""`` where a refused row has none.
        note: what was done, for a person.
        file: file under ``addresses/`` for a refused row, else ``""``.
        sheet: sheet name, ``""`` for text files.
        row: row number as the office sees it, from 1; 0 when no single row is meant.
    """

    rule: str
    address: str = ""
    note: str = ""
    file: str = ""
    sheet: str = ""
    row: int = 0

    @property
    def problem(self) -> str:
        """重, 错 or 漏."""
        return PROBLEM_OF_RULE[self.rule]


@dataclass(slots=True)
class QrKey:
    """What the police's lists must come to.

    Attributes:
        rows: rows of all lists.
        unique: addresses with exactly one payload that no other address has: the plates that can be made.
        no_row: addresses the lists leave out.
        blank_payload: addresses whose row has no payload.
        shared_payload: addresses that share a payload with another one.
        two_payloads: addresses with two different payloads.
        unknown_address: texts that are no address of the register.
        lower_case: addresses whose payload is in lower case and must stay so.
    """

    rows: int = 0
    unique: int = 0
    no_row: list[str] = field(default_factory=list)
    blank_payload: list[str] = field(default_factory=list)
    shared_payload: list[str] = field(default_factory=list)
    two_payloads: list[str] = field(default_factory=list)
    unknown_address: list[str] = field(default_factory=list)
    lower_case: list[str] = field(default_factory=list)


@dataclass(slots=True)
class KitKey:
    """Everything a test needs to know about a kit.

    Attributes:
        addresses: distinct addresses a right import leaves in the register, all levels.
        levels: the same by level: door, building, stair, room.
        good_records: records that name an address for the first time (a range counts once per room).
        refused_records: records a right import refuses; the row problems.
        files: every file of the kit, relative to its folder.
    """

    seed: int
    addresses: int
    levels: dict[str, int]
    good_records: int
    refused_records: int
    files: list[str]
    problems: list[Problem]
    qr: QrKey

    def to_json(self) -> str:
        """The key as ``key.json`` has it."""
        record: dict[str, Any] = asdict(self)
        record["problems"] = [{"problem": p.problem, **asdict(p)} for p in self.problems]
        record["rules"] = dict(sorted(Counter(p.rule for p in self.problems).items()))
        return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
