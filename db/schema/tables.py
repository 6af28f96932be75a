"""The whole schema: every table, and the rules that only live rows obey.

The partial unique indexes (law 3) stand here and not beside their tables: naming a WHERE for PostgreSQL loads that
engine's whole dialect, a tenth of a second at every start of the window, which never creates a table. The revisions
create them; a test holds the two together.
"""

from sqlalchemy import Index, text

from db.schema import holdings, office, sketch, system, transfer
from db.schema.address import node, payload
from db.schema.base import metadata
from db.schema.sheets import check_sheet
from db.schema.work import inspection_answer, plate, problem, text_decision

FAMILIES = (
    system,
    office,
    holdings,
    sketch,
    transfer,
    node,
    payload,
    inspection_answer,
    plate,
    problem,
    text_decision,
    check_sheet,
)
"""Importing this module registers every table on ``metadata``."""

Index(
    "uq_node_live_key",
    node.c.district_code,
    node.c.live_key,
    unique=True,
    postgresql_where=text("is_live"),
    sqlite_where=text("is_live = 1"),
)
Index(
    "ix_node_ended",
    node.c.parent_id,
    node.c.area_community,
    postgresql_where=text("NOT is_live"),
    sqlite_where=text("is_live = 0"),
)
for _name, _columns, _rule in (
    ("uq_payload_live_node", (payload.c.node_id,), "state = 'live'"),
    (
        "uq_plate_live",
        (plate.c.district_code, plate.c.node_id, plate.c["class"], plate.c.position, plate.c.ordinal),
        "state <> 'void'",
    ),
    (
        "uq_problem_open",
        (problem.c.district_code, problem.c.rule, problem.c.subject),
        "state <> 'closed'",
    ),
    (
        "uq_inspection_answer_current",
        (inspection_answer.c.district_code, inspection_answer.c.form_id, inspection_answer.c.item),
        "standing = 'current'",
    ),
    (
        "uq_text_decision_current",
        (text_decision.c.district_code, text_decision.c.kind, text_decision.c.text_key),
        "standing = 'current'",
    ),
):
    Index(_name, *_columns, unique=True, postgresql_where=text(_rule), sqlite_where=text(_rule))

__all__ = ["FAMILIES", "metadata"]
