"""The address workspace: planned changes with a date, undoing, saved views, more about a place's name.

The statements stand frozen beside this file: tables for each engine, and for PostgreSQL what verbs may do now. Downwards,
what was replaced comes back from the revisions below.
"""

import re
from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_FOLDER = Path(__file__).with_name("r0003")
_BELOW = Path(__file__).with_name("r0002")
_SERVER_PARTS = ("policies", "guards", "search")
_RULES = ("other_hand", "permit", "step", "verb_role")
"""Tables of what verbs may do, filled anew by the revision below."""


def _statements(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return [statement for statement in text.split("\n\n") if statement.strip()]


def _server() -> bool:
    return bool(op.get_bind().dialect.name == "postgresql")


def _run(statements: list[str]) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def upgrade() -> None:
    """Make everything."""
    engine = op.get_bind().dialect.name
    for part in (engine, *(_SERVER_PARTS if _server() else ())):
        _run(_statements(_FOLDER / f"{part}.sql"))


def downgrade() -> None:
    """Take everything away again and put back what stood there."""
    if _server():
        _run(_former())
    _run(_statements(_FOLDER / f"{op.get_bind().dialect.name}_down.sql"))


def _former() -> list[str]:
    """The functions, policies and rules of the revision below in the place of those that took theirs."""
    made = [one for part in _SERVER_PARTS for one in _statements(_FOLDER / f"{part}.sql")]
    below = [one for file in sorted(_BELOW.glob("*.sql")) for one in _statements(file)]
    back: list[str] = []
    for statement in made:
        function = re.match(r"CREATE OR REPLACE FUNCTION (zp\.\w+)\(", statement)
        if function:
            old = next((one for one in below if one.startswith(f"CREATE FUNCTION {function[1]}(")), None)
            back.append(
                old.replace("CREATE", "CREATE OR REPLACE", 1) if old else f"DROP FUNCTION {function[1]}"
            )
        policy = re.match(r"ALTER POLICY (\w+) ON (\w+)", statement)
        if policy:
            old = next(one for one in below if one.startswith(f"CREATE POLICY {policy[1]} ON {policy[2]} "))
            back += [f"DROP POLICY {policy[1]} ON {policy[2]}", old]
    for table in _RULES:
        back.append(f"DELETE FROM zp.{table}")
        back += [one for one in below if one.startswith(f"INSERT INTO zp.{table} ")]
    return back
