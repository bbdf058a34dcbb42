-- The catalog as the server writes it, one row per thing; everything that a client reads is a view over these.
SET search_path = mz_store, mz_catalog, pg_catalog;
CREATE TABLE databases (id text PRIMARY KEY, oid int8, name text, owner_id text, acl mz_aclitem[]);
CREATE TABLE schemas (id text PRIMARY KEY, oid int8, database_id text, name text, owner_id text, acl mz_aclitem[]);
CREATE TABLE clusters (id text PRIMARY KEY, name text, owner_id text, acl mz_aclitem[], managed bool, size text,
  replication_factor int8, debugging bool, introspection_interval interval, hydration_estimate interval, burst_size text,
  burst_linger interval);
CREATE TABLE replicas (id text PRIMARY KEY, name text, cluster_id text, size text, owner_id text);
CREATE TABLE items (id text PRIMARY KEY, oid int8, kind text, schema_id text, name text, owner_id text, acl mz_aclitem[],
  cluster_id text, parts text[], details jsonb, closes_at int8, created_at int8);
CREATE TABLE item_columns (id text, name text, position int8, nullable bool, type text, default_sql text, type_oid int8, type_mod int4);
CREATE INDEX ON item_columns (id);
CREATE TABLE item_uses (id text, used_id text);
CREATE INDEX ON item_uses (id);
CREATE TABLE roles (id text PRIMARY KEY, oid int8, name text, login bool);
CREATE TABLE memberships (role_id text, member_id text, grantor_id text);
CREATE TABLE comments (id text, object_type text, object_sub_id int4, comment text);
CREATE TABLE default_privileges (role_id text, database_id text, schema_id text, object_type text, grantee text, privileges text);
CREATE TABLE system_privileges (privileges mz_aclitem);
CREATE TABLE system_settings (name text PRIMARY KEY, value text);
-- Readiness. A row says when a replica will have (or has) the object's data; null is never.
CREATE TABLE hydration (object_id text, replica_id text, starts_at int8, hydrates_at int8, PRIMARY KEY (object_id, replica_id));
CREATE TABLE object_faults (object_id text PRIMARY KEY, lag_ms int8 NOT NULL DEFAULT 0, missing_row bool NOT NULL DEFAULT false,
  null_row bool NOT NULL DEFAULT false);
CREATE TABLE replica_faults (replica_id text PRIMARY KEY, mode text, since timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE TABLE sessions (id uuid PRIMARY KEY, connection_id int8, role_id text, client_ip text, connected_at timestamptz);
CREATE SEQUENCE subscription_ids;
CREATE TABLE subscriptions (id text PRIMARY KEY DEFAULT 't' || nextval('mz_store.subscription_ids'), session_id uuid, cluster_id text, created_at timestamptz, referenced_object_ids text);

CREATE FUNCTION now_ms() RETURNS int8 LANGUAGE sql VOLATILE
  AS $$ SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::int8 $$;
CREATE FUNCTION session(setting text) RETURNS text LANGUAGE sql STABLE AS $$ SELECT pg_catalog.current_setting('sandbox.' || setting, true) $$;
CREATE FUNCTION quote(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '"' || replace(name, '"', '""') || '"' $$;
-- In plpgsql because it keeps its plans: definitions of a thousand objects are read at once.
CREATE FUNCTION render(parts text[]) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  part text;
  result text := '';
BEGIN
  FOREACH part IN ARRAY parts LOOP
    CASE left(part, 1)
      WHEN 't' THEN result := result || substr(part, 2);
      WHEN 'c' THEN result := result || '[' || substr(part, 2) || ']';
      ELSE result := result || coalesce(
        (SELECT '[' || i.id || ' AS ' || mz_store.quote(d.name) || '.' || mz_store.quote(s.name) || '.' || mz_store.quote(i.name) || ']'
          FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id
          LEFT JOIN mz_store.databases d ON d.id = s.database_id WHERE i.id = substr(part, 2)), '');
    END CASE;
  END LOOP;
  RETURN nullif(result, '');
END $$;
CREATE FUNCTION not_null(value anyelement, name text) RETURNS anyelement LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF value IS NULL THEN RAISE EXCEPTION 'Evaluation error: column "%" must not be null', name; END IF;
  RETURN value;
END $$;
CREATE FUNCTION create_sql(kind text, schema_id text, name text, cluster_id text, parts text[],
  options text DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  place text := (SELECT mz_store.quote(d.name) || '.' || mz_store.quote(s.name) FROM mz_store.schemas s
    JOIN mz_store.databases d ON d.id = s.database_id WHERE s.id = create_sql.schema_id);
BEGIN
  RETURN 'CREATE ' || upper(replace(kind, '-', ' ')) || ' ' || place || '.' || mz_store.quote(name)
    || CASE WHEN kind IN ('materialized-view', 'source', 'sink') AND cluster_id IS NOT NULL THEN ' IN CLUSTER [' || cluster_id || ']' ELSE '' END
    || CASE WHEN kind = 'materialized-view' THEN ' WITH (' || coalesce(options, 'REFRESH = ON COMMIT') || ')' ELSE '' END
    || CASE WHEN kind IN ('view', 'materialized-view') THEN ' AS ' ELSE ' ' END
    || mz_store.render(parts);
END $$;
-- One row per object and replica that is really there: a replica that is offline or crashing has hydrated nothing.
CREATE VIEW hydrated AS
  SELECT h.object_id, h.replica_id, h.starts_at, h.hydrates_at,
    coalesce(mz_store.now_ms() >= h.hydrates_at, false)
      AND NOT EXISTS (SELECT FROM mz_store.replica_faults f WHERE f.replica_id = h.replica_id) AS hydrated
  FROM mz_store.hydration h;
-- What a view keeps of a record, since PostgreSQL's own cannot be a view's column.
CREATE TYPE record;
CREATE FUNCTION record_in(cstring) RETURNS mz_store.record LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION record_out(mz_store.record) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION record_send(mz_store.record) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textsend';
CREATE TYPE mz_store.record (INPUT = mz_store.record_in, OUTPUT = mz_store.record_out, SEND = mz_store.record_send, LIKE = text);
-- Object identifiers of types as Materialize numbers them.
CREATE FUNCTION public_oid(pg oid) RETURNS oid LANGUAGE sql STABLE AS $$
  SELECT CASE pg WHEN 'mz_catalog.mz_timestamp'::regtype THEN 16552 WHEN 'mz_catalog.uint8'::regtype THEN 16464
    WHEN 'mz_catalog.uint4'::regtype THEN 16462 WHEN 'mz_catalog.uint2'::regtype THEN 16460 WHEN 'mz_catalog.mz_aclitem'::regtype THEN 16566
    WHEN 'mz_catalog.mz_aclitem[]'::regtype THEN 16567 WHEN 'mz_catalog.list'::regtype THEN 16384 WHEN 'mz_catalog.map'::regtype THEN 16385
    WHEN 'mz_store.record'::regtype THEN 2249
    ELSE pg END::oid $$;
-- Materialize's numeric has always 39 digits, so only the scale of a declared type is kept (session / driver_metadata).
CREATE FUNCTION public_typmod(pg oid, typmod int4) RETURNS int4 LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN pg <> 1700 OR typmod < 0 THEN -1 ELSE (39 << 16 | ((typmod - 4) & 65535)) + 4 END $$;
CREATE FUNCTION type_name(pg oid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT regexp_replace(pg_catalog.format_type(pg, NULL), '^mz_(catalog|store)\.', '') $$;
