package dev.cutover.activities.materialize.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "create view v as select 1|CREATE_VIEW|v|-",
                "CREATE OR REPLACE VIEW \"S\".v (a, b) AS SELECT 1, 2|CREATE_VIEW|S.v|-",
                "CREATE VIEW IF NOT EXISTS d.s.v AS TABLE x|CREATE_VIEW|d.s.v|-",
                "CREATE MATERIALIZED VIEW v IN CLUSTER \"My c\" WITH (REFRESH = ON COMMIT) AS SELECT 1"
                        + "|CREATE_MATERIALIZED_VIEW|v|My c",
                "CREATE MATERIALIZED VIEW v (in_cluster) AS SELECT 1|CREATE_MATERIALIZED_VIEW|v|-",
                "CREATE INDEX i IN CLUSTER c ON s.v (a)|CREATE_INDEX|i|c",
                "CREATE INDEX IN CLUSTER c ON v (a)|CREATE_INDEX|-|c",
                "CREATE INDEX ON v (a)|CREATE_INDEX|-|-",
                "CREATE DEFAULT INDEX IN CLUSTER c ON v|CREATE_INDEX|-|c",
                "CREATE SOURCE s IN CLUSTER c FROM LOAD GENERATOR COUNTER|CREATE_SOURCE|s|c",
                "CREATE SOURCE IF NOT EXISTS s FROM KAFKA CONNECTION k (TOPIC 't')|CREATE_SOURCE|s|-",
                "CREATE TABLE t (a int)|CREATE_TABLE|t|-",
                "CREATE TABLE t FROM SOURCE s (REFERENCE public.t)|CREATE_TABLE_FROM_SOURCE|t|-",
                "CREATE TABLE t (a, b) FROM SOURCE s|CREATE_TABLE_FROM_SOURCE|t|-",
                "CREATE SINK k IN CLUSTER c FROM v INTO KAFKA CONNECTION x (TOPIC 't')|CREATE_SINK|k|c",
                "CREATE CONNECTION k TO KAFKA (BROKER 'b')|CREATE_CONNECTION|k|-",
                "CREATE SECRET s AS 'x'|CREATE_SECRET|s|-",
                "CREATE CLUSTER c (SIZE = '25cc')|CREATE_CLUSTER|c|-",
                "CREATE CLUSTER REPLICA c.r SIZE '25cc'|OTHER|-|-",
                "CREATE TYPE t AS LIST (ELEMENT TYPE = int4)|OTHER|-|-",
                "DROP VIEW v|OTHER|-|-",
                "EXECUTE UNIT TEST t FOR d.s.v MOCK a(b int) AS (SELECT 1)|UNIT_TEST|-|-",
                "(SELECT 1) UNION SELECT 2|QUERY|-|-",
                "WITH a AS (SELECT 1) SELECT * FROM a|QUERY|-|-"
            })
    void theHeadOfAStatementIsRecognised(String sql, StatementKind kind, String name, String cluster) throws Exception {
        ParsedStatement parsed = parse(sql);
        assertThat(parsed.kind()).isEqualTo(kind);
        assertThat(parsed.name() == null ? null : parsed.name().toString()).isEqualTo(name);
        assertThat(parsed.cluster() == null ? null : parsed.cluster().identifier())
                .isEqualTo(cluster);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "COMMENT ON MATERIALIZED VIEW s.v IS 'x'|COMMENT|MATERIALIZED VIEW|s.v",
                "COMMENT ON COLUMN s.v.a IS NULL|COMMENT|COLUMN|s.v.a",
                "COMMENT ON VIEW view IS 'x'|COMMENT|VIEW|view",
                "GRANT SELECT ON v TO reader|GRANT|-|v",
                "GRANT SELECT, INSERT ON TABLE v, s.w TO a, b|GRANT|TABLE|v;s.w",
                "GRANT USAGE ON CLUSTER c TO PUBLIC|GRANT|CLUSTER|c",
                "GRANT SELECT ON source TO reader|GRANT|-|source",
                "GRANT SELECT ON ALL TABLES IN SCHEMA s TO r|OTHER|-|''",
                "GRANT CREATEDB ON SYSTEM TO r|OTHER|SYSTEM|''",
                "GRANT boss TO r|OTHER|-|''"
            })
    void commentsAndGrantsSayWhatTheyAreAbout(String sql, StatementKind kind, String type, String targets)
            throws Exception {
        ParsedStatement parsed = parse(sql);
        assertThat(parsed.kind()).isEqualTo(kind);
        assertThat(parsed.targetType()).isEqualTo(type);
        assertThat(String.join(
                        ";", parsed.targets().stream().map(NameChain::toString).toList()))
                .isEqualTo(targets);
    }

    @Test
    void orReplaceIfNotExistsAndTemporaryAreSeen() throws Exception {
        assertThat(parse("CREATE OR REPLACE TEMP VIEW v AS SELECT 1")).satisfies(parsed -> {
            assertThat(parsed.orReplace()).isTrue();
            assertThat(parsed.temporary()).isTrue();
            assertThat(parsed.ifNotExists()).isFalse();
        });
        assertThat(parse("CREATE INDEX IF NOT EXISTS i ON v (a)").ifNotExists()).isTrue();
    }

    @Test
    void commentsBetweenThePartsOfANameDoNotMatter() throws Exception {
        assertThat(parse("CREATE VIEW /* a */ d /* b */ . -- c\n s . v AS SELECT 1")
                        .name()
                        .toString())
                .isEqualTo("d.s.v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE VIEW AS SELECT 1|1|16|AS and a query were expected here, not SELECT.",
                "CREATE VIEW v SELECT 1|1|15|AS and a query were expected here, not SELECT.",
                "CREATE VIEW 'v' AS SELECT 1|1|13|The name of the view was expected here, not 'v'.",
                "CREATE INDEX i v (a)|1|16|ON and the name of a relation were expected here, not v.",
                "CREATE MATERIALIZED VIEW v IN CLUSTER|1|31|but the statement ends."
            })
    void aHeadThatBreaksOffIsReportedWithItsPlace(String sql, int line, int column, String message) {
        SqlTextException problem = catchThrowableOfType(SqlTextException.class, () -> parse(sql));
        assertThat(problem).hasMessageContaining(message);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isEqualTo(column);
    }

    private static ParsedStatement parse(String sql) throws SqlTextException {
        return StatementParser.parseAll(sql).get(0);
    }
}
