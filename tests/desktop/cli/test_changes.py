from dataclasses import replace

from sqlalchemy import update

from db.domain.address import NodeKind
from db.domain.plan import Act
from db.schema.work import planned_change
from db.services.editing import Wish, add_children
from db.services.store import open_store
from tests.changes import Clock, approve, done, legals, plan, texts
from tests.desktop.cli.conftest import Register, Zhipai
from tests.office import approved, full, person


def test_a_change_is_listed_until_its_day_and_takes_hold_then(zhipai: Zhipai, register: Register) -> None:
    assert "没有待生效的变更" in zhipai("changes", "list").out
    store = open_store(register.url)
    made = approved(store, ["1号", "3号"])
    day = Clock().day(1)
    renumbered = replace(plan(store, Act.RENUMBER, [made["1号"]], own_text="5号"), effective_on=day)
    cancelled = replace(plan(store, Act.CANCEL, [made["3号"]]), effective_on=day)
    filed = [done(store, one) for one in (renumbered, cancelled)]
    for one in filed:
        approve(store, one)
    store.close()
    listed = zhipai("changes", "list")
    assert f"{day}  改号  变更（申请 {filed[0].application_id}）" in listed.out
    assert zhipai("changes", "take-hold", "--json").json == {"held": [], "hindered": []}
    store = open_store(register.url)
    with store.engine.begin() as conn:  # the day has come
        conn.execute(update(planned_change).values(effective_on=Clock().day(0)))
    store.close()
    assert "已生效 2 件，不能生效 0 件" in zhipai("changes", "take-hold").out
    store = open_store(register.url)
    assert (texts(store, made)["1号"], legals(store, made)["3号"]) == (full("5号"), "cancelled")
    store.close()


def test_a_change_that_cannot_take_hold_is_told_with_its_reason(zhipai: Zhipai, register: Register) -> None:
    store = open_store(register.url)
    made = approved(store, ["1号"])
    filed = done(store, replace(plan(store, Act.CANCEL, [made["1号"]]), effective_on=Clock().day(1)))
    approve(store, filed)
    with store.engine.begin() as conn:
        conn.execute(update(planned_change).values(effective_on=Clock().day(0)))
    add_children(store, person(store, "clerk"), made["1号"], [Wish(NodeKind.ROOM, "101")])
    store.close()
    said = zhipai("changes", "take-hold")
    assert said.status == 1
    assert "下面有还没有批准的地址" in said.out
    listed = zhipai("changes", "list", "--json")
    assert (listed.status, listed.json["changes"][0]["hindrance"]) == (1, "draft_below")
