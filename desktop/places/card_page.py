"""The card of a name as a page one can read, copy and click."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from db.domain.place import NameState
from db.services.place_book import Card
from desktop.i18n import translate
from desktop.places.words import alias_text, fact_term, fact_text, last_text, renaming_text, spelling_text
from desktop.terms import kind_term, legal_term, name_state_term

_INKS = {NameState.APPROVED.value: "#2e7d4f", NameState.RETIRED.value: "#8a3b34"}
_OPEN_INK = "#b26a00"
_FACTS = ("extent_from", "extent_to", "direction", "rule_set", "named_on", "approval_doc", "meaning")


class CardPage(QTextBrowser):
    """The page.

    Signals:
        alias_dropped: (alias) it shall lead here no more.
        addresses_wanted: the addresses under the name are asked for.
    """

    alias_dropped = Signal(str)
    addresses_wanted = Signal()

    def __init__(self, *, writes: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writes = writes
        self._card: Card | None = None
        self.setOpenLinks(False)
        self.document().setDocumentMargin(12)
        self.anchorClicked.connect(self._on_link)
        self.setAccessibleName(translate("places", "地名卡片"))

    def show_card(self, card: Card) -> None:
        """Show a card."""
        self._card = card
        self.setHtml("".join((self._head(card), self._written(card), self._names(card), self._borne(card))))

    def _head(self, card: Card) -> str:
        record = card.record
        size = self.font().pointSizeF() * 1.4
        ink = _INKS.get(record.state, _OPEN_INK)
        return (
            f'<p style="font-size:{size:.1f}pt;font-weight:600;margin:0 0 4px 0">{escape(record.name)}</p>'
            + self._table(
                [
                    (
                        translate("places", "状态"),
                        f'<span style="color:{ink}">●</span> ' + escape(name_state_term(record.state)),
                    ),
                    (translate("places", "类别"), escape(kind_term(record.kind))),
                    (fact_term("pinyin"), escape(record.pinyin)),
                    ("", self._muted(spelling_text(card))),
                    (translate("places", "所属区"), escape(card.home_name)),
                    *(
                        [(translate("places", "更名"), escape(renaming_text(card.renaming)))]
                        if card.renaming
                        else []
                    ),
                ]
            )
        )

    def _written(self, card: Card) -> str:
        given = [(name, getattr(card.record, name)) for name in _FACTS]
        rows = [
            (fact_term(name), escape(fact_text(name, value)) or self._muted(translate("places", "未填写")))
            for name, value in given
            if value or name not in ("direction", "rule_set")
        ]
        return self._heading(translate("places", "登记内容")) + self._table(rows)

    def _names(self, card: Card) -> str:
        heading = self._heading(translate("places", "别名与曾用名"))
        if not card.aliases:
            return heading + f"<p style='margin:0'>{self._muted(translate('places', '没有登记'))}</p>"
        lines = []
        for at, one in enumerate(card.aliases):
            drop = escape(translate("places", "撤下"))
            link = (
                f'&emsp;<a href="drop:{at}">{drop}</a>' if self._writes and one.alias not in card.kept else ""
            )
            lines.append(f'<p style="margin:2px 0">{escape(alias_text(one))}{link}</p>')
        return heading + "".join(lines)

    def _borne(self, card: Card) -> str:
        hanging = card.hanging
        states = translate("places", "，").join(
            translate("places", "{state} {n}").format(state=legal_term(legal), n=f"{count:,}")
            for legal, count in sorted(hanging.by_legal.items())
        )
        places = translate("places", "，").join(
            translate("places", "{unit} {n}").format(unit=unit, n=f"{count:,}")
            for unit, count in card.communities
        )
        rows = [
            (translate("places", "现存地址"), f"{hanging.live:,}&emsp;{self._way(card)}"),
            (translate("places", "按状态"), escape(states)),
            (translate("places", "门牌所在"), escape(places)),
            (translate("places", "已赋码"), f"{hanging.codes:,}"),
            (translate("places", "已制牌"), f"{hanging.plates:,}"),
            (translate("places", "其中已上墙"), f"{hanging.mounted:,}" if hanging.plates else ""),
            (translate("places", "最近改动"), escape(last_text(card))),
            (translate("places", "启用日期"), escape(card.record.valid_from)),
        ]
        return self._heading(translate("places", "名下地址")) + self._table([row for row in rows if row[1]])

    def _way(self, card: Card) -> str:
        word = escape(translate("places", "在地址库中查看"))
        return f'<a href="addresses:">{word}</a>' if card.communities else ""

    def _heading(self, text: str) -> str:
        colour = self.palette().color(QPalette.ColorRole.Link).name()
        return f'<p style="color:{colour};font-weight:600;margin:14px 0 4px 0">{escape(text)}</p>'

    def _muted(self, text: str) -> str:
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        return f'<span style="color:{colour}">{escape(text)}</span>'

    def _table(self, rows: Iterable[tuple[str, str]]) -> str:
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        lines = "".join(
            f'<tr><td style="color:{colour};padding:2px 12px 2px 0;white-space:nowrap">{escape(name)}</td>'
            f'<td style="padding:2px 0">{value}</td></tr>'
            for name, value in rows
        )
        return f'<table cellspacing="0" cellpadding="0">{lines}</table>'

    def _on_link(self, url: QUrl) -> None:
        kind, _, at = url.toString().partition(":")
        if kind == "addresses":
            self.addresses_wanted.emit()
        if kind == "drop" and self._card is not None:
            self.alias_dropped.emit(self._card.aliases[int(at)].alias)
