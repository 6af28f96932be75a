"""Tables of 移交包: hand-overs to and from other districts, what journals told of them before, the office's signing key."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from db.schema.base import home_key, metadata, small_key

handoff = Table(
    "handoff",
    metadata,
    *home_key(),
    Column("direction", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("parcel_key", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("parcel", Text, nullable=False),
    Column("effective_on", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("decisions", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("filed_by", Text, nullable=False),
    Column("filed_at", Text, nullable=False),
    Column("decided_by", Text),
    Column("decided_at", Text),
    Column("done_by", Text),
    Column("done_at", Text),
    Column("receipt", Text, nullable=False),
    Column("row_version", Integer, nullable=False, server_default="1"),
    CheckConstraint("direction in ('out','in')", name="direction"),
    CheckConstraint(
        "state in ('filed','decided','released','closed','withdrawn','prepared','accepted')", name="state"
    ),
    Index("uq_handoff_key", "district_code", "direction", "parcel_key", unique=True),
)

handoff_entry = Table(
    "handoff_entry",
    metadata,
    Column("district_code", Text, nullable=False),
    Column("handoff_id", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("changes", Text, nullable=False),
    PrimaryKeyConstraint("district_code", "handoff_id", "seq"),
)
"""What the giving office's journal told of the rows that came."""

office_key = Table(
    "office_key",
    metadata,
    small_key(),
    Column("public", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    CheckConstraint("state in ('current','retired')", name="state"),
)
"""The key that signs packages and receipts, under a password that a chief knows."""
