INSERT INTO zp.verb_role (verb, role)
SELECT verb, unnest(string_to_array(roles, ' ')) FROM (VALUES
    ('address.undo', 'area_clerk clerk'),
    ('address.redo', 'area_clerk clerk'),
    ('address.take_hold', 'chief clerk'),
    ('place.edit', 'chief clerk'),
    ('place.rename', 'clerk'),
    ('view.keep', 'admin area_clerk chief city clerk inspector printer')
) AS given (verb, roles);

INSERT INTO zp.permit (verb, table_name, act, column_name)
SELECT DISTINCT verb, table_name, act, column_name
FROM (VALUES
    ('address.edit address.undo address.redo', 'node', 'insert', '*'),
    ('address.edit address.undo address.redo', 'node_version', 'insert', '*'),
    ('address.edit address.undo address.redo', 'number_slot', 'insert', '*'),
    ('address.edit address.undo address.redo application.file application.approve application.revoke address.take_hold', 'number_slot', 'update', 'status owner'),
    ('address.edit address.undo address.redo', 'node', 'update', 'own_text ident number floor side live_key full_text sort_key parent_id place_id area_district area_subdistrict area_community lng lat datum legal is_live existence'),
    ('address.edit address.undo address.redo', 'node_version', 'update', 'valid_to kind parent_id place_id area_community own_text ident legal existence'),
    ('application.approve application.revoke address.take_hold', 'node', 'update', 'own_text ident number floor side live_key full_text sort_key parent_id place_id area_district area_subdistrict area_community legal is_live'),
    ('application.approve application.revoke address.take_hold', 'node_version', 'insert', '*'),
    ('application.approve application.revoke address.take_hold', 'node_version', 'update', 'valid_to kind parent_id place_id area_community own_text ident legal existence'),
    ('application.approve address.take_hold', 'node_successor', 'insert', '*'),
    ('application.approve application.revoke address.take_hold', 'number_slot', 'insert', '*'),
    ('application.approve application.revoke address.take_hold', 'plate', 'update', 'state'),
    ('application.approve address.take_hold', 'payload', 'update', 'state'),
    ('application.file', 'planned_change', 'insert', '*'),
    ('application.approve application.return application.withdraw application.revoke address.take_hold', 'planned_change', 'update', 'state held_at inverse hindrance'),
    ('place.edit', 'place', 'insert', '*'),
    ('place.edit', 'place', 'update', 'state pinyin pinyin_source rule_set extent_from extent_to direction meaning approval_doc named_on kind scope_code'),
    ('place.rename application.approve application.revoke address.take_hold', 'place', 'update', 'name pinyin pinyin_source'),
    ('place.rename application.approve application.revoke address.take_hold', 'place_alias', 'insert', '*'),
    ('place.rename application.approve application.revoke address.take_hold place.alias', 'place_alias', 'update', 'kind valid_from valid_to'),
    ('place.rename', 'node', 'update', 'full_text'),
    ('import.stage', 'catalogue', 'insert', '*'),
    ('import.stage', 'import_batch', 'update', 'state'),
    ('import.promote', 'node', 'update', 'legal is_live'),
    ('import.promote', 'node_version', 'update', 'valid_to legal'),
    ('import.promote', 'number_slot', 'update', 'status owner'),
    ('view.keep', 'saved_view', 'insert', '*'),
    ('view.keep', 'saved_view', 'update', 'name body state made_by made_at')
) AS given (verbs, table_name, act, columns),
unnest(string_to_array(verbs, ' ')) AS verb, unnest(string_to_array(columns, ' ')) AS column_name
ON CONFLICT DO NOTHING;

