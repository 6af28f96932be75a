"""The journal in the office's words: tables, fields and values of a change."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from db.domain.audit import local_time, mask_personal
from db.store.journal import Change
from desktop.address_terms import act_term
from desktop.i18n import translate
from desktop.journal.field_words import address_fields, office_fields, work_fields
from desktop.sheets.words import choice_word, field_word, kind_word, value_word, why_word
from desktop.terms import (
    code_term,
    existence_term,
    handover_term,
    kind_term,
    legal_term,
    machine_term,
    name_state_term,
    plate_class_term,
    plate_term,
    position_term,
    role_term,
    verbs,
)
from desktop.transfer.words import state_word

Fields = tuple[tuple[str, str, str], ...]
"""Field in words, before, after."""


class Words:
    """The office's words, looked up once: a long journal asks for the same few a million times.

    Attributes:
        people: login -> name; who is told of in a change is told by name, but for the login of an account itself.
    """

    def __init__(self, people: Mapping[str, str] | None = None) -> None:
        self.people = people or {}
        self._tables = _tables()
        self._fields = {**address_fields(), **work_fields(), **office_fields()}
        self._codes = _codes()
        self._known: dict[tuple[str, str, str], str] = {}
        self._yes, self._no = translate("journal", "是"), translate("journal", "否")
        self._colon, self._semicolon = translate("journal", "："), translate("journal", "；")
        self._roles: dict[str, str] = {}
        self._verbs = verbs()

    def know(self, people: Mapping[str, str]) -> None:
        """Tell of these people by name from now on."""
        self.people = people

    def verb(self, code: str) -> str:
        """What was done."""
        return self._verbs.get(code, code)

    def role(self, code: str) -> str:
        """As what somebody did it."""
        if code not in self._roles:
            self._roles[code] = role_term(code)
        return self._roles[code]

    def table(self, name: str) -> str:
        """What a row of a table is to the office."""
        return self._tables.get(name, name)

    def fields_of(self, change: Change) -> Fields:
        """What a change did, field by field: of an update what differs, of a new row everything it holds.

        Texts in which somebody wrote an ID number or a mobile number come masked.
        """
        before, after = (_read(change.table, text) for text in (change.before, change.after))
        told = []
        for name in {**before, **after}:
            old, new = before.get(name), after.get(name)
            if change.before and change.after and old == new:
                continue
            sides = (self._said(change.table, name, old), self._said(change.table, name, new))
            title = self._fields.get(f"{change.table}.{name}") or self._fields.get(name, name)
            told.append((title, *sides))
        return tuple(told)

    def side_text(self, fields: Fields, side: int) -> str:
        """One side of a change as one text.

        Args:
            fields: of the change.
            side: 1 before, 2 after.
        """
        return self._semicolon.join(f"{one[0]}{self._colon}{one[side]}" for one in fields if one[side])

    def _said(self, table: str, name: str, value: object) -> str:
        if isinstance(value, str):
            return self._text(table, name, value)
        if value is None:
            return ""
        if isinstance(value, bool):
            return self._yes if value else self._no
        return str(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False)

    def _text(self, table: str, name: str, value: str) -> str:
        if name in _VALUES or name in _CODED:
            key = (table, name, value)
            if key not in self._known:
                self._known[key] = self._coded(*key)
            return self._known[key]
        if name.endswith("_at") or name == "at":
            return _moment(value)
        if name.endswith("_by") or name in _PEOPLE:
            return self.people.get(value) or value
        return value if name in _EXACT else mask_personal(value)

    def _coded(self, table: str, name: str, value: str) -> str:
        if name == "outcome":
            return machine_term("Application", value)
        if (table, name) == ("application", "kind"):
            return act_term(value)
        if name == "state" and table in _STATES:
            return _STATES[table](value)
        word = _VALUES[name](value) if name in _VALUES else value
        return self._codes.get(f"{table}.{word}") or self._codes.get(word, word)


def _tables() -> dict[str, str]:
    return {
        "node": translate("journal", "地址"),
        "place": translate("journal", "地名"),
        "place_alias": translate("journal", "地名别名"),
        "division": translate("journal", "行政区划"),
        "division_successor": translate("journal", "区划沿革"),
        "node_successor": translate("journal", "地址沿革"),
        "addr_code": translate("journal", "公安地址编码"),
        "payload": translate("journal", "二维码"),
        "application": translate("journal", "申请"),
        "application_item": translate("journal", "申请明细"),
        "import_batch": translate("journal", "导入批次"),
        "text_decision": translate("journal", "比对裁定"),
        "plate": translate("journal", "门牌"),
        "plate_batch": translate("journal", "制牌批次"),
        "print_run": translate("journal", "牌面文件"),
        "problem": translate("journal", "问题"),
        "inspection_form": translate("journal", "检查表"),
        "inspection_answer": translate("journal", "检查结果"),
        "package": translate("journal", "检查包"),
        "actor": translate("journal", "账号"),
        "actor_role": translate("journal", "账号角色"),
        "catalogue": translate("journal", "规则与模板"),
        "planned_change": translate("journal", "变更安排"),
        "place_community": translate("journal", "地名所在社区"),
        "number_slot": translate("journal", "号码占用"),
        "check_sheet": translate("journal", "核查表"),
        "check_sheet_row": translate("journal", "核查表的行"),
        "check_return": translate("journal", "核查表回收"),
        "check_finding": translate("journal", "核查发现"),
        "handoff": translate("journal", "移交"),
        "handoff_entry": translate("journal", "移交来的日志"),
        "office_key": translate("journal", "签名密钥"),
        **_office_tables(),
    }


def _office_tables() -> dict[str, str]:
    return {
        "credential": translate("journal", "登录"),
        "setting": translate("journal", "设置"),
        "responsibility": translate("journal", "经办责任"),
        "handover": translate("journal", "账号交接"),
        "handover_item": translate("journal", "交接明细"),
        "store_place": translate("journal", "库的位置"),
        "clock_check": translate("journal", "本机时间确认"),
        "attachment": translate("journal", "附件"),
        "attachment_link": translate("journal", "附件归属"),
        "vault_key": translate("journal", "保密柜密钥"),
        "vault_wrap": translate("journal", "保密柜开通"),
        "person": translate("journal", "人员信息"),
        "person_link": translate("journal", "人员归属"),
        "map_layer": translate("journal", "略图图层"),
        "saved_view": translate("journal", "视图与收藏"),
        "store_info": translate("journal", "本库"),
        "undo_step": translate("journal", "撤销记录"),
        "import_row": translate("journal", "导入的行"),
        "person_digest": translate("journal", "人员查重"),
    }


_VALUES: Mapping[str, Callable[[str], str]] = {
    "legal": legal_term,
    "code_state": code_term,
    "existence": existence_term,
    "position": position_term,
    "kind": kind_term,
    "class": plate_class_term,
}
"""Column -> words for its codes, whatever the table."""

_STATES: Mapping[str, Callable[[str], str]] = {
    "place": name_state_term,
    "plate": plate_term,
    "handover": handover_term,
    "application": lambda value: machine_term("Application", value),
    "problem": lambda value: machine_term("Problem", value),
    "check_sheet": lambda value: machine_term("Sheet", value),
    "check_finding": lambda value: machine_term("Finding", value),
    "handoff": state_word,
}
"""Table -> words for the codes of its state."""

_CODED = frozenset({"state", "outcome", "status", "standing", "purpose", "side", "direction"})
"""Columns that hold codes in every table."""

_PEOPLE = frozenset({"from_login", "to_login", "inspector"})
"""Columns that name a person by login, beside those that end in ``_by``."""

_EXACT = frozenset({"code", "payload", "source_sha256", "file_sha256", "layout_digest", "addr_code", "id"})
"""Columns whose texts are identifiers: shown to the letter."""


def _read(table: str, text: str) -> dict[str, Any]:
    values = _values(text)
    if table == "check_sheet" and "choice" in values:
        return {**values, "choice": choice_word(values["choice"])}
    if table == "check_finding" and "field" in values:
        field = values["field"]
        for name in values.keys() & {"issued", "now", "said"}:
            values[name] = value_word(field, values[name])
        values |= {
            "field": field_word(field),
            "kind": kind_word(values["kind"]),
            "why": why_word(values["why"]),
        }
    return values


def _values(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        found = text
    return found if isinstance(found, dict) else {"": found}


def _moment(value: str) -> str:
    try:
        return local_time(value)
    except ValueError:
        return value


def _codes() -> dict[str, str]:
    """Codes that no state machine of the domain has words for: ``code``, or ``table.code`` where it means another."""
    return {
        "confirm": translate("journal", "存量确认"),
        "E2W": translate("journal", "由东向西"),
        "W2E": translate("journal", "由西向东"),
        "S2N": translate("journal", "由南向北"),
        "N2S": translate("journal", "由北向南"),
        "inward": translate("journal", "由巷口向里"),
        "new_number": translate("journal", "新编号"),
        "addresses": translate("journal", "地址清单"),
        "qr": translate("journal", "二维码清单"),
        "template": translate("journal", "模板"),
        "pending": translate("journal", "待定"),
        "approved": translate("journal", "批准"),
        "returned": translate("journal", "退回"),
        "withdrawn": translate("journal", "撤回"),
        "revoked": translate("journal", "撤销"),
        "staged": translate("journal", "已读入"),
        "promoted": translate("journal", "已入库"),
        "abandoned": translate("journal", "不入库"),
        "locked": translate("journal", "已锁定"),
        "rendered": translate("journal", "已生成"),
        "verified": translate("journal", "已核实"),
        "failed": translate("journal", "未通过"),
        "live": translate("journal", "在用"),
        "active": translate("journal", "启用"),
        "current": translate("journal", "现行"),
        "superseded": translate("journal", "已被取代"),
        "replaced": translate("journal", "已被取代"),
        "conflict": translate("journal", "有冲突"),
        "issued": translate("journal", "已下发"),
        "filled": translate("journal", "已填写"),
        "production": translate("journal", "正式制牌"),
        "draft": translate("journal", "样张"),
        "left": translate("journal", "左侧"),
        "right": translate("journal", "右侧"),
        "out": translate("journal", "下发"),
        "in": translate("journal", "收回"),
        "kept": translate("journal", "保留"),
        "dropped": translate("journal", "已删除"),
        "not_kept": translate("journal", "未保存"),
        "wiped": translate("journal", "已销毁"),
        "staging": translate("journal", "读入中"),
        "reserved": translate("journal", "已预留"),
        "leased": translate("journal", "已借出"),
        "free": translate("journal", "空号"),
        "retired": translate("journal", "已停用"),
        "points": translate("journal", "点"),
        "lines": translate("journal", "线"),
        "areas": translate("journal", "面"),
        "backdrop": translate("journal", "总平面图"),
        "applicant": translate("journal", "申请人"),
        "contact": translate("journal", "联系人"),
        "resident": translate("journal", "居住人"),
        "owner": translate("journal", "产权人"),
        "view": translate("journal", "视图"),
        "favourite": translate("journal", "收藏"),
        "reading": translate("journal", "识读"),
        "match": translate("journal", "匹配"),
        "proposed": translate("journal", "待批准"),
        "due": translate("journal", "已批准，待生效"),
        "held": translate("journal", "已生效"),
        "planned_change.dropped": translate("journal", "不再执行"),
    }
