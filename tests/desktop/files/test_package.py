"""Package files: what is written is read, bytes repeat, and nothing damaged or hostile gets in."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.domain.checklist import read_checklist
from db.domain.clock import stamp
from db.domain.errors import BadFile, StoreUnavailable
from db.domain.inspection import Answer, Attachment, Form, IssuedForm, Package, Terms, plan_merge
from desktop.files import package as package_file
from desktop.files.package import read_attachments, read_package, write_package
from desktop.files.package_fill import fill_package

RULES = Path(__file__).parents[3] / "resources" / "rules"
CHECKLIST = read_checklist((RULES / "checklist.json").read_text(encoding="utf-8"))
ISSUED = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
PHOTO = b"not really a photo"
PHOTO_SHA = hashlib.sha256(PHOTO).hexdigest()


class Noon:
    """A clock that stands still."""

    def now(self) -> datetime:
        return ISSUED + timedelta(hours=3)


def a_package(forms: int = 3) -> Package:
    made = tuple(
        Form(
            id=(7 << 47) + n,
            plate_class="building" if n % 2 else "room",
            community="350203009001",
            address=f"厦门市思明区湖滨南路{n}号\u2028𠮷",
            texts=(("name", "湖滨南路"), ("number", f"{n}号")),
            payload=f"{n:036}",
            items=CHECKLIST.asked("building" if n % 2 else "room"),
            base_version=2,
        )
        for n in range(1, forms + 1)
    )
    return Package((7 << 47) + 99, "350203", "350203009000", stamp(ISSUED), CHECKLIST, made)


def an_answer(content: Package, **fields: object) -> Answer:
    base = Answer(
        uuid="00000000-0000-4000-8000-000000000001",
        form=content.forms[0].id,
        item="A07",
        value="pass",
        note="第一行\n“第二行”\u2028",
        answered_at=stamp(ISSUED),
        inspector="lin",
        device="tablet",
        base_version=2,
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def members_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, members: dict[str, bytes], *, sign: bool = True) -> Path:
    """Write members as a package, the manifest listing them when ``sign``."""
    if sign:
        head = json.loads(members["manifest.json"])
        head["members"] = {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for name, data in members.items()
            if name != "manifest.json"
        }
        members = members | {"manifest.json": json.dumps(head).encode()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return path


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    content = a_package()
    photo = Attachment(PHOTO_SHA, len(PHOTO))
    second = an_answer(content, uuid="00000000-0000-4000-8000-000000000002", inspector="chen")
    path = tmp_path / "filled.zpk"
    complete = replace(content, answers=(an_answer(content), second), attachments=(photo,))
    write_package(path, complete, {PHOTO_SHA: PHOTO})
    return path


def refused(path: Path) -> BadFile:
    with pytest.raises(BadFile) as caught:
        read_package(path)
    assert caught.value.file == str(path)
    return caught.value


def test_what_is_written_is_read_back(filled: Path) -> None:
    read = read_package(filled)
    assert replace(read, answers=(), attachments=(), sha256="") == a_package()
    assert {answer.inspector: answer.note for answer in read.answers} == {
        "lin": "第一行\n“第二行”\u2028",
        "chen": "第一行\n“第二行”\u2028",
    }
    assert len({answer.where[0] for answer in read.answers}) == 2
    assert {answer.where[1] for answer in read.answers} == {1}
    assert read.sha256 == hashlib.sha256(filled.read_bytes()).hexdigest()
    assert read_attachments(filled, read) == {PHOTO_SHA: PHOTO}


def test_the_same_values_give_the_same_bytes(tmp_path: Path, filled: Path) -> None:
    again = tmp_path / "again.zpk"
    write_package(again, read_package(filled), {PHOTO_SHA: PHOTO})
    assert again.read_bytes() == filled.read_bytes()


def test_a_package_holds_nothing_but_what_the_format_names(filled: Path) -> None:
    names = sorted(members_of(filled))
    assert [name for name in names if "/" not in name] == ["checklist.json", "forms.jsonl", "manifest.json"]
    assert sum(name.startswith("answers/") for name in names) == 2
    assert f"attachments/{PHOTO_SHA}" in names


def test_an_attachment_that_is_missing_or_other_is_not_written(tmp_path: Path) -> None:
    content = replace(a_package(), attachments=(Attachment(PHOTO_SHA, 3),))
    with pytest.raises(BadFile):
        write_package(tmp_path / "a.zpk", content, {PHOTO_SHA: b"other"})
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        write_package(tmp_path / "no" / "a.zpk", a_package())


Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def _altered(name: str, change: Callable[[bytes], bytes]) -> Change:
    return lambda members: members | {name: change(members[name])}


def _head(**fields: object) -> Change:
    return _altered("manifest.json", lambda data: json.dumps(json.loads(data) | fields).encode())


def _line_two(line: bytes) -> Change:
    return _altered("forms.jsonl", lambda data: data.split(b"\n")[0] + b"\n" + line)


_FORM = json.loads(
    '{"form":"5","class":"room","community":"c","address":"a","texts":{},"payload":"","items":[],'
    '"base_version":1}'
)


def _form_two(**fields: object) -> Change:
    return _line_two(json.dumps(_FORM | fields).encode())


@pytest.mark.parametrize(
    ("change", "why", "member", "row", "column"),
    [
        (_head(format="other"), "not_a_package", "manifest.json", 0, "format"),
        (_head(format_version=2), "wrong_format_version", "manifest.json", 0, "format_version"),
        (_head(package="-3"), "not_an_id", "manifest.json", 0, "package"),
        (_head(package=str(1 << 63)), "not_an_id", "manifest.json", 0, "package"),
        (_head(checklist_version="1999"), "other_checklist", "manifest.json", 0, "checklist_version"),
        (_altered("manifest.json", lambda data: data[:40]), "bad_json", "manifest.json", 0, ""),
        (_altered("checklist.json", lambda data: b"[]"), "not_an_object", "checklist.json", 0, ""),
        (_line_two(b"{"), "bad_json", "forms.jsonl", 2, ""),
        (_line_two(b"\xff\xfe"), "not_utf8", "forms.jsonl", 2, ""),
        (_line_two(b"[" * 100_000), "bad_json", "forms.jsonl", 2, ""),
        (_line_two(b'{"form":"5"}'), "missing_field", "forms.jsonl", 2, "texts"),
        (_form_two(base_version=-1), "out_of_range", "forms.jsonl", 2, "base_version"),
        (_form_two(base_version=True), "out_of_range", "forms.jsonl", 2, "base_version"),
        (_form_two(items="A07"), "not_a_list", "forms.jsonl", 2, "items"),
        (_form_two(texts={"name": 3}), "not_an_object", "forms.jsonl", 2, "texts"),
        (_form_two(payload=3), "not_a_text", "forms.jsonl", 2, "payload"),
        (_form_two(phone="x"), "unknown_field", "forms.jsonl", 2, "phone"),
        (_form_two(form=str(a_package().forms[0].id)), "doubled_form", "forms.jsonl", 2, "form"),
        (
            lambda members: members | {"answers/x.jsonl": b"\n{}"},
            "missing_field",
            "answers/x.jsonl",
            2,
            "event",
        ),
    ],
)
def test_what_is_wrong_inside_is_named_by_member_line_and_field(
    tmp_path: Path, filled: Path, change: Change, why: str, member: str, row: int, column: str
) -> None:
    members = change(members_of(filled))
    broken = member == "manifest.json" and why == "bad_json"
    error = refused(pack(tmp_path / "bad.zpk", members, sign=not broken))
    assert (error.why, error.sheet, error.row, error.column) == (why, member, row, column)


@pytest.mark.parametrize(
    ("name", "data", "sign", "why"),
    [
        ("../../evil.jsonl", b"", True, "unknown_member"),
        ("/etc/passwd", b"", True, "unknown_member"),
        ("answers/../x.jsonl", b"", True, "unknown_member"),
        ("answers\\x.jsonl", b"", True, "unknown_member"),
        ("attachments/photo.jpg", b"", True, "unknown_member"),
        ("answers/x.jsonl", b"", False, "unlisted_member"),
        ("forms.jsonl", b"", False, "hash_mismatch"),
        (f"attachments/{PHOTO_SHA}", b"other", True, "hash_mismatch"),
    ],
)
def test_a_member_that_should_not_be_there_or_is_not_what_it_says_is_refused(
    tmp_path: Path, filled: Path, name: str, data: bytes, sign: bool, why: str
) -> None:
    error = refused(pack(tmp_path / "bad.zpk", members_of(filled) | {name: data}, sign=sign))
    assert (error.why, error.sheet) == (why, name)


@pytest.mark.parametrize(
    "name", ["manifest.json", "forms.jsonl", "checklist.json", f"attachments/{PHOTO_SHA}"]
)
def test_a_missing_member_is_named(tmp_path: Path, filled: Path, name: str) -> None:
    members = members_of(filled)
    del members[name]
    assert refused(pack(tmp_path / "bad.zpk", members, sign=False)).sheet == name


def test_a_member_twice_is_refused(tmp_path: Path, filled: Path) -> None:
    path = pack(tmp_path / "bad.zpk", members_of(filled), sign=False)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("forms.jsonl", b"")
    assert refused(path).why == "doubled_member"


def test_a_member_packed_in_an_odd_way_is_refused(tmp_path: Path, filled: Path) -> None:
    path = tmp_path / "bad.zpk"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in members_of(filled).items():
            archive.writestr(name, data)
    assert refused(path).why == "damaged_member"


@pytest.mark.parametrize(
    ("limit", "value", "member"),
    [
        ("MOST_BYTES", 100, ""),
        ("MOST_MEMBERS", 2, ""),
        ("MOST_TEXT_BYTES", 100, "manifest.json"),
        ("MOST_ATTACHMENT_BYTES", 5, f"attachments/{PHOTO_SHA}"),
    ],
)
def test_a_package_that_would_unpack_too_large_is_refused_unread(
    filled: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, member: str
) -> None:
    monkeypatch.setattr(package_file, limit, value)
    error = refused(filled)
    assert (error.why, error.sheet) == ("too_large", member)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path, filled: Path) -> None:
    members = members_of(filled) | {"forms.jsonl": bytes(1 << 20)}
    honest = tmp_path / "bomb.zpk"
    with zipfile.ZipFile(pack(honest, members), "r") as archive:
        size = archive.getinfo("forms.jsonl").file_size
    honest.write_bytes(honest.read_bytes().replace(size.to_bytes(4, "little"), (64).to_bytes(4, "little")))
    assert refused(honest).why in ("damaged_member", "hash_mismatch", "not_a_package")


def test_a_missing_file_a_folder_and_a_file_of_another_kind_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.zpk").why == "missing"
    assert refused(tmp_path).why == "cannot_read"
    other = tmp_path / "letter.zpk"
    other.write_bytes("您好".encode())
    assert refused(other).why == "not_a_package"


_FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@_FUZZ
@given(st.data())
def test_a_flipped_byte_is_refused_or_changes_nothing(filled: Path, data: st.DataObject) -> None:
    whole = filled.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytearray(whole)
    flipped[at] ^= data.draw(st.integers(1, 255))
    path = filled.with_name("flipped.zpk")
    path.write_bytes(flipped)
    try:
        read = read_package(path)
    except BadFile:
        return
    assert replace(read, sha256="") == replace(read_package(filled), sha256="")


@_FUZZ
@given(st.data())
def test_a_truncated_package_is_refused(filled: Path, data: st.DataObject) -> None:
    whole = filled.read_bytes()
    path = filled.with_name("short.zpk")
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert refused(path).why == "not_a_package"


def test_the_scripted_inspector_answers_every_item_of_every_form(tmp_path: Path) -> None:
    out, back = tmp_path / "out.zpk", tmp_path / "back.zpk"
    content = a_package(60)
    write_package(out, content)
    count = fill_package(out, back, "lin", "tablet", seed=1, clock=Noon())
    read = read_package(back)
    assert count == len(read.answers) == sum(len(form.items) for form in content.forms)
    assert {answer.place for answer in read.answers} == {
        (form.id, item) for form in content.forms for item in form.items
    }
    failed = [answer for answer in read.answers if answer.value == "fail"]
    assert 0 < len(failed) < count / 10
    assert all(answer.note for answer in failed)

    forms = {
        form.id: IssuedForm(form.id, content.id, CHECKLIST.version, content.created, 2, form.items)
        for form in content.forms
    }
    plan = plan_merge([], read.answers, forms, Terms(content.id, CHECKLIST.version, CHECKLIST, Noon().now()))
    assert (plan.applied, plan.rejected) == (count, ())


def test_filling_is_repeatable_and_keeps_what_others_answered(tmp_path: Path, filled: Path) -> None:
    once, twice, both = (tmp_path / f"{name}.zpk" for name in ("once", "twice", "both"))
    for path in (once, twice):
        fill_package(filled, path, "wu", "tablet-3", seed=1, clock=Noon())
    assert once.read_bytes() == twice.read_bytes()
    fill_package(once, both, "wang", "tablet-4", seed=1, clock=Noon())
    first, second = read_package(once), read_package(both)
    assert set(first.answers) < set(second.answers)
    assert len({answer.uuid for answer in second.answers}) == len(second.answers)
    assert second.attachments == (Attachment(PHOTO_SHA, len(PHOTO)),)
