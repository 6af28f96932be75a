"""Why something cannot be written of a name, in words; light, since every error is worded from the window's start on."""

from db.domain.alias import BadPlace
from desktop.i18n import translate


def refusal_reason(why: str) -> str:
    """Why something cannot be written of a name."""
    words = {
        "name_empty": translate("places", "没有填写地名"),
        "name_long": translate("places", "地名过长，最多 60 个字"),
        "name_characters": translate("places", "地名里只能有汉字、字母、数字和间隔号"),
        "name_no_han": translate("places", "地名至少要有两个汉字"),
        "name_taken": translate("places", "同一范围内已有这个地名"),
        "name_retired": translate("places", "同一范围内已有这个地名，已销名；如要再用，请恢复它"),
        "same_name": translate("places", "与现用名相同"),
        "alias_taken": translate("places", "它已是另一个地名，或已指向另一个地名"),
        "unknown_kind": translate("places", "没有这种类别"),
        "unknown_direction": translate("places", "没有这种编号方向"),
        "unknown_rule_set": translate("places", "库中没有这套编号规则"),
        "fact_long": translate("places", "文字过长：含义最多 1000 字，其他栏最多 200 字"),
        "fact_characters": translate("places", "含有不可见的字符"),
        "pinyin_characters": translate("places", "拼音只能有字母、声调、数字、空格、隔音号和连字符"),
        "pinyin_long": translate("places", "拼音过长"),
        "bad_day": translate("places", "日期请写成 2026-11-22 的样子，且须真有这一天"),
        "day_to_come": translate("places", "日期不能晚于今天"),
        "days_backwards": translate("places", "止日须晚于起日"),
        "day_before": translate("places", "更名日期早于现用名启用的日期"),
        "no_reason": translate("places", "没有写明事由"),
        "borne": translate("places", "名下还有未注销的地址或已预留的号码"),
        "dated": translate("places", "它曾是标准地名，这是历史事实，不能撤下"),
    }
    return words.get(why, why)


def refused_words(error: BadPlace) -> tuple[str, str, str]:
    """Title, what happened, what to do next."""
    shown = translate("places", "「{text}」：{why}。") if error.text else translate("places", "{why}。")
    explanation = shown.format(text=error.text, why=refusal_reason(error.why))
    if error.why == "alias_taken":
        explanation += translate("places", "现在指向「{name}」。").format(name=error.holder)
    if error.why == "day_before":
        explanation += translate("places", "现用名自 {day} 起使用。").format(day=error.holder)
    todo = translate("places", "请改正后再试。")
    if error.why == "borne":
        todo = translate("places", "请先为这些地址更名、移出或注销，再销名。")
    return (translate("places", "地名没有保存"), explanation, todo)
