CREATE OR REPLACE FUNCTION zp.news(since BIGINT, most INTEGER)
RETURNS TABLE (seq BIGINT, table_name TEXT, row_id BIGINT)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NOT zp.house() AND zp.login() IS NULL THEN
        RETURN;
    END IF;
    -- What windows show. Rows that come with one of these (slots, versions, items) would only make the answer long.
    RETURN QUERY
        SELECT c.seq, c.table_name, CASE WHEN c.row_key ~ '^[0-9]{1,18}$' THEN c.row_key::BIGINT END
        FROM journal_change c
        WHERE c.seq > since AND c.table_name IN (
            'node', 'place', 'place_alias', 'place_community', 'division', 'application', 'planned_change', 'problem',
            'plate', 'plate_batch', 'import_batch', 'text_decision', 'inspection_form', 'inspection_answer', 'package',
            'attachment', 'attachment_link', 'person', 'person_link', 'handover', 'handoff', 'office_key',
            'check_sheet', 'check_return', 'check_finding', 'map_layer', 'saved_view', 'actor', 'actor_role', 'setting'
        )
        ORDER BY c.seq, c.ordinal
        LIMIT least(most, 5001);
END
$$;

INSERT INTO zp.step AS s (table_name, column_name, old, new, verbs)
SELECT table_name, column_name, old, new, '{address.undo,address.redo}'::TEXT[]
FROM (VALUES
    ('node', 'existence', 'exists', 'building'),
    ('node', 'existence', 'demolished', 'exists')
) AS given (table_name, column_name, old, new)
ON CONFLICT (table_name, column_name, old, new) DO UPDATE SET verbs = s.verbs || excluded.verbs;

CREATE OR REPLACE FUNCTION zp.holds(roles TEXT[]) RETURNS BOOLEAN LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    -- Asked once: in the statement itself it would be asked of every account there is.
    me CONSTANT TEXT := zp.login();
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM actor a JOIN actor_role r ON r.actor_id = a.id
        WHERE a.login = me AND r.role = ANY (roles)
    );
END
$$;

CREATE OR REPLACE FUNCTION zp.my_areas(roles TEXT[] DEFAULT NULL) RETURNS TEXT[] LANGUAGE plpgsql STABLE PARALLEL SAFE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    me CONSTANT TEXT := zp.login();
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
        WHERE a.login = me AND (roles IS NULL OR r.role = ANY (roles))
    );
END
$$;

CREATE OR REPLACE FUNCTION zp.covers_all() RETURNS BOOLEAN LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    me CONSTANT TEXT := zp.login();
    head TEXT;
BEGIN
    -- Everything here was made by accounts that may write only where they hold a role, so their areas and those of
    -- the addresses bound all the rest. A city that only reads, and an administrator, make no rows of an area.
    FOR head IN
        SELECT r.area_code FROM actor a JOIN actor_role r ON r.actor_id = a.id WHERE a.login = me
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

CREATE OR REPLACE FUNCTION zp.acts_of_update(how JSONB, facts TEXT[]) RETURNS TEXT LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- All rows are paired once to see which columns changed at all; steps and names are looked for in these only.
    -- A row that finds no pair has another key now: its key changed.
    SELECT $q$WITH changed AS MATERIALIZED (SELECT count(*) <> (SELECT count(*) FROM gone) AS "(key)"$q$
        || zp.each($q$, bool_or(o.{c} IS DISTINCT FROM n.{c}) AS {c}$q$, facts)
        || $q$, bool_or($q$ || replace(replace(coalesce(how->>'refused', 'false'), '@', 'n'), '#', 'o') || $q$) AS "(refused)"$q$
        || $q$, bool_or($q$ || replace(replace(coalesce(how->>'reworded', 'false'), '@', 'n'), '#', 'o') || $q$) AS "(reworded)"$q$
        || $q$ FROM {pair}) {head} 'update', c, '', '' FROM (SELECT ARRAY[$q$
        || zp.each($q$CASE WHEN k.{c} THEN {l} END, $q$, facts)
        || $q$CASE WHEN k."(key)" THEN '(key)' END] AS told FROM changed k) s,
            LATERAL unnest(s.told) c WHERE c IS NOT NULL$q$
        || zp.each($q$ UNION ALL {head} 'step', {l}, o.{c}, n.{c} FROM {pair} WHERE (SELECT k.{c} FROM changed k) AND o.{c} <> n.{c}$q$,
            zp.names(how, 'states'))
        || zp.each($q$ UNION ALL {head} 'signed', {l}, '', coalesce(n.{c}, '') FROM {pair}
            WHERE (SELECT k.{c} FROM changed k) AND n.{c} IS DISTINCT FROM o.{c}$q$, zp.names(how, 'signed'))
        || zp.each($q$ UNION ALL {head} 'signed', {l}, '', coalesce(n.{c}, '') FROM fresh n$q$, zp.names(how, 'countersigned'))
        || zp.each($q$ UNION ALL {head} 'by', {l}, '', o.{c} FROM gone o$q$, zp.names(how, 'other_hand'))
        || $q$ UNION ALL {head} 'refused', '*', '', '' FROM changed k WHERE k."(refused)"$q$
        || $q$ UNION ALL {head} 'reworded', '*', '', '' FROM changed k WHERE k."(reworded)"$q$
$$;

