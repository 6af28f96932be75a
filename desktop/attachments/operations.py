"""What the window asks about attached files, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from db.domain.access import Actor
from db.domain.attachment import AttachmentRefused, Link, Usage
from db.domain.changes import Changes
from db.domain.errors import DomainError
from db.domain.progress import Progress
from db.services import attachment_care, attachments
from db.services.accounts import list_actors
from db.store.attachments import AttachmentRow, Wanted
from db.store.store import Store
from desktop.attachments.worker import Studio
from desktop.i18n import translate
from desktop.work.job import Operation
from desktop.work.processes import ProcessDied

T = TypeVar("T")
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Listing:
    """The newest files of the store.

    Attributes:
        count: how many there are.
        names: login -> name.
    """

    rows: tuple[AttachmentRow, ...]
    count: int
    usage: Usage
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """One file to be looked at.

    Attributes:
        picture: a small JPEG; empty when it cannot be shown.
        fault: why it cannot be handed out.
    """

    row: AttachmentRow
    picture: bytes
    fault: DomainError | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of files that were brought.

    Attributes:
        changes: of all that were taken.
        taken: how many.
        refused: the others, each with its reason.
    """

    changes: Changes
    taken: int
    refused: tuple[DomainError, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading every content came to.

    Attributes:
        swept: leftovers that were taken away.
    """

    problems: tuple[str, ...]
    swept: int


def load(store: Store, on_done: Callable[[Listing], None]) -> Operation[Listing]:
    """The newest files and how much they use."""

    def work(_progress: Progress) -> Listing:
        rows, count = attachments.list_attachments(store, Wanted(), MOST)
        return Listing(rows, count, attachment_care.used(store), dict(list_actors(store)))

    return Operation(translate("attachments", "读取附件"), work, on_done, quiet=True)


def load_row(
    store: Store, table: str, row: int, on_done: Callable[[tuple[AttachmentRow, ...]], None]
) -> Operation[tuple[AttachmentRow, ...]]:
    """The files of one row."""

    def work(_progress: Progress) -> tuple[AttachmentRow, ...]:
        return attachments.attachments_of(store, table, row)

    return Operation(translate("attachments", "读取附件"), work, on_done, quiet=True)


def look(
    store: Store, studio: Studio, row: AttachmentRow, longest_px: int, on_done: Callable[[Look], None]
) -> Operation[Look]:
    """A picture of a file."""

    def work(progress: Progress) -> Look:
        waiting = partial(progress.step, 0, 0, "")
        try:
            found = attachments.read_attachment(store, row.id)
            return Look(found.row, studio.preview(found.row.media_type, found.content, longest_px, waiting))
        except DomainError as error:
            return Look(row, b"", error)
        except ProcessDied:
            return Look(row, b"", AttachmentRefused(row.name, "broken_image"))

    return Operation(translate("attachments", "预览"), work, on_done, quiet=True)


def save(store: Store, attachment_id: int, path: Path, on_done: Callable[[Path], None]) -> Operation[Path]:
    """Write a file out: the original where it was kept, else the working copy."""

    def work(_progress: Progress) -> Path:
        from desktop.files.atomic import whole_file

        found = attachments.read_attachment(store, attachment_id)
        if found.row.original_sha256 in found.row.needs:
            found = attachments.read_attachment(store, attachment_id, original=True)
        with whole_file(path) as file:
            file.write(found.content)
        return path

    return Operation(translate("attachments", "导出附件"), work, on_done)


def check(store: Store, on_done: Callable[[Checked], None]) -> Operation[Checked]:
    """Read every content and compare it with its hash; then take leftovers away."""

    def work(progress: Progress) -> Checked:
        problems = attachment_care.check(store, progress)
        return Checked(problems, attachment_care.sweep(store))

    return Operation(translate("attachments", "核对附件"), work, on_done, writes=True)


def wipe(
    store: Store, actor: Actor, attachment_id: int, reason: str, on_done: Callable[[Changes], None]
) -> Operation[Changes]:
    """Take a content away for good."""

    def work(_progress: Progress) -> Changes:
        return attachments.wipe(store, actor, attachment_id, reason)

    return Operation(translate("attachments", "清除附件内容"), work, on_done, writes=True)


@dataclass(frozen=True, slots=True)
class Bringing:
    """Who brings files to which row."""

    store: Store
    actor: Actor
    studio: Studio
    link: Link


def attach(
    bringing: Bringing, paths: Sequence[Path], on_done: Callable[[Attached], None]
) -> Operation[Attached]:
    """Attach files to a row, one transaction each; what is refused does not stop the others."""

    def work(progress: Progress) -> Attached:
        refused: list[DomainError] = []
        ids: set[int] = set()
        entry = 0
        for done, path in enumerate(paths):
            waiting = partial(progress.step, done, len(paths), "attaching")
            waiting()
            try:
                incoming = bringing.studio.incoming(path, waiting)
                added = attachments.add_attachment(
                    bringing.store, bringing.actor, "", incoming, [bringing.link]
                )
            except DomainError as error:
                refused.append(error)
                continue
            except ProcessDied:
                refused.append(AttachmentRefused(path.name, "broken_image"))
                continue
            ids.add(added.id)
            entry = max(entry, added.changes.entry)
        changes = Changes(entry, {"attachment": frozenset(ids)} if entry else {})
        return Attached(changes, len(ids), tuple(refused))

    return Operation(translate("attachments", "添加附件"), work, on_done, writes=True)


def failing(operation: Operation[T], on_failed: Callable[[Exception], None]) -> Operation[T]:
    """The same operation, with its failure shown in place."""
    return replace(operation, on_failed=on_failed)
