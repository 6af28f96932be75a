"""Tables of the store itself: identity, accounts, shipped rules, the journal with its hash chain."""

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
    UniqueConstraint,
    false,
)

from db.schema.base import metadata, small_key

store_info = Table(
    "store_info",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("store_no", Integer, nullable=False),
    Column("store_uuid", Text, nullable=False),
    Column("district_code", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("seed_version", Text, nullable=False),
    Column("practice", Boolean, nullable=False, server_default=false()),
    CheckConstraint("id = 1", name="one_row"),
    CheckConstraint("store_no between 0 and 65535", name="store_no"),
)

actor = Table(
    "actor",
    metadata,
    small_key(),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    UniqueConstraint("login"),
)

actor_role = Table(
    "actor_role",
    metadata,
    Column("actor_id", BigInteger, nullable=False),
    Column("role", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    PrimaryKeyConstraint("actor_id", "role", "area_code"),
)

catalogue = Table(
    "catalogue",
    metadata,
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("kind", "key", "version"),
)

journal_head = Table(
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

journal = Table(
    "journal",
    metadata,
    small_key("seq"),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("workstation", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("change_count", Integer, nullable=False),
    Column("changes_sha256", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

journal_change = Table(
    "journal_change",
    metadata,
    Column("seq", BigInteger, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_key", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    PrimaryKeyConstraint("seq", "ordinal"),
    Index("ix_journal_change_row", "table_name", "row_key"),
    sqlite_with_rowid=False,
)
