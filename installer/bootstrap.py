"""From a fresh checkout to the running program, or to every check, in one command.

``python3 installer/bootstrap.py run | test | bench | soak | setup | lock``; Python 3.11 or newer is all it needs.
"""

import argparse
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(f"Zhipai needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer import checks, environment, locks, system
from installer.console import Stop, say

ROOT = Path(__file__).resolve().parent.parent
_MARK = ".made-by-bootstrap"
_DONE = (0, 1)  # the program's "done" and "done, with findings"


def fresh_folder(folder: Path) -> None:
    """Clear the place of the demo; a folder that an earlier run did not make is left alone.

    Raises:
        Stop: something else lies there.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not (folder / _MARK).is_file():
        raise Stop(f"{folder} exists and was not made by this command. Move it away, or give another --out.")
    say(f"replacing {folder}")
    shutil.rmtree(folder)


def make_demo(python: Path, folder: Path, addresses: int | None) -> Path:
    """Run the main job into ``folder`` and return the store it made.

    Raises:
        Stop: the job failed, or left no store behind.
    """
    fresh_folder(folder)
    folder.mkdir(parents=True)
    # First, so that a run killed half way can be replaced by the next.
    (folder / _MARK).write_text("bootstrap run replaces this folder\n", encoding="utf-8")
    command = [environment.tool(python, "zhipai"), "demo", "--out", str(folder)]
    if addresses is not None:
        command += ["--addresses", str(addresses)]
    say(f"main job: zhipai demo --out {folder}")
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status not in _DONE:
        raise Stop(f"the main job failed with exit status {status}; what it wrote is in {folder}")
    stores = sorted(folder.rglob("*.db"))
    if len(stores) != 1:
        raise Stop(f"the main job left {len(stores)} stores in {folder} instead of one")
    return stores[0]


def run(options: argparse.Namespace) -> int:
    """Set up, run the main job, open the window on its result or say how."""
    missing = system.provide(system.QT_BASE | system.QT_WINDOW)
    python = environment.prepare(ROOT, development=False)
    store = make_demo(python, Path(options.out).resolve(), options.addresses)
    command = [environment.tool(python, "zhipai"), "--store", "sqlite:///" + store.as_posix()]
    shown = subprocess.list2cmdline(command)
    if options.no_window or missing or not system.has_display():
        say(f"the result is ready. To open the window on it, on a machine with a display: {shown}")
        return 0
    say("opening the window")
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        say(f"the window ended with status {status}; the result is kept. To open it again: {shown}")
    return status


def test(options: argparse.Namespace) -> int:
    """Set up with development tools, then run every check and test."""
    missing = system.provide(system.QT_BASE | system.QT_WINDOW | system.VIRTUAL_SCREEN)
    if missing & system.QT_BASE.keys():
        raise Stop("the tests open windows in memory and need the libraries named above")
    python = environment.prepare(ROOT, development=True)
    return checks.run_all(ROOT, python, options.pytest_arguments)


def measure(options: argparse.Namespace) -> int:
    """Set up with development tools and hand over to the benchmark or soak harness."""
    system.provide(system.QT_BASE)
    python = environment.prepare(ROOT, development=True)
    module = {"bench": "tests.benchmarks.harness", "soak": "tests.soak.harness"}[options.command]
    environ = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    command = [python, "-m", module, *options.arguments]
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def setup(options: argparse.Namespace) -> int:
    """Set up with development tools and build setup.exe for Windows."""
    python = environment.prepare(ROOT, development=True)
    command = [str(python), "-m", "installer.build_windows", *(["--release"] if options.release else [])]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def lock(_options: argparse.Namespace) -> int:
    """Write the three locks again from pyproject.toml."""
    locks.write(ROOT)
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line of this file."""
    top = argparse.ArgumentParser(prog="bootstrap.py", description="Set Zhipai up, run it, check it.")
    commands = top.add_subparsers(dest="command", required=True)
    one = commands.add_parser("run", help="run the main job into a folder and open the window on the result")
    one.add_argument("--out", default="zhipai-demo", help="folder of the result (default: ./zhipai-demo)")
    one.add_argument("--addresses", type=int, help="how many addresses (default: the whole sample)")
    one.add_argument("--no-window", action="store_true", help="do not open the window")
    one.set_defaults(call=run)
    one = commands.add_parser("test", help="every check and test")
    one.add_argument("pytest_arguments", nargs="*", help="passed to pytest, after --")
    one.set_defaults(call=test)
    for name, words in (("bench", "every benchmark, with budgets"), ("soak", "the full totals, resumable")):
        one = commands.add_parser(name, help=words)
        one.set_defaults(call=measure)
    one = commands.add_parser("setup", help="build setup.exe for Windows into build/windows (on Debian)")
    one.add_argument(
        "--release", action="store_true", help="the smallest file, slowly, instead of a quick one"
    )
    one.set_defaults(call=setup)
    one = commands.add_parser("lock", help="for maintainers: write installer/lock/ again (needs uv)")
    one.set_defaults(call=lock)
    return top


def read(arguments: list[str] | None) -> argparse.Namespace:
    """The command and its options; what bench and soak do not know is for their harness."""
    top = parser()
    options, rest = top.parse_known_args(arguments)
    options.arguments = [one for one in rest if one != "--"]
    if options.arguments and options.call is not measure:
        top.error(f"unrecognized arguments: {' '.join(options.arguments)}")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Entry: run one command and return its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a Windows console may lack a letter; no reason to stop
    options = read(arguments)
    try:
        status: int = options.call(options)
    except Stop as stop:
        say(f"stopped: {stop}")
        return 2
    except KeyboardInterrupt:
        say("interrupted; run the same command again to go on")
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
