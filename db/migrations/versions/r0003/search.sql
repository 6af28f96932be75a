CREATE INDEX ix_node_lettered ON node (id) WHERE live_key ~ '[A-Za-z]';

CREATE OR REPLACE FUNCTION zp.find_text(needle TEXT, inside TEXT, front TEXT, most INTEGER)
RETURNS TABLE (id BIGINT, full_text TEXT, kind TEXT, legal TEXT) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
DECLARE
    whole BOOLEAN := zp.house() OR zp.covers_all();
    mine TEXT[] := zp.my_areas();
    lettered BOOLEAN := needle <> lower(needle);
    latin BOOLEAN := needle ~ '[A-Za-z]';
    sought TEXT := '%' || regexp_replace(needle, '([\\%_])', '\\\1', 'g') || '%';
    named TEXT := regexp_replace(inside, '[0-9A-Za-z号弄幢栋座梯单元层楼室之附临-]*$', '');
    behind INTEGER := length(inside) - length(named);
    few INTEGER := CASE behind WHEN 0 THEN 500 WHEN 1 THEN 20 WHEN 2 THEN 20 ELSE -1 END;
    plain BOOLEAN := inside = needle AND NOT EXISTS (
        SELECT 1 FROM division d WHERE d.level < 4 AND strpos('福建省' || d.name, left(needle, 1)) > 0
    );
    units TEXT[] := ARRAY(
        SELECT DISTINCT d.code FROM division d WHERE NOT whole AND d.level = 5
        AND mine && ARRAY[d.code, rpad(left(d.code, 6), 12, '0'), rpad(left(d.code, 9), 12, '0')]
    );
    places BIGINT[];
    met INTEGER;
    last_seen BIGINT;
BEGIN
    -- Bounds instead of equality below keep to the index in whose order the first ones come first, whatever the planner
    -- thinks of frequency. What is no figure, letter or word of a level stands in the name of the place, but for the few addresses whose own
    -- parts are written otherwise; those have an index of their own.
    IF named <> '' AND behind < 3 THEN
        SELECT array_agg(p.id) INTO places
        FROM (
            SELECT p.id FROM place p WHERE strpos(upper(p.name), named) > 0 AND (
                whole OR EXISTS (SELECT 1 FROM place_community c WHERE c.place_id = p.id AND c.community_code = ANY (units))
            ) LIMIT 501
        ) AS p;
        IF coalesce(cardinality(places), 0) <= few THEN
            RETURN QUERY
            SELECT h.id, h.full_text, h.kind, h.legal FROM (
                SELECT hit.* FROM unnest(places) AS one (id) CROSS JOIN LATERAL (
                    SELECT n.id, n.full_text, n.kind, n.legal FROM node n
                    WHERE n.place_id >= one.id AND n.place_id <= one.id AND strpos(CASE WHEN lettered THEN upper(n.full_text) ELSE n.full_text END, needle) > 0
                    AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
                    AND (
                        whole OR n.area_district = ANY (mine) OR n.area_subdistrict = ANY (mine) OR n.area_community = ANY (mine)
                    )
                    ORDER BY n.place_id, n.id LIMIT most
                ) AS hit
                UNION
                SELECT * FROM (
                    SELECT n.id, n.full_text, n.kind, n.legal FROM node n
                    WHERE n.live_key ~ '[^|0-9A-Za-z号弄幢栋座梯单元层楼室之附临-]' AND strpos(CASE WHEN lettered THEN upper(n.full_text) ELSE n.full_text END, needle) > 0
                    AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
                    AND (
                        whole OR n.area_district = ANY (mine) OR n.area_subdistrict = ANY (mine) OR n.area_community = ANY (mine)
                    )
                    ORDER BY n.id LIMIT most
                ) AS other
            ) AS h ORDER BY h.id LIMIT most;
            RETURN;
        END IF;
    END IF;
    -- Letters are rare in addresses and frequent in what people type for names: an address that holds one has it in the
    -- name of its place, or is one of the few whose own parts have letters, and these have an index of their own.
    IF latin AND length(needle) < 3 THEN
        RETURN QUERY
        SELECT h.id, h.full_text, h.kind, h.legal FROM (
            SELECT hit.* FROM (SELECT p.id FROM place p WHERE p.name ~ '[A-Za-z]') AS one (id) CROSS JOIN LATERAL (
                SELECT n.id, n.full_text, n.kind, n.legal FROM node n
                WHERE n.place_id >= one.id AND n.place_id <= one.id AND strpos(upper(n.full_text), needle) > 0
                AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
                AND (
                    whole OR n.area_district = ANY (mine) OR n.area_subdistrict = ANY (mine) OR n.area_community = ANY (mine)
                )
                ORDER BY n.place_id, n.id LIMIT most
            ) AS hit
            UNION
            SELECT * FROM (
                SELECT n.id, n.full_text, n.kind, n.legal FROM node n
                WHERE n.live_key ~ '[A-Za-z]' AND strpos(upper(n.full_text), needle) > 0
                AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
                AND (
                    whole OR n.area_district = ANY (mine) OR n.area_subdistrict = ANY (mine) OR n.area_community = ANY (mine)
                )
                ORDER BY n.id LIMIT most
            ) AS other
        ) AS h ORDER BY h.id LIMIT most;
        RETURN;
    END IF;
    -- What is frequent is met soon in the order of ids, within a community too.
    IF length(needle) < 5 AND NOT whole AND NOT latin THEN
        RETURN QUERY
        SELECT h.id, h.full_text, h.kind, h.legal FROM unnest(units) AS unit (code) CROSS JOIN LATERAL (
            SELECT n.id, n.full_text, n.kind, n.legal FROM node n
            WHERE n.area_community >= unit.code AND n.area_community <= unit.code AND strpos(CASE WHEN lettered THEN upper(n.full_text) ELSE n.full_text END, needle) > 0
            AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
            ORDER BY n.area_community, n.id LIMIT most
        ) AS h ORDER BY h.id LIMIT most;
        RETURN;
    END IF;
    met := 0;
    last_seen := 0;
    IF whole AND NOT latin AND (length(needle) < 5 OR named = '' AND length(needle) < 7) THEN
        RETURN QUERY
        SELECT n.id, n.full_text, n.kind, n.legal FROM (SELECT * FROM node ORDER BY node.id LIMIT 11000) AS n
        WHERE strpos(CASE WHEN lettered THEN upper(n.full_text) ELSE n.full_text END, needle) > 0
        AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
        ORDER BY n.id LIMIT most;
        GET DIAGNOSTICS met = ROW_COUNT;
        SELECT n.id INTO last_seen FROM node n ORDER BY n.id OFFSET 10999 LIMIT 1;
        IF met >= most OR last_seen IS NULL THEN
            RETURN;
        END IF;
    END IF;
    -- What is not, the index on three characters finds.
    RETURN QUERY
    WITH hit AS MATERIALIZED (
        SELECT n.id, n.full_text, n.kind, n.legal FROM node n
        WHERE (lettered AND n.full_text ILIKE sought OR NOT lettered AND n.full_text LIKE sought)
        AND strpos(CASE WHEN lettered THEN upper(n.full_text) ELSE n.full_text END, needle) > 0
        AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
        AND (
            whole OR n.area_district = ANY (mine) OR n.area_subdistrict = ANY (mine) OR n.area_community = ANY (mine)
        )
    )
    SELECT h.id, h.full_text, h.kind, h.legal FROM hit h WHERE h.id > last_seen ORDER BY h.id LIMIT most - met;
END
$$;
