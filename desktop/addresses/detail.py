"""The right of the 地址库 room: everything known of what is selected, as a page one can read, copy and click."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStackedWidget, QTextBrowser, QWidget

from db.services.addresses import NodeDetail
from db.store.queries import DivisionRow, NodeRow, PlaceRow
from desktop.address_terms import point_term, side_term
from desktop.addresses.detail_words import (
    coming_text,
    problem_text,
    source_text,
    with_note,
)
from desktop.i18n import translate
from desktop.terms import (
    code_term,
    existence_term,
    kind_term,
    legal_term,
    name_state_term,
    plate_class_term,
    plate_term,
    position_term,
)
from desktop.widgets.empty_state import EmptyState

FOREVER = "9999-12-31"
_GOOD, _OPEN, _ENDED = "#2e7d4f", "#b26a00", "#8a3b34"
_GOOD_CODES = frozenset({"approved", "assigned", "replaced", "exists", "marked"})
_ENDED_CODES = frozenset({"cancelled", "merged", "void", "suspended", "demolished"})
_SUCCEEDED = frozenset({"cancelled", "merged"})
"""States of an address in whose place another may stand."""


class DetailPane(QStackedWidget):
    """Shows one unit, place name or address.

    Signals:
        node_chosen: (id) a link to another address was clicked.
        journal_wanted: (id, full text) the entries of this address are asked for.
        persons_wanted: (``NodeRow``) the persons of this address are asked for.
        files_wanted: (``NodeRow``) its attached files are asked for.
    """

    node_chosen = Signal(object)
    journal_wanted = Signal(object, str)
    persons_wanted = Signal(object)
    files_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headed = ""
        self._shown: NodeRow | None = None
        self._empty = EmptyState()
        self._empty.say(
            translate("addresses", "没有选中地址"),
            translate("addresses", "在左边或中间选中一项，这里显示它的全部信息。"),
        )
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._on_link)
        self.page.document().setDocumentMargin(16)
        self.addWidget(self._empty)
        self.addWidget(self.page)

    @property
    def node_id(self) -> int:
        """The address that is shown, 0 when there is none."""
        return self._shown.id if self._shown is not None and self.currentWidget() is self.page else 0

    def clear(self) -> None:
        """Show that nothing is selected."""
        self.setCurrentWidget(self._empty)

    def show_unit(self, row: DivisionRow) -> None:
        """Show an administrative unit."""
        levels = {
            3: translate("addresses", "区"),
            4: translate("addresses", "镇街"),
            5: translate("addresses", "社区（村居）"),
        }
        facts = [
            (translate("addresses", "级别"), escape(levels.get(row.level, str(row.level)))),
            (translate("addresses", "区划代码"), escape(row.code)),
            (translate("addresses", "地址数"), f"{row.nodes:,}" if row.nodes >= 0 else "…"),
        ]
        self._write(self._headline(row.name) + self._facts(facts))

    def show_place(self, row: PlaceRow) -> None:
        """Show a place name."""
        facts = [
            (translate("addresses", "类别"), escape(kind_term(row.kind))),
            (translate("addresses", "拼音"), escape(row.pinyin)),
            (translate("addresses", "状态"), _state(name_state_term(row.state), row.state)),
            (translate("addresses", "本社区下级"), f"{row.child_count - row.ended:,}"),
        ]
        self._write(self._headline(row.name) + self._facts(facts))

    def show_node(self, detail: NodeDetail) -> None:
        """Show an address."""
        row = detail.row
        bar = self.page.verticalScrollBar()
        read_to = bar.value() if self.node_id == row.id else 0
        parts = [self._headline(row.full_text), self._states(detail), self._stand_ins(detail)]
        parts += [self._coming(detail), self._place_facts(detail), self._code(detail), self._plates(detail)]
        parts += [self._problems(detail), self._belongings(detail), self._timeline(detail)]
        self._write("".join(parts))
        self._headed, self._shown = row.full_text, row
        bar.setValue(read_to)

    def _write(self, html: str) -> None:
        self._shown = None
        self.page.setHtml(html)
        self.setCurrentWidget(self.page)

    def _headline(self, text: str) -> str:
        size = self.page.font().pointSizeF() * 1.4
        return f'<p style="font-size:{size:.1f}pt;font-weight:600;margin-top:0;margin-bottom:8px">{escape(text)}</p>'

    def _heading(self, text: str) -> str:
        colour = self.palette().color(QPalette.ColorRole.Link).name()
        return f'<p style="color:{colour};font-weight:600;margin:16px 0 4px 0">{escape(text)}</p>'

    def _muted(self, text: str) -> str:
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        return f'<p style="color:{colour};margin:0">{escape(text)}</p>'

    def _facts(self, facts: Iterable[tuple[str, str]]) -> str:
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        rows = "".join(
            f'<tr><td style="color:{colour};padding:2px 12px 2px 0;white-space:nowrap">{escape(name)}</td>'
            f'<td style="padding:2px 0">{value}</td></tr>'
            for name, value in facts
            if value
        )
        return f'<table cellspacing="0" cellpadding="0" style="margin-top:4px">{rows}</table>' if rows else ""

    def _states(self, detail: NodeDetail) -> str:
        row = detail.row
        return self._facts(
            [
                (translate("addresses", "法律状态"), _state(legal_term(row.legal), row.legal)),
                (translate("addresses", "赋码"), _state(code_term(row.code_state), row.code_state)),
                (translate("addresses", "存在"), _state(existence_term(row.existence), row.existence)),
                (translate("addresses", "标注"), _state(position_term(row.position), row.position)),
            ]
        )

    def _stand_ins(self, detail: NodeDetail) -> str:
        if detail.row.legal not in _SUCCEEDED:
            return ""
        heading = self._heading(translate("addresses", "现由以下地址承接"))
        if not detail.stand_ins:
            return heading + self._muted(translate("addresses", "没有接替它的地址"))
        hidden = translate("addresses", "在您看不到的区域")
        links = (
            f'<a href="node:{kin.node_id}">{escape(kin.text)}</a>' if kin.text else escape(hidden)
            for kin in detail.stand_ins
        )
        return heading + "".join(f'<p style="margin:0 0 4px 0">{link}</p>' for link in links)

    def _coming(self, detail: NodeDetail) -> str:
        if not detail.coming:
            return ""
        lines = (
            f'<p style="margin:0 0 4px 0"><span style="color:{_OPEN}">●</span> {escape(coming_text(one))}</p>'
            for one in detail.coming
        )
        return self._heading(translate("addresses", "待生效的变更")) + "".join(lines)

    def _place_facts(self, detail: NodeDetail) -> str:
        row = detail.row
        point = point_term(row.lng, row.lat, row.datum)
        units = (detail.district, detail.subdistrict, detail.community)
        facts = [
            (translate("addresses", "级别"), escape(kind_term(row.kind))),
            (translate("addresses", "社区"), escape(" ".join(units))),
            (
                translate("addresses", "地名"),
                escape(with_note(detail.place, kind_term(detail.place_kind))),
            ),
            (translate("addresses", "拼音"), escape(detail.pinyin)),
            (translate("addresses", "街侧"), escape(side_term(row.side) if row.side else "")),
            (translate("addresses", "楼层"), "" if row.floor is None else str(row.floor)),
            (translate("addresses", "下级"), f"{row.child_count - row.ended:,}" if row.child_count else ""),
            (translate("addresses", "坐标"), escape(point or translate("addresses", "还没有"))),
            (translate("addresses", "启用日期"), escape(row.valid_from)),
            (translate("addresses", "来源"), escape(source_text(detail.whence))),
        ]
        if row.parent_id != row.place_id:
            word = escape(translate("addresses", "打开上级地址"))
            up = f'<a href="node:{row.parent_id}">{word}</a>'
            facts.append((translate("addresses", "上级"), up))
        return self._heading(translate("addresses", "位置")) + self._facts(facts)

    def _code(self, detail: NodeDetail) -> str:
        heading = self._heading(translate("addresses", "编码与二维码"))
        facts = [
            (translate("addresses", "本系统编号"), escape(str(detail.row.id))),
            (translate("addresses", "公安地址编码"), escape(detail.code)),
            (translate("addresses", "民政地址代码"), escape(detail.whence.civil_code)),
            (translate("addresses", "二维码内容"), escape(detail.payload)),
        ]
        if not detail.code and not detail.payload:
            facts.append((translate("addresses", "说明"), escape(translate("addresses", "公安尚未下发"))))
        return heading + self._facts(facts)

    def _plates(self, detail: NodeDetail) -> str:
        heading = self._heading(translate("addresses", "门牌"))
        if not detail.plates:
            return heading + self._muted(translate("addresses", "还没有制牌记录"))
        facts = [
            (
                f"{plate_class_term(plate.plate_class)} {plate.ordinal}",
                _state(plate_term(plate.state), plate.state),
            )
            for plate in detail.plates
        ]
        return heading + self._facts(facts)

    def _problems(self, detail: NodeDetail) -> str:
        heading = self._heading(translate("addresses", "待处理问题"))
        if not detail.problems:
            return heading + self._muted(translate("addresses", "没有未销号的问题"))
        facts = [(problem.problem, escape(problem_text(problem))) for problem in detail.problems]
        return heading + self._facts(facts)

    def _belongings(self, detail: NodeDetail) -> str:
        linked = detail.linked
        words = {"files": translate("addresses", "附件 {n} 份：照片、扫描件和材料").format(n=linked.files)}
        if linked.persons is not None:
            told = translate("addresses", "人员 {n} 人：申请人、联系人、产权人（加密保存，默认遮盖）")
            words = {"persons": told.format(n=linked.persons), **words}
        links = "".join(
            f'<p style="margin:4px 0 0 0"><a href="{name}:{detail.row.id}">{escape(word)}</a></p>'
            for name, word in words.items()
        )
        return self._heading(translate("addresses", "人员与附件")) + links

    def _timeline(self, detail: NodeDetail) -> str:
        until_now = translate("addresses", "至今")
        facts = []
        for version in reversed(detail.versions):
            states = (version.own_text, legal_term(version.legal), existence_term(version.existence))
            end = until_now if version.valid_to == FOREVER else f"→ {version.valid_to}"
            facts.append((version.valid_from, escape(with_note(" · ".join(states), end))))
        word = escape(translate("addresses", "谁在何时改了什么（操作日志）"))
        link = f'<p style="margin:4px 0 0 0"><a href="journal:{detail.row.id}">{word}</a></p>'
        whole = escape(translate("addresses", "完整沿革与大事记"))
        link = f'<p style="margin:4px 0 0 0"><a href="story:{detail.row.id}">{whole}</a></p>' + link
        return self._heading(translate("addresses", "沿革")) + self._facts(facts) + link

    def _on_link(self, link: QUrl) -> None:
        if link.scheme() == "node":
            self.node_chosen.emit(int(link.path()))
        elif link.scheme() == "journal":
            self.journal_wanted.emit(int(link.path()), self._headed)
        elif link.scheme() == "persons" and self._shown is not None:
            self.persons_wanted.emit(self._shown)
        elif link.scheme() == "files" and self._shown is not None:
            self.files_wanted.emit(self._shown)


def _state(word: str, code: str) -> str:
    colour = _GOOD if code in _GOOD_CODES else _ENDED if code in _ENDED_CODES else _OPEN
    return f'<span style="color:{colour}">●</span> {escape(word)}'
