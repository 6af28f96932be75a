"""新增下级: several new addresses below one, a line for each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from db.domain.address import ALLOWED_PARENTS, NodeKind, read_own
from db.domain.errors import BadAddress, DomainError
from db.domain.number import parse_list
from db.domain.state import BORN, Existence
from db.services.editing import Wish
from db.store.queries import NodeRow
from desktop.editing.examples import list_hint
from desktop.editing.form import Form, Unfinished
from desktop.editing.form_edit import existence_box, floor_of, side_box
from desktop.editing.tasks import AddTask
from desktop.editing.verdict import Task
from desktop.i18n import translate
from desktop.terms import kind_term

_LINES_SHOWN = 4
_MOST = 2_000
MARKS = re.compile(r"[,;\t\u3001\uff0c\uff1b]")
"""What stands between two of them, half or full width."""


@dataclass(frozen=True, slots=True)
class Below:
    """Where new addresses hang: a node, or a place looked at in a community.

    Attributes:
        kind: of the node; None for a place.
        community: only below a place.
        usual: kind most of what hangs there is of; ``""`` when nothing does.
    """

    id: int
    text: str
    kind: NodeKind | None
    community: str = ""
    usual: str = ""


def below_node(row: NodeRow) -> Below:
    """Below an address."""
    return Below(row.id, row.full_text, NodeKind(row.kind))


class AddForm(Form):
    """The form.

    Attributes:
        kind: the level.
        list: what they are called.
        existence: whether their houses stand yet.
    """

    def __init__(self, below: Below, rows: Sequence[NodeRow] = (), parent: QWidget | None = None) -> None:
        super().__init__(rows, parent)
        self._below = below
        self.kind, self.list = QComboBox(), QPlainTextEdit()
        self.side, self.floor = side_box(None), QLineEdit()
        self.existence = existence_box(Existence.EXISTS, BORN)
        for kind in NodeKind:
            if below.kind in ALLOWED_PARENTS[kind]:
                self.kind.addItem(kind_term(kind.value), kind.value)
        self.kind.setCurrentIndex(max(0, self.kind.findData(below.usual)))
        self.list.setTabChangesFocus(True)
        margins = 4 * int(self.list.document().documentMargin()) + 2 * self.list.frameWidth()
        self.list.setFixedHeight(_LINES_SHOWN * self.fontMetrics().lineSpacing() + margins)
        self.floor.setPlaceholderText(translate("editing", "可不填；地下填负数，如 -1"))
        self.grid.addRow(translate("editing", "级别(&K)"), self.kind)
        self.grid.addRow(translate("editing", "名称(&N)"), self.list)
        self.grid.addRow(translate("editing", "街侧(&S)"), self.side)
        self.grid.addRow(translate("editing", "楼层(&F)"), self.floor)
        self.grid.addRow(translate("editing", "存在状态(&E)"), self.existence)
        self.add_problem_row()
        self._on_kind()
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.list.textChanged.connect(self.changed)
        for choice in (self.side, self.existence):
            choice.currentIndexChanged.connect(self.changed)
        self.floor.textChanged.connect(self.changed)

    def _chosen_kind(self) -> NodeKind:
        return NodeKind(self.kind.currentData())

    def _on_kind(self) -> None:
        kind = self._chosen_kind()
        self.grid.setRowVisible(self.side, kind is NodeKind.DOOR)
        self.grid.setRowVisible(self.floor, kind is NodeKind.ROOM)
        self.list.setPlaceholderText(list_hint(kind))
        self.changed.emit()

    def task(self, day: str) -> Task:
        """Override Form."""
        self._look_at_level()
        wishes = self._wishes()
        if not wishes:
            raise Unfinished(translate("editing", "请填写要新增的地址，每行一个。"))
        return AddTask(self._below.id, self._below.text, self._below.community, wishes)

    def _wishes(self) -> tuple[Wish, ...]:
        kind = self._chosen_kind()
        parts = [part for line in self.list.toPlainText().splitlines() for part in _parts(kind, line)]
        if len(parts) > _MOST:
            raise BadAddress(field=kind.value, text=f"{len(parts)} > {_MOST}", why="too_many")
        floor = floor_of(self.floor.text()) if kind is NodeKind.ROOM else ""
        side = str(self.side.currentData()) if kind is NodeKind.DOOR else ""
        said = (floor if isinstance(floor, int) else None, side, Existence(self.existence.currentData()))
        return tuple(Wish(kind, part, *said) for part in parts)

    def _look_at_level(self) -> None:
        """Say which level a text is one of, when it is none of the chosen one."""
        chosen = self._chosen_kind()
        offered = [NodeKind(self.kind.itemData(place)) for place in range(self.kind.count())]
        parts = [part.strip() for part in MARKS.split(self.list.toPlainText().replace("\n", ";"))]
        odd = next((part for part in parts if part and not _fits(chosen, part)), "")
        for other in offered if odd else ():
            if _fits(other, odd):
                words = translate(
                    "editing", "「{text}」不是{kind}的写法，是{other}的：请把级别改为「{other}」。"
                )
                named = {"kind": kind_term(chosen.value), "other": kind_term(other.value)}
                raise Unfinished(words.format(text=odd, **named))

    def texts(self) -> Mapping[str, str]:
        """Override Form."""
        return {
            "kind": str(self.kind.currentData()),
            "list": self.list.toPlainText(),
            "side": str(self.side.currentData()),
            "floor": self.floor.text(),
            "existence": str(self.existence.currentData()),
        }

    def fill(self, texts: Mapping[str, str]) -> None:
        """Override Form."""
        self.kind.setCurrentIndex(max(0, self.kind.findData(texts.get("kind", ""))))
        self.list.setPlainText(texts.get("list", ""))
        self.side.setCurrentIndex(max(0, self.side.findData(texts.get("side", ""))))
        self.floor.setText(texts.get("floor", ""))
        self.existence.setCurrentIndex(max(0, self.existence.findData(texts.get("existence", ""))))

    def first(self) -> QWidget:
        """Override Form."""
        return self.list


def _parts(kind: NodeKind, line: str) -> list[str]:
    """What is called for in a line; a list of doors may hold ranges."""
    if not line.strip():
        return []
    if kind is NodeKind.DOOR:
        return [str(number) for number in parse_list(line.strip())]
    return [part.strip() for part in MARKS.split(line) if part.strip()]


def _fits(kind: NodeKind, text: str) -> bool:
    """Whether a text reads as an own part of a level."""
    try:
        _ = list(parse_list(text)) if kind is NodeKind.DOOR else read_own(kind, text)
    except DomainError:
        return False
    return True
