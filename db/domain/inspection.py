"""Inspection (检查验收): samples, forms, answers as events, and how answers of many inspectors come together.

The standing of answers is a pure function of the set of answers, so packages may arrive in any order, in parts or
twice. Nobody wins by being last: answers of two sources that differ stay side by side until a person decides. Only
one's own earlier answer gives way to the later one, and even that is kept.
"""

import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from db.domain.checklist import Checklist
from db.domain.clock import stamp

DECISION = "decision"
"""Device name of a decision's answer; no package may carry it."""
AHEAD = timedelta(days=1)
"""How far a tablet's clock may run ahead of the office's."""
NOTE_LENGTH, NAME_LENGTH = 500, 64


class Standing(StrEnum):
    """What an answer counts for."""

    CURRENT = "current"  # 有效
    SUPERSEDED = "superseded"  # 已被代替
    CONFLICT = "conflict"  # 不一致，待裁定


class FormState(StrEnum):
    """A form's state, which follows from its answers."""

    ISSUED = "issued"  # 已发出
    FILLED = "filled"  # 已填
    CONFLICT = "conflict"  # 有不一致


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the inspector gets it: one plate, what must be on it, what to check.

    Attributes:
        id: the form's id.
        plate_class: class of the plate.
        community: code of the 社区 it lies in.
        address: full standard address.
        texts: role and text of everything written on the plate.
        payload: QR content, byte for byte.
        items: codes of the items asked.
        base_version: the plate's version the form was made from.
    """

    id: int
    plate_class: str
    community: str
    address: str
    texts: tuple[tuple[str, str], ...]
    payload: str
    items: tuple[str, ...]
    base_version: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as an event; it is never changed, only followed by others.

    Attributes:
        uuid: made on the device; the same answer sent twice is one answer.
        answered_at: moment on the device's clock, as ``db.domain.clock.stamp`` writes it.
        inspector: account name, never a person's data.
        device: name of the tablet or laptop.
        base_version: version of the plate the inspector saw on the form.
        settles: for a decision, uuids of the answers it was taken over.
        where: file member and line it was read from.
    """

    uuid: str
    form: int
    item: str
    value: str
    note: str
    answered_at: str
    inspector: str
    device: str
    base_version: int
    settles: frozenset[str] = frozenset()
    where: tuple[str, int] = field(default=("", 0), compare=False)

    @property
    def place(self) -> tuple[int, str]:
        """Form and item answered."""
        return self.form, self.item


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo or scan, named by its content."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Package:
    """What a package file holds, in values.

    Attributes:
        id: id of the package as it was issued.
        created: moment of issue.
        sha256: of the file it was read from; empty before it is written.
    """

    id: int
    district: str
    area: str
    created: str
    checklist: Checklist
    forms: tuple[Form, ...]
    answers: tuple[Answer, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class IssuedForm:
    """A form as the register knows it."""

    id: int
    package: int
    checklist_version: str
    issued_at: str
    base_version: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what a package is judged.

    Attributes:
        package: id the package says it is.
        version: checklist version the package says it was filled under.
        checklist: the register's checklist of the package's forms.
        now: the office's time.
    """

    package: int
    version: str
    checklist: Checklist
    now: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer taken in that stands against others until a person decides."""

    answer: Answer
    against: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something of a package that was not taken in: where it stood, which field, why (a code)."""

    member: str
    line: int
    uuid: str
    form: int
    item: str
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What taking a package in comes to; answers read = applied + unchanged + conflicts + rejected.

    Attributes:
        fresh: answers to keep, none of which the register had.
        standing: standing of every answer, old and fresh, of each form and item that got a fresh one.
        states: form -> state, for forms that got a fresh answer.
        applied: answers that said something new.
        unchanged: answers the register had, or that agree with what it says.
    """

    fresh: tuple[Answer, ...]
    standing: Mapping[str, Standing]
    states: Mapping[int, FormState]
    applied: int
    unchanged: int
    conflicts: tuple[Conflict, ...]
    rejected: tuple[Rejected, ...]


def draw(population: Iterable[tuple[int, str]], sample: int, seed: int) -> tuple[int, ...]:
    """A stratified sample: every stratum its share, at least one each while the sample reaches; ids ascending.

    The same population, size and seed give the same sample, in whatever order the population comes.

    Args:
        population: id and stratum of each member.
        sample: how many to draw; the whole population when it is not larger.
        seed: of the draw, kept with the report so that it can be repeated.
    """
    strata: dict[str, list[int]] = defaultdict(list)
    for member, stratum in sorted(population):
        strata[stratum].append(member)
    total = sum(map(len, strata.values()))
    wanted = max(0, min(sample, total))
    random = Random(seed)
    names = sorted(strata)
    random.shuffle(names)
    quota = dict.fromkeys(names, 0) | dict.fromkeys(names[:wanted], 1)
    left, spare = wanted - sum(quota.values()), max(1, total - len(names))
    shares = {name: divmod(left * (len(strata[name]) - 1), spare) for name in names}
    for name in names:
        quota[name] += shares[name][0]
    by_remainder = sorted(names, key=lambda name: shares[name][1], reverse=True)
    for name in by_remainder[: wanted - sum(quota.values())]:
        quota[name] += 1
    return tuple(sorted(one for name in names for one in random.sample(strata[name], quota[name])))


def standings(answers: Iterable[Answer]) -> dict[str, Standing]:
    """Standing of each answer to one item of one form, by uuid.

    Each source's newest answer is its word, unless a decision settled it; a decision is a word of its own. One value
    among all words: one of them is current. More than one: all words are in conflict.
    """
    sources: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    settled: set[str] = set()
    result: dict[str, Standing] = {}
    for answer in answers:
        source = ("", answer.uuid) if answer.device == DECISION else (answer.inspector, answer.device)
        sources[source].append(answer)
        settled |= answer.settles
        result[answer.uuid] = Standing.SUPERSEDED
    words: list[Answer] = []
    for said in sources.values():
        newest = max(one.answered_at for one in said)
        words += [one for one in said if one.answered_at == newest and one.uuid not in settled]
    if len({word.value for word in words}) > 1:
        return result | dict.fromkeys((word.uuid for word in words), Standing.CONFLICT)
    # Whoever said it first stays current: a second inspector who agrees changes nothing.
    current = min(words, key=lambda one: (one.device != DECISION, one.answered_at, one.uuid))
    return result | {current.uuid: Standing.CURRENT}


def form_state(items: Iterable[str], standing: Iterable[tuple[str, Standing]]) -> FormState:
    """A form's state from its items and the standing of its answers."""
    found = set(standing)
    if any(stands is Standing.CONFLICT for _, stands in found):
        return FormState.CONFLICT
    if all((item, Standing.CURRENT) in found for item in items):
        return FormState.FILLED
    return FormState.ISSUED


def refusal(answer: Answer, form: IssuedForm | None, terms: Terms) -> tuple[str, str]:
    """Field and code for which an answer cannot be taken in; ``("", "")`` when it can."""
    if form is None:
        return "form", "unknown_form"
    allowed = {item.code: item.answers for item in terms.checklist.items}
    tests = (
        (form.package == terms.package, "form", "other_package"),
        (form.checklist_version == terms.version, "form", "other_checklist"),
        (form.base_version == answer.base_version, "base_version", "other_version"),
        (answer.item in form.items, "item", "unknown_item"),
        (answer.value in allowed.get(answer.item, ()), "value", "value_not_allowed"),
        (_is_uuid(answer.uuid), "uuid", "bad_uuid"),
        (_is_name(answer.inspector), "inspector", "bad_name"),
        (_is_name(answer.device) and answer.device != DECISION, "device", "bad_name"),
        (not answer.settles, "settles", "not_a_decision"),
        (len(answer.note) <= NOTE_LENGTH and _is_plain(answer.note), "note", "bad_text"),
        (_is_stamp(answer.answered_at), "answered_at", "not_a_moment"),
        (answer.answered_at >= form.issued_at, "answered_at", "before_issue"),
        (answer.answered_at <= stamp(terms.now + AHEAD), "answered_at", "in_the_future"),
    )
    return next(((name, why) for fine, name, why in tests if not fine), ("", ""))


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _is_plain(text: str) -> bool:
    return not any(unicodedata.category(char) in ("Cc", "Cs") for char in text.replace("\n", ""))


def _is_name(text: str) -> bool:
    return 0 < len(text) <= NAME_LENGTH and text == text.strip() and "\n" not in text and _is_plain(text)


def _is_stamp(text: str) -> bool:
    try:
        return stamp(datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z")) == text
    except (ValueError, OverflowError):
        return False


def plan_merge(
    known: Iterable[Answer], incoming: Sequence[Answer], forms: Mapping[int, IssuedForm], terms: Terms
) -> MergePlan:
    """Work out what taking the incoming answers in comes to.

    Args:
        known: answers the register holds for the forms, decisions included.
        incoming: answers of the package, in its order.
        forms: forms of the register by id.
        terms: what the answers are judged by.
    """
    kept = {answer.uuid: answer for answer in known}
    before = _current_values(kept.values())
    fresh: dict[str, Answer] = {}
    rejected: list[Rejected] = []
    unchanged = 0
    for answer in incoming:
        name, why = refusal(answer, forms.get(answer.form), terms)
        twin = kept.get(answer.uuid)
        if not why and twin is not None:
            name, why = ("", "") if twin == answer else ("uuid", "uuid_reused")
        if why:
            rejected.append(_reject(answer, name, why))
        elif twin is not None:
            unchanged += 1
        else:
            fresh[answer.uuid] = kept[answer.uuid] = answer
    groups = _grouped(kept.values(), {answer.form for answer in fresh.values()})
    standing = {uid: stands for group in groups.values() for uid, stands in standings(group).items()}
    conflicts: list[Conflict] = []
    agreed = 0
    for answer in fresh.values():
        if standing[answer.uuid] is Standing.CONFLICT:
            conflicts.append(_conflict(answer, groups[answer.place], standing))
        elif before.get(answer.place) == answer.value:
            agreed += 1
    return MergePlan(
        fresh=tuple(fresh.values()),
        standing=standing,
        states=_states(groups, standing, forms),
        applied=len(fresh) - len(conflicts) - agreed,
        unchanged=unchanged + agreed,
        conflicts=tuple(conflicts),
        rejected=tuple(rejected),
    )


def _grouped(answers: Iterable[Answer], forms: set[int]) -> dict[tuple[int, str], list[Answer]]:
    groups: dict[tuple[int, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.form in forms:
            groups[answer.place].append(answer)
    return groups


def _current_values(answers: Iterable[Answer]) -> dict[tuple[int, str], str]:
    groups: dict[tuple[int, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.place].append(answer)
    values: dict[tuple[int, str], str] = {}
    for place, group in groups.items():
        standing = standings(group)
        for answer in group:
            if standing[answer.uuid] is Standing.CURRENT:
                values[place] = answer.value
    return values


def _states(
    groups: Mapping[tuple[int, str], list[Answer]],
    standing: Mapping[str, Standing],
    forms: Mapping[int, IssuedForm],
) -> dict[int, FormState]:
    found: dict[int, set[tuple[str, Standing]]] = defaultdict(set)
    for (form, item), group in groups.items():
        found[form] |= {(item, standing[answer.uuid]) for answer in group}
    return {form: form_state(forms[form].items, stands) for form, stands in found.items()}


def _conflict(answer: Answer, group: Iterable[Answer], standing: Mapping[str, Standing]) -> Conflict:
    others = (one for one in group if standing[one.uuid] is Standing.CONFLICT and one.uuid != answer.uuid)
    return Conflict(answer, tuple(sorted(others, key=lambda one: (one.answered_at, one.uuid))))


def _reject(answer: Answer, name: str, why: str) -> Rejected:
    member, line = answer.where
    return Rejected(member, line, answer.uuid, answer.form, answer.item, name, why)
