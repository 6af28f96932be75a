"""区域: who answers for which unit, and the units where something can be done by nobody."""

from PySide6.QtWidgets import QWidget

from db.domain.access import Actor, Role
from db.services.coverage import UnitCover
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.i18n import translate
from desktop.system import account_operations as operations
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.terms import role_term

_SHOWN = (Role.CLERK, Role.AREA_CLERK, Role.CHIEF, Role.PRINTER, Role.INSPECTOR)
_MISSING = 1


class AreasSection(Section):
    """The section."""

    concerns = ("actor", "actor_role", "division")

    def __init__(
        self, desk: Desk, actor: Actor, ask_path: AskPath = ask_export_path, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        columns = [
            Column(translate("accounts", "区域"), 27),
            Column(translate("accounts", "空缺"), 9),
            *(Column(role_term(role.value), 9) for role in _SHOWN),
        ]
        self.list = LineTable(translate("accounts", "区域与人员"), columns)
        self.list.offer_groups(
            (
                ("", translate("accounts", "全部区域")),
                ("missing", translate("accounts", "有空缺的")),
                ("covered", translate("accounts", "没有空缺的")),
            )
        )
        self.list.say_empty(
            translate("accounts", "没有行政区划"), translate("accounts", "建库时会带入区、镇街和社区。")
        )
        self.table = self.list
        self.head(
            translate(
                "accounts",
                "每个区、镇街、社区由谁管。括号里的人管的是上级区域。有空缺时，请在「账号」里给同事增加角色。",
            ),
            (),
        )
        self.body.addWidget(self.list, 1)
        self.refresh()

    def refresh(self) -> None:
        """Read who covers what again."""
        self.start(operations.load_coverage(self._desk.store, self._show))

    def _show(self, units: tuple[UnitCover, ...]) -> None:
        self.list.show_lines([_line(unit) for unit in units])
        empty = sum(bool(unit.missing) for unit in units)
        if empty:
            words = translate("accounts", "{n} 个区域没有人可以录入或审批。")
            self.say(words.format(n=f"{empty:,}"), bad=True)
        else:
            self.say(translate("accounts", "每个区域都有人可以录入和审批。"))


def _line(unit: UnitCover) -> Line:
    words = {"enter": translate("accounts", "录入"), "approve": translate("accounts", "审批")}
    missing = translate("accounts", "、").join(words[one] for one in unit.missing)
    cells = ("".join(unit.path), missing or "—", *(_people(unit, role) for role in _SHOWN))
    bad = frozenset({_MISSING}) if missing else frozenset()
    return Line(unit.code, cells, bad=bad, group="missing" if missing else "covered")


def _people(unit: UnitCover, role: Role) -> str:
    own = [one.name for one in unit.held if one.role is role and not one.inherited]
    above = [one.name for one in unit.held if one.role is role and one.inherited]
    between = translate("accounts", "、")
    inherited = translate("accounts", "（{names}）").format(names=between.join(above)) if above else ""
    return (between.join(own) + inherited) or "—"
