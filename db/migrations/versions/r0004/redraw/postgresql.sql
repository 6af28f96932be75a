ALTER TABLE application DROP CONSTRAINT ck_application_kind;

ALTER TABLE application ADD CONSTRAINT ck_application_kind CHECK (kind in ('confirm','new_number','rename','renumber','move','correct','merge','split','suspend','cancel','restore','rename_place','redraw'));

CREATE FUNCTION zp.unit_stem(code TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN right(code, 6) = '000000' THEN left(code, 6) WHEN right(code, 3) = '000' THEN left(code, 9) ELSE code END
$$;

CREATE FUNCTION zp.redraw_paths(said JSONB) RETURNS TABLE (old TEXT, new TEXT) LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT o.code, h.heir->>'code'
    FROM jsonb_array_elements_text(said->'old') AS o (code), jsonb_array_elements(said->'heirs') AS h (heir)
    UNION ALL
    SELECT r.pair->>0, r.pair->>1 FROM jsonb_array_elements(coalesce(said->'recodes', '[]')) AS r (pair)
$$;

CREATE FUNCTION zp.my_former() RETURNS TEXT[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    mine TEXT[] := zp.my_areas();
BEGIN
    -- Communities and subdistricts that went into one's own area, in however many steps.
    RETURN (
        WITH RECURSIVE back (code) AS (
            SELECT s.old_code FROM division_successor s
            WHERE right(s.old_code, 6) <> '000000'
            AND ARRAY[s.new_code, rpad(left(s.new_code, 9), 12, '0'), rpad(left(s.new_code, 6), 12, '0')] && mine
            UNION
            SELECT s.old_code FROM division_successor s JOIN back b ON s.new_code = b.code
            WHERE right(s.old_code, 6) <> '000000'
        )
        SELECT coalesce(array_agg(code), '{}') FROM back
    );
END
$$;

CREATE FUNCTION zp.decided_redraw(application_id BIGINT) RETURNS JSONB LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    said JSONB;
    district TEXT;
    bad TEXT;
BEGIN
    -- Another person filed it, it is decided, and it was said to take hold in this very transaction: never again later.
    SELECT p.plan::jsonb->'redraw' INTO said FROM planned_change p JOIN application a ON a.id = p.id
    WHERE p.id = application_id AND a.kind = 'redraw' AND a.state = 'approved' AND a.decided_by <> a.filed_by
    AND p.state = 'held' AND p.xmin = pg_current_xact_id()::xid;
    IF said IS NULL THEN
        PERFORM zp.refuse('ZP008', 'no decided redraw takes hold', application_id::text);
    END IF;
    district := left(said->'old'->>0, 6);
    IF NOT zp.house() AND NOT EXISTS (
        SELECT FROM actor a JOIN actor_role r ON r.actor_id = a.id
        WHERE a.login = zp.login() AND r.role IN ('chief', 'clerk') AND starts_with(district, r.area_code)
    ) THEN
        PERFORM zp.refuse('ZP009', 'the account has no role for the verb there', district);
    END IF;
    -- What leads anywhere but to a unit of the same level in the same district was written by no program of ours.
    SELECT concat_ws(' ', p.old, p.new) INTO bad FROM zp.redraw_paths(said) p
    WHERE (p.old ~ '^[0-9]{12}$' AND p.new ~ '^[0-9]{12}$' AND left(p.old, 6) = district AND left(p.new, 6) = district
        AND substr(p.old, 7, 3) <> '000' AND substr(p.new, 7, 3) <> '000'
        AND (right(p.old, 3) = '000') = (right(p.new, 3) = '000')) IS NOT TRUE LIMIT 1;
    IF FOUND THEN
        PERFORM zp.refuse('ZP008', 'no such way of a unit', bad);
    END IF;
    RETURN said;
END
$$;

CREATE FUNCTION zp.redraw_mark(begins BOOLEAN) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    -- Between the two, rows are held against the entry, but not against what the verb may do: the caller knows better.
    IF begins THEN
        INSERT INTO zp.act (xact, table_name, act, column_name, old, new)
        VALUES (pg_current_xact_id(), '', 'redraw', '', '', '');
    ELSE
        DELETE FROM zp.act WHERE xact = pg_current_xact_id() AND act = 'redraw';
    END IF;
END
$$;

CREATE FUNCTION zp.redraw_units(application_id BIGINT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    said JSONB := zp.decided_redraw(application_id);
    day TEXT := said->>'effective_on';
    bad TEXT;
    kept TEXT[] := ARRAY(
        SELECT d.code FROM division d JOIN jsonb_array_elements(said->'heirs') AS h (heir) ON d.code = h.heir->>'code'
        WHERE d.valid_to = '9999-12-31' AND d.name = h.heir->>'name' AND d.parent_code = h.heir->>'parent'
    );
BEGIN
    SELECT p.old INTO bad FROM zp.redraw_paths(said) p WHERE NOT EXISTS (
        SELECT FROM division d WHERE d.code = p.old AND d.valid_from < day AND d.valid_to = '9999-12-31'
    ) LIMIT 1;
    IF NOT FOUND THEN
        SELECT p.new INTO bad FROM zp.redraw_paths(said) p JOIN division d ON d.code = p.new
        WHERE NOT said->'old' ? p.new LIMIT 1;
    END IF;
    IF FOUND THEN
        PERFORM zp.refuse('ZP008', 'no such way of a unit', bad);
    END IF;
    PERFORM zp.redraw_mark(true);
    INSERT INTO division (code, name, parent_code, level, valid_from, valid_to, hidden, source, status)
    SELECT p.new, d.name, rpad(left(p.new, 9), 12, '0'), 5, day, '9999-12-31', false, 'redraw', ''
    FROM zp.redraw_paths(said) p JOIN division d ON d.code = p.old AND d.valid_to = '9999-12-31'
    WHERE NOT said->'old' ? p.old;
    UPDATE division SET valid_to = day
    WHERE valid_to = '9999-12-31' AND valid_from < day AND code <> ALL (kept)
    AND code IN (SELECT p.old FROM zp.redraw_paths(said) p);
    INSERT INTO division (code, name, parent_code, level, valid_from, valid_to, hidden, source, status)
    SELECT heir->>'code', heir->>'name', heir->>'parent', (said->>'level')::integer, day, '9999-12-31', false, 'redraw', ''
    FROM jsonb_array_elements(said->'heirs') AS h (heir) WHERE heir->>'code' <> ALL (kept);
    INSERT INTO division_successor (old_code, new_code, effective_on, kind)
    SELECT p.old, p.new, day, CASE
        WHEN said->'old' ? p.old AND said->>'kind' = 'split' THEN 'split'
        WHEN said->'old' ? p.old AND said->>'kind' = 'merge' AND p.old <> p.new THEN 'merged'
        WHEN p.old = p.new THEN 'renamed' ELSE 'recoded' END
    FROM zp.redraw_paths(said) p WHERE p.old <> p.new OR p.old <> ALL (kept);
    INSERT INTO actor_role (actor_id, role, area_code)
    SELECT DISTINCT r.actor_id, r.role, zp.unit_stem(p.new)
    FROM actor_role r JOIN zp.redraw_paths(said) p ON r.area_code IN (p.old, zp.unit_stem(p.old))
    ON CONFLICT DO NOTHING;
    DELETE FROM actor_role r
    WHERE EXISTS (SELECT FROM zp.redraw_paths(said) p WHERE r.area_code IN (p.old, zp.unit_stem(p.old)))
    AND NOT EXISTS (
        SELECT FROM zp.redraw_paths(said) p
        WHERE r.area_code IN (p.old, zp.unit_stem(p.old)) AND zp.unit_stem(p.new) = r.area_code
    );
    PERFORM zp.redraw_mark(false);
END
$$;

CREATE FUNCTION zp.redraw_areas(application_id BIGINT, named TEXT, columns TEXT[], ids BIGINT[], areas JSONB) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    said JSONB := zp.decided_redraw(application_id);
    met BIGINT;
BEGIN
    IF columns NOT IN ('{area_district,area_subdistrict,area_community}', '{area_community}', '{area_code}')
        OR named IN ('node', 'actor_role') OR NOT EXISTS (SELECT FROM zp.watched w WHERE w.table_name = named)
    THEN
        PERFORM zp.refuse('ZP008', 'no such row may be', named);
    END IF;
    PERFORM zp.redraw_mark(true);
    -- From a unit that the redraw is about, or one above it, to an heir, or one above it; nowhere else.
    EXECUTE format(
        $q$UPDATE %1$I t SET %2$s FROM unnest($1) WITH ORDINALITY AS given (id, n)
        WHERE t.id = given.id AND EXISTS (
            SELECT FROM zp.redraw_paths($3) p
            WHERE starts_with(p.old, zp.unit_stem(rpad(coalesce(%3$s, '0'), 12, '0')))
        ) AND NOT EXISTS (
            SELECT FROM jsonb_array_elements_text($2->(given.n - 1)::integer) AS code (said)
            WHERE code.said <> '' AND code.said NOT IN (%4$s) AND NOT EXISTS (
                SELECT FROM zp.redraw_paths($3) p WHERE starts_with(p.new, zp.unit_stem(rpad(code.said, 12, '0')))
            )
        )$q$,
        named,
        (SELECT string_agg(format('%I = $2->(given.n - 1)::integer->>%s', c, n - 1), ', ') FROM unnest(columns) WITH ORDINALITY AS u (c, n)),
        (SELECT string_agg(format('nullif(t.%I, %L)', c, ''), ', ' ORDER BY n DESC) FROM unnest(columns) WITH ORDINALITY AS u (c, n)),
        (SELECT string_agg(format('t.%I', c), ', ') FROM unnest(columns) AS u (c))
    ) USING ids, areas, said;
    GET DIAGNOSTICS met = ROW_COUNT;
    PERFORM zp.redraw_mark(false);
    IF met <> cardinality(ids) THEN
        PERFORM zp.refuse('ZP008', 'no such way of a row', named);
    END IF;
END
$$;
