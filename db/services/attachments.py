"""Attached files: added, read, linked, wiped; the same on a file and on a server.

The content is kept before the row that names it is, and goes after the row is wiped. Whatever is handed out is compared
with the hash it was kept under.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, update

from db.domain.access import Actor
from db.domain.attachment import (
    LINKABLE,
    MEGABYTE,
    PICTURES,
    AttachmentRefused,
    Link,
    Standing,
    package_kind,
    refusal,
    sniff,
    tidy_name,
)
from db.domain.changes import Changes
from db.domain.errors import NotAllowed, NotFound, StaleRecord
from db.domain.ids import AttachmentId
from db.schema.holdings import attachment, attachment_link
from db.store import attachments as rows
from db.store import blobs
from db.store.attachments import AttachmentRow, Wanted
from db.store.blobs import Folder, contents_of
from db.store.engine import store_file
from db.store.journal import canonical
from db.store.settings import in_force
from db.store.store import Store, Work
from db.store.tree import Area

ADD, WIPE = "attachment.add", "attachment.wipe"
_HEAD_BYTES = 16
_COLUMNS = (
    *("district_code", "id", "area_district", "area_subdistrict", "area_community", "sha256", "name"),
    *("media_type", "size", "original_sha256", "original_size", "facts", "standing", "added_by", "added_at"),
)
# Never the name nor what the photo tells: a person's name may stand in them, and the journal forgets nothing.
_KEPT = tuple(name for name in _COLUMNS if name not in ("name", "facts"))


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to be attached.

    Attributes:
        name: as its owner calls it.
        content: what is to be kept: the file itself, or a photo's working copy.
        original: the file that the working copy was made of; None when ``content`` is the file itself.
        facts: what the original told of time and place.
    """

    name: str
    content: bytes | Path
    original: bytes | Path | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file.

    Attributes:
        id: of the row; one that was there when the same file was attached to the same row before.
        changes: empty then.
    """

    id: AttachmentId
    changes: Changes


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it is handed out."""

    row: AttachmentRow
    content: bytes


@dataclass(frozen=True, slots=True)
class _Measured:
    kind: str
    sha256: str
    size: int
    original_sha256: str
    original_size: int


def add_attachment(
    store: Store, actor: Actor, area: str, incoming: Incoming, links: Sequence[Link], reason: str = ""
) -> Added:
    """Attach a file to one row or several.

    Args:
        store: where.
        actor: who adds it; must cover the area and those of the rows.
        area: code of the unit the file belongs to; ``""`` takes that of the first row.
        incoming: the file.
        links: the rows.
        reason: for the journal.

    Raises:
        AttachmentRefused: the kind is not taken, the file is empty, too large or cannot be read.
        NotFound: no such row.
        NotAllowed: the actor may not.
        StoreUnavailable: no room on the disk; nothing was kept.
    """
    measured = _measure(incoming)
    with store.write(actor, ADD, reason, area) as work:
        _refuse_size(work.conn, incoming.name, measured)
        areas = [_area_for(work, actor, link) for link in links]
        known = [rows.same_on_row(work.conn, measured.original_sha256, link) for link in links]
        if links and known[0] and len(set(known)) == 1:
            return Added(AttachmentId(known[0]), Changes())
        new_id = work.new_ids(1)[0]
        standing = _standing(work.conn, incoming, links)
        code = area or next(filter(None, areas), work.district_code)
        actor.role_for(ADD, code)
        unit = _unit(code)
        work.insert_many(
            attachment, _COLUMNS, [_row(work, (new_id, unit, standing), incoming, measured)], _KEPT
        )
        _link(work, new_id, unit.home, links)
        _keep_contents(work.conn, incoming, measured, standing)
    return Added(AttachmentId(new_id), work.changes())


def link_attachment(store: Store, actor: Actor, attachment_id: int, links: Sequence[Link]) -> Changes:
    """Attach a file that is here already to more rows; those that have it stay as they are.

    Raises:
        NotFound: no such file or row.
        AttachmentRefused: it was wiped.
        NotAllowed: the actor may not.
    """
    with store.write(actor, ADD) as work:
        one = rows.find(work.conn, attachment_id)
        if one.standing == Standing.WIPED:
            raise AttachmentRefused(one.name, "wiped")
        for link in links:
            _area_for(work, actor, link)
        fresh = [link for link in links if not rows.linked(work.conn, attachment_id, link)]
        _link(work, attachment_id, one.area[:6], fresh)
    return work.changes()


def wipe(store: Store, actor: Actor, attachment_id: int, reason: str) -> Changes:
    """Take a file's content away for good; the row stays and says that there was one.

    Raises:
        NotFound: no such file.
        AttachmentRefused: it was wiped before.
        NotAllowed: the actor may not, or gives no reason.
    """
    if not reason.strip():
        raise NotAllowed(WIPE, actor.login, "no_reason")
    with store.read() as conn:
        area = rows.find(conn, attachment_id).area
    with store.write(actor, WIPE, reason.strip(), area) as work:
        one = rows.find(work.conn, attachment_id)
        if one.standing == Standing.WIPED:
            raise AttachmentRefused(str(one.id), "wiped")
        mine = attachment.c.id == attachment_id
        # The name and the facts go too: they may say who it is about.
        gone = {"standing": Standing.WIPED.value, "name": "", "facts": "{}"}
        if work.conn.execute(update(attachment).where(mine).values(gone)).rowcount != 1:
            raise StaleRecord("attachment", attachment_id)
        before, after = canonical({"standing": one.standing}), canonical({"standing": Standing.WIPED.value})
        work.note("attachment", str(attachment_id), before, after)
        work.touched.setdefault("attachment", set()).add(attachment_id)
        if not isinstance(contents_of(work.conn), Folder):
            _drop(work.conn, one.needs)
    if store_file(store.url) is not None:
        with blobs.alone(store.engine) as conn:  # after the commit: a file cannot be rolled back
            _drop(conn, one.needs)
    return work.changes()


