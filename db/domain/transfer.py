"""移交包: a community, or some places of it, goes over to the register of another district, with its history.

The giving office files and decides, lets go on the day, and writes one signed file; the taking office decides about
whatever it has already, takes everything in, and signs a receipt. Both compare the keys' fingerprints by telephone.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from db.domain.address import CITY
from db.domain.division import Unit, Units
from db.domain.errors import DomainError, NotFound
from db.domain.search import body

FORMAT, FORMAT_VERSION = "zhipai-transfer", 1
PACKAGE, RECEIPT = "package", "receipt"
_COMMUNITY = 5
_GROUPS, _DIGITS = 6, 5
_MOST_NAME = 60


@dataclass(eq=False)
class TransferRefused(DomainError):
    """Nothing goes over or comes in: ``why`` is a code, ``detail`` what about, ``count`` how many."""

    why: str
    detail: str = ""
    count: int = 0


class Handoff(StrEnum):
    """What has become of a hand-over; the last two are the taking office's."""

    FILED = "filed"  # 已提交
    DECIDED = "decided"  # 已批准
    RELEASED = "released"  # 已交出
    CLOSED = "closed"  # 已回执
    WITHDRAWN = "withdrawn"  # 已撤回
    PREPARED = "prepared"  # 待接收
    ACCEPTED = "accepted"  # 已接收


HANDOFF: Mapping[Handoff, frozenset[Handoff]] = {
    Handoff.FILED: frozenset({Handoff.DECIDED, Handoff.WITHDRAWN}),
    Handoff.DECIDED: frozenset({Handoff.RELEASED, Handoff.WITHDRAWN}),
    Handoff.RELEASED: frozenset({Handoff.CLOSED}),
    Handoff.CLOSED: frozenset(),
    Handoff.WITHDRAWN: frozenset({Handoff.PREPARED}),
    Handoff.PREPARED: frozenset({Handoff.ACCEPTED, Handoff.WITHDRAWN}),
    Handoff.ACCEPTED: frozenset(),
}


class Fate(StrEnum):
    """What becomes of an incoming address that meets one of ours."""

    SAME = "same"  # 同一地址
    ASIDE = "aside"  # 另立待核实


@dataclass(frozen=True, slots=True)
class Target:
    """The unit in which the addresses lie from the day on.

    Attributes:
        code: 12 digits, of the taking district.
        name: of the community.
        parent_code: its subdistrict.
        parent_name: the subdistrict's name.
        district_name: as it stands in addresses.
    """

    code: str
    name: str
    parent_code: str
    parent_name: str
    district_name: str

    @property
    def district(self) -> str:
        """12-digit code of the taking district."""
        return self.code[:6].ljust(12, "0")


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes over.

    Attributes:
        old_code: the community it lies in.
        target: where it lies from the day on.
        effective_on: the day, ISO.
        document: of the approval (批文号).
        places: ids of the places that go; none means the whole community.
    """

    old_code: str
    target: Target
    effective_on: str
    document: str
    places: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing of the community stays."""
        return not self.places


def parcel_text(parcel: Parcel) -> str:
    """The parcel as it is kept."""
    return json.dumps(asdict(parcel), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_parcel(text: str) -> Parcel:
    """What ``parcel_text`` wrote.

    Raises:
        TransferRefused: ``bad_manifest``, it is no parcel.
    """
    try:
        data = json.loads(text)
        target = Target(**_texts(data.pop("target")))
        places = tuple(data.pop("places"))
        if not all(isinstance(one, int) for one in places):
            raise ValueError
        return Parcel(**_texts(data), target=target, places=places)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise TransferRefused("bad_manifest") from None


def _texts(data: Mapping[str, Any]) -> dict[str, Any]:
    if not all(isinstance(value, str) for value in data.values()):
        raise ValueError
    return dict(data)


def check_parcel(parcel: Parcel, units: Units, today: str, home: str) -> None:
    """Refuse what cannot be handed over.

    Args:
        parcel: as filled in.
        units: all that the giving office knows.
        today: legal date.
        home: the giving office's district, six digits.

    Raises:
        TransferRefused: ``same_district``, ``bad_code``, ``wrong_parent``, ``no_name``, ``no_district``,
            ``no_document``, ``bad_day``, ``past_day``, ``no_unit``, ``code_taken`` or ``other_name``.
    """
    target = parcel.target
    if not (target.code.isascii() and target.code.isdecimal() and len(target.code) == 12):
        raise TransferRefused("bad_code", target.code)
    if target.code.startswith(home):
        raise TransferRefused("same_district", target.code)
    if target.code.endswith("000") or target.parent_code != target.code[:9] + "000":
        raise TransferRefused("wrong_parent", target.code)
    names = (target.name, target.parent_name, target.district_name)
    if not all(name.strip() and len(name) <= _MOST_NAME and name.isprintable() for name in names):
        raise TransferRefused("no_name", target.code)
    if body(CITY + target.district_name) != "":  # it would be taken for a part of the street
        raise TransferRefused("no_district", target.district_name)
    if not parcel.document.strip():
        raise TransferRefused("no_document")
    _check_day(parcel.effective_on, today)
    _check_units(parcel, units, home)


def _check_day(day: str, today: str) -> None:
    parts = day.split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(part.isdecimal() for part in parts):
        raise TransferRefused("bad_day", day)
    if day < today:
        raise TransferRefused("past_day", day)


def _check_units(parcel: Parcel, units: Units, home: str) -> None:
    target, day = parcel.target, parcel.effective_on
    old = _at(units, parcel.old_code, day)
    if old is None or old.level != _COMMUNITY or not old.code.startswith(home):
        raise TransferRefused("no_unit", parcel.old_code)
    known = _at(units, target.code, day)
    if known is not None and known.name != target.name:
        raise TransferRefused("other_name", known.name)
    if known is None and any(unit.code == target.code for unit in units.every):
        raise TransferRefused("code_taken", target.code)
    for code, name in ((target.parent_code, target.parent_name), (target.district, target.district_name)):
        unit = _at(units, code, day)
        if unit is not None and unit.name != name:
            raise TransferRefused("other_name", unit.name)


def _at(units: Units, code: str, day: str) -> Unit | None:
    try:
        return units.at(code, day)
    except NotFound:
        return None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself; this is what is signed.

    Attributes:
        key: of the hand-over, the same in both registers.
        home: the giving district, six digits.
        store_no: of the giving register.
        old_name: of the community that was.
        units: rows of the units that the history names.
        counts: rows by table.
        members: SHA-256 of every other member by name.
        written_on: day the rows were let go.
    """

    key: str
    home: str
    store_no: int
    old_name: str
    parcel: Parcel
    units: tuple[Unit, ...]
    counts: Mapping[str, int]
    members: Mapping[str, str]
    written_on: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A text with the key that signed it and the signature."""

    text: bytes
    public: bytes
    signature: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text).hexdigest()


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it lies in its file.

    Attributes:
        signed: manifest.
        rows: every member of rows by name, ``rows/node.jsonl`` and so on.
        files: contents of attachments by SHA-256, and where to read them is the file's business.
    """

    signed: Signed
    rows: Mapping[str, bytes]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the taking office says it took.

    Attributes:
        key: of the hand-over.
        package: digest of the manifest.
        taken: addresses taken in; of them ``same`` are one with an address that was there, ``aside`` stand beside one.
        entry: of the taking register's journal, with its hash.
    """

    key: str
    package: str
    home: str
    accepted_at: str
    taken: int
    same: int
    aside: int
    entry: int
    hash: str


