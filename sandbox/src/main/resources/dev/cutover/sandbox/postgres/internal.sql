SET search_path = mz_internal, mz_catalog, pg_catalog;
CREATE VIEW mz_comments AS SELECT id, object_type, object_sub_id, comment FROM mz_store.comments;
CREATE VIEW mz_object_dependencies AS SELECT u.id AS object_id, u.used_id AS referenced_object_id FROM mz_store.item_uses u;
CREATE VIEW mz_compute_dependencies AS SELECT u.id AS object_id, u.used_id AS dependency_id FROM mz_store.item_uses u
  JOIN mz_store.items i ON i.id = u.id WHERE i.kind IN ('materialized-view', 'index');
CREATE VIEW mz_materialization_dependencies AS SELECT object_id, dependency_id FROM mz_compute_dependencies;
CREATE VIEW mz_object_fully_qualified_names AS SELECT i.id, i.name, i.kind AS object_type, s.id AS schema_id, s.name AS schema_name,
  d.id AS database_id, d.name AS database_name, i.cluster_id
  FROM mz_store.items i JOIN mz_store.schemas s ON s.id = i.schema_id LEFT JOIN mz_store.databases d ON d.id = s.database_id;
CREATE VIEW mz_cluster_schedules AS SELECT id AS cluster_id, CASE WHEN hydration_estimate IS NULL THEN 'manual' ELSE 'on-refresh' END AS type,
  hydration_estimate AS refresh_hydration_time_estimate FROM mz_store.clusters WHERE managed;
CREATE VIEW mz_cluster_auto_scaling_strategies AS SELECT id AS cluster_id, jsonb_build_object('on_hydration', jsonb_build_object(
    'hydration_size', burst_size, 'linger_duration', CASE WHEN burst_linger IS NOT NULL THEN jsonb_build_object(
      'secs', floor(extract(epoch FROM burst_linger))::int8, 'nanos', mod(extract(epoch FROM burst_linger), 1) * 1000000000) END)) AS strategy,
  NULL::jsonb AS state FROM mz_store.clusters WHERE burst_size IS NOT NULL;
CREATE VIEW mz_cluster_replica_statuses AS SELECT r.id AS replica_id, 0::uint8 AS process_id,
  CASE WHEN f.mode IS NULL THEN 'online'
    WHEN f.mode = 'crash-looping' AND floor(extract(epoch FROM clock_timestamp() - f.since) / 2)::int8 % 2 = 1 THEN 'online' ELSE 'offline' END AS status,
  CASE f.mode WHEN 'crash-looping' THEN 'oom-killed' END AS reason, coalesce(f.since, pg_postmaster_start_time()) AS updated_at
  FROM mz_store.replicas r LEFT JOIN mz_store.replica_faults f ON f.replica_id = r.id;
CREATE VIEW mz_cluster_replica_status_history AS
  SELECT r.id AS replica_id, 0::uint8 AS process_id, 'online'::text AS status, NULL::text AS reason, pg_postmaster_start_time() AS occurred_at
  FROM mz_store.replicas r
  UNION ALL
  SELECT f.replica_id, 0::uint8, CASE WHEN n % 2 = 0 THEN 'offline' ELSE 'online' END,
    CASE WHEN n % 2 = 0 AND f.mode = 'crash-looping' THEN 'oom-killed' END, f.since + n * interval '2 seconds'
  FROM mz_store.replica_faults f,
    generate_series(0, CASE f.mode WHEN 'crash-looping' THEN floor(extract(epoch FROM clock_timestamp() - f.since) / 2)::int8 ELSE 0 END) n;

