CREATE TABLE zp.verb_role (
    verb TEXT NOT NULL,
    role TEXT NOT NULL,
    CONSTRAINT pk_verb_role PRIMARY KEY (verb, role)
);

CREATE TABLE zp.permit (
    verb TEXT NOT NULL,
    table_name TEXT NOT NULL,
    act TEXT NOT NULL,
    column_name TEXT NOT NULL,
    CONSTRAINT pk_permit PRIMARY KEY (verb, table_name, act, column_name),
    CONSTRAINT ck_permit_act CHECK (act in ('insert','update','delete'))
);

CREATE TABLE zp.step (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    verbs TEXT[] NOT NULL,
    CONSTRAINT pk_step PRIMARY KEY (table_name, column_name, old, new)
);

CREATE TABLE zp.other_hand (
    verb TEXT NOT NULL,
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    CONSTRAINT pk_other_hand PRIMARY KEY (verb, table_name, column_name)
);

CREATE TABLE zp.watched (
    table_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    inside BOOLEAN NOT NULL,
    insert_sql TEXT NOT NULL,
    update_sql TEXT NOT NULL,
    delete_sql TEXT NOT NULL,
    CONSTRAINT pk_watched PRIMARY KEY (table_name),
    CONSTRAINT ck_watched_kind CHECK (kind in ('named','beside','entry'))
);

CREATE UNLOGGED TABLE zp.turn (
    xact XID8 NOT NULL,
    CONSTRAINT pk_turn PRIMARY KEY (xact)
);

CREATE UNLOGGED TABLE zp.entry (
    xact XID8 NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (xact)
);

CREATE UNLOGGED TABLE zp.act (
    xact XID8 NOT NULL,
    table_name TEXT NOT NULL,
    act TEXT NOT NULL,
    column_name TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL
);

CREATE INDEX ix_act_xact ON zp.act (xact);

CREATE UNLOGGED TABLE zp.pending (
    xact XID8 NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    parent TEXT NOT NULL,
    parent_key TEXT NOT NULL,
    area TEXT,
    step TEXT,
    born BOOLEAN NOT NULL
);

CREATE INDEX ix_pending_xact ON zp.pending (xact);

