-- What drivers and shells ask of pg_catalog, told about Materialize's names instead of PostgreSQL's. Relations and columns that
-- Materialize does not have are missing here too, so that a client meets the same refusals.
CREATE SCHEMA mz_info;
SET search_path = mz_pg, mz_catalog, pg_catalog;
CREATE FUNCTION mz_store.role_oid(wanted text) RETURNS oid LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT r.oid FROM mz_store.roles r WHERE r.id = wanted), 10)::oid $$;
-- The names under which clients know the schemas that hold the system's relations.
CREATE FUNCTION mz_store.public_schema(home name) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE home WHEN 'mz_pg' THEN 'pg_catalog' WHEN 'mz_info' THEN 'information_schema' ELSE home::text END $$;
CREATE FUNCTION mz_store.is_here(database_id text) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT database_id IS NULL OR database_id = (SELECT d.id FROM mz_store.databases d WHERE d.name = mz_store.session('database')) $$;
CREATE VIEW mz_store.system_relations AS SELECT c.oid AS oid, c.relname::text AS name, s.oid AS schema_oid, s.name AS schema_name, c.relnatts AS columns,
    c.oid AS postgres_oid
  FROM pg_catalog.pg_class c JOIN mz_store.schemas s ON s.database_id IS NULL AND s.name = mz_store.public_schema(c.relnamespace::regnamespace::name)
  WHERE c.relkind = 'v' AND c.relnamespace IN ('mz_catalog'::regnamespace, 'mz_internal'::regnamespace, 'mz_pg'::regnamespace, 'mz_info'::regnamespace);

CREATE VIEW pg_namespace AS SELECT s.oid::oid AS oid, s.name AS nspname, mz_store.role_oid(s.owner_id) AS nspowner, NULL::text[] AS nspacl
  FROM mz_store.schemas s WHERE mz_store.is_here(s.database_id);
CREATE VIEW pg_class AS SELECT r.oid, r.relname, r.relnamespace, 0::oid AS reloftype, r.relowner, 0::oid AS relam, 0::oid AS reltablespace,
  (-1)::float4 AS reltuples, 0::oid AS reltoastrelid, r.relhasindex, 'p'::"char" AS relpersistence, r.relkind, r.relnatts, 0::int2 AS relchecks,
  false AS relhasrules, false AS relhastriggers, false AS relhassubclass, false AS relrowsecurity, false AS relforcerowsecurity,
  'd'::"char" AS relreplident, false AS relispartition, false AS relhasoids, NULL::text[] AS reloptions
  FROM (SELECT i.oid::oid AS oid, i.name AS relname, s.oid::oid AS relnamespace, mz_store.role_oid(i.owner_id) AS relowner,
      EXISTS (SELECT FROM mz_store.items x WHERE x.kind = 'index' AND x.details ->> 'on' = i.id) AS relhasindex,
      CASE i.kind WHEN 'view' THEN 'v' WHEN 'materialized-view' THEN 'm' WHEN 'index' THEN 'i' ELSE 'r' END AS relkind,
      (SELECT count(*) FROM mz_store.item_columns c WHERE c.id = i.id)::int2 AS relnatts
    FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id
    WHERE i.kind IN ('table', 'source', 'view', 'materialized-view', 'index') AND mz_store.is_here(s.database_id)
    UNION ALL SELECT s.oid, s.name, s.schema_oid::oid, mz_store.role_oid('s1'), false, 'v', s.columns FROM mz_store.system_relations s) r;
