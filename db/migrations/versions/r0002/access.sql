CREATE SCHEMA zp;

CREATE TABLE zp.server (
    id INTEGER NOT NULL,
    prefix TEXT NOT NULL,
    CONSTRAINT pk_server PRIMARY KEY (id),
    CONSTRAINT ck_server_one_row CHECK (id = 1)
);

CREATE FUNCTION zp.house() RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class WHERE oid = 'public.node'::regclass
$$;

CREATE FUNCTION zp.login() RETURNS TEXT LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT a.login FROM zp.server s JOIN actor a ON session_user = s.prefix || '_' || a.login AND a.state = 'active'
$$;
