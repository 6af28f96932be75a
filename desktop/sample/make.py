"""Regenerates the shipped kit: ``python -m desktop.sample.make``."""

import shutil
from pathlib import Path

import resources
from desktop.sample.kit import make_kit

SHIPPED_KIT = Path(resources.__file__).parent / "sample"


def main() -> None:
    """Replace ``resources/sample`` by a fresh kit with the fixed seed."""
    for old in ("addresses", "qr"):
        shutil.rmtree(SHIPPED_KIT / old, ignore_errors=True)
    make_kit(SHIPPED_KIT)


if __name__ == "__main__":
    main()