def manifest_text(manifest: Manifest) -> bytes:
    """The bytes that are signed."""
    said = {"format": FORMAT, "format_version": FORMAT_VERSION, "kind": PACKAGE, **asdict(manifest)}
    return _line(said)


def receipt_text(receipt: Receipt) -> bytes:
    """The bytes that are signed."""
    return _line({"format": FORMAT, "format_version": FORMAT_VERSION, "kind": RECEIPT, **asdict(receipt)})


def _line(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_manifest(text: bytes) -> Manifest:
    """What a package says of itself.

    Raises:
        TransferRefused: ``bad_manifest``, ``newer_format``, or ``is_receipt``.
    """
    data = _said(text, PACKAGE, "is_receipt")
    try:
        parcel = read_parcel(json.dumps(data.pop("parcel")))
        units = tuple(_unit(one) for one in data.pop("units"))
        counts = {str(name): _whole(count) for name, count in data.pop("counts").items()}
        members = {str(name): str(sha) for name, sha in data.pop("members").items()}
        store_no = _whole(data.pop("store_no"))
        return Manifest(
            **_texts(data), store_no=store_no, parcel=parcel, units=units, counts=counts, members=members
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise TransferRefused("bad_manifest") from None


def read_receipt(text: bytes) -> Receipt:
    """What a receipt says.

    Raises:
        TransferRefused: ``bad_manifest``, ``newer_format``, or ``is_package``.
    """
    data = _said(text, RECEIPT, "is_package")
    try:
        numbers: dict[str, Any] = {
            name: _whole(data.pop(name)) for name in ("taken", "same", "aside", "entry")
        }
        return Receipt(**_texts(data), **numbers)
    except (ValueError, TypeError, KeyError):
        raise TransferRefused("bad_manifest") from None


def _said(text: bytes, wanted: str, other: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise TransferRefused("bad_manifest") from None
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise TransferRefused("bad_manifest")
    version = data.pop("format_version", None)
    if version != FORMAT_VERSION:
        raise TransferRefused("newer_format", str(version)[:20])
    if data.pop("kind", None) != wanted:
        raise TransferRefused(other)
    return data


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def _unit(data: dict[str, Any]) -> Unit:
    unit = Unit(**data)
    words = (unit.code, unit.name, unit.parent_code, unit.valid_from, unit.valid_to)
    if not all(isinstance(one, str) for one in words) or not 1 <= unit.level <= _COMMUNITY:
        raise ValueError
    return unit


def fingerprint(public: bytes) -> str:
    """A key as two people compare it by telephone: six groups of five digits, a hundred bits of it."""
    number = int.from_bytes(hashlib.sha256(public).digest()) % 10 ** (_GROUPS * _DIGITS)
    return in_groups(f"{number:0{_GROUPS * _DIGITS}d}")


def in_groups(text: str) -> str:
    """A fingerprint as somebody typed it, in its groups; blanks make no difference."""
    digits = "".join(text.split())
    return " ".join(digits[n : n + _DIGITS] for n in range(0, len(digits), _DIGITS))
