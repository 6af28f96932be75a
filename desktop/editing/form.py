"""What every verb's form has in common, and the two simplest: a new own part, and nothing to fill in at all."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from db.domain.address import NodeKind
from db.domain.errors import BadAddress
from db.domain.plan import Act, Edit, Plan
from db.domain.state import Legal
from db.store.queries import NodeRow
from desktop.editing.examples import part_hint
from desktop.editing.tasks import PlanTask, title_of
from desktop.editing.verdict import Task
from desktop.editing.words import edit_note
from desktop.i18n import translate
from desktop.shell.inks import bad_ink, paint
from desktop.terms import legal_term

LONGEST_PART = 40
_OPEN = (Legal.DRAFT.value, Legal.TO_VERIFY.value)


class Unfinished(Exception):
    """Something is still to be filled in; the text says what."""


class Form(QWidget):
    """The fields of one verb.

    Attributes:
        rows: the addresses it is about, with the versions that were shown.
        grid: where the fields stand.
        unit_names: communities by code, where the verb may change them.

    Signals:
        changed: something else stands in a field.
        grown: more is shown, and needs room.
    """

    changed = Signal()
    grown = Signal()

    def __init__(self, rows: Sequence[NodeRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = tuple(rows)
        self.unit_names: dict[str, str] = {}
        self.grid = QFormLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.hide()

    def task(self, day: str) -> Task:
        """What is wanted, to take hold on a day (``""``: when it is decided).

        Raises:
            Unfinished: something is still to be filled in.
            DomainError: what stands there cannot be meant.
        """
        raise Unfinished(day)

    def texts(self) -> Mapping[str, str]:
        """What stands in the fields, to be kept on disk."""
        return {}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Put back what was kept."""

    def renew(self, rows: Sequence[NodeRow]) -> None:
        """Go on from the addresses as they are now; what was typed stays."""
        self.rows = tuple(rows)

    def first(self) -> QWidget | None:
        """Where the keyboard begins; None leaves it to the dialog."""
        return None

    def add_problem_row(self) -> None:
        """Put the line for what is wrong under the fields added so far."""
        self.grid.addRow("", self._problem)

    def complain(self, text: str) -> None:
        """Say beside the fields what is wrong; ``""`` when nothing is."""
        paint(self._problem, bad_ink(self))
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def edits(self) -> tuple[Edit, ...]:
        """The addresses with their versions, nothing said about them yet."""
        return tuple(Edit(row.id, row.row_version) for row in self.rows)

    def names(self) -> list[str]:
        """The addresses by name."""
        return [row.full_text for row in self.rows]

    def plan_task(self, plan: Plan, becomes: str = "") -> PlanTask:
        """A plan with its title, and what it changes beside the texts; ``becomes`` of each address, in words."""
        rows = {row.id: row for row in self.rows}
        notes = {
            edit.node_id: becomes or edit_note(rows[edit.node_id], edit, self.unit_names)
            for edit in plan.edits
        }
        return PlanTask(plan, title_of(plan, self.names()), notes)


class PartForm(Form):
    """更名, 改号: another own part."""

    def __init__(self, rows: Sequence[NodeRow], parent: QWidget | None = None) -> None:
        super().__init__(rows, parent)
        self.part = QLineEdit(rows[0].own_text)
        self.part.setMaxLength(LONGEST_PART)
        self.part.setPlaceholderText(part_hint(NodeKind(rows[0].kind)))
        self.part.selectAll()
        self.part.textChanged.connect(self.changed)
        is_door = rows[0].kind == NodeKind.DOOR.value
        self._act = Act.RENUMBER if is_door else Act.RENAME
        name = translate("editing", "新号码(&N)") if is_door else translate("editing", "新名称(&N)")
        self.grid.addRow(name, self.part)
        self.add_problem_row()

    def task(self, day: str) -> Task:
        """Override Form."""
        text = self.part.text().strip()
        if not text or text == self.rows[0].own_text:
            raise Unfinished(
                translate("editing", "请填写新的写法，现在是「{text}」。").format(text=self.rows[0].own_text)
            )
        edit = Edit(self.rows[0].id, self.rows[0].row_version, own_text=text)
        return self.plan_task(Plan(self._act, (edit,), effective_on=day))

    def texts(self) -> Mapping[str, str]:
        """Override Form."""
        return {"own_text": self.part.text()}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Override Form."""
        self.part.setText(texts.get("own_text", self.part.text()))

    def first(self) -> QWidget:
        """Override Form."""
        return self.part


class PlainForm(Form):
    """停用, 恢复, 注销, 作废: only the addresses, the reason and the day."""

    def __init__(self, rows: Sequence[NodeRow], act: Act, parent: QWidget | None = None) -> None:
        super().__init__(rows, parent)
        self._act = act
        self.add_problem_row()

    def task(self, day: str) -> Task:
        """Override Form."""
        if not self.rows:
            raise BadAddress(field="node", text="", why="no_level")
        plan = Plan(self._act, self.edits(), effective_on=day)
        notes = {row.id: _becomes(self._act, row) for row in self.rows}
        ends_drafts = self._act is Act.CANCEL and all(row.legal in _OPEN for row in self.rows)
        title = title_of(plan, self.names(), "take_away" if ends_drafts else "")
        return PlanTask(plan, title, notes)


def _becomes(act: Act, row: NodeRow) -> str:
    """What an act without fields makes of an address; of one that ends it stands where its text would."""
    if act is Act.CANCEL:
        return legal_term(Legal.VOID.value if row.legal in _OPEN else Legal.CANCELLED.value)
    after = Legal.SUSPENDED if act is Act.SUSPEND else Legal.APPROVED
    template = translate("editing", "{before} → {after}")
    return template.format(before=legal_term(row.legal), after=legal_term(after.value))