CREATE OR REPLACE FUNCTION zp.rows_of_update(how JSONB, row_key TEXT, facts TEXT[]) RETURNS TEXT LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A row that moved to another area is told in both, in the former one once for all that left it; what follows from
    -- other rows is no change of its own.
    SELECT replace(zp.rows_of(how, row_key, coalesce(
            replace('CASE WHEN o.{c} <> n.{c} THEN n.{c} END', '{c}', quote_ident(how->>'step')), 'NULL')), '@', 'n')
        || 'false FROM {pair} WHERE ROW(' || rtrim(zp.each('o.{c}, ', facts), ', ') || ') IS DISTINCT FROM ROW('
        || rtrim(zp.each('n.{c}, ', facts), ', ') || ')'
        || coalesce(' UNION ALL SELECT DISTINCT ON (parent, parent_key, area) * FROM ('
            || replace(zp.rows_of(how, row_key, 'NULL::text'), '@', 'o') || 'false FROM {pair} WHERE '
            || replace(how->>'area', '@', 'o') || ' IS DISTINCT FROM ' || replace(how->>'area', '@', 'n')
            || ') AS moved (xact, table_name, row_key, parent, parent_key, area, step, born)', '')
$$;

SELECT zp.unwatch('node');

SELECT zp.unwatch('node_version');

SELECT zp.watch('node', 'named', '{"area": "@.area_community", "states": ["legal", "code_state", "existence", "position"],
    "step": "legal", "derived": ["child_count", "row_version"],
    "refused": "@.is_live <> (@.legal IN (''draft'', ''to_verify'', ''to_approve'', ''approved'', ''changing'', ''suspended''))",
    "reworded": "#.legal NOT IN (''draft'', ''to_verify'') AND ROW(@.own_text, @.ident, @.number, @.floor, @.side, @.live_key, @.full_text, @.parent_id, @.place_id, @.area_district, @.area_subdistrict, @.area_community) IS DISTINCT FROM ROW(#.own_text, #.ident, #.number, #.floor, #.side, #.live_key, #.full_text, #.parent_id, #.place_id, #.area_district, #.area_subdistrict, #.area_community)"}');

SELECT zp.watch('node_version', 'beside', '{"parent": "node", "parent_key": "@.node_id::text"}');

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
    often BOOLEAN;
    met INTEGER := 0;
    more INTEGER;
    last_seen BIGINT := 0;
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
    -- What is frequent is met soon in the order of ids, within a community too. How frequent it is, the first two thousand
    -- tell: when these hold a seventh of what is wanted, a few thousand more are read sooner than the index on three
    -- characters, which has to be read to its end. It finds nothing of what has no three in a row.
    often := needle !~ '[0-9A-Za-z一-鿿]{3}';
    IF latin OR length(needle) > 4 AND (named <> '' OR length(needle) > 6) THEN
        NULL;
    ELSIF whole THEN
        RETURN QUERY
        SELECT n.id, n.full_text, n.kind, n.legal
        FROM (SELECT n.id, n.full_text, n.kind, n.legal FROM node n ORDER BY n.id LIMIT 2000) AS n
        WHERE strpos(n.full_text, needle) > 0
        AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
        ORDER BY n.id LIMIT most;
        GET DIAGNOSTICS met = ROW_COUNT;
        IF met < most THEN
            SELECT n.id INTO last_seen FROM node n ORDER BY n.id OFFSET 1999 LIMIT 1;
        END IF;
        IF met < most AND last_seen IS NOT NULL AND (often OR met * 7 >= most) THEN
            RETURN QUERY
            SELECT n.id, n.full_text, n.kind, n.legal
            FROM (SELECT n.id, n.full_text, n.kind, n.legal FROM node n WHERE n.id > last_seen ORDER BY n.id LIMIT 13000) AS n
            WHERE strpos(n.full_text, needle) > 0
            AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
            ORDER BY n.id LIMIT most - met;
            GET DIAGNOSTICS more = ROW_COUNT;
            met := met + more;
            IF met < most THEN
                SELECT n.id INTO last_seen FROM node n ORDER BY n.id OFFSET 14999 LIMIT 1;
            END IF;
        END IF;
        IF met >= most OR last_seen IS NULL THEN
            RETURN;
        END IF;
    ELSIF cardinality(units) = 1 THEN
        RETURN QUERY
        SELECT n.id, n.full_text, n.kind, n.legal
        FROM (
            SELECT n.id, n.full_text, n.kind, n.legal FROM node n
            WHERE n.area_community >= units[1] AND n.area_community <= units[1] ORDER BY n.area_community, n.id LIMIT 2000
        ) AS n
        WHERE strpos(n.full_text, needle) > 0
        AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
        ORDER BY n.id LIMIT most;
        GET DIAGNOSTICS met = ROW_COUNT;
        IF met < most THEN
            SELECT n.id INTO last_seen FROM node n WHERE n.area_community >= units[1] AND n.area_community <= units[1]
            ORDER BY n.area_community, n.id OFFSET 1999 LIMIT 1;
        END IF;
        IF met < most AND last_seen IS NOT NULL AND (often OR met * 7 >= most) THEN
            RETURN QUERY
            SELECT n.id, n.full_text, n.kind, n.legal FROM node n
            WHERE n.area_community >= units[1] AND n.area_community <= units[1] AND n.id > last_seen
            AND strpos(n.full_text, needle) > 0
            AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
            ORDER BY n.area_community, n.id LIMIT most - met;
            RETURN;
        END IF;
        IF met >= most OR last_seen IS NULL THEN
            RETURN;
        END IF;
    ELSIF length(needle) < 5 THEN
        RETURN QUERY
        SELECT h.id, h.full_text, h.kind, h.legal FROM unnest(units) AS unit (code) CROSS JOIN LATERAL (
            SELECT n.id, n.full_text, n.kind, n.legal FROM node n
            WHERE n.area_community >= unit.code AND n.area_community <= unit.code AND strpos(n.full_text, needle) > 0
            AND (plain OR strpos(upper(regexp_replace(n.full_text, '^' || front, '')), inside) > 0)
            ORDER BY n.area_community, n.id LIMIT most
        ) AS h ORDER BY h.id LIMIT most;
        RETURN;
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
