"""Puts the panel of rare characters at every text field of the program."""

from PySide6.QtWidgets import QApplication

from db.domain.access import Actor
from db.store.store import Store
from desktop.options import Options
from desktop.rare.fields import Field, FieldWatch
from desktop.work.runner import Runner


def install_rare_chars(
    app: QApplication, store: Store, actor: Actor, runner: Runner, options: Options
) -> FieldWatch:
    """Offer the panel in every text field of the program from now on; one panel at a time."""

    def choose(field: Field) -> None:
        from desktop.rare.dialog import (
            RareDialog,
        )  # brings the fonts' tables; the start of the window does without

        if not isinstance(QApplication.activeModalWidget(), RareDialog):
            RareDialog(field, store, actor, runner, options).open()

    return FieldWatch(app, choose)
