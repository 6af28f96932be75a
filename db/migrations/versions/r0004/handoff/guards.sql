INSERT INTO zp.verb_role (verb, role)
SELECT verb, unnest(string_to_array(roles, ' ')) FROM (VALUES
    ('transfer.file', 'clerk'),
    ('transfer.decide', 'chief'),
    ('transfer.withdraw', 'chief clerk'),
    ('transfer.release', 'chief'),
    ('transfer.prepare', 'clerk'),
    ('transfer.accept', 'chief'),
    ('transfer.close', 'chief clerk'),
    ('transfer.key', 'chief')
) AS given (verb, roles);

INSERT INTO zp.permit (verb, table_name, act, column_name)
SELECT DISTINCT verb, table_name, act, column_name
FROM (VALUES
    ('transfer.file transfer.prepare', 'handoff', 'insert', '*'),
    ('transfer.decide transfer.withdraw', 'handoff', 'update', 'state decided_by decided_at'),
    ('transfer.prepare', 'handoff', 'update', 'state decisions counts digest fingerprint filed_by filed_at decided_by decided_at'),
    ('transfer.close', 'handoff', 'update', 'state done_by done_at receipt'),
    ('transfer.key', 'office_key', 'insert', '*'),
    ('transfer.key', 'office_key', 'update', 'state')
) AS given (verbs, table_name, act, columns),
unnest(string_to_array(verbs, ' ')) AS verb, unnest(string_to_array(columns, ' ')) AS column_name
ON CONFLICT DO NOTHING;

INSERT INTO zp.other_hand (verb, table_name, column_name) VALUES
    ('transfer.decide', 'handoff', 'filed_by');

INSERT INTO zp.step AS s (table_name, column_name, old, new, verbs)
SELECT table_name, column_name, old, new, string_to_array(verbs, ' ')
FROM (VALUES
    ('handoff', 'state', '', 'filed', 'transfer.file'),
    ('handoff', 'state', '', 'prepared', 'transfer.prepare'),
    ('handoff', 'state', 'filed', 'decided', 'transfer.decide'),
    ('handoff', 'state', 'filed', 'withdrawn', 'transfer.withdraw'),
    ('handoff', 'state', 'decided', 'withdrawn', 'transfer.withdraw'),
    ('handoff', 'state', 'decided', 'released', 'transfer.release'),
    ('handoff', 'state', 'released', 'closed', 'transfer.close'),
    ('handoff', 'state', 'prepared', 'withdrawn', 'transfer.withdraw'),
    ('handoff', 'state', 'withdrawn', 'prepared', 'transfer.prepare'),
    ('handoff', 'state', 'prepared', 'accepted', 'transfer.accept'),
    ('office_key', 'state', '', 'current', 'transfer.key'),
    ('office_key', 'state', 'current', 'retired', 'transfer.key')
) AS given (table_name, column_name, old, new, verbs)
ON CONFLICT (table_name, column_name, old, new) DO UPDATE SET verbs = s.verbs || excluded.verbs;

SELECT zp.watch('handoff', 'named', '{"area": "@.area_code", "states": ["state"], "derived": ["row_version"], "signed": ["filed_by", "decided_by", "done_by"], "other_hand": ["filed_by"]}');

SELECT zp.watch('handoff_entry', 'beside', '{"inside": true, "parent": "handoff", "parent_key": "@.handoff_id::text"}');

SELECT zp.watch('office_key', 'named', '{"states": ["state"], "signed": ["made_by"]}');
