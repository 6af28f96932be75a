"""The main job end to end: an office's lists in, verified plates, an inspected package and the circular out.

Every step is a service as the window calls it; the finished plates are reopened by a process of their own.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from db.domain.access import Actor, Role
from db.domain.clock import SystemClock
from db.domain.errors import BadFile, StoreUnavailable
from db.domain.importing import Kind
from db.domain.progress import Progress
from db.domain.state import Legal
from db.services import applications, inspections
from db.services.accounts import find_actor
from db.services.addresses import communities_of, ids_by_community
from db.services.bulletin import bulletin
from db.services.places import approve_places, find_place, pending_places
from db.services.quality import find_problems
from db.services.seed import ActorSeed
from db.services.store import init_store, open_store
from db.store.store import Store
from desktop.files.bulletin_xlsx import write_bulletin
from desktop.files.package import read_package, write_package
from desktop.files.package_fill import fill_package
from desktop.files.workbook.reader import ReadOptions
from desktop.importing.deliver import Delivery, deliver, write_refusals
from desktop.office import list_head
from desktop.paths import resource
from desktop.plates.produce import lock, render
from desktop.quality.problems_list import write_problems
from desktop.seeds import load_seeds

DISTRICT = "350203"
SHIPPED_ADDRESSES = 8600
STORE_FILE = "zhipai.db"
_FOLDERS = ("1-来文", "2-导入", "3-问题", "4-二维码", "5-制牌", "6-检查", "7-通报")
_PEOPLE = (
    ActorSeed("clerk", "林经办", ((Role.CLERK.value, DISTRICT),)),
    ActorSeed("chief", "陈科长", ((Role.CHIEF.value, DISTRICT),)),
    ActorSeed("printer", "许制牌", ((Role.PRINTER.value, DISTRICT),)),
    ActorSeed("inspector", "郑检查", ((Role.INSPECTOR.value, DISTRICT),)),
    ActorSeed("admin", "管理员", ((Role.ADMIN.value, ""),)),
)
_NEW_NUMBERS = (("湖滨南路", "left"), ("湖滨南路", "right"))
_LISTS = {Kind.ADDRESSES: "地址清单", Kind.QR: "二维码清单"}
_SAMPLE, _SEED = 60, 20261122


@dataclass
class Demo:
    """One run: where, on which store, and what came out so far."""

    out: Path
    store: Store
    progress: Progress
    files: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def folder(self, number: int) -> Path:
        """The numbered folder of a step."""
        return self.out / _FOLDERS[number - 1]

    def actor(self, login: str) -> Actor:
        """One of the office's people."""
        return find_actor(self.store, login, "demo")

    def keep(self, path: Path) -> Path:
        """Remember a file for the summary."""
        self.files.append(str(path.absolute()))
        return path


def run_demo(out: Path, addresses: int, progress: Progress, *, practice: bool = False) -> dict[str, Any]:
    """Run the whole job into an empty folder.

    Args:
        out: folder, made when missing.
        addresses: how many addresses the sample holds; 8,600 is the shipped one.
        progress: told of every step.
        practice: the store is one to learn in (练习库).

    Returns:
        The figures of ``zhipai demo --json``.

    Raises:
        BadFile: the folder is not empty.
        StoreUnavailable: a step failed in its surroundings.
    """
    # A hidden file, such as the mark of who made the folder, is in nobody's way.
    if out.exists() and (not out.is_dir() or any(not one.name.startswith(".") for one in out.iterdir())):
        raise BadFile(str(out), "not_empty")
    for name in _FOLDERS:
        (out / name).mkdir(parents=True, exist_ok=True)
    _bring_sample(out / _FOLDERS[0], addresses)
    url = f"sqlite:///{(out / STORE_FILE).absolute().as_posix()}"
    init_store(url, load_seeds(DISTRICT, _PEOPLE), district_code=DISTRICT, store_no=1, practice=practice)
    demo = Demo(out, open_store(url), progress)
    steps: tuple[Callable[[Demo], None], ...] = (
        *(_import, _approve_names, _find_problems, _confirm, _new_numbers, _bind_codes, _make_plates),
        *(_verify_elsewhere, _inspect, _report),
    )
    try:
        for number, step in enumerate(steps, start=1):
            progress.step(number, len(steps), step.__name__.strip("_"))
            step(demo)
        summary = demo.keep(out / "摘要.json")
        demo.values["files"] = demo.files
        demo.values["store"] = url
        summary.write_text(json.dumps(demo.values, ensure_ascii=False, indent=1), encoding="utf-8")
        return demo.values
    finally:
        demo.store.close()


def _bring_sample(folder: Path, addresses: int) -> None:
    """Lay down what the office was sent; its folders bear the names under which the register knows them as sources."""
    if addresses == SHIPPED_ADDRESSES:
        shutil.copytree(
            resource("sample"), folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__*", "*.py")
        )
    else:
        from desktop.sample.kit import make_kit  # writes workbooks of every kind: only for other sizes

        make_kit(folder, addresses=addresses)
    for kind, name in _LISTS.items():
        (folder / kind.value).rename(folder / name)


def _deliver(demo: Demo, kind: Kind, target: Path) -> Delivery:
    mapping = (demo.folder(1) / "mapping.json").read_text(encoding="utf-8")
    options = replace(ReadOptions.from_json(mapping), kind=kind)
    source = demo.folder(1) / _LISTS[kind]
    done = deliver(demo.store, demo.actor("clerk"), source, options, demo.progress, mapping=mapping)
    write_refusals(demo.keep(target), f"{_LISTS[kind]}退回与略过清单", done.refused, list_head(demo.store))
    return done


