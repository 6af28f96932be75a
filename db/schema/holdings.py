"""Tables of what is kept beside the register: attached files by content, and persons under seal."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from db.schema.base import area_columns, home_key, metadata, small_key

attachment = Table(
    "attachment",
    metadata,
    *home_key(),
    *area_columns(),
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("original_sha256", Text, nullable=False),
    Column("original_size", BigInteger, nullable=False),
    Column("facts", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    CheckConstraint("standing in ('kept','not_kept','wiped')", name="standing"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    Index("ix_attachment_sha256", "sha256"),
    Index("ix_attachment_original_sha256", "original_sha256"),
)

attachment_link = Table(
    "attachment_link",
    metadata,
    Column("district_code", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", BigInteger, nullable=False),
    Column("attachment_id", BigInteger, nullable=False),
    Column("purpose", Text, nullable=False),
    PrimaryKeyConstraint("district_code", "table_name", "row_id", "attachment_id"),
    Index("ix_attachment_link_attachment_id", "attachment_id"),
)

vault_key = Table(
    "vault_key",
    metadata,
    small_key(),
    Column("cipher", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("recovery", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    CheckConstraint("cipher in ('AES-256-GCM','SM4-GCM')", name="cipher"),
    CheckConstraint("state in ('current','retired')", name="state"),
)

vault_wrap = Table(
    "vault_wrap",
    metadata,
    Column("key_id", BigInteger, nullable=False),
    Column("login", Text, nullable=False),
    Column("wrapped", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    PrimaryKeyConstraint("key_id", "login"),
)

person = Table(
    "person",
    metadata,
    *home_key(),
    *area_columns(),
    Column("kind", Text, nullable=False),
    Column("key_id", BigInteger, nullable=False),
    Column("wrapped_key", Text),
    Column("sealed", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("wiped_at", Text),
    Column("row_version", Integer, nullable=False, server_default="1"),
    CheckConstraint("kind in ('applicant','contact','resident','owner')", name="kind"),
)

person_digest = Table(
    "person_digest",
    metadata,
    Column("district_code", Text, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("field", Text, nullable=False),
    Column("digest", Text, nullable=False),
    PrimaryKeyConstraint("district_code", "person_id", "field"),
    Index("ix_person_digest_digest", "digest"),
)

person_link = Table(
    "person_link",
    metadata,
    Column("district_code", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    PrimaryKeyConstraint("district_code", "table_name", "row_id", "person_id"),
    Index("ix_person_link_person_id", "person_id"),
)
