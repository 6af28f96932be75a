"""What each setting is called, what it does, and how its value reads."""

from dataclasses import dataclass

from db.domain.settings import BY_KEY, BadSetting, Kind, Setting, Unit, Value
from desktop.i18n import translate

_HOUR, _DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class SettingWords:
    """A setting in words.

    Attributes:
        group: what it belongs to.
        title: its name.
        explanation: what it does, and what follows from it.
    """

    group: str
    title: str
    explanation: str


def words_of(key: str) -> SettingWords:
    """The words of a setting; a key without words stands for itself."""
    return _all_words().get(key, SettingWords("", key, ""))


def _all_words() -> dict[str, SettingWords]:
    people, files = translate("settings", "账号与职责"), translate("settings", "附件")
    work, log = translate("settings", "编号与单位"), translate("settings", "日志与时间")
    return {
        "separation.enter_verify": SettingWords(
            people,
            translate("settings", "录入与核实分开"),
            translate(
                "settings", "打开后，录入一条地址的账号不能再核实它。提交与审批始终分开，不受此项影响。"
            ),
        ),
        "password.required": SettingWords(
            people,
            translate("settings", "登录必须有口令"),
            translate(
                "settings",
                "本机文件库：打开后，没有口令的账号不能登录，请先为每个账号设好口令。服务器库始终要口令。",
            ),
        ),
        "session.idle_minutes": SettingWords(
            people,
            translate("settings", "无操作锁屏"),
            translate("settings", "这么久没有按键和鼠标动作就遮住窗口，解锁后继续；0 表示不自动锁。"),
        ),
        "attachment.max_mb": SettingWords(
            files,
            translate("settings", "单个附件上限"),
            translate("settings", "更大的文件不收。已经收下的不受影响。"),
        ),
        "attachment.keep_originals": SettingWords(
            files,
            translate("settings", "保留照片原件"),
            translate(
                "settings",
                "照片总会另存一份缩小的工作件，并记下原件的校验值；原件占用空间大，按此决定是否留存。",
            ),
        ),
        "clock.ahead_minutes": SettingWords(
            log,
            translate("settings", "本机时间允许超前"),
            translate("settings", "比最近一条日志晚得更多时，审批、发证、发包要先由第二人确认本机时间。"),
        ),
        "number.cooling_years": SettingWords(
            work,
            translate("settings", "注销号码停用年限"),
            translate("settings", "注销的门牌号满这么多年才可以再次编给别处；不设年限时永不再用。"),
        ),
        "journal.keep_days": SettingWords(
            log,
            translate("settings", "操作日志保存天数"),
            translate(
                "settings",
                "依法不少于 180 天。本系统不删除任何日志，此项写在导出给审计的日志上，作为本单位的规定。",
            ),
        ),
        "office.name": SettingWords(
            work,
            translate("settings", "单位名称"),
            translate("settings", "打印在清单和表册上；不填时按区名写作「某某区民政局」。"),
        ),
        "verbs.second_person_share": SettingWords(
            people,
            translate("settings", "须第二人同意的比例"),
            translate(
                "settings",
                "一次操作涉及一个社区这么大比例的地址时，即使都是草稿也要提交申请，由审批人同意后生效。",
            ),
        ),
        "verbs.second_person_least": SettingWords(
            people,
            translate("settings", "须第二人同意的最少条数"),
            translate("settings", "涉及的地址少于这个数时，不按上面的比例要求第二人。"),
        ),
    }


def choice_term(key: str, code: str) -> str:
    """The word for one of the codes a setting chooses from."""
    words = {
        ("attachment.keep_originals", "never"): translate("settings", "不保留"),
        ("attachment.keep_originals", "always"): translate("settings", "全部保留"),
        ("attachment.keep_originals", "approved"): translate("settings", "只保留已批准事项的"),
    }
    return words.get((key, code), code)


def unit_term(unit: Unit) -> str:
    """The word for what a number counts."""
    return {
        Unit.NONE: "",
        Unit.MINUTE: translate("settings", "分钟"),
        Unit.DAY: translate("settings", "天"),
        Unit.YEAR: translate("settings", "年"),
        Unit.MEGABYTE: translate("settings", "MB"),
        Unit.PERCENT: translate("settings", "%"),
        Unit.ADDRESS: translate("settings", "条"),
    }[unit]


def value_text(setting: Setting, value: Value) -> str:
    """How a value reads."""
    if isinstance(value, bool):
        return translate("settings", "是") if value else translate("settings", "否")
    if value is None:
        return none_term(setting)
    if setting.kind is Kind.CHOICE:
        return choice_term(setting.key, str(value))
    if setting.kind is Kind.DURATION:
        return span_text(int(value))
    if setting.kind is Kind.TEXT:
        return str(value) or translate("settings", "（未填）")
    return translate("settings", "{n} {unit}").format(n=f"{value:,}", unit=unit_term(setting.unit))


def none_term(setting: Setting) -> str:
    """What it means that a setting has no value."""
    words = {
        "number.cooling_years": translate("settings", "永不再用"),
        "verbs.second_person_share": translate("settings", "不要求"),
    }
    return words.get(setting.key, "—")


def span_text(minutes: int) -> str:
    """A length of time as people say it."""
    if minutes == 0:
        return translate("settings", "不启用")
    for size, unit in (
        (_DAY, translate("settings", "{n} 天")),
        (_HOUR, translate("settings", "{n} 小时")),
    ):
        if minutes % size == 0:
            return unit.format(n=minutes // size)
    return translate("settings", "{n} 分钟").format(n=minutes)


def range_text(setting: Setting) -> str:
    """What a setting may hold."""
    if setting.kind is Kind.BOOL:
        return translate("settings", "是、否")
    if setting.kind is Kind.CHOICE:
        return translate("settings", "、").join(choice_term(setting.key, code) for code in setting.choices)
    if setting.kind is Kind.TEXT:
        return translate("settings", "不超过 {n} 个字").format(n=setting.high)
    span = translate("settings", "{low}–{high} {unit}").format(
        low=f"{setting.low:,}", high=f"{setting.high:,}", unit=unit_term(setting.unit)
    )
    if setting.may_be_none:
        return translate("settings", "{span}，或{none}").format(span=span, none=none_term(setting))
    return span


def setting_reason(error: BadSetting) -> str:
    """Why a setting may not hold a value."""
    words = {
        "not_bool": translate("settings", "应为是或否（true、false）"),
        "not_whole": translate("settings", "应为整数"),
        "out_of_range": translate("settings", "超出允许的范围"),
        "not_a_choice": translate("settings", "不是可选的值"),
        "not_text": translate("settings", "应为文字"),
        "too_long": translate("settings", "过长"),
        "bad_text": translate("settings", "前后有空格，或含有换行等不可见字符"),
        "unknown_setting": translate("settings", "本程序没有这项设置"),
    }
    return words.get(error.why, error.why)


def fault_text(error: BadSetting) -> str:
    """A refused value in one line: which setting, why, what was given, what may stand there."""
    title = words_of(error.key).title
    name = error.key
    if title != error.key:
        name = translate("settings", "{title}（{key}）").format(title=title, key=error.key)
    line = translate("settings", "{name}：{why}").format(name=name, why=setting_reason(error))
    if error.text:
        line += translate("settings", "，给的是「{text}」").format(text=error.text)
    setting = BY_KEY.get(error.key)
    if setting is None:
        return line
    return line + translate("settings", "，可以是 {allowed}").format(allowed=range_text(setting))
