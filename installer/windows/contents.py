"""What the wheels say of themselves: name, version, licence, and which of them the program needs at all."""

import email
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.console import Stop
from installer.windows.fetch import digest

_WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}
_LICENCE_CLASSIFIER = "License :: OSI Approved :: "
_TEXT_NAMES = ("licen", "copying", "notice")


@dataclass(frozen=True)
class Package:
    """One wheel.

    Attributes:
        file: the wheel.
        name: as its makers write it.
        version: its version.
        licence: as declared.
        texts: its licence files, by their path inside the wheel.
        requires: what it needs, with markers.
    """

    file: Path
    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    requires: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name as indexes compare it."""
        return canonicalize_name(self.name)

    @property
    def sha256(self) -> str:
        """The wheel's hash."""
        return digest(self.file)


def read_wheel(file: Path) -> Package:
    """What a wheel's metadata says."""
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        place = next(name for name in names if name.endswith(".dist-info/METADATA"))
        head = email.message_from_bytes(archive.read(place))
    folder = place.removesuffix("METADATA")
    texts = tuple(sorted(name for name in names if name.startswith(folder) and _is_licence(name)))
    licence = str(head.get("License-Expression") or "").strip() or _older_licence(head)
    requires = tuple(str(one) for one in head.get_all("Requires-Dist", []))
    return Package(file, str(head["Name"]), str(head["Version"]), licence, texts, requires)


def _older_licence(head: "email.message.Message[str, str]") -> str:
    """The licence where the field for expressions is not used: free text of one line, else the classifiers."""
    text = str(head.get("License") or "").strip()
    kinds = [str(one) for one in head.get_all("Classifier", []) if str(one).startswith(_LICENCE_CLASSIFIER)]
    return (
        text
        if text and "\n" not in text
        else "; ".join(kind.removeprefix(_LICENCE_CLASSIFIER) for kind in kinds)
    )


def _is_licence(name: str) -> bool:
    if name.endswith("/"):
        return False
    inner = name.split(".dist-info/", 1)[1].lower()
    return inner.startswith("licenses/") or any(part in inner for part in _TEXT_NAMES)


def needed(project: Package, others: Iterable[Package]) -> list[Package]:
    """The packages that the program or one of its packages requires on Windows, sorted; build tools are not.

    Raises:
        Stop: the lock lacks one of them.
    """
    known = {one.key: one for one in others}
    found: dict[str, Package] = {}
    waiting = [(project, "")]
    seen: set[tuple[str, str]] = set()
    while waiting:
        package, extra = waiting.pop()
        if (package.key, extra) in seen:
            continue
        seen.add((package.key, extra))
        for requirement in map(Requirement, package.requires):
            if requirement.marker and not requirement.marker.evaluate(_WINDOWS | {"extra": extra}):
                continue
            key = canonicalize_name(requirement.name)
            if key not in known:
                raise Stop(f"{package.name} needs {key}, which the lock for Windows lacks")
            found[key] = known[key]
            waiting += [(known[key], wanted) for wanted in ("", *requirement.extras)]
    return [found[key] for key in sorted(found)]
