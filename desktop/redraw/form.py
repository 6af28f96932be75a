"""The fields of a 区划调整: what happens to which units, what stands afterwards, who takes what."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from db.domain.redraw import COMMUNITY, SUBDISTRICT, Heir, Redraw, RedrawKind
from desktop.i18n import translate
from desktop.redraw.cell_table import CellTable
from desktop.redraw.operations import Ground, Names
from desktop.redraw.parts import (
    Sources,
    kind_words,
    level_words,
    missing_words,
    parent_of,
    row_of,
    share_cells,
    shares_of,
    title_words,
    unit_cells,
)
from desktop.widgets.area_chooser import AreaChooser
from desktop.widgets.day_field import DayField

_CODE, _NAME = 0, 1
_LONGEST = 60
_LEAST = {RedrawKind.SPLIT: 2}


class RedrawForm(QWidget):
    """The fields.

    Attributes:
        kind, level, chooser, add_unit, old, heirs, parent, shares, rest, day, document: in the order of the form.

    Signals:
        changed: something else stands in it.
    """

    changed = Signal()

    def __init__(self, ground: Ground, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._sources = ground, sources
        self._names = {unit.code: unit.name for unit in ground.standing}
        self._filling = False
        self._serial = 0
        self._split_of = ""
        self.kind, self.level, self.parent_box, self.rest = (QComboBox() for _ in range(4))
        self.chooser = AreaChooser([one for one in ground.standing if not one.hidden], ground.district[:6])
        self.add_unit = QPushButton(translate("redraw", "加入(&J)"))
        joined = (translate("redraw", "加入"), translate("redraw", "移去(&V)"))
        self.old = CellTable(translate("redraw", "要调整的单位"), unit_cells(fixed=True), joined)
        added = (translate("redraw", "添加单位(&U)"), translate("redraw", "去掉(&X)"))
        self.heirs = CellTable(translate("redraw", "调整后的单位"), unit_cells(), added)
        self.shares = CellTable(
            translate("redraw", "划分"),
            share_cells(()),
            (translate("redraw", "添加划分(&H)"), translate("redraw", "去掉(&Y)")),
        )
        self.day, self.document = DayField(ground.today, first=ground.today), QLineEdit()
        self._build()
        self._connect()
        self._arrange()

    # -- what it looks like -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        for kind, word in kind_words().items():
            self.kind.addItem(word, kind.value)
        for level, word in level_words().items():
            self.level.addItem(word, level)
        for unit in self._ground.standing:
            if (
                unit.level == SUBDISTRICT
                and unit.code.startswith(self._ground.district[:6])
                and not unit.hidden
            ):
                self.parent_box.addItem(unit.name, unit.code)
        self.old.add.hide()
        self.add_unit.setAutoDefault(False)
        self.document.setMaxLength(_LONGEST)
        self.document.setPlaceholderText(translate("redraw", "如：厦府〔2026〕8号"))
        self.grid = QFormLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(6)
        self.grid.addRow(translate("redraw", "事项(&K)"), row_of(self.kind, self.level))
        self.grid.addRow(
            translate("redraw", "单位(&W)"), row_of(self.chooser, self.add_unit, stretch=self.chooser)
        )
        self.grid.addRow("", self.old)
        self.grid.addRow(translate("redraw", "新上级(&E)"), self.parent_box)
        self.grid.addRow(translate("redraw", "调整后"), self.heirs)
        self.grid.addRow(translate("redraw", "划分"), self.shares)
        self.grid.addRow(translate("redraw", "其余归(&T)"), self.rest)
        dates = row_of(
            self.day, QLabel(translate("redraw", "批文文号(&M)")), self.document, stretch=self.document
        )
        self.grid.addRow(translate("redraw", "生效日期(&D)"), dates)
        label = dates.findChild(QLabel)
        if label is not None:
            label.setBuddy(self.document)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.level.currentIndexChanged.connect(self._on_level)
        self.chooser.changed.connect(self._on_unit)
        self.add_unit.clicked.connect(self._add_chosen)
        self.old.changed.connect(self._on_old)
        self.parent_box.currentIndexChanged.connect(self._propose_first)
        self.heirs.add.clicked.connect(lambda: self._add_heir(by_hand=True))
        self.heirs.changed.connect(self._on_heirs)
        self.shares.add.clicked.connect(self._add_share)
        self.shares.changed.connect(self._tell)
        self.rest.currentIndexChanged.connect(self._tell)
        self.day.day_changed.connect(self._tell)
        self.document.textChanged.connect(self._tell)

    def _arrange(self) -> None:
        """Show the fields that the kind asks for."""
        kind = self.kind_now()
        self.grid.setRowVisible(self.parent_box, kind is RedrawKind.TRANSFER)
        self.grid.setRowVisible(self.shares, kind is RedrawKind.SPLIT)
        self.grid.setRowVisible(self.rest, kind is RedrawKind.SPLIT)
        numbered = kind is RedrawKind.SPLIT and self.level_now() == COMMUNITY
        for at in (1, 2, 3):
            self.shares.view.setColumnHidden(at, not numbered)
        self.heirs.add.setVisible(kind is RedrawKind.SPLIT)
        self.heirs.drop.setVisible(kind is RedrawKind.SPLIT)
        self.heirs.set_least(_LEAST.get(kind, 1))
        self.grid.setRowVisible(self.old, kind is RedrawKind.MERGE)
        self.add_unit.setVisible(kind is RedrawKind.MERGE)
        self._offer_joining()

    # -- what stands in it ------------------------------------------------------------------------------------------

    def kind_now(self) -> RedrawKind:
        """What is to happen."""
        return RedrawKind(self.kind.currentData())

    def level_now(self) -> int:
        """To which sort of unit."""
        return int(self.level.currentData())

    def redraw(self) -> Redraw:
        """What stands in the fields; whether it can be is for the register to say."""
        kind, level = self.kind_now(), self.level_now()
        transfer = kind is RedrawKind.TRANSFER
        heirs = tuple(
            Heir(code, name, str(self.parent_box.currentData() or "") if transfer else parent_of(code, level))
            for code, name in self.heirs.lines()
        )
        split = kind is RedrawKind.SPLIT
        return Redraw(
            kind=kind,
            level=level,
            old=tuple(code for code, _name in self.old.lines()),
            heirs=heirs,
            document=self.document.text().strip(),
            effective_on=self.day.day(),
            shares=shares_of(level, self.shares.lines()) if split else (),
            rest=str(self.rest.currentData() or "") if split else "",
        )

    def missing(self) -> str:
        """What has to be filled in before anything can be asked; ``""`` when nothing."""
        tables = (self.old.lines(), self.heirs.lines(), self.shares.lines())
        told = missing_words(tables, self.document.text())
        return told or ("" if self.day.day() else translate("redraw", "请把生效日期填写完整，不早于今天。"))

    def is_typed(self) -> bool:
        """Whether more than choices stands in it."""
        names = [name for _code, name in self.heirs.lines() if name]
        return bool(
            self.document.text().strip() or self.shares.lines() or set(names) - set(self._names.values())
        )

    def title(self) -> str:
        """What the application is called in lists."""
        return title_words(self.kind.currentText(), self.old.lines(), self.heirs.lines())

    # -- keeping it over a crash ------------------------------------------------------------------------------------

    def text(self) -> str:
        """Everything in it, to be put back."""
        said: dict[str, Any] = {name: box.currentData() for name, box in self._boxes().items()}
        said |= {name: table.lines() for name, table in self._tables().items()}
        said |= {"document": self.document.text(), "day": self.day.text()}
        said["unit"] = self.chooser.code()
        return json.dumps(said, ensure_ascii=False)

    def put(self, text: str) -> None:
        """Put back what ``text`` gave."""
        said = json.loads(text)
        with self._quiet():
            for name in ("kind", "level"):
                box = self._boxes()[name]
                box.setCurrentIndex(max(0, box.findData(said[name])))
            self.chooser.choose(said.get("unit", ""))
            for name, table in self._tables().items():
                table.show_lines(said[name])
            self._offer_heirs()
            for name in ("parent", "rest"):
                box = self._boxes()[name]
                box.setCurrentIndex(max(0, box.findData(said[name])))
            self.shares.show_lines(said["shares"])
            self.document.setText(said["document"])
            self.day.setText(said["day"])
        self._load_split(said["shares"])
        self._arrange()
        self.changed.emit()

    def _boxes(self) -> dict[str, QComboBox]:
        return {"kind": self.kind, "level": self.level, "parent": self.parent_box, "rest": self.rest}

    def _tables(self) -> dict[str, CellTable]:
        return {"old": self.old, "heirs": self.heirs, "shares": self.shares}

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        self._filling = True
        try:
            yield
        finally:
            self._filling = False

    # -- following what is typed ------------------------------------------------------------------------------------

    def start_with(self, code: str) -> None:
        """Begin with a unit that was selected elsewhere."""
        level = SUBDISTRICT if code.endswith("000") and not code.endswith("000000") else COMMUNITY
        self.level.setCurrentIndex(self.level.findData(level))
        self.chooser.choose(code)
        self._on_unit()

    def _tell(self, *_what: object) -> None:
        if not self._filling:
            self.changed.emit()

    def _on_kind(self) -> None:
        if self._filling:
            return
        self._arrange()
        if self.kind_now() is RedrawKind.MERGE or self.old.lines() == self._one_line():
            self._on_old()
        else:
            self._on_unit()

    def _one_line(self) -> list[tuple[str, ...]]:
        code = self._chosen()
        return [(code, self._names.get(code, ""))] if code else []

    def _on_level(self) -> None:
        if not self._filling:
            self.old.show_lines(self._one_line() if self.kind_now() is not RedrawKind.MERGE else ())
            self._arrange()

    def _chosen(self) -> str:
        """The unit chosen above, when it is one of the level."""
        code = self.chooser.code()
        fits = code.endswith("000") == (self.level_now() == SUBDISTRICT) and not code.endswith("000000")
        return code if fits else ""

    def _on_unit(self) -> None:
        """Of all kinds but a merger there is one unit: the chosen one; a community, once one is chosen."""
        self._offer_joining()
        if not self._filling and self.kind_now() is not RedrawKind.MERGE:
            if not self.chooser.code().endswith("000"):
                self.level.setCurrentIndex(self.level.findData(COMMUNITY))
            self.old.show_lines(self._one_line())

    def _offer_joining(self) -> None:
        """Only a unit of the level can be joined."""
        self.add_unit.setEnabled(bool(self._chosen()))
        self.add_unit.setToolTip("" if self._chosen() else translate("redraw", "请先选好要合并的单位"))

    def _add_chosen(self) -> None:
        code = self._chosen()
        if code and code not in {one for one, _name in self.old.lines()}:
            self.old.append((code, self._names.get(code, "")))
        box = self.chooser.boxes[-1 if self.level_now() == COMMUNITY else -2]  # for the next one
        box.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_old(self) -> None:
        if self._filling:
            return
        self._begin_heirs()
        self._arrange()
        self._tell()

    def _begin_heirs(self) -> None:
        """What would stand afterwards, to be changed by hand."""
        self._serial += 1  # a code still on its way is for what stood there before
        old = self.old.lines()
        kind = self.kind_now()
        with self._quiet():
            self.heirs.show_lines(old[:1])
            self.shares.show_lines(())
        self._offer_heirs()
        if not old:
            return
        if kind is RedrawKind.TRANSFER:
            self._leave_parent(parent_of(old[0][_CODE], self.level_now()))
            self._propose_first()
        elif kind is RedrawKind.SPLIT:
            self._add_heir()
            self._load_split(())

    def _leave_parent(self, own: str) -> None:
        """Offer another parent than the one it has."""
        if self.parent_box.currentData() == own and self.parent_box.count() > 1:
            with self._quiet():
                self.parent_box.setCurrentIndex(0 if self.parent_box.currentIndex() else 1)

    def _propose_first(self) -> None:
        """A transferred unit gets a code of its new parent."""
        parent, old = str(self.parent_box.currentData() or ""), self.old.lines()
        if self._filling or not old or not parent or self.kind_now() is not RedrawKind.TRANSFER:
            return
        name = self.heirs.lines()[0][_NAME] if self.heirs.lines() else old[0][_NAME]
        self._take_code(parent, (), lambda code: self.heirs.show_lines(((code, name),)))

    def _take_code(self, parent: str, taken: tuple[str, ...], use: Callable[[str], None]) -> None:
        """Ask for a code; it is used unless something else was chosen meanwhile."""
        serial = self._serial

        def on_code(code: str) -> None:
            if serial == self._serial:
                use(code)

        self._sources.propose(parent, self.old.lines()[0][_CODE], taken, on_code)

    def _add_heir(self, *, by_hand: bool = False) -> None:
        old = self.old.lines()
        if not old:
            return
        parent = parent_of(old[0][_CODE], self.level_now())
        taken = tuple(code for code, _name in self.heirs.lines())

        def use(code: str) -> None:
            if code in {one for one, _name in self.heirs.lines()}:  # two were asked for at once
                self._add_heir(by_hand=by_hand)
            else:
                self.heirs.append((code, ""))
                if by_hand:
                    self.heirs.type_into(_NAME)

        self._take_code(parent, taken, use)

    def _on_heirs(self) -> None:
        if not self._filling:
            self._offer_heirs()
            self._tell()

    def _offer_heirs(self) -> None:
        """Let the shares and the rest go to what stands afterwards."""
        heirs = tuple((code, name or code) for code, name in self.heirs.lines())
        self.shares.offer(4, heirs or (("", "—"),))
        kept = self.rest.currentData()
        self.rest.blockSignals(True)
        self.rest.clear()
        for code, name in heirs:
            self.rest.addItem(name, code)
        self.rest.setCurrentIndex(max(0, self.rest.findData(kept)))
        self.rest.blockSignals(False)

    def _load_split(self, lines: Any) -> None:
        """What can be shared out: places of a community, communities of a subdistrict."""
        if self.kind_now() is not RedrawKind.SPLIT or not self.old.lines():
            return
        code = self._split_of = self.old.lines()[0][_CODE]
        if self.level_now() == SUBDISTRICT:
            below = [one for one in self._ground.standing if one.parent_code == code]
            self.shares.offer(0, tuple((one.code, one.name) for one in below) or (("", "—"),))
            return

        def on_names(names: Names) -> None:
            if self._split_of == code:
                self.shares.offer(0, share_cells(names)[0].choices)
                if lines:
                    self.shares.show_lines(lines)

        self._sources.load_names(code, on_names)

    def _add_share(self) -> None:
        heirs = [code for code, _name in self.heirs.lines()]
        first = next(iter(self.shares.cells[0].choices), ("", ""))[0]
        self.shares.append((first, "", "", "", heirs[-1] if heirs else ""))
        self.shares.type_into(0)
