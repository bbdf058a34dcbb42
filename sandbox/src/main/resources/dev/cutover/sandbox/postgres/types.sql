CREATE SCHEMA mz_catalog;
CREATE SCHEMA mz_internal;
CREATE SCHEMA mz_pg;
CREATE SCHEMA mz_store;
CREATE SCHEMA mz_data;
SET search_path = mz_catalog, pg_catalog;
SET check_function_bodies = off;
SET client_min_messages = error;

-- Types that only Materialize has. They borrow the functions of the built-in type that they are stored as.
CREATE TYPE mz_timestamp;
CREATE FUNCTION mz_timestamp_in(cstring) RETURNS mz_timestamp LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'int8in';
CREATE FUNCTION mz_timestamp_out(mz_timestamp) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'int8out';
CREATE TYPE mz_timestamp (INPUT = mz_timestamp_in, OUTPUT = mz_timestamp_out, LIKE = int8);
CREATE FUNCTION mz_timestamp_eq(mz_timestamp, mz_timestamp) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int8eq';
CREATE FUNCTION mz_timestamp_ne(mz_timestamp, mz_timestamp) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int8ne';
CREATE FUNCTION mz_timestamp_lt(mz_timestamp, mz_timestamp) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int8lt';
CREATE FUNCTION mz_timestamp_le(mz_timestamp, mz_timestamp) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int8le';
CREATE FUNCTION mz_timestamp_gt(mz_timestamp, mz_timestamp) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int8gt';
CREATE FUNCTION mz_timestamp_ge(mz_timestamp, mz_timestamp) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'int8ge';
CREATE FUNCTION mz_timestamp_cmp(mz_timestamp, mz_timestamp) RETURNS int4 LANGUAGE internal IMMUTABLE STRICT AS 'btint8cmp';
CREATE FUNCTION mz_timestamp_larger(mz_timestamp, mz_timestamp) RETURNS mz_timestamp LANGUAGE internal IMMUTABLE STRICT AS 'int8larger';
CREATE FUNCTION mz_timestamp_smaller(mz_timestamp, mz_timestamp) RETURNS mz_timestamp LANGUAGE internal IMMUTABLE STRICT AS 'int8smaller';
CREATE OPERATOR = (LEFTARG = mz_timestamp, RIGHTARG = mz_timestamp, FUNCTION = mz_timestamp_eq, COMMUTATOR = =);
CREATE OPERATOR <> (LEFTARG = mz_timestamp, RIGHTARG = mz_timestamp, FUNCTION = mz_timestamp_ne, COMMUTATOR = <>);
CREATE OPERATOR < (LEFTARG = mz_timestamp, RIGHTARG = mz_timestamp, FUNCTION = mz_timestamp_lt, COMMUTATOR = >);
CREATE OPERATOR <= (LEFTARG = mz_timestamp, RIGHTARG = mz_timestamp, FUNCTION = mz_timestamp_le, COMMUTATOR = >=);
CREATE OPERATOR > (LEFTARG = mz_timestamp, RIGHTARG = mz_timestamp, FUNCTION = mz_timestamp_gt, COMMUTATOR = <);
CREATE OPERATOR >= (LEFTARG = mz_timestamp, RIGHTARG = mz_timestamp, FUNCTION = mz_timestamp_ge, COMMUTATOR = <=);
CREATE OPERATOR CLASS mz_timestamp_ops DEFAULT FOR TYPE mz_timestamp USING btree AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 mz_timestamp_cmp(mz_timestamp, mz_timestamp);
CREATE AGGREGATE max(mz_timestamp) (SFUNC = mz_timestamp_larger, STYPE = mz_timestamp);
CREATE AGGREGATE min(mz_timestamp) (SFUNC = mz_timestamp_smaller, STYPE = mz_timestamp);
-- Only towards mz_timestamp is a cast implicit: two of them must not subtract (readiness / view_lifecycle).
CREATE CAST (int8 AS mz_timestamp) WITHOUT FUNCTION AS IMPLICIT;
CREATE FUNCTION mz_timestamp_of(int4) RETURNS mz_timestamp LANGUAGE internal IMMUTABLE STRICT AS 'int48';
CREATE CAST (int4 AS mz_timestamp) WITH FUNCTION mz_timestamp_of(int4) AS IMPLICIT;
CREATE FUNCTION mz_timestamp_of(numeric) RETURNS mz_timestamp LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1::int8::mz_catalog.mz_timestamp $$;
CREATE CAST (numeric AS mz_timestamp) WITH FUNCTION mz_timestamp_of(numeric) AS IMPLICIT;
CREATE FUNCTION mz_timestamp_of(timestamptz) RETURNS mz_timestamp LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT floor(extract(epoch FROM $1) * 1000)::int8::mz_catalog.mz_timestamp $$;
CREATE CAST (timestamptz AS mz_timestamp) WITH FUNCTION mz_timestamp_of(timestamptz) AS IMPLICIT;
CREATE FUNCTION mz_timestamp_of(timestamp) RETURNS mz_timestamp LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT floor(extract(epoch FROM $1) * 1000)::int8::mz_catalog.mz_timestamp $$;
CREATE CAST (timestamp AS mz_timestamp) WITH FUNCTION mz_timestamp_of(timestamp) AS IMPLICIT;
-- Text is a number of milliseconds or a time.
CREATE FUNCTION mz_timestamp_of(text) RETURNS mz_timestamp LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
  RETURN CASE WHEN $1 ~ '^[0-9]+$' THEN $1::int8::mz_catalog.mz_timestamp ELSE $1::timestamptz::mz_catalog.mz_timestamp END;