CREATE VIEW pg_type AS SELECT mz_store.public_oid(t.oid) AS oid, t.typname::text AS typname, s.oid::oid AS typnamespace, mz_store.role_oid('s1') AS typowner,
    t.typlen, t.typtype, t.typcategory, t.typdelim, 0::oid AS typrelid, mz_store.public_oid(t.typelem) AS typelem,
    mz_store.public_oid(t.typarray) AS typarray, t.typinput, t.typreceive, false AS typnotnull, 0::oid AS typbasetype, -1 AS typtypmod,
    0::oid AS typcollation, NULL::text AS typdefault, t.typsend
  FROM pg_catalog.pg_type t JOIN mz_store.schemas s ON s.database_id IS NULL AND s.name = t.typnamespace::regnamespace::text
  WHERE t.typnamespace IN ('pg_catalog'::regnamespace, 'mz_catalog'::regnamespace) AND t.typrelid = 0
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typrelid <> 0)
    AND (t.typnamespace = 'mz_catalog'::regnamespace OR ltrim(t.typname::text, '_') IN ('bool', 'bytea', 'char', 'name', 'int8', 'int2', 'int2vector', 'int4',
      'regproc', 'regtype', 'regclass', 'text', 'oid', 'float4', 'float8', 'aclitem', 'bpchar', 'varchar', 'date', 'time', 'timestamp', 'timestamptz',
      'interval', 'numeric', 'uuid', 'jsonb', 'record', 'int4range', 'int8range', 'numrange', 'tsrange', 'tstzrange', 'daterange', 'any', 'anyarray',
      'anyelement', 'anynonarray', 'anyrange', 'anycompatible', 'internal'))
  UNION ALL SELECT i.oid::oid, i.name, s.oid::oid, mz_store.role_oid(i.owner_id), (-1)::int2, 'b', (CASE i.details ->> 'category' WHEN 'list' THEN 'A' ELSE 'U' END)::"char",
    ',', 0, 0, 0, 'array_in'::regproc, 'array_recv'::regproc, false, 0, -1, 0, NULL, 'array_send'::regproc
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id WHERE i.kind = 'type' AND mz_store.is_here(s.database_id);
CREATE VIEW pg_attribute AS SELECT i.oid::oid AS attrelid, c.name AS attname, c.type_oid::oid AS atttypid,
    (SELECT t.typlen FROM pg_catalog.pg_type t WHERE mz_store.public_oid(t.oid) = c.type_oid::oid LIMIT 1) AS attlen, c.position::int2 AS attnum,
    c.type_mod AS atttypmod, (-1)::int2 AS attndims, NOT c.nullable AS attnotnull, i.kind = 'table' OR c.default_sql IS NOT NULL AS atthasdef,
    ''::"char" AS attidentity, ''::"char" AS attgenerated, false AS attisdropped, 0::oid AS attcollation
  FROM mz_store.item_columns c JOIN mz_store.items i ON i.id = c.id JOIN mz_store.schemas s ON s.id = i.schema_id WHERE mz_store.is_here(s.database_id)
  UNION ALL SELECT s.oid, a.attname::text, mz_store.public_oid(a.atttypid), a.attlen, a.attnum, -1, -1, false, false, '', '', false, 0
  FROM mz_store.system_relations s JOIN pg_catalog.pg_attribute a ON a.attrelid = s.postgres_oid WHERE a.attnum > 0;
CREATE VIEW pg_attrdef AS SELECT NULL::oid AS oid, i.oid::oid AS adrelid, c.position AS adnum, coalesce(c.default_sql, 'NULL') AS adbin,
    coalesce(c.default_sql, 'NULL') AS adsrc
  FROM mz_store.item_columns c JOIN mz_store.items i ON i.id = c.id WHERE i.kind = 'table' OR c.default_sql IS NOT NULL;
CREATE VIEW pg_index AS SELECT i.oid::oid AS indexrelid, o.oid::oid AS indrelid, count(k.index_position)::int2 AS indnatts, false AS indisunique,
    false AS indisprimary, false AS indimmediate, false AS indisclustered, true AS indisvalid, false AS indisreplident,
    string_agg(coalesce(k.on_position::int8, 0)::text, ' ' ORDER BY k.index_position::int8)::int2vector AS indkey,
    string_agg('0', ' ')::int2vector AS indoption,
    '{' || string_agg(k.on_expression, '}, {' ORDER BY k.index_position::int8) || '}' AS indexprs, NULL::text AS indpred
  FROM mz_store.items i JOIN mz_store.items o ON o.id = i.details ->> 'on' JOIN mz_catalog.mz_index_columns k ON k.index_id = i.id
  JOIN mz_store.schemas s ON s.id = o.schema_id WHERE i.kind = 'index' AND mz_store.is_here(s.database_id) GROUP BY i.oid, o.oid;
