import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

import db
import desktop
from db.domain import errors
from db.domain.alias import BadPlace
from db.domain.attachment import AttachmentRefused
from db.domain.errors import BadFile, DomainError, NotFound, NumberTaken, StaleRecord, StoreUnavailable
from db.domain.geo import BadPoint
from db.domain.geo_fit import BadFit
from db.domain.given_out import Held
from db.domain.handover import HandoverRefused
from db.domain.map_layer import BadLayer
from db.domain.plan import PlanRefused
from db.domain.transfer import TransferRefused
from db.domain.views import BadView
from db.schema.base import metadata
from db.store import faults
from desktop import account_texts, error_reasons, terms
from desktop.addresses.view_words import view_reason
from desktop.attachments.words import refusal_reason
from desktop.editing.reasons import plan_reason
from desktop.error_texts import WORDS, error_text
from desktop.handover.words import refusal_reason as handover_reason
from desktop.places.refusals import refusal_reason as place_reason
from desktop.sketch import words as map_words
from desktop.store_texts import store_words
from desktop.transfer.words import refusal_reason as transfer_reason

SOURCES = [*Path(db.__file__).parent.rglob("*.py"), *Path(desktop.__file__).parent.rglob("*.py")]


def every_error(kind: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    for below in kind.__subclasses__():
        yield below
        yield from every_error(below)


def made_up(kind: type[DomainError]) -> DomainError:
    values = {
        "int": 1,
        int: 1,
        "str": "x",
        str: "x",
        tuple[tuple[str, str, str], ...]: (("application", "x", "x"),),
    }
    return kind(**{one.name: values[one.type] for one in fields(kind)})  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(every_error(), key=lambda kind: kind.__name__))
def test_every_error_of_the_register_has_words(kind):
    assert kind in WORDS
    words = error_text(made_up(kind))
    assert all((words.title, words.explanation, words.kept, words.next_step))
    assert not words.is_fault
    assert "{" not in words.explanation + words.next_step


WHY_AT = {"StoreUnavailable": 0, "PlateRefused": 0, "BadFile": 1, "PayloadConflict": 1, "BadNumber": 1}
WHY_AT |= {"BadAddress": 2, "NotAllowed": 2, "Withheld": 1, "JoinRefused": 0}
WHY_AT |= {"BadAccount": 0, "BadPassword": 0, "SignInRefused": 0}
WHY_AT |= {"TransferRefused": 0}
WHY_AT |= {"AttachmentRefused": 1, "HandoverRefused": 0, "BadPlace": 0, "BadView": 0, "PlanRefused": 0}
WHY_AT |= {"BadPoint": 0, "BadFit": 0, "BadLayer": 0}
"""Error -> position of its code among the arguments."""


@cache
def raised() -> dict[str, set[str]]:
    """Error's name -> literal codes with which the program's sources make it."""
    found: dict[str, set[str]] = {name: set() for name in WHY_AT}
    for file in SOURCES:
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
            if name in WHY_AT:
                places = [keyword.value for keyword in call.keywords if keyword.arg == "why"]
                places += call.args[WHY_AT[name] : WHY_AT[name] + 1]
                found[name] |= {place.value for place in places if isinstance(place, ast.Constant)}
    return found


def test_every_code_of_an_unavailable_store_has_words():
    returned = set(re.findall(r'return "([a-z_]+)"', Path(faults.__file__).read_text(encoding="utf-8")))
    environment = returned | set(faults._SQLITE_ENVIRONMENT.values())
    codes = raised()["StoreUnavailable"] | environment | {"older"}
    assert len(codes) > 15
    assert codes - store_words().keys() == set()


