"""What a chief decides takes hold while colleagues have forms open over it: they are told, and keep what they typed."""

from collections.abc import Iterator

from sqlalchemy import select

from db.domain.clock import legal_date
from db.domain.redraw import COMMUNITY, Heir, Redraw, RedrawKind
from db.schema.address import node
from db.services import redraw
from db.services.accounts import find_actor
from desktop.editing.acts import Verb
from desktop.editing.target import Target
from tests.desktop.addresses.register import NEIGHBOUR, node_id
from tests.desktop.two_desks_hands import STREET, Hands
from tests.desktop.two_desks_kit import Step

HEIR, HEIR_NAME = "350203001001", "沙坡尾社区"
HARBOUR = "350203001000"


class Decided(Hands):
    """The clerk files, the chief decides, the second clerk has a form open."""

    def meet_decisions(self) -> Iterator[Step]:
        """Every decision under an open form."""
        for part in (self._merge_under_a_form, self._merge_above_a_form, self._redraw_under_forms):
            self.note(f"at{part.__name__}")
            yield self.noted(f"at{part.__name__}")
            yield from part()

    def _decide(self, what: str) -> Iterator[Step]:
        """The chief approves what the clerk has filed once the second clerk has his form open."""
        yield self.noted(f"filed-{what}", "clerk")
        yield self.noted(f"open-{what}", "peer")
        yield from self.agree()
        self.note(f"decided-{what}")

    def _refused(self, what: str, *told: str) -> Iterator[Step]:
        """The second clerk presses the button, is told who did what, and goes on from there."""
        self.note(f"open-{what}")
        yield self.noted(f"decided-{what}", "chief")
        yield from self.refused_save()
        self.take(f"{what}-refused")
        text = self.dialog.stale.text.text()
        assert all(part in text for part in told), text
        yield from self.go_on()

    def _cannot(self, what: str) -> Iterator[Step]:
        """What he typed is there, why it cannot be any more is said, and the button is off."""
        yield lambda: bool(self.complaint()) and not self.dialog.ok.isEnabled()
        self.take(f"{what}-cannot")
        self.facts[f"told {what}"] = self.complaint()
        self.dialog.reject()
        yield lambda: self.verbs.dialog is None

    def _file_merge(self, what: str, gone: str, stays: str) -> Iterator[Step]:
        yield self.noted(f"typed-{what}", "peer")
        yield from self.go_to(gone)
        yield from self.open_verb(Verb.MERGE)
        self.form.picker.choose(Target(node_id(self.store, stays), stays))
        self.dialog.reason_box.setText("同一栋楼")
        yield from self.confirm()
        self.note(f"filed-{what}")

    def _merge_under_a_form(self) -> Iterator[Step]:
        """The address of the form is merged into another."""
        what, gone = "31-merge", STREET + "31号"
        if self.login == "clerk":
            yield from self._file_merge(what, gone, STREET + "1号")
        elif self.login == "chief":
            yield from self._decide(what)
        else:
            yield from self.go_to(gone)
            yield from self.open_verb(Verb.RENAME)
            self.form.part.setText("131号")
            self.dialog.reason_box.setText("与现场不符")
            yield self.checked
            self.note(f"typed-{what}")
            yield from self._refused(what, "陈科长", "已合并", "林经办")
            assert (self.form.part.text(), self.dialog.reason_box.text()) == ("131号", "与现场不符")
            yield from self._cannot(what)

    def _merge_above_a_form(self) -> Iterator[Step]:
        """What the form hangs something below is merged into another."""
        what, gone = "lane-merge", "厦门市思明区莲花一里1号"
        if self.login == "clerk":
            yield from self._file_merge(what, gone, STREET + "1号")
        elif self.login == "chief":
            yield from self._decide(what)
        else:
            yield from self.go_to(gone)
            yield from self.open_verb(Verb.ADD)
            self.form.kind.setCurrentIndex(self.form.kind.findData("building"))
            self.form.list.setPlainText("1幢\n2幢")
            yield self.checked
            self.note(f"typed-{what}")
            self.note(f"open-{what}")
            yield self.noted(f"decided-{what}", "chief")
            self.dialog.confirm()
            yield lambda: self.dialog.stale.isVisible() or bool(self.complaint())
            self.take(f"{what}-refused")
            assert self.form.list.toPlainText() == "1幢\n2幢"
            yield from self._cannot(what)

    def _redraw_under_forms(self) -> Iterator[Step]:
        """The community of an address goes over to another subdistrict, under another code and name."""
        what, about = "redraw", STREET + "34号"
        if self.login == "clerk":
            yield self.noted(f"typed-{what}", "peer")
            heir = Heir(HEIR, HEIR_NAME, HARBOUR)
            today = legal_date(self.store.clock.now())
            wanted = Redraw(RedrawKind.TRANSFER, COMMUNITY, (NEIGHBOUR,), (heir,), "厦思政〔2026〕8号", today)
            redraw.file(self.store, find_actor(self.store, self.login), wanted, "区划调整", "批复")
            self.note(f"filed-{what}")
            yield self.noted("saved-redraw", "peer")
        elif self.login == "chief":
            yield from self._decide(what)
            yield self.noted("saved-redraw", "peer")
        else:
            yield from self._type_over(what, about)
            yield from self._move_into_what_ended()
            self.note("saved-redraw")

    def _type_over(self, what: str, about: str) -> Iterator[Step]:
        yield from self.go_to(about)
        yield from self.open_verb(Verb.RENAME)
        self.form.part.setText("134号")
        yield self.checked
        self.note(f"typed-{what}")
        yield from self._refused(what, "陈科长")
        assert self.form.part.text() == "134号"
        yield from self.confirm()
        with self.store.read() as conn:
            lies = select(node.c.area_community).where(node.c.full_text == STREET + "134号", node.c.is_live)
            assert conn.execute(lies).scalar_one() == HEIR

    def _move_into_what_ended(self) -> Iterator[Step]:
        """The new community is among those that can be chosen, and the old one is not."""
        yield from self.go_to(STREET + "2号")
        yield lambda: any(unit.code == HEIR for unit in self.page.model.units)
        yield from self.open_verb(Verb.MOVE)
        self.form.has_area.setChecked(True)
        self.form.area.choose(HEIR)
        assert self.form.area.code() == HEIR
        yield self.checked
        self.take("redraw-chosen")
        yield from self.confirm()
        with self.store.read() as conn:
            lies = select(node.c.area_community).where(node.c.full_text == STREET + "2号", node.c.is_live)
            assert conn.execute(lies).scalar_one() == HEIR
