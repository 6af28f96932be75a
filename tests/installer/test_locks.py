from pathlib import Path

import pytest

from installer import locks

_PROJECT = """
[build-system]
requires = ["hatchling==1.33.0"]
[project]
dependencies = ["Alpha[fast]>=1,<2"]
[dependency-groups]
dev = ["beta_tool>=3", "editables==0.6"]
"""
_HASH = " \\\n    --hash=sha256:" + "0" * 64 + "\n"


def _lock(root: Path, name: str, *pins: str) -> None:
    wanted = locks.inputs(root, development=name == "dev")
    text = locks._HEADER + locks.digest(wanted) + "\n" + "".join(pin + _HASH for pin in pins)
    (root / "installer" / "lock" / f"{name}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "installer" / "lock").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(_PROJECT, encoding="utf-8")
    runtime = ("alpha==1.5", "hatchling==1.33.0", "editables==0.6")
    _lock(tmp_path, "dev", *runtime, "beta-tool==3.1 ; sys_platform == 'win32'")
    for name in ("linux", "windows"):
        _lock(tmp_path, name, *runtime)
    return tmp_path


def _append(root: Path, name: str, text: str) -> None:
    with (root / "installer" / "lock" / f"{name}.txt").open("a", encoding="utf-8") as lock:
        lock.write(text)


def test_fresh_locks_have_no_problem(root: Path) -> None:
    assert locks.problems(root) == []


def test_a_changed_requirement_makes_every_lock_stale(root: Path) -> None:
    (root / "pyproject.toml").write_text(_PROJECT.replace("<2", "<3"), encoding="utf-8")
    assert [one for one in locks.problems(root) if "not made from the present" not in one] == []
    assert len(locks.problems(root)) == 3


def test_a_changed_development_tool_leaves_the_runtime_locks_fresh(root: Path) -> None:
    (root / "pyproject.toml").write_text(_PROJECT.replace("beta_tool>=3", "beta_tool>=2"), encoding="utf-8")
    assert locks.problems(root) == [
        "dev.txt: not made from the present pyproject.toml; run bootstrap.py lock"
    ]


@pytest.mark.parametrize(
    "line",
    ["--index-url https://example.org/simple\n", "gamma @ file:///elsewhere/gamma.whl\n", "--find-links x\n"],
)
def test_a_lock_that_names_a_place_is_refused(root: Path, line: str) -> None:
    _append(root, "linux", line)
    assert any("linux.txt: names a place" in one for one in locks.problems(root))


def test_an_entry_without_a_hash_is_refused(root: Path) -> None:
    _append(root, "dev", "gamma==2.0\n")
    assert "dev.txt: no hash for gamma==2.0" in locks.problems(root)


def test_the_locks_agree_on_every_version(root: Path) -> None:
    _lock(root, "windows", "alpha==1.6", "hatchling==1.33.0", "editables==0.6")
    assert locks.problems(root) == ["windows.txt: alpha differs from dev.txt"]


def test_a_requirement_without_a_pin_is_named(root: Path) -> None:
    _lock(root, "linux", "hatchling==1.33.0", "editables==0.6")
    assert locks.problems(root) == ["linux.txt: lacks Alpha[fast]>=1,<2"]
