"""A new hand-over: which community or places, to which unit of which district, from what day, on what document."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QMessageBox, QWidget

from db.domain.access import Actor
from db.domain.clock import legal_date
from db.domain.division import Unit
from db.domain.transfer import Parcel, Target
from db.services import transfer
from db.services.transfer import HandoffPreview
from desktop.addresses.areas import AreaAsk, area_chooser, areas_of
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.system.ask_dialog import AskDialog
from desktop.transfer import operations
from desktop.transfer.words import refusal_reason
from desktop.widgets.area_chooser import AreaChooser, Level
from desktop.widgets.day_field import DayField
from desktop.widgets.keeping import put_text, text_of
from desktop.widgets.leaving import ask_to_leave
from desktop.widgets.on_screen import size_on_screen
from desktop.work.drafts import Draft

VERB = "transfer.file"
_SIZE = (820, 600)
_PAUSE_MS = 250
_LIST_PX = 96
_HEAD = 9


def new_draft() -> Draft:
    """A form that nobody has typed into."""
    return Draft(VERB, translate("transfer", "新的跨区移交"))


class GiveDialog(AskDialog):
    """The form.

    Attributes:
        old, places, target, code, name, day, document: its fields.
        about: what would go along.
        question: whether to keep what was typed, when the form was closed.

    Signals:
        filed: it waits for a decision.
    """

    filed = Signal()

    def __init__(
        self, desk: Desk, actor: Actor, standing: Sequence[Unit], draft: Draft, parent: QWidget
    ) -> None:
        text = translate(
            "transfer",
            "把一个社区（或其中几个地名）移交给别的区。提交后由审批人批准，到生效日交出并写成一个签过名的移交包。"
            "人员信息不随包移交，仍留在本库。",
        )
        super().__init__(
            translate("transfer", "新的跨区移交"), text, translate("transfer", "提交(&O)"), parent
        )
        self._desk, self._actor = desk, actor
        self._units = {unit.code: unit for unit in standing}
        self._serial = 0
        home = desk.store.district_code
        shown = [unit for unit in standing if not unit.hidden]
        # What is handed over is never guessed from last time; to whom it goes mostly stays.
        self.old = AreaChooser(shown, areas_of(actor, (VERB,)) or home)
        others = [unit for unit in shown if not unit.code.startswith(home)]
        levels = (Level.DISTRICT, Level.SUBDISTRICT)
        self.target = area_chooser(desk, others, AreaAsk("transfer", None, levels=levels))
        self.places, self.code, self.name = QListWidget(), QLineEdit(), QLineEdit()
        today = legal_date(desk.store.clock.now())
        self.day = DayField(today, first=today)
        self.document, self.about = QLineEdit(), QLabel()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._fields = {
            "code": self.code,
            "name": self.name,
            "day": self.day,
            "document": self.document,
            "reason": self.reason_box,
        }
        self.question: QMessageBox | None = None
        self._ticked = draft.fields.get("places", "").split()
        self._kept = desk.drafts.hold(draft)
        self.finished.connect(self._kept.drop)
        if draft.fields:
            self._put(draft.fields)
        self._connect()
        self._on_target()
        self._on_old()

    def reject(self) -> None:
        """Override QDialog: much that was typed is asked about."""
        if self.name.text().strip() or self.document.text().strip() or self.reason():
            text = translate("transfer", "这份移交还没有提交。填写的内容要留着吗？")
            self.question = ask_to_leave(self, text, self._leave)
        else:
            super().reject()

    def _leave(self) -> None:
        self._keep()
        self._kept.leave()

    def start_with(self, community: str) -> None:
        """Begin with a community that was selected elsewhere."""
        if community and not community.endswith("000"):
            self.old.choose(community)

    def _put(self, said: Mapping[str, str]) -> None:
        """Put back what stood in it."""
        self.old.choose(said.get("old", ""))
        self.target.choose(said.get("target", ""))
        for name, field in self._fields.items():
            if name in said:
                put_text(field, said[name])

    def _keep(self) -> None:
        said = {name: text_of(field) for name, field in self._fields.items()}
        ticked = " ".join(map(str, self.parcel().places))
        self._kept.keep({**said, "old": self.old.code(), "target": self.target.code(), "places": ticked})

    def _build(self) -> None:
        self.places.setAccessibleName(translate("transfer", "要移交的地名"))
        self.places.setFixedHeight(_LIST_PX)
        # No longest text: what is too much would be cut off unseen, and what is left may be another community's code.
        self.code.setPlaceholderText(translate("transfer", "对方区给的 12 位社区代码"))
        self.name.setPlaceholderText(translate("transfer", "如：江头社区"))
        self.document.setPlaceholderText(translate("transfer", "如：厦府〔2026〕8号"))
        self.about.setWordWrap(True)
        self.add_field(translate("transfer", "移交社区(&C)"), self.old)
        self.add_field(translate("transfer", "其中地名(&L)"), self.places)
        self.add_field(translate("transfer", "划入(&T)"), self.target)
        self.add_field(translate("transfer", "新社区代码(&N)"), self.code)
        self.add_field(translate("transfer", "新社区名称(&M)"), self.name)
        self.add_field(translate("transfer", "生效日期(&D)"), self.day)
        self.add_field(translate("transfer", "批文文号(&W)"), self.document)
        self.add_field(translate("transfer", "随同移交"), self.about)
        self.reason_box.setPlaceholderText(translate("transfer", "记入操作日志"))
        self.ok.setEnabled(False)
        size_on_screen(self, _SIZE)

    def _connect(self) -> None:
        self.old.changed.connect(self._on_old)
        self.target.changed.connect(self._on_target)
        self.code.textChanged.connect(self._on_code)
        for line in (self.code, self.name, self.document):
            line.textChanged.connect(self._on_changed)
        self.day.day_changed.connect(self._on_changed)
        self.places.itemChanged.connect(self._on_changed)
        self._pause.timeout.connect(self._ask)
        self.reason_box.textChanged.connect(self._keep)
        self.asked.connect(self._file)
        self.finished.connect(self._pause.stop)

    def _on_old(self) -> None:
        """Offer the places of the community; none is ticked, which means the whole of it."""
        code = self.old.code()
        self.places.clear()
        hint = QListWidgetItem(
            translate("transfer", "选好社区后列出地名；都不勾就移交整个社区。"), self.places
        )
        hint.setFlags(Qt.ItemFlag.NoItemFlags)
        if code.endswith("000") or not code:
            self._on_changed()
            return

        def on_names(names: operations.Names) -> None:
            if self.old.code() != code:
                return
            self.places.clear()
            for place_id, name in names:
                line = QListWidgetItem(name, self.places)
                line.setData(Qt.ItemDataRole.UserRole, place_id)
                line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                was = Qt.CheckState.Checked if str(place_id) in self._ticked else Qt.CheckState.Unchecked
                line.setCheckState(was)
            self._ticked = []

        self._desk.runner.start(operations.places(self._desk.store, code, on_names), self)
        self._on_changed()

    def _on_target(self) -> None:
        head = self.target.code()[:_HEAD]
        if not self.code.text().startswith(head):
            self.code.setText(head)
        self._on_changed()

    def _on_code(self, text: str) -> None:
        """A whole code put behind the head that stood there is the code."""
        head, rest = text[:_HEAD], text[_HEAD:].strip()
        if head and rest.startswith(head):
            self.code.setText(rest)

    def parcel(self) -> Parcel:
        """What stands in the fields."""
        code = self.code.text().strip()
        district, above = code[:6].ljust(12, "0"), code[:_HEAD].ljust(12, "0")
        target = Target(code, self.name.text().strip(), above, self._name(above), self._name(district))
        lines = [self.places.item(row) for row in range(self.places.count())]
        chosen = [line for line in lines if line.checkState() is Qt.CheckState.Checked]
        ids = tuple(int(line.data(Qt.ItemDataRole.UserRole)) for line in chosen)
        day = self.day.day()
        return Parcel(self.old.code(), target, day, self.document.text().strip(), ids)

    def _name(self, code: str) -> str:
        unit = self._units.get(code)
        return unit.name if unit is not None else ""

    def _on_changed(self, *_what: object) -> None:
        self._serial += 1
        self.ok.setEnabled(False)
        self._keep()
        self._pause.start()

    def _missing(self) -> str:
        if not self.old.code() or self.old.code().endswith("000"):
            return translate("transfer", "请选择要移交的社区。")
        filled = (self.code.text(), self.name.text(), self.document.text())
        if not all(text.strip() for text in filled):
            return translate("transfer", "请填写新代码、名称和批文文号。")
        return "" if self.day.day() else translate("transfer", "请把生效日期填写完整，不早于今天。")

    def _ask(self) -> None:
        serial, missing = self._serial, self._missing()
        if missing:
            self.warn("")
            self.about.setText(missing)
            return

        def on_preview(found: HandoffPreview) -> None:
            if serial == self._serial:
                self._show(found)

        def on_failed(error: Exception) -> None:
            if serial == self._serial:
                self.about.clear()
                words = error_text(error)
                said = translate("transfer", "{what}{todo}")
                self.warn(said.format(what=words.explanation, todo=words.next_step))

        operation = operations.preview(self._desk.store, self._actor, self.parcel(), on_preview, on_failed)
        self._desk.runner.start(operation, self)

    def _show(self, found: HandoffPreview) -> None:
        self.warn("")
        words = translate(
            "transfer",
            "地址 {addresses} 个（另有已注销等 {former} 个），地名 {places} 个，门牌 {plates} 块，问题 {problems} 个。",
        )
        lines = [words.format(**{name: f"{count:,}" for name, count in found.counts.items()})]
        for one in found.hindrances:
            why = refusal_reason(one.why).format(count=f"{one.count:,}", detail=one.first)
            lines.append(translate("transfer", "交出之前要办结：{why}。").format(why=why))
        self.about.setText("\n".join(lines))
        self.ok.setEnabled(True)
        self.fit()

    def _file(self) -> None:
        store, actor, parcel, reason = self._desk.store, self._actor, self.parcel(), self.reason()

        def act() -> int:
            return transfer.file(store, actor, parcel, reason)

        def done(_handoff: int) -> None:
            self.filed.emit()
            self.accept()

        name = translate("transfer", "提交跨区移交")
        self._desk.runner.start(operations.change(name, act, done, self.refuse), self)
