"""Table of the sketch map's own layers: lines, areas and points from files, and site plans laid beneath."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, Table, Text

from db.schema.base import area_columns, home_key, metadata

map_layer = Table(
    "map_layer",
    metadata,
    *home_key(),
    *area_columns(),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("datum", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("body_sha256", Text, nullable=False),
    Column("attachment_id", BigInteger),
    Column("controls", Text, nullable=False, server_default="[]"),
    Column("look", Text, nullable=False, server_default="{}"),
    Column("state", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("row_version", Integer, nullable=False, server_default="1"),
    CheckConstraint("kind in ('points','lines','areas','backdrop')", name="kind"),
    CheckConstraint("datum in ('CGCS2000','GCJ-02','BD-09')", name="datum"),
    CheckConstraint("state in ('kept','dropped')", name="state"),
    Index("ix_map_layer_state", "state"),
)
