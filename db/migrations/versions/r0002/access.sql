CREATE SCHEMA zp;

CREATE TABLE zp.server (
    id INTEGER NOT NULL,
    prefix TEXT NOT NULL,
    CONSTRAINT pk_server PRIMARY KEY (id),
    CONSTRAINT ck_server_one_row CHECK (id = 1)
);

CREATE FUNCTION zp.house() RETURNS BOOLEAN LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'public.node'::regclass), 'MEMBER');
END
$$;

CREATE FUNCTION zp.login() RETURNS TEXT LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT a.login FROM zp.server s
        JOIN actor a ON a.login = substr(session_user::text, length(s.prefix) + 2)
        WHERE starts_with(session_user::text, s.prefix || '_') AND a.state = 'active'
    );
END
$$;

CREATE FUNCTION zp.holds(roles TEXT[]) RETURNS BOOLEAN LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM actor a JOIN actor_role r ON r.actor_id = a.id
        WHERE a.login = zp.login() AND r.role = ANY (roles)
    );
END
$$;

CREATE FUNCTION zp.my_areas(roles TEXT[] DEFAULT NULL) RETURNS TEXT[] LANGUAGE plpgsql STABLE PARALLEL SAFE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    -- Units of 12 digits. A short head stands for its districts; one that leaves no district out also covers the rows
    -- that lie in several of them and therefore name none.
    RETURN (
        SELECT coalesce(array_agg(DISTINCT unit.code), '{}')
        FROM actor a JOIN actor_role r ON r.actor_id = a.id
        CROSS JOIN LATERAL (
            SELECT rpad(r.area_code, 12, '0')
            WHERE length(r.area_code) IN (6, 9) OR length(r.area_code) = 12 AND right(r.area_code, 3) <> '000'
            UNION ALL
            SELECT d.code FROM division d
            WHERE length(r.area_code) < 6 AND d.level = 3 AND starts_with(d.code, r.area_code)
            UNION ALL
            SELECT '' WHERE length(r.area_code) < 6
            AND NOT EXISTS (SELECT 1 FROM division d WHERE NOT starts_with(d.code, r.area_code))
        ) AS unit (code)
        WHERE a.login = zp.login() AND (roles IS NULL OR r.role = ANY (roles))
    );
END
$$;

CREATE FUNCTION zp.covers_all() RETURNS BOOLEAN LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    head TEXT;
BEGIN
    -- Everything here was made by accounts that may write only where they hold a role, so their areas and those of
    -- the addresses bound all the rest. A city that only reads, and an administrator, make no rows of an area.
    FOR head IN
        SELECT r.area_code FROM actor a JOIN actor_role r ON r.actor_id = a.id WHERE a.login = zp.login()
        ORDER BY length(r.area_code)
    LOOP
        IF NOT EXISTS (SELECT 1 FROM division d WHERE NOT starts_with(d.code, head)) THEN
            RETURN TRUE;
        END IF;
        IF coalesce((SELECT min(n.area_community) FROM node n) >= head, TRUE)
            AND coalesce((SELECT max(n.area_community) FROM node n) < head || ':', TRUE)
            AND NOT EXISTS (
                SELECT 1 FROM actor_role r
                WHERE r.role NOT IN ('city', 'admin') AND NOT starts_with(r.area_code, head)
            )
        THEN
            RETURN TRUE;
        END IF;
    END LOOP;
    RETURN FALSE;
END
$$;

CREATE FUNCTION zp.colleagues() RETURNS TEXT[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    me TEXT := zp.login();
BEGIN
    -- Oneself, and everybody whose whole area lies within one's own: what they did lies there too.
    RETURN (
        SELECT coalesce(array_agg(other.login), '{}') FROM actor other
        WHERE me IS NOT NULL AND (
            other.login = me
            OR EXISTS (SELECT 1 FROM actor_role r WHERE r.actor_id = other.id)
            AND NOT EXISTS (
                SELECT 1 FROM actor_role r WHERE r.actor_id = other.id AND NOT EXISTS (
                    SELECT 1 FROM actor a JOIN actor_role mine ON mine.actor_id = a.id
                    WHERE a.login = me AND starts_with(r.area_code, mine.area_code)
                )
            )
        )
    );
END
$$;
