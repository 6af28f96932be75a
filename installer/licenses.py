"""Whether every package that ships with the program may ship.

The judgement is by words of the declared licence. Weak copyleft (LGPL, MPL) is fine since those packages are
shipped unchanged and as separate files; a package under several licences may be taken under any allowed one.
"""

import json
import re
import subprocess
from pathlib import Path

from installer import locks

_ALLOWED = re.compile(
    r"\b(MIT(-0|-CMU)?|BSD|[023]-Clause|0BSD|Apache([- ]2\.0)?|ISC|PSF|Python Software Foundation|HPND|Zlib|"
    r"Unlicense|Public Domain|CC0|MPL|Mozilla Public License|LGPL\w*|Lesser General Public License)\b",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(r"\s+OR\s+|;|\|", re.IGNORECASE)


def allowed(licence: str) -> bool:
    """Whether one of the alternatives that a package declares permits shipping it."""
    alternatives = (part for part in _ALTERNATIVES.split(licence) if part.strip())
    return any(all(_ALLOWED.search(one) for one in re.split(r"\s+AND\s+", part)) for part in alternatives)


def problems(root: Path, python: Path) -> list[str]:
    """The shipped packages whose licence is unknown or forbids shipping, and locked ones not installed."""
    shipped = locks.pins(locks.path(root, development=False))
    command = [str(python), "-m", "piplicenses", "--from=mixed", "--format=json", "--with-system"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return [f"pip-licenses failed: {done.stderr.strip()}"]
    installed = {locks.normal(row["Name"]): str(row["License"]) for row in json.loads(done.stdout)}
    found = [f"{name}: not installed" for name in shipped if name not in installed]
    for name in shipped:
        if name in installed and not allowed(installed[name]):
            found.append(f"{name}: {installed[name]} is not on the list of licences that permit shipping")
    return found
