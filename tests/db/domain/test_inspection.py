"""Checklists, samples, the standing of answers and rates: pure rules, mostly as properties."""

import json
import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.checklist import read_checklist
from db.domain.clock import stamp
from db.domain.errors import BadFile
from db.domain.inspection import (
    DECISION,
    Answer,
    FormState,
    IssuedForm,
    MergePlan,
    Standing,
    Terms,
    draw,
    form_state,
    plan_merge,
    standings,
)
from db.domain.rates import UnitFigures, percent, ranks, read_rules

RULES = Path(__file__).parents[3] / "resources" / "rules"
CHECKLIST = read_checklist((RULES / "checklist.json").read_text(encoding="utf-8"))
ISSUED = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
NOW = ISSUED + timedelta(days=3)
TERMS = Terms(9, CHECKLIST.version, CHECKLIST, NOW)
ITEMS = ("A07", "A14")
FORMS = {
    number: IssuedForm(number, 9, CHECKLIST.version, stamp(ISSUED), 1, ITEMS) for number in (101, 102, 103)
}


def an_answer(number: int = 1, /, **fields: Any) -> Answer:
    base = Answer(
        uuid=str(uuid.UUID(int=number)),
        form=101,
        item="A07",
        value="pass",
        note="",
        answered_at=stamp(ISSUED + timedelta(hours=1)),
        inspector="lin",
        device="tablet-1",
        base_version=1,
    )
    return replace(base, **fields)


@dataclass
class Register:
    """What the register holds, as a plain model."""

    known: dict[str, Answer] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)
    states: dict[int, FormState] = field(default_factory=dict)

    def merge(self, package: list[Answer]) -> MergePlan:
        plan = plan_merge(self.known.values(), package, FORMS, TERMS)
        self.known |= {answer.uuid: answer for answer in plan.fresh}
        self.standing |= plan.standing
        self.states |= plan.states
        return plan

    def end(self) -> tuple[dict[str, Answer], dict[str, Standing], dict[int, FormState]]:
        return self.known, self.standing, self.states


_SAID = st.tuples(
    st.sampled_from([101, 101, 101, 102, 999]),
    st.sampled_from(["A07", "A07", "A14", "Z99"]),
    st.sampled_from(["pass", "fail", "unknown", "perhaps"]),
    st.sampled_from(["lin", "chen"]),
    st.sampled_from(["tablet-1", "tablet-2"]),
    st.integers(-1, 3),
)


def _event(number: int, said: tuple[int, str, str, str, str, int]) -> Answer:
    form, item, value, inspector, device, hour = said
    at = stamp(ISSUED + timedelta(hours=hour))
    source = {"inspector": inspector, "device": device}
    return an_answer(number, form=form, item=item, value=value, answered_at=at, **source)


def events() -> st.SearchStrategy[list[Answer]]:
    return st.lists(_SAID, min_size=1, max_size=12).map(
        lambda said: [_event(number, one) for number, one in enumerate(said, 1)]
    )


@given(events(), st.integers(0, 10**6))
def test_any_order_doubling_and_split_gives_the_same_end(answers: list[Answer], seed: int) -> None:
    random = Random(seed)
    straight, shuffled = Register(), Register()
    straight.merge(answers)
    again = answers + random.choices(answers, k=len(answers))
    random.shuffle(again)
    while again:
        size = random.randint(1, len(again))
        shuffled.merge(again[:size])
        again = again[size:]
    assert shuffled.end() == straight.end()


@given(events())
def test_every_answer_is_accounted_for_and_none_is_lost(answers: list[Answer]) -> None:
    register = Register()
    plan = register.merge(answers)
    assert plan.applied + plan.unchanged + len(plan.conflicts) + len(plan.rejected) == len(answers)
    refused = {one.uuid for one in plan.rejected}
    assert set(register.known) == {one.uuid for one in answers} - refused
    second = register.merge(answers)
    assert (second.applied, second.fresh, second.conflicts) == (0, (), ())
    assert second.unchanged == len(answers) - len(refused)


@given(events())
def test_one_value_is_current_or_several_are_in_conflict(answers: list[Answer]) -> None:
    register = Register()
    register.merge(answers)
    for place in {answer.place for answer in register.known.values()}:
        group = [answer for answer in register.known.values() if answer.place == place]
        current = [one for one in group if register.standing[one.uuid] is Standing.CURRENT]
        disputed = {one.value for one in group if register.standing[one.uuid] is Standing.CONFLICT}
        assert (len(current), len(disputed) > 1) in ((1, False), (0, True))


