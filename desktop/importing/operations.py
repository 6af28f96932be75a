"""What the import window asks of files and of the register, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import BadFile
from db.domain.importing import Field, Kind
from db.domain.progress import Progress
from db.services import audit, import_batches, import_mappings
from db.services.import_batches import Reversal
from db.services.import_mappings import Understood
from db.services.import_trial import Trial
from db.services.importing import Reject, Source, promote, rejects, stage
from db.services.private_use import every_sender
from db.services.qr import accept
from db.store.import_batches import BatchRow
from db.store.store import Store
from desktop.files.workbook.reader import read_files
from desktop.files.workbook.source import SourceFile, files_digest, given_files
from desktop.i18n import translate
from desktop.importing.draft import Draft
from desktop.importing.field_names import field_name
from desktop.importing.form_choices import unit_choices
from desktop.importing.worker import DeliveryReader, FileSurvey, Look, Rehearse, Staged
from desktop.work.job import COMMITTING, Operation


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What lies in the files chosen.

    Attributes:
        files: in the order they are read.
        sheets: by file.
        remembered: fields kept earlier, by set of headings.
        earlier: deliveries of the very same content.
    """

    files: tuple[SourceFile, ...]
    sheets: tuple[FileSurvey, ...]
    remembered: dict[frozenset[str], dict[str, str]]
    earlier: tuple[BatchRow, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A rehearsal, and the SHA-256 of what was read."""

    trial: Trial
    sha256: str


@dataclass(frozen=True, slots=True)
class Done:
    """A delivery that is in the register."""

    batch: BatchRow
    implied: int
    new_places: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True)
class Bench:
    """Who imports where, and who reads the files for him."""

    store: Store
    actor: Actor
    reader: DeliveryReader

    @property
    def may_promote(self) -> bool:
        """Whether he may bring what is staged into the register."""
        return self.actor.may("import.promote")


def senders(store: Store, on_done: Callable[[tuple[str, ...]], None]) -> Operation[tuple[str, ...]]:
    """Offices whose private-use characters were told."""

    def work(_progress: Progress) -> tuple[str, ...]:
        return tuple(one.source for one in every_sender(store))

    return Operation(translate("importing", "读取来文单位"), work, on_done, quiet=True)


def look(bench: Bench, draft: Draft, on_done: Callable[[Surveyed], None]) -> Operation[Surveyed]:
    """Look into the files chosen."""

    def work(progress: Progress) -> Surveyed:
        progress.step(0, 0, "reading")
        files = tuple(given_files(draft.paths))
        found = bench.reader.look(Look(files, draft.options), progress)
        sets = {sheet.headings for file in found for sheet in file.sheets if sheet.columns}
        known = import_mappings.remembered(bench.store, sets)
        earlier = import_batches.earlier(bench.store, files_digest(files))
        return Surveyed(files, found, {heads: dict(fields) for heads, fields in known.items()}, earlier)

    return Operation(translate("importing", "查看文件"), work, on_done)


def rehearse(
    bench: Bench, draft: Draft, files: Sequence[SourceFile], on_done: Callable[[Checked], None]
) -> Operation[Checked]:
    """Hold every record against the register."""

    def work(progress: Progress) -> Checked:
        question = Rehearse(tuple(files), draft.options, bench.actor, draft.sender, draft.repairs)
        sha256 = files_digest(files)
        return Checked(bench.reader.rehearse(question, progress), sha256)

    return Operation(translate("importing", "检查清单"), work, on_done)


@dataclass(frozen=True, slots=True)
class Checkout:
    """What is to be staged: files as they were checked, and how their columns were understood."""

    draft: Draft
    files: tuple[SourceFile, ...]
    sha256: str
    understood: tuple[Understood, ...]


def keep_staged(bench: Bench, out: Checkout, on_done: Callable[[BatchRow], None]) -> Operation[BatchRow]:
    """Stage the delivery as corrected, and remember how its columns were understood."""

    def work(progress: Progress) -> BatchRow:
        progress.step(0, 0, "reading")
        if files_digest(out.files) != out.sha256:
            raise BadFile(out.files[0].name, "changed_while_read")
        source = Source(_name(out.files), out.sha256, out.draft.told(), out.draft.sender)
        rows = map(out.draft.mended().apply, read_files(list(out.files), out.draft.options))
        batch = stage(bench.store, bench.actor, out.draft.kind, source, rows, progress)
        import_mappings.remember(bench.store, bench.actor, out.understood)
        return import_batches.batch(bench.store, batch)

    return Operation(translate("importing", "暂存清单"), work, on_done, writes=True)


def _name(files: Sequence[SourceFile]) -> str:
    """The delivery's name: its first file's, and how many more there are."""
    first = Path(files[0].name).name
    return first if len(files) == 1 else f"{first} +{len(files) - 1}"


def put_in(bench: Bench, batch: BatchRow, on_done: Callable[[Done], None]) -> Operation[Done]:
    """Bring a staged delivery into the register."""

    def work(progress: Progress) -> Done:
        if batch.kind == Kind.QR:
            progress.step(0, 0, "promoting")
            listed = accept(bench.store, bench.actor, batch.id)
            return Done(import_batches.batch(bench.store, batch.id), 0, (), listed.changes)
        report = promote(bench.store, bench.actor, batch.id, progress)
        progress.step(report.balance.read, report.balance.read, COMMITTING)
        found = import_batches.batch(bench.store, batch.id)
        return Done(found, report.implied, report.new_places, report.changes)

    return Operation(translate("importing", "清单入库"), work, on_done, writes=True)


def give_up(bench: Bench, batch: BatchRow, on_done: Callable[[Changes], None]) -> Operation[Changes]:
    """Give a staged delivery up."""

    def work(_progress: Progress) -> Changes:
        return import_batches.abandon_batch(bench.store, bench.actor, batch.id, batch.source_name)

    return Operation(translate("importing", "放弃暂存的清单"), work, on_done, writes=True)


def ask_reversal(store: Store, batch: BatchRow, on_done: Callable[[Reversal], None]) -> Operation[Reversal]:
    """What taking a delivery back would mean."""

    def work(_progress: Progress) -> Reversal:
        return import_batches.reversal(store, batch.id)

    return Operation(translate("importing", "查看能否撤回"), work, on_done)


def take_back(
    bench: Bench, batch: BatchRow, reason: str, on_done: Callable[[Changes], None]
) -> Operation[Changes]:
    """Take a delivery back out of the register, or ask a second person to agree first."""

    def work(progress: Progress) -> Changes:
        title = reversal_title(batch)
        return import_batches.take_back(bench.store, bench.actor, batch.id, title, reason, progress)

    return Operation(translate("importing", "撤回这一批"), work, on_done, writes=True)


def reversal_title(batch: BatchRow) -> str:
    """What the application is called by which a delivery is to be taken back."""
    return translate("importing", "撤回导入批次：{file}").format(file=batch.source_name)


Listed = tuple[tuple[BatchRow, ...], dict[str, str]]
"""Deliveries, and the names of accounts by login."""


def list_batches(store: Store, on_done: Callable[[Listed], None]) -> Operation[Listed]:
    """Every delivery, and who is who."""

    def work(_progress: Progress) -> Listed:
        return import_batches.batches(store), audit.people(store)

    return Operation(translate("importing", "读取导入批次"), work, on_done, quiet=True)


def fetch_batch(store: Store, batch_id: int, on_done: Callable[[BatchRow], None]) -> Operation[BatchRow]:
    """One delivery as it stands now."""

    def work(_progress: Progress) -> BatchRow:
        return import_batches.batch(store, batch_id)

    return Operation(translate("importing", "读取导入批次"), work, on_done, quiet=True)


def load_rejects(
    store: Store, batch: BatchRow, on_done: Callable[[list[Reject]], None]
) -> Operation[list[Reject]]:
    """The refused records of a delivery."""

    def work(_progress: Progress) -> list[Reject]:
        return rejects(store, batch.id, skipped=False)

    return Operation(translate("importing", "读取退回的行"), work, on_done, quiet=True)


def write_rejects(
    bench: Bench, batch: BatchRow, path: Path, on_done: Callable[[int], None]
) -> Operation[int]:
    """Write refused records with reasons beside their columns, to be mended and imported again.

    Before a delivery is in the register those are told too that would be refused now, so that a faulty list can go back
    to its sender first; without any, nothing is written.
    """

    def work(progress: Progress) -> int:
        from desktop.importing.rejects_book import write_mendable  # openpyxl would slow the start

        progress.step(0, 0, "writing")
        if batch.promoted_at:
            found = rejects(bench.store, batch.id, skipped=False)
        else:
            asked = Staged(batch.id, batch.read, bench.actor)
            found = [one.reject for one in bench.reader.refusals(asked, progress)]
        return write_mendable(path, translate("importing", "退回"), found) if found else 0

    return Operation(translate("importing", "写出退回清单"), work, on_done)


def write_template(store: Store, kind: Kind, path: Path, on_done: Callable[[None], None]) -> Operation[None]:
    """Write an empty workbook to fill in, with the office's own units to pick from."""

    def work(progress: Progress) -> None:
        from desktop.files.import_template import write_import_template

        progress.step(0, 0, "writing")
        names = {one.value: field_name(one) for one in Field}
        write_import_template(path, kind, names, unit_choices(store))

    return Operation(translate("importing", "下载导入模板"), work, on_done)


def end_reading(bench: Bench) -> Operation[None]:
    """End the reading process; what it is busy with is waited for, so not in the window's own thread."""

    def work(_progress: Progress) -> None:
        bench.reader.end()

    return Operation(translate("importing", "结束读取"), work, lambda _none: None, quiet=True)
