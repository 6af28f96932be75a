"""A map without threads, and its dialogs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.services.accounts import find_actor
from desktop.addresses.page import Desk
from desktop.sketch.pane import SketchPane
from desktop.sketch.tools import SketchTools
from desktop.sketch.worker import read_file


class Surveyed:
    """Reads files in this process."""

    def read(self, path: Path, _look: object) -> object:
        return read_file(path)


@pytest.fixture
def pane(desk: Desk, qtbot: object) -> Iterator[SketchPane]:
    made = SketchPane(desk, find_actor(desk.store, "zhang"))
    made.resize(600, 500)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def tools(desk: Desk, pane: SketchPane) -> SketchTools:
    made = SketchTools(desk, find_actor(desk.store, "zhang"))
    made._surveyor = Surveyed()  # type: ignore[assignment]
    made.serve(pane)
    return made
