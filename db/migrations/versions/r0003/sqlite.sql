CREATE TABLE application_wider (
    district_code TEXT NOT NULL,
    id INTEGER PRIMARY KEY NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    filed_by TEXT NOT NULL,
    filed_at TEXT NOT NULL,
    decided_by TEXT,
    decided_at TEXT,
    opinion TEXT,
    rule_version TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT ck_application_kind CHECK (kind in ('confirm','new_number','rename','renumber','move','correct','merge','split','suspend','cancel','restore','rename_place'))
);

INSERT INTO application_wider SELECT * FROM application;

DROP TABLE application;

ALTER TABLE application_wider RENAME TO application;

CREATE INDEX ix_application_state ON application (state);

CREATE TRIGGER keep_application BEFORE DELETE ON application BEGIN SELECT RAISE(ABORT, 'nothing is deleted'); END;

CREATE TABLE number_slot_wider (
    district_code TEXT NOT NULL,
    naming_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    suffix TEXT NOT NULL,
    status TEXT NOT NULL,
    owner BIGINT,
    until TEXT,
    CONSTRAINT pk_number_slot PRIMARY KEY (district_code, naming_id, number, suffix),
    CONSTRAINT ck_number_slot_status CHECK (status in ('reserved','leased','pending','live','retired','free'))
)
 WITHOUT ROWID;

INSERT INTO number_slot_wider SELECT * FROM number_slot;

DROP TABLE number_slot;

ALTER TABLE number_slot_wider RENAME TO number_slot;

CREATE INDEX ix_number_slot_owner ON number_slot (owner);

CREATE TRIGGER keep_number_slot BEFORE DELETE ON number_slot BEGIN SELECT RAISE(ABORT, 'nothing is deleted'); END;

CREATE TABLE planned_change (
    district_code TEXT NOT NULL,
    id INTEGER PRIMARY KEY NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    plan TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    state TEXT NOT NULL,
    hindrance TEXT DEFAULT '' NOT NULL,
    held_at TEXT,
    inverse TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT ck_planned_change_state CHECK (state in ('proposed','due','held','dropped'))
);

CREATE INDEX ix_planned_change_state ON planned_change (state, effective_on);

CREATE TRIGGER keep_planned_change BEFORE DELETE ON planned_change BEGIN SELECT RAISE(ABORT, 'nothing is deleted'); END;

CREATE TABLE undo_step (
    district_code TEXT NOT NULL,
    id INTEGER PRIMARY KEY NOT NULL,
    login TEXT NOT NULL,
    act TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT ck_undo_step_state CHECK (state in ('done','undone','dropped'))
);

CREATE INDEX ix_undo_step_login ON undo_step (login, state, id);

CREATE TABLE saved_view (
    district_code TEXT NOT NULL,
    id INTEGER PRIMARY KEY NOT NULL,
    login TEXT NOT NULL,
    room TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT ck_saved_view_kind CHECK (kind in ('view','favourite')),
    CONSTRAINT ck_saved_view_state CHECK (state in ('kept','dropped'))
);

CREATE INDEX ix_saved_view_login ON saved_view (login, room, kind);

ALTER TABLE place ADD COLUMN extent_from TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN extent_to TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN direction TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN meaning TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN approval_doc TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN named_on TEXT DEFAULT '' NOT NULL;

CREATE INDEX ix_node_version_area ON node_version (area_community);

CREATE INDEX ix_node_version_parent_id ON node_version (parent_id);

ALTER TABLE store_info ADD COLUMN practice BOOLEAN DEFAULT '0' NOT NULL;

CREATE INDEX ix_inspection_form_node_id ON inspection_form (node_id);
