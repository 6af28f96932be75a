"""Accounts with passwords, settings, handing over, attached files, persons under seal; access rules on PostgreSQL.

The statements stand frozen beside this file: tables for each engine, and for PostgreSQL alone who may see and do what.
"""

import re
from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FOLDER = Path(__file__).with_name("r0002")
_SERVER_PARTS = ("access", "policies", "contents", "accounts", "guards", "news")
"""What PostgreSQL has beyond its tables: who sees which rows, who may sign in, what no hand may do to the journal."""
_INVERSES = (
    (r"CREATE (?:UNIQUE )?INDEX (\w+)", "DROP INDEX IF EXISTS {0}"),
    (r"CREATE TRIGGER (\w+) .*? ON (\w+)", "DROP TRIGGER {0} ON {1}"),
    (r"CREATE CONSTRAINT TRIGGER (\w+) .*? ON ([\w.]+)", "DROP TRIGGER {0} ON {1}"),
    (r"CREATE POLICY (\w+) ON (\w+)", "DROP POLICY {0} ON {1}"),
    (r"ALTER TABLE (\w+) ENABLE ROW LEVEL SECURITY", "ALTER TABLE {0} DISABLE ROW LEVEL SECURITY"),
    (r"CREATE (?:UNLOGGED )?TABLE ([\w.]+)", "DROP TABLE {0}"),
    (r"CREATE FUNCTION ([\w.]+)", "DROP FUNCTION {0}"),
    (r"SELECT zp\.watch\('(\w+)'", "SELECT zp.unwatch('{0}')"),
    (r"CREATE SCHEMA (\w+)", "DROP SCHEMA {0}"),
)
"""What a statement made and how it goes again; other statements leave nothing of their own."""


def _statements() -> list[str]:
    engine = op.get_bind().dialect.name
    parts = [engine, *(_SERVER_PARTS if engine == "postgresql" else ())]
    files = [_FOLDER / f"{part}.sql" for part in parts]
    text = "\n\n".join(file.read_text(encoding="utf-8") for file in files if file.exists())
    return [statement for statement in text.split("\n\n") if statement.strip()]


def _inverse(statement: str, engine: str) -> str | None:
    for pattern, form in _INVERSES:
        made = re.match(pattern, statement.strip(), re.DOTALL)
        if made:
            whole = form.format(*made.groups())
            return whole.split(" ON ")[0] if engine == "sqlite" else whole
    return None


def upgrade() -> None:
    """Make everything."""
    for statement in _statements():
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def downgrade() -> None:
    """Take everything away again, in reverse order."""
    bind = op.get_bind()
    for statement in reversed(_statements()):
        inverse = _inverse(statement, bind.dialect.name)
        if inverse:
            bind.exec_driver_sql(inverse)
