CREATE SCHEMA zp;

CREATE TABLE zp.server (
    id INTEGER NOT NULL,
    prefix TEXT NOT NULL,
    CONSTRAINT pk_server PRIMARY KEY (id),
    CONSTRAINT ck_server_one_row CHECK (id = 1)
);

CREATE FUNCTION zp.house() RETURNS BOOLEAN LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'public.node'::regclass), 'MEMBER');
END
$$;

CREATE FUNCTION zp.login() RETURNS TEXT LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT a.login FROM zp.server s
        JOIN actor a ON a.login = substr(session_user::text, length(s.prefix) + 2)
        WHERE starts_with(session_user::text, s.prefix || '_') AND a.state = 'active'
    );
END
$$;

CREATE FUNCTION zp.holds(roles TEXT[]) RETURNS BOOLEAN LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM actor a JOIN actor_role r ON r.actor_id = a.id
        WHERE a.login = zp.login() AND r.role = ANY (roles)
    );
END
$$;

CREATE FUNCTION zp.my_areas(roles TEXT[] DEFAULT NULL) RETURNS TEXT[] LANGUAGE plpgsql STABLE PARALLEL SAFE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    -- Units of 12 digits. A short head stands for its districts; one that leaves no district out also covers the rows
    -- that lie in several of them and therefore name none.
    RETURN (
        SELECT coalesce(array_agg(DISTINCT unit.code), '{}')
        FROM actor a JOIN actor_role r ON r.actor_id = a.id
        CROSS JOIN LATERAL (
            SELECT rpad(r.area_code, 12, '0')
            WHERE length(r.area_code) IN (6, 9) OR length(r.area_code) = 12 AND right(r.area_code, 3) <> '000'
            UNION ALL
            SELECT d.code FROM division d
            WHERE length(r.area_code) < 6 AND d.level = 3 AND starts_with(d.code, r.area_code)
            UNION ALL
            SELECT '' WHERE length(r.area_code) < 6
            AND NOT EXISTS (SELECT 1 FROM division d WHERE NOT starts_with(d.code, r.area_code))
        ) AS unit (code)
        WHERE a.login = zp.login() AND (roles IS NULL OR r.role = ANY (roles))
    );
END
$$;

CREATE FUNCTION zp.covers_all() RETURNS BOOLEAN LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    head TEXT;
BEGIN
    -- Everything here was made by accounts that may write only where they hold a role, so their areas and those of
    -- the addresses bound all the rest. A city that only reads, and an administrator, make no rows of an area.
    FOR head IN
        SELECT r.area_code FROM actor a JOIN actor_role r ON r.actor_id = a.id WHERE a.login = zp.login()
        ORDER BY length(r.area_code)
    LOOP
        IF NOT EXISTS (SELECT 1 FROM division d WHERE NOT starts_with(d.code, head)) THEN
            RETURN TRUE;
        END IF;
        IF NOT EXISTS (
                SELECT 1 FROM actor_role r
                WHERE r.role NOT IN ('city', 'admin') AND NOT starts_with(r.area_code, head)
            )
            AND coalesce((SELECT min(n.area_community) FROM node n) >= head, TRUE)
            AND coalesce((SELECT max(n.area_community) FROM node n) < head || ':', TRUE)
        THEN
            RETURN TRUE;
        END IF;
    END LOOP;
    RETURN FALSE;
END
$$;

CREATE FUNCTION zp.colleagues() RETURNS TEXT[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    me TEXT := zp.login();
BEGIN
    -- Oneself, and everybody whose whole area lies within one's own: what they did lies there too.
    RETURN (
        SELECT coalesce(array_agg(other.login), '{}') FROM actor other
        WHERE me IS NOT NULL AND (
            other.login = me
            OR EXISTS (SELECT 1 FROM actor_role r WHERE r.actor_id = other.id)
            AND NOT EXISTS (
                SELECT 1 FROM actor_role r WHERE r.actor_id = other.id AND NOT EXISTS (
                    SELECT 1 FROM actor a JOIN actor_role mine ON mine.actor_id = a.id
                    WHERE a.login = me AND starts_with(r.area_code, mine.area_code)
                )
            )
        )
    );
END
$$;

CREATE INDEX ix_node_place ON node (place_id, id);

CREATE INDEX ix_node_community ON node (area_community, id);

CREATE INDEX ix_node_named ON node (id) WHERE live_key ~ '[^|0-9A-Za-z号弄幢栋座梯单元层楼室之附临-]';

CREATE FUNCTION zp.find_text(needle TEXT, inside TEXT, front TEXT, most INTEGER)
RETURNS TABLE (id BIGINT, full_text TEXT, kind TEXT, legal TEXT) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
DECLARE
    whole BOOLEAN := zp.house() OR zp.covers_all();
    mine TEXT[] := zp.my_areas();
    lettered BOOLEAN := needle <> lower(needle);
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
    -- What is frequent is met soon in the order of ids, within a community too.
    IF length(needle) < 5 AND NOT whole THEN
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
    IF whole AND (length(needle) < 5 OR named = '' AND length(needle) < 7) THEN
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

CREATE FUNCTION zp.community_counts() RETURNS TABLE (code TEXT, nodes BIGINT) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    whole BOOLEAN := zp.house() OR zp.covers_all();
    mine TEXT[] := zp.my_areas();
BEGIN
    -- Read from an index alone, which a policy over three columns does not allow.
    RETURN QUERY
    SELECT counted.* FROM (SELECT n.area_community, count(*) FROM node n GROUP BY 1 OFFSET 0) AS counted (code, nodes)
    WHERE whole OR rpad(left(counted.code, 6), 12, '0') = ANY (mine) OR rpad(left(counted.code, 9), 12, '0') = ANY (mine)
        OR counted.code = ANY (mine);
END
$$;

CREATE FUNCTION zp.last_serial(head TEXT) RETURNS BIGINT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    -- Numbers of lists are the district's: whoever saw only his own would give a number out again.
    RETURN (
        SELECT coalesce(max(substring(substr(b.number, length(head) + 1) FROM '^[0-9]{1,18}')::bigint), 0)
        FROM plate_batch b WHERE starts_with(b.number, head)
    );
END
$$;

CREATE FUNCTION zp.left_behind(current BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    -- Whoever destroyed the old key because he sees nobody under it would lose those he does not see.
    RETURN EXISTS (SELECT 1 FROM person p WHERE p.wrapped_key IS NOT NULL AND p.key_id <> current);
END
$$;
