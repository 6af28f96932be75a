"""All tables in one place, for those who need the whole: store creation checks and copies."""

from db.schema import address, system, work
from db.schema.base import metadata

FAMILIES = (system, address, work)
"""Importing this module registers every table on ``metadata``."""

__all__ = ["FAMILIES", "metadata"]
