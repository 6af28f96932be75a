"""The office's words for what stands on check sheets and in findings."""

from db.domain.check_return import KEY, NEW_EXISTENCE, NEW_FLOOR, NEW_TEXT, VERDICT
from db.domain.check_sheet import (
    ADDRESS,
    DAMAGED,
    EXISTENCE,
    FLOOR,
    GONE,
    HAS,
    NONE,
    NOTE,
    OWN_TEXT,
    PLATE,
    Kind,
    Lapse,
)
from db.services.sheets import CHOSEN, EVERY, TO_VERIFY
from desktop.i18n import translate
from desktop.terms import existence_term, machine_term


def field_word(name: str) -> str:
    """What a finding is about."""
    words = {
        ADDRESS: translate("sheets", "地址"),
        OWN_TEXT: translate("sheets", "名称"),
        FLOOR: translate("sheets", "楼层"),
        EXISTENCE: translate("sheets", "现状"),
        PLATE: translate("sheets", "门牌"),
        NOTE: translate("sheets", "备注"),
        KEY: translate("sheets", "校验码"),
        VERDICT: translate("sheets", "核查结果"),
        NEW_TEXT: translate("sheets", "正确名称"),
        NEW_FLOOR: translate("sheets", "正确楼层"),
        NEW_EXISTENCE: translate("sheets", "实际现状"),
    }
    return words.get(name, name)


def kind_word(kind: str) -> str:
    """What a finding is to the register."""
    words = {
        Kind.ACCEPTED.value: translate("sheets", "一致"),
        Kind.CHANGED.value: translate("sheets", "有改动"),
        Kind.NEW.value: translate("sheets", "新增"),
        Kind.CONFLICT.value: translate("sheets", "冲突"),
        Kind.REJECTED.value: translate("sheets", "退回"),
    }
    return words.get(kind, kind)


def value_word(name: str, value: str) -> str:
    """A value of a field as people say it."""
    if name == EXISTENCE:
        return translate("sheets", "已不在库") if value == GONE else existence_term(value)
    if name == PLATE:
        plates = {
            "": translate("sheets", "未记录"),
            HAS: translate("sheets", "有"),
            NONE: translate("sheets", "无"),
            DAMAGED: translate("sheets", "损坏"),
        }
        return plates.get(value, value)
    return value


def choice_word(choice: str) -> str:
    """Which addresses went out."""
    words = {
        EVERY: translate("sheets", "全部地址"),
        TO_VERIFY: translate("sheets", "仅待核实的地址"),
        CHOSEN: translate("sheets", "地址库中选中的地址"),
    }
    return words.get(choice, choice)


def lapse_word(lapse: Lapse, who: str) -> str:
    """What became of what was taken over once, for a finding that waits again; ``who`` ended it, by name."""
    if not lapse.state:
        return translate("sheets", "采纳后又被改回，请重新处理")
    whose = translate("sheets", "{who}：{said}").format(who=who, said=lapse.said) if lapse.said else who
    template = translate("sheets", "采纳后提交的申请：{state}（{whose}），请重新处理")
    return template.format(state=machine_term("Application", lapse.state), whose=whose)


def why_word(why: str) -> str:
    """Why a cell or a row was given back."""
    words = {
        "bad_key": translate("sheets", "校验码与本表不符，可能是别的核查表的行"),
        "key_moved": translate("sheets", "校验码被挪到了另一行"),
        "key_twice": translate("sheets", "同一行出现两次，只收第一次"),
        "verdict_unknown": translate("sheets", "核查结果不是一致、有误、不存在、新增之一"),
        "new_on_key": translate("sheets", "表里已有的地址不能标为新增"),
        "nothing_corrected": translate("sheets", "标了有误，但没有写正确的是什么"),
        "bad_own_text": translate("sheets", "名称的写法无法识别"),
        "bad_floor": translate("sheets", "楼层要写数字，地下写 -1"),
        "bad_existence": translate("sheets", "现状只能是存在、在建、已拆除"),
        "bad_plate": translate("sheets", "门牌只能是有、无、损坏"),
        "too_long": translate("sheets", "文字太长"),
        "personal": translate("sheets", "疑似证件号码或手机号码，没有收下"),
        "new_without_address": translate("sheets", "新增的行没有写地址"),
    }
    return words.get(why, why)
