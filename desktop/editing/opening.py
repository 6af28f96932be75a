"""Opens the dialog of a verb on what is selected, or on what the last run left half typed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from db.domain.access import Actor
from db.domain.address import CITY
from db.domain.plan import Act
from db.store.queries import DivisionRow
from desktop.addresses.page import Desk
from desktop.editing.acts import Chosen, Spec, Verb
from desktop.editing.dialog import Heading, VerbDialog
from desktop.editing.form import Form, PartForm, PlainForm
from desktop.editing.form_bulk import BulkForm
from desktop.editing.form_edit import CorrectForm
from desktop.editing.form_new import AddForm, Below, below_node
from desktop.editing.form_place import MergeForm, MoveForm
from desktop.editing.form_split import SplitForm
from desktop.editing.operations import Loaded
from desktop.editing.words import several, short
from desktop.i18n import translate
from desktop.work.drafts import Draft

_PLAIN = {
    Verb.SUSPEND: Act.SUSPEND,
    Verb.RESTORE: Act.RESTORE,
    Verb.CANCEL: Act.CANCEL,
    Verb.VOID: Act.CANCEL,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A verb somebody asked for.

    Attributes:
        chosen: on what.
        loaded: the addresses as they stand.
        units: all administrative units.
    """

    verb: Verb
    spec: Spec
    chosen: Chosen
    loaded: Loaded
    units: Sequence[DivisionRow]

    @property
    def name(self) -> str:
        """The verb without what belongs to a menu."""
        plain = self.spec.name.partition("(&")[0]
        return plain.rstrip("… ")

    @property
    def subject(self) -> str:
        """What it is about."""
        texts = [row.full_text for row in self.loaded.rows]
        return several(texts) if texts else self.place_text

    @property
    def place_text(self) -> str:
        """The selected place as addresses below it begin."""
        district = f"{self.chosen.community[:6]}000000"
        name = next((unit.name for unit in self.units if unit.code == district), "")
        return CITY + name + self.chosen.name

    @property
    def draft(self) -> Draft:
        """What is kept of it, without fields yet."""
        title = translate("editing", "{verb} — {subject}").format(verb=self.name, subject=short(self.subject))
        chosen = self.chosen
        place = (chosen.place_id, chosen.name, chosen.community)
        return Draft(self.verb.value, title, chosen.ids, *place)


def open_dialog(desk: Desk, actor: Actor, asked: Asked, parent: QWidget) -> VerbDialog:
    """The dialog of a verb, not shown yet."""
    heading = Heading(
        asked.verb.value, asked.name, asked.draft.title, asked.subject, asked.spec.hint, _ok(asked)
    )
    return VerbDialog(desk, actor, _form(desk, actor, asked), heading, parent)


def _ok(asked: Asked) -> str:
    return (
        translate("editing", "确定(&O)") if asked.verb is not Verb.ADD else translate("editing", "新增(&O)")
    )


def _form(desk: Desk, actor: Actor, asked: Asked) -> Form:
    rows, verb = asked.loaded.rows, asked.verb
    if verb in _PLAIN:
        return PlainForm(rows, _PLAIN[verb])
    if verb is Verb.ADD:
        chosen = asked.chosen
        place = Below(chosen.place_id, asked.place_text, None, chosen.community)
        below = below_node(rows[0]) if rows else place
        return AddForm(replace(below, usual=asked.loaded.below), rows)
    if verb is Verb.MOVE:
        return MoveForm(desk, rows, asked.units, actor)
    if verb is Verb.BULK:
        return BulkForm(desk, rows, asked.units, actor)
    makers = {Verb.RENAME: PartForm, Verb.CORRECT: CorrectForm}
    if verb in makers:
        return makers[verb](rows)
    return MergeForm(desk, rows) if verb is Verb.MERGE else SplitForm(desk, rows)