CREATE VIEW pg_indexes AS SELECT mz_store.session('database') AS table_catalog, s.name AS schemaname, o.name AS tablename, i.name AS indexname,
    NULL::text AS tablespace, NULL::text AS indexdef
  FROM mz_store.items i JOIN mz_store.items o ON o.id = i.details ->> 'on' JOIN mz_store.schemas s ON s.id = o.schema_id
  WHERE i.kind = 'index' AND mz_store.is_here(s.database_id);
CREATE VIEW pg_tables AS SELECT s.name AS schemaname, i.name AS tablename, mz_store.role_name(i.owner_id) AS tableowner
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id WHERE mz_store.is_here(s.database_id) AND i.kind IN ('table', 'source');
CREATE VIEW pg_views AS SELECT s.name AS schemaname, i.name AS viewname, mz_store.role_oid(i.owner_id) AS viewowner, mz_store.render(i.parts) || ';' AS definition
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id WHERE mz_store.is_here(s.database_id) AND i.kind = 'view';
CREATE VIEW pg_matviews AS SELECT s.name AS schemaname, i.name AS matviewname, mz_store.role_oid(i.owner_id) AS matviewowner,
    mz_store.render(i.parts) || ';' AS definition
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id WHERE mz_store.is_here(s.database_id) AND i.kind = 'materialized-view';
CREATE VIEW pg_database AS SELECT d.oid::oid AS oid, d.name AS datname, mz_store.role_oid(d.owner_id) AS datdba, 6 AS encoding, false AS datistemplate,
  true AS datallowconn, 'C'::text AS datcollate, 'C'::text AS datctype, NULL::text[] AS datacl FROM mz_store.databases d;
CREATE VIEW pg_authid AS SELECT r.oid::oid AS oid, r.name AS rolname, CASE WHEN r.name = 'mz_system' THEN true WHEN r.id LIKE 's%' THEN false END AS rolsuper,
  true AS rolinherit, mz_catalog.has_system_privilege(r.name, 'CREATEROLE') AS rolcreaterole, mz_catalog.has_system_privilege(r.name, 'CREATEDB') AS rolcreatedb,
  coalesce(r.login, false) AS rolcanlogin, false AS rolreplication, false AS rolbypassrls, -1 AS rolconnlimit, NULL::text AS rolpassword,
  NULL::timestamptz AS rolvaliduntil FROM mz_store.roles r;
CREATE VIEW pg_roles AS SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolconnlimit,
  '********'::text AS rolpassword, rolvaliduntil, rolbypassrls, NULL::text[] AS rolconfig, oid FROM pg_authid;
CREATE VIEW pg_user AS SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl,
  rolbypassrls AS usebypassrls, '********'::text AS passwd, rolvaliduntil AS valuntil, NULL::text[] AS useconfig FROM pg_authid WHERE rolcanlogin;
CREATE VIEW pg_auth_members AS SELECT mz_store.role_oid(m.role_id) AS roleid, mz_store.role_oid(m.member_id) AS member,
  mz_store.role_oid(m.grantor_id) AS grantor, false AS admin_option FROM mz_store.memberships m;
CREATE FUNCTION mz_store.relation_oid(wanted text) RETURNS oid LANGUAGE plpgsql STABLE AS $$
DECLARE named text[]; n int; found oid;
BEGIN
  IF wanted ~ '^[0-9]+$' THEN RETURN wanted::oid; END IF;
  named := parse_ident(wanted);
  n := array_length(named, 1);
  SELECT s.oid INTO found FROM mz_store.system_relations s WHERE s.name = named[n]
    AND CASE WHEN n > 1 THEN s.schema_name = named[n - 1] ELSE s.schema_name IN ('mz_catalog', 'pg_catalog') END;
  RETURN coalesce(found, (mz_store.find_item(wanted)).oid::oid);
END $$;
CREATE VIEW pg_description AS SELECT o.oid AS objoid, mz_store.relation_oid('pg_catalog.' || o.class) AS classoid, coalesce(c.object_sub_id, 0) AS objsubid,
    c.comment AS description
  FROM mz_store.comments c JOIN (SELECT i.id, i.oid::oid AS oid, CASE i.kind WHEN 'type' THEN 'pg_type' ELSE 'pg_class' END AS class, i.kind
      FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id WHERE i.kind NOT IN ('secret', 'connection') AND mz_store.is_here(s.database_id)
    UNION ALL SELECT s.id, s.oid::oid, 'pg_namespace', 'schema' FROM mz_store.schemas s WHERE mz_store.is_here(s.database_id)) o
  ON o.id = c.id AND o.kind = c.object_type;
