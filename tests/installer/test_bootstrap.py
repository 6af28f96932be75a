import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from installer import bootstrap, environment, locks, system
from installer.console import Stop


def _python_whose_zhipai(tmp_path: Path, script: str) -> Path:
    """A folder that looks like an environment, with a command ``zhipai`` of ours."""
    command = tmp_path / "zhipai"
    command.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    command.chmod(0o755)
    return tmp_path / "python"


def test_an_absent_folder_is_free(tmp_path: Path) -> None:
    bootstrap.fresh_folder(tmp_path / "demo")
    assert not (tmp_path / "demo").exists()


def test_a_folder_of_somebody_else_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    with pytest.raises(Stop, match="not made by this command"):
        bootstrap.fresh_folder(tmp_path)
    assert (tmp_path / "letter.txt").exists()


def test_a_link_is_refused_even_to_a_folder_of_ours(tmp_path: Path) -> None:
    ours, link = tmp_path / "ours", tmp_path / "link"
    ours.mkdir()
    (ours / bootstrap._MARK).touch()
    link.symlink_to(ours, target_is_directory=True)
    with pytest.raises(Stop):
        bootstrap.fresh_folder(link)
    assert ours.exists()


def test_the_demo_is_made_marked_and_made_again(tmp_path: Path) -> None:
    python = _python_whose_zhipai(
        tmp_path,
        "import pathlib, sys\n"
        "assert sys.argv[1:3] == ['demo', '--out'] and sys.argv[4:] == ['--addresses', '9'], sys.argv\n"
        "out = pathlib.Path(sys.argv[3]); (out / 'zhipai.db').touch()\n",
    )
    demo = tmp_path / "demo"
    assert bootstrap.make_demo(python, demo, 9) == demo / "zhipai.db"
    (demo / "old.pdf").touch()
    assert bootstrap.make_demo(python, demo, 9) == demo / "zhipai.db"
    assert not (demo / "old.pdf").exists()


def test_a_demo_killed_half_way_may_be_replaced(tmp_path: Path) -> None:
    python = _python_whose_zhipai(
        tmp_path,
        "import os, pathlib, signal, sys\n"
        "(pathlib.Path(sys.argv[3]) / 'half.db').touch(); os.kill(os.getppid(), signal.SIGKILL)\n",
    )
    demo = tmp_path / "demo"
    run = (
        "from pathlib import Path; from installer import bootstrap\n"
        f"bootstrap.make_demo(Path({str(python)!r}), Path({str(demo)!r}), None)\n"
    )
    killed = subprocess.run([sys.executable, "-c", run], cwd=bootstrap.ROOT, check=False)
    assert killed.returncode < 0
    bootstrap.fresh_folder(demo)
    assert not demo.exists()


def test_a_failed_demo_is_said_and_may_be_replaced(tmp_path: Path) -> None:
    python = _python_whose_zhipai(tmp_path, "import sys\nsys.exit(3)\n")
    with pytest.raises(Stop, match="exit status 3"):
        bootstrap.make_demo(python, tmp_path / "demo", None)
    bootstrap.fresh_folder(tmp_path / "demo")


def test_a_demo_without_a_store_is_a_failure(tmp_path: Path) -> None:
    python = _python_whose_zhipai(tmp_path, "")
    with pytest.raises(Stop, match="0 stores"):
        bootstrap.make_demo(python, tmp_path / "demo", None)


def test_without_a_display_the_command_for_the_window_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    python = _python_whose_zhipai(
        tmp_path,
        "import pathlib, sys\nout = pathlib.Path(sys.argv[3]); (out / 'zhipai.db').touch()\n",
    )
    monkeypatch.setattr(environment, "prepare", lambda _root, development: python)
    monkeypatch.setattr(system, "provide", lambda _wanted: {})
    monkeypatch.setattr(system, "has_display", lambda: False)
    options = argparse.Namespace(out=str(tmp_path / "demo"), addresses=None, no_window=False)
    assert bootstrap.run(options) == 0
    assert f"--store sqlite:///{(tmp_path / 'demo' / 'zhipai.db').as_posix()}" in capsys.readouterr().out


def test_what_cannot_go_on_ends_with_advice_and_status_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_root: Path) -> None:
        raise Stop("install uv first")

    monkeypatch.setattr(locks, "write", refuse)
    assert bootstrap.main(["lock"]) == 2
    assert "install uv first" in capsys.readouterr().out


def test_an_old_python_is_told_so() -> None:
    source = Path(bootstrap.__file__).read_text(encoding="utf-8")
    check = source[source.index("if sys.version_info") : source.index("sys.path.insert")]
    code = f"import sys\nsys.version_info = (3, 9, 2)\n{check}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_what_bench_and_soak_are_told_reaches_their_harness() -> None:
    assert bootstrap.read(["soak", "--share", "0.1"]).arguments == ["--share", "0.1"]
    assert bootstrap.read(["bench", "--", "--only", "import"]).arguments == ["--only", "import"]
    with pytest.raises(SystemExit):
        bootstrap.read(["run", "--share", "1"])
