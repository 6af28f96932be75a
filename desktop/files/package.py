"""Inspection packages (.zpk): what goes to a tablet with no network and comes back filled. No personal data inside.

A zip of manifest.json (with the SHA-256 of every other member), forms.jsonl, checklist.json, answers/*.jsonl and
attachments/ named by content. The same values give the same bytes. Whatever comes back is taken for hostile.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from db.domain.checklist import Checklist, read_checklist
from db.domain.errors import BadFile
from db.domain.inspection import Answer, Attachment, Package
from db.domain.plate_json import JsonReader
from desktop.files.atomic import whole_file
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
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


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
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = 0o644 << 16
    stored = name.startswith("attachments/")
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry


def read_package(path: Path) -> Package:
    """What a package file holds, every member checked against the manifest.

    Raises:
        BadFile: missing, no package, damaged, cut short, altered, too large, of another format version; ``sheet`` is
            the member, ``row`` the line, ``column`` the field.
    """
    with _opened(path) as (file, archive):
        source = str(path)
        names = _names(archive, source)
        head, listed = _manifest(archive, source)
        _compare(names, listed, source)
        attachments = []
        texts: dict[str, bytes] = {}
        for name in sorted(listed):
            digest, size = listed[name]
            match = _ATTACHMENT.fullmatch(name)
            data = _member(archive, name, source, MOST_ATTACHMENT_BYTES if match else MOST_TEXT_BYTES)
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
                sha256=_digest(file),
            )


def read_attachments(path: Path, content: Package) -> dict[str, bytes]:
    """Bytes of a package's attachments by SHA-256.

    Raises:
        BadFile: as ``read_package``.
    """
    with _opened(path) as (_, archive):
        return {
            one.sha256: _member(archive, f"attachments/{one.sha256}", str(path), MOST_ATTACHMENT_BYTES)
            for one in content.attachments
        }


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, zipfile.ZipFile]]:
    """The file under one handle, so that nobody can change it between two looks."""
    try:
        with path.open("rb") as file:
            try:
                archive = zipfile.ZipFile(file)
            except _DAMAGE as error:
                raise BadFile(str(path), "not_a_package", detail=str(error)) from error
            with archive:
                yield file, archive
    except FileNotFoundError as error:
        raise BadFile(str(path), "missing") from error
    except OSError as error:
        raise BadFile(str(path), "cannot_read", detail=error.strerror or "") from error


def _digest(file: BinaryIO) -> str:
    sha = hashlib.sha256()
    file.seek(0)
    while block := file.read(1 << 20):
        sha.update(block)
    return sha.hexdigest()


def _names(archive: zipfile.ZipFile, source: str) -> set[str]:
    """Names of members, once each name, kind and size has been found harmless."""
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise BadFile(source, "too_large")
    names: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        fixed = name in (_MANIFEST, _FORMS, _CHECKLIST)
        if not fixed and not _ANSWERS.fullmatch(name) and not _ATTACHMENT.fullmatch(name):
            raise BadFile(source, "unknown_member", name)
        if name in names:
            raise BadFile(source, "doubled_member", name)
        if entry.flag_bits & 1:
            raise BadFile(source, "encrypted", name)
        names.add(name)
    return names


def _compare(names: set[str], listed: Mapping[str, object], source: str) -> None:
    for name in sorted((listed.keys() | {_FORMS, _CHECKLIST}) - names):
        raise BadFile(source, "missing_member", name)
    for name in sorted(names - {_MANIFEST} - listed.keys()):
        raise BadFile(source, "unlisted_member", name)


def _member(archive: zipfile.ZipFile, name: str, source: str, most: int) -> bytes:
    entry = archive.getinfo(name)
    if entry.file_size > most:
        raise BadFile(source, "too_large", name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadFile(source, "damaged_member", name)
    try:
        with archive.open(entry) as file:
            data = file.read(most + 1)
    except _DAMAGE as error:
        raise BadFile(source, "damaged_member", name, detail=str(error)) from error
    if len(data) > most:
        raise BadFile(source, "too_large", name)
    return data


def _manifest(archive: zipfile.ZipFile, source: str) -> tuple[JsonReader, dict[str, tuple[str, int]]]:
    if _MANIFEST not in archive.namelist():
        raise BadFile(source, "missing_member", _MANIFEST)
    head = read_object(_member(archive, _MANIFEST, source, MOST_TEXT_BYTES), source, _MANIFEST)
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
