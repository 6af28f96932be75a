"""Work about hand-overs, each an operation not yet started."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from db.domain.access import Actor
from db.domain.division import Unit
from db.domain.progress import Progress
from db.domain.transfer import Fate, Package, Parcel
from db.services import audit, transfer, transfer_in
from db.services.redraw import all_units
from db.services.transfer import HandoffPreview
from db.services.transfer_in import Incoming
from db.store.store import Store
from db.store.transfer import HandoffRow
from db.store.transfer_key import OfficeKey
from desktop.i18n import translate
from desktop.work.job import Operation

Failed = Callable[[Exception], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the window lists.

    Attributes:
        key: of this office; None before there is one.
        names: of people by login.
        units: names of the units that go, by code: as they were called last.
    """

    rows: tuple[HandoffRow, ...]
    key: OfficeKey | None
    names: Mapping[str, str]
    units: Mapping[str, str]


def read(store: Store, done: Callable[[Listed], None]) -> Operation[Listed]:
    """Read every hand-over."""

    def work(_progress: Progress) -> Listed:
        rows, known = transfer.handoffs(store), all_units(store).every
        wanted = {row.parcel.old_code for row in rows}
        names = {unit.code: unit.name for unit in sorted(known, key=lambda unit: unit.valid_from)}
        named = {code: names[code] for code in wanted if code in names}
        return Listed(rows, transfer.office_key(store), audit.people(store), named)

    return Operation(translate("transfer", "读取跨区移交"), work, done, quiet=True)


def units(store: Store, today: str, done: Callable[[tuple[Unit, ...]], None]) -> Operation[tuple[Unit, ...]]:
    """The units standing today, of every district."""

    def work(_progress: Progress) -> tuple[Unit, ...]:
        return all_units(store).current(today)

    return Operation(translate("transfer", "读取行政区划"), work, done, quiet=True)


Names = tuple[tuple[int, str], ...]


def places(store: Store, community: str, done: Callable[[Names], None]) -> Operation[Names]:
    """Places of a community."""

    def work(_progress: Progress) -> Names:
        return transfer.places_in(store, community)

    return Operation(translate("transfer", "读取地名"), work, done, quiet=True)


def preview(
    store: Store, actor: Actor, parcel: Parcel, done: Callable[[HandoffPreview], None], failed: Failed
) -> Operation[HandoffPreview]:
    """What would go along."""

    def work(_progress: Progress) -> HandoffPreview:
        return transfer.preview(store, actor, parcel)

    return Operation(translate("transfer", "预览移交"), work, done, quiet=True, on_failed=failed)


def change(name: str, act: Callable[[], T], done: Callable[[T], None], failed: Failed) -> Operation[T]:
    """Anything that writes to the register."""

    def work(_progress: Progress) -> T:
        return act()

    return Operation(name, work, done, writes=True, on_failed=failed)


def release(store: Store, actor: Actor, row: HandoffRow, said: tuple[str, str], path: Path) -> None:
    """Let go, sign and write: password and reason; a package that was let go before is written again."""
    from desktop.files.transfer_package import write_package

    password, reason = said
    if row.state == "decided":
        package = transfer.release(store, actor, row.id, password, reason)
    else:
        package = transfer.write_again(store, row.id, password)
    write_package(path, package, partial(transfer.file_content, store))


def write_receipt(store: Store, row: HandoffRow, password: str, path: Path) -> None:
    """Sign and write the receipt."""
    from desktop.files import transfer_package

    transfer_package.write_receipt(path, transfer_in.receipt(store, row.id, password))


def close(store: Store, actor: Actor, row: HandoffRow, said: tuple[str, str], path: Path) -> None:
    """Put the receipt to the hand-over: the fingerprint that was read out, and the reason."""
    from desktop.files.transfer_package import read_receipt

    transfer.close(store, actor, row.id, read_receipt(path), *said)


@dataclass(frozen=True, slots=True)
class Opened:
    """A package with what it would bring."""

    path: Path
    package: Package
    incoming: Incoming


def open_package(
    store: Store, path: Path, done: Callable[[Opened], None], failed: Failed
) -> Operation[Opened]:
    """Read a package and hold it against the register."""

    def work(progress: Progress) -> Opened:
        from desktop.files.transfer_package import read_package

        package = read_package(path)
        return Opened(path, package, transfer_in.examine(store, package, progress))

    return Operation(translate("transfer", "打开移交包"), work, done, on_failed=failed)


def prepare(
    store: Store, actor: Actor, opened: Opened, fates: Mapping[int, Fate], said: tuple[str, str]
) -> int:
    """Note what was decided: the fingerprint that was read out, and the reason."""
    return transfer_in.prepare(store, actor, opened.package, fates, *said)


def accept(
    store: Store,
    actor: Actor,
    row: HandoffRow,
    said: tuple[Path, str],
    done: Callable[[transfer_in.Accepted], None],
    failed: Failed,
) -> Operation[transfer_in.Accepted]:
    """Take a prepared package in: its file, and the reason."""

    def work(progress: Progress) -> transfer_in.Accepted:
        from desktop.files.transfer_package import read_file, read_package

        path, reason = said
        contents = partial(read_file, path)
        return transfer_in.accept(store, actor, row.id, read_package(path), contents, reason, progress)

    return Operation(translate("transfer", "接收移交包"), work, done, writes=True, on_failed=failed)
