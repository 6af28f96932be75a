"""What a 区划调整 would do, as a tree of lines: what speaks against it, units, addresses, accounts, and what goes along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from db.domain.redraw import RedrawKind, stem
from db.services.redraw import RedrawPreview
from desktop.editing.redraw_reasons import fault_text
from desktop.i18n import translate
from desktop.shell.inks import bad_ink
from desktop.terms import legal_term, role_term

APPLICATIONS, UNIT = "applications", "unit"
_WANTED = Qt.ItemDataRole.UserRole
_COUNT_PX = 72


class Consequences(QTreeWidget):
    """The tree; a line whose rows can be listed elsewhere opens them on Enter or a double click.

    Signals:
        wanted: (what, code) the rows behind a figure: ``applications``, or ``unit`` and its code.
    """

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("redraw", "影响"))
        self.setHeaderLabels([translate("redraw", "影响"), translate("redraw", "个数")])
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().resizeSection(1, _COUNT_PX)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.itemActivated.connect(self._on_activated)

    def say(self, text: str, *, bad: bool = False) -> None:
        """One line instead of everything."""
        self.clear()
        self._line(self.invisibleRootItem(), text, bad=bad)

    def show_preview(self, preview: RedrawPreview) -> None:
        """What the register says."""
        self.clear()
        root = self.invisibleRootItem()
        for fault in preview.faults:
            self._line(root, fault_text(fault), bad=fault.refuses)
        if preview.refused:
            return
        self._units(root, preview)
        self._addresses(root, preview)
        accounts = self._accounts(root, preview)
        self._along(root, preview)
        self.expandToDepth(0)
        for line in accounts:
            line.setExpanded(True)

    def _units(self, root: QTreeWidgetItem, preview: RedrawPreview) -> None:
        said = (
            (translate("redraw", "当天终止的单位"), preview.closing),
            (translate("redraw", "当天设立的单位"), preview.beginning),
        )
        for words, units in said:
            if not units:
                continue
            group = self._line(root, words, len(units))
            for unit in units:
                text = translate("redraw", "{name}（{code}）").format(name=unit.name, code=unit.code)
                self._line(group, text, wanted=(UNIT, unit.code))

    def _addresses(self, root: QTreeWidgetItem, preview: RedrawPreview) -> None:
        parts = preview.parts
        names = {heir.code: heir.name for heir in preview.redraw.heirs}
        group = self._line(root, translate("redraw", "调整后各单位得到的地址"), sum(parts.values()))
        for code, count in parts.items():
            texts = preview.first.get(code, ())
            self._name(self._line(group, names.get(code, code), count), texts, more=count > len(texts))
        legals = preview.legals
        shared = translate("redraw", "参加划分的地址（含已注销等）")
        moved = translate("redraw", "换社区的地址（含已注销等）")
        words = shared if preview.redraw.kind is RedrawKind.SPLIT else moved
        group = self._line(root, words, sum(legals.values()))
        for legal, count in legals.items():
            self._line(group, legal_term(legal), count)

    def _accounts(self, root: QTreeWidgetItem, preview: RedrawPreview) -> list[QTreeWidgetItem]:
        names = {stem(one.code): one.name for one in preview.beginning}
        names |= {stem(one.code): one.name for one in preview.redraw.heirs}
        group = self._line(root, translate("redraw", "范围随之改变的账号"), len(preview.accounts))
        for one in preview.accounts:
            words = translate("redraw", "{name}（{role}）")
            line = self._line(group, words.format(name=one.name, role=role_term(one.role)))
            for area in one.after:
                self._line(line, translate("redraw", "改管 {unit}").format(unit=names.get(area, area)))
        return [group.child(at) for at in range(group.childCount())]

    def _along(self, root: QTreeWidgetItem, preview: RedrawPreview) -> None:
        found = preview.beside
        rows = dict(found.rows)
        group = self._line(root, translate("redraw", "随同调整的其他内容"))
        for name, text, wanted in _named():
            self._counted(group, text, getattr(found, name), wanted, found.names.get(name, ()))
        self._counted(group, translate("redraw", "保存的视图和收藏"), found.views)
        for table, words in _tables().items():
            self._counted(group, words, rows.pop(table, 0))
        self._counted(group, translate("redraw", "其他记录"), sum(rows.values()))
        if not group.childCount():
            self._line(group, translate("redraw", "没有"))

    def _counted(
        self,
        group: QTreeWidgetItem,
        text: str,
        count: int,
        wanted: tuple[str, str] = ("", ""),
        names: tuple[str, ...] = (),
    ) -> None:
        """A line for what there is; what there is none of would only be in the way."""
        if count:
            self._name(self._line(group, text, count, wanted=wanted), names, more=count > len(names))

    def _name(self, line: QTreeWidgetItem, names: tuple[str, ...], *, more: bool) -> None:
        """Which they are, below a figure: the first of them."""
        for name in names:
            self._line(line, name)
        if names and more:
            self._line(line, translate("redraw", "……"))

    def _line(
        self,
        under: QTreeWidgetItem,
        text: str,
        count: int = -1,
        *,
        bad: bool = False,
        wanted: tuple[str, str] = ("", ""),
    ) -> QTreeWidgetItem:
        line = QTreeWidgetItem(under, [text, f"{count:,}" if count >= 0 else ""])
        line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.setToolTip(0, text)
        line.setData(0, _WANTED, wanted)
        if bad:
            line.setForeground(0, QColor(bad_ink(self)))
        return line

    def _on_activated(self, line: QTreeWidgetItem) -> None:
        what, code = line.data(0, _WANTED) or ("", "")
        if what:
            self.wanted.emit(what, code)


def _named() -> tuple[tuple[str, str, tuple[str, str]], ...]:
    """What is counted and named: the attribute, its words, what opens."""
    return (
        ("places", translate("redraw", "涉及的地名"), ("", "")),
        ("applications", translate("redraw", "未办结的申请"), (APPLICATIONS, "")),
        ("planned", translate("redraw", "待生效的变更"), (APPLICATIONS, "")),
    )


def _tables() -> dict[str, str]:
    return {
        "plate": translate("redraw", "门牌"),
        "plate_batch": translate("redraw", "未完成的制牌批次"),
        "package": translate("redraw", "检查包（收回后照常合并）"),
        "inspection_form": translate("redraw", "未交回的检查表"),
        "problem": translate("redraw", "未销号的问题"),
        "attachment": translate("redraw", "附件"),
        "person": translate("redraw", "人员记录"),
        "check_sheet": translate("redraw", "在外的核查表"),
        "map_layer": translate("redraw", "略图图层"),
    }
