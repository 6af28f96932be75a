"""One form of ``killed_forms.py``, whose whole run is a matter of minutes."""

import pytest

from tests.conftest import copy_template
from tests.desktop import killed_forms


@pytest.fixture
def file(made_store, tmp_path):
    copied = tmp_path / "zhipai.db"
    copy_template(made_store, copied)
    return copied


@pytest.mark.parametrize("form", ["merge", "transfer.open"])
def test_what_stood_in_a_form_when_the_program_was_killed_stands_there_again(file, tmp_path, form):
    assert killed_forms.lost(file, tmp_path, (form,)) == []


@pytest.mark.parametrize("form", killed_forms.EVERY)
def test_something_is_typed_into_every_form(form):
    assert any(killed_forms.typed(form).values())