def _account(done: Delivery) -> dict[str, int]:
    balance = done.balance
    return {
        "read": balance.read,
        "accepted": balance.accepted,
        "unchanged": balance.unchanged,
        "rejected": balance.rejected,
        "skipped": balance.skipped,
        "implied": done.implied,
    }


def _import(demo: Demo) -> None:
    done = _deliver(demo, Kind.ADDRESSES, demo.folder(2) / "退回清单.xlsx")
    demo.values["import"] = _account(done)
    demo.values["addresses"] = done.balance.accepted + done.implied
    demo.values["refused"] = dict(Counter(one.rule for one in done.refused if one.outcome == "rejected"))


def _approve_names(demo: Demo) -> None:
    approve_places(demo.store, demo.actor("chief"), pending_places(demo.store), "首批导入的村名，经核属实")


def _find_problems(demo: Demo) -> None:
    report = find_problems(demo.store, demo.actor("clerk"))
    write_problems(demo.keep(demo.folder(3) / "问题清单.xlsx"), report.items, list_head(demo.store))
    demo.values["problems"] = dict(report.findings)


def _confirm(demo: Demo) -> None:
    """One list for each community, filed by the clerk, signed by the chief."""
    left_out = 0
    for community, ids in ids_by_community(demo.store, Legal.TO_VERIFY).items():
        filed = applications.file_confirmation(
            demo.store, demo.actor("clerk"), ids, f"{community} 现有地址批量确认", "现场核对"
        )
        left_out += len(filed.blocked)
        _sign(demo, filed.application_id, "同意")
    demo.values["unapproved"] = left_out


def _sign(demo: Demo, application_id: int, opinion: str) -> None:
    waiting = {row.id: row for row in applications.applications(demo.store)}
    seen = waiting[application_id].row_version
    applications.approve(demo.store, demo.actor("chief"), application_id, seen, opinion)


def _new_numbers(demo: Demo) -> None:
    """Two new doors with proposed numbers: approved, and waiting for the police's code."""
    proposed = []
    for street, side in _NEW_NUMBERS:
        place_id = find_place(demo.store, street)
        if place_id is None:
            raise BadFile(street, "unknown_place")
        community = communities_of(demo.store, place_id)[0]
        filed = applications.file_new_number(
            demo.store, demo.actor("clerk"), place_id, community, side=side, count=1, reason="新开沿街门面"
        )
        _sign(demo, filed.application_id, "同意按拟号编制")
        proposed += [{"street": street, "side": side, "node": node_id} for node_id in filed.node_ids]
    demo.values["new_numbers"] = proposed
    approved = sum(len(ids) for ids in ids_by_community(demo.store, Legal.APPROVED).values())
    demo.values["approved"] = approved


def _bind_codes(demo: Demo) -> None:
    done = _deliver(demo, Kind.QR, demo.folder(4) / "退回清单.xlsx")
    demo.values["qr"] = _account(done)


def _make_plates(demo: Demo) -> None:
    made = lock(demo.store, demo.actor("printer"), DISTRICT, demo.progress)
    demo.values["blocked"] = [{"address": one.full_text, "reason": one.reason} for one in made.blocked]
    demo.values["plates"] = sum(batch.lines for batch in made.batches)
    demo.values["classes"] = {batch.plate_class: batch.lines for batch in made.batches}
    for batch in made.batches:
        pdf = demo.folder(5) / f"{batch.number}.pdf"
        files = render(demo.store, demo.actor("printer"), batch, pdf, demo.progress)
        demo.keep(files.pdf)
        demo.keep(files.worklist)


def _verify_elsewhere(demo: Demo) -> None:
    """Close the store and let another process read every finished plate back."""
    url = str(demo.store.url)
    demo.store.close()
    command = [sys.executable, "-m", "desktop", "plates", "verify", str(demo.folder(5).absolute())]
    command += ["--record", "--json", "--store", url, "--as", "printer"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    demo.store = open_store(url)
    try:
        said = json.loads(done.stdout)
        demo.values["decoded"], demo.values["mismatched"] = said["decoded"], said["mismatched"]
    except (ValueError, KeyError) as error:
        raise StoreUnavailable("verify_failed", (done.stderr or done.stdout)[-500:]) from error


def _inspect(demo: Demo) -> None:
    """Issue a package, let a scripted inspector fill it as a tablet would, and merge it."""
    issued = inspections.export_package(demo.store, demo.actor("inspector"), DISTRICT, _SAMPLE, _SEED)
    blank = demo.keep(demo.folder(6) / "检查包-下发.zpk")
    write_package(blank, issued.package)
    filled = demo.keep(demo.folder(6) / "检查包-回收.zpk")
    fill_package(blank, filled, "inspector", "tablet-1", seed=_SEED, clock=SystemClock())
    report = inspections.merge_package(demo.store, demo.actor("clerk"), read_package(filled))
    demo.values["package"] = str(filled.absolute())
    demo.values["merged"] = {
        "forms": report.forms,
        "answers": report.answers,
        "attachments": report.attachments,
        "applied": report.applied,
        "unchanged": report.unchanged,
        "conflicts": len(report.conflicts),
        "rejected": len(report.rejected),
    }


def _report(demo: Demo) -> None:
    write_bulletin(demo.keep(demo.folder(7) / "督导通报.xlsx"), bulletin(demo.store, DISTRICT))
