CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE division (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    level INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT DEFAULT '9999-12-31' NOT NULL,
    hidden BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    status TEXT NOT NULL,
    CONSTRAINT pk_division PRIMARY KEY (code, valid_from)
);

CREATE TABLE division_successor (
    old_code TEXT NOT NULL,
    new_code TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT pk_division_successor PRIMARY KEY (old_code, new_code, effective_on)
);

CREATE TABLE place (
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    scope_code TEXT NOT NULL,
    home_district TEXT NOT NULL,
    state TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    pinyin_source TEXT NOT NULL,
    rule_set TEXT NOT NULL,
    source TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT DEFAULT '9999-12-31' NOT NULL,
    child_count INTEGER DEFAULT '0' NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_place PRIMARY KEY (id),
    CONSTRAINT uq_place_scope_code_name UNIQUE (scope_code, name)
);

CREATE INDEX ix_place_name ON place (name);

CREATE TABLE place_alias (
    place_id BIGINT NOT NULL,
    alias TEXT NOT NULL,
    kind TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT DEFAULT '9999-12-31' NOT NULL,
    CONSTRAINT pk_place_alias PRIMARY KEY (place_id, alias)
);

CREATE INDEX ix_place_alias_alias ON place_alias (alias);

CREATE TABLE place_community (
    community_code TEXT NOT NULL,
    place_id BIGINT NOT NULL,
    child_count INTEGER NOT NULL,
    CONSTRAINT pk_place_community PRIMARY KEY (community_code, place_id)
);

CREATE TABLE node (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    parent_id BIGINT NOT NULL,
    place_id BIGINT NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    own_text TEXT NOT NULL,
    ident TEXT NOT NULL,
    number INTEGER,
    floor INTEGER,
    side TEXT DEFAULT '' NOT NULL,
    legal TEXT NOT NULL,
    code_state TEXT NOT NULL,
    existence TEXT NOT NULL,
    position TEXT NOT NULL,
    is_live BOOLEAN NOT NULL,
    live_key TEXT NOT NULL,
    full_text TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    child_count INTEGER DEFAULT '0' NOT NULL,
    lng FLOAT,
    lat FLOAT,
    datum TEXT DEFAULT '' NOT NULL,
    civil_code TEXT,
    valid_from TEXT NOT NULL,
    source_batch BIGINT,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_node PRIMARY KEY (district_code, id),
    CONSTRAINT ck_node_kind CHECK (kind in ('door','building','stair','floor','room')),
    CONSTRAINT ck_node_datum CHECK (datum in ('','CGCS2000','GCJ-02','BD-09'))
);

CREATE INDEX ix_node_area ON node (area_community, place_id, kind);

CREATE UNIQUE INDEX uq_node_live_key ON node (district_code, live_key) WHERE is_live;

CREATE INDEX ix_node_children ON node (parent_id, sort_key, id);

CREATE INDEX ix_node_full_text ON node (full_text);

CREATE INDEX ix_node_id ON node (id);

CREATE TABLE node_version (
    district_code TEXT NOT NULL,
    node_id BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT DEFAULT '9999-12-31' NOT NULL,
    kind TEXT NOT NULL,
    parent_id BIGINT NOT NULL,
    place_id BIGINT NOT NULL,
    area_community TEXT NOT NULL,
    own_text TEXT NOT NULL,
    ident TEXT NOT NULL,
    legal TEXT NOT NULL,
    existence TEXT NOT NULL,
    CONSTRAINT pk_node_version PRIMARY KEY (district_code, node_id, valid_from)
);

CREATE TABLE node_successor (
    district_code TEXT NOT NULL,
    old_id BIGINT NOT NULL,
    new_id BIGINT NOT NULL,
    effective_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT pk_node_successor PRIMARY KEY (district_code, old_id, new_id)
);

CREATE TABLE number_slot (
    district_code TEXT NOT NULL,
    naming_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    suffix TEXT NOT NULL,
    status TEXT NOT NULL,
    owner BIGINT,
    until TEXT,
    CONSTRAINT pk_number_slot PRIMARY KEY (district_code, naming_id, number, suffix),
    CONSTRAINT ck_number_slot_status CHECK (status in ('reserved','leased','pending','live','retired'))
);

