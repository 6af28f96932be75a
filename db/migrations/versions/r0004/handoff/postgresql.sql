CREATE TABLE handoff (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
    direction TEXT NOT NULL,
    state TEXT NOT NULL,
    parcel_key TEXT NOT NULL,
    area_code TEXT NOT NULL,
    parcel TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    counts TEXT NOT NULL,
    decisions TEXT NOT NULL,
    digest TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    filed_by TEXT NOT NULL,
    filed_at TEXT NOT NULL,
    decided_by TEXT,
    decided_at TEXT,
    done_by TEXT,
    done_at TEXT,
    receipt TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_handoff PRIMARY KEY (district_code, id),
    CONSTRAINT ck_handoff_direction CHECK (direction in ('out','in')),
    CONSTRAINT ck_handoff_state CHECK (state in ('filed','decided','released','closed','withdrawn','prepared','accepted'))
);

CREATE INDEX ix_handoff_id ON handoff (id);

CREATE UNIQUE INDEX uq_handoff_key ON handoff (district_code, direction, parcel_key);

CREATE TABLE handoff_entry (
    district_code TEXT NOT NULL,
    handoff_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    verb TEXT NOT NULL,
    reason TEXT NOT NULL,
    hash TEXT NOT NULL,
    changes TEXT NOT NULL,
    CONSTRAINT pk_handoff_entry PRIMARY KEY (district_code, handoff_id, seq)
);

CREATE TABLE office_key (
    id BIGINT NOT NULL,
    public TEXT NOT NULL,
    sealed TEXT NOT NULL,
    state TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    CONSTRAINT pk_office_key PRIMARY KEY (id),
    CONSTRAINT ck_office_key_state CHECK (state in ('current','retired'))
);

CREATE TRIGGER keep_handoff BEFORE DELETE OR TRUNCATE ON handoff EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_handoff_entry BEFORE DELETE OR TRUNCATE ON handoff_entry EXECUTE FUNCTION refuse_change();

CREATE TRIGGER keep_office_key BEFORE DELETE OR TRUNCATE ON office_key EXECUTE FUNCTION refuse_change();