-- Each replica brings indexes of its own for introspection, hydrated as long as it is up (FINDINGS 26).
-- While no replica has the data there is one row without replica (FINDINGS 26).
CREATE VIEW mz_hydration_statuses AS
  SELECT h.object_id, h.replica_id, h.hydrated
  FROM (SELECT object_id, replica_id, hydrated, bool_or(hydrated) OVER (PARTITION BY object_id) AS started FROM mz_store.hydrated) h
  LEFT JOIN mz_store.object_faults f ON f.object_id = h.object_id
  WHERE h.started AND f.missing_row IS NOT TRUE AND f.null_row IS NOT TRUE
  UNION ALL
  SELECT i.id, NULL, false FROM mz_store.items i LEFT JOIN mz_store.object_faults f ON f.object_id = i.id
  WHERE (i.kind IN ('materialized-view', 'index', 'sink') OR i.kind = 'source' AND i.details ->> 'type' IN ('load-generator', 'kafka', 'postgres', 'mysql'))
    AND f.missing_row IS NOT TRUE
    AND (f.null_row OR NOT EXISTS (SELECT FROM mz_store.hydrated h WHERE h.object_id = i.id AND h.hydrated))
  UNION ALL
  SELECT 'si' || n, r.id, true FROM mz_store.replicas r, generate_series(1, 30) n
  WHERE NOT EXISTS (SELECT FROM mz_store.replica_faults f WHERE f.replica_id = r.id);
CREATE VIEW mz_internal_cluster_replicas AS SELECT NULL::text AS id WHERE false;
CREATE VIEW mz_compute_hydration_statuses AS
  SELECT s.object_id, s.replica_id, s.hydrated,
    (SELECT CASE WHEN s.hydrated THEN (h.hydrates_at - h.starts_at) * interval '1 millisecond' END
     FROM mz_store.hydration h WHERE h.object_id = s.object_id AND h.replica_id = s.replica_id) AS hydration_time
  FROM mz_hydration_statuses s JOIN mz_store.items i ON i.id = s.object_id WHERE i.kind IN ('materialized-view', 'index');
CREATE VIEW mz_frontiers AS
  SELECT f.id AS object_id, greatest(f.frontier - 1000, 0)::mz_timestamp AS read_frontier,
    CASE WHEN f.closed THEN NULL ELSE f.frontier::mz_timestamp END AS write_frontier
  FROM (SELECT i.id, coalesce(i.closes_at <= mz_store.now_ms(), false) AND ready.ready AS closed,
      CASE WHEN ready.ready THEN mz_store.now_ms() - coalesce(o.lag_ms, 0) ELSE i.created_at END AS frontier
    FROM mz_store.items i LEFT JOIN mz_store.object_faults o ON o.object_id = i.id,
      LATERAL (SELECT i.kind NOT IN ('materialized-view', 'index', 'sink')
        OR EXISTS (SELECT FROM mz_store.hydrated h WHERE h.object_id = i.id AND h.hydrated) AS ready) ready
    WHERE i.kind IN ('table', 'materialized-view', 'index', 'source', 'sink')) f;
-- Sampled once in a while on the real server: at first no row, then a row without value.
CREATE VIEW mz_wallclock_global_lag AS
  SELECT f.object_id, CASE WHEN mz_store.now_ms() - i.created_at < 4000 THEN NULL
      ELSE (ceil((mz_store.now_ms() - f.write_frontier::text::int8) / 1000.0) * interval '1 second') END AS lag
  FROM mz_frontiers f JOIN mz_store.items i ON i.id = f.object_id
  WHERE mz_store.now_ms() - i.created_at >= 2000
    AND (i.kind NOT IN ('materialized-view', 'index') OR EXISTS (SELECT FROM mz_store.hydrated h WHERE h.object_id = i.id AND h.hydrated));
