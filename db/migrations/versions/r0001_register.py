"""The register: tree, numbers, codes, staging, work, inspection, journal.

The statements stand frozen beside this file, one file an engine, since engines differ where it matters: the key of
large tables, the search index, the guards that keep rows for ever.
"""

import re
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_FOLDER = Path(__file__).with_name("r0001")


def _statements() -> list[str]:
    text = (_FOLDER / f"{op.get_bind().dialect.name}.sql").read_text(encoding="utf-8")
    return [statement for statement in text.split("\n\n") if statement.strip()]


def upgrade() -> None:
    """Make everything."""
    for statement in _statements():
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def downgrade() -> None:
    """Take everything away again, in reverse order."""
    bind = op.get_bind()
    for statement in reversed(_statements()):
        made = re.match(r"CREATE (VIRTUAL TABLE|TABLE|SEQUENCE|FUNCTION) (\w+)", statement)
        if made:
            kind = made[1].removeprefix("VIRTUAL ")
            cascade = " CASCADE" if bind.dialect.name == "postgresql" else ""
            bind.exec_driver_sql(f"DROP {kind} {made[2]}{cascade}")