INSERT INTO zp.step (table_name, column_name, old, new, verbs)
SELECT table_name, column_name, old, unnest(string_to_array(news, ' ')), string_to_array(verbs, ' ')
FROM (VALUES
    ('node', 'legal', '', 'to_verify', 'import.promote'),
    ('node', 'legal', '', 'to_approve', 'application.file'),
    ('node', 'legal', 'draft', 'to_verify', 'application.file'),
    ('node', 'legal', 'draft', 'void', ''),
    ('node', 'legal', 'to_verify', 'to_approve', 'application.file'),
    ('node', 'legal', 'to_verify', 'draft', ''),
    ('node', 'legal', 'to_approve', 'approved', 'application.approve'),
    ('node', 'legal', 'to_approve', 'draft', 'application.return application.withdraw'),
    ('node', 'legal', 'approved', 'draft', 'application.revoke'),
    ('node', 'legal', 'approved', 'cancelled changing merged suspended', ''),
    ('node', 'legal', 'changing', 'approved cancelled merged suspended', ''),
    ('node', 'legal', 'suspended', 'approved cancelled', ''),
    ('node', 'code_state', '', 'none', 'application.file import.promote'),
    ('node', 'code_state', 'none', 'assigned', 'qr.accept'),
    ('node', 'code_state', 'none', 'requested', ''),
    ('node', 'code_state', 'requested', 'assigned', 'qr.accept'),
    ('node', 'code_state', 'requested', 'none', ''),
    ('node', 'code_state', 'assigned', 'replaced', 'qr.reissue'),
    ('node', 'existence', '', 'exists', 'application.file import.promote'),
    ('node', 'existence', 'building', 'demolished exists', ''),
    ('node', 'existence', 'exists', 'demolished', ''),
    ('node', 'existence', 'demolished', 'building', ''),
    ('node', 'position', '', 'unmarked', 'application.file import.promote'),
    ('node', 'position', 'unmarked', 'marked to_confirm', ''),
    ('node', 'position', 'to_confirm', 'marked unmarked', ''),
    ('node', 'position', 'marked', 'to_confirm unmarked', ''),
    ('place', 'state', '', 'pending', 'import.promote'),
    ('place', 'state', 'pending', 'approved', 'place.approve'),
    ('place', 'state', 'pending', 'draft', ''),
    ('place', 'state', 'draft', 'pending', ''),
    ('place', 'state', 'approved', 'retired', ''),
    ('place', 'state', 'retired', 'approved', ''),
    ('application', 'state', '', 'submitted', 'application.file'),
    ('application', 'state', 'submitted', 'approved', 'application.approve'),
    ('application', 'state', 'submitted', 'returned', 'application.return'),
    ('application', 'state', 'submitted', 'withdrawn', 'application.withdraw'),
    ('application', 'state', 'submitted', 'first_review refused', ''),
    ('application', 'state', 'approved', 'revoked', 'application.revoke'),
    ('application', 'state', 'draft', 'submitted withdrawn', ''),
    ('application', 'state', 'first_review', 'approved refused returned second_review withdrawn', ''),
    ('application', 'state', 'second_review', 'approved refused returned withdrawn', ''),
    ('application', 'state', 'returned', 'submitted withdrawn', ''),
    ('plate', 'state', '', 'listed', 'plates.batch'),
    ('plate', 'state', 'listed', 'in_production', 'plates.print'),
    ('plate', 'state', 'listed', 'void', 'plates.batch qr.reissue'),
    ('plate', 'state', 'listed', 'to_make', ''),
    ('plate', 'state', 'mounted', 'to_correct', 'qr.reissue'),
    ('plate', 'state', 'mounted', 'damaged marked missing void', ''),
    ('plate', 'state', 'marked', 'to_correct', 'qr.reissue'),
    ('plate', 'state', 'marked', 'accepted damaged missing void', ''),
    ('plate', 'state', 'accepted', 'to_correct', 'qr.reissue'),
    ('plate', 'state', 'accepted', 'damaged missing void', ''),
    ('plate', 'state', 'to_make', 'void', 'qr.reissue'),
    ('plate', 'state', 'to_make', 'listed', ''),
    ('plate', 'state', 'in_production', 'void', 'qr.reissue'),
    ('plate', 'state', 'in_production', 'received', ''),
    ('plate', 'state', 'received', 'void', 'qr.reissue'),
    ('plate', 'state', 'received', 'remake to_mount', ''),
    ('plate', 'state', 'to_mount', 'void', 'qr.reissue'),
    ('plate', 'state', 'to_mount', 'mounted remake', ''),
    ('plate', 'state', 'missing', 'void', 'qr.reissue'),
    ('plate', 'state', 'missing', 'remake', ''),
    ('plate', 'state', 'damaged', 'void', 'qr.reissue'),
    ('plate', 'state', 'damaged', 'remake', ''),
    ('plate', 'state', 'remake', 'void', 'qr.reissue'),
    ('plate', 'state', 'remake', 'listed', ''),
    ('plate', 'state', 'to_correct', 'remake void', ''),
    ('problem', 'state', '', 'registered', 'problem.find'),
    ('problem', 'state', 'registered', 'closed', 'problem.close problem.find'),
    ('problem', 'state', 'registered', 'assigned', ''),
    ('problem', 'state', 'review', 'closed', 'problem.close problem.find'),
    ('problem', 'state', 'review', 'rectifying', ''),
    ('problem', 'state', 'assigned', 'rectifying registered', ''),
    ('problem', 'state', 'rectifying', 'review', ''),
    ('plate_batch', 'state', '', 'locked', 'plates.batch'),
    ('plate_batch', 'state', 'locked', 'rendered', 'plates.print'),
    ('plate_batch', 'state', 'locked', 'failed', 'plates.batch'),
    ('plate_batch', 'state', 'failed', 'rendered', 'plates.print'),
    ('plate_batch', 'state', 'rendered', 'verified', 'plates.print'),
    ('plate_batch', 'state', 'rendered', 'failed', 'plates.batch plates.print'),
    ('import_batch', 'state', '', 'staged', 'import.stage'),
    ('import_batch', 'state', 'staged', 'promoted', 'import.promote qr.accept'),
    ('payload', 'state', '', 'live', 'qr.accept qr.reissue'),
    ('payload', 'state', 'live', 'replaced', 'qr.reissue'),
    ('text_decision', 'standing', '', 'current', 'match.decide'),
    ('text_decision', 'standing', 'current', 'replaced withdrawn', 'match.decide'),
    ('inspection_form', 'state', '', 'issued', 'package.export'),
    ('inspection_form', 'state', 'issued', 'filled conflict', 'inspection.decide package.merge'),
    ('inspection_form', 'state', 'filled', 'issued conflict', 'inspection.decide package.merge'),
    ('inspection_form', 'state', 'conflict', 'issued filled', 'inspection.decide package.merge'),
    ('inspection_answer', 'standing', '', 'current superseded conflict', 'inspection.decide package.merge'),
    ('inspection_answer', 'standing', 'current', 'superseded conflict', 'inspection.decide package.merge'),
    ('inspection_answer', 'standing', 'superseded', 'current conflict', 'inspection.decide package.merge'),
    ('inspection_answer', 'standing', 'conflict', 'current superseded', 'inspection.decide package.merge'),
    ('handover', 'state', '', 'offered', 'handover.offer'),
    ('handover', 'state', 'offered', 'accepted', 'handover.accept'),
    ('handover', 'state', 'offered', 'refused', 'handover.refuse'),
    ('handover', 'state', 'offered', 'withdrawn', 'handover.withdraw'),
    ('attachment', 'standing', '', 'kept not_kept', 'attachment.add'),
    ('attachment', 'standing', 'kept', 'wiped', 'attachment.wipe'),
    ('attachment', 'standing', 'not_kept', 'wiped', 'attachment.wipe'),
    ('vault_key', 'state', '', 'current', 'vault.manage'),
    ('vault_key', 'state', 'current', 'retired', 'vault.manage'),
    ('actor', 'state', '', 'active', 'actor.manage'),
    ('actor', 'state', 'active', 'closed', 'actor.manage'),
    ('actor', 'state', 'closed', 'active', 'actor.manage')
) AS given (table_name, column_name, old, news, verbs);