CREATE VIEW pg_depend AS SELECT mz_store.relation_oid('pg_catalog.' || o.class) AS classid, o.oid AS objid, 0 AS objsubid,
    mz_store.relation_oid('pg_catalog.' || r.class) AS refclassid, r.oid AS refobjid, 0 AS refobjsubid, 'n'::"char" AS deptype
  FROM mz_store.item_uses u JOIN (SELECT i.id, i.oid::oid AS oid,
      CASE i.kind WHEN 'view' THEN 'pg_views' WHEN 'materialized-view' THEN 'pg_matviews' WHEN 'index' THEN 'pg_index' ELSE 'pg_tables' END AS class
      FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id
      WHERE i.kind IN ('table', 'source', 'view', 'materialized-view', 'index') AND mz_store.is_here(s.database_id)) o ON o.id = u.id
  JOIN (SELECT i.id, i.oid::oid AS oid, CASE i.kind WHEN 'view' THEN 'pg_views' WHEN 'materialized-view' THEN 'pg_matviews' ELSE 'pg_tables' END AS class
      FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id
      WHERE i.kind IN ('table', 'source', 'view', 'materialized-view') AND mz_store.is_here(s.database_id)) r ON r.id = u.used_id;
-- Functions and operators are PostgreSQL's here, so these two tell what can be called.
CREATE VIEW pg_proc AS SELECT p.oid, p.proname::text AS proname, s.oid::oid AS pronamespace, mz_store.role_oid('s1') AS proowner, NULL::text AS proargdefaults,
    mz_store.public_oid(p.prorettype) AS prorettype
  FROM pg_catalog.pg_proc p JOIN mz_store.schemas s ON s.database_id IS NULL AND s.name = mz_store.public_schema(p.pronamespace::regnamespace::name)
  WHERE p.prokind <> 'p' AND p.pronamespace <> 'information_schema'::regnamespace;
CREATE VIEW pg_operator AS SELECT o.oid, o.oprname::text AS oprname, mz_store.public_oid(o.oprresult) AS oprresult, mz_store.public_oid(o.oprleft) AS oprleft,
  mz_store.public_oid(o.oprright) AS oprright FROM pg_catalog.pg_operator o;
CREATE VIEW pg_aggregate AS SELECT a.aggfnoid::oid AS aggfnoid, 'n'::text AS aggkind, 0::int2 AS aggnumdirectargs, NULL::regproc AS aggtransfn,
  '0'::regproc AS aggfinalfn, '0'::regproc AS aggcombinefn, '0'::regproc AS aggserialfn, '0'::regproc AS aggdeserialfn, '0'::regproc AS aggmtransfn,
  '0'::regproc AS aggminvtransfn, '0'::regproc AS aggmfinalfn, false AS aggfinalextra, false AS aggmfinalextra, NULL::"char" AS aggfinalmodify,
  NULL::"char" AS aggmfinalmodify, 0::oid AS aggsortop, NULL::oid AS aggtranstype, NULL::int4 AS aggtransspace, 0::oid AS aggmtranstype,
  NULL::int4 AS aggmtransspace, NULL::text AS agginitval, NULL::text AS aggminitval FROM pg_catalog.pg_aggregate a;
