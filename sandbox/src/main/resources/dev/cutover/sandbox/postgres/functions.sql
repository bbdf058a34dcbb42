SET search_path = mz_catalog, pg_catalog;
CREATE FUNCTION mz_now() RETURNS mz_timestamp LANGUAGE sql STABLE AS $$ SELECT mz_store.now_ms()::mz_catalog.mz_timestamp $$;
CREATE FUNCTION mz_version() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'v26.24.0-dev.0 (sandbox)'::text $$;
CREATE FUNCTION mz_version_num() RETURNS int4 LANGUAGE sql STABLE AS $$ SELECT 2602400 $$;
CREATE FUNCTION mz_environment_id() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'sandbox-local-00000000-0000-0000-0000-000000000000-0'::text $$;
CREATE FUNCTION mz_uptime() RETURNS interval LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() - pg_postmaster_start_time() $$;
CREATE FUNCTION version() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT 'PostgreSQL 9.5 on x86_64-unknown-linux-gnu (Materialize v26.24.0-dev.0)'::text $$;
CREATE FUNCTION current_database() RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_store.session('database') $$;
CREATE FUNCTION "current_catalog"() RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_store.session('database') $$;
CREATE FUNCTION "current_schema"() RETURNS text LANGUAGE sql STABLE AS $$ SELECT nullif(mz_store.session('schema'), '') $$;
CREATE FUNCTION "current_user"() RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_store.session('role') $$;
CREATE FUNCTION "session_user"() RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_store.session('role') $$;
CREATE FUNCTION "current_role"() RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_store.session('role') $$;
CREATE FUNCTION "user"() RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_store.session('role') $$;
CREATE FUNCTION pg_backend_pid() RETURNS int4 LANGUAGE sql STABLE AS $$ SELECT mz_store.session('pid')::int4 $$;
CREATE FUNCTION pg_cancel_backend(pid int4) RETURNS bool LANGUAGE sql VOLATILE AS $$ SELECT false $$;
CREATE FUNCTION mz_is_superuser() RETURNS bool LANGUAGE sql STABLE AS $$ SELECT mz_store.session('role') = 'mz_system' $$;
CREATE FUNCTION pg_typeof(anyelement) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT replace(pg_catalog.pg_typeof($1)::text, 'mz_catalog.', '') $$;
CREATE FUNCTION current_setting(name text, missing_ok bool DEFAULT false) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE value text := mz_store.session('settings')::jsonb ->> lower(name);
BEGIN
  IF value IS NULL AND NOT missing_ok THEN RAISE EXCEPTION 'Evaluation error: unrecognized configuration parameter "%"', name; END IF;
  RETURN value;
END $$;

