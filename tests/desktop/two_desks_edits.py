"""What one clerk does and the other windows show."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtTest import QTest

from db.domain.views import NewView, ViewKind
from db.services import views
from db.services.accounts import find_actor
from desktop.editing.acts import Verb
from desktop.places.dialogs import NewPlaceDialog, ReasonDialog
from desktop.places.page import PlacesPage
from tests.desktop.addresses.register import NEIGHBOUR
from tests.desktop.two_desks_hands import ESTATE, STREET, Hands
from tests.desktop.two_desks_kit import Step, choose, press

NEW_NAME = "白鹭洲滨路"
_BOTH = ("peer", "chief")
SEEN = {
    **dict.fromkeys(("改号：树", "改号：列表", "改号：详情", "改号：搜索结果", "新增", "移出社区"), _BOTH),
    **dict.fromkeys(("批量编辑", "撤销", "重做", "生成：楼盘表", "注销申请：列表", "登记地名"), _BOTH),
    **dict.fromkeys(("注销批准：列表", "注销批准：申请列表", "批准地名"), ("peer",)),
    "收藏与视图": ("peer",),
}
"""By event of the journal, whose windows are looked at."""


class Edits(Hands):
    """The clerk works, the others look."""

    def see_each_other(self) -> Iterator[Step]:
        """Every verb of one desk on the screens of the others."""
        for part in (
            *(self._renumber, self._search, self._add, self._move, self._bulk, self._turn, self._block),
            *(self._cancel, self._names, self._views),
        ):
            yield from self._together(part.__name__)
            yield from part()

    def _together(self, name: str) -> Iterator[Step]:
        self.note(f"at{name}")
        yield self.noted(f"at{name}")

    def _is_clerk(self) -> bool:
        return self.login == "clerk"

    def _saw(self, *events: str) -> None:
        for event in events:
            self.facts.setdefault(event, time.time())

    def _look(self, seen: dict[str, Callable[[], bool]]) -> Iterator[Step]:
        """Note the moment at which each thing is on the screen."""
        wanted = dict(seen)

        def all_seen() -> bool:
            for event, there in list(wanted.items()):
                if there():
                    self._saw(event)
                    del wanted[event]
            return not wanted

        yield all_seen

    def _ready(self, name: str) -> Iterator[Step]:
        """The others stand where they shall look; the clerk waits for them."""
        if self._is_clerk():
            yield self.noted(f"looks{name}")
        else:
            self.note(f"looks{name}")

    # -- verbs --------------------------------------------------------------------------------------------------------

    def _renumber(self) -> Iterator[Step]:
        yield from self.go_to(STREET + "7号")
        yield lambda: "7号" in self.lines()
        yield from self._ready("renumber")
        if self._is_clerk():
            yield from self.open_verb(Verb.RENAME)
            self.form.part.setText("107号")
            yield from self.confirm()
            for part in ("树", "列表", "详情"):
                self.entered(f"改号：{part}")
        else:
            yield from self._look(
                {
                    "改号：树": lambda: "107号" in self.tree(),
                    "改号：列表": lambda: "107号" in self.lines(),
                    "改号：详情": lambda: STREET + "107号" in self.detail(),
                }
            )
            self.take("11-renumbered")

    def _search(self) -> Iterator[Step]:
        box = self.page.search
        if not self._is_clerk():
            self.window().activateWindow()
            self.page.focus_search()
            yield box.hasFocus
            box.clear()
            QTest.keyClicks(box, "hbnl107")
            yield lambda: any(hit.full_text == STREET + "107号" for hit in box.hits.hits)
            self.take("12-hits")
        yield from self._ready("search")
        if self._is_clerk():
            yield from self.go_to(STREET + "107号")
            yield from self.open_verb(Verb.RENAME)
            self.form.part.setText("1071号")
            yield from self.confirm()
            self.entered("改号：搜索结果")
        else:
            yield from self._look(
                {
                    "改号：搜索结果": lambda: (
                        box.panel.isVisible()
                        and any(hit.full_text == STREET + "1071号" for hit in box.hits.hits)
                    )
                }
            )
            self.take("12-hits-again")
            box.clear()

    def _add(self) -> Iterator[Step]:
        yield from self.go_to_street(STREET + "8号")
        yield from self._ready("add")
        if self._is_clerk():
            yield from self.open_verb(Verb.ADD)
            self.form.list.setPlainText("901号\n903号")
            yield from self.confirm()
            self.entered("新增")
        else:
            yield from self._look({"新增": lambda: {"901号", "903号"} <= {*self.lines()} & {*self.tree()}})

    def _move(self) -> Iterator[Step]:
        yield from self.go_to_street(STREET + "8号")
        yield from self._ready("move")
        if self._is_clerk():
            yield from self.select("8号")
            yield from self.open_verb(Verb.MOVE)
            self.form.has_area.setChecked(True)
            self.form.area.choose(NEIGHBOUR)
            yield from self.confirm()
            self.entered("移出社区")
        else:
            yield from self._look(
                {"移出社区": lambda: "9号" in self.lines() and "8号" not in {*self.lines(), *self.tree()}}
            )

    def _bulk(self) -> Iterator[Step]:
        yield from self.go_to(STREET + "12号")
        yield from self._ready("bulk")
        if self._is_clerk():
            yield from self.go_to_street(STREET + "12号")
            yield from self.select("12号", "14号", "16号")
            yield from self.open_verb(Verb.BULK)
            form = self.form
            form.column.setCurrentIndex(form.column.findData("side"))
            form.side.setCurrentIndex(form.side.findData("left"))
            yield from self.confirm()
            self.entered("批量编辑")
        else:
            yield from self._look({"批量编辑": lambda: "左侧" in self.detail()})
            self.take("13-bulk")

    def _turn(self) -> Iterator[Step]:
        yield from self._ready("turn")
        if not self._is_clerk():
            yield from self._look({"撤销": lambda: "左侧" not in self.detail() and "12号" in self.detail()})
            self.note("saw-undo")
            yield from self._look({"重做": lambda: "左侧" in self.detail()})
            return
        self.verbs.look_again()
        yield self.verbs.undo.isEnabled
        choose(self.window(), "撤销")
        yield self.verbs.redo.isEnabled
        self.entered("撤销")
        yield self.noted("saw-undo")
        yield self.verbs.redo.isEnabled
        choose(self.window(), "重做")
        yield lambda: not self.verbs.redo.isEnabled() and not self.verbs._turning
        self.entered("重做")

    def _block(self) -> Iterator[Step]:
        yield from self.go_to(ESTATE + "1幢")
        blocks = self.window().blocks
        if not self._is_clerk():
            choose(self.window(), "楼盘表")
            yield lambda: blocks.window is not None and "2 层" in blocks.window.view.sheet().rows
        yield from self._ready("block")
        if self._is_clerk():
            choose(self.window(), "批量生成")
            yield lambda: blocks.dialog is not None
            dialog = blocks.dialog
            assert dialog is not None
            for name, text in (("stairs", "1"), ("floors", "3")):
                getattr(dialog.form, name).setText(text)
            yield lambda: dialog.preview is not None and dialog.go.isEnabled()
            press(dialog.go)
            yield lambda: blocks.dialog is None
            self.entered("生成：楼盘表")
        else:
            window = blocks.window
            assert window is not None
            yield from self._look({"生成：楼盘表": lambda: "3 层" in window.view.sheet().rows})
            self.take("14-building")
            window.close()

    def _cancel(self) -> Iterator[Step]:
        yield from self.go_to_street(STREET + "11号")
        if not self._is_clerk():
            self.verbs.show_applications()
            yield lambda: self.verbs.queue is not None and self.verbs.queue.isVisible()
        yield from self._ready("cancel")
        if self._is_clerk():
            yield from self.select("11号")
            yield from self.open_verb(Verb.CANCEL)
            self.dialog.reason_box.setText("拆迁")
            yield from self.confirm()
            self.entered("注销申请：列表")
            yield self.noted("approved", "chief")
            yield lambda: self.ended("11号")
            self.entered("注销批准：列表")
            self.entered("注销批准：申请列表")
            return
        queue = self.verbs.queue
        assert queue is not None
        yield from self._look({"注销申请：列表": lambda: bool(queue._listed)})
        self.take("15-queue")
        if self.login == "chief":
            yield from self._agree()
            self.note("approved")
        else:
            yield from self._look(
                {
                    "注销批准：列表": lambda: self.ended("11号"),
                    "注销批准：申请列表": lambda: any(
                        one.row.state == "approved" for one in queue._listed.values()
                    ),
                }
            )
            self.take("15-queue-approved")
        queue.reject()

    def _agree(self) -> Iterator[Step]:
        """The chief approves what waits."""
        queue = self.verbs.queue
        assert queue is not None
        key = next(key for key, one in queue._listed.items() if one.row.state == "submitted")
        queue.table.select(key)
        yield lambda: queue._seen is not None and queue.buttons["approve"].isEnabled()
        press(queue.buttons["approve"])
        yield lambda: queue._listed[key].row.state == "approved"

    def _names(self) -> Iterator[Step]:
        room = self.names_room()
        yield lambda: bool(room.list.model.rowCount())
        yield from self._ready("names")
        known = partial(_named, room)
        if self._is_clerk():
            press(room.new_button)
            yield lambda: isinstance(room.verbs.dialog, NewPlaceDialog)
            dialog = room.verbs.dialog
            assert isinstance(dialog, NewPlaceDialog)
            dialog.name.setText(NEW_NAME)
            yield dialog.ok.isEnabled
            press(dialog.ok)
            yield lambda: known("待批准")
            self.entered("登记地名")
            yield self.noted("named", "chief")
            yield lambda: known("标准地名")
            self.entered("批准地名")
            return
        yield from self._look({"登记地名": lambda: known("待批准")})
        self.take("16-name")
        if self.login == "chief":
            yield self.noted("saw-name", "peer")
            yield from self._approve_name(room)
            self.note("named")
        else:
            self.note("saw-name")
            yield from self._look({"批准地名": lambda: known("标准地名")})

    def _approve_name(self, room: PlacesPage) -> Iterator[Step]:
        """The chief approves the new name from its card."""
        line = next(one for one in room.list.model.lines if one.cells[0] == NEW_NAME)
        room.list.select(line.key)
        yield lambda: room.pane.card is not None and room.pane.card.record.name == NEW_NAME
        press(room.pane.buttons["approve"])
        yield lambda: isinstance(room.verbs.dialog, ReasonDialog)
        dialog = room.verbs.dialog
        assert isinstance(dialog, ReasonDialog)
        dialog.reason_box.setText("会议纪要")
        yield dialog.ok.isEnabled
        press(dialog.ok)
        yield lambda: _named(room, "标准地名")

    def _views(self) -> Iterator[Step]:
        keeper = self.page.keeper
        assert keeper is not None
        yield from self._ready("views")
        if self._is_clerk():
            yield self.noted("shared", "chief")
            yield lambda: any(one.shared for one in keeper.views)
            self.entered("收藏与视图")
        elif self.login == "chief":
            actor = find_actor(self.store, "chief")
            new = NewView("addresses", ViewKind.VIEW, "本周要办", {}, shared=True)
            views.keep_view(self.store, actor, new)
            self.note("shared")
        else:
            yield from self._look({"收藏与视图": lambda: any(one.shared for one in keeper.views)})


def _named(room: PlacesPage, state: str) -> bool:
    """Whether the directory shows the new name in a state."""
    return any(line.cells[0] == NEW_NAME and line.cells[2] == state for line in room.list.model.lines)
