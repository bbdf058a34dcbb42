SET search_path = mz_internal, mz_catalog, pg_catalog;
CREATE FUNCTION mz_store.comment_of(wanted text, wanted_type text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT c.comment FROM mz_store.comments c WHERE c.id = wanted AND c.object_type = wanted_type AND c.object_sub_id IS NULL), '') $$;
CREATE VIEW mz_show_objects AS SELECT i.schema_id, i.name, i.kind AS type, mz_store.comment_of(i.id, i.kind) AS comment FROM mz_store.items i
  WHERE NOT i.details ? 'session';
CREATE VIEW mz_show_databases AS SELECT name, mz_store.comment_of(id, 'database') AS comment FROM mz_store.databases;
CREATE VIEW mz_show_schemas AS SELECT database_id, name, mz_store.comment_of(id, 'schema') AS comment FROM mz_store.schemas;
CREATE VIEW mz_show_roles AS SELECT name, mz_store.comment_of(id, 'role') AS comment FROM mz_store.roles WHERE id LIKE 'u%';
CREATE VIEW mz_show_clusters AS SELECT c.name,
  (SELECT string_agg(r.name || coalesce(' (' || r.size || ')', ''), ', ' ORDER BY r.name) FROM mz_store.replicas r WHERE r.cluster_id = c.id) AS replicas,
  mz_store.comment_of(c.id, 'cluster') AS comment FROM mz_store.clusters c;
CREATE VIEW mz_show_cluster_replicas AS SELECT c.name AS cluster, r.name AS replica, r.size,
  NOT EXISTS (SELECT FROM mz_store.replica_faults f WHERE f.replica_id = r.id) AS ready, mz_store.comment_of(r.id, 'cluster-replica') AS comment
  FROM mz_store.replicas r JOIN mz_store.clusters c ON c.id = r.cluster_id;
CREATE VIEW mz_show_indexes AS SELECT o.schema_id, i.name, o.name AS on, c.name AS cluster, c.id AS cluster_id, o.id AS on_id,
  ARRAY(SELECT jsonb_array_elements_text((i.details ->> 'keys')::jsonb)) AS key, mz_store.comment_of(i.id, 'index') AS comment
  FROM mz_store.items i JOIN mz_store.items o ON o.id = i.details ->> 'on' JOIN mz_store.clusters c ON c.id = i.cluster_id WHERE i.kind = 'index';
CREATE VIEW mz_show_materialized_views AS SELECT i.schema_id, i.name, c.name AS cluster, c.id AS cluster_id,
  mz_store.comment_of(i.id, 'materialized-view') AS comment FROM mz_store.items i JOIN mz_store.clusters c ON c.id = i.cluster_id
  WHERE i.kind = 'materialized-view';
CREATE VIEW mz_show_sources AS SELECT i.schema_id, i.name, i.details ->> 'type' AS type, c.name AS cluster, c.id AS cluster_id,
  mz_store.comment_of(i.id, 'source') AS comment FROM mz_store.items i LEFT JOIN mz_store.clusters c ON c.id = i.cluster_id WHERE i.kind = 'source';
CREATE VIEW mz_show_sinks AS SELECT i.schema_id, i.name, i.details ->> 'type' AS type, c.name AS cluster, c.id AS cluster_id,
  mz_store.comment_of(i.id, 'sink') AS comment FROM mz_store.items i LEFT JOIN mz_store.clusters c ON c.id = i.cluster_id WHERE i.kind = 'sink';
CREATE VIEW mz_show_connections AS SELECT i.schema_id, i.name, i.details ->> 'type' AS type, mz_store.comment_of(i.id, 'connection') AS comment
  FROM mz_store.items i WHERE i.kind = 'connection';
CREATE VIEW mz_show_columns AS SELECT c.id, c.name, c.position, c.nullable, c.type,
  coalesce((SELECT m.comment FROM mz_store.comments m WHERE m.id = c.id AND m.object_sub_id = c.position), '') AS comment FROM mz_store.item_columns c;
CREATE VIEW mz_show_role_members AS SELECT mz_store.role_name(role_id) AS role, mz_store.role_name(member_id) AS member,
  mz_store.role_name(grantor_id) AS grantor FROM mz_store.memberships;
CREATE VIEW mz_show_my_role_members AS SELECT * FROM mz_show_role_members
  WHERE member = mz_store.session('role') OR role = mz_store.session('role');

