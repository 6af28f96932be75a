"""The office's words for handing over: kinds of cases, what became of them, why an offer was refused."""

from collections.abc import Mapping

from db.domain.handover import DutyKind, HandoverRefused, LeftOut
from db.domain.importing import Kind
from desktop.i18n import translate
from desktop.terms import handover_term, machine_term


def kind_term(kind: DutyKind) -> str:
    """The word for a kind of case."""
    return _kinds()[kind]


def _kinds() -> dict[DutyKind, str]:
    return {
        DutyKind.APPLICATION: translate("handover", "编号申请"),
        DutyKind.IMPORT_BATCH: translate("handover", "导入清单"),
        DutyKind.PLATE_BATCH: translate("handover", "制牌批次"),
        DutyKind.PACKAGE: translate("handover", "检查包"),
        DutyKind.PROBLEM: translate("handover", "数据问题"),
        DutyKind.HANDOVER: translate("handover", "待答复的交接"),
    }


def title_text(kind: DutyKind, title: str) -> str:
    """What a case is called, so that it is told from others of its kind."""
    if kind is DutyKind.PACKAGE:
        return translate("handover", "检查表 {n} 张").format(n=title)
    if kind is DutyKind.HANDOVER:
        return translate("handover", "{who} 移交的事项").format(who=title)
    return title


def state_text(kind: DutyKind, state: str) -> str:
    """How far a case is."""
    if kind is DutyKind.APPLICATION:
        return machine_term("Application", state)
    if kind is DutyKind.PROBLEM:
        return machine_term("Problem", state)
    if kind is DutyKind.HANDOVER:
        return handover_term(state)
    words = {
        (DutyKind.IMPORT_BATCH, Kind.ADDRESSES.value): translate("handover", "地址清单，未入库"),
        (DutyKind.IMPORT_BATCH, Kind.QR.value): translate("handover", "二维码清单，未入库"),
        (DutyKind.PLATE_BATCH, "locked"): translate("handover", "清单锁定，未出图"),
        (DutyKind.PLATE_BATCH, "rendered"): translate("handover", "已出图，未校验"),
        (DutyKind.PLATE_BATCH, "failed"): translate("handover", "校验不符"),
        (DutyKind.PACKAGE, "out"): translate("handover", "已发出，未收齐"),
    }
    return words.get((kind, state), state)


def outcome_text(outcome: str) -> str:
    """Why an offered case did not change hands; ``""`` when it did."""
    words = {
        LeftOut.FINISHED.value: translate("handover", "接收前已办结"),
        LeftOut.TAKEN.value: translate("handover", "接收前已由他人负责"),
        LeftOut.UNFIT.value: translate("handover", "接收人已没有办理权限"),
    }
    return words.get(outcome, outcome)


def counts_text(counts: Mapping[DutyKind, int]) -> str:
    """How many of each kind, in a line."""
    parts = [
        translate("handover", "{kind} {n} 件").format(kind=kind_term(kind), n=n) for kind, n in counts.items()
    ]
    return translate("handover", "、").join(parts)


def refusal_reason(why: str) -> str:
    """Why an offer cannot be made so."""
    words = {
        "nothing": translate("handover", "没有可以移交的事项（已在移交中的不能重复移交）"),
        "to_himself": translate("handover", "移交人与接收人是同一个账号"),
        "not_his": translate("handover", "这些事项已经办结，或不由移交人负责"),
        "offered_already": translate("handover", "这些事项已在另一份交接中，等待答复"),
        "misfit": translate("handover", "接收人的角色和范围办不了这些事项"),
    }
    return words.get(why, why)


def refused_words(error: HandoverRefused) -> tuple[str, str, str]:
    """Title, what happened, what to do next."""
    named = translate("handover", "；").join(item_text(*item) for item in error.items)
    what = translate("handover", "{why}：{named}。") if named else translate("handover", "{why}。")
    advice = {
        "nothing": translate("handover", "没有需要移交的事项时，可以直接停用账号。"),
        "to_himself": translate("handover", "请另选接收人。"),
        "not_his": translate("handover", "请按 F5 刷新后重新选择。"),
        "offered_already": translate("handover", "请等对方答复，或先撤回那一份交接。"),
        "misfit": translate("handover", "请把这些事项单独交给能办理的人，或请系统管理员先调整接收人的角色。"),
    }
    return (
        translate("handover", "交接没有发起"),
        what.format(why=refusal_reason(error.why), named=named),
        advice.get(error.why, translate("handover", "请按提示改正后重试。")),
    )


def item_text(kind: str, title: str, able: str = "") -> str:
    """A case by kind and title, and who could do it when that is known."""
    name = title
    if kind in set(DutyKind):
        known = DutyKind(kind)
        words = translate("handover", "{kind}「{title}」")
        name = words.format(kind=kind_term(known), title=title_text(known, title))
    if not able:
        return name
    return translate("handover", "{item}（能办理：{who}）").format(item=name, who=able)
