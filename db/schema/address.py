"""Tables of the address tree: divisions, place names, nodes with their versions, numbers, codes and payloads."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from db.schema.base import area_columns, home_key, metadata, small_key

division = Table(
    "division",
    metadata,
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("parent_code", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("valid_from", Text, nullable=False),
    Column("valid_to", Text, nullable=False, server_default="9999-12-31"),
    Column("hidden", Boolean, nullable=False),
    Column("source", Text, nullable=False),
    Column("status", Text, nullable=False),
    PrimaryKeyConstraint("code", "valid_from"),
)

division_successor = Table(
    "division_successor",
    metadata,
    Column("old_code", Text, nullable=False),
    Column("new_code", Text, nullable=False),
    Column("effective_on", Text, nullable=False),
    Column("kind", Text, nullable=False),
    PrimaryKeyConstraint("old_code", "new_code", "effective_on"),
)

place = Table(
    "place",
    metadata,
    small_key(),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("scope_code", Text, nullable=False),
    Column("home_district", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("pinyin", Text, nullable=False),
    Column("pinyin_source", Text, nullable=False),
    Column("rule_set", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("valid_from", Text, nullable=False),
    Column("valid_to", Text, nullable=False, server_default="9999-12-31"),
    Column("child_count", Integer, nullable=False, server_default="0"),
    Column("row_version", Integer, nullable=False, server_default="1"),
    Column("extent_from", Text, nullable=False, server_default=""),
    Column("extent_to", Text, nullable=False, server_default=""),
    Column("direction", Text, nullable=False, server_default=""),
    Column("meaning", Text, nullable=False, server_default=""),
    Column("approval_doc", Text, nullable=False, server_default=""),
    Column("named_on", Text, nullable=False, server_default=""),
    UniqueConstraint("scope_code", "name"),
    Index("ix_place_name", "name"),
)

place_alias = Table(
    "place_alias",
    metadata,
    Column("place_id", BigInteger, nullable=False),
    Column("alias", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("valid_from", Text, nullable=False),
    Column("valid_to", Text, nullable=False, server_default="9999-12-31"),
    PrimaryKeyConstraint("place_id", "alias"),
    Index("ix_place_alias_alias", "alias"),
)

place_community = Table(
    "place_community",
    metadata,
    Column("community_code", Text, nullable=False),
    Column("place_id", BigInteger, nullable=False),
    Column("child_count", Integer, nullable=False),
    PrimaryKeyConstraint("community_code", "place_id"),
)

node = Table(
    "node",
    metadata,
    *home_key(),
    Column("kind", Text, nullable=False),
    Column("parent_id", BigInteger, nullable=False),
    Column("place_id", BigInteger, nullable=False),
    *area_columns(),
    Column("own_text", Text, nullable=False),
    Column("ident", Text, nullable=False),
    Column("number", Integer),
    Column("floor", Integer),
    Column("side", Text, nullable=False, server_default=""),
    Column("legal", Text, nullable=False),
    Column("code_state", Text, nullable=False),
    Column("existence", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("is_live", Boolean, nullable=False),
    Column("live_key", Text, nullable=False),
    Column("full_text", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("child_count", Integer, nullable=False, server_default="0"),
    Column("lng", Float),
    Column("lat", Float),
    Column("datum", Text, nullable=False, server_default=""),
    Column("civil_code", Text),
    Column("valid_from", Text, nullable=False),
    Column("source_batch", BigInteger),
    Column("row_version", Integer, nullable=False, server_default="1"),
    CheckConstraint("kind in ('door','building','stair','floor','room')", name="kind"),
    CheckConstraint("datum in ('','CGCS2000','GCJ-02','BD-09')", name="datum"),
    Index("ix_node_children", "parent_id", "sort_key", "id"),
    Index("ix_node_area", "area_community", "place_id", "kind"),
    Index("ix_node_full_text", "full_text"),
)

node_version = Table(
    "node_version",
    metadata,
    Column("district_code", Text, nullable=False),
    Column("node_id", BigInteger, nullable=False),
    Column("valid_from", Text, nullable=False),
    Column("valid_to", Text, nullable=False, server_default="9999-12-31"),
    Column("kind", Text, nullable=False),
    Column("parent_id", BigInteger, nullable=False),
    Column("place_id", BigInteger, nullable=False),
    Column("area_community", Text, nullable=False),
    Column("own_text", Text, nullable=False),
    Column("ident", Text, nullable=False),
    Column("legal", Text, nullable=False),
    Column("existence", Text, nullable=False),
    PrimaryKeyConstraint("district_code", "node_id", "valid_from"),
    sqlite_with_rowid=False,
)

node_successor = Table(
    "node_successor",
    metadata,
    Column("district_code", Text, nullable=False),
    Column("old_id", BigInteger, nullable=False),
    Column("new_id", BigInteger, nullable=False),
    Column("effective_on", Text, nullable=False),
    Column("kind", Text, nullable=False),
    PrimaryKeyConstraint("district_code", "old_id", "new_id"),
)

number_slot = Table(
    "number_slot",
    metadata,
    Column("district_code", Text, nullable=False),
    Column("naming_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("owner", BigInteger),
    Column("until", Text),
    CheckConstraint("status in ('reserved','leased','pending','live','retired')", name="status"),
    PrimaryKeyConstraint("district_code", "naming_id", "number", "suffix"),
    Index("ix_number_slot_owner", "owner"),
    sqlite_with_rowid=False,
)

addr_code = Table(
    "addr_code",
    metadata,
    Column("code", Text, primary_key=True),
    Column("district_code", Text, nullable=False),
    Column("node_id", BigInteger, nullable=False),
    Column("assigned_at", Text, nullable=False),
    Column("source_batch", BigInteger, nullable=False),
    CheckConstraint("length(code) between 1 and 64", name="length"),
    Index("ix_addr_code_node_id", "node_id"),
    sqlite_with_rowid=False,
)

payload = Table(
    "payload",
    metadata,
    Column("payload", Text, primary_key=True),
    Column("district_code", Text, nullable=False),
    Column("node_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("accepted_at", Text, nullable=False),
    Column("source_batch", BigInteger, nullable=False),
    CheckConstraint("state in ('live','replaced','retired')", name="state"),
    sqlite_with_rowid=False,
)
