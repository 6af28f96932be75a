from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.person import (
    BadPerson,
    IdKind,
    Person,
    PersonKind,
    check_digit,
    checked,
    checked_phone,
    lengthened,
    mask_name,
    mask_number,
    mask_phone,
    masked,
    normal,
)

TODAY = "2026-11-22"
PERSON = Person(PersonKind.OWNER, "张三")


def with_number(text: str, kind: IdKind | None = None) -> Person:
    return checked(replace(PERSON, id_number=text, id_kind=kind), TODAY)


def refused(person: Person) -> tuple[str, str]:
    with pytest.raises(BadPerson) as error:
        checked(person, TODAY)
    return error.value.field, error.value.why


def number_of(region: str, born: date, serial: int) -> str:
    first = f"{region}{born:%Y%m%d}{serial:03d}"
    return first + check_digit(first)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张*"),
        ("欧阳锋", "欧阳*"),
        ("欧阳", "欧*"),
        ("司马相如", "司马*"),
        ("諸葛孔明", "諸葛*"),
        ("张", "*"),
        ("John Smith", "J*"),
        ("买买提·吐尔逊", "买*"),
        ("𠮷田", "𠮷*"),
        ("葛\U000e0100城", "葛\U000e0100*"),
        ("葛\U000e0100", "*"),
        ("⿰亻尔三", "*"),
        ("\ue864小明", "\ue864*"),
        ("-三", "*"),
    ],
)
def test_of_a_name_the_surname_is_shown(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("350203199001011234", "350203********1234"),
        ("350203900101123", "350203******123"),
        ("H12345678", "H******78"),
        ("12345678", "1******8"),
        ("ABCD", "***D"),
        ("AB", "**"),
        ("FRA123456789012", "FR**********012"),
    ],
)
def test_of_a_number_the_day_of_birth_is_never_shown(number: str, shown: str) -> None:
    assert mask_number(number) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13850005678", "138****5678"),
        ("0592-5123456", "0592-****456"),
        ("+85291234567", "+85******567"),
        ("4001234567", "*******567"),
    ],
)
def test_of_a_phone_number_the_middle_is_not_shown(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@given(
    st.sampled_from(("name", "id_number", "phone")), st.text("张三A1-+ ·⿰\ue864", min_size=1, max_size=20)
)
def test_a_mask_hides_something_of_whatever_it_is_given(field: str, text: str) -> None:
    shown = masked(field, text)
    assert "*" in shown
    assert text not in shown


def test_nothing_told_stays_nothing() -> None:
    assert masked("phone", "") == ""


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (" 张  三 ", "张 三"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("𠮷〇", "𠮷〇"),
        ("三一", "三一"),
        ("O'Neil-Smith Jr.", "O'Neil-Smith Jr."),
    ],
)
def test_a_name_is_kept_as_written_but_for_blanks_and_dots(name: str, kept: str) -> None:
    assert checked(replace(PERSON, name=name), TODAY).name == kept


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "no_name"),
        ("  ", "no_name"),
        ("张3", "digit_in_name"),
        ("350203199001011234", "digit_in_name"),
        ("张①", "digit_in_name"),
        ("张" * 51, "name_too_long"),
        ("张/三", "not_a_name"),
        ("张\x07三", "not_a_name"),
        ("··", "not_a_name"),
        ("，", "not_a_name"),
    ],
)
def test_what_is_no_name_is_refused(name: str, why: str) -> None:
    assert refused(replace(PERSON, name=name)) == ("name", why)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("11010519491231002X", IdKind.RESIDENT),
        ("11010519491231002x", IdKind.RESIDENT),
        (" １１０１０５ 19491231 002x ", IdKind.RESIDENT),
        ("110105491231002", IdKind.RESIDENT_15),
        (number_of("830000", date(1990, 2, 28), 17), IdKind.RESIDENCE_HMT),
        (number_of("931032", date(1990, 2, 28), 17), IdKind.RESIDENCE_FOREIGN),
        ("FRA123456789012", IdKind.RESIDENCE_FOREIGN),
        ("h12345678", IdKind.PERMIT_HM),
        ("12345678", IdKind.PERMIT_TW),
    ],
)
def test_the_kind_of_paper_is_told_by_the_form_of_the_number(text: str, kind: IdKind) -> None:
    person = with_number(text)
    assert person.id_kind is kind
    assert person.id_number == "".join(person.id_number.upper().split())


