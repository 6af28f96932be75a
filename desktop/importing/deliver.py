"""One delivery from file to register: read, staged, promoted or accepted, refusals written to a list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from json import loads
from pathlib import Path

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.importing import Balance, Field, Kind, SheetRow
from db.domain.progress import Progress
from db.services.importing import Reject, Source, promote, rejects, stage
from db.services.qr import accept
from db.store.store import Store
from desktop.files.list_xlsx import Column, write_list
from desktop.files.workbook.reader import ReadOptions, read_rows, source_digest
from desktop.files.workbook.source import Watch, source_files
from desktop.paths import resource


@dataclass(frozen=True, slots=True)
class Delivery:
    """The account of a delivery.

    Attributes:
        implied: parents that only their children named.
        new_places: names that now wait for approval.
        refused: refused and skipped records, in file order.
    """

    batch: int
    balance: Balance
    implied: int
    new_places: tuple[str, ...]
    refused: tuple[Reject, ...]
    changes: Changes


def deliver(
    store: Store, actor: Actor, path: Path, options: ReadOptions, progress: Progress, *, mapping: str = "{}"
) -> Delivery:
    """Take a file or folder in, whole or not at all.

    Raises:
        BadFile: the file cannot be taken; nothing is kept.
        NotAllowed, StoreUnavailable, Cancelled: nothing is kept beyond what was staged.
    """
    actor.role_for("qr.accept" if options.kind is Kind.QR else "import.promote")  # before anything is staged
    watch = Watch(source_files(path))
    source = Source(path.name, source_digest(path), mapping)
    batch = stage(store, actor, options.kind, source, _watched(read_rows(path, options), watch), progress)
    if options.kind is Kind.QR:
        done = accept(store, actor, batch)
        balance = Balance(done.read, done.accepted, done.unchanged, done.rejected, done.skipped)
        return Delivery(batch, balance, 0, (), tuple(rejects(store, batch)), done.changes)
    report = promote(store, actor, batch, progress)
    refused = tuple(rejects(store, batch))
    return Delivery(batch, report.balance, report.implied, report.new_places, refused, report.changes)


def _watched(rows: Iterable[SheetRow], watch: Watch) -> Iterator[SheetRow]:
    """The rows; when they are through, the files must still be those the digest was taken of."""
    yield from rows
    watch.check()


@cache
def reasons() -> Mapping[str, str]:
    """Chinese reason by rule."""
    texts: dict[str, str] = loads(resource("templates", "reasons.json").read_text(encoding="utf-8"))[
        "reasons"
    ]
    return texts


def reason_of(rule: str) -> str:
    """A rule's reason in Chinese, with its code for the hotline."""
    return f"{reasons()[rule]}（{rule}）" if rule in reasons() else rule


_COLUMNS = (
    *(Column("序号", 6), Column("处理", 8), Column("类别", 6), Column("文件", 28), Column("工作表", 14)),
    *(Column("行号", 8), Column("列", 6), Column("栏目", 12), Column("读到的内容", 22), Column("建议", 14)),
    *(Column("原因", 40), Column("原行内容", 60)),
)
_FIELD_NAMES = {
    **{Field.DISTRICT: "市辖区", Field.SUBDISTRICT: "镇街", Field.COMMUNITY: "社区", Field.STREET: "路名"},
    **{Field.COMPOUND: "小区", Field.VILLAGE: "自然村", Field.NUMBER: "门牌号", Field.BUILDING: "幢号"},
    **{Field.STAIR: "梯位", Field.FLOOR: "层", Field.ROOM: "室号", Field.SIDE: "侧别"},
    **{Field.ADDRESS: "标准地址", Field.ADDR_CODE: "地址编码", Field.PAYLOAD: "二维码内容"},
    **{Field.LOCAL_ID: "本系统编号", Field.POSTCODE: "邮政编码", Field.PLATE_SIZE: "规格"},
    **{Field.OLD_ADDRESS: "原地址", Field.NOTE: "备注", Field.SERIAL: "序号"},
}


def field_name(field: str) -> str:
    """A field as the office calls it."""
    return _FIELD_NAMES[Field(field)] if field in set(Field) and Field(field) in _FIELD_NAMES else field


def write_refusals(path: Path, title: str, refused: Sequence[Reject], date_text: str) -> None:
    """Write refused and skipped records to a list an office can mend and hand in again.

    Raises:
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    rows = [
        (
            str(n),
            {"rejected": "退回", "skipped": "略过"}[r.outcome],
            r.problem,
            r.file,
            r.sheet,
            str(r.row_no) + (f"（第{r.part}条）" if r.part else ""),
            r.column,
            field_name(r.field),
            r.found,
            r.recovered,
            reason_of(r.rule),
            "；".join(f"{field_name(name)}={text}" for name, text in r.cells.items()),
        )
        for n, r in enumerate(refused, start=1)
    ]
    write_list(path, title, _COLUMNS, rows, unit="条", date_text=date_text, signatures=("经办人", "审核人"))
