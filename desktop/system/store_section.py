"""库: where the register lies and how large it is; checking, backing up, restoring elsewhere, copying."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.clock import legal_date
from db.services.facts import StoreFacts
from db.services.moving import Moved
from db.services.store import StoreReport
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.i18n import translate
from desktop.standing.file_names import ask_save
from desktop.system import store_operations as operations
from desktop.system.copy_target import CopyTarget, file_url
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.terms import damage_term
from desktop.widgets.amounts import size_text
from desktop.widgets.passing import open_once

_GROUP = 4


def ask_backup(parent: QWidget, title: str, kinds: str) -> str:
    """Ask for a file that is there; ``""`` when the user thinks better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


@dataclass(frozen=True, slots=True)
class Asking:
    """How the user is asked for files; tests answer themselves."""

    new_file: Callable[[QWidget, str, str, str], str] = ask_save
    old_file: Callable[[QWidget, str, str], str] = ask_backup


class StoreSection(Section):
    """The section."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        asking: Asking | None = None,
        ask_path: AskPath = ask_export_path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        self._asking = asking or Asking()
        self.check_button = QPushButton(translate("system", "检查(&K)"))
        self.backup_button = QPushButton(translate("system", "备份(&B)…"))
        self.restore_button = QPushButton(translate("system", "从备份恢复到新位置(&R)…"))
        self.copy_button = QPushButton(translate("system", "复制(&Y)…"))
        columns = (Column(translate("system", "项目"), 18), Column(translate("system", "内容"), 60))
        self.list = LineTable(translate("system", "库的情况"), columns)
        self.table = self.list
        self.head(
            translate(
                "system",
                "检查只读不改。备份写成一个文件，请存到另一块磁盘；恢复总是建一个新库，不覆盖现有的库。",
            ),
            (self.check_button, self.backup_button, self.restore_button, self.copy_button),
        )
        self.body.addWidget(self.list, 1)
        self.check_button.clicked.connect(self.check)
        self.backup_button.clicked.connect(self._backup)
        self.restore_button.clicked.connect(self._restore)
        self.copy_button.clicked.connect(self.ask_copy)
        self.refresh()

    def refresh(self) -> None:
        """Read the figures again."""
        self.start(operations.load(self._desk.store, self._show))

    def _show(self, facts: StoreFacts) -> None:
        self.list.show_lines([Line(name, (name, text)) for name, text in _facts(facts)])
        for button in (self.check_button, self.backup_button, self.copy_button):
            button.setEnabled(facts.whole)
            button.setToolTip("" if facts.whole else _part_only())
        if not facts.whole:
            self.say(_part_only())

    # -- verbs --------------------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Read the whole store through."""
        self.start(operations.check(self._desk.store, self._on_checked, self.say_error))

    def _on_checked(self, report: StoreReport) -> None:
        if report.ok:
            words = translate("system", "检查通过：结构版本 {revision}，日志 {n} 条首尾相连，地址树完整。")
            self.say(words.format(revision=report.revision, n=f"{report.entries:,}"))
        else:
            self._say_problems(translate("system", "检查发现问题："), report)

    def _say_problems(self, opening: str, report: StoreReport) -> None:
        found = translate("system", "；").join(problem_text(one) for one in report.problems)
        advice = translate("system", "请保留现场，用最近的备份核对，并联系系统管理员。")
        words = translate("system", "{opening}{found}。{advice}")
        self.say(words.format(opening=opening, found=found, advice=advice), bad=True)

    def _backup(self) -> None:
        day = legal_date(self._desk.store.clock.now())
        name = translate("system", "址牌备份-{day}.zpb").format(day=day)
        kinds = translate("system", "址牌备份 (*.zpb)")
        path = self._asking.new_file(self, translate("system", "备份库"), name, kinds)
        if path:
            file = Path(path)
            work = operations.backup(
                self._desk.store, file, lambda moved: self._on_backed_up(moved, file), self.say_error
            )
            self.start(work)

    def _on_backed_up(self, moved: Moved, file: Path) -> None:
        words = translate("system", "已备份 {n} 行到 {file}（{size}），逐表核对一致。请存到另一块磁盘。")
        size = size_text(file.stat().st_size)
        self._on_moved(moved, words.format(n=f"{moved.rows:,}", file=file, size=size))

    def _restore(self) -> None:
        kinds = translate("system", "址牌备份 (*.zpb)")
        file = self._asking.old_file(self, translate("system", "选择备份文件"), kinds)
        if not file:
            return
        title = translate("system", "恢复成新的库文件")
        place = self._asking.new_file(self, title, "zhipai.db", translate("system", "地址库文件 (*.db)"))
        if place:
            done = translate("system", "已恢复 {n} 行到 {file}，逐表核对一致。要在那里工作，请退出后打开它。")
            work = operations.restore(
                Path(file),
                file_url(place),
                lambda moved: self._on_moved(moved, done.format(n=f"{moved.rows:,}", file=place)),
                self.say_error,
            )
            self.start(work)

    def ask_copy(self) -> CopyTarget:
        """Ask where a copy shall go, and make it."""
        dialog = CopyTarget(self)
        dialog.settled.connect(self._copy)
        open_once(dialog, self._desk.runner)
        return dialog

    def _copy(self, url: str, place: str) -> None:
        done = translate("system", "已复制 {n} 行到 {file}，逐表核对一致。原库没有改动。")
        work = operations.copy(
            self._desk.store,
            url,
            lambda moved: self._on_moved(moved, done.format(n=f"{moved.rows:,}", file=place)),
            self.say_error,
        )
        self.start(work)

    def _on_moved(self, moved: Moved, done: str) -> None:
        if moved.report.ok:
            self.say(done)
        else:
            opening = translate("system", "{done}但原库本有问题，一并带了过去：").format(done=done)
            self._say_problems(opening, moved.report)


