import importlib.util
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from installer import system
from installer.console import Stop

_ABSENT = {"libzhipai-no-such-thing.so.7": "libzhipai7", "zhipai-no-such-program": "zhipai-tools"}


@pytest.fixture
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.usefixtures("on_linux")
def test_what_cannot_be_loaded_or_found_is_missing() -> None:
    present = {Path(sys.executable).name: "python3"}
    assert system.missing(_ABSENT | present).keys() >= _ABSENT.keys()


@pytest.mark.usefixtures("on_linux")
def test_a_plain_user_is_told_the_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "can_install", lambda: False)
    assert system.provide(_ABSENT) == _ABSENT
    assert "sudo apt-get install libzhipai7 zhipai-tools" in capsys.readouterr().out


@pytest.mark.usefixtures("on_linux")
def test_the_administrator_gets_exactly_the_missing_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []

    def install(packages: list[str]) -> bool:
        installed.extend(packages)
        return True

    monkeypatch.setattr(system, "can_install", lambda: True)
    monkeypatch.setattr(system, "apt_install", install)
    system.provide(_ABSENT)
    assert sorted(installed) == ["libzhipai7", "zhipai-tools"]


def test_a_missing_venv_module_names_its_debian_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", find)
    monkeypatch.setattr(system, "can_install", lambda: False)
    with pytest.raises(Stop, match=rf"apt-get install python3\.{sys.version_info.minor}-venv"):
        system.require_venv()


@pytest.mark.usefixtures("on_linux")
def test_a_display_is_known_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not system.has_display()
    monkeypatch.setenv("DISPLAY", ":99")
    assert system.has_display()
