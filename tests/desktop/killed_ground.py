"""What the forms of ``killed_forms.py`` are about: a suspended address, a sheet that is out, a package of others."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from db.domain.clock import legal_date
from db.domain.place_card import CITY_SCOPE
from db.domain.progress import Silent
from db.domain.transfer import Parcel, Target
from db.services import sheets, transfer
from db.services.store import init_store, open_store
from desktop.files.transfer_package import write_package
from tests.desktop.addresses.register import COMMUNITY
from tests.desktop.killed_program import ACTOR, PACKAGE, STREET
from tests.office import addresses, person
from tests.transfer import OTHER_DISTRICT, OTHER_SEEDS, PASSWORD

_THEIRS = "350206005009"


def lay(file: Path, folder: Path) -> None:
    """Make what the forms need, in the store of ``file`` and beside where forms are kept."""
    with closing(sqlite3.connect(file)) as store:
        store.execute("UPDATE node SET legal = 'suspended' WHERE full_text = ?", (STREET + "21号",))
        store.execute("UPDATE place SET scope_code = ? WHERE name = '湖滨南路'", (CITY_SCOPE,))
        store.commit()
    _issue(file)
    _give(folder)


def _issue(file: Path) -> None:
    opened = open_store(f"sqlite:///{file.as_posix()}")
    try:
        sheets.issue(opened, ACTOR, [COMMUNITY], "2099-01-31", Silent())
    finally:
        opened.close()


def _give(folder: Path) -> None:
    """Another district hands over a community with a 7号 in a street of a name that is known here."""
    url = f"sqlite:///{(folder / 'gives.db').as_posix()}"
    init_store(url, OTHER_SEEDS, district_code=OTHER_DISTRICT, store_no=9)
    gives = open_store(url)
    try:
        clerk, chief = person(gives, "clerk"), person(gives, "chief")
        addresses(gives, ["7号"], community=_THEIRS)
        today = legal_date(gives.clock.now())
        target = Target("350203008099", "后埔社区", COMMUNITY[:9] + "000", "嘉莲街道", "思明区")
        transfer.new_key(gives, chief, PASSWORD, "第一把")
        handoff = transfer.file(
            gives, clerk, Parcel(_THEIRS, target, today, "厦府〔2026〕8号", ()), "区划调整"
        )
        transfer.decide(gives, chief, handoff, 1, "同意")
        package = transfer.release(gives, chief, handoff, PASSWORD, "移交")
        write_package(folder / PACKAGE, package, partial(transfer.file_content, gives))
    finally:
        gives.close()
