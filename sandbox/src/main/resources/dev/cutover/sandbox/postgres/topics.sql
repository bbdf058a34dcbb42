-- Sinks and the topics of Kafka. What a relation holds now is compared with what was sent before; the difference becomes messages. Those
-- for a real broker wait in the outbox until they are delivered. Those for the pretended one are made when somebody reads the topic, and as
-- on a real broker each transaction takes one more offset, for its end (sinks / set_from_and_counts).
SET search_path = mz_store, mz_catalog, pg_catalog;
CREATE TABLE messages (topic text, "offset" int8, key text, value text, PRIMARY KEY (topic, "offset"));
CREATE TABLE outbox (id bigserial PRIMARY KEY, sink_id text, key text, value text);
CREATE TABLE sent_rows (sink_id text, key text, value text);
CREATE INDEX ON sent_rows (sink_id);
CREATE TABLE received (source_id text, partition int4, "offset" int8, at timestamp, key bytea, value bytea,
  PRIMARY KEY (source_id, partition, "offset"));
-- What ails a sink or source; no row when nothing does.
CREATE TABLE ailments (object_id text PRIMARY KEY, error text, since timestamptz NOT NULL DEFAULT clock_timestamp());
-- FORMAT JSON as Materialize documents it: numeric and times are strings.
CREATE FUNCTION sink_columns(from_id text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(CASE
      WHEN a.atttypid = 'numeric'::regtype THEN format('%I::text AS %1$I', a.attname)
      WHEN a.atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype)
        THEN format('floor(extract(epoch FROM %I) * 1000)::int8::text AS %1$I', a.attname)
      ELSE quote_ident(a.attname) END, ', ' ORDER BY a.attnum)
  FROM pg_catalog.pg_attribute a
  WHERE a.attrelid = format('mz_data.%I', from_id)::regclass AND a.attnum > 0 AND NOT a.attisdropped $$;
CREATE FUNCTION sink_content(from_id text, keys text[]) RETURNS TABLE (key text, value text) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT %s, row_to_json(r)::text FROM (SELECT %s FROM mz_data.%I) r',
    CASE WHEN cardinality(keys) = 0 THEN 'NULL::text' ELSE (SELECT '(SELECT row_to_json(k)::text FROM (SELECT '
      || string_agg(format('r.%I', c), ', ') || ') k)' FROM unnest(keys) c) END, mz_store.sink_columns(from_id), from_id);
END $$;
-- Rows of one key that go and come at once are one update; rows without key stay apart.
CREATE FUNCTION sink_changes(sink text, from_id text, keys text[]) RETURNS TABLE (key text, before text, after text) LANGUAGE sql STABLE AS $$
  WITH now AS MATERIALIZED (SELECT c.key, c.value FROM mz_store.sink_content(from_id, keys) c),
    sent AS MATERIALIZED (SELECT s.key, s.value FROM mz_store.sent_rows s WHERE s.sink_id = sink),
    added AS (SELECT a.*, row_number() OVER (PARTITION BY a.key ORDER BY a.value) AS n
      FROM (SELECT * FROM now EXCEPT ALL SELECT * FROM sent) a),
    removed AS (SELECT r.*, row_number() OVER (PARTITION BY r.key ORDER BY r.value) AS n
      FROM (SELECT * FROM sent EXCEPT ALL SELECT * FROM now) r)
  SELECT coalesce(a.key, r.key), r.value, a.value FROM added a FULL JOIN removed r ON a.key = r.key AND a.n = r.n $$;
CREATE FUNCTION sink_rebase(sink text, from_id text, keys text[]) RETURNS void LANGUAGE sql VOLATILE AS $$
  DELETE FROM mz_store.sent_rows WHERE sink_id = sink;
  INSERT INTO mz_store.sent_rows SELECT sink, c.key, c.value FROM mz_store.sink_content(from_id, keys) c $$;
-- One statement, so that what is sent and what is remembered as sent come from one snapshot.
CREATE FUNCTION sink_send(sink text, from_id text, keys text[], envelope text, into_topic text, really bool) RETURNS void LANGUAGE plpgsql
  VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(into_topic));
  WITH changes AS MATERIALIZED (SELECT * FROM mz_store.sink_changes(sink, from_id, keys)),
    gone AS (SELECT c.key, c.before, row_number() OVER (PARTITION BY c.key, c.before) AS n FROM changes c WHERE c.before IS NOT NULL),
    known AS (SELECT s.ctid AS place, s.key, s.value, row_number() OVER (PARTITION BY s.key, s.value) AS n
      FROM mz_store.sent_rows s WHERE s.sink_id = sink),
    forget AS (DELETE FROM mz_store.sent_rows s USING known k JOIN gone g
      ON k.value = g.before AND k.key IS NOT DISTINCT FROM g.key AND k.n = g.n WHERE s.ctid = k.place),
    remember AS (INSERT INTO mz_store.sent_rows SELECT sink, c.key, c.after FROM changes c WHERE c.after IS NOT NULL),
    sending AS (SELECT c.key, CASE WHEN envelope = 'debezium'
        THEN '{"before":' || coalesce(c.before, 'null') || ',"after":' || coalesce(c.after, 'null') || '}' ELSE c.after END AS value
      FROM changes c
      WHERE envelope = 'debezium' OR c.after IS NOT NULL OR NOT EXISTS (SELECT FROM changes o WHERE o.key = c.key AND o.after IS NOT NULL)),
    posted AS (INSERT INTO mz_store.outbox (sink_id, key, value)
      SELECT sink, s.key, s.value FROM sending s WHERE really ORDER BY s.key, s.value)
  INSERT INTO mz_store.messages
    SELECT into_topic, (SELECT coalesce(max(m."offset") + 2, 0) FROM mz_store.messages m WHERE m.topic = into_topic)
      + row_number() OVER (ORDER BY s.key, s.value) - 1, s.key, s.value FROM sending s WHERE NOT really;
END $$;
CREATE FUNCTION sink_keys(details jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(string_to_array(details ->> 'key', ', '), '{}') $$;
CREATE FUNCTION pretended_topic(wanted text) RETURNS TABLE (partition int4, "offset" uint8, at timestamp, key bytea, value bytea)
  LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM mz_store.sink_send(i.id, i.details ->> 'on', mz_store.sink_keys(i.details), i.details ->> 'envelope', wanted, false)
    FROM mz_store.items i WHERE i.kind = 'sink' AND i.details ->> 'topic' = wanted AND NOT i.details ? 'broker';
  RETURN QUERY SELECT 0, m."offset"::mz_catalog.uint8, localtimestamp, convert_to(m.key, 'UTF8'), convert_to(m.value, 'UTF8')
    FROM mz_store.messages m WHERE m.topic = wanted;
END $$;
-- ENVELOPE NONE cannot make a row of a message without value (sinks / set_from_and_counts).
CREATE FUNCTION valued(value bytea) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF value IS NULL THEN RAISE EXCEPTION 'Envelope error: Flat: Value not present for message'; END IF;
  RETURN value;
END $$;
RESET search_path;