INSERT INTO zp.step AS s (table_name, column_name, old, new, verbs)
SELECT table_name, column_name, old, new, string_to_array(verbs, ' ')
FROM (VALUES
    ('node', 'legal', '', 'draft', 'address.edit address.undo address.redo'),
    ('node', 'code_state', '', 'none', 'address.edit address.undo address.redo'),
    ('node', 'existence', '', 'exists', 'address.edit address.undo address.redo'),
    ('node', 'existence', '', 'building', 'address.edit address.undo address.redo'),
    ('node', 'position', '', 'unmarked', 'address.edit address.undo address.redo'),
    ('node', 'legal', 'draft', 'void', 'address.edit address.undo address.redo import.promote application.return application.withdraw application.revoke application.approve address.take_hold'),
    ('node', 'legal', 'to_verify', 'draft', 'address.edit address.undo address.redo import.promote application.approve address.take_hold'),
    ('node', 'legal', 'draft', 'to_verify', 'address.undo address.redo'),
    ('node', 'legal', 'to_approve', 'approved', 'address.take_hold'),
    ('node', 'legal', 'to_approve', 'draft', 'application.revoke'),
    ('node', 'legal', 'approved', 'changing', 'application.file'),
    ('node', 'legal', 'approved', 'suspended', 'application.approve address.take_hold'),
    ('node', 'legal', 'approved', 'cancelled', 'application.approve address.take_hold'),
    ('node', 'legal', 'approved', 'merged', 'application.approve address.take_hold'),
    ('node', 'legal', 'changing', 'approved', 'application.return application.withdraw application.approve application.revoke address.take_hold'),
    ('node', 'legal', 'changing', 'suspended', 'application.approve address.take_hold'),
    ('node', 'legal', 'changing', 'cancelled', 'application.approve address.take_hold'),
    ('node', 'legal', 'changing', 'merged', 'application.approve address.take_hold'),
    ('node', 'legal', 'suspended', 'approved', 'application.approve address.take_hold'),
    ('node', 'legal', 'suspended', 'cancelled', 'application.approve address.take_hold'),
    ('node', 'existence', 'building', 'exists', 'address.edit address.undo address.redo'),
    ('node', 'existence', 'building', 'demolished', 'address.edit address.undo address.redo'),
    ('node', 'existence', 'exists', 'demolished', 'address.edit address.undo address.redo'),
    ('node', 'existence', 'demolished', 'building', 'address.edit address.undo address.redo'),
    ('planned_change', 'state', '', 'proposed', 'application.file'),
    ('planned_change', 'state', 'proposed', 'due', 'application.approve'),
    ('planned_change', 'state', 'proposed', 'held', 'application.approve'),
    ('planned_change', 'state', 'proposed', 'dropped', 'application.return application.withdraw'),
    ('planned_change', 'state', 'due', 'held', 'address.take_hold'),
    ('planned_change', 'state', 'due', 'dropped', 'application.revoke'),
    ('planned_change', 'state', 'held', 'dropped', 'application.revoke'),
    ('plate', 'state', 'mounted', 'to_correct', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'marked', 'to_correct', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'accepted', 'to_correct', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'to_make', 'void', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'listed', 'void', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'in_production', 'void', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'received', 'void', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'to_mount', 'void', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'missing', 'void', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'damaged', 'void', 'application.approve application.revoke address.take_hold'),
    ('plate', 'state', 'remake', 'void', 'application.approve application.revoke address.take_hold'),
    ('payload', 'state', 'live', 'retired', 'application.approve address.take_hold'),
    ('place', 'state', '', 'pending', 'place.edit'),
    ('place', 'state', 'draft', 'pending', 'place.edit'),
    ('place', 'state', 'pending', 'draft', 'place.approve'),
    ('place', 'state', 'approved', 'retired', 'place.approve'),
    ('place', 'state', 'retired', 'approved', 'place.approve'),
    ('import_batch', 'state', 'staged', 'abandoned', 'import.stage'),
    ('import_batch', 'state', 'promoted', 'abandoned', 'import.promote'),
    ('saved_view', 'state', '', 'kept', 'view.keep'),
    ('saved_view', 'state', 'kept', 'dropped', 'view.keep'),
    ('saved_view', 'state', 'dropped', 'kept', 'view.keep')
) AS given (table_name, column_name, old, new, verbs)
ON CONFLICT (table_name, column_name, old, new) DO UPDATE SET verbs = s.verbs || excluded.verbs;

