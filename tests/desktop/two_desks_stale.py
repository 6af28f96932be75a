"""Two clerks save over each other: who changed what is told, nothing typed is lost, and one goes on from there."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from sqlalchemy import select

from db.schema.address import node
from desktop.editing.acts import Verb
from desktop.places.page import PlacesPage
from tests.desktop.addresses.register import NEIGHBOUR
from tests.desktop.two_desks_hands import STREET, Hands
from tests.desktop.two_desks_kit import Step, choose, press

LANE = "莲花一里"


class Stale(Hands):
    """The clerk is faster, the second clerk is told; the chief decides what is put before him."""

    def save_over_each_other(self) -> Iterator[Step]:
        """Every way in which two people meet on one address."""
        for part in (
            *(self._rename_twice, self._edit_several_twice, self._move_twice, self._card_twice),
            *(self._void_under_a_dialog, self._cancel_under_a_dialog, self._move_under_a_dialog),
            self._undo_too_late,
        ):
            self.note(f"at{part.__name__}")
            yield self.noted(f"at{part.__name__}")
            if self.login != "chief":
                yield from part(first=self.login == "clerk")
            elif part == self._cancel_under_a_dialog:
                yield from self._approve_newest()

    def _told(self, *parts: str) -> None:
        """The pane names the clerk and what he changed."""
        text = self.dialog.stale.text.text()
        assert all(part in text for part in ("林经办", *parts)), text

    def _own(self, address: str) -> dict[str, object]:
        """An address as it is in the register."""
        with self.store.read() as conn:
            row = conn.execute(select(node).where(node.c.full_text == address, node.c.is_live)).one()
            return dict(row._mapping)

    # -- the same dialog twice ----------------------------------------------------------------------------------------

    def _rename_twice(self, *, first: bool) -> Iterator[Step]:
        yield from self.go_to(STREET + "15号")
        yield from self.open_verb(Verb.RENAME)
        self.form.part.setText("115号" if first else "215号")
        if not first:
            self.dialog.reason_box.setText("门牌与现场不符")
        yield self.checked
        self.note("renaming")
        yield self.noted("renaming", "peer" if first else "clerk")
        if first:
            yield from self.confirm()
            self.note("renamed")
            return
        yield self.noted("renamed", "clerk")
        yield from self.refused_save()
        self.take("21-rename-refused")
        self._told("15号 → 115号")
        assert self.form.part.text() == "215号"
        assert self.dialog.reason_box.text() == "门牌与现场不符"
        yield from self.go_on()
        assert self.form.part.text() == "215号"
        self.take("22-rename-renewed")
        yield from self.confirm()
        assert self._own(STREET + "215号")

    def _edit_several_twice(self, *, first: bool) -> Iterator[Step]:
        yield from self.go_to_street(STREET + "18号")
        yield from self.select("18号", "20号", "22号")
        yield from self.open_verb(Verb.BULK)
        form = self.form
        column = "side" if first else "existence"
        form.column.setCurrentIndex(form.column.findData(column))
        box = form.side if first else form.existence
        box.setCurrentIndex(box.findData("right" if first else "demolished"))
        yield self.checked
        self.note("bulking")
        yield self.noted("bulking", "peer" if first else "clerk")
        if first:
            yield from self.confirm()
            self.note("bulked")
            return
        yield self.noted("bulked", "clerk")
        yield from self.refused_save()
        self.take("23-bulk-refused")
        self._told("右侧")
        yield from self.go_on()
        assert form.existence.currentData() == "demolished"
        yield from self.confirm()
        found = self._own(STREET + "20号")
        assert (found["side"], found["existence"]) == ("right", "demolished")

    def _move_twice(self, *, first: bool) -> Iterator[Step]:
        yield from self.go_to(STREET + "24号")
        yield from self.open_verb(Verb.MOVE)
        form = self.form
        if first:
            form.has_area.setChecked(True)
            form.area.choose(NEIGHBOUR)
        else:
            form.picker.line.setText("莲富大厦8号")
            form.picker.line.textEdited.emit("莲富大厦8号")
        self.note("moving")
        yield self.noted("moving", "peer" if first else "clerk")
        if first:
            yield from self.confirm()
            self.note("moved")
            return
        form.has_area.setChecked(True)
        form.area.choose(NEIGHBOUR)
        yield self.noted("moved", "clerk")
        yield lambda: self.dialog.stale.isVisible() or self.dialog.ok.isEnabled()
        yield from self.refused_save()
        self.take("24-move-refused")
        self._told("莲秀社区")
        press(self.dialog.stale.leave)
        yield lambda: self.verbs.dialog is None

    # -- the card of a name -------------------------------------------------------------------------------------------

    def _card_twice(self, *, first: bool) -> Iterator[Step]:
        room = self.names_room()
        yield lambda: any(line.cells[0] == LANE for line in room.list.model.lines)
        yield from self._on_card(room)
        room.pane.begin()
        form = room.pane.form
        form.extent_from.setText("嘉禾路" if first else "湖滨北路")
        if not first:
            form.meaning.setPlainText("以莲花山得名")
        self.note("carding")
        yield self.noted("carding", "peer" if first else "clerk")
        if first:
            press(room.pane.save_button)
            yield lambda: not room.pane.is_editing
            self.note("carded")
            return
        yield self.noted("carded", "clerk")
        press(room.pane.save_button)
        yield room.pane.notice.isVisible
        self.take("25-card-refused")
        told = room.pane.notice.text()
        assert "林经办" in told, told
        assert "嘉禾路" in told, told
        assert (form.extent_from.text(), form.meaning.toPlainText()) == ("湖滨北路", "以莲花山得名")
        press(room.pane.save_button)
        yield lambda: not room.pane.is_editing
        yield lambda: room.pane.card is not None and room.pane.card.record.extent_from == "湖滨北路"

    def _on_card(self, room: PlacesPage) -> Iterator[Step]:
        line = next(one for one in room.list.model.lines if one.cells[0] == LANE)
        room.list.select(line.key)
        yield lambda: room.pane.card is not None and room.pane.card.record.name == LANE

    # -- the address goes from under a dialog ---------------------------------------------------------------------------

    def _void_under_a_dialog(self, *, first: bool) -> Iterator[Step]:
        yield from self.go_to(STREET + "26号")
        if first:
            yield self.noted("looks26", "peer")
            yield from self.open_verb(Verb.VOID)
            yield from self.confirm()
            self.note("gone26")
            return
        yield from self.open_verb(Verb.RENAME)
        self.form.part.setText("126号")
        yield self.checked
        self.note("looks26")
        yield self.noted("gone26", "clerk")
        yield from self.refused_save()
        self.take("26-void-refused")
        self._told("作废")
        yield from self.go_on()
        yield lambda: bool(self.complaint())
        self.take("27-void-renewed")
        assert self.form.part.text() == "126号"
        assert not self.dialog.ok.isEnabled()
        self.dialog.reject()
        yield lambda: self.verbs.dialog is None

    def _cancel_under_a_dialog(self, *, first: bool) -> Iterator[Step]:
        yield from self.go_to(STREET + "21号")
        if first:
            yield self.noted("looks21", "peer")
            yield from self.open_verb(Verb.CANCEL)
            self.dialog.reason_box.setText("拆迁")
            yield from self.confirm()
            self.note("filed21")
            return
        yield from self.open_verb(Verb.RENAME)
        self.form.part.setText("121号")
        self.dialog.reason_box.setText("重号")
        yield self.checked
        self.note("looks21")
        yield self.noted("gone21", "chief")
        yield from self.refused_save()
        self.take("28-cancel-refused")
        yield from self.go_on()
        yield lambda: bool(self.complaint())
        self.take("29-cancel-renewed")
        assert self.form.part.text() == "121号"
        assert not self.dialog.ok.isEnabled()
        self.dialog.reject()
        yield lambda: self.verbs.dialog is None

    def _approve_newest(self) -> Iterator[Step]:
        yield self.noted("filed21", "clerk")
        yield from self.agree()
        self.note("gone21")

    def _move_under_a_dialog(self, *, first: bool) -> Iterator[Step]:
        yield from self.go_to(STREET + "28号")
        if first:
            yield self.noted("looks28", "peer")
            yield from self.open_verb(Verb.RENAME)
            self.form.part.setText("128号")
            yield from self.confirm()
            self.note("moved28")
            return
        yield from self.open_verb(Verb.ADD)
        form = self.form
        form.kind.setCurrentIndex(form.kind.findData("building"))
        form.list.setPlainText("1幢")
        yield self.checked
        self.note("looks28")
        yield self.noted("moved28", "clerk")
        yield from self.confirm()
        assert self._own(STREET + "128号1幢")

    # -- taking back ----------------------------------------------------------------------------------------------------

    def _undo_too_late(self, *, first: bool) -> Iterator[Step]:
        if not first:
            yield self.noted("renamed30", "clerk")
            yield from self.go_to(STREET + "130号")
            yield from self.open_verb(Verb.CORRECT)
            form = self.form
            form.side.setCurrentIndex(form.side.findData("left"))
            yield from self.confirm()
            self.note("corrected30")
            return
        yield from self.go_to(STREET + "30号")
        yield from self.open_verb(Verb.RENAME)
        self.form.part.setText("130号")
        yield from self.confirm()
        self.note("renamed30")
        yield self.noted("corrected30", "peer")
        self.verbs.look_again()
        yield self.verbs.undo.isEnabled
        choose(self.window(), "撤销")
        yield lambda: self.verbs.box is not None and self.verbs.box.isVisible()
        self.take("30-undo-refused")
        box = self.verbs.box
        assert box is not None
        told = box.text() + box.informativeText()
        assert "吴经办" in told, told
        assert "左侧" in told, told
        assert box.textFormat() == Qt.TextFormat.RichText
        assert "full_text" not in told, told
        box.close()
