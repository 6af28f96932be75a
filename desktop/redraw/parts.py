"""Words and small parts of the form."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.domain.redraw import COMMUNITY, SUBDISTRICT, RedrawKind, Share
from desktop.i18n import translate
from desktop.redraw.cell_table import Cell
from desktop.redraw.operations import Names

_LONGEST_TITLE = 200

Propose = Callable[[str, str, tuple[str, ...], Callable[[str], None]], None]
"""Asks for a free code: parent, a code of the same sort, codes taken already, who gets it."""
LoadNames = Callable[[str, Callable[[Names], None]], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the form gets what it does not know.

    Attributes:
        propose: free codes.
        load_names: places of a community.
    """

    propose: Propose
    load_names: LoadNames


def kind_words() -> dict[RedrawKind, str]:
    """What can happen to units."""
    return {
        RedrawKind.RENAME: translate("redraw", "更名"),
        RedrawKind.TRANSFER: translate("redraw", "改隶（划入另一镇街）"),
        RedrawKind.MERGE: translate("redraw", "合并"),
        RedrawKind.SPLIT: translate("redraw", "析置（一分为几）"),
    }


def level_words() -> dict[int, str]:
    """The units that it can happen to."""
    return {COMMUNITY: translate("redraw", "社区（村）"), SUBDISTRICT: translate("redraw", "镇街")}


Lines = list[tuple[str, ...]]


def missing_words(tables: tuple[Lines, Lines, Lines], document: str) -> str:
    """What has to be filled in: units that change, those that stand afterwards, who takes what; ``""`` when nothing."""
    old, heirs, shares = tables
    if not old:
        return translate("redraw", "请选择要调整的单位；合并时逐个按「加入」。")
    if not all(code and name for code, name in heirs):
        return translate("redraw", "请填写调整后单位的代码和名称。")
    if not document.strip():
        return translate("redraw", "请填写批文文号。")
    if not all(text.isdecimal() or not text for _place, _side, *ends, _heir in shares for text in ends):
        return translate("redraw", "号段的起止只填数字，不填表示不限。")
    return ""


def title_words(kind: str, old: Lines, heirs: Lines) -> str:
    """What an application is called in lists."""
    comma = translate("redraw", "、")
    names, after = (comma.join(name for _code, name in lines) for lines in (old, heirs))
    words = translate("redraw", "{kind}：{names} → {heirs}")
    return words.format(kind=kind, names=names, heirs=after)[:_LONGEST_TITLE]


def shares_of(level: int, lines: Lines) -> tuple[Share, ...]:
    """Who takes what, as the lines say it."""
    if level == SUBDISTRICT:
        return tuple(Share(heir, community=one) for one, _side, _low, _high, heir in lines)
    return tuple(
        Share(heir, place_id=number_of(place), side=side, low=number_of(low), high=number_of(high))
        for place, side, low, high, heir in lines
    )


def row_of(*widgets: QWidget, stretch: QWidget | None = None) -> QWidget:
    """Widgets side by side; one of them takes the room that is left."""
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1 if widget is stretch else 0)
    if stretch is None:
        row.addStretch(1)
    # The letter of a label passes over what takes no focus; set after the proxy, it would be the proxy's own.
    frame.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    frame.setFocusProxy(widgets[0])
    return frame


def parent_of(code: str, level: int) -> str:
    """The unit above by the digits of a code."""
    return code[: 9 if level == COMMUNITY else 6].ljust(12, "0")


def number_of(text: str) -> int:
    """What is typed as a bound; nothing is no bound."""
    return int(text) if text.isdecimal() else 0


def unit_cells(*, fixed: bool = False) -> tuple[Cell, ...]:
    """Columns of units."""
    return (
        Cell(translate("redraw", "代码"), fixed=fixed),
        Cell(translate("redraw", "名称"), wide=True, fixed=fixed),
    )


def share_cells(names: Names) -> tuple[Cell, ...]:
    """Columns of who takes what: a place or community, numbers of it, the heir."""
    sides = (
        ("", translate("redraw", "单双号")),
        ("odd", translate("redraw", "单号")),
        ("even", translate("redraw", "双号")),
    )
    places = tuple((str(one), name) for one, name in names) or (("", translate("redraw", "（没有）")),)
    return (
        Cell(translate("redraw", "地名或社区"), places, wide=True),
        Cell(translate("redraw", "号"), sides, letters=10),
        Cell(translate("redraw", "从"), letters=5),
        Cell(translate("redraw", "到"), letters=5),
        Cell(translate("redraw", "归"), (("", "—"),), wide=True),
    )
