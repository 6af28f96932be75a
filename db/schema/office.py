"""Tables of the office itself: sign-in, settings, who answers for a case, handing over, where the file lies, the clock."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from db.schema.base import home_key, metadata, small_key

credential = Table(
    "credential",
    metadata,
    Column("login", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("locked_until", Text),
    Column("must_change", Boolean, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("valid_until", Text),
    Column("last_login_at", Text),
    Column("last_workstation", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("login"),
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("set_at", Text, nullable=False),
    PrimaryKeyConstraint("key"),
)

responsibility = Table(
    "responsibility",
    metadata,
    Column("table_name", Text, nullable=False),
    Column("row_id", BigInteger, nullable=False),
    Column("login", Text, nullable=False),
    Column("since", Text, nullable=False),
    PrimaryKeyConstraint("table_name", "row_id"),
    Index("ix_responsibility_login", "login"),
)

handover = Table(
    "handover",
    metadata,
    *home_key(),
    Column("from_login", Text, nullable=False),
    Column("to_login", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("offered_by", Text, nullable=False),
    Column("offered_at", Text, nullable=False),
    Column("decided_at", Text),
    Column("answer", Text, nullable=False, server_default=""),
    Column("left_out", Text, nullable=False, server_default=""),
    Column("row_version", Integer, nullable=False, server_default="1"),
    CheckConstraint("state in ('offered','accepted','refused','withdrawn')", name="state"),
)

handover_item = Table(
    "handover_item",
    metadata,
    Column("district_code", Text, nullable=False),
    Column("handover_id", BigInteger, nullable=False),
    Column("item_no", Integer, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", BigInteger, nullable=False),
    Column("title", Text, nullable=False),
    Column("area_codes", Text, nullable=False),
    Column("row_state", Text, nullable=False),
    Column("since", Text, nullable=False),
    PrimaryKeyConstraint("district_code", "handover_id", "item_no"),
)

store_place = Table(
    "store_place",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("machine", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("claimed_by", Text, nullable=False),
    Column("claimed_at", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

clock_check = Table(
    "clock_check",
    metadata,
    small_key(),
    Column("workstation", Text, nullable=False),
    Column("clock_at", Text, nullable=False),
    Column("newest_at", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

saved_view = Table(
    "saved_view",
    metadata,
    *home_key(),
    Column("login", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("row_version", Integer, nullable=False, server_default="1"),
    CheckConstraint("kind in ('view','favourite')", name="kind"),
    CheckConstraint("state in ('kept','dropped')", name="state"),
    Index("ix_saved_view_login", "login", "room", "kind"),
)
