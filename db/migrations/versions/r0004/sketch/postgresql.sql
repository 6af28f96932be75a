CREATE TABLE map_layer (
    district_code TEXT NOT NULL,
    id BIGINT NOT NULL,
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
    CONSTRAINT pk_map_layer PRIMARY KEY (district_code, id),
    CONSTRAINT ck_map_layer_kind CHECK (kind in ('points','lines','areas','backdrop')),
    CONSTRAINT ck_map_layer_datum CHECK (datum in ('CGCS2000','GCJ-02','BD-09')),
    CONSTRAINT ck_map_layer_state CHECK (state in ('kept','dropped'))
);

CREATE INDEX ix_map_layer_id ON map_layer (id);

CREATE INDEX ix_map_layer_state ON map_layer (state);

CREATE TRIGGER keep_map_layer BEFORE DELETE OR TRUNCATE ON map_layer EXECUTE FUNCTION refuse_change();

CREATE INDEX ix_node_point ON node (datum, lat, lng)
    INCLUDE (id, legal, position, area_district, area_subdistrict, area_community) WHERE lng IS NOT NULL;
