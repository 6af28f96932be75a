"""What the verbs on names ask for: a new name, another name, an alias, a reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.domain.alias import AliasKind
from db.domain.place import MAX_NAME, PlaceKind, guess_kind
from db.domain.place_card import MAX_PINYIN, Facts, scope_of
from db.domain.place_near import Directory
from db.services.place_book import Card
from db.services.place_naming import UNAPPROVED
from desktop.i18n import translate
from desktop.places.card_form import DAY_LETTERS
from desktop.places.near_view import NearView
from desktop.places.operations import NewAlias
from desktop.places.words import alias_kinds, kinds
from desktop.system.ask_dialog import AskDialog
from desktop.work.runner import Runner


@dataclass(frozen=True, slots=True)
class Names:
    """What a name that is being written is held against.

    Attributes:
        homes: names of districts by their six digits.
    """

    runner: Runner
    directory: Directory
    homes: Mapping[str, str]

    def view(self, leave_out: int = 0) -> NearView:
        """Says what could be mistaken."""
        return NearView(self.runner, self.directory, self.homes, leave_out)


class NewPlaceDialog(AskDialog):
    """Asks for a new name."""

    def __init__(self, names: Names, home: str, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("places", "登记新地名"),
            translate(
                "places", "新地名先列为待批准，审批人批准后才能编号。起止点、含义等登记后在卡片上填写。"
            ),
            translate("places", "登记"),
            parent,
        )
        self._home, self._is_chosen = home, False
        self.name, self.pinyin, self.kind = QLineEdit(), QLineEdit(), QComboBox()
        self.near = names.view()
        self.name.setMaxLength(MAX_NAME)
        self.pinyin.setMaxLength(MAX_PINYIN)
        self.pinyin.setPlaceholderText(translate("places", "留空则自动拼写"))
        for code, word in kinds().items():
            self.kind.addItem(word, code)
        self.add_field(translate("places", "地名(&N)"), self.name)
        self.add_field(translate("places", "类别(&K)"), self.kind)
        self.add_field(translate("places", "汉语拼音(&P)"), self.pinyin)
        self.add_field("", self.near)
        self.ok.setEnabled(False)
        self.name.textChanged.connect(self._on_name)
        self.kind.currentIndexChanged.connect(self._ask)
        self.kind.activated.connect(self._on_chosen)
        self.near.judged.connect(self.ok.setEnabled)
        self.near.judged.connect(lambda _good: self.fit())

    @property
    def fields(self) -> dict[str, QWidget]:
        """Override AskDialog: the name first, since it guesses the kind."""
        return {"name": self.name, "kind": self.kind, "pinyin": self.pinyin, **super().fields}

    def facts(self) -> Facts:
        """What is written of it now."""
        return Facts(str(self.kind.currentData()), self.pinyin.text())

    def _on_chosen(self) -> None:
        self._is_chosen = True

    def _on_name(self, name: str) -> None:
        kind = guess_kind(name.strip())
        if kind is not None and not self._is_chosen:
            self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self._ask()

    def _ask(self) -> None:
        kind = PlaceKind(str(self.kind.currentData()))
        self.near.ask(self.name.text(), scope_of(kind, self._home))


class RenameDialog(AskDialog):
    """Asks for another name, and says beforehand how much hangs on the present one.

    Attributes:
        files: whether an application is filed; else the name is corrected at once.
    """

    def __init__(self, names: Names, card: Card, parent: QWidget | None = None) -> None:
        standard = card.record.state not in UNAPPROVED
        self.files = standard or card.beyond_share
        verb = translate("places", "提交申请") if self.files else translate("places", "更正")
        title = translate("places", "地名更名") if standard else translate("places", "更正地名")
        super().__init__(title, _renamed(card) if standard else _corrected(card), verb, parent)
        self._card = card
        self._is_free = False
        self.name, self.day = QLineEdit(card.record.name), QLineEdit()
        self.near = names.view(card.record.id)
        self.name.setMaxLength(MAX_NAME)
        self.day.setMaxLength(DAY_LETTERS)
        self.day.setPlaceholderText(translate("places", "留空则自批准之日起，或如：2026-12-01"))
        self.add_field(translate("places", "新地名(&N)"), self.name)
        if standard:
            self.add_field(translate("places", "生效日期(&D)"), self.day)
        self.add_field("", self.near)
        if standard:
            self.reason_box.setPlaceholderText(translate("places", "必填，如批准更名的文号"))
        elif self.files:
            self.reason_box.setPlaceholderText(translate("places", "必填，如实地核对"))
        self.ok.setEnabled(False)
        self.name.textChanged.connect(self._on_name)
        self.reason_box.textChanged.connect(self._enable)
        self.near.judged.connect(self._on_judged)
        self.name.selectAll()

    @property
    def fields(self) -> dict[str, QWidget]:
        """Override AskDialog."""
        return {"name": self.name, "day": self.day, **super().fields}

    def _on_name(self, name: str) -> None:
        self.near.ask(name, self._card.record.scope_code)

    def _on_judged(self, good: bool) -> None:  # a slot
        self._is_free = good
        self._enable()
        self.fit()

    def _enable(self) -> None:
        said = bool(self.reason()) or not self.files
        another = self.name.text().strip() != self._card.record.name
        self.ok.setEnabled(self._is_free and said and another)


def _renamed(card: Card) -> str:
    hanging = card.hanging
    words = translate(
        "places",
        "「{name}」名下现有地址 {live} 个，其中已赋码 {codes} 个，已制牌 {plates} 块（已上墙 {mounted} 块）。"
        "更名后这些地址的全称随之改变，牌面须重做，原名作为曾用名保留，仍可查到。",
    )
    told = words.format(
        name=card.record.name,
        live=f"{hanging.live:,}",
        codes=f"{hanging.codes:,}",
        plates=f"{hanging.plates:,}",
        mounted=f"{hanging.mounted:,}",
    )
    return told + translate("places", "标准地名更名须由审批人批准。")


def _corrected(card: Card) -> str:
    """What comes of another name for one that nobody approved yet."""
    hanging = card.hanging
    told = ""
    if hanging.live:
        words = translate("places", "「{name}」名下现有地址 {live} 个，全称随之改变。")
        told = words.format(name=card.record.name, live=f"{hanging.live:,}")
    if hanging.plates:
        words = translate("places", "已制牌 {plates} 块，牌面须重做。")
        told += words.format(plates=f"{hanging.plates:,}")
    if card.beyond_share:
        return told + translate("places", "涉及的地址占所在社区的比例较大，须由另一人审批，不能直接生效。")
    return told + translate("places", "「{name}」还没有批准，改后立即生效，原来的写法仍可查到。").format(
        name=card.record.name
    )


class AliasDialog(AskDialog):
    """Asks for another name that shall lead to a place."""

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        words = translate("places", "登记后，写成别名的地址都认作「{name}」。标准地址仍写标准地名。")
        super().__init__(
            translate("places", "登记别名"),
            words.format(name=card.record.name),
            translate("places", "登记"),
            parent,
        )
        self.name, self.kind = QLineEdit(), QComboBox()
        self.since, self.until = _day(), _day()
        self.name.setMaxLength(MAX_NAME)
        for code, word in alias_kinds().items():
            self.kind.addItem(word, code)
        self.add_field(translate("places", "别名(&N)"), self.name)
        self.add_field(translate("places", "种类(&K)"), self.kind)
        self.add_field(translate("places", "启用日期(&F)"), self.since)
        self.add_field(translate("places", "停用日期(&T)"), self.until)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._on_kind()
        self.form.setRowVisible(self.reason_box, False)  # Qt's own form
        self.ok.setEnabled(False)
        self.name.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))

    @property
    def fields(self) -> dict[str, QWidget]:
        """Override AskDialog."""
        return {"name": self.name, "kind": self.kind, "since": self.since, "until": self.until}

    def alias(self) -> NewAlias:
        """What is written now."""
        kind = AliasKind(str(self.kind.currentData()))
        days = (self.since.text(), self.until.text())
        return NewAlias(self.name.text(), kind, days if any(day.strip() for day in days) else None)

    def _on_kind(self) -> None:
        """Only a former name was in force from one day to another."""
        former = self.kind.currentData() == AliasKind.FORMER
        for field in (self.since, self.until):
            self.form.setRowVisible(field, former)
        self.fit()


def _day() -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(DAY_LETTERS)
    line.setPlaceholderText(translate("places", "知道的话填写，如：1985-06-01"))
    return line


class ReasonDialog(AskDialog):
    """Asks why; without a reason it is not done."""

    def __init__(self, title: str, text: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(title, text, verb, parent)
        self.reason_box.setPlaceholderText(translate("places", "必填，记入操作日志"))
        self.ok.setEnabled(False)
        self.reason_box.textChanged.connect(lambda _text: self.ok.setEnabled(bool(self.reason())))
