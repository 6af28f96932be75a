"""The office's words for verdicts, rungs, elements and what is wrong with a line."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QLocale

from db.domain.matching.findings import Reason
from db.domain.matching.model import Match, Rung, Verdict
from db.domain.reading.doubts import Doubt
from desktop.i18n import translate

TEXT_DEEPER = 1
"""In ``Match.deeper``: the written address goes deeper than the register's."""


def _said(words: Callable[[], dict[str, str]]) -> dict[str, str]:
    """The words of a table; made once a language, since a list asks for them at every line it paints."""
    return _made(words, QLocale().name())


@cache
def _made(words: Callable[[], dict[str, str]], _language: str) -> dict[str, str]:
    return words()


def verdict_term(value: str) -> str:
    """The word for how an address stands to the register."""
    return _said(_verdicts).get(value, value)


def rung_term(value: str) -> str:
    """The words for the rung on which the verdict was found."""
    return _said(_rungs).get(value, value)


def element_term(value: str) -> str:
    """The word for a kind of element."""
    return _said(element_terms).get(value, value)


def reason_term(match: Match) -> str:
    """What decided, with the element it was found in."""
    said = element_term(match.element) if match.element else translate("matching", "地名")
    if match.reason == Reason.DEEPER and match.deeper == TEXT_DEEPER:
        return translate("matching", "来文更细，多了{element}").format(element=said)
    return _said(reason_terms).get(match.reason, match.reason).format(element=said)


def doubt_text(doubt: Doubt) -> str:
    """Where a reading could be otherwise, and what it would be."""
    words = _said(doubt_terms).get(doubt.reason, doubt.reason)
    return words.format(
        kind=element_term(doubt.kind),
        value=doubt.value,
        other_kind=element_term(doubt.other_kind),
        other=doubt.other_value,
    )


def doubt_terms() -> dict[str, str]:
    """Reason of a doubt -> its words, with places for what was read and for the other reading."""
    return {
        "district_abolished": translate("matching", "{value}已撤并，现在是{other}"),
        "slip": translate("matching", "{kind}「{value}」像是「{other}」的错字"),
        "unknown_name": translate("matching", "库中没有{kind}「{value}」"),
        "village_or_compound": translate("matching", "「{value}」读作{kind}，也可能是{other_kind}"),
        "number_or_building": translate("matching", "读作{kind} {value}，也可能是{other_kind} {other}"),
        "number_or_room": translate("matching", "读作{kind} {value}，也可能是{other_kind} {other}"),
        "range_or_suffix": translate("matching", "{kind}读作连号 {value}，也可能是 {other}"),
        "room_or_stair": translate("matching", "读作{kind} {value}，也可能是{other_kind} {other}"),
        "floor_disagrees_room": translate("matching", "写的是 {value} 层，室号说在 {other} 层"),
    }


def fault_text(fault: str, place: int) -> str:
    """Why a line is not read, and where in it.

    Args:
        fault: one of ``desktop.matching.written.FAULTS``.
        place: which character is at fault, from 1; 0 when the whole line is.
    """
    words = _said(fault_terms).get(fault, fault)
    return (
        translate("matching", "{why}（第 {place} 个字）").format(why=words, place=place) if place else words
    )


def _verdicts() -> dict[str, str]:
    return {
        Verdict.SAME: translate("matching", "同一"),
        Verdict.CONTAINS: translate("matching", "包含"),
        Verdict.CANDIDATE: translate("matching", "候选"),
        Verdict.CONFLICT: translate("matching", "冲突"),
        Verdict.NONE: translate("matching", "无"),
    }


def _rungs() -> dict[str, str]:
    return {
        Rung.CODE: translate("matching", "公安编码"),
        Rung.DECISION: translate("matching", "人工决定"),
        Rung.TEXT: translate("matching", "标准写法"),
        Rung.ALIAS: translate("matching", "别名曾用名"),
        Rung.STRUCTURE: translate("matching", "逐级比对"),
        Rung.LIKENESS: translate("matching", "相近"),
        Rung.NOTHING: translate("matching", "没有线索"),
    }


def reason_terms() -> dict[str, str]:
    """Reason of a verdict -> its words; ``{element}`` is the kind of element that decided."""
    return {**_compared(), **_looked_up()}


