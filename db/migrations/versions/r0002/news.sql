CREATE FUNCTION zp.news(since BIGINT, most INTEGER)
RETURNS TABLE (seq BIGINT, table_name TEXT, row_id BIGINT)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NOT zp.house() AND zp.login() IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT c.seq, c.table_name, CASE WHEN c.row_key ~ '^[0-9]{1,18}$' THEN c.row_key::BIGINT END
        FROM journal_change c
        WHERE c.seq > since AND c.table_name IN (
            'node', 'place', 'division', 'application', 'problem', 'plate', 'plate_batch', 'import_batch',
            'text_decision', 'inspection_form', 'package', 'attachment', 'handover', 'actor', 'setting'
        )
        ORDER BY c.seq, c.ordinal
        LIMIT least(most, 5001);
END
$$;
