CREATE TABLE check_sheet (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    choice TEXT NOT NULL,
    due_on TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    answered INTEGER DEFAULT '0' NOT NULL,
    digest TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    returned_at TEXT DEFAULT '' NOT NULL,
    closed_at TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_check_sheet PRIMARY KEY (district_code, id),
    CONSTRAINT ck_check_sheet_state CHECK (state in ('issued','returned','closed','withdrawn'))
);

CREATE INDEX ix_check_sheet_area_community ON check_sheet (area_community, state);

CREATE INDEX ix_check_sheet_id ON check_sheet (id);

CREATE UNIQUE INDEX uq_check_sheet_number ON check_sheet (district_code, number);

CREATE TRIGGER keep_check_sheet BEFORE DELETE OR TRUNCATE ON check_sheet EXECUTE FUNCTION refuse_change();

CREATE TABLE check_sheet_row (
    district_code TEXT NOT NULL,
    sheet_id BIGINT NOT NULL,
    row_no INTEGER NOT NULL,
    node_id BIGINT NOT NULL,
    seen INTEGER NOT NULL,
    kind TEXT NOT NULL,
    full_text TEXT NOT NULL,
    own_text TEXT NOT NULL,
    floor TEXT NOT NULL,
    existence TEXT NOT NULL,
    plate TEXT NOT NULL,
    answer TEXT DEFAULT '' NOT NULL,
    heard TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_check_sheet_row PRIMARY KEY (district_code, sheet_id, row_no)
);

CREATE INDEX ix_check_sheet_row_node_id ON check_sheet_row (node_id);

CREATE INDEX ix_check_sheet_row_sheet_id ON check_sheet_row (sheet_id, row_no);

CREATE TRIGGER keep_check_sheet_row BEFORE DELETE OR TRUNCATE ON check_sheet_row EXECUTE FUNCTION refuse_change();

CREATE TABLE check_return (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    sheet_id BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    read_count INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    fresh INTEGER NOT NULL,
    disputed INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    blank INTEGER NOT NULL,
    CONSTRAINT pk_check_return PRIMARY KEY (district_code, id),
    CONSTRAINT ck_check_return_balance CHECK (read_count = accepted + changed + fresh + disputed + rejected)
);

CREATE INDEX ix_check_return_id ON check_return (id);

CREATE UNIQUE INDEX uq_check_return_sha256 ON check_return (district_code, sheet_id, sha256);

CREATE TRIGGER keep_check_return BEFORE DELETE OR TRUNCATE ON check_return EXECUTE FUNCTION refuse_change();

CREATE TABLE check_finding (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    sheet_id BIGINT NOT NULL,
    return_id BIGINT NOT NULL,
    file_sheet TEXT NOT NULL,
    file_row INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    node_id BIGINT,
    full_text TEXT NOT NULL,
    field TEXT NOT NULL,
    issued TEXT NOT NULL,
    now TEXT NOT NULL,
    said TEXT NOT NULL,
    kind TEXT NOT NULL,
    why TEXT DEFAULT '' NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_check_finding PRIMARY KEY (district_code, id),
    CONSTRAINT ck_check_finding_kind CHECK (kind in ('changed','new','conflict','rejected')),
    CONSTRAINT ck_check_finding_state CHECK (state in ('open','applied','filed','dismissed'))
);

CREATE INDEX ix_check_finding_id ON check_finding (id);

CREATE INDEX ix_check_finding_sheet_id ON check_finding (sheet_id, state);

CREATE TRIGGER keep_check_finding BEFORE DELETE OR TRUNCATE ON check_finding EXECUTE FUNCTION refuse_change();