def _part_only() -> str:
    return translate(
        "system",
        "您的账号只看得到管辖区域的数据。服务器上的整库检查、备份和复制，由数据库管理员用命令 zhipai store 办理。",
    )


def _facts(facts: StoreFacts) -> tuple[tuple[str, str], ...]:
    makes = {
        "sqlite": translate("system", "文件（SQLite {version}）"),
        "postgresql": translate("system", "服务器（PostgreSQL {version}）"),
    }
    size = size_text(facts.size_bytes)
    if facts.free_bytes is not None:
        words = translate("system", "{size}，磁盘剩余 {free}")
        size = words.format(size=size, free=size_text(facts.free_bytes))
    revision = translate("system", "{revision}，与程序一致，不需要升级").format(revision=facts.revision)
    return (
        (translate("system", "位置"), facts.place),
        (translate("system", "种类"), makes[facts.engine].format(version=facts.engine_version)),
        (translate("system", "结构版本"), revision),
        (translate("system", "大小"), size),
        (translate("system", "区代码"), facts.district_code),
        (translate("system", "库号"), str(facts.store_no)),
        (translate("system", "库的标识"), facts.store_uuid),
        (translate("system", "建库时间"), local_time(facts.created_at)),
        (translate("system", "操作日志"), translate("system", "{n} 条").format(n=f"{facts.entries:,}")),
        (translate("system", "最近一条"), local_time(facts.newest_at) if facts.newest_at else "—"),
        (translate("system", "链头"), grouped(facts.head)),
    )


def grouped(digest: str) -> str:
    """A hash in groups that can be read out."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def problem_text(code: str) -> str:
    """What a check found, in words; a finding without words of its own stands as it is."""
    kind, _, rest = code.partition(":")
    if kind == "journal":
        seq, _, damage = rest.partition(":")
        words = translate("system", "第 {seq} 条日志{damage}")
        return words.format(seq=seq, damage=damage_term(damage))
    if kind == "attachment":
        return _attachment_text(rest)
    known = {
        "integrity": translate("system", "数据库引擎自检：{rest}"),
        "orphans": translate("system", "{rest} 个地址没有上级"),
        "without_version": translate("system", "{rest} 个地址没有版本"),
    }
    return known[kind].format(rest=rest) if kind in known else code


def _attachment_text(rest: str) -> str:
    why, _, one = rest.partition(":")
    number, _, what = one.partition(":")
    name, _, owners = what.rpartition(":")
    reasons = {
        "missing": translate("system", "附件 {number}「{name}」的内容不见了"),
        "altered": translate("system", "附件 {number}「{name}」的内容被改动"),
    }
    said = reasons.get(why, translate("system", "附件 {number}「{name}」有问题")).format(
        number=number, name=name
    )
    return translate("system", "{said}（属于 {owners}）").format(said=said, owners=owners) if owners else said