CREATE VIEW mz_wallclock_global_lag_recent_history AS SELECT object_id, lag, clock_timestamp() AS occurred_at FROM mz_wallclock_global_lag;
CREATE VIEW mz_wallclock_global_lag_history AS SELECT object_id, lag, clock_timestamp() AS occurred_at FROM mz_wallclock_global_lag;
CREATE VIEW mz_wallclock_lag_history AS SELECT object_id, NULL::text AS replica_id, lag, clock_timestamp() AS occurred_at FROM mz_wallclock_global_lag;
-- Lag against the inputs; plain views in between are looked through.
CREATE VIEW mz_materialization_lag AS
  SELECT i.id AS object_id, l.lag AS local_lag, l.lag AS global_lag, n.input AS slowest_local_input_id, n.input AS slowest_global_input_id
  FROM mz_store.items i
  LEFT JOIN mz_store.object_faults o ON o.object_id = i.id CROSS JOIN
  LATERAL (SELECT coalesce(o.lag_ms, 0) * interval '1 millisecond' AS lag) l CROSS JOIN
  LATERAL (WITH RECURSIVE inputs (id, kind) AS (
      SELECT u.used_id, x.kind FROM mz_store.item_uses u JOIN mz_store.items x ON x.id = u.used_id WHERE u.id = i.id
      UNION SELECT u.used_id, x.kind FROM inputs p JOIN mz_store.item_uses u ON u.id = p.id JOIN mz_store.items x ON x.id = u.used_id
        WHERE p.kind = 'view')
    SELECT min(id) AS input FROM inputs WHERE kind <> 'view') n
  WHERE i.kind IN ('materialized-view', 'index');
CREATE VIEW mz_postgres_sources AS SELECT id, details ->> 'slot' AS replication_slot, NULL::uint8 AS timeline_id FROM mz_store.items
  WHERE kind = 'source' AND details ->> 'type' = 'postgres';
CREATE VIEW mz_postgres_source_tables AS SELECT id, details ->> 'upstream_schema' AS schema_name, details ->> 'upstream_table' AS table_name
  FROM mz_store.items WHERE details ? 'upstream_table';
CREATE VIEW mz_source_statuses AS SELECT i.id, i.name, CASE i.kind WHEN 'table' THEN 'table' ELSE i.details ->> 'type' END AS type,
  coalesce(a.since, to_timestamp(i.created_at / 1000.0)) AS last_status_change_at,
  CASE WHEN a.error IS NULL THEN 'running' ELSE 'stalled' END AS status, a.error, NULL::jsonb AS details
  FROM mz_store.items i LEFT JOIN mz_store.ailments a ON a.object_id = i.id WHERE i.kind = 'source' OR i.kind = 'table' AND i.details ? 'source';
CREATE VIEW mz_sink_statuses AS SELECT i.id, i.name, i.details ->> 'type' AS type,
  coalesce(a.since, to_timestamp(i.created_at / 1000.0)) AS last_status_change_at,
  CASE WHEN a.error IS NULL THEN 'running' ELSE 'stalled' END AS status, a.error, NULL::jsonb AS details
  FROM mz_store.items i LEFT JOIN mz_store.ailments a ON a.object_id = i.id WHERE i.kind = 'sink';
CREATE VIEW mz_source_statistics AS SELECT id, NULL::text AS replica_id, 0::int8::uint8 AS messages_received, 0::int8::uint8 AS bytes_received,
  0::int8::uint8 AS updates_staged, 0::int8::uint8 AS updates_committed, 0::int8::uint8 AS records_indexed, 0::int8::uint8 AS bytes_indexed,
  NULL::interval AS rehydration_latency, NULL::uint8 AS snapshot_records_known, NULL::uint8 AS snapshot_records_staged,
  coalesce(details ->> 'type', '') = 'webhook' AS snapshot_committed, NULL::uint8 AS offset_known, NULL::uint8 AS offset_committed
  FROM mz_store.items WHERE kind = 'source' OR kind = 'table' AND details ? 'source';
CREATE VIEW mz_sessions AS SELECT id, connection_id::uint4 AS connection_id, role_id, client_ip, connected_at FROM mz_store.sessions;
CREATE VIEW mz_subscriptions AS SELECT id, session_id, cluster_id, created_at, referenced_object_ids::list AS referenced_object_ids
  FROM mz_store.subscriptions;