CREATE VIEW pg_settings AS SELECT name, setting FROM (VALUES ('max_index_keys', '1000')) AS s (name, setting);
CREATE VIEW pg_tablespace AS SELECT 0::oid AS oid, 'pg_default'::text AS spcname, NULL::oid AS spcowner, NULL::text[] AS spcacl, NULL::text[] AS spcoptions;
CREATE VIEW pg_timezone_abbrevs AS SELECT abbrev, utc_offset, is_dst FROM pg_catalog.pg_timezone_abbrevs;
CREATE VIEW pg_timezone_names AS SELECT name, abbrev, utc_offset, is_dst FROM pg_catalog.pg_timezone_names;
-- Things that Materialize does not have: known to exist, and always empty.
CREATE FUNCTION mz_store.empty_relation(name text, columns text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'CREATE TABLE mz_store.shape_of_' || name || ' (' || columns || ')';
  EXECUTE 'CREATE VIEW mz_pg.' || name || ' AS SELECT * FROM mz_store.shape_of_' || name;
END $$;
DO $$ BEGIN
  PERFORM mz_store.empty_relation('pg_am', 'oid oid, amname text, amhandler regproc, amtype "char"');
  PERFORM mz_store.empty_relation('pg_collation', 'oid oid, collname text, collnamespace oid, collowner oid, collprovider "char", collisdeterministic bool,'
    ' collencoding int4, collcollate text, collctype text, collversion text');
  PERFORM mz_store.empty_relation('pg_constraint', 'oid oid, conname text, connamespace oid, contype "char", condeferrable bool, condeferred bool,'
    ' convalidated bool, conrelid oid, contypid oid, conindid oid, conparentid oid, confrelid oid, confupdtype "char", confdeltype "char",'
    ' confmatchtype "char", conislocal bool, coninhcount int4, connoinherit bool, conkey int2[], confkey int2[], conpfeqop oid[], conppeqop oid[],'
    ' conffeqop oid[], conexclop oid[], conbin text');
  PERFORM mz_store.empty_relation('pg_enum', 'oid oid, enumtypid oid, enumsortorder float4, enumlabel text');
  PERFORM mz_store.empty_relation('pg_event_trigger', 'oid oid, evtname text, evtevent text, evtowner oid, evtfoid oid, evtenabled "char", evttags text[]');
  PERFORM mz_store.empty_relation('pg_extension', 'oid oid, extname text, extowner oid, extnamespace oid, extrelocatable bool, extversion text,'
    ' extconfig oid[], extcondition text[]');
  PERFORM mz_store.empty_relation('pg_inherits', 'inhrelid oid, inhparent oid, inhseqno int4, inhdetachpending bool');
  PERFORM mz_store.empty_relation('pg_language', 'oid oid, lanname text, lanowner oid, lanispl bool, lanpltrusted bool, lanplcallfoid oid, laninline oid,'
    ' lanvalidator oid, lanacl text[]');
  PERFORM mz_store.empty_relation('pg_locks', 'locktype text, database oid, relation oid, page int4, tuple int2, virtualxid text, transactionid text,'
    ' classid oid, objid oid, objsubid int2, virtualtransaction text, pid int4, mode text, granted bool, fastpath bool, waitstart timestamptz');
  PERFORM mz_store.empty_relation('pg_policy', 'oid oid, polname text, polrelid oid, polcmd "char", polpermissive bool, polroles oid[], polqual text, polwithcheck text');
  PERFORM mz_store.empty_relation('pg_range', 'rngtypid oid, rngsubtype oid');
  PERFORM mz_store.empty_relation('pg_rewrite', 'oid oid, rulename text, ev_class oid, ev_type "char", ev_enabled "char", is_instead bool, ev_qual text, ev_action text');
  PERFORM mz_store.empty_relation('pg_shdescription', 'objoid oid, classoid oid, description text');
  PERFORM mz_store.empty_relation('pg_trigger', 'oid oid, tgrelid oid, tgparentid oid, tgname text, tgfoid oid, tgtype int2, tgenabled "char", tgisinternal bool,'
    ' tgconstrrelid oid, tgconstrindid oid, tgconstraint oid, tgdeferrable bool, tginitdeferred bool, tgnargs int2, tgattr int2vector, tgargs bytea,'
    ' tgqual text, tgoldtable text, tgnewtable text');
END $$;

CREATE FUNCTION pg_get_userbyid(wanted oid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT r.name FROM mz_store.roles r WHERE r.oid::oid = wanted), 'unknown (OID=' || wanted || ')') $$;
CREATE FUNCTION obj_description(wanted oid, class text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT description FROM mz_pg.pg_description WHERE objoid = wanted AND classoid = mz_store.relation_oid('pg_catalog.' || class) AND objsubid = 0 $$;
CREATE FUNCTION col_description(wanted oid, at int4) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT description FROM mz_pg.pg_description WHERE objoid = wanted AND objsubid = at AND at > 0 $$;
CREATE FUNCTION shobj_description(wanted oid, class text) RETURNS text LANGUAGE sql STABLE AS $$ SELECT NULL::text $$;
CREATE FUNCTION current_schemas(implicit bool) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN implicit THEN '{mz_catalog,pg_catalog}'::text[] ELSE '{}' END || coalesce(array_agg(p.name ORDER BY p.n), '{}')
  FROM unnest(string_to_array(mz_store.session('schemas'), ',')) WITH ORDINALITY p (name, n)
  WHERE EXISTS (SELECT FROM mz_store.schemas s WHERE s.name = p.name AND mz_store.is_here(s.database_id))
    AND NOT (implicit AND p.name IN ('mz_catalog', 'pg_catalog')) $$;
CREATE FUNCTION pg_table_is_visible(wanted oid) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT n.nspname = ANY (mz_pg.current_schemas(true)) FROM mz_pg.pg_class c JOIN mz_pg.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = wanted $$;
CREATE FUNCTION pg_type_is_visible(wanted oid) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT n.nspname = ANY (mz_pg.current_schemas(true)) FROM mz_pg.pg_type t JOIN mz_pg.pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = wanted $$;
CREATE FUNCTION pg_function_is_visible(wanted oid) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT n.nspname = ANY (mz_pg.current_schemas(true)) FROM mz_pg.pg_proc p JOIN mz_pg.pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = wanted $$;
CREATE FUNCTION pg_get_expr(expression text, relation oid) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT expression $$;
CREATE FUNCTION pg_get_expr(expression text, relation oid, pretty bool) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT expression $$;
CREATE FUNCTION pg_get_constraintdef(wanted oid) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT NULL::text $$;
CREATE FUNCTION pg_get_constraintdef(wanted oid, pretty bool) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT NULL::text $$;
CREATE FUNCTION pg_get_viewdef(wanted oid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT mz_store.render(i.parts) || ';' FROM mz_store.items i WHERE i.oid::oid = wanted AND i.kind IN ('view', 'materialized-view') $$;
CREATE FUNCTION pg_get_viewdef(wanted oid, pretty bool) RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_pg.pg_get_viewdef(wanted) $$;
CREATE FUNCTION pg_get_viewdef(wanted oid, wrap int4) RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_pg.pg_get_viewdef(wanted) $$;
CREATE FUNCTION pg_get_viewdef(wanted text) RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_pg.pg_get_viewdef(mz_store.relation_oid(wanted)) $$;
CREATE FUNCTION pg_get_indexdef(wanted oid, at int4, pretty bool) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN at = 0 THEN 'CREATE INDEX ' || i.name || ' ON ' || o.name || ' USING arrangement (' || string_agg(k.key, ',' ORDER BY k.n) || ')'
    ELSE max(k.key) FILTER (WHERE k.n = at) END
  FROM mz_store.items i JOIN mz_store.items o ON o.id = i.details ->> 'on'
  CROSS JOIN LATERAL jsonb_array_elements_text((i.details ->> 'keys')::jsonb) WITH ORDINALITY AS k (key, n)
  WHERE i.oid::oid = wanted AND i.kind = 'index' GROUP BY i.name, o.name $$;
CREATE FUNCTION pg_get_indexdef(wanted oid) RETURNS text LANGUAGE sql STABLE AS $$ SELECT mz_pg.pg_get_indexdef(wanted, 0, false) $$;
CREATE FUNCTION pg_tablespace_location(wanted oid) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT NULL::text $$;
CREATE FUNCTION pg_stat_get_numscans(wanted oid) RETURNS int8 LANGUAGE sql IMMUTABLE AS $$ SELECT (-1)::int8 $$;
CREATE FUNCTION pg_relation_size(wanted oid) RETURNS int8 LANGUAGE sql IMMUTABLE AS $$ SELECT (-1)::int8 $$;
CREATE FUNCTION format_type(wanted oid, typmod int4) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p.oid IS NULL THEN coalesce((SELECT i.name FROM mz_store.items i WHERE i.kind = 'type' AND i.oid::oid = wanted), pg_catalog.format_type(wanted, typmod))
    ELSE replace(pg_catalog.format_type(p.oid, typmod), 'mz_catalog.', '') END
  FROM (SELECT (SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typnamespace = 'mz_catalog'::regnamespace AND mz_store.public_oid(t.oid) = wanted LIMIT 1)) p (oid) $$;

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
