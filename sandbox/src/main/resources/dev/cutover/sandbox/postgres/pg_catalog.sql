-- What drivers and shells ask of pg_catalog and information_schema, told about Materialize's names instead of PostgreSQL's.
CREATE SCHEMA mz_info;
SET search_path = mz_pg, mz_catalog, pg_catalog;
CREATE FUNCTION mz_store.role_oid(wanted text) RETURNS oid LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT r.oid FROM mz_store.roles r WHERE r.id = wanted), 10)::oid $$;
CREATE VIEW pg_namespace AS SELECT s.oid::oid AS oid, s.name AS nspname, mz_store.role_oid(s.owner_id) AS nspowner, NULL::text[] AS nspacl FROM mz_store.schemas s
  LEFT JOIN mz_store.databases d ON d.id = s.database_id WHERE d.id IS NULL OR d.name = mz_store.session('database');
CREATE VIEW pg_class AS SELECT i.oid::oid AS oid, i.name AS relname, s.oid::oid AS relnamespace, 0::oid AS reltype, mz_store.role_oid(i.owner_id) AS relowner, 0::oid AS relam,
  CASE i.kind WHEN 'table' THEN 'r' WHEN 'source' THEN 'r' WHEN 'view' THEN 'v' WHEN 'materialized-view' THEN 'm' WHEN 'index' THEN 'i' ELSE '' END AS relkind,
  (SELECT count(*) FROM mz_store.item_columns c WHERE c.id = i.id)::int2 AS relnatts, false AS relhasindex, 'p'::text AS relpersistence,
  false AS relrowsecurity, false AS relforcerowsecurity, 'd'::text AS relreplident, 0::oid AS reltablespace, false AS relispartition,
  false AS relhasrules, false AS relhastriggers, 0::int2 AS relchecks, 0::oid AS reltoastrelid, 0::float4 AS reltuples, 0 AS relpages,
  NULL::text AS relpartbound, NULL::text[] AS reloptions, false AS relhasoids, 0::oid AS reloftype, NULL::text[] AS relacl
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id JOIN mz_store.databases d ON d.id = s.database_id
  WHERE i.kind IN ('table', 'source', 'view', 'materialized-view', 'index') AND d.name = mz_store.session('database');
CREATE VIEW pg_attribute AS SELECT i.oid::oid AS attrelid, c.name AS attname, c.type_oid::oid AS atttypid, c.position::int2 AS attnum, c.type_mod AS atttypmod,
  NOT c.nullable AS attnotnull, c.default_sql IS NOT NULL AS atthasdef, ''::text AS attidentity, ''::text AS attgenerated, false AS attisdropped,
  0::oid AS attcollation, -1::int2 AS attlen, 0 AS attndims FROM mz_store.item_columns c JOIN mz_store.items i ON i.id = c.id;
CREATE VIEW pg_database AS SELECT d.oid::oid AS oid, d.name AS datname, mz_store.role_oid(d.owner_id) AS datdba, 6 AS encoding, 'C'::text AS datcollate, 'C'::text AS datctype,
  NULL::text[] AS datacl, false AS datistemplate, true AS datallowconn FROM mz_store.databases d;
CREATE VIEW pg_roles AS SELECT r.oid::oid AS oid, r.name AS rolname, false AS rolsuper, true AS rolinherit, false AS rolcreaterole, false AS rolcreatedb,
  r.login AS rolcanlogin, false AS rolreplication, -1 AS rolconnlimit, '********'::text AS rolpassword, NULL::timestamptz AS rolvaliduntil,
  false AS rolbypassrls, NULL::text[] AS rolconfig FROM mz_store.roles r;
CREATE VIEW pg_user AS SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper FROM pg_roles;
CREATE VIEW pg_type AS SELECT mz_store.public_oid(t.oid) AS oid, t.typname::text AS typname, t.typnamespace, t.typowner, t.typlen, t.typbyval,
  t.typtype::text AS typtype, t.typcategory::text AS typcategory, t.typisdefined, t.typdelim::text AS typdelim, t.typrelid,
  mz_store.public_oid(t.typelem) AS typelem, mz_store.public_oid(t.typarray) AS typarray, t.typinput, t.typreceive, t.typnotnull, t.typbasetype,
  t.typtypmod, t.typcollation, t.typdefault FROM pg_catalog.pg_type t
  WHERE t.typnamespace IN ('pg_catalog'::regnamespace, 'mz_catalog'::regnamespace) AND t.typrelid = 0;
