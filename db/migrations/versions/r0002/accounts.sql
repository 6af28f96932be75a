CREATE FUNCTION zp.role_name(account TEXT) RETURNS TEXT LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT s.prefix || '_' || account FROM zp.server s
$$;

CREATE FUNCTION zp.now_text() RETURNS TEXT LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

CREATE FUNCTION zp.manage(account TEXT, area TEXT DEFAULT NULL) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    own TEXT[];
BEGIN
    LOCK TABLE actor IN SHARE ROW EXCLUSIVE MODE;
    IF zp.house() THEN
        RETURN;
    END IF;
    SELECT array_agg(r.area_code) INTO own FROM actor a JOIN actor_role r ON r.actor_id = a.id
        WHERE a.login = zp.login() AND r.role = 'admin';
    IF own IS NULL
        OR EXISTS (SELECT FROM actor a JOIN actor_role r ON r.actor_id = a.id WHERE a.login = account
            AND NOT EXISTS (SELECT FROM unnest(own) mine WHERE starts_with(r.area_code, mine)))
        OR (area IS NOT NULL AND NOT EXISTS (SELECT FROM unnest(own) mine WHERE starts_with(area, mine)))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA002', MESSAGE = 'role';
    END IF;
END
$$;

CREATE FUNCTION zp.tell_of(account TEXT, fact TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    -- No trigger watches how people sign in, since part of it is the server's: whoever changes it for others says so.
    IF NOT zp.house() THEN
        INSERT INTO zp.turn (xact) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
        INSERT INTO zp.act (xact, table_name, act, column_name, old, new)
            VALUES (pg_current_xact_id(), 'credential', 'update', fact, '', '');
        INSERT INTO zp.pending (xact, table_name, row_key, parent, parent_key, born)
            VALUES (pg_current_xact_id(), 'credential', account, '', '', false);
    END IF;
END
$$;

CREATE FUNCTION zp.account_id(account TEXT) RETURNS BIGINT LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    found actor%ROWTYPE;
BEGIN
    SELECT * INTO found FROM actor WHERE login = account;
    IF found.state IS DISTINCT FROM 'active' THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'closed';
    END IF;
    RETURN found.id;
END
$$;

CREATE FUNCTION zp.keep_an_admin() RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM actor a JOIN actor_role r ON r.actor_id = a.id WHERE a.state = 'active' AND r.role = 'admin') THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'last_admin';
    END IF;
END
$$;

