"""What is wrong with a row or an address, in the office's words: data, printed as it stands in whatever language."""

from collections.abc import Mapping
from functools import cache
from json import loads

from desktop.paths import resource

_SIDES = {"left": "左侧", "right": "右侧"}
_STATES = {"draft": "拟用", "pending": "待批准"}
_DETAILS = {
    "wrong_side": "登记在{side}",
    "suffix_without_base": "没有{base}",
    "number_gap": "{before}号与{behind}号之间缺 {count} 个",
    "floor_skipped": "{before}层与{behind}层之间缺 {count} 层",
    "room_floor_mismatch": "登记在{stated}层，室号说在{told}层",
    "room_missing": "{floor}层第 {position} 户",
}
"""Rule -> what its parameters say; of other rules the parameters are listed."""
_WORDS = {"wanted": "应为", "first": "先登记的编号", "state": "地名状态", "addresses": "使用的地址数"}


@cache
def reasons() -> Mapping[str, str]:
    """Chinese reason by rule."""
    told = loads(resource("templates", "reasons.json").read_text(encoding="utf-8"))
    texts: dict[str, str] = told["reasons"]
    return texts


def reason_of(rule: str) -> str:
    """A rule's reason in Chinese, with its code for the hotline."""
    return f"{reason_words(rule)}（{rule}）"


def reason_words(rule: str) -> str:
    """A rule's reason in Chinese, as windows and workbooks tell it; a rule of a newer program has no words here yet."""
    return reasons().get(rule, "没有通过核对，请逐栏检查")


def detail_text(rule: str, params: Mapping[str, int | str]) -> str:
    """What a problem's parameters say, in the office's words."""
    said = {
        name: {"side": _SIDES, "state": _STATES}.get(name, {}).get(str(value), value)
        for name, value in params.items()
    }
    if rule in _DETAILS:
        return _DETAILS[rule].format(**said)
    return "；".join(f"{_WORDS.get(name, name)}：{value}" for name, value in said.items())


def kept_detail(detail: str) -> tuple[str, dict[str, int | str]]:
    """A registered problem's detail as it is kept: the address, and the parameters of its rule."""
    params = loads(detail)
    return str(params.pop("address", "")), params
