SET search_path = mz_catalog, pg_catalog;
CREATE VIEW mz_databases AS SELECT id, oid::oid AS oid, name, owner_id, acl AS privileges FROM mz_store.databases;
CREATE VIEW mz_schemas AS SELECT id, oid::oid AS oid, database_id, name, owner_id, acl AS privileges FROM mz_store.schemas;
CREATE VIEW mz_clusters AS SELECT id, name, owner_id, acl AS privileges, managed, size, replication_factor::uint4 AS replication_factor,
  CASE WHEN managed THEN true END AS disk, NULL::list AS availability_zones, CASE WHEN managed THEN debugging END AS introspection_debugging,
  introspection_interval FROM mz_store.clusters;
CREATE VIEW mz_cluster_replicas AS SELECT id, name, cluster_id, size, NULL::text AS availability_zone, owner_id, true AS disk FROM mz_store.replicas;
CREATE VIEW mz_objects AS SELECT id, oid::oid AS oid, schema_id, name, kind AS type, owner_id, cluster_id,
  CASE WHEN kind IN ('index', 'sink') THEN NULL ELSE acl END AS privileges FROM mz_store.items
  UNION ALL
  SELECT 's1', 1, 's3', 'mz_cluster_auto_scaling_strategies', 'view', 's1', NULL, '{}' FROM mz_store.system_settings
  WHERE system_settings.name = 'enable_auto_scaling_strategy' AND value = 'on';
CREATE VIEW mz_relations AS SELECT * FROM mz_objects WHERE type IN ('table', 'view', 'materialized-view', 'source');
CREATE VIEW mz_tables AS SELECT id, oid::oid AS oid, schema_id, name, owner_id, acl AS privileges,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS create_sql,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS redacted_create_sql, details ->> 'source' AS source_id
  FROM mz_store.items WHERE kind = 'table';
CREATE VIEW mz_views AS SELECT id, oid::oid AS oid, schema_id, name, mz_store.render(parts) || ';' AS definition, owner_id, acl AS privileges,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS create_sql,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS redacted_create_sql FROM mz_store.items WHERE kind = 'view';
CREATE VIEW mz_materialized_views AS SELECT id, oid::oid AS oid, schema_id, name, cluster_id, mz_store.render(parts) || ';' AS definition,
  owner_id, acl AS privileges, mz_store.create_sql(kind, schema_id, name, cluster_id, parts, details ->> 'options') AS create_sql,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts, details ->> 'options') AS redacted_create_sql FROM mz_store.items WHERE kind = 'materialized-view';
CREATE VIEW mz_indexes AS SELECT id, oid::oid AS oid, name, details ->> 'on' AS on_id, cluster_id, owner_id,
  'CREATE INDEX ' || mz_store.quote(name) || ' IN CLUSTER [' || cluster_id || '] ON ' || mz_store.render(parts) AS create_sql,
  'CREATE INDEX ' || mz_store.quote(name) || ' IN CLUSTER [' || cluster_id || '] ON ' || mz_store.render(parts) AS redacted_create_sql
  FROM mz_store.items WHERE kind = 'index';
CREATE VIEW mz_index_columns AS SELECT i.id AS index_id, k.n::uint8 AS index_position, c.position::uint8 AS on_position,
  CASE WHEN c.position IS NULL THEN k.key END AS on_expression, coalesce(c.nullable, true) AS nullable
  FROM mz_store.items i CROSS JOIN LATERAL jsonb_array_elements_text((i.details ->> 'keys')::jsonb) WITH ORDINALITY AS k (key, n)
  LEFT JOIN mz_store.item_columns c ON c.id = i.details ->> 'on' AND c.name = k.key WHERE i.kind = 'index';
CREATE VIEW mz_sources AS SELECT id, oid::oid AS oid, schema_id, name, details ->> 'type' AS type, details ->> 'connection' AS connection_id,
  NULL::text AS size, details ->> 'envelope' AS envelope_type, details ->> 'key_format' AS key_format,
  details ->> 'value_format' AS value_format, cluster_id, owner_id, acl AS privileges,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS create_sql,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS redacted_create_sql FROM mz_store.items WHERE kind = 'source';
