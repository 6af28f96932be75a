ALTER TABLE application DROP CONSTRAINT ck_application_kind;

ALTER TABLE application ADD CONSTRAINT ck_application_kind CHECK (kind in ('confirm','new_number','rename','renumber','move','correct','merge','split','suspend','cancel','restore','rename_place'));

ALTER TABLE number_slot DROP CONSTRAINT ck_number_slot_status;

ALTER TABLE number_slot ADD CONSTRAINT ck_number_slot_status CHECK (status in ('reserved','leased','pending','live','retired','free'));

CREATE TABLE planned_change (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
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
    CONSTRAINT pk_planned_change PRIMARY KEY (district_code, id),
    CONSTRAINT ck_planned_change_state CHECK (state in ('proposed','due','held','dropped'))
);

CREATE INDEX ix_planned_change_id ON planned_change (id);

CREATE INDEX ix_planned_change_state ON planned_change (state, effective_on);

CREATE TRIGGER keep_planned_change BEFORE DELETE OR TRUNCATE ON planned_change EXECUTE FUNCTION refuse_change();

CREATE TABLE undo_step (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    login TEXT NOT NULL,
    act TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_undo_step PRIMARY KEY (district_code, id),
    CONSTRAINT ck_undo_step_state CHECK (state in ('done','undone','dropped'))
);

CREATE INDEX ix_undo_step_id ON undo_step (id);

CREATE INDEX ix_undo_step_login ON undo_step (login, state, id);

CREATE TABLE saved_view (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    login TEXT NOT NULL,
    room TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_saved_view PRIMARY KEY (district_code, id),
    CONSTRAINT ck_saved_view_kind CHECK (kind in ('view','favourite')),
    CONSTRAINT ck_saved_view_state CHECK (state in ('kept','dropped'))
);

CREATE INDEX ix_saved_view_id ON saved_view (id);

CREATE INDEX ix_saved_view_login ON saved_view (login, room, kind);

ALTER TABLE place ADD COLUMN extent_from TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN extent_to TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN direction TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN meaning TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN approval_doc TEXT DEFAULT '' NOT NULL;

ALTER TABLE place ADD COLUMN named_on TEXT DEFAULT '' NOT NULL;

CREATE INDEX ix_node_version_area ON node_version (area_community);

CREATE INDEX ix_node_version_parent_id ON node_version (parent_id);

ALTER TABLE store_info ADD COLUMN practice BOOLEAN DEFAULT false NOT NULL;

CREATE INDEX ix_inspection_form_node_id ON inspection_form (node_id);
