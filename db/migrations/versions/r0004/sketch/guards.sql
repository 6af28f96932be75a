INSERT INTO zp.verb_role (verb, role) VALUES ('map.keep', 'area_clerk'), ('map.keep', 'chief'), ('map.keep', 'clerk');

INSERT INTO zp.permit (verb, table_name, act, column_name)
SELECT DISTINCT verb, table_name, act, column_name
FROM (VALUES
    ('map.keep', 'map_layer', 'insert', '*'),
    ('map.keep', 'map_layer', 'update', 'name controls look state made_by made_at'),
    ('address.edit address.undo address.redo', 'node', 'update', 'position')
) AS given (verbs, table_name, act, columns),
unnest(string_to_array(verbs, ' ')) AS verb, unnest(string_to_array(columns, ' ')) AS column_name
ON CONFLICT DO NOTHING;

INSERT INTO zp.step AS s (table_name, column_name, old, new, verbs)
SELECT table_name, column_name, old, new, string_to_array(verbs, ' ')
FROM (VALUES
    ('map_layer', 'state', '', 'kept', 'map.keep'),
    ('map_layer', 'state', 'kept', 'dropped', 'map.keep'),
    ('node', 'position', 'unmarked', 'to_confirm', 'address.edit address.undo address.redo'),
    ('node', 'position', 'marked', 'to_confirm', 'address.edit address.undo address.redo'),
    ('node', 'position', 'to_confirm', 'unmarked', 'address.undo address.redo'),
    ('node', 'position', 'to_confirm', 'marked', 'address.undo address.redo')
) AS given (table_name, column_name, old, new, verbs)
ON CONFLICT (table_name, column_name, old, new) DO UPDATE SET verbs = s.verbs || excluded.verbs;

SELECT zp.watch('map_layer', 'named', '{"area": "coalesce(nullif(@.area_community, ''''), nullif(@.area_subdistrict, ''''), nullif(@.area_district, ''''))", "states": ["state"], "derived": ["row_version"], "signed": ["made_by"]}');