CREATE VIEW mz_sinks AS SELECT id, oid::oid AS oid, schema_id, name, details ->> 'type' AS type, details ->> 'connection' AS connection_id,
  NULL::text AS size, details ->> 'envelope' AS envelope_type, details ->> 'format' AS format, details ->> 'key_format' AS key_format,
  details ->> 'format' AS value_format, cluster_id, owner_id,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS create_sql,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS redacted_create_sql FROM mz_store.items WHERE kind = 'sink';
CREATE VIEW mz_kafka_sinks AS SELECT id, details ->> 'topic' AS topic FROM mz_store.items WHERE kind = 'sink';
CREATE VIEW mz_kafka_sources AS SELECT id,
  'materialize-' || mz_environment_id() || '-' || (details ->> 'connection') || '-' || id AS group_id_prefix, details ->> 'topic' AS topic FROM mz_store.items
  WHERE kind = 'source' AND details ->> 'type' = 'kafka';
CREATE VIEW mz_kafka_connections AS SELECT id, ARRAY[replace(substr(details ->> 'endpoint', 7), ' ', ':')]::text[] AS brokers,
  '_materialize-progress-' || mz_environment_id() || '-' || id AS sink_progress_topic FROM mz_store.items
  WHERE kind = 'connection' AND details ->> 'type' = 'kafka';
CREATE VIEW mz_connections AS SELECT id, oid::oid AS oid, schema_id, name, details ->> 'type' AS type, owner_id, acl AS privileges,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS create_sql,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS redacted_create_sql FROM mz_store.items WHERE kind = 'connection';
CREATE VIEW mz_secrets AS SELECT id, oid::oid AS oid, schema_id, name, owner_id, acl AS privileges FROM mz_store.items WHERE kind = 'secret';
CREATE VIEW mz_types AS SELECT id, oid::oid AS oid, schema_id, name, details ->> 'category' AS category, owner_id, acl AS privileges,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS create_sql,
  mz_store.create_sql(kind, schema_id, name, cluster_id, parts) AS redacted_create_sql FROM mz_store.items WHERE kind = 'type';
CREATE VIEW mz_columns AS SELECT id, name, position::uint8 AS position, nullable, type, coalesce(default_sql,
  CASE WHEN (SELECT i.kind FROM mz_store.items i WHERE i.id = c.id) = 'table' THEN 'NULL' END) AS default, type_oid::oid AS type_oid, type_mod
  FROM mz_store.item_columns c;
CREATE VIEW mz_roles AS SELECT id, oid::oid AS oid, name, true AS inherit, login AS rolcanlogin, NULL::bool AS rolsuper FROM mz_store.roles;
CREATE VIEW mz_role_members AS SELECT role_id, member_id AS member, grantor_id AS grantor FROM mz_store.memberships;
CREATE VIEW mz_default_privileges AS SELECT role_id, database_id, schema_id, object_type, grantee, privileges FROM mz_store.default_privileges;
CREATE VIEW mz_system_privileges AS SELECT privileges FROM mz_store.system_privileges;
CREATE VIEW mz_cluster_replica_sizes AS SELECT s.size, 1::uint8 AS processes, s.w::uint8 AS workers, (s.w * 1000000000)::uint8 AS cpu_nano_cores,
  (s.w * 4294967296)::uint8 AS memory_bytes, (s.w * 8589934592)::uint8 AS disk_bytes, s.credits AS credits_per_hour
  FROM (VALUES ('25cc', 1::int8, 0.25::numeric), ('50cc', 1, 0.5), ('100cc', 2, 1), ('200cc', 4, 2), ('300cc', 6, 3), ('400cc', 8, 4),
    ('600cc', 12, 6), ('800cc', 16, 8), ('1200cc', 24, 12), ('1600cc', 32, 16), ('3200cc', 64, 32)) s (size, w, credits)
  WHERE s.size IN ('25cc', '50cc', '100cc', '200cc')
  UNION ALL
  SELECT DISTINCT r.size, m.n[1]::uint8, m.n[2]::uint8, (m.n[2]::int8 * 1000000000)::uint8, (m.n[2]::int8 * 4294967296)::uint8,
    (m.n[2]::int8 * 8589934592)::uint8, m.n[1]::numeric * m.n[2]::numeric
  FROM mz_store.replicas r, regexp_match(replace(r.size, 'bootstrap', 'scale=1,workers=1'), '^scale=(\d+),workers=(\d+)') AS m (n)
  WHERE m.n IS NOT NULL;
CREATE VIEW mz_recent_activity_log AS SELECT NULL::text AS sql WHERE false;
