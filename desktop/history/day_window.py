"""The register of another day: tree on the left, list on the right, the day in a strip nobody overlooks."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.domain.clock import legal_date
from db.domain.timeline import ENDED, AddressOn
from db.services.history import ChildOn, Overview, PlaceOn
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.history import operations
from desktop.history.banner import DayBanner, day_field
from desktop.history.day_tree import PLACE, UNIT, DayTree, Key
from desktop.history.lines import Head, LineList, TextLine
from desktop.history.operations import Written
from desktop.history.scope import Scope
from desktop.i18n import translate
from desktop.terms import existence_term, kind_term, legal_term
from desktop.widgets.breadcrumb import Breadcrumb
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.on_screen import size_on_screen

_SIZE = (1060, 600)
_SETTLE_MS = 400


class DayWindow(ButtonDialog):
    """The window; closed, it waits to be shown again.

    Signals:
        node_chosen: (id) the address as it stands today is asked for.
        story_wanted: (id) its timeline is asked for.
        compare_wanted: (area code, day) the changes since that day are asked for.
    """

    node_chosen = Signal(object)
    story_wanted = Signal(object)
    compare_wanted = Signal(str, str)

    def __init__(
        self, desk: Desk, ask_path: AskPath = ask_export_path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask_path = ask_path
        self._serial = 0
        self._inside: list[AddressOn] = []
        self._back_to: list[int] = []
        self._to_mark: AddressOn | None = None
        self.on = ""
        self.setWindowTitle(translate("history", "某一天的地址库"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.banner = DayBanner(desk.store)
        self.date = day_field(desk.store, translate("history", "日期"))
        self.tree = DayTree()
        self.list = LineList(translate("history", "那一天的地址列表"))
        self.crumbs = Breadcrumb()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.now_button = _button(translate("history", "定位到现在的地址(&N)"))
        self.story_button = _button(translate("history", "沿革(&H)…"))
        self.export_button = _button(translate("history", "导出当前范围(&E)…"))
        self.compare_button = _button(translate("history", "与另一天比较(&C)…"))
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._build()
        self._connect()

    # -- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.year_button = _button(translate("history", "上年末(&L)"))
        self.today_button = _button(translate("history", "今天(&T)"))
        above = QHBoxLayout()
        above.setSpacing(8)
        label = QLabel(translate("history", "截至(&D)"))
        label.setBuddy(self.date)
        for widget in (label, self.date, self.year_button, self.today_button):
            above.addWidget(widget)
        above.addSpacing(16)
        above.addWidget(self.crumbs, 1)
        above.addWidget(self.list.offer_filter(self))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.tree)
        splitter.addWidget(self.list)
        for place, stretch in enumerate((3, 7)):
            splitter.setStretchFactor(place, stretch)
            splitter.setCollapsible(place, False)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.told, 1)
        for button in (self.now_button, self.story_button, self.export_button, self.compare_button):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addLayout(above)
        column.addWidget(splitter, 1)
        column.addLayout(below)
        size_on_screen(self, _SIZE)
        splitter.setSizes([self.width() * 3 // 10, self.width() * 7 // 10])

    def _connect(self) -> None:
        self._settle.timeout.connect(self.refresh)
        self.date.day_changed.connect(self._on_day)
        self.year_button.clicked.connect(self.show_last_year_end)
        self.today_button.clicked.connect(lambda: self.show_day(self._today()))
        self.tree.places_wanted.connect(self._load_places)
        self.tree.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.current_changed.connect(self._on_line)
        self.list.arranged.connect(self._say_count)
        self.crumbs.chosen.connect(self._on_crumb)
        self.now_button.clicked.connect(partial(self._with_address, self.node_chosen))
        self.story_button.clicked.connect(partial(self._with_address, self.story_wanted))
        self.export_button.clicked.connect(self.export)
        self.compare_button.clicked.connect(lambda: self.compare_wanted.emit(self._area(), self.on))
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list, self.list.copy, context=here)
        QShortcut(QKeySequence("Backspace"), self.list, self._go_up, context=here)
        QShortcut(QKeySequence("F5"), self, self.refresh)

    # -- the day ------------------------------------------------------------------------------------------------------

    def _today(self) -> str:
        return legal_date(self._desk.store.clock.now())

    def show_day(self, on: str, at: AddressOn | None = None) -> None:
        """Show the register of a day, at an address where it hung then."""
        self.date.set_day(on)
        self._to_mark = at
        if at is not None:
            self.tree.wanted = (PLACE, str(at.place_id), at.community_code)
            self._inside, self._back_to = [], list(at.above)
        self.refresh()

    def _on_day(self) -> None:
        if self.date.day():
            self._settle.start()
        else:
            told = translate("history", "请把日期写完整，如 2026-12-01；下面仍是 {day}。")
            self.told.setText(told.format(day=self.on))

    def show_last_year_end(self) -> None:
        """Show the last day of the year before this one: what most figures are asked for."""
        self.show_day(f"{int(self._today()[:4]) - 1}-12-31")

    def refresh(self) -> None:
        """Read the day anew, keeping the place as far down as it is there on that day.

        A way down that is not yet gone to its end is gone on with.
        """
        self._settle.stop()
        self._back_to = [*(one.id for one in self._inside), *self._back_to]
        self._inside = []
        self.on = self.date.day() or self.on  # one that is half typed waits
        self._serial += 1
        done = partial(self._on_overview, self._serial)
        self._desk.runner.start(operations.load_overview(self._desk.store, self.on, done), self)

    def _on_overview(self, serial: int, overview: Overview) -> None:
        if serial != self._serial:
            return
        self.banner.show_day(overview.on, overview.waiting)
        if any(unit.nodes for unit in overview.units):
            self.list.empty.say(
                translate("history", "这里没有地址"), translate("history", "在左边换一个区划或地名。")
            )
        else:
            self.list.empty.say(
                translate("history", "这一天还没有地址"),
                translate("history", "换一个较晚的日期；导入以前的历史不在库中。"),
            )
        self.list.show_lines((), ())
        self.tree.show_overview(overview, self._desk.store.district_code)
        self._show_way()
        if self.tree.key() is None:
            self._mark()

    # -- what is listed -----------------------------------------------------------------------------------------------

    def _load_places(self, community: str) -> None:
        done = partial(self._on_places, self._serial, community)
        self._desk.runner.start(operations.load_places(self._desk.store, community, self.on, done), self)

    def _on_places(self, serial: int, community: str, places: tuple[PlaceOn, ...]) -> None:
        if serial == self._serial:
            self.tree.show_places(community, places)
            if self.tree.key() == (UNIT, community, ""):
                self._show_below()

    def _on_chosen(self, key: Key) -> None:
        self._inside = []
        if key[0] == UNIT and self.tree.wanted is None:
            self._back_to = []
        self.list.clear_filter()  # what was looked for there is not what is looked for here
        if key[0] == PLACE:
            self._load_children(int(key[1]), key[2])
        else:
            self._show_below()

    def _show_below(self) -> None:
        heads = (
            Head(translate("history", "名称"), 26),
            Head(translate("history", "地址数"), 10, is_figure=True),
            Head("", 1),
        )
        lines = [TextLine(key, (name, f"{n:,}", "")) for key, name, n in self.tree.below()]
        self.list.show_lines(heads, lines)
        self._show_way()
        if self.tree.wanted is None:
            self._mark()

    def _load_children(self, parent: int, community: str = "") -> None:
        done = partial(self._on_children, self._serial, self.tree.key(), tuple(self._inside))
        load = operations.load_children(self._desk.store, (parent, community), self.on, done)
        self._desk.runner.start(load, self)

    def _on_children(
        self, serial: int, key: Key | None, inside: tuple[AddressOn, ...], found: tuple[ChildOn, ...]
    ) -> None:
        if (serial, key, inside) != (self._serial, self.tree.key(), tuple(self._inside)):
            return
        if self._go_back(found):
            return
        heads = (
            Head(translate("history", "名称"), 12),
            Head(translate("history", "级别"), 8),
            Head(translate("history", "法律状态"), 9),
            Head(translate("history", "存在"), 8),
            Head(translate("history", "下级"), 6, is_figure=True),
            Head(translate("history", "当日标准地址"), 22),
        )
        self.list.show_lines(heads, [_line(one) for one in found])
        self._show_way()
        self._mark()

    def _mark(self) -> None:
        """Put the cursor on the address that was come for, or say that it was not there."""
        wanted, self._to_mark = self._to_mark, None
        if wanted is None:
            return
        ids = [one.key.address.id if isinstance(one.key, ChildOn) else 0 for one in self.list.model.lines]
        if wanted.id in ids:
            self.list.view.selectRow(ids.index(wanted.id))
            self.list.view.setFocus()
        else:
            text = translate("history", "「{address}」{day}不在库中。")
            self.told.setText(text.format(address=wanted.full_text, day=self.on))

    def _go_back(self, found: tuple[ChildOn, ...]) -> bool:
        """One step down to where the hand was on the day shown before; False when it is there, or that is not."""
        wanted, self._back_to = self._back_to[:1], self._back_to[1:]
        below = next((one for one in found if one.address.id in wanted and one.children), None)
        if below is None:
            self._back_to = []
            return False
        self._inside.append(below.address)
        self._load_children(below.address.id)
        return True

    def _show_way(self) -> None:
        steps = [*self.tree.way(), *(one.own_text for one in self._inside)]
        self.crumbs.show_steps(steps)

    def _say_count(self) -> None:
        shown, every = len(self.list.model.lines), len(self.list.model.every)
        text = translate("history", "共 {n} 条").format(n=f"{every:,}")
        if self.list.model.arranged.narrows:
            text = translate("history", "{shown} / {n} 条").format(shown=f"{shown:,}", n=f"{every:,}")
        self.told.setText(text if every else "")
        self.export_button.setEnabled(bool(shown))

    # -- moving about -------------------------------------------------------------------------------------------------

    def _on_opened(self, key: object) -> None:
        if isinstance(key, ChildOn) and key.children:
            self._inside.append(key.address)
            self.list.clear_filter()
            self._load_children(key.address.id)
        elif isinstance(key, tuple):
            self.tree.select(key)

    def _on_crumb(self, step: int) -> None:
        for _ in range(len(self.tree.way()) + len(self._inside) - 1 - step):
            self._go_up()

    def _go_up(self) -> None:
        """One step towards the top."""
        key = self.tree.key()
        if self._inside:
            self._inside.pop()
            self.list.clear_filter()
            if self._inside:
                self._load_children(self._inside[-1].id)
            elif key is not None:
                self._load_children(int(key[1]), key[2])
            return
        item = self.tree.currentItem()
        if item is not None and item.parent() is not None:
            self.tree.setCurrentItem(item.parent())

    def _on_line(self, key: object) -> None:
        for button in (self.now_button, self.story_button):
            button.setEnabled(isinstance(key, ChildOn))

    def _with_address(self, signal: SignalInstance) -> None:
        key = self.list.key()
        if isinstance(key, ChildOn):
            signal.emit(key.address.id)

    # -- other verbs --------------------------------------------------------------------------------------------------

    def _area(self) -> str:
        key = self.tree.key()
        return "" if key is None else key[1] if key[0] == UNIT else key[2]

    def _scopes(self) -> tuple[Scope, ...]:
        """The addresses that are shown or stand below what is shown: a narrowed list stands for its lines alone."""
        keys = [line.key for line in self.list.model.lines]
        narrowed = self.list.model.arranged.narrows
        at = self.tree.key()
        if at is not None and at[0] == PLACE:
            below = {one.address.id for one in keys if isinstance(one, ChildOn)} if narrowed else None
            if below is None and self._inside:
                below = {self._inside[-1].id}
            return (Scope(at[2], {int(at[1])}, below),)
        if not narrowed:
            return (Scope(self._area()),)
        listed = [one for one in keys if isinstance(one, tuple)]
        roads = {int(one[1]) for one in listed if one[0] == PLACE}
        units = tuple(Scope(one[1]) for one in listed if one[0] == UNIT)
        return (*units, *((Scope(self._area(), roads),) if roads else ()))

    def export(self) -> None:
        """Write the addresses of what is shown on this day into a workbook."""
        name = "".join((*self.tree.way(), *(one.own_text for one in self._inside)))
        title = translate("history", "{name}地址（截至 {day}）").format(name=name, day=self.on)
        path = self._ask_path(self, title)
        if path:
            scopes = self._scopes()
            write = operations.export_day(self._desk.store, scopes, self.on, Path(path), self._on_written)
            self._desk.runner.start(write, self)

    def _on_written(self, written: Written) -> None:
        text = translate("history", "已导出 {n} 条到 {file}")
        self.told.setText(text.format(n=f"{written.rows:,}", file=written.path.name))


def _button(word: str) -> QPushButton:
    return QPushButton(word, autoDefault=False)


def _line(one: ChildOn) -> TextLine:
    address = one.address
    cells = (
        *(address.own_text, kind_term(address.kind), legal_term(address.legal)),
        *(existence_term(address.existence), f"{one.children.living:,}" if one.children else ""),
        address.full_text,
    )
    return TextLine(one, cells, is_muted=address.legal in ENDED)
