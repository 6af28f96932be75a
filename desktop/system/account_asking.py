"""The questions about one account: what is asked, what is done with the answer, what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from db.domain.access import MAX_LOGIN, Actor, Role
from db.domain.changes import Changes
from db.domain.clock import days_on
from db.domain.handover import DutyKind
from db.services import account_desk
from db.services.account_desk import AccountLine
from db.store.store import Store
from desktop.i18n import translate
from desktop.system.account_words import duty_term, role_text
from desktop.system.ask_dialog import AskDialog
from desktop.system.roles_form import Chosen, Reach, RoleField, conflict
from desktop.widgets.day_field import DayField

Act = Callable[[Store, Actor], Changes]
_YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Subject:
    """The account asked about.

    Attributes:
        role: the role with the cursor.
        reach: where the administrator may give roles.
        names: code -> name of a unit.
        today: the legal date.
    """

    line: AccountLine
    role: Chosen | None
    reach: Reach
    names: Mapping[str, str]
    today: str

    @property
    def login(self) -> str:
        """The account."""
        return self.line.account.login

    @property
    def who(self) -> str:
        """The account as people say it."""
        return translate("accounts", "{name}（{login}）").format(
            name=self.line.account.name, login=self.login
        )


@dataclass
class Question:
    """A dialog and what is said afterwards.

    Attributes:
        answer: what is to be done, as the fields say now; asked in the window's thread, done in another.
        told: what the dialog says will happen.
    """

    dialog: AskDialog
    answer: Callable[[], Act]
    done: str
    told: str = ""

    def show_hanging(self, found: Mapping[DutyKind, int]) -> None:
        """Say what still hangs on the account."""
        if not found:
            words = translate("accounts", "{told}名下没有未办结的事项。")
            self.dialog.say(words.format(told=self.told))
            return
        counts = translate("accounts", "、").join(
            translate("accounts", "{what} {n} 件").format(what=duty_term(kind), n=f"{n:,}")
            for kind, n in found.items()
        )
        words = translate(
            "accounts", "名下还有：{counts}。停用后没有人能接着办，请先到「账号交接」移交给同事。"
        )
        self.dialog.warn(words.format(counts=counts))


def _grant(of: Subject, parent: QWidget) -> Question:
    dialog = AskDialog(
        translate("accounts", "增加角色"),
        translate("accounts", "给 {who} 增加一个角色，立即生效。").format(who=of.who),
        translate("accounts", "增加(&A)"),
        parent,
    )
    field = RoleField(of.reach)
    dialog.add_field(translate("accounts", "角色与范围"), field)
    held = [role for role, _ in of.line.account.roles]

    def look() -> None:
        mixed = conflict([*held, field.chosen()[0]])
        twice = field.chosen() in of.line.account.roles
        dialog.warn(mixed or (translate("accounts", "这个账号已有这个角色。") if twice else ""))
        dialog.ok.setEnabled(not mixed and not twice)

    field.changed.connect(look)
    look()
    return Question(
        dialog,
        lambda: partial(
            account_desk.grant_role,
            login=of.login,
            role=field.chosen()[0],
            area=field.chosen()[1],
            reason=dialog.reason(),
        ),
        translate("accounts", "角色已增加。"),
    )


def _revoke(of: Subject, parent: QWidget) -> Question:
    role, area = of.role or (Role.CLERK, "")
    words = translate("accounts", "收回 {who} 的「{role}」，立即生效。已经办过的事不变。")
    dialog = AskDialog(
        translate("accounts", "收回角色"),
        words.format(who=of.who, role=role_text(role, area, of.names)),
        translate("accounts", "收回(&V)"),
        parent,
    )
    return Question(
        dialog,
        lambda: partial(
            account_desk.revoke_role, login=of.login, role=role, area=area, reason=dialog.reason()
        ),
        translate("accounts", "角色已收回。"),
    )


def _rename(of: Subject, parent: QWidget) -> Question:
    dialog = AskDialog(
        translate("accounts", "更正姓名"),
        translate("accounts", "账号 {login} 不变；以前的日志按账号显示现在的姓名。").format(login=of.login),
        translate("accounts", "更正(&M)"),
        parent,
    )
    name = QLineEdit(of.line.account.name)
    name.setMaxLength(MAX_LOGIN)
    dialog.add_field(translate("accounts", "姓名(&X)"), name)
    return Question(
        dialog,
        lambda: partial(
            account_desk.rename_account, login=of.login, name=name.text(), reason=dialog.reason()
        ),
        translate("accounts", "姓名已更正。"),
    )


def _term(of: Subject, parent: QWidget) -> Question:
    dialog = AskDialog(
        translate("accounts", "使用期限"),
        translate("accounts", "过了这一天，{who} 不能再登录；到期前可以随时改。").format(who=of.who),
        translate("accounts", "设定(&D)"),
        parent,
    )
    day = DayField(days_on(of.today, _YEAR_DAYS))
    open_end = QCheckBox(translate("accounts", "不限期(&E)"))
    open_end.toggled.connect(day.setDisabled)
    for change in (open_end.toggled, day.day_changed):
        change.connect(lambda *_: dialog.ok.setEnabled(open_end.isChecked() or bool(day.day())))
    dialog.add_field(translate("accounts", "最后一天(&L)"), day)
    dialog.add_field("", open_end)

    def answer() -> Act:
        last = "" if open_end.isChecked() else day.day()
        return partial(account_desk.set_term, login=of.login, last_day=last, reason=dialog.reason())

    return Question(dialog, answer, translate("accounts", "期限已设定。"))


def _unlock(of: Subject, parent: QWidget) -> Question:
    dialog = AskDialog(
        translate("accounts", "解锁账号"),
        translate("accounts", "{who} 因口令多次输错被锁。确认是本人后解锁，口令不变。").format(who=of.who),
        translate("accounts", "解锁(&U)"),
        parent,
    )
    return Question(
        dialog,
        lambda: partial(account_desk.unlock_account, login=of.login, reason=dialog.reason()),
        translate("accounts", "账号已解锁。"),
    )


def _close(of: Subject, parent: QWidget) -> Question:
    words = translate("accounts", "停用后 {who} 不能登录，姓名留在历史里，账号名不再给别人。").format(
        who=of.who
    )
    dialog = AskDialog(translate("accounts", "停用账号"), words, translate("accounts", "停用(&T)"), parent)
    return Question(
        dialog,
        lambda: partial(account_desk.close_account, login=of.login, reason=dialog.reason()),
        translate("accounts", "账号已停用。"),
        words,
    )


QUESTIONS: Mapping[str, Callable[[Subject, QWidget], Question]] = {
    "grant": _grant,
    "revoke": _revoke,
    "rename": _rename,
    "term": _term,
    "unlock": _unlock,
    "close": _close,
}
"""Verb -> its question."""


def password_dialog(line: AccountLine, parent: QWidget, *, reopening: bool) -> AskDialog:
    """Asks whether a one-time password shall be handed out."""
    who = translate("accounts", "{name}（{login}）").format(name=line.account.name, login=line.account.login)
    if reopening:
        text = translate("accounts", "重新启用 {who}，并发一个一次性口令。账号只能给原来的人。")
        return AskDialog(
            translate("accounts", "重新启用账号"),
            text.format(who=who),
            translate("accounts", "启用(&O)"),
            parent,
        )
    text = translate("accounts", "给 {who} 发一个一次性口令，原口令作废。请当面确认是本人。")
    return AskDialog(
        translate("accounts", "重设口令"), text.format(who=who), translate("accounts", "重设(&P)"), parent
    )


def code_dialog(parent: QWidget) -> AskDialog:
    """Asks whether the emergency code shall be replaced."""
    return AskDialog(
        translate("accounts", "更换应急码"),
        translate(
            "accounts", "应急码封存在信封里，唯一的系统管理员忘记口令时凭它重设。换发后，原来信封里的作废。"
        ),
        translate("accounts", "更换(&Y)"),
        parent,
    )
