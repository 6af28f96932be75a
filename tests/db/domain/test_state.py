import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain import state
from db.domain.errors import WrongState
from db.domain.state import APPLICATION, CODE, EXISTENCE, LEGAL, PLATE, POSITION, PROBLEM, Code, Legal, move

TABLES = (LEGAL, CODE, EXISTENCE, POSITION, APPLICATION, PLATE, PROBLEM)
TERMS = {
    "草稿": Legal.DRAFT,
    "待核实": Legal.TO_VERIFY,
    "待审批": Legal.TO_APPROVE,
    "已批准": Legal.APPROVED,
    "变更中": Legal.CHANGING,
    "停用": Legal.SUSPENDED,
    "已合并": Legal.MERGED,
    "已注销": Legal.CANCELLED,
    "作废": Legal.VOID,
}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        *(
            ("草稿", "待核实"),
            ("待核实", "待审批"),
            ("待审批", "已批准"),
            ("已批准", "变更中"),
            ("变更中", "已批准"),
        ),
        *(
            ("已批准", "停用"),
            ("变更中", "停用"),
            ("已批准", "已合并"),
            ("变更中", "已合并"),
            ("已批准", "已注销"),
        ),
        *(
            ("变更中", "已注销"),
            ("停用", "已批准"),
            ("停用", "已注销"),
            ("待核实", "草稿"),
            ("待审批", "草稿"),
        ),
        *(("已批准", "草稿"), ("草稿", "作废")),
    ],
)
def test_every_step_of_the_legal_axis_that_the_office_knows_is_allowed(start: str, end: str) -> None:
    assert move(LEGAL, TERMS[start], TERMS[end]) is TERMS[end]


def test_the_legal_axis_has_no_other_step() -> None:
    assert sum(len(targets) for targets in LEGAL.values()) == 17


@pytest.mark.parametrize("table", TABLES)
def test_every_state_has_its_row_and_leads_only_to_known_states(table: state.Table[Legal]) -> None:
    kind = type(next(iter(table)))
    assert set(table) == set(kind)
    assert all(set(targets) <= set(kind) for targets in table.values())


@given(st.sampled_from(Legal), st.sampled_from(Legal))
def test_a_step_outside_the_table_is_refused_with_both_states(start: Legal, end: Legal) -> None:
    if end in LEGAL[start]:
        assert move(LEGAL, start, end) is end
        return
    with pytest.raises(WrongState) as refused:
        move(LEGAL, start, end)
    assert (refused.value.state, refused.value.wanted) == (start, end)


@pytest.mark.parametrize("end", [Legal.MERGED, Legal.CANCELLED, Legal.VOID])
def test_an_ended_address_never_comes_back_and_frees_its_key(end: Legal) -> None:
    assert not LEGAL[end]
    assert end not in state.LIVE_LEGAL


def test_only_approved_addresses_with_a_code_may_be_printed() -> None:
    allowed = {(legal, code) for legal in Legal for code in Code if state.printable(legal, code)}
    assert allowed == {(Legal.APPROVED, Code.ASSIGNED), (Legal.APPROVED, Code.REPLACED)}