def test_a_later_answer_of_the_same_source_takes_the_place_of_the_earlier() -> None:
    early, late = an_answer(1), an_answer(2, value="fail", answered_at=stamp(ISSUED + timedelta(hours=2)))
    assert standings([late, early]) == {early.uuid: Standing.SUPERSEDED, late.uuid: Standing.CURRENT}


@pytest.mark.parametrize("other", [{"inspector": "chen"}, {"device": "tablet-2"}])
def test_another_source_with_another_value_is_a_conflict_however_late(other: dict[str, str]) -> None:
    first = an_answer(1)
    second = an_answer(2, value="fail", answered_at=stamp(ISSUED + timedelta(hours=9)), **other)
    assert set(standings([first, second]).values()) == {Standing.CONFLICT}


def test_two_values_of_one_source_at_one_moment_are_a_conflict() -> None:
    assert set(standings([an_answer(1), an_answer(2, value="fail")]).values()) == {Standing.CONFLICT}


def test_an_agreeing_second_inspector_changes_nothing_but_is_kept() -> None:
    register = Register()
    register.merge([an_answer(1)])
    plan = register.merge([an_answer(2, inspector="chen", answered_at=stamp(ISSUED))])
    assert (plan.applied, plan.unchanged, len(plan.fresh)) == (0, 1, 1)
    # The one who now differs must not find the agreeing answer gone.
    later = an_answer(3, value="fail", answered_at=stamp(ISSUED + timedelta(hours=5)))
    (conflict,) = register.merge([later]).conflicts
    assert [one.inspector for one in conflict.against] == ["chen"]


def test_a_decision_settles_what_it_saw_and_nothing_else() -> None:
    one, two = an_answer(1), an_answer(2, value="fail", inspector="chen")
    verdict = an_answer(
        3,
        value="fail",
        inspector="chief",
        device=DECISION,
        settles=frozenset({one.uuid, two.uuid}),
        answered_at=stamp(ISSUED + timedelta(hours=5)),
    )
    decided = standings([one, two, verdict])
    assert [uid for uid, stands in decided.items() if stands is Standing.CURRENT] == [verdict.uuid]
    late = an_answer(4, inspector="wu", answered_at=stamp(ISSUED))
    disputed = standings([late, two, verdict, one])
    assert {uid for uid, stands in disputed.items() if stands is Standing.CONFLICT} == {
        verdict.uuid,
        late.uuid,
    }