def read_attachment(store: Store, attachment_id: int, *, original: bool = False) -> Found:
    """A file with its content, or its original where that was kept.

    Raises:
        NotFound: no such file.
        AttachmentRefused: wiped, the original was not kept, the content is missing or altered.
    """
    with store.read() as conn:
        one = rows.find(conn, attachment_id)
        if not one.needs:
            raise AttachmentRefused(str(one.id), "wiped")
        sha256 = one.original_sha256 if original else one.sha256
        if sha256 not in one.needs:
            raise AttachmentRefused(one.name, "original_not_kept")
        content = b"".join(contents_of(conn).read(sha256))
        if not content:
            raise AttachmentRefused(one.name, "missing", str(one.id))
        if blobs.measure([content])[0] != sha256:
            raise AttachmentRefused(one.name, "altered", str(one.id))
        return Found(one, content)


def attachments_of(store: Store, table: str, row: int) -> tuple[AttachmentRow, ...]:
    """The files of a row, the oldest first, wiped ones too."""
    with store.read() as conn:
        return rows.of_row(conn, table, row)


def list_attachments(store: Store, wanted: Wanted, most: int) -> tuple[tuple[AttachmentRow, ...], int]:
    """The newest files of a list, and how many it has."""
    with store.read() as conn:
        return rows.newest(conn, wanted, most), rows.count(conn, wanted)


def _measure(incoming: Incoming) -> _Measured:
    try:
        kind = _kind(incoming)
        sha256, size = blobs.measure(blobs.bytes_of(incoming.content))
        of_original = (sha256, size)
        if incoming.original is not None:
            of_original = blobs.measure(blobs.bytes_of(incoming.original))
    except OSError as error:
        raise AttachmentRefused(incoming.name, "cannot_read") from error
    return _Measured(kind, sha256, size, *of_original)


def _kind(incoming: Incoming) -> str:
    head = next(blobs.bytes_of(incoming.content), b"")
    kind = sniff(head[:_HEAD_BYTES])
    if kind == "zip":
        kind = _package(incoming.content)
    if kind == "macros":
        raise AttachmentRefused(incoming.name, "macros")
    if not kind or (incoming.original is not None and kind not in PICTURES):
        raise AttachmentRefused(incoming.name, refusal(head) if not kind else "unknown_kind")
    return kind


def _package(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return package_kind(BytesIO(content))
    with content.open("rb") as file:
        return package_kind(file)


def _refuse_size(conn: Connection, name: str, measured: _Measured) -> None:
    most = in_force(conn).attachment_max_mb
    if max(measured.size, measured.original_size) > most * MEGABYTE:
        raise AttachmentRefused(name, "too_large", f"{most} MB")


def _area_for(work: Work, actor: Actor, link: Link) -> str:
    """The area of a row, when the actor covers it."""
    if link.table not in LINKABLE:
        raise NotFound("table", link.table)
    area = rows.area_of_row(work.conn, link)
    actor.role_for(ADD, area)
    return area


def _unit(code: str) -> Area:
    """The units of a code; it may be shorter than a community's."""
    full = code.ljust(12, "0")
    sub = full[:9] + "000" if full[6:9] != "000" else ""
    return Area(full[:6] + "000000", sub, full if full[9:] != "000" else "")


def _standing(conn: Connection, incoming: Incoming, links: Sequence[Link]) -> Standing:
    if incoming.original is None:
        return Standing.KEPT
    rule = in_force(conn).keep_originals
    keeps = rule == "always" or (rule == "approved" and rows.is_approved(conn, links))
    return Standing.KEPT if keeps else Standing.NOT_KEPT


def _row(
    work: Work, born: tuple[int, Area, Standing], incoming: Incoming, measured: _Measured
) -> tuple[Any, ...]:
    new_id, unit, standing = born
    name = tidy_name(incoming.name, measured.kind)
    return (
        *(unit.home, new_id, unit.district, unit.subdistrict, unit.community, measured.sha256, name),
        *(measured.kind, measured.size, measured.original_sha256, measured.original_size),
        *(_facts(incoming.facts), standing.value, work.actor.login, work.at),
    )


def _facts(facts: Mapping[str, Any]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _link(work: Work, attachment_id: int, home: str, links: Sequence[Link]) -> None:
    for link in dict.fromkeys(links):
        values = {"district_code": home, "table_name": link.table, "row_id": link.row}
        work.insert(
            attachment_link, {**values, "attachment_id": attachment_id, "purpose": link.purpose.value}
        )


def _keep_contents(conn: Connection, incoming: Incoming, measured: _Measured, standing: Standing) -> None:
    contents = contents_of(conn)
    try:
        contents.put(measured.sha256, _unchanging(incoming, incoming.content))
        if standing is Standing.KEPT and incoming.original is not None:
            contents.put(measured.original_sha256, _unchanging(incoming, incoming.original))
    except ValueError as error:
        raise AttachmentRefused(incoming.name, "changed_while_read") from error


def _unchanging(incoming: Incoming, content: bytes | Path) -> Iterator[bytes]:
    """The content once more; what fails here is the file that comes, not the store's disk."""
    try:
        yield from blobs.bytes_of(content)
    except OSError as error:
        raise AttachmentRefused(incoming.name, "cannot_read") from error


def _drop(conn: Connection, hashes: Sequence[str]) -> None:
    contents = contents_of(conn)
    for sha256 in hashes:
        if isinstance(contents, Folder) and rows.named(conn, sha256):
            continue
        contents.drop(sha256)