CREATE VIEW pg_settings AS SELECT name, setting FROM (VALUES ('max_index_keys', '1000')) AS s (name, setting);
CREATE VIEW pg_description AS SELECT i.oid::oid AS objoid, 0::oid AS classoid, coalesce(c.object_sub_id, 0) AS objsubid, c.comment AS description
  FROM mz_store.comments c JOIN mz_store.items i ON i.id = c.id;
CREATE VIEW pg_tables AS SELECT s.name AS schemaname, i.name AS tablename, mz_store.role_name(i.owner_id) AS tableowner FROM mz_store.items i
  JOIN mz_store.schemas s ON s.id = i.schema_id JOIN mz_store.databases d ON d.id = s.database_id
  WHERE d.name = mz_store.session('database') AND i.kind = 'table';
CREATE VIEW pg_views AS SELECT s.name AS schemaname, i.name AS viewname, i.owner_id AS viewowner, mz_store.render(i.parts) AS definition
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id JOIN mz_store.databases d ON d.id = s.database_id
  WHERE d.name = mz_store.session('database') AND i.kind = 'view';
CREATE VIEW pg_matviews AS SELECT s.name AS schemaname, i.name AS matviewname, i.owner_id AS matviewowner, mz_store.render(i.parts) AS definition
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id JOIN mz_store.databases d ON d.id = s.database_id
  WHERE d.name = mz_store.session('database') AND i.kind = 'materialized-view';
CREATE VIEW pg_indexes AS SELECT s.name AS schemaname, o.name AS tablename, i.name AS indexname, NULL::text AS tablespace, NULL::text AS indexdef
  FROM mz_store.items i JOIN mz_store.items o ON o.id = i.details ->> 'on' JOIN mz_store.schemas s ON s.id = i.schema_id
  JOIN mz_store.databases d ON d.id = s.database_id WHERE d.name = mz_store.session('database') AND i.kind = 'index';
CREATE FUNCTION pg_get_userbyid(wanted oid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT r.name FROM mz_store.roles r WHERE r.oid::oid = wanted), 'unknown (OID=' || wanted || ')') $$;
CREATE FUNCTION obj_description(wanted oid, class text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT description FROM mz_pg.pg_description WHERE objoid = wanted AND objsubid = 0 AND objoid <> 0 $$;
CREATE FUNCTION pg_table_is_visible(wanted oid) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT s.name = ANY (string_to_array(mz_store.session('schemas'), ',')) FROM mz_store.items i
    JOIN mz_store.schemas s ON s.id = i.schema_id WHERE i.oid::oid = wanted), false) $$;

SET search_path = mz_info, mz_catalog, pg_catalog;
CREATE VIEW schemata AS SELECT mz_store.session('database') AS catalog_name, s.name AS schema_name FROM mz_store.schemas s
  LEFT JOIN mz_store.databases d ON d.id = s.database_id WHERE d.id IS NULL OR d.name = mz_store.session('database');
CREATE VIEW tables AS SELECT d.name AS table_catalog, s.name AS table_schema, i.name AS table_name,
  CASE i.kind WHEN 'table' THEN 'BASE TABLE' ELSE upper(replace(i.kind, '-', ' ')) END AS table_type
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id JOIN mz_store.databases d ON d.id = s.database_id
  WHERE i.kind IN ('table', 'source', 'view', 'materialized-view') AND d.name = mz_store.session('database');
CREATE VIEW columns AS SELECT d.name AS table_catalog, s.name AS table_schema, i.name AS table_name, c.name AS column_name,
  c.position AS ordinal_position, coalesce(c.default_sql, 'NULL') AS column_default, CASE WHEN c.nullable THEN 'YES' ELSE 'NO' END AS is_nullable,
  c.type AS data_type, NULL::int4 AS character_maximum_length, NULL::int4 AS numeric_precision, NULL::int4 AS numeric_scale
  FROM mz_store.item_columns c JOIN mz_store.items i ON i.id = c.id JOIN mz_store.schemas s ON s.id = i.schema_id
  JOIN mz_store.databases d ON d.id = s.database_id WHERE d.name = mz_store.session('database');
CREATE VIEW views AS SELECT d.name AS table_catalog, s.name AS table_schema, i.name AS table_name, mz_store.render(i.parts) AS view_definition
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id JOIN mz_store.databases d ON d.id = s.database_id WHERE i.kind = 'view';
CREATE VIEW enabled_roles AS SELECT mz_store.session('role') AS role_name;
RESET search_path;
