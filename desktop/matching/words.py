"""The office's words for verdicts, rungs, elements and what is wrong with a line."""

from collections.abc import Callable
from enum import StrEnum

from db.domain.matching.model import Rung, Verdict
from desktop.i18n import translate


def verdict_term(value: str) -> str:
    """The word for how an address stands to the register."""
    return _verdicts().get(value, value)


def rung_term(value: str) -> str:
    """The words for the rung on which the verdict was found."""
    return _rungs().get(value, value)


def element_term(value: str) -> str:
    """The word for a kind of element."""
    return element_terms().get(value, value)


def reason_term(reason: str, element: str) -> str:
    """What decided, with the element it was found in."""
    words = reason_terms().get(reason, reason)
    return words.format(element=element_term(element)) if element else words.format(element="")


def fault_text(fault: str, place: int) -> str:
    """Why a line is not read, and where in it.

    Args:
        fault: one of ``desktop.matching.written.FAULTS``.
        place: which character is at fault, from 1; 0 when the whole line is.
    """
    words = fault_terms().get(fault, fault)
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
    return {
        "identical": translate("matching", "完全一致"),
        "decided": translate("matching", "按人工决定"),
        "decision_outdated": translate("matching", "决定之后库中地址有变，请重新确认"),
        "code_and_text_differ": translate("matching", "编码与文字指向不同的地址"),
        "several": translate("matching", "有几条同样符合"),
        "unknown": translate("matching", "库中没有"),
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
        "unreadable_cell": translate("matching", "单元格是错误值，读不出文字"),
    }


COMPLETE: tuple[tuple[type[StrEnum], Callable[[], dict[str, str]]], ...] = (
    (Verdict, _verdicts),
    (Rung, _rungs),
)
"""Each code list and its words; a new member without a word fails the tests."""
