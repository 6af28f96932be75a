"""Words for what can go wrong with accounts, passwords and signing in: title, what happened, what to do next."""

from db.domain import errors
from db.domain.audit import local_time
from db.domain.password import ATTEMPTS, LONG, SHORT
from desktop.i18n import translate

AccountWords = tuple[str, str, str]


def account_words(error: errors.BadAccount) -> AccountWords:
    """Why an account cannot be made or changed so."""
    shown = translate("accounts", "「{text}」：{why}。") if error.text else translate("accounts", "{why}。")
    return (
        translate("accounts", "账号没有保存"),
        shown.format(text=error.text, why=account_reason(error.why)),
        translate("accounts", "请按提示改正后重试。"),
    )


def account_reason(why: str) -> str:
    """Why an account cannot be made or changed so."""
    words = {
        "login_empty": translate("accounts", "没有填写账号"),
        "login_long": translate("accounts", "账号过长，最多 32 个字；服务器的库名较长时还要短些"),
        "login_characters": translate(
            "accounts", "账号只能用字母、汉字、数字和 . _ -，并以字母、汉字或数字开头"
        ),
        "login_reserved": translate("accounts", "这个名称由程序保留"),
        "login_taken": translate("accounts", "已有这个账号（停用的账号也不能重用，大小写不同也算同一个）"),
        "role_exists": translate("accounts", "服务器上的同名登录角色不是本库建立的，请数据库所有者处理"),
        "name_empty": translate("accounts", "没有填写姓名"),
        "name_long": translate("accounts", "姓名过长，最多 32 个字"),
        "name_characters": translate("accounts", "姓名里有不可见的字符"),
        "area_code": translate("accounts", "不是区划代码"),
        "unknown_area": translate("accounts", "库中没有这个区划"),
        "admin_beside_business": translate("accounts", "系统管理与业务角色不能由同一个账号担任"),
        "no_admin": translate("accounts", "共用的服务器要有一个系统管理账号"),
        "last_admin": translate("accounts", "这是最后一个系统管理账号，停用或去掉角色后就没人能管理账号了"),
        "has_admin": translate("accounts", "库里已有系统管理员，账号请由他建立"),
        "own_account": translate(
            "accounts", "不能停用自己的账号，也不能去掉自己的系统管理角色，请由另一位管理员办理"
        ),
        "held": translate("accounts", "已经有这个角色和范围"),
        "not_held": translate("accounts", "没有这个角色和范围"),
        "closed": translate("accounts", "账号已停用"),
        "not_closed": translate("accounts", "账号没有停用"),
        "no_password": translate("accounts", "账号还没有口令"),
        "not_admin": translate("accounts", "不是系统管理账号，口令请由系统管理员重设"),
        "no_change": translate("accounts", "没有说要改什么"),
        "bad_day": translate("accounts", "日期写法有误，应如 2026-12-31，并且不早于今天"),
        "house_only": translate("accounts", "要用数据库所有者的身份连接"),
        "server_only": translate("accounts", "只用于服务器上的库"),
        "file_only": translate("accounts", "只用于单机库"),
    }
    return words.get(why, why)


def password_words(error: errors.BadPassword) -> AccountWords:
    """Why a new password is refused."""
    return (
        translate("accounts", "新口令没有收下"),
        translate("accounts", "{why}。").format(why=password_reason(error.why)),
        translate("accounts", "请换一个口令；原来的口令仍然有效。"),
    )


def password_reason(why: str) -> str:
    """What is wrong with a new password."""
    words = {
        "too_short": translate(
            "accounts", "口令太短：至少 {long} 个字符，或至少 {short} 个且含大写、小写、数字、其他中的三种"
        ).format(long=LONG, short=SHORT),
        "too_long": translate("accounts", "口令过长"),
        "unprintable": translate("accounts", "口令里有不可见的字符"),
        "like_login": translate("accounts", "口令与账号太相近"),
        "common": translate("accounts", "这是人人会猜的口令"),
        "same_as_last": translate("accounts", "新口令与原来的相同"),
    }
    return words.get(why, why)


def sign_in_words(error: errors.SignInRefused) -> AccountWords:
    """Why nobody was signed in."""
    until = local_time(error.until) if error.until.endswith("Z") else error.until
    why = sign_in_reason(error.why).format(until=until, left=error.left, attempts=ATTEMPTS)
    advice = {
        "wrong": translate("accounts", "请检查大小写锁定和输入法；忘了口令请找系统管理员重设。"),
        "locked": translate("accounts", "请到时再试，或请系统管理员解锁。"),
        "missing": translate("accounts", "请设置 $ZHIPAI_PASSWORD，或在终端里输入。"),
        "must_change": translate("accounts", "请打开窗口登录一次，或运行 zhipai account password。"),
    }
    advice |= {
        "no_new": translate("accounts", "请设置 $ZHIPAI_NEW_PASSWORD，或在终端里输入。"),
        "no_code": translate("accounts", "请设置 $ZHIPAI_EMERGENCY_CODE，或在终端里输入。"),
        "unlike": translate("accounts", "请重新输入；原来的口令没有变。"),
    }
    ask = translate("accounts", "请找系统管理员。")
    return translate("accounts", "没有登录"), why, advice.get(error.why, ask)


def sign_in_reason(why: str) -> str:
    """Why nobody was signed in; ``{until}`` and ``{left}`` are left to be filled in."""
    words = {
        "wrong": translate("accounts", "账号或口令不对，再错 {left} 次将锁定。"),
        "locked": translate("accounts", "口令连续错 {attempts} 次，账号已锁定到 {until}。"),
        "expired": translate("accounts", "账号的期限 {until} 已过。"),
        "no_password": translate("accounts", "本库要求口令，而这个账号还没有口令。"),
        "wrong_old": translate("accounts", "原来的口令不对。"),
        "changed": translate("accounts", "口令刚刚在别处改过。"),
        "other_account": translate("accounts", "连接服务器用的是另一个账号。"),
        "missing": translate("accounts", "这个账号要口令，没有给出。"),
        "must_change": translate("accounts", "口令是别人给的，要先改成自己的。"),
        "no_new": translate("accounts", "没有给出新口令。"),
        "no_code": translate("accounts", "没有给出应急码。"),
        "unlike": translate("accounts", "两次输入的新口令不一样。"),
    }
    return words.get(why, why)
