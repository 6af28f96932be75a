"""Words for the vault and for persons: what a field is called, why something is refused and what to do then."""

from db.domain.person import BadPerson, IdKind, PersonKind
from db.domain.vault import VaultRefused
from desktop.i18n import translate

Words = tuple[str, str, str]
"""Title, what happened, what to do next."""


def field_word(field: str) -> str:
    """What a field of a person is called."""
    words = {
        "name": translate("vault", "姓名"),
        "id_number": translate("vault", "证件号码"),
        "phone": translate("vault", "电话"),
    }
    return words.get(field, field)


def kind_word(kind: PersonKind) -> str:
    """What a person is to the row he is tied to."""
    words = {
        PersonKind.APPLICANT: translate("vault", "申请人"),
        PersonKind.CONTACT: translate("vault", "联系人"),
        PersonKind.RESIDENT: translate("vault", "住户"),
        PersonKind.OWNER: translate("vault", "产权人"),
    }
    return words[kind]


def id_kind_word(kind: IdKind) -> str:
    """What a kind of paper is called."""
    words = {
        IdKind.RESIDENT: translate("vault", "居民身份证"),
        IdKind.RESIDENT_15: translate("vault", "居民身份证（15 位）"),
        IdKind.RESIDENCE_HMT: translate("vault", "港澳台居民居住证"),
        IdKind.PERMIT_HM: translate("vault", "港澳居民来往内地通行证"),
        IdKind.PERMIT_TW: translate("vault", "台湾居民来往大陆通行证"),
        IdKind.RESIDENCE_FOREIGN: translate("vault", "外国人永久居留身份证"),
        IdKind.PASSPORT: translate("vault", "护照"),
        IdKind.OTHER: translate("vault", "其他证件"),
    }
    return words[kind]


def standing_word(standing: str) -> str:
    """How a person's record stands, where his fields cannot be shown."""
    words = {
        "open": translate("vault", "已遮蔽"),
        "sealed": translate("vault", "已封存，开柜后可见"),
        "wiped": translate("vault", "已销毁"),
        "altered": translate("vault", "记录被改动或损坏"),
    }
    return words.get(standing, standing)


def person_words(error: BadPerson) -> Words:
    """Why something told of a person cannot be taken; what was typed is never repeated."""
    return (
        translate("vault", "人员信息没有保存"),
        translate("vault", "{field}：{why}。").format(
            field=field_word(error.field), why=person_reason(error.why)
        ),
        translate("vault", "请对照证件原件改正后重试。"),
    )


def person_reason(why: str) -> str:
    """Why a field cannot be right."""
    words = {
        "no_name": translate("vault", "没有填写"),
        "name_too_long": translate("vault", "过长，最多 50 个字"),
        "digit_in_name": translate("vault", "姓名里有数字，是否填错了栏"),
        "not_a_name": translate("vault", "有姓名里不会出现的符号"),
        "no_number": translate("vault", "选了证件种类，没有填号码"),
        "wrong_length": translate("vault", "位数不对"),
        "wrong_form": translate("vault", "不是这种证件的号码写法"),
        "unknown_region": translate("vault", "前两位不是这种证件的地区代码"),
        "no_such_day": translate("vault", "出生日期不存在，或晚于今天"),
        "check_digit": translate("vault", "末位校验码不符，有数字写错"),
        "not_a_phone": translate("vault", "不是电话号码"),
    }
    return words.get(why, why)


def vault_words(error: VaultRefused) -> Words:
    """Why the vault does not do it."""
    what, todo = _refusals().get(error.why, (error.why, _ask_admin()))
    return (
        translate("vault", "保密柜没有打开"),
        translate("vault", "{what}。").format(what=what.format(group=error.group)),
        todo,
    )


def _ask_admin() -> str:
    return translate("vault", "请联系系统管理员。")


def _refusals() -> dict[str, tuple[str, str]]:
    retype = translate("vault", "请对照纸上的字符重新输入；不分大小写，空格和横线可省。")
    new_code = translate("vault", "请系统管理员重新发一个传递码。")
    unlock = translate("vault", "请先用口令打开保密柜。")
    again = translate("vault", "请改正后重试。")
    return {
        "no_vault": (
            translate("vault", "本库还没有保密柜"),
            translate("vault", "请系统管理员在「系统 › 保密柜」建立。"),
        ),
        "has_vault": (
            translate("vault", "本库已有保密柜"),
            translate("vault", "需要新密钥时，请用「更换密钥」。"),
        ),
        "no_access": (
            translate("vault", "口令不对，或这个账号还不能打开保密柜"),
            translate("vault", "请核对口令；口令被重设过的，请系统管理员重新发传递码。"),
        ),
        "code_waiting": (
            translate("vault", "传递码还没有输入"),
            translate("vault", "请输入系统管理员交给您的传递码。"),
        ),
        "closed": (translate("vault", "保密柜是关着的"), unlock),
        "old_key": (
            translate("vault", "保密柜的密钥已经更换，手上的是旧密钥"),
            translate("vault", "请重新打开；打不开的，请系统管理员发新的传递码。"),
        ),
        "other_account": (translate("vault", "保密柜是另一个账号打开的"), unlock),
        "half_changed": (
            translate("vault", "上一次更换密钥还没有做完"),
            translate("vault", "请先点「继续更换」，做完再换新的。"),
        ),
        "last_holder": (
            translate("vault", "这是最后一个能打开保密柜的账号"),
            translate("vault", "请先让另一个账号开通，再收回这个账号的。"),
        ),
        "code_length": (translate("vault", "应为 8 组、每组 5 个字符"), retype),
        "code_typo": (translate("vault", "第 {group} 组有误"), retype),
        "code_wrong": (
            translate("vault", "这个码打不开本库的保密柜"),
            translate("vault", "请核对是不是本库、最近一次打印的那一份。"),
        ),
        "not_read_back": (
            translate("vault", "没有从纸上正确抄回恢复码，密钥没有建立"),
            translate("vault", "请在终端里重新运行；这次打印的作废。"),
        ),
        "no_code": (translate("vault", "没有等待这个账号输入的传递码"), new_code),
        "code_late": (translate("vault", "传递码已过期"), new_code),
        "no_password": (translate("vault", "没有输入口令"), again),
        "no_reason": (translate("vault", "没有写明启封的缘由，至少 4 个字"), again),
        "no_purpose": (translate("vault", "没有写明用途，至少 4 个字"), again),
        "purpose_tells": (
            translate("vault", "用途里写了姓名、证件号码或电话，日志会永久保留它"),
            translate("vault", "请只写办什么事，不写是谁。"),
        ),
        "wiped": (translate("vault", "这个人的信息已经销毁"), translate("vault", "销毁后不能恢复。")),
        "altered": (
            translate("vault", "记录被改动、损坏或调换，封印不符"),
            translate("vault", "请不要使用这条记录，并联系系统管理员核对操作日志。"),
        ),
    }