INSERT INTO zp.verb_role (verb, role)
SELECT verb, unnest(string_to_array(roles, ' ')) FROM (VALUES
    ('import.stage', 'area_clerk clerk'),
    ('import.promote', 'clerk'),
    ('address.edit', 'area_clerk clerk'),
    ('place.approve', 'chief'),
    ('place.alias', 'chief clerk'),
    ('application.file', 'area_clerk clerk'),
    ('application.approve', 'chief'),
    ('application.return', 'chief'),
    ('application.withdraw', 'area_clerk clerk'),
    ('application.revoke', 'chief'),
    ('match.decide', 'area_clerk clerk'),
    ('private_use.keep', 'chief clerk'),
    ('qr.accept', 'clerk'),
    ('qr.reissue', 'chief'),
    ('plates.batch', 'clerk printer'),
    ('plates.print', 'printer'),
    ('problem.find', 'chief clerk inspector'),
    ('problem.close', 'chief clerk'),
    ('package.export', 'clerk inspector'),
    ('inspection.decide', 'chief clerk'),
    ('package.merge', 'clerk inspector'),
    ('store.init', 'admin'),
    ('actor.manage', 'admin'),
    ('setting.change', 'admin chief'),
    ('handover.offer', 'admin area_clerk chief clerk inspector printer'),
    ('handover.withdraw', 'admin area_clerk chief clerk inspector printer'),
    ('handover.accept', 'area_clerk chief city clerk inspector printer'),
    ('handover.refuse', 'area_clerk chief city clerk inspector printer'),
    ('clock.confirm', 'admin chief'),
    ('store.claim', 'admin chief clerk'),
    ('store.join', 'chief clerk'),
    ('attachment.add', 'area_clerk chief clerk inspector printer'),
    ('attachment.wipe', 'chief'),
    ('vault.manage', 'admin'),
    ('person.enter', 'area_clerk clerk'),
    ('person.reveal', 'area_clerk chief clerk'),
    ('person.wipe', 'chief'),
    ('account.recover', 'admin'),
    ('password.change', 'admin area_clerk chief city clerk inspector printer'),
    ('session.open', 'admin area_clerk chief city clerk inspector printer'),
    ('session.refuse', 'admin'),
    ('seed', 'admin')
) AS given (verb, roles);

