import logging

import pytest

from desktop.editing.acts import Verb
from tests.desktop.editing.conftest import Window

STREET = "厦门市思明区湖滨南路"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize("verb", [Verb.CORRECT, Verb.VOID])
def test_the_log_tells_which_verb_was_done_and_names_no_address(window: Window, caplog, verb):
    caplog.set_level(logging.INFO)
    window.go_to(STREET + "7号")
    window.verbs.actions[verb].trigger()
    dialog = window.dialog()
    dialog.reason_box.setText("写错了")
    if verb is Verb.CORRECT:
        dialog.form.side.setCurrentIndex(1 if dialog.form.side.currentIndex() != 1 else 2)
        window.checked(dialog)
    dialog.confirm()
    window.closed(dialog)
    written = "\n".join(record.getMessage() for record in caplog.records)
    assert f"{dialog.windowTitle().partition(' ')[0]}: done" in written
    assert "湖滨南路" not in written
