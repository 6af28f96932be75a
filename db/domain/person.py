"""A person whom a case names: what is kept of him, how it is checked, what of it may be shown to anybody.

Nothing in here ever puts a name, an ID number or a phone number into an error or into a text for developers.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.domain.errors import DomainError


class PersonKind(StrEnum):
    """What a person is to the row he is tied to."""

    APPLICANT = "applicant"  # 申请人
    CONTACT = "contact"  # 联系人
    RESIDENT = "resident"  # 住户
    OWNER = "owner"  # 产权人


class IdKind(StrEnum):
    """What kind of paper an ID number is from."""

    RESIDENT = "resident"  # 居民身份证
    RESIDENT_15 = "resident_15"  # 一代身份证，十五位
    RESIDENCE_HMT = "residence_hmt"  # 港澳台居民居住证
    PERMIT_HM = "permit_hm"  # 港澳居民来往内地通行证
    PERMIT_TW = "permit_tw"  # 台湾居民来往大陆通行证
    RESIDENCE_FOREIGN = "residence_foreign"  # 外国人永久居留身份证
    PASSPORT = "passport"  # 护照
    OTHER = "other"


@dataclass(eq=False)
class BadPerson(DomainError):
    """Something told of a person cannot be taken: which field, and why as a code. What was told is never carried."""

    field: str
    why: str


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """A person in clear.

    Attributes:
        kind: what he is to the row.
        name: as written on his paper.
        id_kind: kind of paper; ``None`` when no number is known.
        id_number: the number on it, or ``""``.
        phone: or ``""``.
    """

    kind: PersonKind
    name: str
    id_kind: IdKind | None = None
    id_number: str = ""
    phone: str = ""

    def __repr__(self) -> str:
        return f"Person({self.kind.value})"


FIELDS = ("name", "id_number", "phone")
"""What is sealed, masked and found again."""

_NAME_LENGTH = 50
_NAME_SIGNS = frozenset(" ·-'’.")
_DOTS = dict.fromkeys(map(ord, "•・‧∙⋅●．"), "·")
_PROVINCES = frozenset(
    str(code)
    for codes in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66))
    for code in range(*codes)
)
_REGIONS = {
    IdKind.RESIDENT: _PROVINCES,
    IdKind.RESIDENT_15: _PROVINCES,
    IdKind.RESIDENCE_HMT: frozenset(("81", "82", "83")),
    IdKind.RESIDENCE_FOREIGN: frozenset(f"9{digit}" for digit in range(10)),
}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FORMS = {
    IdKind.RESIDENT_15: re.compile(r"\d{15}", re.ASCII),
    IdKind.PERMIT_HM: re.compile(r"[HM]\d{8}(\d{2})?", re.ASCII),
    IdKind.PERMIT_TW: re.compile(r"\d{8}|\d{10}[A-Z]?", re.ASCII),
    IdKind.PASSPORT: re.compile(r"(?=[A-Z0-9]*\d)[A-Z0-9]{5,15}", re.ASCII),
    IdKind.OTHER: re.compile(r"[A-Z0-9-]{4,30}", re.ASCII),
}
_EIGHTEEN = re.compile(r"\d{17}[\dX]", re.ASCII)
_OLD_FOREIGN = re.compile(r"[A-Z]{3}\d{12}", re.ASCII)
_OLDEST_BIRTH = "1880-01-01"

_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})", re.ASCII)
_FIXED = re.compile(r"(?:(010|02\d|0[3-9]\d{2})-?)?([2-9]\d{6,7})(?:[-x](\d{1,6}))?", re.ASCII)
_SERVICE = re.compile(r"[48]00\d{7}", re.ASCII)
_ABROAD = re.compile(r"\+(?!86)\d{7,15}", re.ASCII)
_CHINA = re.compile(r"^(?:\+86|0086)-?0?")

_TWO_LONG = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠"
    "公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁"
    "拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘西门第五南荣东里仲长即墨达奚褚师歐陽"
    "司馬東方獨孤南宮聞人諸葛尉遲赫連濮陽公孫鍾離長孫鮮于澹臺"
)
_COMPOUND = frozenset(_TWO_LONG[at : at + 2] for at in range(0, len(_TWO_LONG), 2))
_HIDDEN = "*"


def checked(person: Person, today: str) -> Person:
    """The person with every field in the form it is kept in.

    Args:
        person: as a clerk typed it.
        today: legal date; nobody is born after it.

    Raises:
        BadPerson: a field cannot be right.

    Source: GB 11643-1999, chapter 4 (make-up and check digit of the eighteen-digit number).
    """
    name = _checked_name(person.name)
    number = _plain(person.id_number).upper()
    kind = person.id_kind
    if number:
        kind = kind or _guess(number)
        _check_number(kind, number, today)
    elif kind is not None:
        raise BadPerson("id_number", "no_number")
    return Person(person.kind, name, kind, number, checked_phone(person.phone))


def _checked_name(text: str) -> str:
    name = " ".join(text.translate(_DOTS).split())
    if not name:
        raise BadPerson("name", "no_name")
    if len(name) > _NAME_LENGTH:
        raise BadPerson("name", "name_too_long")
    if any(char.isnumeric() and not _is_han(char) for char in name):
        raise BadPerson("name", "digit_in_name")
    if not all(_of_a_name(char) for char in name) or not any(_stands_alone(char) for char in name):
        raise BadPerson("name", "not_a_name")
    return name


def _is_han(char: str) -> bool:
    return char == "〇" or unicodedata.name(char, "").startswith("CJK")


def _of_a_name(char: str) -> bool:
    """A letter of any script, a character of any plane, a private-use one, or a sign that names have."""
    return char in _NAME_SIGNS or char == "〇" or unicodedata.category(char)[0] in "LM" or _stands_alone(char)


def _stands_alone(char: str) -> bool:
    described = "\u2ff0" <= char <= "\u2fff"  # a character told by its parts
    return described or char == "〇" or unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo", "Lm", "Co")


def _plain(text: str) -> str:
    """Without blanks, full-width forms as ASCII."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _guess(number: str) -> IdKind:
    """The kind of paper a number is from by its form; what fits nothing else is taken for an ID number and refused."""
    if _EIGHTEEN.fullmatch(number):
        kinds = (IdKind.RESIDENCE_HMT, IdKind.RESIDENCE_FOREIGN)
        return next((kind for kind in kinds if number[:2] in _REGIONS[kind]), IdKind.RESIDENT)
    if _OLD_FOREIGN.fullmatch(number):
        return IdKind.RESIDENCE_FOREIGN
    kinds_by_form = (IdKind.RESIDENT_15, IdKind.PERMIT_HM, IdKind.PERMIT_TW)
    return next((kind for kind in kinds_by_form if _FORMS[kind].fullmatch(number)), IdKind.RESIDENT)


