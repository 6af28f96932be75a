"""更正: the form that sets the columns of one address."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.domain.address import NodeKind
from db.domain.errors import BadAddress
from db.domain.geo import BadPoint, Datum, check
from db.domain.plan import Act, Edit, Plan
from db.domain.state import EXISTENCE, Existence
from db.store.queries import NodeRow
from desktop.address_terms import degrees, side_term
from desktop.editing.form import LONGEST_PART, Form, Unfinished
from desktop.editing.verdict import Task
from desktop.i18n import translate
from desktop.terms import existence_term

_MOST_FLOORS = 200
_DATUMS = ("CGCS2000", "GCJ-02", "BD-09")


def side_box(now: str | None) -> QComboBox:
    """A choice of the side of the street; with None, of a change."""
    box = QComboBox()
    for side in ("", "left", "right"):
        box.addItem(side_term(side), side)
    box.setCurrentIndex(max(0, box.findData(now or "")))
    return box


def existence_box(now: str, states: Collection[Existence] = tuple(Existence)) -> QComboBox:
    """A choice of the existence axis."""
    box = QComboBox()
    fill_existence(box, now, states)
    return box


def fill_existence(box: QComboBox, now: str, states: Collection[Existence]) -> None:
    """Offer states of the existence axis, one of them chosen; quietly."""
    was_blocked = box.blockSignals(True)
    box.clear()
    for state in states:
        box.addItem(existence_term(state.value), state.value)
    box.setCurrentIndex(max(0, box.findData(now)))
    box.blockSignals(was_blocked)


def floor_of(text: str) -> int | str:
    """A floor as typed; ``""`` is none.

    Raises:
        BadAddress: it is no floor.
    """
    clean = text.strip()
    if not clean:
        return ""
    try:
        floor = int(clean)
    except ValueError as error:
        raise BadAddress(field="floor", text=text, why="unreadable") from error
    if not -9 <= floor <= _MOST_FLOORS or not floor:
        raise BadAddress(field="floor", text=text, why="unreadable")
    return floor


def _degrees(text: str) -> float | None:
    clean = text.strip()
    if not clean:
        return None
    try:
        return float(clean)
    except ValueError as error:
        raise BadPoint("not_a_number") from error


def _said(row: NodeRow) -> dict[str, str]:
    """An address as the form shows it before anything is typed."""
    return {
        "own_text": row.own_text,
        "side": row.side,
        "floor": "" if row.floor is None else str(row.floor),
        "existence": row.existence,
        "lng": degrees(row.lng),
        "lat": degrees(row.lat),
        "datum": row.datum or _DATUMS[0],
    }


def _may_be(row: NodeRow) -> list[Existence]:
    """What a house is, and what it may become."""
    stands = Existence(row.existence)
    return [one for one in Existence if one is stands or one in EXISTENCE[stands]]


class CorrectForm(Form):
    """更正: what was entered wrongly."""

    def __init__(self, rows: Sequence[NodeRow], parent: QWidget | None = None) -> None:
        super().__init__(rows, parent)
        row = rows[0]
        self.part = QLineEdit(row.own_text)
        self.part.setMaxLength(LONGEST_PART)
        self.side = side_box(row.side)
        self.floor = QLineEdit("" if row.floor is None else str(row.floor))
        self.floor.setPlaceholderText(translate("editing", "地下填负数，如 -1"))
        self.existence = existence_box(row.existence, _may_be(row))
        self.lng, self.lat = QLineEdit(degrees(row.lng)), QLineEdit(degrees(row.lat))
        self.datum = QComboBox()
        self.datum.addItems(_DATUMS)
        self.datum.setCurrentText(row.datum)
        self._hint_at_point()
        self._build(is_door=row.kind == NodeKind.DOOR.value)
        for line in (self.part, self.floor, self.lng, self.lat):
            line.textChanged.connect(self.changed)
        for choice in (self.side, self.existence, self.datum):
            choice.currentIndexChanged.connect(self.changed)

    def _build(self, *, is_door: bool) -> None:
        self.grid.addRow(translate("editing", "本级名称(&N)"), self.part)
        self.grid.addRow(translate("editing", "街侧(&S)"), self.side)
        self.grid.addRow(translate("editing", "楼层(&F)"), self.floor)
        self.grid.addRow(translate("editing", "存在状态(&E)"), self.existence)
        self.grid.addRow(translate("editing", "经度(&G)"), self.lng)
        self.grid.addRow(translate("editing", "纬度(&T)"), self.lat)
        self.grid.addRow(translate("editing", "坐标系(&Z)"), self.datum)
        self.grid.setRowVisible(self.side, is_door)
        self.grid.setRowVisible(self.floor, not is_door)
        self.add_problem_row()

    def task(self, day: str) -> Task:
        """Override Form."""
        edit = self._edit()
        if edit.is_empty:
            raise Unfinished(translate("editing", "还没有改动。"))
        return self.plan_task(Plan(Act.CORRECT, (edit,)))

    def _edit(self) -> Edit:
        row, floor = self.rows[0], floor_of(self.floor.text())
        part, side = self.part.text().strip(), str(self.side.currentData())
        existence = str(self.existence.currentData())
        lng, lat, datum = self._point()
        return Edit(
            row.id,
            row.row_version,
            own_text=part if part != row.own_text else None,
            side=side if side != row.side else None,
            floor=floor if floor != ("" if row.floor is None else row.floor) else None,
            existence=existence if existence != row.existence else None,
            lng=lng,
            lat=lat,
            datum=datum,
            clear_point=row.lng is not None and not self.lng.text().strip(),
        )

    def _point(self) -> tuple[float | None, float | None, str | None]:
        """Where it lies, when that is said otherwise than it stands there; nothing when it is taken away."""
        row, datum = self.rows[0], self.datum.currentText()
        lng, lat = _degrees(self.lng.text()), _degrees(self.lat.text())
        if (lng is None) != (lat is None):
            raise Unfinished(translate("editing", "经度和纬度要一起填。"))
        shown = (degrees(row.lng), degrees(row.lat), row.datum or _DATUMS[0])
        if lng is None or lat is None or (degrees(lng), degrees(lat), datum) == shown:
            return None, None, None
        check((lng, lat), Datum(datum))
        return lng, lat, datum

    def _hint_at_point(self) -> None:
        has_point = self.rows[0].lng is not None
        hint = translate("editing", "还没有坐标")
        if has_point:
            hint = translate("editing", "留空即去掉坐标，待重新标注")
        for box in (self.lng, self.lat):
            box.setPlaceholderText(hint)

    def renew(self, rows: Sequence[NodeRow]) -> None:
        """Override Form: what was not touched says what the address says now."""
        before = _said(self.rows[0])
        super().renew(rows)
        now, typed = _said(self.rows[0]), self.texts()
        fill_existence(self.existence, typed["existence"], _may_be(self.rows[0]))
        self.fill({name: now[name] for name in typed if typed[name] == before[name]})
        self._hint_at_point()

    def texts(self) -> Mapping[str, str]:
        """Override Form."""
        return {
            "own_text": self.part.text(),
            "side": str(self.side.currentData()),
            "floor": self.floor.text(),
            "existence": str(self.existence.currentData()),
            "lng": self.lng.text(),
            "lat": self.lat.text(),
            "datum": self.datum.currentText(),
        }

    def fill(self, texts: Mapping[str, str]) -> None:
        """Override Form."""
        for name, line in (
            ("own_text", self.part),
            ("floor", self.floor),
            ("lng", self.lng),
            ("lat", self.lat),
        ):
            line.setText(texts.get(name, line.text()))
        for name, box in (("side", self.side), ("existence", self.existence)):
            box.setCurrentIndex(max(0, box.findData(texts.get(name, box.currentData()))))
        self.datum.setCurrentText(texts.get("datum", self.datum.currentText()))

    def first(self) -> QWidget:
        """Override Form."""
        return self.part
