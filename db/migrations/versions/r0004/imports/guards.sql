INSERT INTO zp.verb_role (verb, role) VALUES ('import.reverse', 'clerk');

INSERT INTO zp.permit (verb, table_name, act, column_name)
SELECT 'import.reverse', table_name, act, column_name
FROM (VALUES
    ('node', 'update', 'legal is_live side floor'),
    ('node_version', 'update', 'valid_to legal'),
    ('number_slot', 'update', 'status owner'),
    ('import_batch', 'update', 'state')
) AS given (table_name, act, columns),
unnest(string_to_array(columns, ' ')) AS column_name
ON CONFLICT DO NOTHING;

INSERT INTO zp.step AS s (table_name, column_name, old, new, verbs)
SELECT table_name, column_name, old, new, '{import.reverse}'::TEXT[]
FROM (VALUES
    ('node', 'legal', 'draft', 'void'),
    ('node', 'legal', 'to_verify', 'draft'),
    ('import_batch', 'state', 'promoted', 'abandoned')
) AS given (table_name, column_name, old, new)
ON CONFLICT (table_name, column_name, old, new) DO UPDATE SET verbs = s.verbs || excluded.verbs;

CREATE OR REPLACE FUNCTION zp.free_hands() RETURNS TEXT[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- Verbs that move what is not approved yet without an application.
    SELECT '{address.edit,address.undo,address.redo,import.promote,import.reverse}'::TEXT[]
$$;
