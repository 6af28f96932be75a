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