CREATE INDEX ix_number_slot_owner ON number_slot (owner);

CREATE TABLE addr_code (
    code TEXT NOT NULL,
    district_code TEXT NOT NULL,
    node_id BIGINT NOT NULL,
    assigned_at TEXT NOT NULL,
    source_batch BIGINT NOT NULL,
    CONSTRAINT pk_addr_code PRIMARY KEY (code),
    CONSTRAINT ck_addr_code_length CHECK (length(code) between 1 and 64)
);

CREATE INDEX ix_addr_code_node_id ON addr_code (node_id);

CREATE TABLE payload (
    payload TEXT NOT NULL,
    district_code TEXT NOT NULL,
    node_id BIGINT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    source_batch BIGINT NOT NULL,
    CONSTRAINT pk_payload PRIMARY KEY (payload),
    CONSTRAINT ck_payload_state CHECK (state in ('live','replaced','retired'))
);

CREATE UNIQUE INDEX uq_payload_live_node ON payload (node_id) WHERE state = 'live';

CREATE TABLE store_info (
    id SERIAL NOT NULL,
    store_no INTEGER NOT NULL,
    store_uuid TEXT NOT NULL,
    district_code TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seed_version TEXT NOT NULL,
    CONSTRAINT pk_store_info PRIMARY KEY (id),
    CONSTRAINT ck_store_info_one_row CHECK (id = 1),
    CONSTRAINT ck_store_info_store_no CHECK (store_no between 0 and 65535)
);

CREATE TABLE actor (
    id BIGINT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_actor PRIMARY KEY (id),
    CONSTRAINT uq_actor_login UNIQUE (login)
);

CREATE TABLE actor_role (
    actor_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    area_code TEXT NOT NULL,
    CONSTRAINT pk_actor_role PRIMARY KEY (actor_id, role, area_code)
);

CREATE TABLE catalogue (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    version TEXT NOT NULL,
    source TEXT NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_catalogue PRIMARY KEY (kind, key, version)
);

CREATE TABLE journal_head (
    id SERIAL NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_journal_head PRIMARY KEY (id),
    CONSTRAINT ck_journal_head_one_row CHECK (id = 1)
);

CREATE TABLE journal (
    seq BIGINT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    workstation TEXT NOT NULL,
    verb TEXT NOT NULL,
    reason TEXT NOT NULL,
    change_count INTEGER NOT NULL,
    changes_sha256 TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_journal PRIMARY KEY (seq)
);

CREATE TABLE journal_change (
    seq BIGINT NOT NULL,
    ordinal INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    CONSTRAINT pk_journal_change PRIMARY KEY (seq, ordinal)
);

CREATE INDEX ix_journal_change_row ON journal_change (table_name, row_key);

CREATE TABLE import_batch (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    source_name TEXT NOT NULL,
    source_sha256 TEXT NOT NULL,
    options TEXT NOT NULL,
    state TEXT NOT NULL,
    read_count INTEGER DEFAULT '0' NOT NULL,
    accepted INTEGER DEFAULT '0' NOT NULL,
    unchanged INTEGER DEFAULT '0' NOT NULL,
    rejected INTEGER DEFAULT '0' NOT NULL,
    skipped INTEGER DEFAULT '0' NOT NULL,
    actor TEXT NOT NULL,
    staged_at TEXT NOT NULL,
    promoted_at TEXT,
    CONSTRAINT pk_import_batch PRIMARY KEY (district_code, id),
    CONSTRAINT ck_import_batch_state CHECK (state in ('staging','staged','promoted','abandoned'))
);

CREATE INDEX ix_import_batch_id ON import_batch (id);

CREATE TABLE import_row (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    batch_id BIGINT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    row_no INTEGER NOT NULL,
    part INTEGER NOT NULL,
    cells TEXT NOT NULL,
    outcome TEXT NOT NULL,
    rule TEXT NOT NULL,
    field TEXT NOT NULL,
    "column" TEXT NOT NULL,
    found TEXT NOT NULL,
    recovered TEXT NOT NULL,
    node_id BIGINT,
    CONSTRAINT pk_import_row PRIMARY KEY (district_code, id),
    CONSTRAINT ck_import_row_outcome CHECK (outcome in ('staged','accepted','unchanged','rejected','skipped'))
);

