import pytest

from db.domain.audit import day_bounds, local_time, mask_personal


def test_a_moment_is_told_in_chinas_time_to_the_second():
    assert local_time("2026-11-22T16:00:00.999999Z") == "2026-11-23 00:00:00"


def test_a_legal_day_begins_and_ends_at_midnight_in_china():
    assert day_bounds("2026-11-22", "2026-11-23") == (
        "2026-11-21T16:00:00.000000Z",
        "2026-11-23T16:00:00.000000Z",
    )
    assert day_bounds("", "") == ("", "")


@pytest.mark.parametrize(
    ("first", "last"), [("2026-02-30", ""), ("", "22.11.2026"), ("2026-11-23", "2026-11-22")]
)
def test_what_is_no_day_or_runs_backwards_is_refused(first: str, last: str):
    with pytest.raises(ValueError):  # noqa: PT011  # the fault is the whole message
        day_bounds(first, last)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("申请人11010519491231002X来电", "申请人**************002X来电"),
        ("电话13800138000。", "电话138****8000。"),
        ("编号110105194912310021", "编号110105194912310021"),  # its check digit is wrong: no ID number
        ("35020300000000000001", "35020300000000000001"),
        ("本系统编号140737488356232", "本系统编号140737488356232"),
        ("湖滨南路1号、2026-11-22", "湖滨南路1号、2026-11-22"),
    ],
)
def test_id_and_mobile_numbers_are_masked_and_nothing_else(text: str, masked: str):
    assert mask_personal(text) == masked
