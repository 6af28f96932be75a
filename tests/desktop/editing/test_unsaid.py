"""A draft is edited without a word of why; the journal says at least what it was."""

import pytest

from desktop.editing.acts import Verb
from tests.desktop.editing.conftest import Window
from tests.journal import last_said

STREET = "厦门市思明区湖滨南路"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize(
    ("verb", "typed", "reason"),
    [
        (Verb.ADD, "", "直接编辑：新增下级"),
        (Verb.VOID, "", "直接编辑：作废草稿"),
        (Verb.VOID, "登记重复", "登记重复"),
        (Verb.RENAME, "", "直接编辑：更名 / 改号"),
    ],
)
def test_a_direct_edit_says_its_verb_unless_a_reason_is_typed(
    window: Window, verb: Verb, typed: str, reason: str
) -> None:
    window.go_to(STREET + "7号")
    window.verbs.actions[verb].trigger()
    dialog = window.dialog()
    dialog.reason_box.setText(typed)
    if verb is Verb.ADD:
        dialog.form.list.setPlainText("3幢")
    if verb is Verb.RENAME:
        dialog.form.part.setText("107号")
    window.checked(dialog)
    dialog.confirm()
    window.closed(dialog)
    assert last_said(window.desk.store) == ("address.edit", reason)