EXCEPTION WHEN data_exception THEN
  RAISE EXCEPTION 'invalid input syntax for type mz_timestamp: could not parse mz_timestamp: "%"', $1;
END $$;
CREATE CAST (text AS mz_timestamp) WITH FUNCTION mz_timestamp_of(text);
CREATE FUNCTION mz_timestamp_instant(mz_timestamp) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT to_timestamp($1::text::float8 / 1000) $$;
CREATE CAST (mz_timestamp AS timestamptz) WITH FUNCTION mz_timestamp_instant(mz_timestamp);

CREATE TYPE uint8;
CREATE FUNCTION uint8_in(cstring) RETURNS uint8 LANGUAGE internal IMMUTABLE STRICT AS 'int8in';
CREATE FUNCTION uint8_out(uint8) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out';
CREATE FUNCTION uint8_send(uint8) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int8send';
CREATE TYPE uint8 (INPUT = uint8_in, OUTPUT = uint8_out, SEND = uint8_send, LIKE = int8);
CREATE CAST (uint8 AS int8) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (int8 AS uint8) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE FUNCTION uint8_of(int4) RETURNS uint8 LANGUAGE internal IMMUTABLE STRICT AS 'int48';
CREATE CAST (int4 AS uint8) WITH FUNCTION uint8_of(int4) AS ASSIGNMENT;
CREATE TYPE uint4;
CREATE FUNCTION uint4_in(cstring) RETURNS uint4 LANGUAGE internal IMMUTABLE STRICT AS 'int8in';
CREATE FUNCTION uint4_out(uint4) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out';
CREATE TYPE uint4 (INPUT = uint4_in, OUTPUT = uint4_out, LIKE = int8);
CREATE CAST (uint4 AS int8) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (int8 AS uint4) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE FUNCTION uint4_of(int4) RETURNS uint4 LANGUAGE internal IMMUTABLE STRICT AS 'int48';
CREATE CAST (int4 AS uint4) WITH FUNCTION uint4_of(int4) AS ASSIGNMENT;
CREATE TYPE uint2;
CREATE FUNCTION uint2_in(cstring) RETURNS uint2 LANGUAGE internal IMMUTABLE STRICT AS 'int8in';
CREATE FUNCTION uint2_out(uint2) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out';
CREATE TYPE uint2 (INPUT = uint2_in, OUTPUT = uint2_out, LIKE = int8);
CREATE CAST (uint2 AS int8) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (int8 AS uint2) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE FUNCTION uint2_of(int4) RETURNS uint2 LANGUAGE internal IMMUTABLE STRICT AS 'int48';
CREATE CAST (int4 AS uint2) WITH FUNCTION uint2_of(int4) AS ASSIGNMENT;

