CREATE OR REPLACE FUNCTION zp.watch_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    said zp.watched;
    told TEXT;
BEGIN
    -- Whoever owns the tables could take this trigger away: watching him would prove nothing.
    IF zp.house() THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM FROM gone LIMIT 1;
    ELSE
        PERFORM FROM fresh LIMIT 1;
    END IF;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    INSERT INTO zp.turn (xact) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT said FROM zp.watched WHERE table_name = TG_TABLE_NAME;
    told := CASE TG_OP WHEN 'INSERT' THEN said.insert_sql WHEN 'UPDATE' THEN said.update_sql ELSE said.delete_sql END;
    -- While a decided redraw moves what follows it, the rows are told and no acts: no verb may do these by itself.
    IF EXISTS (SELECT FROM zp.act WHERE xact = pg_current_xact_id() AND act = 'redraw') THEN
        told := replace(told, 'INSERT INTO zp.act (xact, table_name, act, column_name, old, new) ', '');
    END IF;
    EXECUTE told;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION zp.check_rows(mine XID8, entry BIGINT, said_verb TEXT) RETURNS VOID LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    me CONSTANT TEXT := zp.login();
    bad RECORD;
BEGIN
    -- EXCEPT and not NOT EXISTS: whatever the planner believes of these tables, it stays one pass over each.
    SELECT table_name, row_key INTO bad FROM zp.pending WHERE xact = mine AND parent = ''
    EXCEPT SELECT table_name, row_key FROM journal_change WHERE seq = entry LIMIT 1;
    IF FOUND THEN
        PERFORM zp.refuse('ZP007', 'the entry does not name a changed row', bad.table_name || ' ' || bad.row_key);
    END IF;
    SELECT parent, parent_key INTO bad FROM zp.pending WHERE xact = mine AND parent <> ''
    EXCEPT SELECT table_name, row_key FROM zp.pending WHERE xact = mine LIMIT 1;
    IF FOUND THEN
        PERFORM zp.refuse('ZP008', 'a row changes only with the one it belongs to', bad.parent || ' ' || bad.parent_key);
    END IF;
    SELECT parent, parent_key INTO bad FROM zp.pending
    WHERE xact = mine AND born AND table_name IN (SELECT w.table_name FROM zp.watched w WHERE w.inside)
    EXCEPT SELECT table_name, row_key FROM zp.pending WHERE xact = mine AND born LIMIT 1;
    IF FOUND THEN
        PERFORM zp.refuse('ZP008', 'nothing is added to what stands', bad.parent || ' ' || bad.parent_key);
    END IF;
    SELECT 'node' AS table_name, row_key INTO bad FROM zp.pending
    WHERE xact = mine AND table_name = 'node' AND step IS NOT NULL AND NOT (born AND step = 'to_verify')
    AND NOT (said_verb = ANY (zp.free_hands()) AND step IN ('draft', 'to_verify', 'void'))
    EXCEPT SELECT 'node', i.node_id::text FROM zp.pending p
    JOIN application a ON a.id = CASE WHEN p.table_name IN ('application', 'planned_change') THEN p.row_key::bigint END
    JOIN application_item i ON i.district_code = a.district_code AND i.application_id = a.id
    WHERE p.xact = mine AND p.step IS NOT NULL LIMIT 1;
    IF FOUND THEN
        PERFORM zp.refuse('ZP008', 'an address moves only with its application', bad.row_key);
    END IF;
    -- Whoever looked up a community just before it ended would leave an address in a unit that is no more.
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT area FROM zp.pending WHERE xact = mine AND table_name = 'node') p
        JOIN division d ON d.code = p.area AND d.valid_to <> '9999-12-31'
    ) THEN
        SELECT n.area_community AS area INTO bad FROM zp.pending p
        JOIN node n ON n.id = CASE WHEN p.table_name = 'node' THEN p.row_key::bigint END
        WHERE p.xact = mine AND p.table_name = 'node'
        AND EXISTS (SELECT FROM division d WHERE d.code = n.area_community)
        AND NOT EXISTS (SELECT FROM division d WHERE d.code = n.area_community AND d.valid_to = '9999-12-31') LIMIT 1;
        IF FOUND THEN
            PERFORM zp.refuse('ZP008', 'a unit that is no more', bad.area);
        END IF;
    END IF;
    SELECT p.area INTO bad FROM (SELECT DISTINCT area FROM zp.pending WHERE xact = mine AND area IS NOT NULL) p
    WHERE NOT EXISTS (
        SELECT FROM actor a JOIN actor_role r ON r.actor_id = a.id JOIN zp.verb_role v ON v.role = r.role
        WHERE a.login = me AND v.verb = said_verb AND starts_with(p.area, r.area_code)
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM zp.refuse('ZP009', 'the account has no role for the verb there', said_verb || ' ' || bad.area);
    END IF;
END
$$;
