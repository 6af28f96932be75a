"""The window's words for deliveries: kinds, states, what stands in the way of taking one back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.domain.importing import BatchInUse, Kind
from desktop.i18n import translate
from desktop.importing.field_names import field_name
from desktop.terms import legal_term

if TYPE_CHECKING:
    from db.store.import_batches import BatchRow

_LEGAL = "legal_"


def kind_word(value: str) -> str:
    """What a delivery holds."""
    words = {
        Kind.ADDRESSES.value: translate("importing", "地址清单"),
        Kind.QR.value: translate("importing", "公安二维码清单"),
    }
    return words.get(value, value)


def state_word(batch: "BatchRow") -> str:
    """Where a batch stands."""
    if batch.taken_back:
        return translate("importing", "已撤回")
    words = {
        "staged": translate("importing", "已暂存，未入库"),
        "promoted": translate("importing", "已入库"),
        "abandoned": translate("importing", "已放弃"),
    }
    return words.get(batch.state, batch.state)


def outcome_word(outcome: str) -> str:
    """What became of a delivered record."""
    words = {
        "staged": translate("importing", "待入库"),
        "accepted": translate("importing", "新增或更新"),
        "unchanged": translate("importing", "未变"),
        "rejected": translate("importing", "退回"),
        "skipped": translate("importing", "略过"),
    }
    return words.get(outcome, outcome)


def kept_words(counts: Mapping[str, int]) -> str:
    """Which fields of a delivery do not enter the register, and in how many lines they say something."""
    template = translate("importing", "{field} {n} 行")
    told = (template.format(field=field_name(name), n=f"{count:,}") for name, count in sorted(counts.items()))
    return translate("importing", "、").join(told)


def hindrance_word(why: str) -> str:
    """How somebody built on an address that a batch brought."""
    if why.startswith(_LEGAL):
        template = translate("importing", "现在是「{state}」")
        return template.format(state=legal_term(why.removeprefix(_LEGAL)))
    words = {
        "coded": translate("importing", "已经申请或取得编码"),
        "children": translate("importing", "下面有后来增加的地址"),
        "changed": translate("importing", "入库以后有人改过"),
        "files": translate("importing", "挂有附件"),
        "persons": translate("importing", "登记有人员"),
        "decided": translate("importing", "公安比对中有人认定过"),
    }
    return words.get(why, why)


def batch_words(error: BatchInUse) -> tuple[str, str, str]:
    """Title, explanation and next step of a batch that cannot be taken back."""
    explanation = translate("importing", "「{source}」带入的 {n} 个地址已有后续业务，例如 {address}：{why}。")
    return (
        translate("importing", "这一批不能整批撤回"),
        explanation.format(
            source=error.source, n=f"{error.count:,}", address=error.address, why=hindrance_word(error.why)
        ),
        translate("importing", "先撤销这些后续业务，或者对个别地址单独作废。"),
    )