-- Who may do what. Members see through to the roles that they belong to; everybody sees PUBLIC.
CREATE FUNCTION mz_store.grantee_name(role_id text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE role_id WHEN 'p' THEN 'PUBLIC' ELSE mz_store.role_name(role_id) END $$;
CREATE FUNCTION mz_store.visible_to(member text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT mz_store.grantee_name(r) FROM mz_store.acting_as(mz_store.role_id(member)) r $$;
CREATE VIEW mz_show_system_privileges AS SELECT mz_store.grantee_name(e.grantor) AS grantor, mz_store.grantee_name(e.grantee) AS grantee,
  e.privilege_type FROM (SELECT array_agg(privileges) AS acl FROM mz_store.system_privileges) p, mz_internal.mz_aclexplode(p.acl) e
  WHERE e.grantee NOT LIKE 's%';
CREATE VIEW mz_show_cluster_privileges AS SELECT mz_store.grantee_name(e.grantor) AS grantor, mz_store.grantee_name(e.grantee) AS grantee,
  c.name, e.privilege_type FROM mz_store.clusters c, mz_internal.mz_aclexplode(c.acl) e
  WHERE e.grantee NOT LIKE 's%' AND c.id LIKE 'u%';
CREATE VIEW mz_show_database_privileges AS SELECT mz_store.grantee_name(e.grantor) AS grantor, mz_store.grantee_name(e.grantee) AS grantee,
  d.name, e.privilege_type FROM mz_store.databases d, mz_internal.mz_aclexplode(d.acl) e WHERE e.grantee NOT LIKE 's%';
CREATE VIEW mz_show_schema_privileges AS SELECT mz_store.grantee_name(e.grantor) AS grantor, mz_store.grantee_name(e.grantee) AS grantee,
  d.name AS database, s.name, e.privilege_type FROM mz_store.schemas s LEFT JOIN mz_store.databases d ON d.id = s.database_id,
  mz_internal.mz_aclexplode(s.acl) e WHERE e.grantee NOT LIKE 's%' AND s.id LIKE 'u%';
CREATE VIEW mz_show_object_privileges AS SELECT mz_store.grantee_name(e.grantor) AS grantor, mz_store.grantee_name(e.grantee) AS grantee,
  d.name AS database, s.name AS schema, i.name, i.kind AS object_type, e.privilege_type
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id LEFT JOIN mz_store.databases d ON d.id = s.database_id,
  mz_internal.mz_aclexplode(i.acl) e WHERE e.grantee NOT LIKE 's%' AND i.kind NOT IN ('index', 'sink');
CREATE VIEW mz_show_all_privileges AS
  SELECT grantor, grantee, NULL::text AS database, NULL::text AS schema, NULL::text AS name, 'system'::text AS object_type, privilege_type
    FROM mz_show_system_privileges
  UNION ALL SELECT grantor, grantee, NULL, NULL, name, 'cluster', privilege_type FROM mz_show_cluster_privileges
  UNION ALL SELECT grantor, grantee, NULL, NULL, name, 'database', privilege_type FROM mz_show_database_privileges
  UNION ALL SELECT grantor, grantee, database, NULL, name, 'schema', privilege_type FROM mz_show_schema_privileges
  UNION ALL SELECT grantor, grantee, database, schema, name, object_type, privilege_type FROM mz_show_object_privileges;
CREATE VIEW mz_show_my_system_privileges AS SELECT * FROM mz_show_system_privileges
  WHERE grantee IN (SELECT mz_store.visible_to(mz_store.session('role')));
CREATE VIEW mz_show_my_cluster_privileges AS SELECT * FROM mz_show_cluster_privileges
  WHERE grantee IN (SELECT mz_store.visible_to(mz_store.session('role')));
CREATE VIEW mz_show_my_database_privileges AS SELECT * FROM mz_show_database_privileges
  WHERE grantee IN (SELECT mz_store.visible_to(mz_store.session('role')));
CREATE VIEW mz_show_my_schema_privileges AS SELECT * FROM mz_show_schema_privileges
  WHERE grantee IN (SELECT mz_store.visible_to(mz_store.session('role')));
CREATE VIEW mz_show_my_object_privileges AS SELECT * FROM mz_show_object_privileges
  WHERE grantee IN (SELECT mz_store.visible_to(mz_store.session('role')));
CREATE VIEW mz_show_my_all_privileges AS SELECT * FROM mz_show_all_privileges
  WHERE grantee IN (SELECT mz_store.visible_to(mz_store.session('role')));
CREATE VIEW mz_show_default_privileges AS SELECT mz_store.grantee_name(p.role_id) AS object_owner, d.name AS database, s.name AS schema,
  p.object_type, mz_store.grantee_name(p.grantee) AS grantee, mz_store.privilege_name(l) AS privilege_type
  FROM mz_store.default_privileges p LEFT JOIN mz_store.databases d ON d.id = p.database_id LEFT JOIN mz_store.schemas s ON s.id = p.schema_id,
  LATERAL regexp_split_to_table(p.privileges, '') AS x (l) WHERE p.grantee NOT LIKE 's%';
CREATE VIEW mz_show_my_default_privileges AS SELECT * FROM mz_show_default_privileges
  WHERE grantee IN (SELECT mz_store.visible_to(mz_store.session('role')));