CREATE INDEX ix_import_row_id ON import_row (id);

CREATE INDEX ix_import_row_batch ON import_row (batch_id);

CREATE TABLE text_decision (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    text_key TEXT NOT NULL,
    text TEXT NOT NULL,
    elements TEXT NOT NULL,
    node_id BIGINT,
    node_text TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    standing TEXT NOT NULL,
    CONSTRAINT pk_text_decision PRIMARY KEY (district_code, id),
    CONSTRAINT ck_text_decision_kind CHECK (kind in ('reading','match')),
    CONSTRAINT ck_text_decision_standing CHECK (standing in ('current','replaced','withdrawn'))
);

CREATE INDEX ix_text_decision_id ON text_decision (id);

CREATE INDEX ix_text_decision_text_key ON text_decision (text_key);

CREATE UNIQUE INDEX uq_text_decision_current ON text_decision (district_code, kind, text_key) WHERE standing = 'current';

CREATE TABLE application (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
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
    CONSTRAINT pk_application PRIMARY KEY (district_code, id),
    CONSTRAINT ck_application_kind CHECK (kind in ('confirm','new_number'))
);

CREATE INDEX ix_application_state ON application (state);

CREATE INDEX ix_application_id ON application (id);

CREATE TABLE application_item (
    district_code TEXT NOT NULL,
    application_id BIGINT NOT NULL,
    item_no INTEGER NOT NULL,
    node_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    outcome TEXT NOT NULL,
    CONSTRAINT pk_application_item PRIMARY KEY (district_code, application_id, item_no)
);

CREATE INDEX ix_application_item_node_id ON application_item (node_id);

CREATE TABLE plate_batch (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    number TEXT NOT NULL,
    class TEXT NOT NULL,
    area_code TEXT NOT NULL,
    state TEXT NOT NULL,
    template_version TEXT NOT NULL,
    plate_count INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    file_sha256 TEXT,
    verified_at TEXT,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_plate_batch PRIMARY KEY (district_code, id),
    CONSTRAINT ck_plate_batch_state CHECK (state in ('locked','rendered','verified','failed'))
);

CREATE UNIQUE INDEX uq_plate_batch_number ON plate_batch (district_code, number);

CREATE INDEX ix_plate_batch_id ON plate_batch (id);

CREATE TABLE plate (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    node_id BIGINT NOT NULL,
    class TEXT NOT NULL,
    position TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    state TEXT NOT NULL,
    payload TEXT NOT NULL,
    batch_id BIGINT,
    line_no INTEGER,
    texts TEXT NOT NULL,
    layout_digest TEXT,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_plate PRIMARY KEY (district_code, id)
);

CREATE INDEX ix_plate_batch ON plate (batch_id, line_no);

CREATE UNIQUE INDEX uq_plate_live ON plate (district_code, node_id, class, position, ordinal) WHERE state <> 'void';

CREATE INDEX ix_plate_id ON plate (id);

CREATE INDEX ix_plate_payload ON plate (payload);

CREATE TABLE print_run (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    batch_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    template_version TEXT NOT NULL,
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_print_run PRIMARY KEY (district_code, id),
    CONSTRAINT ck_print_run_purpose CHECK (purpose in ('production','draft'))
);

CREATE INDEX ix_print_run_id ON print_run (id);

CREATE INDEX ix_print_run_batch_id ON print_run (batch_id);

CREATE TABLE problem (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    area_community TEXT NOT NULL,
    problem TEXT NOT NULL,
    rule TEXT NOT NULL,
    node_id BIGINT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    state TEXT NOT NULL,
    found_at TEXT NOT NULL,
    closed_at TEXT,
    CONSTRAINT pk_problem PRIMARY KEY (district_code, id),
    CONSTRAINT ck_problem_problem CHECK (problem in ('重','错','漏','缺','损'))
);

CREATE INDEX ix_problem_id ON problem (id);

CREATE INDEX ix_problem_area ON problem (area_community, state);

