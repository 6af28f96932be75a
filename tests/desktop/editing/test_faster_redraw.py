from PySide6.QtCore import Qt

from db.domain.access import Actor, Role
from db.domain.clock import legal_date
from db.domain.redraw import COMMUNITY, Heir, Redraw, RedrawKind
from db.services import redraw
from db.services.applications import approve
from desktop.editing.acts import Verb
from tests.desktop.addresses.register import NEIGHBOUR
from tests.desktop.editing.test_verbs import STREET, open_verb


def test_a_community_that_was_given_away_meanwhile_is_told_with_the_name_it_had(window, qtbot):
    store = window.desk.store
    window.go_to(STREET + "34号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText("134号")
    window.checked(dialog)
    heir = Heir("350203001001", "沙坡尾社区", "350203001000")
    today = legal_date(store.clock.now())
    wanted = Redraw(RedrawKind.TRANSFER, COMMUNITY, (NEIGHBOUR,), (heir,), "批文8号", today)
    clerk, chief = (
        Actor(at, login, login, ((role, "350203"),))
        for at, login, role in ((2, "li", Role.CLERK), (3, "wang", Role.CHIEF))
    )
    filed = redraw.file(store, clerk, wanted, "区划调整", "批复")
    approve(store, chief, filed.application_id, 1, "同意")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.stale.isVisible)
    assert "莲秀社区 → 沙坡尾社区" in dialog.stale.text.text()
    dialog.reject()
