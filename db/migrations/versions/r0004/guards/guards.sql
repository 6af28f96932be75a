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
