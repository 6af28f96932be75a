import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.domain.clock import SystemClock
from tests.desktop.cli.conftest import Register, Zhipai


@pytest.fixture
def set_back(zhipai: Zhipai, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is a day late."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: datetime.now(UTC) - timedelta(days=1))


def test_a_copy_is_taken_over_once_with_a_reason(zhipai: Zhipai, register: Register) -> None:
    copy = Path(shutil.copy(register.file, register.file.with_name("副本.db")))
    there = ("--store", f"sqlite:///{copy.as_posix()}")
    assert zhipai("store", "claim", "--reason", " ", *there).status == 2
    said = zhipai("store", "claim", "--reason", "旧电脑损坏", "--json", *there)
    assert said.json["path"] == str(copy.resolve())
    again = zhipai("store", "claim", "--reason", "旧电脑损坏", "--json", *there)
    assert (again.status, again.json["why"]) == (2, "not_a_copy")


def test_a_believed_clock_is_said_to_be(zhipai: Zhipai) -> None:
    said = zhipai("store", "clock", "--json")
    assert (said.status, said.json["doubt"], said.json["server_time"]) == (0, "", False)
    assert "没有疑问" in zhipai("store", "clock").out


@pytest.mark.usefixtures("set_back")
def test_a_second_person_confirms_the_clock(zhipai: Zhipai) -> None:
    assert zhipai("store", "clock", "--json").json["doubt"] == "clock_back"
    said = zhipai("store", "clock", "--confirm-by", "chief", "--reason", "手机时间", "--json")
    assert (said.status, said.json["doubt"]) == (0, "")
    assert said.json["entry"] > 0


@pytest.mark.usefixtures("set_back")
@pytest.mark.parametrize(
    ("second", "reason", "why"),
    [
        ("clerk", "手机", "same_person"),
        ("printer", "手机", "role"),
        ("chief", " ", "no_reason"),
        ("nobody", "手机", "wrong"),
    ],
)
def test_who_may_not_confirm_is_refused(zhipai: Zhipai, second: str, reason: str, why: str) -> None:
    said = zhipai("store", "clock", "--confirm-by", second, "--reason", reason, "--json")
    assert (said.status, said.json["why"]) == (2, why)
