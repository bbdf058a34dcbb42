package dev.cutover.activities.materialize.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.sql.Reference.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "SELECT 1|-",
                "SELECT a FROM t|t",
                "SELECT a FROM t, s.u x, d.s.v AS y (c1, c2), w|t s.u d.s.v w",
                "SELECT 1 FROM a JOIN b ON a.id = b.id LEFT JOIN c USING (id, x) AS j, e|a b c e",
                "SELECT 1 FROM a NATURAL JOIN b CROSS JOIN c FULL OUTER JOIN e ON true|a b c e",
                "SELECT 1 FROM (a JOIN (b JOIN c ON true) ON true) x|a b c",
                "SELECT 1 FROM ((SELECT 1 FROM a) x JOIN b ON true), c|a b c",
                "SELECT 1 FROM ((SELECT 1 FROM a) UNION ALL (SELECT 2 FROM b)) x, c|a b c",
                "SELECT (SELECT max(x) FROM a) FROM b WHERE c IN (SELECT d FROM e)|a b e",
                "SELECT 1 FROM a WHERE EXISTS (WITH q AS (SELECT 1 FROM b) SELECT 1 FROM q, q2)|a b q2",
                "SELECT 1 FROM a, LATERAL (SELECT 1 FROM b WHERE b.x = a.x LIMIT 3) z, c|a b c",
                "SELECT 1 FROM a JOIN LATERAL (SELECT 1 FROM b) z ON true|a b",
                "SELECT 1 FROM generate_series(1, 3) AS g (n), jsonb_array_elements(x) e, t|t",
                "SELECT 1 FROM ROWS FROM (f(1), g(2)) WITH ORDINALITY AS r (a, b, c), t|t",
                "SELECT 1 FROM a UNION SELECT 2 FROM b EXCEPT ALL SELECT 3 FROM c INTERSECT TABLE e|a b c e",
                "TABLE s.t|s.t",
                "VALUES (1), (2)|-",
                "SELECT extract(year FROM d), substring(s FROM 1 FOR 2), trim(leading FROM u) FROM t|t",
                "SELECT a IS DISTINCT FROM b, c IS NOT DISTINCT FROM e FROM t|t",
                "SELECT 1 FROM a JOIN b ON a.x IS DISTINCT FROM b.x, c|a b c",
                "SELECT 1 FROM a JOIN b ON a.x = ARRAY[1, 2][1], c|a b c",
                "SELECT count(*) FILTER (WHERE x > 1) OVER (PARTITION BY y ORDER BY z) FROM t|t",
                "SELECT DISTINCT ON (a, b) c FROM t ORDER BY a, b|t",
                "SELECT 1 FROM t GROUP BY a, b HAVING count(*) > 1 ORDER BY c, e LIMIT 3|t",
                "SELECT CASE WHEN t.\"from\" THEN 'FROM x' ELSE $$FROM y$$ END FROM t /* FROM z */ -- JOIN u|t",
                "SELECT a AS \"FROM\", b AS select FROM t|t",
                "SELECT t.from, t.join FROM t|t",
                "SELECT CAST(a AS s.kind), b::d.s.kind FROM t|t",
                "SELECT 1 FROM t AS OF mz_now()|t",
                "SELECT 1 FROM t AS of, u|t u",
                "SELECT 1 FROM \"Mixed Case\".\"a.b\"|Mixed Case.a.b",
                "SELECT 1 FROM t WHERE ts + INTERVAL '1 day' > mz_now()|t",
                "SELECT LIST[1, 2] FROM t, u|t u",
                "SELECT map['a'] FROM t JOIN u ON m['k', 'j'] = 1, v|t u v",
                "SELECT ARRAY(SELECT x FROM a) FROM b|a b",
                "SELECT count((SELECT 1 FROM a)) FROM b|a b"
            })
    void relationsAreWhatStandsInFromPositions(String query, String expected) throws Exception {
        assertThat(relations("CREATE VIEW v AS " + query)).isEqualTo(expected == null ? "" : expected);
        assertThat(relations(query)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "WITH q AS (SELECT 1 FROM a) SELECT 1 FROM q JOIN b ON true|a b",
                "WITH orders AS (SELECT 1 FROM orders) SELECT 1 FROM orders|orders",
                "WITH q AS (SELECT 1), r AS (SELECT 1 FROM q, s) SELECT 1 FROM q, r|s",
                "WITH q AS (SELECT 1 FROM r), r AS (SELECT 1) SELECT 1 FROM q|r",
                "WITH q (a, b) AS (SELECT 1, 2) SELECT 1 FROM s.q, q|s.q",
                "SELECT 1 FROM (WITH q AS (SELECT 1) SELECT 1 FROM q) x, q|q",
                "WITH q AS (SELECT 1) SELECT 1 FROM (SELECT 1 FROM q) x WHERE EXISTS (SELECT 1 FROM q)|-",
                "WITH \"Q\" AS (SELECT 1) SELECT 1 FROM q, \"Q\"|q",
                "WITH MUTUALLY RECURSIVE (RETURN AT RECURSION LIMIT 9) a (x int) AS (SELECT 1 FROM b, t), b (x int) AS"
                        + " (SELECT 1 FROM a) SELECT 1 FROM a, b, c|t c"
            })
    void namesOfWithQueriesAreNotRelations(String query, String expected) throws Exception {
        assertThat(relations(query)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "SELECT s.t.a, d.s.t.b, t.c, x FROM s.t|s.t d.s.t",
                "SELECT s.t.*, t.* FROM s.t WHERE s.t.a = (SELECT max(s.u.b) FROM s.u)|s.t s.t s.u",
                "SELECT d.s.f(1), (r).s.t.a, x::d.s.k, CAST(x AS d.s.k) FROM t|-",
                "SELECT 1 FROM s.t JOIN s.u ON s.t.id = s.u.id ORDER BY s.t.id|s.t s.u s.t"
            })
    void columnsWithASchemaBeforeThemAreQualifiers(String query, String expected) throws Exception {
        assertThat(names(query, Role.QUALIFIER)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void anIndexRefersToItsRelation() throws Exception {
        String sql = "CREATE INDEX i IN CLUSTER c ON s.t (a, s.t.b, lower(c))";
        assertThat(relations(sql)).isEqualTo("s.t");
        assertThat(names(sql, Role.QUALIFIER)).isEqualTo("s.t");
    }

    @Test
    void sourcesAndTheirTablesReferToConnectionsSecretsAndSources() throws Exception {
        assertThat(relations("CREATE TABLE t FROM SOURCE d.s.pg (REFERENCE public.orders)"))
                .isEqualTo("d.s.pg");
        String source =
                "CREATE SOURCE k IN CLUSTER c FROM KAFKA CONNECTION ops.k (TOPIC 'x') FORMAT AVRO USING CONFLUENT"
                        + " SCHEMA REGISTRY CONNECTION csr INCLUDE KEY AS connection ENVELOPE UPSERT EXPOSE PROGRESS AS s.p";
        assertThat(names(source, Role.CONNECTION)).isEqualTo("ops.k csr");
        assertThat(names(source, Role.CREATED)).isEqualTo("s.p");
        String webhook =
                "CREATE SOURCE w IN CLUSTER c FROM WEBHOOK BODY FORMAT JSON CHECK (WITH (HEADERS, BODY AS body,"
                        + " SECRET ops.s AS secret) constant_time_eq(decode(headers->'x', 'base64'), secret))";
        assertThat(names(webhook, Role.SECRET)).isEqualTo("ops.s");
    }

    private static String relations(String sql) throws SqlTextException {
        return names(sql, Role.RELATION);
    }

    private static String names(String sql, Role role) throws SqlTextException {
        return String.join(
                " ",
                References.of(StatementParser.parseAll(sql).get(0)).stream()
                        .filter(reference -> reference.role() == role)
                        .map(reference -> reference.name().toString())
                        .toList());
    }
}