def _check_number(kind: IdKind, number: str, today: str) -> None:
    if kind is IdKind.RESIDENCE_FOREIGN and _OLD_FOREIGN.fullmatch(number):
        return
    form = _FORMS.get(kind, _EIGHTEEN)
    if not form.fullmatch(number):
        raise BadPerson("id_number", "wrong_length" if form is _EIGHTEEN else "wrong_form")
    if kind not in _REGIONS:
        return
    if number[:2] not in _REGIONS[kind]:
        raise BadPerson("id_number", "unknown_region")
    long = number if len(number) == 18 else lengthened(number)
    _check_birth(f"{long[6:10]}-{long[10:12]}-{long[12:14]}", today)
    if long[-1] != check_digit(long):
        raise BadPerson("id_number", "check_digit")


def _check_birth(born: str, today: str) -> None:
    try:
        date.fromisoformat(born)
    except ValueError:
        raise BadPerson("id_number", "no_such_day") from None  # the day itself is personal
    if not _OLDEST_BIRTH <= born <= today:
        raise BadPerson("id_number", "no_such_day")


def check_digit(number: str) -> str:
    """The eighteenth character that belongs to the first seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11]


def lengthened(number: str) -> str:
    """A fifteen-digit number as the same person's eighteen-digit one."""
    seventeen = f"{number[:6]}19{number[6:]}"
    return seventeen + check_digit(seventeen)


def checked_phone(text: str) -> str:
    """A phone number in the form it is kept in; ``""`` stays.

    Raises:
        BadPerson: it is none.
    """
    plain = re.sub(r"[()]", "", _plain(text)).lower().replace("转", "x")
    if not plain:
        return ""
    digits = plain.replace("-", "")
    mobile = _MOBILE.fullmatch(digits)
    if mobile:
        return mobile[1]
    fixed = _FIXED.fullmatch(_CHINA.sub("0", plain))
    if fixed:
        return "-".join(part for part in fixed.groups() if part)
    if not _SERVICE.fullmatch(digits) and not _ABROAD.fullmatch(digits):
        raise BadPerson("phone", "wrong_length" if re.fullmatch(r"1\d+", digits, re.ASCII) else "not_a_phone")
    return digits


def normal(field: str, text: str) -> str:
    """The text by which a field is found again, whatever way it was written; for the keyed digest only."""
    plain = _plain(text.translate(_DOTS))
    if field == "name":
        return plain.casefold()
    if field == "id_number":
        number = plain.upper()
        return lengthened(number) if _FORMS[IdKind.RESIDENT_15].fullmatch(number) else number
    try:
        return checked_phone(text)
    except BadPerson:
        return plain


def masked(field: str, text: str) -> str:
    """What anybody who may see the row may see of a field; ``""`` stays."""
    if not text:
        return ""
    return {"name": mask_name, "id_number": mask_number, "phone": mask_phone}[field](text)


def mask_name(name: str) -> str:
    """The surname and a star: neither the given name nor its length shows; of a name of one character, nothing."""
    first = _first(name)
    rest = name[len(first) :]
    if name[:2] in _COMPOUND and len(name) > 2:
        return name[:2] + _HIDDEN
    return first + _HIDDEN if rest.strip() and _stands_alone(first[0]) else _HIDDEN


def _first(name: str) -> str:
    """The first character as a reader sees it, with the marks and the variant that belong to it."""
    if "\u2ff0" <= name[0] <= "\u2fff":
        return name  # told by its parts: where it ends is no matter of counting
    end = 1
    while end < len(name) and unicodedata.category(name[end])[0] == "M":
        end += 1
    return name[:end]


def mask_number(number: str) -> str:
    """The region and the last characters of an ID number; of others at most a third."""
    if len(number) == 18:
        return number[:6] + _HIDDEN * 8 + number[-4:]
    if len(number) == 15 and number.isdigit():
        return number[:6] + _HIDDEN * 6 + number[-3:]
    shown = len(number) // 3
    return _ends(number, shown // 2, shown - shown // 2)


def mask_phone(phone: str) -> str:
    """A mobile number without its middle; of others the area code and the last digits."""
    if len(phone) == 11 and phone.startswith("1"):
        return f"{phone[:3]}****{phone[-4:]}"
    area, dash, rest = phone.partition("-")
    if dash and area.startswith("0"):
        return f"{area}-{_ends(rest, 0, 3)}"
    return _ends(phone, 3 if phone.startswith("+") else 0, 3)


def _ends(text: str, front: int, back: int) -> str:
    hidden = max(len(text) - front - back, min(len(text), 3))
    front = min(front, len(text) - hidden)
    return text[:front] + _HIDDEN * hidden + text[front + hidden :]
