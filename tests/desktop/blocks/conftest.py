"""The room of addresses with the verbs of 楼盘表."""

import pytest

from desktop.addresses.page import AddressPage
from desktop.blocks.desk import BlockDesk
from desktop.editing.desk import VerbDesk
from tests.desktop.addresses.register import ADMIN


@pytest.fixture
def room_desk(desk, qtbot):
    """The room with its verbs, as the main window puts them together."""
    page = AddressPage(desk, actor=ADMIN)
    qtbot.addWidget(page)
    verbs = VerbDesk(page, desk, ADMIN, page)
    blocks = BlockDesk(page, desk, ADMIN, page, verbs)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 2)
    yield page, verbs, blocks
    desk.drafts.close()
