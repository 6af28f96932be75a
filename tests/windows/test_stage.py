"""What goes into setup.exe, without building the whole of it."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from installer.console import Stop
from installer.windows import contents, fetch, notices, stage, trim
from tests.source import ROOT, imported, modules
from tests.windows import icon

_METADATA = "Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nLicense-Expression: MIT\n{requires}\n"


def a_wheel(folder: Path, name: str, *requires: str, files: dict[str, str] | None = None) -> Path:
    file = folder / f"{name}-1.0-py3-none-any.whl"
    lines = "".join(f"Requires-Dist: {one}\n" for one in requires)
    inside = {f"{name}-1.0.dist-info/METADATA": _METADATA.format(name=name, requires=lines), **(files or {})}
    with zipfile.ZipFile(file, "w") as archive:
        for path, text in inside.items():
            archive.writestr(path, text)
    return file


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_same_parts_make_the_same_files(tmp_path: Path) -> None:
    code = {"alpha/__init__.py": "NAMES = {'x', 'y', 'z'}\n\n\ndef f(a):\n    return a in {'p', 'q', 'r'}\n"}
    wheel = a_wheel(tmp_path, "alpha", files=code)
    package = contents.read_wheel(wheel)
    for name in ("one", "two"):
        folder = tmp_path / name / "deeper" / name
        stage.unpack_wheel(wheel, folder / "lib")
        stage.compile_bytecode(Path(sys.executable), folder / "lib")
        notices.write(folder, "1.0.0", [package])
        stage.write_checksums(folder)
    first, second = (hashes(tmp_path / name / "deeper" / name) for name in ("one", "two"))
    assert first == second
    assert any(name.endswith(".pyc") for name in first)


def test_bytecode_names_no_folder_of_the_build(tmp_path: Path) -> None:
    stage.unpack_wheel(a_wheel(tmp_path, "alpha", files={"alpha/__init__.py": "x = 1\n"}), tmp_path / "lib")
    stage.compile_bytecode(Path(sys.executable), tmp_path / "lib")
    (compiled,) = tmp_path.rglob("*.pyc")
    assert str(tmp_path).encode() not in compiled.read_bytes()


def test_an_archive_that_leaves_its_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="outside"):
        stage.unpack_wheel(a_wheel(tmp_path, "evil", files={"../evil.py": ""}), tmp_path / "lib")
    assert not (tmp_path / "evil.py").exists()


def test_only_what_the_program_needs_on_windows_is_shipped(tmp_path: Path) -> None:
    project = a_wheel(tmp_path, "zhipai", "alpha[fast]>=1", "linuxonly; sys_platform == 'linux'")
    others = [
        a_wheel(
            tmp_path,
            "alpha",
            "quick; extra == 'fast'",
            "slow; extra == 'slow'",
            "tz; sys_platform == 'win32'",
        ),
        *(a_wheel(tmp_path, name) for name in ("quick", "slow", "tz", "hatchling")),
    ]
    needed = contents.needed(contents.read_wheel(project), map(contents.read_wheel, others))
    assert [one.name for one in needed] == ["alpha", "quick", "tz"]
    with pytest.raises(Stop, match="alpha needs tz"):
        contents.needed(contents.read_wheel(project), map(contents.read_wheel, others[:2]))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/QtWidgets.pyd", True),
        ("PySide6/pyside6.abi3.dll", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt6Quick.dll", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/assistant.exe", False),
        ("PySide6/QtCore.pyi", False),
        ("PySide6/plugins/sqldrivers/qsqlite.dll", False),
        ("sqlalchemy/orm/session.py", True),
        ("sqlalchemy/testing/suite.py", False),
        ("lxml/etree.pyx", False),
        ("opencc/clib/share/opencc/t2s.json", True),
        ("opencc/clib/bin/opencc.exe", False),
        ("tzdata/zoneinfo/Asia/Shanghai", True),
        ("tzdata/zoneinfo/America/Lima", False),
        ("qrcode-8.2.dist-info/METADATA", True),
        ("qrcode-8.2.dist-info/RECORD", False),
        ("db/migrations/versions/r0001/sqlite.sql", True),
    ],
)
def test_what_is_kept_of_the_wheels(name: str, kept: bool) -> None:
    assert trim.kept(name) is kept


def test_every_qt_module_that_the_window_imports_is_shipped() -> None:
    wanted = {
        name.split(".")[1]
        for file in modules("desktop")
        for name in imported(file)
        if name.startswith("PySide6.")
    }
    assert {f"Qt{name}" for name in trim.QT_MODULES} >= wanted


def test_every_package_has_a_licence_and_the_list_names_it(tmp_path: Path) -> None:
    package = contents.read_wheel(a_wheel(tmp_path, "xlwt"))
    assert notices.texts_of(package) == ("licenses/xlwt.txt",)
    notices.write(tmp_path, "1.2.3", [package])
    assert "xlwt 1.0\n    MIT\n    licenses/xlwt.txt" in (tmp_path / "licenses" / notices.TEXT).read_text(
        "utf-8"
    )
    listed = json.loads((tmp_path / notices.SBOM).read_text(encoding="utf-8"))
    assert (listed["bomFormat"], listed["metadata"]["component"]["version"]) == ("CycloneDX", "1.2.3")
    parts = {one["name"]: one for one in listed["components"]}
    assert parts["xlwt"]["purl"] == "pkg:pypi/xlwt@1.0"
    assert parts["xlwt"]["hashes"][0]["content"] == package.sha256
    assert parts["cpython"]["hashes"][0]["content"] == fetch.RUNTIME_HASH


def test_a_wheel_with_another_hash_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "installer" / "lock" / "windows.txt"
    lock.parent.mkdir(parents=True)
    cache = tmp_path / "cache"
    (cache / "wheels").mkdir(parents=True)
    wheel = a_wheel(cache / "wheels", "alpha")
    asked: list[str] = []
    monkeypatch.setattr(fetch, "_download", lambda _python, _folder, wanted, _more: asked.append(wanted))
    lock.write_text(f"# head\nalpha==1.0 \\\n    --hash=sha256:{fetch.digest(wheel)}\n", encoding="utf-8")
    assert fetch.wheels(tmp_path, Path(sys.executable), cache) == [wheel]
    assert asked == []
    wheel.write_bytes(b"changed")
    with pytest.raises(Stop, match="no wheel with a pinned hash: alpha"):
        fetch.wheels(tmp_path, Path(sys.executable), cache)
    assert len(asked) == 1


def test_the_runtime_is_taken_only_with_its_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_download", lambda *_: (tmp_path / fetch._RUNTIME_FILE).write_bytes(b"other"))
    with pytest.raises(Stop, match="not the file that was pinned"):
        fetch.runtime(Path(sys.executable), tmp_path)


def test_the_icon_of_the_launchers_is_the_windows_own(qapp: object) -> None:
    with Image.open(icon.FILE) as file:
        assert {size for size, _ in file.info["sizes"]} == set(icon.SIZES)
        file.size = (256, 256)
        difference = ImageChops.difference(file.convert("RGBA"), icon.draw(256))
    assert max(high for _low, high in difference.getextrema()) < 48


def test_the_wizard_says_everything_in_both_languages() -> None:
    text = (ROOT / "installer" / "windows" / "setup.nsi").read_text(encoding="utf-8")
    said = [line.split()[1:3] for line in text.splitlines() if line.startswith("LangString")]
    for name in {name for name, _ in said}:
        assert {"${LANG_SIMPCHINESE}", "${LANG_ENGLISH}"} == {
            language for one, language in said if one == name
        }


def test_a_start_names_the_true_interpreter_before_anything_else(tmp_path: Path) -> None:
    start = ROOT / "installer" / "windows" / "start.py"
    (tmp_path / "desktop").mkdir()
    probe = (
        "import multiprocessing.spawn as spawn, os, sys\n"
        "print(os.fsdecode(spawn.get_executable()), sys.executable, sys._base_executable)"
    )
    (tmp_path / "desktop" / "__main__.py").write_text(probe, encoding="utf-8")
    (tmp_path / "desktop" / "__init__.py").touch()
    shutil.copy(start, tmp_path / "zhipai_start.py")
    for launcher, interpreter in (("zhipaiw", "pythonw.exe"), ("zhipai", "python.exe")):
        code = f"import runpy, sys; sys.executable = {str(tmp_path / launcher)!r}\n"
        code += "runpy.run_module('zhipai_start', run_name='__main__')"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert set(done.stdout.split()) == {str(tmp_path / "python" / interpreter)}