CREATE UNIQUE INDEX uq_problem_open ON problem (district_code, rule, subject) WHERE state <> 'closed';

CREATE TABLE inspection_form (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    plate_id BIGINT NOT NULL,
    node_id BIGINT NOT NULL,
    checklist_version TEXT NOT NULL,
    package_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    base_version INTEGER NOT NULL,
    CONSTRAINT pk_inspection_form PRIMARY KEY (district_code, id),
    CONSTRAINT ck_inspection_form_state CHECK (state in ('issued','filled','conflict'))
);

CREATE INDEX ix_inspection_form_id ON inspection_form (id);

CREATE INDEX ix_inspection_form_package_id ON inspection_form (package_id);

CREATE TABLE inspection_answer (
    district_code TEXT NOT NULL,
    event_uuid TEXT NOT NULL,
    form_id BIGINT NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    note TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    inspector TEXT NOT NULL,
    device TEXT NOT NULL,
    standing TEXT NOT NULL,
    package_id BIGINT NOT NULL,
    CONSTRAINT pk_inspection_answer PRIMARY KEY (district_code, event_uuid),
    CONSTRAINT ck_inspection_answer_standing CHECK (standing in ('current','superseded','conflict'))
);

CREATE INDEX ix_inspection_answer_form_id ON inspection_answer (form_id);

CREATE UNIQUE INDEX uq_inspection_answer_current ON inspection_answer (district_code, form_id, item) WHERE standing = 'current';

CREATE TABLE package (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    direction TEXT NOT NULL,
    area_code TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    forms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_package PRIMARY KEY (district_code, id),
    CONSTRAINT ck_package_direction CHECK (direction in ('out','in'))
);

CREATE INDEX ix_package_id ON package (id);

CREATE SEQUENCE id_counter AS bigint;

CREATE INDEX ix_node_search ON node USING gin (full_text gin_trgm_ops);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nothing is deleted, the journal is append only'; END $$;

CREATE TRIGGER keep_journal BEFORE DELETE OR TRUNCATE ON journal EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_journal_change BEFORE DELETE OR TRUNCATE ON journal_change EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_node BEFORE DELETE OR TRUNCATE ON node EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_node_version BEFORE DELETE OR TRUNCATE ON node_version EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_number_slot BEFORE DELETE OR TRUNCATE ON number_slot EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_addr_code BEFORE DELETE OR TRUNCATE ON addr_code EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_payload BEFORE DELETE OR TRUNCATE ON payload EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_plate BEFORE DELETE OR TRUNCATE ON plate EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_place BEFORE DELETE OR TRUNCATE ON place EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_division BEFORE DELETE OR TRUNCATE ON division EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_application BEFORE DELETE OR TRUNCATE ON application EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_import_row BEFORE DELETE OR TRUNCATE ON import_row EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_import_batch BEFORE DELETE OR TRUNCATE ON import_batch EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_inspection_answer BEFORE DELETE OR TRUNCATE ON inspection_answer EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_print_run BEFORE DELETE OR TRUNCATE ON print_run EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_problem BEFORE DELETE OR TRUNCATE ON problem EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_package BEFORE DELETE OR TRUNCATE ON package EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_inspection_form BEFORE DELETE OR TRUNCATE ON inspection_form EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_plate_batch BEFORE DELETE OR TRUNCATE ON plate_batch EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_store_info BEFORE DELETE OR TRUNCATE ON store_info EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_actor BEFORE DELETE OR TRUNCATE ON actor EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_journal BEFORE UPDATE ON journal EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_journal_change BEFORE UPDATE ON journal_change EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_node_successor BEFORE DELETE OR TRUNCATE ON node_successor EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_application_item BEFORE DELETE OR TRUNCATE ON application_item EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_division_successor BEFORE DELETE OR TRUNCATE ON division_successor EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_journal_head BEFORE DELETE OR TRUNCATE ON journal_head EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_catalogue BEFORE DELETE OR TRUNCATE ON catalogue EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_place_alias BEFORE DELETE OR TRUNCATE ON place_alias EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_text_decision BEFORE DELETE OR TRUNCATE ON text_decision EXECUTE FUNCTION refuse_change();
