-- A pretended Kafka broker. A sink's messages are made when somebody reads the topic: what its relation holds now is compared with
-- what was sent before. As on a real broker each transaction takes one more offset, for its end (sinks / set_from_and_counts).
SET search_path = mz_store, mz_catalog, pg_catalog;
CREATE TABLE messages (topic text, "offset" int8, key text, value text, PRIMARY KEY (topic, "offset"));
CREATE TABLE sent_rows (sink_id text, key text, value text);
CREATE INDEX ON sent_rows (sink_id);
CREATE FUNCTION sink_content(from_id text, keys text[]) RETURNS TABLE (key text, value text) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT %s, row_to_json(r)::text FROM mz_data.%I r',
    CASE WHEN cardinality(keys) = 0 THEN 'NULL::text' ELSE (SELECT '(SELECT row_to_json(k)::text FROM (SELECT '
      || string_agg(format('r.%I', c), ', ') || ') k)' FROM unnest(keys) c) END, from_id);
END $$;
CREATE FUNCTION sink_rebase(sink text, from_id text, keys text[]) RETURNS void LANGUAGE sql VOLATILE AS $$
  DELETE FROM mz_store.sent_rows WHERE sink_id = sink;
  INSERT INTO mz_store.sent_rows SELECT sink, c.key, c.value FROM mz_store.sink_content(from_id, keys) c $$;
CREATE FUNCTION sink_send(sink text, from_id text, keys text[], into_topic text) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE first int8; added int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(into_topic));
  SELECT coalesce(max(m."offset") + 2, 0) INTO first FROM mz_store.messages m WHERE m.topic = into_topic;
  INSERT INTO mz_store.messages
    SELECT into_topic, first + row_number() OVER (ORDER BY ch.key, ch.value) - 1, ch.key, ch.value FROM (
      SELECT c.key, c.value FROM mz_store.sink_content(from_id, keys) c
      EXCEPT ALL SELECT s.key, s.value FROM mz_store.sent_rows s WHERE s.sink_id = sink
      UNION ALL SELECT s.key, NULL FROM mz_store.sent_rows s WHERE s.sink_id = sink AND s.key IS NOT NULL
        AND s.key NOT IN (SELECT c.key FROM mz_store.sink_content(from_id, keys) c)) ch;
  GET DIAGNOSTICS added = ROW_COUNT;
  IF added > 0 THEN PERFORM mz_store.sink_rebase(sink, from_id, keys); END IF;
END $$;
CREATE FUNCTION sink_keys(details jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(string_to_array(details ->> 'key', ', '), '{}') $$;
CREATE FUNCTION read_topic(wanted text) RETURNS TABLE ("offset" uint8, key text, value text) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM mz_store.sink_send(i.id, i.details ->> 'on', mz_store.sink_keys(i.details), wanted)
    FROM mz_store.items i WHERE i.kind = 'sink' AND i.details ->> 'topic' = wanted;
  IF EXISTS (SELECT FROM mz_store.messages m WHERE m.topic = wanted AND m.value IS NULL) THEN
    RAISE EXCEPTION 'Envelope error: Flat: Value not present for message';
  END IF;
  RETURN QUERY SELECT m."offset"::mz_catalog.uint8, m.key, m.value FROM mz_store.messages m WHERE m.topic = wanted;
END $$;
RESET search_path;
