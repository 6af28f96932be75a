"""Metadata, naming convention and the key of large tables.

Large tables' key is ``(district_code, id)`` on PostgreSQL, so that they can be partitioned or distributed by district;
on SQLite ``id`` alone is the INTEGER PRIMARY KEY and therefore the row id the search index points to. Moments are UTC
text and days ISO text (``db.domain.clock``): both engines then store, compare and hash the very same characters.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, PrimaryKeyConstraint, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class RowId(BigInteger):
    """A 63-bit id; on SQLite it is the row id itself."""


@compiles(RowId, "sqlite")
def _sqlite_row_id(_type: TypeEngine[int], _compiler: DDLCompiler, **_kw: object) -> str:
    return "INTEGER PRIMARY KEY"


@compiles(RowId)
def _big_row_id(_type: TypeEngine[int], _compiler: DDLCompiler, **_kw: object) -> str:
    return "BIGINT"


def home_key() -> tuple[Column[str], Column[int], PrimaryKeyConstraint, Index]:
    """Key columns of a large table: home shard, fixed when the row is born, and id."""
    return (
        Column("district_code", Text, nullable=False),
        Column("id", RowId, nullable=False),
        PrimaryKeyConstraint("district_code", "id").ddl_if(dialect="postgresql"),
        Index(None, "id").ddl_if(dialect="postgresql"),
    )


def small_key(name: str = "id") -> Column[int]:
    """Key of a small reference table, unique city-wide; ids come from the program."""
    kind = BigInteger().with_variant(Integer, "sqlite")
    return Column(name, kind, primary_key=True, autoincrement=False)


def area_columns() -> tuple[Column[str], Column[str], Column[str]]:
    """Where the row lies today; moved by 区划调整, compared by access rules."""
    return (
        Column("area_district", Text, nullable=False),
        Column("area_subdistrict", Text, nullable=False),
        Column("area_community", Text, nullable=False),
    )
