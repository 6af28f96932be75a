"""The right of the 地名 room: the card of the selected name, written on in place, and what may be done with the name."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.place import NameState
from db.domain.place_card import Facts, meet
from db.services.place_book import Card
from desktop.i18n import translate
from desktop.places.card_form import CardForm
from desktop.places.card_page import CardPage
from desktop.places.words import fact_term, fact_text, spelling_text
from desktop.shell.verbs_off import needs_store
from desktop.system.line_model import bad_ink
from desktop.widgets.empty_state import EmptyState

_MARGIN = 8
VERBS_OF = {
    NameState.PENDING.value: ("edit", "approve", "give_back", "rename", "alias"),
    NameState.DRAFT.value: ("edit", "submit", "rename", "alias"),
    NameState.APPROVED.value: ("edit", "rename", "alias", "retire"),
    NameState.RETIRED.value: ("restore",),
}
_RIGHT_OF = {
    **dict.fromkeys(("edit", "submit"), "place.edit"),
    **dict.fromkeys(("approve", "give_back", "retire", "restore"), "place.approve"),
    "rename": "place.rename",
    "alias": "place.alias",
}


class CardPane(QWidget):
    """The pane.

    Attributes:
        buttons: what may be done with the name, by verb.
        form: the lines to write on.

    Signals:
        wanted: (verb) ``approve``, ``give_back``, ``submit``, ``rename``, ``alias``, ``retire`` or ``restore``.
        saving: (record as it was shown, facts) what was written shall be kept.
        alias_dropped: (alias)
        written: something was written on the card that is not saved yet.
        left: nobody writes any more.
    """

    wanted = Signal(str)
    saving = Signal(object, object)
    alias_dropped = Signal(str)
    written = Signal()
    left = Signal()

    def __init__(self, actor: Actor, home: str, parent: QWidget | None = None) -> None:
        """Build the pane.

        Args:
            actor: who writes.
            home: six digits of the district whose names may be written on.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._actor, self._home = actor, home
        self._card: Card | None = None
        self._shown = Facts("")
        self._theirs: Facts | None = None
        self.page = CardPage(writes=actor.may("place.alias"))
        self.form = CardForm()
        self._empty, self._stack = EmptyState(), QStackedWidget()
        self._title, self.notice = QLabel(), QLabel()
        self.save_button = QPushButton(translate("places", "保存(&S)"))
        self.cancel_button = QPushButton(translate("places", "取消"))
        self.buttons = {
            "edit": QPushButton(translate("places", "编辑(&W)")),
            "approve": QPushButton(translate("places", "批准(&P)…")),
            "give_back": QPushButton(translate("places", "退回(&B)…")),
            "submit": QPushButton(translate("places", "再次上报(&U)…")),
            "rename": QPushButton(translate("places", "更名(&M)…")),
            "alias": QPushButton(translate("places", "登记别名(&I)…")),
            "retire": QPushButton(translate("places", "销名(&X)…")),
            "restore": QPushButton(translate("places", "恢复(&R)…")),
        }
        self._build()
        self._connect()
        self.show_card(None)

    def _build(self) -> None:
        self._empty.say(
            translate("places", "没有选中地名"), translate("places", "在列表里选一个地名，这里显示它的卡片。")
        )
        self._verbs = QWidget()
        needs_store(self._verbs)
        self._grid = QGridLayout(self._verbs)
        self._grid.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 0)
        self._grid.setSpacing(8)
        for button in self.buttons.values():
            button.setAutoDefault(False)
            button.hide()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self._editor())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._verbs)
        column.addWidget(self._stack, 1)

    def _editor(self) -> QWidget:
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self.notice.setWordWrap(True)
        self.notice.setTextFormat(Qt.TextFormat.RichText)
        self.notice.hide()
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(12, _MARGIN, 12, _MARGIN)
        column.setSpacing(8)
        for widget in (self._title, self.notice, self.form):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(lines)
        ends = QWidget()
        needs_store(ends)
        row = QHBoxLayout(ends)
        row.setContentsMargins(12, 0, 12, _MARGIN)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(area, 1)
        rows.addWidget(ends)
        return whole

    def _connect(self) -> None:
        self.buttons["edit"].clicked.connect(self.begin)
        for verb, button in self.buttons.items():
            if verb != "edit":
                button.clicked.connect(lambda _on=False, verb=verb: self.wanted.emit(verb))
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancel)
        self.page.alias_dropped.connect(self.alias_dropped)
        self.form.edited.connect(self._on_edited)
        self.notice.linkActivated.connect(self._take_theirs)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+S"), self, self.save, context=here)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.cancel, context=here)

    # -- showing ------------------------------------------------------------------------------------------------------

    @property
    def card(self) -> Card | None:
        """The card that is shown."""
        return self._card

    @property
    def is_editing(self) -> bool:
        """Whether somebody is writing on it."""
        return self._stack.currentIndex() == self._stack.count() - 1

    @property
    def is_written(self) -> bool:
        """Whether something was written that is not kept yet."""
        return self.is_editing and bool(self.form.facts().differing(self._shown))

    def show_card(self, card: Card | None) -> None:
        """Show a card, or that none is selected; what is being written gives way."""
        was_editing = self.is_editing
        self._card = card
        if card is not None:
            self.page.show_card(card)
        self._stack.setCurrentIndex(0 if card is None else 1)
        self._offer()
        if was_editing:
            self.left.emit()

    def _offer(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        state = self._card.record.state if self._card is not None else ""
        at_home = self._card is not None and self._card.record.home_district == self._home
        offered = [
            verb
            for verb in VERBS_OF.get(state, ())
            if at_home and not self.is_editing and self._actor.may(_RIGHT_OF[verb])
        ]
        for button in self.buttons.values():
            button.hide()
        for at, verb in enumerate(offered):
            self._grid.addWidget(self.buttons[verb], at // 3, at % 3)
            self.buttons[verb].show()
        self._verbs.setVisible(bool(offered))

    # -- writing ------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Write on the card."""
        if self._card is None or self.buttons["edit"].isHidden():
            return
        self._theirs = None
        self._shown = self._card.record.facts
        self._title.setText(self._card.record.name)
        self.form.hint.setText(spelling_text(self._card))
        self.form.show_rule_sets(self._card.rule_sets)
        self.form.show_facts(self._shown)
        self.notice.hide()
        self.save_button.setEnabled(True)
        self._stack.setCurrentIndex(self._stack.count() - 1)
        self._offer()
        self.form.extent_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Give up what was written."""
        if self.is_editing:
            self.show_card(self._card)
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Have what was written kept; nothing written is nothing to keep."""
        if not self.is_editing or self._card is None or not self.save_button.isEnabled():
            return
        if not self.is_written:
            self.cancel()
            return
        self.save_button.setEnabled(False)  # a second press shall not do it twice
        self.saving.emit(self._card.record, self.form.facts())

    def refuse(self, text: str) -> None:
        """Say why it was not kept; everything written stays."""
        self._say(escape(text))
        self.save_button.setEnabled(True)

    def meet(self, card: Card) -> None:
        """Somebody else saved meanwhile: lay what was written over it, and say who wrote what where both did."""
        met = meet(self._shown, self.form.facts(), card.record.facts)
        self._card, self._theirs, self._shown = card, card.record.facts, card.record.facts
        ours = met.facts
        self.form.show_facts(ours)
        self.form.mark(met.clashing)
        self.save_button.setEnabled(True)
        who = card.last.name if card.last is not None else ""
        if not met.clashing:
            words = translate(
                "places", "您填写期间，{who}也改了这张卡片，改的是别的栏目，已并入下面。请核对后保存。"
            )
            self._say(escape(words.format(who=who)))
            return
        words = translate(
            "places", "您填写期间，{who}也改了同样的栏目。下面是您填的，保存即以您的为准；对方填的是："
        )
        lines = [escape(words.format(who=who))]
        use = escape(translate("places", "用对方的"))
        for name in met.clashing:
            theirs = fact_text(name, getattr(self._theirs, name)) or translate("places", "（空）")
            said = translate("places", "{fact}：{text}").format(fact=fact_term(name), text=theirs)
            lines.append(f'{escape(said)}&emsp;<a href="{name}">{use}</a>')
        self._say("<br>".join(lines))

    def unsaved(self) -> tuple[Facts, Facts]:
        """What stood on the card when the writing began, and what is written now."""
        return self._shown, self.form.facts()

    def restore(self, shown: Facts, written: Facts) -> None:
        """Go on writing where the program ended before it was saved."""
        self.begin()
        if not self.is_editing or self._card is None:
            return
        now = self._card.record.facts
        self._shown = shown
        self.form.show_facts(written)
        if now != shown:
            self.meet(self._card)
        else:
            self._say(escape(translate("places", "这是上次没有保存的内容，请核对后保存，或取消。")))

    def _on_edited(self) -> None:
        if self.is_written:
            self.written.emit()

    def _take_theirs(self, name: str) -> None:
        if self._theirs is None:
            return
        written = self.form.facts()
        mine = set(written.differing(self._theirs)) - {name}
        kept = {one: getattr(written if one in mine else self._theirs, one) for one in Facts.__slots__}
        self.form.show_facts(Facts(**kept))

    def _say(self, html: str) -> None:
        self.notice.setText(f'<span style="color:{bad_ink().name()}">{html}</span>')
        self.notice.show()
