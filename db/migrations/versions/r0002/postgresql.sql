CREATE TABLE credential (
    login TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    failures INTEGER DEFAULT '0' NOT NULL,
    locked_until TEXT,
    must_change BOOLEAN NOT NULL,
    changed_at TEXT NOT NULL,
    valid_until TEXT,
    last_login_at TEXT,
    last_workstation TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_credential PRIMARY KEY (login)
);

CREATE TABLE setting (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (key)
);

CREATE TABLE responsibility (
    table_name TEXT NOT NULL,
    row_id BIGINT NOT NULL,
    login TEXT NOT NULL,
    since TEXT NOT NULL,
    CONSTRAINT pk_responsibility PRIMARY KEY (table_name, row_id)
);

CREATE INDEX ix_responsibility_login ON responsibility (login);

CREATE TABLE handover (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    from_login TEXT NOT NULL,
    to_login TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    offered_by TEXT NOT NULL,
    offered_at TEXT NOT NULL,
    decided_at TEXT,
    answer TEXT DEFAULT '' NOT NULL,
    left_out TEXT DEFAULT '' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_handover PRIMARY KEY (district_code, id),
    CONSTRAINT ck_handover_state CHECK (state in ('offered','accepted','refused','withdrawn'))
);

CREATE INDEX ix_handover_id ON handover (id);

CREATE TABLE handover_item (
    district_code TEXT NOT NULL,
    handover_id BIGINT NOT NULL,
    item_no INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    area_codes TEXT NOT NULL,
    row_state TEXT NOT NULL,
    since TEXT NOT NULL,
    CONSTRAINT pk_handover_item PRIMARY KEY (district_code, handover_id, item_no)
);

CREATE TABLE store_place (
    id INTEGER NOT NULL,
    machine TEXT NOT NULL,
    path TEXT NOT NULL,
    claimed_by TEXT NOT NULL,
    claimed_at TEXT NOT NULL,
    generation INTEGER NOT NULL,
    CONSTRAINT pk_store_place PRIMARY KEY (id),
    CONSTRAINT ck_store_place_one_row CHECK (id = 1)
);

CREATE TABLE clock_check (
    id BIGINT NOT NULL,
    workstation TEXT NOT NULL,
    clock_at TEXT NOT NULL,
    newest_at TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_clock_check PRIMARY KEY (id)
);

CREATE TABLE attachment (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    original_sha256 TEXT NOT NULL,
    original_size BIGINT NOT NULL,
    facts TEXT NOT NULL,
    standing TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (district_code, id),
    CONSTRAINT ck_attachment_standing CHECK (standing in ('kept','not_kept','wiped')),
    CONSTRAINT ck_attachment_sha256 CHECK (length(sha256) = 64)
);

CREATE INDEX ix_attachment_id ON attachment (id);

CREATE INDEX ix_attachment_sha256 ON attachment (sha256);

CREATE INDEX ix_attachment_original_sha256 ON attachment (original_sha256);

CREATE TABLE attachment_link (
    district_code TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id BIGINT NOT NULL,
    attachment_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    CONSTRAINT pk_attachment_link PRIMARY KEY (district_code, table_name, row_id, attachment_id)
);

CREATE INDEX ix_attachment_link_attachment_id ON attachment_link (attachment_id);

CREATE TABLE vault_key (
    id BIGINT NOT NULL,
    cipher TEXT NOT NULL,
    state TEXT NOT NULL,
    recovery TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    CONSTRAINT pk_vault_key PRIMARY KEY (id),
    CONSTRAINT ck_vault_key_cipher CHECK (cipher in ('AES-256-GCM','SM4-GCM')),
    CONSTRAINT ck_vault_key_state CHECK (state in ('current','retired'))
);

CREATE TABLE vault_wrap (
    key_id BIGINT NOT NULL,
    login TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    made_at TEXT NOT NULL,
    CONSTRAINT pk_vault_wrap PRIMARY KEY (key_id, login)
);

CREATE TABLE person (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    kind TEXT NOT NULL,
    key_id BIGINT NOT NULL,
    wrapped_key TEXT,
    sealed TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    wiped_at TEXT,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (district_code, id),
    CONSTRAINT ck_person_kind CHECK (kind in ('applicant','contact','resident','owner'))
);

CREATE INDEX ix_person_id ON person (id);

CREATE TABLE person_digest (
    district_code TEXT NOT NULL,
    person_id BIGINT NOT NULL,
    field TEXT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_person_digest PRIMARY KEY (district_code, person_id, field)
);

CREATE INDEX ix_person_digest_digest ON person_digest (digest);

CREATE TABLE person_link (
    district_code TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    CONSTRAINT pk_person_link PRIMARY KEY (district_code, table_name, row_id, person_id)
);

CREATE INDEX ix_person_link_person_id ON person_link (person_id);

CREATE TABLE attachment_chunk (
    sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    body BYTEA NOT NULL,
    CONSTRAINT pk_attachment_chunk PRIMARY KEY (sha256, part)
);

CREATE TRIGGER keep_handover BEFORE DELETE OR TRUNCATE ON handover EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_handover_item BEFORE DELETE OR TRUNCATE ON handover_item EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_attachment BEFORE DELETE OR TRUNCATE ON attachment EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_attachment_link BEFORE DELETE OR TRUNCATE ON attachment_link EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_vault_key BEFORE DELETE OR TRUNCATE ON vault_key EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_person BEFORE DELETE OR TRUNCATE ON person EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_person_link BEFORE DELETE OR TRUNCATE ON person_link EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_clock_check BEFORE DELETE OR TRUNCATE ON clock_check EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_setting BEFORE DELETE OR TRUNCATE ON setting EXECUTE FUNCTION refuse_change();

CREATE INDEX ix_plate_node_id ON plate (node_id);