INSERT INTO zp.permit (verb, table_name, act, column_name)
SELECT verb, table_name, act, column_name
FROM (VALUES
    ('import.stage', 'import_batch', 'insert', '*'),
    ('import.stage', 'import_batch', 'update', 'read_count'),
    ('import.stage', 'import_row', 'insert', '*'),
    ('import.promote', 'node', 'insert', '*'),
    ('import.promote', 'node', 'update', 'side floor'),
    ('import.promote application.file', 'node_version', 'insert', '*'),
    ('import.promote application.file', 'number_slot', 'insert', '*'),
    ('import.promote', 'place', 'insert', '*'),
    ('import.promote qr.accept qr.reissue', 'import_row', 'update', 'outcome rule field found recovered node_id'),
    ('import.promote qr.accept qr.reissue', 'import_batch', 'update', 'state promoted_at accepted unchanged rejected skipped'),
    ('address.edit', 'node', 'update', 'own_text ident number floor side live_key full_text sort_key lng lat datum'),
    ('place.approve', 'place', 'update', 'state pinyin pinyin_source'),
    ('place.alias', 'place_alias', 'insert', '*'),
    ('application.file', 'application', 'insert', '*'),
    ('application.file', 'application_item', 'insert', '*'),
    ('application.file', 'node', 'insert', '*'),
    ('application.file application.approve application.return application.withdraw application.revoke', 'node', 'update', 'legal is_live'),
    ('application.file application.approve application.return application.withdraw application.revoke', 'number_slot', 'update', 'status'),
    ('application.file application.approve application.return application.withdraw application.revoke', 'node_version', 'update', 'valid_to legal'),
    ('application.approve application.return application.withdraw application.revoke', 'node_version', 'insert', '*'),
    ('application.approve application.return application.withdraw application.revoke', 'application', 'update', 'state decided_by decided_at opinion'),
    ('application.approve application.return application.withdraw application.revoke', 'application_item', 'update', 'outcome'),
    ('match.decide', 'text_decision', 'insert', '*'),
    ('match.decide', 'text_decision', 'update', 'standing'),
    ('private_use.keep', 'catalogue', 'insert', '*'),
    ('qr.accept qr.reissue', 'addr_code', 'insert', '*'),
    ('qr.accept qr.reissue', 'payload', 'insert', '*'),
    ('qr.accept qr.reissue', 'node', 'update', 'code_state'),
    ('qr.reissue', 'payload', 'update', 'state'),
    ('qr.reissue', 'plate', 'update', 'state'),
    ('plates.batch', 'plate_batch', 'insert', '*'),
    ('plates.batch', 'plate_batch', 'update', 'state'),
    ('plates.batch', 'plate', 'insert', '*'),
    ('plates.batch plates.print', 'plate', 'update', 'state'),
    ('plates.print', 'plate', 'update', 'layout_digest'),
    ('plates.print', 'plate_batch', 'update', 'state file_sha256 verified_at'),
    ('plates.print', 'print_run', 'insert', '*'),
    ('problem.find', 'problem', 'insert', '*'),
    ('problem.find problem.close', 'problem', 'update', 'state closed_at'),
    ('package.export package.merge', 'package', 'insert', '*'),
    ('package.export', 'inspection_form', 'insert', '*'),
    ('package.merge inspection.decide', 'inspection_form', 'update', 'state'),
    ('package.merge inspection.decide', 'inspection_answer', 'insert', '*'),
    ('package.merge inspection.decide', 'inspection_answer', 'update', 'standing'),
    ('actor.manage', 'actor', 'insert', '*'),
    ('actor.manage', 'actor', 'update', 'name state'),
    ('actor.manage', 'actor_role', 'insert', '*'),
    ('actor.manage', 'actor_role', 'delete', '*'),
    ('actor.manage', 'credential', 'update', 'password_hash valid_until'),
    ('setting.change', 'setting', 'insert', '*'),
    ('setting.change', 'setting', 'update', 'value set_by set_at'),
    ('handover.offer', 'handover', 'insert', '*'),
    ('handover.offer', 'handover_item', 'insert', '*'),
    ('handover.accept handover.refuse handover.withdraw', 'handover', 'update', 'state decided_at answer left_out'),
    ('handover.accept', 'responsibility', 'insert', '*'),
    ('handover.accept', 'responsibility', 'update', 'login since'),
    ('clock.confirm', 'clock_check', 'insert', '*'),
    ('store.claim', 'store_place', 'insert', '*'),
    ('store.claim', 'store_place', 'update', 'machine path claimed_by claimed_at generation'),
    ('attachment.add', 'attachment', 'insert', '*'),
    ('attachment.add', 'attachment_link', 'insert', '*'),
    ('attachment.wipe', 'attachment', 'update', 'standing name facts'),
    ('person.enter', 'person', 'insert', '*'),
    ('person.enter', 'person_digest', 'insert', '*'),
    ('person.enter', 'person_link', 'insert', '*'),
    ('person.wipe', 'person', 'update', 'wrapped_key sealed wiped_at'),
    ('person.enter', 'person', 'update', 'key_id wrapped_key sealed'),
    ('person.enter person.wipe', 'person_digest', 'update', 'digest'),
    ('vault.manage', 'vault_key', 'insert', '*'),
    ('vault.manage', 'vault_key', 'update', 'state recovery'),
    ('vault.manage password.change account.recover', 'vault_wrap', 'insert', '*'),
    ('vault.manage password.change account.recover', 'vault_wrap', 'update', 'wrapped made_at'),
    ('vault.manage', 'person', 'update', 'key_id wrapped_key sealed'),
    ('vault.manage', 'person_digest', 'update', 'digest')
) AS given (verbs, table_name, act, columns),
unnest(string_to_array(verbs, ' ')) AS verb, unnest(string_to_array(columns, ' ')) AS column_name;