CREATE TYPE mz_aclitem;
CREATE FUNCTION mz_aclitem_in(cstring) RETURNS mz_aclitem LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION mz_aclitem_out(mz_aclitem) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION mz_aclitem_send(mz_aclitem) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textsend';
CREATE TYPE mz_aclitem (INPUT = mz_aclitem_in, OUTPUT = mz_aclitem_out, SEND = mz_aclitem_send, LIKE = text);
CREATE FUNCTION mz_aclitem_eq(mz_aclitem, mz_aclitem) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'texteq';
CREATE FUNCTION mz_aclitem_lt(mz_aclitem, mz_aclitem) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'text_lt';
CREATE FUNCTION mz_aclitem_le(mz_aclitem, mz_aclitem) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'text_le';
CREATE FUNCTION mz_aclitem_gt(mz_aclitem, mz_aclitem) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'text_gt';
CREATE FUNCTION mz_aclitem_ge(mz_aclitem, mz_aclitem) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'text_ge';
CREATE FUNCTION mz_aclitem_cmp(mz_aclitem, mz_aclitem) RETURNS int4 LANGUAGE internal IMMUTABLE STRICT AS 'bttextcmp';
CREATE OPERATOR = (LEFTARG = mz_aclitem, RIGHTARG = mz_aclitem, FUNCTION = mz_aclitem_eq, COMMUTATOR = =);
CREATE OPERATOR < (LEFTARG = mz_aclitem, RIGHTARG = mz_aclitem, FUNCTION = mz_aclitem_lt);
CREATE OPERATOR <= (LEFTARG = mz_aclitem, RIGHTARG = mz_aclitem, FUNCTION = mz_aclitem_le);
CREATE OPERATOR > (LEFTARG = mz_aclitem, RIGHTARG = mz_aclitem, FUNCTION = mz_aclitem_gt);
CREATE OPERATOR >= (LEFTARG = mz_aclitem, RIGHTARG = mz_aclitem, FUNCTION = mz_aclitem_ge);
CREATE OPERATOR CLASS mz_aclitem_ops DEFAULT FOR TYPE mz_aclitem USING btree AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 mz_aclitem_cmp(mz_aclitem, mz_aclitem);

CREATE TYPE list;
CREATE FUNCTION list_in(cstring) RETURNS list LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION list_out(list) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION list_send(list) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textsend';
CREATE TYPE list (INPUT = list_in, OUTPUT = list_out, SEND = list_send, LIKE = text);
CREATE TYPE map;
CREATE FUNCTION map_in(cstring) RETURNS map LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION map_out(map) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION map_send(map) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textsend';
CREATE TYPE map (INPUT = map_in, OUTPUT = map_out, SEND = map_send, LIKE = text);
-- The binary form of these is their text, or the integer of their own width.
CREATE FUNCTION mz_timestamp_send(mz_timestamp) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT textsend(mz_catalog.mz_timestamp_out($1)::text) $$;
ALTER TYPE mz_timestamp SET (SEND = mz_timestamp_send);
CREATE FUNCTION uint4_send(uint4) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT substring(int8send($1::int8) FROM 5) $$;
ALTER TYPE uint4 SET (SEND = uint4_send);
CREATE FUNCTION uint2_send(uint2) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT substring(int8send($1::int8) FROM 7) $$;
ALTER TYPE uint2 SET (SEND = uint2_send);
CREATE FUNCTION mz_timestamp_clock(mz_timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT to_timestamp($1::text::float8 / 1000) AT TIME ZONE 'UTC' $$;
CREATE CAST (mz_timestamp AS timestamp) WITH FUNCTION mz_timestamp_clock(mz_timestamp);

-- Lists and maps are kept as the text that Materialize prints.
CREATE FUNCTION nested_text(value text, type text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE trimmed text := ltrim(value, E' \t\r\n');
BEGIN
  IF left(trimmed, 1) <> '{' THEN
    RAISE EXCEPTION 'invalid input syntax for type %: expected ''{'', found %: "%"', type, coalesce(nullif(left(trimmed, 1), ''), 'empty string'), value;
  END IF;
  RETURN (SELECT string_agg(rtrim(m[1]), '') FROM regexp_matches(value, '("(?:[^"\\]|\\.)*"|[{},]|=>|[^{},"=\s](?:[^{},"=]|=(?!>))*)', 'g') AS m);
END $$;
CREATE FUNCTION list_of(text) RETURNS list LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT mz_catalog.list_in(textout(mz_catalog.nested_text($1, 'list'))) $$;
CREATE FUNCTION map_of(text) RETURNS map LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT mz_catalog.map_in(textout(mz_catalog.nested_text($1, 'map'))) $$;
CREATE CAST (text AS list) WITH FUNCTION list_of(text);
CREATE CAST (text AS map) WITH FUNCTION map_of(text);
CREATE FUNCTION list_text(elements jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  element jsonb;
  printed text[] := '{}';
  word text;
BEGIN
  FOR element IN SELECT jsonb_array_elements(elements) LOOP
    word := element #>> '{}';
    printed := printed || CASE jsonb_typeof(element)
      WHEN 'array' THEN mz_catalog.list_text(element)
      WHEN 'null' THEN 'NULL'
      WHEN 'boolean' THEN left(word, 1)
      ELSE CASE WHEN word = '' OR upper(word) = 'NULL' OR word ~ '[{},"\\\s]'
        THEN '"' || replace(replace(word, '\', '\\'), '"', '\"') || '"' ELSE word END
    END;
  END LOOP;
  RETURN '{' || array_to_string(printed, ',') || '}';
END $$;
CREATE FUNCTION list(jsonb) RETURNS list LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT mz_catalog.list_in(textout(mz_catalog.list_text($1))) $$;
