"""Makes the sample kit: address lists, QR lists, the mapping to read them with, and the key."""

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from db.domain.address import NodeKind
from desktop.sample.books import Book, Shelf, make_books
from desktop.sample.faults import plant_faults
from desktop.sample.formats import write_book
from desktop.sample.key import KitKey, Problem
from desktop.sample.model import Address
from desktop.sample.names import SHIPPED_NAMES, check_names
from desktop.sample.plan import Plan, fill_villages, make_plan
from desktop.sample.qr import make_codes, make_qr_lists
from desktop.sample.refusals import plant_refusals
from desktop.sample.sheets import MatrixSheet

ADDRESSES, SEED = 8600, 20261122
_MAPPING = '{"expand": true}\n'
_TEXT_FORMS = frozenset({"utf-8-sig", "gb18030", "utf-16"})


def make_kit(
    folder: Path, *, addresses: int = ADDRESSES, seed: int = SEED, names: Path = SHIPPED_NAMES
) -> KitKey:
    """Write a kit and return its key.

    Args:
        folder: made when missing; files of the kit's names are replaced.
        addresses: distinct addresses a right import ends with, at least ``plan.MIN_ADDRESSES``.
        seed: the same seed and count give the same kit, byte for byte.
        names: the folder of ``divisions.csv`` and ``roads.csv``.

    Raises:
        BadFile: the lists of names do not bear the sample out.
        ValueError: too few addresses for every shape to be present.
    """
    check_names(names)
    rng = random.Random(seed)
    plan = make_plan(addresses, rng)
    problems = plant_faults(plan, addresses, rng)
    fill_villages(plan, addresses, rng)
    register = plan.addresses()
    codes = make_codes(register)
    shelf = make_books(plan, codes)
    refused = plant_refusals(shelf.lists, register, rng)
    qr = make_qr_lists(register, codes, _stations(plan), rng)
    files = _write(folder / "addresses", shelf.books) + _write(folder / "qr", qr.books)
    levels = Counter(address.kind for address in register)
    key = KitKey(
        seed=seed,
        addresses=len(register),
        levels={kind.value: levels[kind] for kind in NodeKind if kind in levels},
        good_records=_good_records(shelf),
        refused_records=len(refused),
        files=[*files, "mapping.json", "key.json"],
        problems=[*_sorted(refused), *problems],
        qr=qr.key,
    )
    (folder / "mapping.json").write_text(_MAPPING, encoding="utf-8")
    (folder / "key.json").write_text(key.to_json(), encoding="utf-8", newline="\n")
    return key


def _write(folder: Path, books: Iterable[Book]) -> list[str]:
    written = []
    for book in books:
        in_text = book.form in _TEXT_FORMS
        grids = [sheet.lay_out(book.path, "" if in_text else sheet.name) for sheet in book.sheets]
        write_book(folder / book.path, grids, book.form)
        written.append(f"{folder.name}/{book.path}")
    return written


def _good_records(shelf: Shelf) -> int:
    """Records that name an address for the first time: rows, expanded ranges, cells of the grids."""
    grids = [sheet for book in shelf.books for sheet in book.sheets if isinstance(sheet, MatrixSheet)]
    in_lists = sum(line.count for s in shelf.lists.values() for line in s.lines if line.address is not None)
    in_grids = sum(
        len(rooms) for grid in grids for floors in grid.stairs.values() for rooms in floors.values()
    )
    return in_lists + in_grids


def _stations(plan: Plan) -> dict[Address, str]:
    return {
        address: door.area.subdistrict.removesuffix("街道") + "派出所"
        for door in plan.doors()
        for address in door.addresses()
    }


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.file, problem.sheet, problem.row))
