"""The roles of a new account, each over a unit; roles that exclude each other are explained where they are chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Role, area_prefix, refuse_mixed_roles
from db.domain.errors import BadAccount
from db.services.coverage import UnitName
from desktop.i18n import translate
from desktop.system.account_words import role_text
from desktop.system.line_model import bad_ink
from desktop.terms import role_term
from desktop.widgets.area_chooser import AreaChooser

Chosen = tuple[Role, str]
_ROWS = 4


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an administrator may give roles.

    Attributes:
        units: to choose from.
        within: beginning of the codes he may give; ``""`` is everywhere.
        home: the unit chosen at first, the office's own district.
    """

    units: Sequence[UnitName]
    within: str
    home: str


class RoleField(QWidget):
    """One role over one unit.

    Signals:
        changed: another role or unit is chosen.
    """

    changed = Signal()

    def __init__(self, reach: Reach, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = QComboBox()
        for role in Role:
            self.role.addItem(role_term(role.value), role)
        self.area = AreaChooser(reach.units, reach.within)
        self.area.choose(reach.home)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.role)
        column.addWidget(self.area)
        self.role.currentIndexChanged.connect(self.changed)
        self.area.changed.connect(self.changed)

    def chosen(self) -> Chosen:
        """The role and the unit's short code."""
        return Role(self.role.currentData()), area_prefix(self.area.code())


class RolesForm(QWidget):
    """The form.

    Signals:
        changed: other roles are chosen.
    """

    changed = Signal()

    def __init__(self, reach: Reach, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Mapping[str, str] = {unit.code: unit.name for unit in reach.units}
        self.field = RoleField(reach)
        self.add_button = QPushButton(translate("accounts", "加入(&A)"), autoDefault=False)
        self.drop_button = QPushButton(translate("accounts", "移除(&M)"), autoDefault=False)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("accounts", "所选角色"))
        self.list.setMaximumHeight(self.fontMetrics().height() * (_ROWS + 2))
        self.note = QLabel()
        self.note.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.drop_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addLayout(buttons)
        column.addWidget(self.list)
        column.addWidget(self.note)
        self.add_button.clicked.connect(self.add)
        self.drop_button.clicked.connect(self._drop)
        self.field.changed.connect(self._look)
        self._look()

    def roles(self) -> tuple[Chosen, ...]:
        """The roles put into the list; the one being chosen when the list is empty."""
        return self._listed() or (self.field.chosen(),)

    def add(self) -> None:
        """Put the role being chosen into the list."""
        chosen = self.field.chosen()
        if chosen not in self._listed():
            item = QListWidgetItem(role_text(*chosen, self._names))
            item.setData(Qt.ItemDataRole.UserRole, chosen)
            self.list.addItem(item)
        self._look()

    def _drop(self) -> None:
        self.list.takeItem(self.list.currentRow() if self.list.currentRow() >= 0 else self.list.count() - 1)
        self._look()

    def _listed(self) -> tuple[Chosen, ...]:
        items = (self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count()))
        return tuple((Role(role), area) for role, area in items)

    def _look(self) -> None:
        held = [role for role, _ in self._listed()]
        mixed = conflict([*held, self.field.chosen()[0]])
        self.add_button.setEnabled(not mixed)
        self.drop_button.setEnabled(bool(held))
        only = translate("accounts", "可以加入多个角色；只有一个时不必加入，直接新建。")
        self.note.setStyleSheet(f"color: {bad_ink().name()}" if mixed else "")
        self.note.setText(mixed or ("" if held else only))
        self.changed.emit()


def conflict(roles: Sequence[Role]) -> str:
    """Why roles exclude each other, ``""`` when they do not."""
    try:
        refuse_mixed_roles("", roles)
    except BadAccount:
        return translate(
            "accounts", "系统管理员不办理业务，不能与其他角色放在同一个账号上。请为业务另建一个账号。"
        )
    return ""
