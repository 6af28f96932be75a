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
