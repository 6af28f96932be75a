"""What keeps attached files sound: reading every content through, taking leftovers away, foreseeing a full disk."""

import shutil
from collections.abc import Iterator

from sqlalchemy import Connection

from db.domain.attachment import Standing, Usage, usage
from db.domain.clock import legal_date, parse_stamp
from db.domain.progress import Progress, Silent
from db.store import attachments as rows
from db.store import blobs
from db.store.attachments import Wanted
from db.store.blobs import Folder, Judge, contents_of
from db.store.engine import store_file
from db.store.store import Store


def used(store: Store) -> Usage:
    """How much disk the files use and will use; only those that the account sees."""
    with store.read() as conn:
        added = rows.added(conn)
        files = rows.count(conn, Wanted()) - rows.count(conn, Wanted(standing=Standing.WIPED))
    days = [(legal_date(parse_stamp(moment)), size) for moment, size in added]
    path = store_file(store.url)
    free = None if path is None else shutil.disk_usage(path.parent).free
    return usage(days, files, legal_date(store.clock.now()), free)


def check_attachments(conn: Connection, judge: Judge, progress: Progress | None = None) -> Iterator[str]:
    """Every file whose content is missing or altered: ``attachment:missing:ID:name:what it belongs to``.

    Raises:
        Cancelled: by the progress.
    """
    needed = rows.needed(conn)
    watched = progress or Silent()
    for done, (sha256, ids) in enumerate(needed.items()):
        watched.step(done, len(needed), "attachments")
        why = judge.verdict(sha256)
        for attachment_id in ids if why else ():
            one = rows.find(conn, attachment_id)
            owners = ",".join(f"{owner.table} {owner.label or owner.row}" for owner in one.owners)
            yield f"attachment:{why}:{attachment_id}:{one.name}:{owners}"


def check(store: Store, progress: Progress | None = None) -> tuple[str, ...]:
    """Read every content and hold it against its hash; see ``check_attachments``.

    Raises:
        Cancelled: by the progress.
    """
    with store.read() as conn:
        return tuple(check_attachments(conn, contents_of(conn), progress))


def sweep(store: Store) -> int:
    """Take away contents that a killed program left behind; returns how many. A server leaves none."""
    path = store_file(store.url)
    if path is None:
        return 0
    with blobs.alone(store.engine) as conn:
        return Folder(blobs.folder_of(path)).sweep(rows.needed(conn).keys())
