"""What the program is made of and under which licences, for auditors (CycloneDX) and for readers (a text)."""

import os
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from installer.windows.contents import Package
from installer.windows.fetch import RUNTIME_HASH

SBOM, TEXT, FOLDER = "sbom.cdx.json", "THIRD-PARTY.txt", "licenses"
PYTHON_VERSION = "3.11.9"
_HERE = Path(__file__).resolve().parent / "licenses"
_EPOCH = (
    315532800  # 1980, the earliest that archives can say: the list names no moment, so that it stays the same
)
_SUPPLIED = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "xlwt": ("xlwt.txt",),
}
"""Texts that the makers do not put into their wheels."""
_FONTS = (
    ("Noto Sans SC", "OFL-1.1", "NotoSansSC-OFL.txt"),
    ("Hanazono Mincho B", "OFL-1.1", "HanaMinB-LICENSE.txt"),
)
_HEAD = """址牌 Zhipai is licensed under Apache-2.0. It comes with the works of others listed here, unchanged and as separate
files; each keeps its own licence. Qt and PySide6 are used under LGPL-3.0: their files in lib\\PySide6 and lib\\shiboken6
may be replaced by others of the same version, and their source is offered by The Qt Company at code.qt.io (tag v6.9.3).

"""


def write(stage: Path, version: str, packages: Sequence[Package]) -> None:
    """Put the list, its readable form and the supplied licence texts into the program's folder."""
    (stage / SBOM).write_text(sbom(version, packages), encoding="utf-8", newline="\n")
    (stage / FOLDER).mkdir()
    for name in sorted({name for names in _SUPPLIED.values() for name in names}):
        (stage / FOLDER / name).write_bytes((_HERE / name).read_bytes())
    (stage / FOLDER / TEXT).write_text(_HEAD + _table(packages), encoding="utf-8", newline="\r\n")


def texts_of(package: Package) -> tuple[str, ...]:
    """Where a package's licence texts lie in the installed program; empty when there is none."""
    own = tuple(f"lib/{name}" for name in package.texts)
    return own + tuple(f"{FOLDER}/{name}" for name in _SUPPLIED.get(package.key, ()))


def _table(packages: Sequence[Package]) -> str:
    rows = [(f"CPython {PYTHON_VERSION}", "PSF-2.0", "python/LICENSE.txt")]
    rows += [(name, licence, f"lib/resources/fonts/{text}") for name, licence, text in _FONTS]
    for one in packages:
        texts = texts_of(one)
        more = f" (+{len(texts) - 1})" if len(texts) > 1 else ""
        rows.append((f"{one.name} {one.version}", one.licence, "".join(texts[:1]) + more))
    return "".join(f"{name}\n    {licence}\n    {text}\n" for name, licence, text in rows)


def sbom(version: str, packages: Sequence[Package]) -> str:
    """The list of all parts in CycloneDX 1.6, the same text for the same parts."""
    bom = Bom(
        serial_number=uuid.uuid5(uuid.NAMESPACE_OID, " ".join([version, *(one.sha256 for one in packages)]))
    )
    moment = int(os.environ.get("SOURCE_DATE_EPOCH") or _EPOCH)
    bom.metadata.timestamp = datetime.fromtimestamp(moment, UTC)
    ours = _component("zhipai", version, "Apache-2.0", kind=ComponentType.APPLICATION)
    bom.metadata.component = ours
    parts = [
        _component("cpython", PYTHON_VERSION, "PSF-2.0", kind=ComponentType.PLATFORM, sha256=RUNTIME_HASH)
    ]
    parts += [_component(name, "", licence, kind=ComponentType.DATA) for name, licence, _ in _FONTS]
    parts += [
        _component(one.key, one.version, one.licence, sha256=one.sha256, index=True) for one in packages
    ]
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(ours, parts)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _component(
    name: str,
    version: str,
    licence: str,
    *,
    kind: ComponentType = ComponentType.LIBRARY,
    sha256: str = "",
    index: bool = False,
) -> Component:
    address = PackageURL("pypi", name=name, version=version) if index else None
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=sha256)] if sha256 else []
    return Component(
        name=name,
        version=version or None,
        type=kind,
        licenses=[DisjunctiveLicense(name=licence)] if licence else [],
        hashes=hashes,
        purl=address,
        bom_ref=str(address or f"{name}@{version}"),
    )
