"""What the window's start does without: every module costs a clerk some of her second and a half."""

import subprocess
import sys

LATER = (
    *("alembic", "cryptography", "fontTools", "opencc", "openpyxl", "pypinyin", "qrcode", "reportlab"),
    *("sqlalchemy.dialects.postgresql", "sqlalchemy.orm"),
    *("db.schema.tables", "db.services.changes", "db.store.reshape"),
    *("desktop.error_texts", "desktop.editing.dialog"),
)


def test_the_window_loads_nothing_that_is_only_wanted_later() -> None:
    code = f"import sys, desktop.app; print([name for name in {LATER} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
