INSERT INTO zp.verb_role (verb, role)
SELECT verb, unnest(string_to_array(roles, ' ')) FROM (VALUES
    ('sheet.issue', 'area_clerk clerk'),
    ('sheet.return', 'area_clerk clerk'),
    ('sheet.decide', 'area_clerk clerk'),
    ('sheet.withdraw', 'area_clerk chief clerk')
) AS given (verb, roles);

INSERT INTO zp.permit (verb, table_name, act, column_name)
SELECT DISTINCT verb, table_name, act, column_name
FROM (VALUES
    ('sheet.issue', 'check_sheet', 'insert', '*'),
    ('sheet.issue', 'check_sheet_row', 'insert', '*'),
    ('sheet.return', 'check_return', 'insert', '*'),
    ('sheet.return', 'check_finding', 'insert', '*'),
    ('sheet.return', 'check_finding', 'update', 'kind'),
    ('sheet.return', 'check_sheet', 'update', 'state answered returned_at closed_at'),
    ('sheet.return', 'check_sheet_row', 'update', 'answer heard'),
    ('sheet.decide', 'check_finding', 'update', 'state decided_by decided_at reason'),
    ('sheet.decide', 'check_sheet', 'update', 'state closed_at'),
    ('sheet.withdraw', 'check_sheet', 'update', 'state closed_at')
) AS given (verbs, table_name, act, columns),
unnest(string_to_array(verbs, ' ')) AS verb, unnest(string_to_array(columns, ' ')) AS column_name
ON CONFLICT DO NOTHING;

INSERT INTO zp.step AS s (table_name, column_name, old, new, verbs)
SELECT table_name, column_name, old, new, string_to_array(verbs, ' ')
FROM (VALUES
    ('check_sheet', 'state', '', 'issued', 'sheet.issue'),
    ('check_sheet', 'state', 'issued', 'returned', 'sheet.return'),
    ('check_sheet', 'state', 'issued', 'closed', 'sheet.return sheet.decide'),
    ('check_sheet', 'state', 'issued', 'withdrawn', 'sheet.withdraw'),
    ('check_sheet', 'state', 'returned', 'closed', 'sheet.return sheet.decide'),
    ('check_sheet', 'state', 'returned', 'withdrawn', 'sheet.withdraw'),
    ('check_sheet', 'state', 'closed', 'returned', 'sheet.return'),
    ('check_finding', 'state', '', 'open', 'sheet.return'),
    ('check_finding', 'state', 'open', 'applied', 'sheet.decide'),
    ('check_finding', 'state', 'open', 'filed', 'sheet.decide'),
    ('check_finding', 'state', 'open', 'dismissed', 'sheet.decide')
) AS given (table_name, column_name, old, new, verbs)
ON CONFLICT (table_name, column_name, old, new) DO UPDATE SET verbs = s.verbs || excluded.verbs;

SELECT zp.watch('check_sheet', 'named', '{"area": "@.area_community", "states": ["state"], "derived": ["row_version"], "signed": ["issued_by"]}');

SELECT zp.watch('check_sheet_row', 'beside', '{"inside": true, "parent": "check_sheet", "parent_key": "@.sheet_id::text"}');

SELECT zp.watch('check_return', 'named', '{"area": "@.area_community", "signed": ["taken_by"]}');

SELECT zp.watch('check_finding', 'named', '{"area": "@.area_community", "states": ["state"], "derived": ["row_version"], "signed": ["decided_by"]}');
