"""Changed administrative units, transfers between districts, check sheets that go out and come back, the sketch map.

The statements stand frozen beside this file, a folder for each subject: tables for each engine, and for PostgreSQL who
sees what and what verbs may do now. Downwards, what was replaced comes back from the revisions below.
"""

import re
from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_FOLDER = Path(__file__).with_name("r0004")
_BELOW = (Path(__file__).with_name("r0002"), Path(__file__).with_name("r0003"))
_SUBJECTS = ("redraw", "handoff", "sheets", "sketch", "imports", "living", "guards")
_SERVER_PARTS = ("policies", "guards")
_RULES = ("other_hand", "permit", "step", "verb_role")
"""Tables of what verbs may do, filled anew by the revisions below."""


def _statements(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return [statement for statement in text.split("\n\n") if statement.strip()]


def _engine() -> str:
    return str(op.get_bind().dialect.name)


def _run(statements: list[str]) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def upgrade() -> None:
    """Make everything."""
    parts = (_engine(), *(_SERVER_PARTS if _engine() == "postgresql" else ()))
    for part in parts:
        for subject in _SUBJECTS:
            _run(_statements(_FOLDER / subject / f"{part}.sql"))


def downgrade() -> None:
    """Take everything away again and put back what stood there."""
    if _engine() == "postgresql":
        _run(_former())
    for subject in reversed(_SUBJECTS):
        _run(_statements(_FOLDER / subject / f"{_engine()}_down.sql"))


def _former() -> list[str]:
    """The functions, policies and rules of the revisions below in the place of those that took theirs."""
    files = [_FOLDER / subject / f"{part}.sql" for part in _SERVER_PARTS for subject in _SUBJECTS]
    made = [one for file in files for one in _statements(file)]
    below = [one for folder in _BELOW for file in sorted(folder.glob("*.sql")) for one in _statements(file)]
    back: list[str] = []
    for statement in made:
        function = re.match(r"CREATE OR REPLACE FUNCTION (zp\.\w+)\(", statement)
        if function:
            old = _last(below, rf"CREATE (?:OR REPLACE )?FUNCTION {re.escape(function[1])}\(")
            back.append(re.sub(r"^CREATE (?:OR REPLACE )?", "CREATE OR REPLACE ", old))
        policy = re.match(r"ALTER POLICY (\w+) ON (\w+) ", statement)
        if policy:
            old = _last(below, rf"(?:CREATE|ALTER) POLICY {policy[1]} ON {policy[2]} ")
            back.append(re.sub(r"^CREATE POLICY (\w+) ON (\w+) FOR \w+", r"ALTER POLICY \1 ON \2", old))
    for table in _RULES:
        back.append(f"DELETE FROM zp.{table}")
        back += [one for one in below if one.startswith(f"INSERT INTO zp.{table} ")]
    return back


def _last(statements: list[str], pattern: str) -> str:
    """The newest statement below that begins so; a new function is dropped by its own subject instead."""
    return next(one for one in reversed(statements) if re.match(pattern, one))
