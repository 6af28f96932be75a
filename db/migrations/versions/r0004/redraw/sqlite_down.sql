CREATE TABLE application_narrower (
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

INSERT INTO application_narrower SELECT * FROM application;

DROP TABLE application;

ALTER TABLE application_narrower RENAME TO application;

CREATE INDEX ix_application_state ON application (state);

CREATE TRIGGER keep_application BEFORE DELETE ON application BEGIN SELECT RAISE(ABORT, 'nothing is deleted'); END;