REASONS = [
    (errors.BadNumber, error_reasons.number_reason),
    (errors.BadAddress, error_reasons.address_reason),
    (errors.BadFile, error_reasons.file_reason),
    (errors.NotAllowed, error_reasons.refusal_reason),
    (errors.PayloadConflict, error_reasons.payload_reason),
    (errors.PlateRefused, error_reasons.plate_reason),
    (errors.BadAccount, account_texts.account_reason),
    (errors.BadPassword, account_texts.password_reason),
    (errors.SignInRefused, account_texts.sign_in_reason),
    (AttachmentRefused, refusal_reason),
    (HandoverRefused, handover_reason),
    (TransferRefused, transfer_reason),
    (BadPlace, place_reason),
    (PlanRefused, plan_reason),
    (BadView, view_reason),
    (BadPoint, map_words.point_reason),
    (BadFit, map_words.fit_reason),
    (BadLayer, map_words.layer_reason),
    (errors.JoinRefused, lambda why: error_reasons.join_reason(why)[0]),
    (errors.Withheld, lambda why: error_reasons.withheld_reason(why)[0]),
]


@pytest.mark.parametrize(("kind", "words"), REASONS, ids=[kind.__name__ for kind, _ in REASONS])
def test_every_reason_raised_anywhere_has_words(kind, words):
    assert {code for code in raised()[kind.__name__] if words(code) == code} == set()


def test_a_bad_file_names_file_sheet_row_and_column():
    words = error_text(BadFile("地址.xlsx", "missing_column", "Sheet1", 3, "门牌号"))
    for part in ("地址.xlsx", "Sheet1", "3", "门牌号", "缺少必需的列"):
        assert part in words.explanation


def test_a_taken_number_names_its_holder():
    assert "42" in error_text(NumberTaken("12号", 42)).explanation


def test_a_number_given_out_before_says_whose_it_was():
    told = error_text(NumberTaken("湖滨南路3号", 42, "retired", "湖滨南路3号")).explanation
    assert told == "「湖滨南路3号」：「湖滨南路3号」已注销或合并，号码不再发放。"
    assert "「湖滨南路9号」：号码已预留" in error_text(NumberTaken("湖滨南路9号", 0, "reserved")).explanation


@pytest.mark.parametrize("why", list(Held))
@pytest.mark.parametrize("other", ["", "湖滨南路3号"])
def test_what_holds_a_number_has_words(why, other):
    words = error_reasons.held_reason(why.value, other)
    assert why.value not in words
    assert "{" not in words


def test_no_table_of_the_register_is_named_to_users():
    tables = {name for name in metadata.tables if re.search("[a-z]", name)}
    told = [error_text(NumberTaken(""))]
    told += [error_text(StaleRecord(table, 7)) for table in sorted(tables)]
    told += [error_text(NotFound(table, "7")) for table in sorted(tables)]
    for words in told:
        assert not re.search("[a-z_]{3,}", words.explanation + words.next_step), words


def test_an_unknown_code_is_shown_as_it_is():
    assert "meteor" in error_text(StoreUnavailable("meteor")).explanation


def test_anything_else_is_a_fault_of_the_program():
    words = error_text(ValueError("湖滨南路"))
    assert words.is_fault
    assert "湖滨南路" not in words.explanation


def test_what_a_state_does_not_allow_is_told_without_codes():
    told = [errors.WrongState("Legal", "approved", "edit"), errors.WrongState("Legal", "cancelled", "parent")]
    told.append(errors.WrongState("Legal", "has_children", "void"))
    said = [error_text(one).explanation for one in told]
    assert said == [
        "现在是「已批准」，不能直接编辑。",
        "现在是「已注销」，下面不能再新增地址。",
        "下面还有地址，不能变为「作废」。",
    ]


def test_a_state_that_does_not_follow_is_told_in_the_offices_words():
    words = error_text(errors.WrongState("Legal", "approved", "void"))
    assert "已批准" in words.explanation
    assert "作废" in words.explanation


@pytest.mark.parametrize(
    ("codes", "words"), terms.COMPLETE, ids=[codes.__name__ for codes, _ in terms.COMPLETE]
)
def test_every_code_of_the_register_has_the_offices_word(codes, words):
    assert {member.value for member in codes} == {str(key.value) for key in words()}
    assert len(set(words().values())) == len(words())


def test_a_day_that_is_none_is_not_answered_with_advice_about_doors():
    words = error_text(errors.BadAddress(field="effective_on", text="12月", why="no_such_day"))
    assert "门牌" not in words.next_step
    assert "2026-12-01" in words.next_step