CREATE FUNCTION mz_store.role_name(role_id text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN role_id IN ('p', '') THEN '' ELSE coalesce((SELECT r.name FROM mz_store.roles r WHERE r.id = role_id), role_id) END $$;
CREATE FUNCTION mz_aclitem_text(mz_aclitem) RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT mz_store.role_name(split_part(a, '=', 1)) || '=' || split_part(split_part(a, '=', 2), '/', 1) || '/' || mz_store.role_name(split_part(a, '/', 2))
  FROM (SELECT mz_catalog.mz_aclitem_out($1)::text) t (a) $$;
CREATE CAST (mz_aclitem AS text) WITH FUNCTION mz_aclitem_text(mz_aclitem);

CREATE FUNCTION mz_store.privilege_name(letter text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE letter WHEN 'a' THEN 'INSERT' WHEN 'r' THEN 'SELECT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' WHEN 'U' THEN 'USAGE'
    WHEN 'C' THEN 'CREATE' WHEN 'R' THEN 'CREATEROLE' WHEN 'B' THEN 'CREATEDB' WHEN 'N' THEN 'CREATECLUSTER' WHEN 'P' THEN 'CREATENETWORKPOLICY' END $$;
CREATE FUNCTION mz_internal.mz_aclexplode(acl mz_aclitem[]) RETURNS TABLE (grantor text, grantee text, privilege_type text, is_grantable bool)
  LANGUAGE sql STABLE ROWS 4 AS $$
  SELECT split_part(a, '/', 2), CASE split_part(a, '=', 1) WHEN '' THEN 'p' ELSE split_part(a, '=', 1) END, mz_store.privilege_name(l), false
  FROM unnest(acl) AS u (item), LATERAL (SELECT mz_catalog.mz_aclitem_out(u.item)::text) t (a),
    LATERAL regexp_split_to_table(split_part(split_part(a, '=', 2), '/', 1), '') AS x (l) $$;
CREATE FUNCTION mz_internal.make_mz_aclitem(grantee text, grantor text, privileges text) RETURNS mz_aclitem LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.mz_aclitem_in((CASE grantee WHEN 'p' THEN '' ELSE grantee END || '=' || privileges || '/' || grantor)::cstring) $$;

CREATE FUNCTION mz_store.role_id(wanted text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE found text;
BEGIN
  SELECT r.id INTO found FROM mz_store.roles r WHERE r.name = wanted OR r.id = wanted;
  IF found IS NULL THEN RAISE EXCEPTION 'role "%" does not exist', wanted; END IF;
  RETURN found;
END $$;
-- A role with everything that it is a member of, and PUBLIC.
CREATE FUNCTION mz_store.acting_as(role_id text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  WITH RECURSIVE r (id) AS (SELECT role_id UNION SELECT m.role_id FROM mz_store.memberships m JOIN r ON r.id = m.member_id)
  SELECT id FROM r UNION SELECT 'p' $$;
CREATE FUNCTION mz_store.allowed(role_id text, acl mz_aclitem[], owner_id text, privilege text) RETURNS bool LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF upper(privilege) NOT IN ('INSERT', 'SELECT', 'UPDATE', 'DELETE', 'USAGE', 'CREATE', 'CREATEROLE', 'CREATEDB', 'CREATECLUSTER',
      'CREATENETWORKPOLICY') THEN
    RAISE EXCEPTION 'Evaluation error: unrecognized privilege type: "%"', privilege;
  END IF;
  RETURN EXISTS (SELECT FROM mz_internal.mz_aclexplode(acl) e
    WHERE e.privilege_type = upper(privilege) AND e.grantee IN (SELECT mz_store.acting_as(role_id)));
END $$;
CREATE FUNCTION mz_store.find_database(wanted text) RETURNS mz_store.databases LANGUAGE plpgsql STABLE AS $$
DECLARE found mz_store.databases;
BEGIN
  SELECT * INTO found FROM mz_store.databases d WHERE d.name = wanted OR d.id = wanted;
  IF found.id IS NULL THEN RAISE EXCEPTION 'database "%" does not exist', wanted; END IF;
  RETURN found;
END $$;
CREATE FUNCTION mz_store.find_schema(wanted text) RETURNS mz_store.schemas LANGUAGE plpgsql STABLE AS $$
DECLARE found mz_store.schemas; path text[] := parse_ident(wanted);
BEGIN
  SELECT s.* INTO found FROM mz_store.schemas s LEFT JOIN mz_store.databases d ON d.id = s.database_id
  WHERE s.name = path[array_upper(path, 1)]
    AND (d.id IS NULL OR d.name = CASE array_length(path, 1) WHEN 2 THEN path[1] ELSE mz_store.session('database') END);
  IF found.id IS NULL THEN RAISE EXCEPTION 'schema "%" does not exist', wanted; END IF;
  RETURN found;
END $$;
CREATE FUNCTION mz_store.find_cluster(wanted text) RETURNS mz_store.clusters LANGUAGE plpgsql STABLE AS $$
DECLARE found mz_store.clusters;
BEGIN
  SELECT * INTO found FROM mz_store.clusters c WHERE c.name = wanted OR c.id = wanted;
  IF found.id IS NULL THEN RAISE EXCEPTION 'error cluster "%" does not exist', wanted; END IF;
  RETURN found;
END $$;
CREATE FUNCTION mz_store.find_item(wanted text) RETURNS mz_store.items LANGUAGE plpgsql STABLE AS $$
DECLARE found mz_store.items; named text[]; n int;
BEGIN
  SELECT * INTO found FROM mz_store.items i WHERE i.id = wanted;
  IF found.id IS NOT NULL THEN RETURN found; END IF;
  named := parse_ident(wanted);
  n := array_length(named, 1);
  SELECT i.* INTO found FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id LEFT JOIN mz_store.databases d ON d.id = s.database_id
  WHERE i.name = named[n] AND i.kind <> 'index'
    AND (CASE WHEN n > 1 THEN s.name = named[n - 1] ELSE s.name = ANY (string_to_array(mz_store.session('schemas'), ',')) END)
    AND (d.id IS NULL OR d.name = CASE n WHEN 3 THEN named[1] ELSE mz_store.session('database') END);
  IF found.id IS NULL THEN RAISE EXCEPTION 'relation "%" does not exist', wanted; END IF;
  RETURN found;
END $$;
CREATE FUNCTION has_database_privilege(role text, wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_store.allowed(mz_store.role_id(role), o.acl, o.owner_id, privilege) FROM mz_store.find_database(wanted) o $$;
CREATE FUNCTION has_schema_privilege(role text, wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_store.allowed(mz_store.role_id(role), o.acl, o.owner_id, privilege) FROM mz_store.find_schema(wanted) o $$;
CREATE FUNCTION has_cluster_privilege(role text, wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_store.allowed(mz_store.role_id(role), o.acl, o.owner_id, privilege) FROM mz_store.find_cluster(wanted) o $$;
CREATE FUNCTION has_table_privilege(role text, wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_store.allowed(mz_store.role_id(role), o.acl, o.owner_id, privilege) FROM mz_store.find_item(wanted) o $$;
CREATE FUNCTION has_system_privilege(role text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_store.allowed(mz_store.role_id(role), (SELECT array_agg(p.privileges) FROM mz_store.system_privileges p), NULL, privilege) $$;
CREATE FUNCTION has_role(member text, role text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_store.role_id(role) IN (SELECT mz_store.acting_as(mz_store.role_id(member))) $$;
CREATE FUNCTION has_connection_privilege(role text, wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_store.allowed(mz_store.role_id(role), o.acl, o.owner_id, privilege) FROM mz_store.find_item(wanted) o $$;
CREATE FUNCTION has_connection_privilege(wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_connection_privilege(mz_store.session('role'), wanted, privilege) $$;
CREATE FUNCTION has_secret_privilege(role text, wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_store.allowed(mz_store.role_id(role), o.acl, o.owner_id, privilege) FROM mz_store.find_item(wanted) o $$;
CREATE FUNCTION has_secret_privilege(wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_secret_privilege(mz_store.session('role'), wanted, privilege) $$;
CREATE FUNCTION has_type_privilege(role text, wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_store.allowed(mz_store.role_id(role), o.acl, o.owner_id, privilege) FROM mz_store.find_item(wanted) o $$;
CREATE FUNCTION has_type_privilege(wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_type_privilege(mz_store.session('role'), wanted, privilege) $$;
CREATE FUNCTION pg_has_role(member text, role text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_role(member, role, privilege) $$;
CREATE FUNCTION pg_has_role(role text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_role(mz_store.session('role'), role, privilege) $$;
CREATE FUNCTION has_role(role text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_role(mz_store.session('role'), role, privilege) $$;
CREATE FUNCTION has_database_privilege(wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_database_privilege(mz_store.session('role'), wanted, privilege) $$;
CREATE FUNCTION has_schema_privilege(wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_schema_privilege(mz_store.session('role'), wanted, privilege) $$;
CREATE FUNCTION has_cluster_privilege(wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_cluster_privilege(mz_store.session('role'), wanted, privilege) $$;
CREATE FUNCTION has_table_privilege(wanted text, privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_table_privilege(mz_store.session('role'), wanted, privilege) $$;
CREATE FUNCTION has_system_privilege(privilege text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT mz_catalog.has_system_privilege(mz_store.session('role'), privilege) $$;