def test_a_passport_is_taken_when_it_is_said_to_be_one() -> None:
    assert with_number("e 12345678", IdKind.PASSPORT).id_number == "E12345678"


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("110105194912310021", None, "check_digit"),
        ("11010519491231002", None, "wrong_length"),
        ("1101051949123100AX", None, "wrong_length"),
        (number_of("990105", date(1990, 1, 1), 1), IdKind.RESIDENT, "unknown_region"),
        (number_of("160105", date(1990, 1, 1), 1), None, "unknown_region"),
        ("110105194902300025", None, "no_such_day"),
        (number_of("110105", date(2026, 11, 23), 1), None, "no_such_day"),
        (number_of("110105", date(1879, 12, 31), 1), None, "no_such_day"),
        ("110105491331002", None, "no_such_day"),
        ("H1234567", IdKind.PERMIT_HM, "wrong_form"),
        ("ABCDEF", IdKind.PASSPORT, "wrong_form"),
        ("", IdKind.PASSPORT, "no_number"),
        ("张三", None, "wrong_length"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused(text: str, kind: IdKind | None, why: str) -> None:
    assert refused(replace(PERSON, id_number=text, id_kind=kind)) == ("id_number", why)


@given(st.dates(date(1900, 1, 1), date(2026, 11, 22)), st.integers(0, 999), st.data())
def test_every_wrong_figure_in_a_number_is_found(born: date, serial: int, data: st.DataObject) -> None:
    number = number_of("350203", born, serial)
    assert with_number(number).id_number == number
    at = data.draw(st.integers(0, 16))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[at]]))
    with pytest.raises(BadPerson):
        with_number(number[:at] + other + number[at + 1 :])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("138 5000 5678", "13850005678"),
        ("+86 138-5000-5678", "13850005678"),
        ("008613850005678", "13850005678"),
        ("１３８５０００５６７８", "13850005678"),
        ("(0592)5123456", "0592-5123456"),
        ("05925123456转12", "0592-5123456-12"),
        ("+86-592-5123456", "0592-5123456"),
        ("010-62345678", "010-62345678"),
        ("5123456", "5123456"),
        ("400-123-4567", "4001234567"),
        ("+852 9123 4567", "+85291234567"),
        ("", ""),
    ],
)
def test_a_phone_number_is_kept_in_one_form(text: str, kept: str) -> None:
    assert checked_phone(text) == kept


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1385000567", "wrong_length"),
        ("138500056789", "wrong_length"),
        ("张三", "not_a_phone"),
        ("12", "wrong_length"),
        ("059251", "not_a_phone"),
    ],
)
def test_what_is_no_phone_number_is_refused(text: str, why: str) -> None:
    assert refused(replace(PERSON, phone=text)) == ("phone", why)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("name", "张 三", "张三"),
        ("name", "买买提•吐尔逊", "买买提·吐尔逊"),
        ("name", "JOHN SMITH", "John Smith"),
        ("id_number", "110105491231002", "11010519491231002x"),
        ("phone", "+86 138 5000 5678", "13850005678"),
        ("phone", "（0592）5123456", "0592-5123456"),
        ("phone", "not a phone", "notaphone"),
    ],
)
def test_a_field_is_found_again_whatever_way_it_is_written(field: str, one: str, other: str) -> None:
    assert normal(field, one) == normal(field, other)


def test_a_number_of_fifteen_figures_is_lengthened() -> None:
    assert lengthened("110105491231002") == "11010519491231002X"


def test_nothing_of_a_person_is_in_his_text_for_developers() -> None:
    told = repr(replace(PERSON, id_number="11010519491231002X", phone="13850005678"))
    assert told == "Person(owner)"
