"""Inspection packages (.zpk): what goes to a tablet with no network and comes back filled. No personal data inside.

A zip of manifest.json (with the SHA-256 of every other member), forms.jsonl, checklist.json, answers/*.jsonl and
attachments/ named by content. The same values give the same bytes. Whatever comes back is taken for hostile.
"""

import hashlib
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from db.domain.checklist import Checklist, read_checklist
from db.domain.errors import BadFile
from db.domain.inspection import Answer, Attachment, Package
from db.domain.plate_json import JsonReader
from desktop.files.atomic import whole_file
from desktop.files.hostile_zip import HostileZip, new_entry, opened
from desktop.files.package_json import (
    answer_line,
    form_line,
    line_of,
    placed,
    read_answers,
    read_forms,
    read_object,
    row_id,
    whole,
)

FORMAT, FORMAT_VERSION = "zhipai-package", 1
MOST_MEMBERS = 20_000
MOST_TEXT_BYTES = 64 << 20
MOST_ATTACHMENT_BYTES = 20 << 20
MOST_BYTES = 1 << 30

_MANIFEST, _FORMS, _CHECKLIST = "manifest.json", "forms.jsonl", "checklist.json"
_ANSWERS = re.compile(r"answers/[0-9a-z-]{1,64}\.jsonl")
_ATTACHMENT = re.compile(r"attachments/([0-9a-f]{64})")


def write_package(path: Path, content: Package, attachments: Mapping[str, bytes] | None = None) -> None:
    """Write a package whole or not at all.

    Args:
        path: of the file, replaced only when the new one is complete.
        content: what goes in; answers are kept in one member for each inspector and device.
        attachments: bytes by their SHA-256, for each of ``content.attachments``.

    Raises:
        BadFile: an attachment is missing or not what its name says; named in ``sheet``.
        StoreUnavailable: disk full, folder missing or read-only.
    """
    members = {_FORMS: "".join(map(form_line, content.forms)).encode()}
    members[_CHECKLIST] = content.checklist.text.encode()
    said: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in content.answers:
        said[answer.inspector, answer.device].append(answer)
    for source, answers in said.items():
        name = hashlib.sha256("\n".join(source).encode()).hexdigest()[:16]
        answers.sort(key=lambda one: (one.answered_at, one.uuid))
        members[f"answers/{name}.jsonl"] = "".join(map(answer_line, answers)).encode()
    for one in content.attachments:
        data = (attachments or {}).get(one.sha256, b"")
        if hashlib.sha256(data).hexdigest() != one.sha256:
            raise BadFile(str(path), "hash_mismatch", f"attachments/{one.sha256}")
        members[f"attachments/{one.sha256}"] = data
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "package": str(content.id),
        "district": content.district,
        "area": content.area,
        "created": content.created,
        "checklist_version": content.checklist.version,
        "members": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for name, data in members.items()
        },
    }
    with whole_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_entry(_MANIFEST), line_of(manifest).encode())
        for name in sorted(members):
            archive.writestr(_entry(name), members[name])


def _entry(name: str) -> zipfile.ZipInfo:
    return new_entry(name, compressed=not name.startswith("attachments/"))


def read_package(path: Path) -> Package:
    """What a package file holds, every member checked against the manifest.

    Raises:
        BadFile: missing, no package, damaged, cut short, altered, too large, of another format version; ``sheet`` is
            the member, ``row`` the line, ``column`` the field.
    """
    with _opened(path) as package:
        source = package.source
        head, listed = _manifest(package)
        _compare(package.names, listed, source)
        attachments = []
        texts: dict[str, bytes] = {}
        for name in sorted(listed):
            digest, size = listed[name]
            match = _ATTACHMENT.fullmatch(name)
            data = package.member(name, MOST_ATTACHMENT_BYTES if match else MOST_TEXT_BYTES)
            if len(data) != size or hashlib.sha256(data).hexdigest() != digest:
                raise BadFile(source, "hash_mismatch", name)
            if match is None:
                texts[name] = data
            elif match[1] != digest:
                raise BadFile(source, "hash_mismatch", name)
            else:
                attachments.append(Attachment(digest, size))
        answers: list[Answer] = []
        for name in sorted(set(texts) - {_FORMS, _CHECKLIST}):
            answers += read_answers(texts[name], source, name)
        checklist = _checklist(texts[_CHECKLIST], head, source)
        forms = read_forms(texts[_FORMS], source, _FORMS)
        with placed(source, _MANIFEST):
            return Package(
                id=row_id(head, "package"),
                district=head.text("district"),
                area=head.text("area"),
                created=head.text("created"),
                checklist=checklist,
                forms=forms,
                answers=tuple(answers),
                attachments=tuple(attachments),
                sha256=_digest(package.file),
            )


def read_attachments(path: Path, content: Package) -> dict[str, bytes]:
    """Bytes of a package's attachments by SHA-256.

    Raises:
        BadFile: as ``read_package``.
    """
    with _opened(path) as package:
        return {
            one.sha256: package.member(f"attachments/{one.sha256}", MOST_ATTACHMENT_BYTES)
            for one in content.attachments
        }


def _opened(path: Path) -> AbstractContextManager[HostileZip]:
    return opened(path, _is_known, most_members=MOST_MEMBERS, most_bytes=MOST_BYTES)


def _is_known(name: str) -> bool:
    fixed = name in (_MANIFEST, _FORMS, _CHECKLIST)
    return fixed or bool(_ANSWERS.fullmatch(name) or _ATTACHMENT.fullmatch(name))


def _digest(file: BinaryIO) -> str:
    sha = hashlib.sha256()
    file.seek(0)
    while block := file.read(1 << 20):
        sha.update(block)
    return sha.hexdigest()


def _compare(names: frozenset[str], listed: Mapping[str, object], source: str) -> None:
    for name in sorted((listed.keys() | {_FORMS, _CHECKLIST}) - names):
        raise BadFile(source, "missing_member", name)
    for name in sorted(names - {_MANIFEST} - listed.keys()):
        raise BadFile(source, "unlisted_member", name)


def _manifest(package: HostileZip) -> tuple[JsonReader, dict[str, tuple[str, int]]]:
    source = package.source
    if _MANIFEST not in package.names:
        raise BadFile(source, "missing_member", _MANIFEST)
    head = read_object(package.member(_MANIFEST, MOST_TEXT_BYTES), source, _MANIFEST)
    if head.data.get("format") != FORMAT:
        raise BadFile(source, "not_a_package", _MANIFEST, column="format")
    if head.data.get("format_version") != FORMAT_VERSION:
        found = str(head.data.get("format_version"))
        raise BadFile(source, "wrong_format_version", _MANIFEST, column="format_version", detail=found)
    listed = {}
    with placed(source, _MANIFEST):
        found = head.take("members")
        if not isinstance(found, dict):
            raise head.bad("members", "not_an_object")
        for name, body in found.items():
            one = JsonReader(body, f"members.{name}", source)
            listed[name] = (one.text("sha256"), whole(one, "size"))
    return head, listed


def _checklist(data: bytes, head: JsonReader, source: str) -> Checklist:
    with placed(source, _CHECKLIST):
        checklist = read_checklist(data.decode("utf-8"), source)
    with placed(source, _MANIFEST):
        version = head.text("checklist_version")
    if checklist.version != version:
        raise BadFile(source, "other_checklist", _MANIFEST, column="checklist_version", detail=version)
    return checklist