CREATE OR REPLACE FUNCTION zp.free_hands() RETURNS TEXT[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- Verbs that move what is not approved yet without an application.
    SELECT '{address.edit,address.undo,address.redo,import.promote}'::TEXT[]
$$;

CREATE OR REPLACE FUNCTION zp.acts_of_update(how JSONB, facts TEXT[]) RETURNS TEXT LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A row that finds no pair has another key now: its key changed.
    SELECT $q${head} 'update', c, '', '' FROM (SELECT ARRAY[$q$
        || zp.each($q$CASE WHEN bool_or(o.{c} IS DISTINCT FROM n.{c}) THEN {l} END, $q$, facts)
        || $q$CASE WHEN count(*) <> (SELECT count(*) FROM gone) THEN '(key)' END] AS told FROM {pair}) s,
            LATERAL unnest(s.told) c WHERE c IS NOT NULL$q$
        || zp.each($q$ UNION ALL {head} 'step', {l}, o.{c}, n.{c} FROM {pair} WHERE o.{c} <> n.{c}$q$, zp.names(how, 'states'))
        || zp.each($q$ UNION ALL {head} 'signed', {l}, '', coalesce(n.{c}, '') FROM {pair} WHERE n.{c} IS DISTINCT FROM o.{c}$q$,
            zp.names(how, 'signed'))
        || zp.each($q$ UNION ALL {head} 'signed', {l}, '', coalesce(n.{c}, '') FROM fresh n$q$, zp.names(how, 'countersigned'))
        || zp.each($q$ UNION ALL {head} 'by', {l}, '', o.{c} FROM gone o$q$, zp.names(how, 'other_hand'))
        || $q$ UNION ALL {head} 'refused', '*', '', '' FROM {pair} WHERE $q$
        || replace(replace(coalesce(how->>'refused', 'false'), '@', 'n'), '#', 'o')
        || $q$ UNION ALL {head} 'reworded', '*', '', '' FROM {pair} WHERE $q$
        || replace(replace(coalesce(how->>'reworded', 'false'), '@', 'n'), '#', 'o')
$$;

CREATE OR REPLACE FUNCTION zp.check_acts(mine XID8, said_verb TEXT) RETURNS VOID LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    me CONSTANT TEXT := zp.login();
    a RECORD;
BEGIN
    -- What the verb may touch at all comes before what it may make of it (acts by name, backwards).
    FOR a IN SELECT DISTINCT table_name, act, column_name, old, new FROM zp.act WHERE xact = mine ORDER BY act DESC LOOP
        CASE a.act
        WHEN 'step' THEN
            IF NOT EXISTS (
                SELECT FROM zp.step s WHERE s.table_name = a.table_name AND s.column_name = a.column_name
                AND s.old = a.old AND s.new = a.new AND said_verb = ANY (s.verbs)
            ) THEN
                PERFORM zp.refuse('ZP004', 'the verb takes no such step',
                    concat_ws(' ', said_verb, a.table_name, a.column_name, a.old, '->', a.new));
            END IF;
        WHEN 'signed' THEN
            IF a.new IS DISTINCT FROM me THEN
                PERFORM zp.refuse('ZP003', 'a row bears its own account''s name', a.table_name || ' ' || a.column_name);
            END IF;
        WHEN 'by' THEN
            IF a.new = me AND EXISTS (
                SELECT FROM zp.other_hand o
                WHERE o.verb = said_verb AND o.table_name = a.table_name AND o.column_name = a.column_name
            ) THEN
                PERFORM zp.refuse('ZP005', 'another person decides', a.table_name || ' ' || a.column_name);
            END IF;
        WHEN 'reworded' THEN
            -- What an approved address says changes with a decided change only.
            IF said_verb NOT IN ('application.approve', 'application.revoke', 'address.take_hold') THEN
                PERFORM zp.refuse('ZP006', 'the verb rewords no approved address', said_verb);
            END IF;
        WHEN 'refused' THEN
            PERFORM zp.refuse('ZP004', 'no such row may be', a.table_name);
        ELSE
            IF NOT EXISTS (
                SELECT FROM zp.permit p WHERE p.verb = said_verb AND p.table_name = a.table_name AND p.act = a.act
                AND p.column_name = a.column_name
            ) THEN
                PERFORM zp.refuse('ZP006', 'the verb changes no such thing',
                    concat_ws(' ', said_verb, a.act, a.table_name, a.column_name));
            END IF;
        END CASE;
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION zp.check_rows(mine XID8, entry BIGINT, said_verb TEXT) RETURNS VOID LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
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
    SELECT p.area INTO bad FROM (SELECT DISTINCT area FROM zp.pending WHERE xact = mine AND area IS NOT NULL) p
    WHERE NOT EXISTS (
        SELECT FROM actor a JOIN actor_role r ON r.actor_id = a.id JOIN zp.verb_role v ON v.role = r.role
        WHERE a.login = zp.login() AND v.verb = said_verb AND starts_with(p.area, r.area_code)
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM zp.refuse('ZP009', 'the account has no role for the verb there', said_verb || ' ' || bad.area);
    END IF;
END
$$;

SELECT zp.unwatch('node');

SELECT zp.watch('node', 'named', '{"area": "@.area_community", "states": ["legal", "code_state", "existence", "position"],
    "step": "legal", "derived": ["child_count", "row_version"],
    "refused": "@.is_live <> (@.legal IN (''draft'', ''to_verify'', ''to_approve'', ''approved'', ''changing'', ''suspended''))",
    "reworded": "#.legal NOT IN (''draft'', ''to_verify'') AND ROW(@.own_text, @.ident, @.number, @.floor, @.side, @.live_key, @.full_text, @.parent_id, @.place_id, @.area_district, @.area_subdistrict, @.area_community) IS DISTINCT FROM ROW(#.own_text, #.ident, #.number, #.floor, #.side, #.live_key, #.full_text, #.parent_id, #.place_id, #.area_district, #.area_subdistrict, #.area_community)"}');

SELECT zp.unwatch('place');

SELECT zp.watch('place', 'named', '{"area": "@.home_district", "states": ["state"], "derived": ["child_count", "row_version"]}');

SELECT zp.watch('planned_change', 'named', '{"area": "coalesce(nullif(@.area_community, ''''), nullif(@.area_subdistrict, ''''), nullif(@.area_district, ''''))", "states": ["state"], "step": "state", "derived": ["row_version"]}');

SELECT zp.watch('undo_step', 'entry');

SELECT zp.watch('saved_view', 'named', '{"states": ["state"], "derived": ["row_version"], "signed": ["made_by"]}');

SELECT zp.unwatch('store_info');

SELECT zp.watch('store_info', 'named');