def _compared() -> dict[str, str]:
    return {
        Reason.IDENTICAL: translate("matching", "各级一致"),
        Reason.UPPER_LEFT_OUT: translate("matching", "只是省略了上级区划"),
        Reason.FLOOR_LEFT_OUT: translate("matching", "只是没写层，室号已说明"),
        Reason.COMPOUND_LEFT_OUT: translate("matching", "只是没写楼名，门牌号和室相同"),
        Reason.RENAMED_UNIT: translate("matching", "{element}是撤并或更名前的"),
        Reason.ALIAS: translate("matching", "{element}写的是别名或曾用名"),
        Reason.NAME_SLIP: translate("matching", "{element}有同音或近音的错字"),
        Reason.DEEPER: translate("matching", "库中更细，来文没写{element}"),
        Reason.NOTHING_READ: translate("matching", "读不出地址"),
        Reason.UPPER_UNKNOWN: translate("matching", "没写在哪个{element}"),
        Reason.NAME_IN_TWO_PLACES: translate("matching", "几个区都有这个{element}"),
        Reason.NAME_NEAR: translate("matching", "{element}名相近，不能确定是同一个"),
        Reason.PLACE_DIFFERS: translate("matching", "{element}不同"),
        Reason.PLACE_LEFT_OUT: translate("matching", "一方写路，一方只写小区或村"),
        Reason.UNIT_DIFFERS: translate("matching", "{element}不同"),
        Reason.COMPOUND_DIFFERS: translate("matching", "{element}不同"),
        Reason.NUMBER_STYLE: translate("matching", "「12-1号」与「12号之一」的写法不同"),
        Reason.INSIDE_RANGE: translate("matching", "是连号或几号中的一个"),
        Reason.SUB_ROOM: translate("matching", "一方是室，一方是其中的分室"),
        Reason.IDENTIFIER_DIFFERS: translate("matching", "{element}不同"),
        Reason.FLOOR_CONTRADICTS: translate("matching", "写的层与室号所在的层不符"),
        Reason.SIDE_DIFFERS: translate("matching", "方位或分区不同"),
        Reason.BESIDE: translate("matching", "是对面或旁边"),
        Reason.NOTE_DIFFERS: translate("matching", "附注不同"),
        Reason.LEVEL_LEFT_OUT: translate("matching", "一方缺{element}"),
        Reason.LEVEL_DIFFERS: translate("matching", "同一个号，一方是{element}，一方不是"),
    }


def _looked_up() -> dict[str, str]:
    return {
        "unknown": translate("matching", "库中没有"),
        "several": translate("matching", "有几条同样符合"),
        "code_and_text_differ": translate("matching", "编码与文字指向不同的地址"),
        "text_unread": translate("matching", "编码对得上，文字读不出地址"),
        "address_retired": translate("matching", "编码的地址已停用或注销"),
        "decided": translate("matching", "按人工决定"),
        "decision_outdated": translate("matching", "决定之后库中地址有变，请重新确认"),
    }


def element_terms() -> dict[str, str]:
    """Kind of element -> its word, from the province down."""
    return {
        "province": translate("matching", "省"),
        "city": translate("matching", "市"),
        "district": translate("matching", "区县"),
        "town": translate("matching", "镇街"),
        "community": translate("matching", "社区村"),
        "village": translate("matching", "自然村"),
        "road": translate("matching", "路街巷"),
        "number": translate("matching", "门牌号"),
        "compound": translate("matching", "小区楼名"),
        "building": translate("matching", "楼栋"),
        "stair": translate("matching", "梯位"),
        "floor": translate("matching", "层"),
        "room": translate("matching", "室"),
        "rest": translate("matching", "其他"),
    }


def fault_terms() -> dict[str, str]:
    """Fault of a line -> its words."""
    return {
        "empty": translate("matching", "空行"),
        "too_long": translate("matching", "超过 1,000 个字，不是一条地址"),
        "control_character": translate("matching", "含有看不见的控制字符"),
        "strange_character": translate("matching", "含有不能出现在地址里的字符（表情、方向标记或乱码）"),
        "above_heading": translate("matching", "在表头上方，不当作地址"),
        "unreadable_cell": translate("matching", "单元格是错误值，读不出文字"),
    }


COMPLETE: tuple[tuple[type[StrEnum], Callable[[], dict[str, str]]], ...] = (
    (Verdict, _verdicts),
    (Rung, _rungs),
    (Reason, _compared),
)
"""Each code list and its words; a new member without a word fails the tests."""