@pytest.mark.parametrize(
    ("fields", "field_name", "why"),
    [
        ({"form": 555}, "form", "unknown_form"),
        ({"item": "A10"}, "item", "unknown_item"),
        ({"value": "na"}, "value", "value_not_allowed"),
        ({"base_version": 2}, "base_version", "other_version"),
        ({"uuid": "12"}, "uuid", "bad_uuid"),
        ({"inspector": " lin"}, "inspector", "bad_name"),
        ({"device": DECISION}, "device", "bad_name"),
        ({"settles": frozenset({"x"})}, "settles", "not_a_decision"),
        ({"note": "a\x00b"}, "note", "bad_text"),
        ({"note": "\ud800"}, "note", "bad_text"),
        ({"note": "长" * 501}, "note", "bad_text"),
        ({"answered_at": "2026-11-20 09:00"}, "answered_at", "not_a_moment"),
        ({"answered_at": stamp(ISSUED - timedelta(seconds=1))}, "answered_at", "before_issue"),
        ({"answered_at": stamp(NOW + timedelta(days=1, seconds=1))}, "answered_at", "in_the_future"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused_by_field(
    fields: dict[str, Any], field_name: str, why: str
) -> None:
    answer = an_answer(where=("answers/a.jsonl", 7), **fields)
    (refused,) = plan_merge([], [answer], FORMS, TERMS).rejected
    assert (refused.member, refused.line, refused.field, refused.why) == (
        "answers/a.jsonl",
        7,
        field_name,
        why,
    )


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        (replace(TERMS, package=8), "other_package"),
        (replace(TERMS, version="1999.1"), "other_checklist"),
    ],
)
def test_answers_of_another_package_or_checklist_are_refused(terms: Terms, why: str) -> None:
    assert [one.why for one in plan_merge([], [an_answer()], FORMS, terms).rejected] == [why]


def test_an_event_id_used_twice_for_different_answers_is_refused() -> None:
    register = Register()
    register.merge([an_answer(1)])
    (refused,) = register.merge([an_answer(1, value="fail")]).rejected
    assert (refused.field, refused.why) == ("uuid", "uuid_reused")
    assert register.known[an_answer(1).uuid].value == "pass"


def test_a_form_is_filled_when_every_item_has_a_current_answer() -> None:
    current = ("A07", Standing.CURRENT)
    assert form_state(ITEMS, [current]) is FormState.ISSUED
    assert form_state(ITEMS, [current, ("A14", Standing.CURRENT)]) is FormState.FILLED
    assert form_state(ITEMS, [current, ("A14", Standing.CONFLICT)]) is FormState.CONFLICT


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=8),
    st.integers(0, 150),
    st.integers(0, 99),
)
def test_a_sample_is_whole_spread_and_repeatable(sizes: list[int], wanted: int, seed: int) -> None:
    population = [(100 * at + n, f"s{at}") for at, size in enumerate(sizes) for n in range(size)]
    chosen = draw(population, wanted, seed)
    Random(seed).shuffle(population)
    assert draw(population, wanted, seed) == chosen
    assert len(chosen) == len(set(chosen)) == min(wanted, sum(sizes))
    assert set(chosen) <= {member for member, _ in population}
    drawn = [sum(one // 100 == at for one in chosen) for at in range(len(sizes))]
    if wanted >= len(sizes):
        assert min(drawn) >= 1
        for at, size in enumerate(sizes):
            assert abs(drawn[at] - wanted * size / sum(sizes)) <= len(sizes) or drawn[at] == size
    else:
        assert max(drawn, default=0) <= 1


def test_another_seed_draws_another_sample() -> None:
    population = [(n, "all") for n in range(200)]
    assert draw(population, 20, 1) != draw(population, 20, 2)


def test_the_shipped_checklist_asks_each_class_what_concerns_it() -> None:
    assert [item.code for item in CHECKLIST.items] == [f"A{n:02}" for n in range(1, 29)]
    assert "A10" in CHECKLIST.asked("building")
    assert "A10" not in CHECKLIST.asked("room")
    assert CHECKLIST.vetoes() == ("A07", "A14")
    assert {item.code for item in CHECKLIST.items if item.veto} == {"A01", "A07", "A14", "A21", "A22"}
    assert all(set(item.answers) >= {"pass", "fail"} and item.basis for item in CHECKLIST.items)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"status": "good"}, "status"),
        ({"items": []}, "items"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_wrong_checklist_names_the_field(change: dict[str, object], column: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_checklist(json.dumps(json.loads(CHECKLIST.text) | change), "清单.json")
    assert (caught.value.file, caught.value.column) == ("清单.json", column)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"answers": ["maybe"]}, "unknown_value"),
        ({"answers": []}, "empty"),
        ({"code": "A02"}, "doubled_code"),
    ],
)
def test_a_wrong_item_is_refused(change: dict[str, object], why: str) -> None:
    body = json.loads(CHECKLIST.text)
    body["items"][0] |= change
    with pytest.raises(BadFile) as caught:
        read_checklist(json.dumps(body))
    assert caught.value.why == why


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_never_shows_more_than_there_is(numerator: int, denominator: int) -> None:
    rate = Fraction(min(numerator, denominator), denominator)
    shown = percent(rate)
    assert shown is not None
    assert Fraction(shown) <= rate * 100 < Fraction(shown) + Fraction(1, 100)


def test_a_rate_just_below_the_target_does_not_read_as_the_target() -> None:
    assert percent(Fraction(94_996, 100_000)) == Decimal("94.99")
    assert percent(None) is None


def test_ranks_are_shared_by_equals_and_unknown_comes_last() -> None:
    def unit(code: str, level: str, first: Fraction | None, second: Fraction | None) -> UnitFigures:
        return UnitFigures(code, level, ("", "", ""), {}, {"a": first, "b": second})

    units = [
        unit("c1", "community", Fraction(9, 10), None),
        unit("c2", "community", Fraction(9, 10), Fraction(1, 2)),
        unit("c3", "community", None, None),
        unit("c4", "community", Fraction(9, 10), None),
        unit("c5", "community", None, Fraction(1)),
        unit("s1", "subdistrict", Fraction(1, 10), None),
    ]
    assert ranks(units, ["a", "b"]) == {"c1": 2, "c2": 1, "c3": 0, "c4": 2, "c5": 4, "s1": 1}


@pytest.mark.parametrize(
    ("path", "value", "column"),
    [
        (("rank_by",), ["luck"], "rank_by"),
        (("rates", 0, "numerator"), "persons", ".rates[0].numerator"),
        (("columns", 0, "key"), "persons", ".columns[0].key"),
        (("signatures",), [], "signatures"),
    ],
)
def test_rate_rules_may_only_name_figures_that_are_counted(
    path: tuple[str | int, ...], value: object, column: str
) -> None:
    body = json.loads((RULES / "bulletin.json").read_text(encoding="utf-8"))
    inner = body
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(BadFile) as caught:
        read_rules(json.dumps(body))
    assert caught.value.column == column
