"""The store to learn in (练习库): made from the shipped sample beside the office's own, and plainly marked.

It has accounts without passwords, applications, plates and a filled package. It can be thrown away and made anew.
"""

import json
import platform
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from db.domain.errors import StoreUnavailable
from db.domain.progress import Progress
from db.store.engine import lock_file, release
from desktop import paths

FOLDER = "练习库"
_BEAT_S = 0.2
ADDRESSES = 600
"""Enough for every kind of list, few enough to be made in half a minute."""


def practice_file() -> Path:
    """Where it lies."""
    return paths.data_folder() / FOLDER / paths.STORE_NAME


def make_practice(progress: Progress) -> Path:
    """Make it, in the place of the one there may be.

    It is made beside and renamed, so that a run killed half way leaves the old one.

    Raises:
        StoreUnavailable: ``in_use``: its window is open.
    """
    from desktop.demo import run  # loads every room's files; the window only asks where the store lies

    file = practice_file()
    folder, fresh = file.parent, file.parent.with_name(f"{FOLDER}-新")
    _refuse_open(file)
    shutil.rmtree(fresh, ignore_errors=True)
    run.run_demo(fresh, ADDRESSES, progress, practice=True)
    _refuse_open(file)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    _settle(file)
    return file


def _settle(file: Path) -> None:
    """Say that it belongs where it lies now: made beside, it would count as a copy of itself."""
    from db.services.accounts import find_actor
    from db.services.standing import claim_store, standing
    from db.services.store import open_store

    store = open_store(f"sqlite:///{file.as_posix()}")
    try:
        if standing(store).elsewhere:
            claim_store(store, find_actor(store, "admin", platform.node()), "练习库建成")
    finally:
        store.close()


def _refuse_open(file: Path) -> None:
    if file.exists():
        release(lock_file(file))


def make_beside(progress: Progress) -> None:
    """Make it in a process of its own, so that the window goes on painting.

    Raises:
        Cancelled: by the progress; what was there before is still there.
        StoreUnavailable: ``in_use``, or ``not_made`` with what the process said.
    """
    command = [sys.executable, "-m", "desktop", "practice", "--fresh", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as maker:
        try:
            while maker.poll() is None:
                progress.step(0, 0, "practice")
                with suppress(subprocess.TimeoutExpired):
                    maker.wait(_BEAT_S)
        except BaseException:
            maker.kill()
            raise
        said, told = maker.communicate()
    if maker.returncode:
        raise StoreUnavailable(*_refusal(said, told))


def _refusal(said: bytes, told: bytes) -> tuple[str, str]:
    try:
        values = json.loads(said)
        return str(values["error"]), str(values.get("detail", ""))
    except (ValueError, KeyError, TypeError):
        return "not_made", told.decode("utf-8", "replace").strip()[-300:]


def open_practice(file: Path) -> None:
    """Open its window, in a process of its own: the office's register stays as it is."""
    command = [sys.executable, "-m", "desktop", "--store", f"sqlite:///{file.as_posix()}"]
    subprocess.Popen(command, close_fds=True)
