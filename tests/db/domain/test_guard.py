from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.access import ALLOWED
from db.domain.clock import parse_stamp, stamp
from db.domain.errors import Withheld
from db.domain.guard import BACK, GUARDED, ClockDoubt, Standing
from db.domain.guard import clock_doubt as judged

AHEAD = timedelta(days=15)
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def clock_doubt(entries: list[str], now: datetime) -> tuple[ClockDoubt | None, str]:
    return judged(entries, now, AHEAD)


def test_guarded_verbs_exist():
    assert set(ALLOWED) >= GUARDED


def test_a_moment_reads_back_as_it_was_stored():
    assert parse_stamp(stamp(NOON)) == NOON


@given(st.lists(st.timedeltas(timedelta(0), AHEAD), max_size=20))
def test_a_clock_that_only_goes_forward_is_believed(steps):
    now, entries = NOON, []
    for step in steps:
        entries.append(stamp(now))
        now += step
    assert clock_doubt(entries, now)[0] is None


@given(st.integers(0, 5), st.integers(0, 5))
def test_a_step_back_is_seen_however_many_entries_were_written_since(before, since):
    back = NOON - BACK - timedelta(seconds=1)
    entries = [stamp(NOON)] * (before + 1) + [stamp(back)] * since
    assert clock_doubt(entries, back) == (ClockDoubt.BACK, stamp(NOON))


@given(st.integers(0, 5), st.integers(0, 5))
def test_a_leap_ahead_is_seen_however_many_entries_were_written_since(before, since):
    ahead = NOON + AHEAD + timedelta(seconds=1)
    entries = [stamp(NOON)] * (before + 1) + [stamp(ahead)] * since
    assert clock_doubt(entries, ahead) == (ClockDoubt.AHEAD, stamp(NOON))


def test_seconds_of_a_time_server_are_nothing():
    assert clock_doubt([stamp(NOON)], NOON - BACK)[0] is None


def test_an_empty_journal_says_nothing():
    assert clock_doubt([], NOON) == (None, "")


@pytest.mark.parametrize(
    ("standing", "verb", "why"),
    [
        (Standing("PC-2 D:/zhipai.db"), "application.approve", "copy"),
        (Standing("PC-2 D:/zhipai.db"), "plates.print", "copy"),
        (Standing(doubt=ClockDoubt.BACK, newest=stamp(NOON)), "application.approve", "clock_back"),
        (Standing(doubt=ClockDoubt.AHEAD, newest=stamp(NOON)), "package.export", "clock_ahead"),
    ],
)
def test_what_binds_others_waits(standing, verb, why):
    with pytest.raises(Withheld) as caught:
        standing.refuse(verb)
    assert caught.value.why == why


@pytest.mark.parametrize("verb", ["import.stage", "application.file", "address.edit", "store.claim"])
def test_drafting_goes_on(verb):
    Standing("PC-2", ClockDoubt.BACK, stamp(NOON)).refuse(verb)


def test_a_store_in_its_place_with_a_good_clock_does_everything():
    for verb in GUARDED:
        Standing().refuse(verb)