INSERT INTO zp.other_hand (verb, table_name, column_name) VALUES
    ('application.approve', 'application', 'filed_by'),
    ('qr.reissue', 'import_batch', 'actor'),
    ('inspection.decide', 'inspection_answer', 'inspector');

CREATE FUNCTION zp.refuse(code TEXT, what TEXT, detail TEXT) RETURNS VOID LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = code, MESSAGE = what, DETAIL = coalesce(detail, '');
END
$$;

CREATE FUNCTION zp.watch_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    said zp.watched;
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
    EXECUTE CASE TG_OP WHEN 'INSERT' THEN said.insert_sql WHEN 'UPDATE' THEN said.update_sql ELSE said.delete_sql END;
    RETURN NULL;
END
$$;

CREATE FUNCTION zp.names(how JSONB, key TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY(SELECT jsonb_array_elements_text(how->key))
$$;

CREATE FUNCTION zp.each(pattern TEXT, columns TEXT[]) RETURNS TEXT LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- The pattern for every column: {c} its name in a statement, {l} as a text.
    SELECT coalesce(string_agg(replace(replace(pattern, '{c}', quote_ident(c)), '{l}', quote_literal(c)), '' ORDER BY n), '')
    FROM unnest(columns) WITH ORDINALITY AS one (c, n)
$$;

CREATE FUNCTION zp.acts_of_insert(how JSONB) RETURNS TEXT LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT $q${head} 'insert', '*', '', '' FROM fresh n$q$
        || zp.each($q$ UNION ALL {head} 'step', {l}, '', n.{c} FROM fresh n$q$, zp.names(how, 'states'))
        || zp.each($q$ UNION ALL {head} 'signed', {l}, '', n.{c} FROM fresh n WHERE n.{c} IS NOT NULL$q$, zp.names(how, 'signed'))
        || $q$ UNION ALL {head} 'refused', '*', '', '' FROM fresh n WHERE $q$
        || replace(replace(coalesce(how->>'refused', 'false'), '@', 'n'), '#', 'n')
$$;

CREATE FUNCTION zp.acts_of_update(how JSONB, facts TEXT[]) RETURNS TEXT LANGUAGE sql IMMUTABLE
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
$$;

CREATE FUNCTION zp.rows_of(how JSONB, row_key TEXT, step TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format($q${row} %s, %L, (%s)::text, %s, %s, $q$, row_key, coalesce(how->>'parent', ''),
        coalesce(how->>'parent_key', $v$''$v$), coalesce(how->>'area', 'NULL::text'), step)
$$;

CREATE FUNCTION zp.rows_of_update(how JSONB, row_key TEXT, facts TEXT[]) RETURNS TEXT LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A row that moved to another area is told in both; what follows from other rows is no change of its own.
    SELECT replace(zp.rows_of(how, row_key, coalesce(
            replace('CASE WHEN o.{c} <> n.{c} THEN n.{c} END', '{c}', quote_ident(how->>'step')), 'NULL')), '@', 'n')
        || 'false FROM {pair} WHERE ROW(' || rtrim(zp.each('o.{c}, ', facts), ', ') || ') IS DISTINCT FROM ROW('
        || rtrim(zp.each('n.{c}, ', facts), ', ') || ')'
        || coalesce(' UNION ALL ' || replace(zp.rows_of(how, row_key, 'NULL'), '@', 'o') || 'false FROM {pair} WHERE '
            || replace(how->>'area', '@', 'o') || ' IS DISTINCT FROM ' || replace(how->>'area', '@', 'n'), '')
$$;

CREATE FUNCTION zp.watch(name TEXT, kind TEXT, how JSONB DEFAULT '{}') RETURNS VOID LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
-- Writes the statements that take down what happens to a table, and puts its three triggers on.
-- named: the entry names every changed row by its key. beside: a row changes only together with its parent's, and with
-- "inside" comes into being only together with it. entry: an entry is enough.
-- how: area (of a row @), parent and parent_key, states, step (the state told row by row), derived (columns that
-- follow from other rows), signed (columns that bear the account's own login), countersigned (do so after every change
-- of the row), other_hand (columns told for the rule of the second person), refused (what no row may be: @ the new one,
-- # the old one, which is @ where it is born).
DECLARE
    columns TEXT[] := ARRAY(
        SELECT attname FROM pg_attribute WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
    );
    keys TEXT[] := ARRAY(
        SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = name::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)
    );
    facts TEXT[] := ARRAY(SELECT c FROM unnest(columns) c WHERE c <> ALL (zp.names(how, 'derived')));
    row_key TEXT := CASE WHEN 'id' = ANY (columns) THEN '@.id::text'
        ELSE 'concat_ws(''|''' || zp.each(', @.{c}', keys) || ')' END;
    plain TEXT := zp.rows_of(how, row_key, coalesce('@.' || quote_ident(how->>'step'), 'NULL'));
    form TEXT := 'WITH told AS (INSERT INTO zp.act (xact, table_name, act, column_name, old, new) %s) '
        || 'INSERT INTO zp.pending (xact, table_name, row_key, parent, parent_key, area, step, born) %s';
    made TEXT[] := ARRAY[
        format(form, zp.acts_of_insert(how), replace(plain, '@', 'n') || 'true FROM fresh n'),
        format(form, zp.acts_of_update(how, facts), zp.rows_of_update(how, row_key, facts)),
        format(form, $q${head} 'delete', '*', '', '' FROM gone o$q$, replace(plain, '@', 'o') || 'false FROM gone o')
    ];
BEGIN
    IF kind = 'entry' THEN
        made := array_fill('SELECT'::text, ARRAY[3]);
    END IF;
    FOR k IN 1..3 LOOP
        made[k] := replace(made[k], '{head}', format('SELECT DISTINCT pg_current_xact_id(), %L,', name));
        made[k] := replace(made[k], '{row}', format('SELECT pg_current_xact_id(), %L,', name));
        made[k] := replace(made[k], '{pair}', 'gone o JOIN fresh n ON true' || zp.each(' AND o.{c} = n.{c}', keys));
    END LOOP;
    INSERT INTO zp.watched VALUES (name, kind, coalesce((how->>'inside')::boolean, false), made[1], made[2], made[3]);
    EXECUTE format('CREATE TRIGGER watch_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION zp.watch_rows()', name);
    EXECUTE format('CREATE TRIGGER watch_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION zp.watch_rows()', name);
    EXECUTE format('CREATE TRIGGER watch_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION zp.watch_rows()', name);
END
$$;

CREATE FUNCTION zp.unwatch(name TEXT) RETURNS VOID LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    EXECUTE format('DROP TRIGGER watch_insert ON %I', name);
    EXECUTE format('DROP TRIGGER watch_update ON %I', name);
    EXECUTE format('DROP TRIGGER watch_delete ON %I', name);
    DELETE FROM zp.watched WHERE table_name = name;
END
$$;

CREATE FUNCTION zp.journal_changes(tables TEXT[], keys TEXT[], befores TEXT[], afters TEXT[]) RETURNS BIGINT
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '30s'
AS $$
DECLARE
    mine CONSTANT XID8 := pg_current_xact_id();
    number BIGINT;
    already INTEGER;
BEGIN
    IF NOT zp.house() THEN
        IF zp.login() IS NULL THEN
            PERFORM zp.refuse('ZP001', 'the session is no account''s', session_user);
        END IF;
        IF EXISTS (SELECT FROM zp.entry WHERE xact = mine) THEN
            PERFORM zp.refuse('ZP002', 'a transaction has one entry', '');
        END IF;
        INSERT INTO zp.turn (xact) VALUES (mine) ON CONFLICT DO NOTHING;
        -- Everybody waits for the head: nobody keeps it while he thinks.
        PERFORM set_config('idle_in_transaction_session_timeout', '60s', true);
    END IF;
    SELECT seq + 1 INTO STRICT number FROM journal_head WHERE id = 1 FOR UPDATE;
    SELECT coalesce(max(ordinal) + 1, 0) INTO already FROM journal_change WHERE seq = number;
    INSERT INTO journal_change (seq, ordinal, table_name, row_key, before, after)
    SELECT number, already + n - 1, t, k, b, a FROM unnest(tables, keys, befores, afters) WITH ORDINALITY AS u (t, k, b, a, n);
    RETURN number;
END
$$;

CREATE FUNCTION zp.journal_append(
    at TEXT, actor TEXT, role TEXT, workstation TEXT, verb TEXT, reason TEXT,
    tables TEXT[], keys TEXT[], befores TEXT[], afters TEXT[], OUT seq BIGINT, OUT hash TEXT
) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    previous TEXT;
    amount INTEGER;
    digest TEXT;
BEGIN
    seq := zp.journal_changes(tables, keys, befores, afters);
    IF NOT zp.house() THEN
        PERFORM zp.check_entry(actor, role, verb);
        at := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
        INSERT INTO zp.entry (xact, seq) VALUES (pg_current_xact_id(), seq);
    END IF;
    SELECT h.hash INTO STRICT previous FROM journal_head h WHERE h.id = 1;
    SELECT count(*), encode(sha256(coalesce(string_agg(convert_to(
        length(c.table_name) || ',' || length(c.row_key) || ',' || length(c.before) || ',' || length(c.after)
        || E'\t' || c.table_name || c.row_key || c.before || c.after || E'\n', 'UTF8'), ''::bytea ORDER BY c.ordinal),
        ''::bytea)), 'hex')
    INTO amount, digest FROM journal_change c WHERE c.seq = seq;
    hash := encode(sha256(convert_to('[' || seq || ',' || to_json(at) || ',' || to_json(actor) || ',' || to_json(role)
        || ',' || to_json(workstation) || ',' || to_json(verb) || ',' || to_json(reason) || ',' || amount
        || ',' || to_json(digest) || ',' || to_json(previous) || ']', 'UTF8')), 'hex');
    INSERT INTO journal (seq, at, actor, role, workstation, verb, reason, change_count, changes_sha256, prev_hash, hash)
    VALUES (seq, at, actor, role, workstation, verb, reason, amount, digest, previous, hash);
    UPDATE journal_head h SET seq = seq, hash = hash WHERE h.id = 1;
END
$$;

CREATE FUNCTION zp.check_entry(who TEXT, as_role TEXT, said_verb TEXT) RETURNS VOID LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    held TEXT[];
BEGIN
    IF who IS DISTINCT FROM zp.login() THEN
        PERFORM zp.refuse('ZP003', 'an entry bears its own account''s name', who);
    END IF;
    SELECT array_agg(r.role) INTO held FROM actor_role r JOIN actor a ON a.id = r.actor_id WHERE a.login = who;
    IF NOT EXISTS (
        SELECT FROM zp.verb_role v WHERE v.verb = said_verb AND v.role = as_role AND v.role = ANY (held)
    ) OR ('admin' = ANY (held) AND as_role <> 'admin') THEN
        PERFORM zp.refuse('ZP003', 'the account has no such role for the verb', as_role || ' ' || said_verb);
    END IF;
END
$$;

CREATE FUNCTION zp.check_acts(mine XID8, said_verb TEXT) RETURNS VOID LANGUAGE plpgsql
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

CREATE FUNCTION zp.check_rows(mine XID8, entry BIGINT, said_verb TEXT) RETURNS VOID LANGUAGE plpgsql
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
    EXCEPT SELECT 'node', i.node_id::text FROM zp.pending p
    JOIN application a ON a.id = CASE WHEN p.table_name = 'application' THEN p.row_key::bigint END
    JOIN application_item i ON i.district_code = a.district_code AND i.application_id = a.id
    WHERE p.xact = mine AND p.table_name = 'application' AND p.step IS NOT NULL LIMIT 1;
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

CREATE FUNCTION zp.settle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    mine CONSTANT XID8 := pg_current_xact_id();
    said RECORD;
BEGIN
    SELECT j.seq, j.verb INTO said FROM zp.entry e JOIN journal j ON j.seq = e.seq WHERE e.xact = mine;
    IF NOT FOUND THEN
        PERFORM zp.refuse('ZP010', 'nothing changes without an entry', '');
    END IF;
    PERFORM zp.check_acts(mine, said.verb);
    PERFORM zp.check_rows(mine, said.seq, said.verb);
    -- Gone with the check: what changes after it (SET CONSTRAINTS) is checked again.
    DELETE FROM zp.turn WHERE xact = mine;
    DELETE FROM zp.entry WHERE xact = mine;
    DELETE FROM zp.act WHERE xact = mine;
    DELETE FROM zp.pending WHERE xact = mine;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER settle AFTER INSERT ON zp.turn DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION zp.settle();

SELECT zp.watch('node', 'named', '{"area": "@.area_community", "states": ["legal", "code_state", "existence", "position"],
    "step": "legal", "derived": ["child_count", "row_version"],
    "refused": "@.is_live <> (@.legal IN (''draft'', ''to_verify'', ''to_approve'', ''approved'', ''changing'', ''suspended'')) OR #.legal NOT IN (''draft'', ''to_verify'') AND ROW(@.own_text, @.ident, @.number, @.floor, @.side, @.live_key, @.full_text) IS DISTINCT FROM ROW(#.own_text, #.ident, #.number, #.floor, #.side, #.live_key, #.full_text)"}');

SELECT zp.watch('node_version', 'beside', '{"parent": "node", "parent_key": "@.node_id::text"}');

SELECT zp.watch('number_slot', 'beside', '{"parent": "node", "parent_key": "coalesce(@.owner, 0)::text"}');

SELECT zp.watch('node_successor', 'beside', '{"parent": "node", "parent_key": "@.old_id::text"}');

SELECT zp.watch('addr_code', 'named', '{"area": "(SELECT w.area_community FROM node w WHERE w.id = @.node_id)"}');

SELECT zp.watch('payload', 'named', '{"area": "(SELECT w.area_community FROM node w WHERE w.id = @.node_id)", "states": ["state"]}');

SELECT zp.watch('place', 'named', '{"area": "@.home_district", "states": ["state"], "derived": ["child_count", "row_version"]}');

SELECT zp.watch('place_alias', 'named', '{"area": "(SELECT w.home_district FROM place w WHERE w.id = @.place_id)"}');

SELECT zp.watch('place_community', 'entry');

SELECT zp.watch('division', 'named');

SELECT zp.watch('division_successor', 'named');

SELECT zp.watch('catalogue', 'named');

SELECT zp.watch('store_info', 'named');

SELECT zp.watch('actor', 'named', '{"states": ["state"]}');

SELECT zp.watch('actor_role', 'named');

SELECT zp.watch('import_batch', 'named', '{"states": ["state"], "step": "state", "signed": ["actor"], "other_hand": ["actor"]}');

SELECT zp.watch('import_row', 'beside', '{"inside": true, "parent": "import_batch", "parent_key": "@.batch_id::text"}');

SELECT zp.watch('text_decision', 'named', '{"area": "coalesce((SELECT w.area_community FROM node w WHERE w.id = @.node_id), @.district_code)", "states": ["standing"], "signed": ["decided_by"]}');

SELECT zp.watch('application', 'named', '{"area": "coalesce(nullif(@.area_community, ''''), nullif(@.area_subdistrict, ''''), nullif(@.area_district, ''''))", "states": ["state"], "step": "state", "derived": ["row_version"], "signed": ["filed_by", "decided_by"], "countersigned": ["decided_by"], "other_hand": ["filed_by"]}');

SELECT zp.watch('application_item', 'beside', '{"inside": true, "parent": "application", "parent_key": "@.application_id::text"}');

SELECT zp.watch('plate_batch', 'named', '{"area": "nullif(@.area_code, '''')", "states": ["state"], "derived": ["row_version"], "signed": ["created_by"]}');

SELECT zp.watch('plate', 'named', '{"area": "@.area_community", "states": ["state"], "derived": ["row_version"]}');

SELECT zp.watch('print_run', 'named', '{"signed": ["actor"]}');

SELECT zp.watch('problem', 'named', '{"area": "@.area_community", "states": ["state"]}');

SELECT zp.watch('inspection_form', 'named', '{"area": "@.area_community", "states": ["state"]}');

SELECT zp.watch('inspection_answer', 'named', '{"area": "(SELECT w.area_community FROM inspection_form w WHERE w.id = @.form_id)", "states": ["standing"], "other_hand": ["inspector"]}');

SELECT zp.watch('package', 'named', '{"area": "nullif(@.area_code, '''')", "signed": ["actor"]}');

SELECT zp.watch('setting', 'named', '{"signed": ["set_by"]}');

SELECT zp.watch('responsibility', 'named');

SELECT zp.watch('handover', 'named', '{"states": ["state"], "signed": ["offered_by"], "derived": ["row_version"]}');

SELECT zp.watch('handover_item', 'beside', '{"inside": true, "parent": "handover", "parent_key": "@.handover_id::text"}');

SELECT zp.watch('store_place', 'named', '{"signed": ["claimed_by"]}');

SELECT zp.watch('clock_check', 'named', '{"signed": ["confirmed_by"]}');

SELECT zp.watch('attachment', 'named', '{"area": "coalesce(nullif(@.area_community, ''''), nullif(@.area_subdistrict, ''''), nullif(@.area_district, ''''))", "states": ["standing"], "signed": ["added_by"]}');

SELECT zp.watch('attachment_link', 'named');

SELECT zp.watch('vault_key', 'named', '{"states": ["state"], "signed": ["made_by"]}');

SELECT zp.watch('vault_wrap', 'named');

SELECT zp.watch('person', 'named', '{"area": "coalesce(nullif(@.area_community, ''''), nullif(@.area_subdistrict, ''''), nullif(@.area_district, ''''))", "derived": ["row_version"], "signed": ["made_by"]}');

SELECT zp.watch('person_digest', 'beside', '{"parent": "person", "parent_key": "@.person_id::text"}');

SELECT zp.watch('person_link', 'named');