CREATE FUNCTION zp.account_create(new_id BIGINT, account TEXT, person TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM zp.manage(account);
    IF EXISTS (SELECT FROM actor a WHERE lower(a.login) = lower(account)) THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'login_taken';
    END IF;
    IF account = '' OR char_length(account) > 32 OR octet_length(zp.role_name(account)) > 63 THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'login_long';
    END IF;
    IF lower(account) IN ('owner', 'member', 'system') OR account ~ '[*[:space:][:cntrl:]]' THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'login_reserved';
    END IF;
    INSERT INTO actor (id, login, name, state, created_at) VALUES (new_id, account, person, 'active', zp.now_text());
END
$$;

CREATE FUNCTION zp.account_rename(account TEXT, person TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM zp.manage(account);
    UPDATE actor SET name = person WHERE id = zp.account_id(account);
END
$$;

CREATE FUNCTION zp.account_grant(account TEXT, given TEXT, area TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM zp.manage(account, area);
    IF area <> '' AND NOT EXISTS (SELECT FROM division d WHERE d.code = rpad(area, 12, '0')) THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'unknown_area';
    END IF;
    INSERT INTO actor_role (actor_id, role, area_code) VALUES (zp.account_id(account), given, area) ON CONFLICT DO NOTHING;
    IF EXISTS (SELECT FROM actor_role r WHERE r.actor_id = zp.account_id(account) AND (r.role = 'admin') <> (given = 'admin')) THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'admin_beside_business';
    END IF;
END
$$;

CREATE FUNCTION zp.account_revoke(account TEXT, taken TEXT, area TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM zp.manage(account);
    DELETE FROM actor_role WHERE actor_id = zp.account_id(account) AND role = taken AND area_code = area;
    PERFORM zp.keep_an_admin();
END
$$;

CREATE FUNCTION zp.account_close(account TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM zp.manage(account);
    UPDATE actor SET state = 'closed' WHERE id = zp.account_id(account);
    PERFORM zp.keep_an_admin();
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = zp.role_name(account)) THEN
        EXECUTE format('ALTER ROLE %I NOLOGIN', zp.role_name(account));
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'role_exists';
END
$$;

CREATE FUNCTION zp.account_reopen(account TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM zp.manage(account);
    UPDATE actor SET state = 'active' WHERE login = account AND state = 'closed';
END
$$;

CREATE FUNCTION zp.account_password(account TEXT, verifier TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    role_name TEXT := zp.role_name(account);
    group_name TEXT := zp.role_name('member');
    foreign_hand BOOLEAN := account IS DISTINCT FROM zp.login();
BEGIN
    IF foreign_hand THEN
        PERFORM zp.manage(account);
        PERFORM zp.tell_of(account, 'password_hash');
    END IF;
    PERFORM zp.account_id(account);
    IF octet_length(role_name) > 63 THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'login_long';
    END IF;
    IF verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'no_password';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('CREATE ROLE %I IN ROLE %I', role_name, group_name);
    ELSIF NOT pg_has_role(role_name, group_name, 'MEMBER') THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'role_exists';
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', role_name, verifier);
    INSERT INTO credential (login, password_hash, must_change, changed_at) VALUES (account, '', foreign_hand, zp.now_text())
        ON CONFLICT (login) DO UPDATE SET password_hash = '', must_change = excluded.must_change, changed_at = excluded.changed_at;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'role_exists';
END
$$;

CREATE FUNCTION zp.account_term(account TEXT, last_moment TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM zp.manage(account);
    PERFORM zp.tell_of(account, 'valid_until');
    PERFORM zp.account_id(account);
    UPDATE credential SET valid_until = last_moment WHERE login = account;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'ZA001', MESSAGE = 'no_password';
    END IF;
    EXECUTE format('ALTER ROLE %I VALID UNTIL %L', zp.role_name(account), coalesce(last_moment, 'infinity'));
END
$$;

CREATE FUNCTION zp.signed_in(station TEXT) RETURNS TABLE (was_at TEXT, was_station TEXT, now_at TEXT, changing BOOLEAN)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    SELECT c.last_login_at, c.last_workstation, c.must_change INTO was_at, was_station, changing
        FROM credential c WHERE c.login = zp.login() FOR UPDATE;
    now_at := zp.now_text();
    changing := coalesce(changing, false);
    INSERT INTO credential (login, password_hash, must_change, changed_at, last_login_at, last_workstation)
        VALUES (zp.login(), '', false, now_at, now_at, station)
        ON CONFLICT (login) DO UPDATE SET last_login_at = excluded.last_login_at, last_workstation = excluded.last_workstation;
    RETURN NEXT;
END
$$;

CREATE FUNCTION zp.account_facts() RETURNS TABLE (
    login TEXT, has_password BOOLEAN, must_change BOOLEAN, locked_until TEXT, valid_until TEXT, last_login_at TEXT,
    last_workstation TEXT
) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT a.login, coalesce(r.rolcanlogin, false), coalesce(c.must_change, false), NULL, c.valid_until, c.last_login_at,
        coalesce(c.last_workstation, '')
    FROM actor a LEFT JOIN credential c ON c.login = a.login LEFT JOIN pg_roles r ON r.rolname = zp.role_name(a.login)
    WHERE zp.house() OR a.login = zp.login()
        OR EXISTS (SELECT FROM actor me JOIN actor_role held ON held.actor_id = me.id WHERE me.login = zp.login() AND held.role = 'admin')
$$;
