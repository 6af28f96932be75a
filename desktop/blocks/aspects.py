"""What a building's table can be coloured by, and for each state its word, its one-character mark and its tone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.domain.inspection import FormState
from db.domain.state import Code, Legal, Plate
from db.services.building_table import Cell
from desktop.blocks.tones import Tone
from desktop.i18n import translate
from desktop.terms import code_term, legal_term, plate_term


class Aspect(StrEnum):
    """What the cells show."""

    LEGAL = "legal"
    CODE = "code"
    PLATE = "plate"
    INSPECTION = "inspection"


@dataclass(frozen=True, slots=True)
class Look:
    """How one state is shown.

    Attributes:
        mark: one character, for who does not tell the tones apart and for black-and-white paper.
        word: in the legend.
    """

    mark: str
    word: str
    tone: Tone


_INSPECTION_STATES = ("", FormState.ISSUED.value, "passed", "failed", FormState.CONFLICT.value)


def aspect_name(aspect: Aspect) -> str:
    """What an aspect is called."""
    return {
        Aspect.LEGAL: translate("blocks", "法律状态"),
        Aspect.CODE: translate("blocks", "赋码"),
        Aspect.PLATE: translate("blocks", "门牌"),
        Aspect.INSPECTION: translate("blocks", "检查验收"),
    }[aspect]


def state_of(cell: Cell, aspect: Aspect) -> str:
    """The state of an address that an aspect shows."""
    return {
        Aspect.LEGAL: cell.legal,
        Aspect.CODE: cell.code_state,
        Aspect.PLATE: cell.plate,
        Aspect.INSPECTION: cell.inspection,
    }[aspect]


def looks(aspect: Aspect) -> Mapping[str, Look]:
    """Every state of an aspect in the order of the legend."""
    return _LOOKS[aspect]()


def _legal() -> dict[str, Look]:
    marks = {
        Legal.DRAFT: (translate("marks", "草"), Tone.NONE),
        Legal.TO_VERIFY: (translate("marks", "核"), Tone.WAITING),
        Legal.TO_APPROVE: (translate("marks", "审"), Tone.UNDER_WAY),
        Legal.APPROVED: (translate("marks", "批"), Tone.GOOD),
        Legal.CHANGING: (translate("marks", "变"), Tone.CHANGING),
        Legal.SUSPENDED: (translate("marks", "停"), Tone.WRONG),
        Legal.MERGED: (translate("marks", "并"), Tone.ENDED),
        Legal.CANCELLED: (translate("marks", "销"), Tone.ENDED),
        Legal.VOID: (translate("marks", "废"), Tone.ENDED),
    }
    return {state.value: Look(mark, legal_term(state.value), tone) for state, (mark, tone) in marks.items()}


def _code() -> dict[str, Look]:
    marks = {
        Code.NONE: (translate("marks", "无"), Tone.NONE),
        Code.REQUESTED: (translate("marks", "申"), Tone.WAITING),
        Code.ASSIGNED: (translate("marks", "码"), Tone.GOOD),
        Code.REPLACED: (translate("marks", "换"), Tone.CHANGING),
    }
    return {state.value: Look(mark, code_term(state.value), tone) for state, (mark, tone) in marks.items()}


def _plate() -> dict[str, Look]:
    marks = {
        Plate.TO_MAKE: (translate("marks", "待"), Tone.WAITING),
        Plate.LISTED: (translate("marks", "单"), Tone.WAITING),
        Plate.IN_PRODUCTION: (translate("marks", "制"), Tone.UNDER_WAY),
        Plate.RECEIVED: (translate("marks", "到"), Tone.UNDER_WAY),
        Plate.TO_MOUNT: (translate("marks", "候"), Tone.UNDER_WAY),
        Plate.MOUNTED: (translate("marks", "装"), Tone.GOOD),
        Plate.MARKED: (translate("marks", "标"), Tone.GOOD),
        Plate.ACCEPTED: (translate("marks", "验"), Tone.BETTER),
        Plate.MISSING: (translate("marks", "缺"), Tone.WRONG),
        Plate.DAMAGED: (translate("marks", "损"), Tone.WRONG),
        Plate.TO_CORRECT: (translate("marks", "错"), Tone.WRONG),
        Plate.REMAKE: (translate("marks", "补"), Tone.CHANGING),
    }
    none = {"": Look(translate("marks", "无"), translate("blocks", "没有门牌"), Tone.NONE)}
    return none | {
        state.value: Look(mark, plate_term(state.value), tone) for state, (mark, tone) in marks.items()
    }


def _inspection() -> dict[str, Look]:
    never, issued, passed, failed, conflict = _INSPECTION_STATES
    return {
        never: Look(translate("marks", "未"), translate("blocks", "未抽查"), Tone.NONE),
        issued: Look(translate("marks", "发"), translate("blocks", "检查中"), Tone.UNDER_WAY),
        passed: Look(translate("marks", "合"), translate("blocks", "合格"), Tone.GOOD),
        failed: Look(translate("marks", "否"), translate("blocks", "有不合格项"), Tone.WRONG),
        conflict: Look(translate("marks", "异"), translate("blocks", "结果不一致"), Tone.CHANGING),
    }


_LOOKS: dict[Aspect, Callable[[], dict[str, Look]]] = {
    Aspect.LEGAL: _legal,
    Aspect.CODE: _code,
    Aspect.PLATE: _plate,
    Aspect.INSPECTION: _inspection,
}
