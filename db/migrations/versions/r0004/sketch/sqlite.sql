CREATE TABLE map_layer (
    district_code TEXT NOT NULL,
    id INTEGER PRIMARY KEY NOT NULL,
    area_district TEXT NOT NULL,
    area_subdistrict TEXT NOT NULL,
    area_community TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    datum TEXT NOT NULL,
    body TEXT NOT NULL,
    body_sha256 TEXT NOT NULL,
    attachment_id BIGINT,
    controls TEXT DEFAULT '[]' NOT NULL,
    look TEXT DEFAULT '{}' NOT NULL,
    state TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    row_version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT ck_map_layer_kind CHECK (kind in ('points','lines','areas','backdrop')),
    CONSTRAINT ck_map_layer_datum CHECK (datum in ('CGCS2000','GCJ-02','BD-09')),
    CONSTRAINT ck_map_layer_state CHECK (state in ('kept','dropped'))
);

CREATE INDEX ix_map_layer_state ON map_layer (state);

CREATE TRIGGER keep_map_layer BEFORE DELETE ON map_layer BEGIN SELECT RAISE(ABORT, 'nothing is deleted'); END;

CREATE INDEX ix_node_point ON node (
    datum, CAST(lat * 200 AS INTEGER), CAST(lng * 200 AS INTEGER), CAST(lat * 2000 AS INTEGER), CAST(lng * 2000 AS INTEGER),
    lng, lat, legal, position
) WHERE lng IS NOT NULL;
