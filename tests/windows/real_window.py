"""The installed program's real window under Wine 10, for a person to look at: ``python -m tests.windows.real_window``.

Wine 8 cannot show Qt's windows, so a Debian 13 with Wine 10 is made in the cache folder (2 GB, root only) and entered by
chroot. Nothing here decides; the picture is the result.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer import system
from installer.windows import fetch
from tests.source import ROOT
from tests.windows.wine import add_missing_library

_TOOLS = {"debootstrap": "debootstrap", "Xvfb": "xvfb", "import": "imagemagick"}
_PACKAGES = "ca-certificates,wine,wine64,fonts-dejavu-core,fonts-wqy-microhei"
_DISPLAY = ":77"
_SIZE = "1366x768x24"
_INSTALLED = "/pc/drive_c/users/root/AppData/Local/Programs/Zhipai"
_SETTLE_S = 25
_DONE = "made-whole"


def debian_13(folder: Path) -> Path:
    """A Debian 13 with Wine 10, made when there is none yet."""
    if (folder / _DONE).exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = ["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", "trixie", str(folder), _mirror()]
    subprocess.run(command, check=True)
    (folder / _DONE).touch()
    return folder


def _mirror() -> str:
    """The mirror that this machine's own Debian uses."""
    for source in sorted(Path("/etc/apt/sources.list.d").glob("debian*.sources")):
        for line in source.read_text(encoding="utf-8").splitlines():
            if line.startswith("URIs:"):
                return line.split()[1]
    return "http://deb.debian.org/debian"


@contextmanager
def entered(root: Path) -> Iterator[None]:
    """Give the other Debian its system folders, and take them away before anything may be deleted there."""
    for kind, name in (("proc", "proc"), ("sysfs", "sys")):
        subprocess.run(["mount", "-t", kind, kind, str(root / name)], check=True)
    subprocess.run(["mount", "--rbind", "/dev", str(root / "dev")], check=True)
    subprocess.run(["mount", "--make-rslave", str(root / "dev")], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-R", str(root / "dev")], check=False)
        for name in ("sys", "proc"):
            subprocess.run(["umount", str(root / name)], check=False)


class Pc:
    """A Windows in the other Debian, on a screen of its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._environ = {"WINEPREFIX": "/pc", "WINEARCH": "win64", "WINEDEBUG": "-all", "HOME": "/root"}
        self._environ |= {"LANG": "C.UTF-8", "PATH": os.environ["PATH"], "DISPLAY": _DISPLAY}

    def run(self, *words: str) -> None:
        """Run a Windows program to its end."""
        command = ["chroot", str(self._root), *words]
        subprocess.run(command, env=self._environ, stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def start(self, *words: str) -> None:
        """Start a Windows program and leave it running."""
        quiet = subprocess.DEVNULL
        command = ["chroot", str(self._root), *words]
        subprocess.Popen(command, env=self._environ, stdin=quiet, stdout=quiet, stderr=quiet)


def take_pictures(root: Path, setup: Path, out: Path) -> list[Path]:
    """Install, make the demo, open window, package and first start; one picture of each."""
    shutil.rmtree(root / "pc", ignore_errors=True)
    shutil.copy(setup, root / "setup.exe")
    pc = Pc(root)
    screen = subprocess.Popen(["Xvfb", _DISPLAY, "-screen", "0", _SIZE, "-ac"])
    pictures = []
    try:
        pc.run("wineboot", "-i")
        pc.run("wine", "winecfg", "-v", "win10")
        add_missing_library(root / "pc")
        pc.run("wine", "/setup.exe", "/S")
        zhipai, window = f"{_INSTALLED}/zhipai.exe", f"{_INSTALLED}/zhipaiw.exe"
        pc.run("wine", zhipai, "demo", "--out", "C:\\demo", "--addresses", "300")
        store = ["--store", "sqlite:///C:/demo/zhipai.db", "--as", "clerk"]
        package = next((root / "pc" / "drive_c" / "demo").rglob("检查包-下发.zpk"))
        opened = {"wizard": ["/setup.exe"], "window": [window, *store], "first-start": [window]}
        opened["package"] = [
            window,
            "C:\\" + str(package.relative_to(root / "pc" / "drive_c")).replace("/", "\\"),
        ]
        for name, words in opened.items():
            pc.start("wine", *words)
            time.sleep(_SETTLE_S)
            pictures.append(out / f"wine10-{name}.png")
            subprocess.run(["import", "-display", _DISPLAY, "-window", "root", str(pictures[-1])], check=True)
            pc.run("wineserver", "-k")
            pc.run("wineserver", "-w")
    finally:
        pc.run("wineserver", "-k")
        screen.terminate()
        screen.wait()
    return pictures


def main() -> int:
    """Entry: needs root, and setup.exe built before."""
    top = argparse.ArgumentParser(
        prog="real_window", description="Pictures of the installed program under Wine 10."
    )
    top.add_argument("--setup", type=Path, help="default: the newest in build/windows")
    top.add_argument("--out", type=Path, default=ROOT / "build" / "windows", help="where the pictures go")
    top.add_argument(
        "--debian", type=Path, default=fetch.default_cache() / "debian-13", help="folder of the other Debian"
    )
    options = top.parse_args()
    if os.geteuid() != 0 or system.provide(_TOOLS):
        print("left out: the real window needs root and the programs named above")
        return 2
    built = sorted((ROOT / "build" / "windows").glob("*-setup.exe"), key=lambda file: file.stat().st_mtime)
    if options.setup is None and not built:
        print("build setup.exe first: bootstrap.py setup")
        return 2
    root = debian_13(options.debian)
    options.out.mkdir(parents=True, exist_ok=True)
    with entered(root):
        for picture in take_pictures(root, options.setup or built[-1], options.out):
            print(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
