"""Every level has examples of its own, which may be typed as they stand there."""

import pytest

from db.domain.address import ALLOWED_PARENTS, NodeKind, read_own
from desktop.editing.examples import list_hint, part_hint, pattern_hint
from desktop.editing.form_new import AddForm, Below


@pytest.mark.parametrize("hint", [list_hint, part_hint, pattern_hint])
def test_no_two_levels_share_their_examples(hint):
    assert len({hint(kind) for kind in NodeKind}) == len(NodeKind)


@pytest.mark.parametrize("above", list(NodeKind)[:-1])
def test_the_hint_of_new_addresses_follows_the_level(qtbot, above):
    form = AddForm(Below(1, "", above))
    qtbot.addWidget(form)
    below = [kind for kind in NodeKind if above in ALLOWED_PARENTS[kind]]
    for at, kind in enumerate(below):
        form.kind.setCurrentIndex(at)
        assert form.list.placeholderText() == list_hint(kind)


@pytest.mark.parametrize("kind", NodeKind)
def test_an_example_may_be_typed_as_it_stands(kind):
    for example in part_hint(kind).removeprefix("如 ").split("、"):
        assert read_own(kind, example).text == example
    for example in list_hint(kind).partition("：")[2].partition("；")[0].split("、"):
        assert read_own(kind, example)
