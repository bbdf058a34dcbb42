package dev.cutover.activities.materialize.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.catalog.SchemaName;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriterTest {
    private static final Renames GREEN = new Renames(
            Map.of(
                    new SchemaName("db", "shop"), "shop_g",
                    new SchemaName("db", "Mixed Case"), "Mixed Case_g",
                    new SchemaName("db", "mart"), "mart_g"),
            Map.of("serve", "serve_g"));
    private static final NameScope SHOP =
            new NameScope(new SchemaName("db", "shop"), Set.of("orders", "customers", "mz_own"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE VIEW v AS SELECT 1|CREATE VIEW \"db\".\"shop_g\".v AS SELECT 1",
                "CREATE VIEW shop.\"V\" AS SELECT 1|CREATE VIEW \"db\".\"shop_g\".\"V\" AS SELECT 1",
                "CREATE VIEW db.SHOP.v AS SELECT 1|CREATE VIEW db.\"shop_g\".v AS SELECT 1",
                "CREATE VIEW db /* a */ . /* b */ shop . v AS SELECT 1|CREATE VIEW db /* a */ . /* b */ \"shop_g\" . v AS SELECT 1",
                "CREATE MATERIALIZED VIEW v IN CLUSTER serve AS SELECT serve FROM mart.serve AS serve"
                        + "|CREATE MATERIALIZED VIEW \"db\".\"shop_g\".v IN CLUSTER \"serve_g\" AS SELECT serve FROM \"db\".\"mart_g\".serve AS serve",
                "CREATE MATERIALIZED VIEW v IN CLUSTER other AS SELECT 1|CREATE MATERIALIZED VIEW \"db\".\"shop_g\".v IN CLUSTER other AS SELECT 1",
                "CREATE INDEX i IN CLUSTER \"serve\" ON orders (id, shop.orders.x)"
                        + "|CREATE INDEX i IN CLUSTER \"serve_g\" ON \"db\".\"shop_g\".orders (id, \"shop_g\".orders.x)",
                "COMMENT ON COLUMN shop.orders.id IS 'shop.orders.id'|COMMENT ON COLUMN \"db\".\"shop_g\".orders.id IS 'shop.orders.id'",
                "COMMENT ON COLUMN orders.shop IS 'x'|COMMENT ON COLUMN \"db\".\"shop_g\".orders.shop IS 'x'",
                "COMMENT ON VIEW orders IS $$shop$$|COMMENT ON VIEW \"db\".\"shop_g\".orders IS $$shop$$",
                "GRANT SELECT ON orders, mart.x TO shop|GRANT SELECT ON \"db\".\"shop_g\".orders, \"db\".\"mart_g\".x TO shop",
                "GRANT USAGE ON CLUSTER serve TO serve|GRANT USAGE ON CLUSTER \"serve_g\" TO serve",
                "GRANT USAGE ON SCHEMA shop TO shop|GRANT USAGE ON SCHEMA \"db\".\"shop_g\" TO shop",
                "CREATE TABLE t FROM SOURCE s (REFERENCE shop.orders)|CREATE TABLE \"db\".\"shop_g\".t FROM SOURCE \"db\".\"shop_g\".s (REFERENCE shop.orders)",
                "CREATE CLUSTER serve (SIZE = 'serve')|CREATE CLUSTER \"serve_g\" (SIZE = 'serve')"
            })
    void namesAreRewrittenInEveryHead(String sql, String expected) throws Exception {
        assertThat(rewrite(sql).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT shop.orders.id, orders.shop, shop.id FROM shop.orders JOIN other.x AS shop ON true"
                        + "|SELECT \"shop_g\".orders.id, orders.shop, shop.id FROM \"db\".\"shop_g\".orders JOIN \"db\".\"other\".x AS shop ON true",
                "SELECT 'shop.orders', \"shop.orders\" AS shop, $x$FROM shop.orders$x$ FROM orders -- FROM shop.orders"
                        + "|SELECT 'shop.orders', \"shop.orders\" AS shop, $x$FROM shop.orders$x$ FROM \"db\".\"shop_g\".orders",
                "SELECT db.shop.orders.*, shop.orders.* FROM db.shop.orders|SELECT db.\"shop_g\".orders.*, \"shop_g\".orders.* FROM db.\"shop_g\".orders",
                "SELECT * FROM otherdb.shop.orders|SELECT * FROM otherdb.shop.orders",
                "SELECT * FROM \"Shop\".orders|SELECT * FROM \"db\".\"Shop\".orders",
                "SELECT * FROM \"Mixed Case\".\"Ünïcode\"|SELECT * FROM \"db\".\"Mixed Case_g\".\"Ünïcode\"",
                "SELECT * FROM mz_tables, mz_catalog.mz_views, mz_own|SELECT * FROM mz_tables, mz_catalog.mz_views, \"db\".\"shop_g\".mz_own",
                "WITH orders AS (SELECT * FROM orders) SELECT shop.orders.id FROM orders"
                        + "|WITH orders AS (SELECT * FROM \"db\".\"shop_g\".orders) SELECT \"shop_g\".orders.id FROM orders",
                "SELECT a FROM/**/shop/**/./**/orders|SELECT a FROM/**/\"db\".\"shop_g\"/**/./**/orders",
                "SELECT 1 FROM mart.a, (mart.b JOIN shop.customers USING (id)) AS mart"
                        + "|SELECT 1 FROM \"db\".\"mart_g\".a, (\"db\".\"mart_g\".b JOIN \"db\".\"shop_g\".customers USING (id)) AS mart"
            })
    void namesAreRewrittenInQueriesAndNothingElseIs(String query, String expected) throws Exception {
        assertThat(rewrite(query).text()).isEqualTo(expected);
    }

    @Test
    void nothingIsReplacedInGreen() throws Exception {
        assertThat(rewrite("CREATE OR /* x */ REPLACE VIEW v AS SELECT 1").text())
                .isEqualTo("CREATE VIEW \"db\".\"shop_g\".v AS SELECT 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE INDEX ON orders (a)|CREATE INDEX \"n\" ON \"db\".\"shop_g\".orders (a)",
                "CREATE DEFAULT INDEX IN CLUSTER serve ON orders|CREATE DEFAULT INDEX \"n\" IN CLUSTER \"serve_g\" ON \"db\".\"shop_g\".orders",
                "CREATE INDEX own ON orders (a)|CREATE INDEX own ON \"db\".\"shop_g\".orders (a)"
            })
    void anIndexWithoutANameGetsOne(String sql, String expected) throws Exception {
        ParsedStatement index = StatementParser.parseAll(sql).get(0);
        assertThat(new Rewriter(GREEN, SHOP).rewriteIndex(index, "n").text()).isEqualTo(expected);
    }

    @Test
    void theWayBackRestoresProductionsNames() throws Exception {
        String green = "CREATE MATERIALIZED VIEW \"db\".\"shop_g\".\"v\" IN CLUSTER \"serve_g\" AS SELECT"
                + " \"orders\".\"id\" FROM \"db\".\"shop_g\".\"orders\" AS \"orders\"";
        Rewritten blue = new Rewriter(GREEN.reversed(), SHOP)
                .rewrite(StatementParser.parseAll(green).get(0));
        assertThat(blue.text())
                .isEqualTo("CREATE MATERIALIZED VIEW \"db\".\"shop\".\"v\" IN CLUSTER \"serve\" AS SELECT"
                        + " \"orders\".\"id\" FROM \"db\".\"shop\".\"orders\" AS \"orders\"");
    }

    @Test
    void aPositionInTheRewrittenTextIsFoundInTheOriginal() throws Exception {
        String source =
                "-- head\nCREATE VIEW v AS\n  SELECT 'é😀', nope\n  FROM orders, shop.customers c\n  WHERE c.bad = 1;";
        Rewritten rewritten = rewrite(source);
        assertThat(placeOf(rewritten, "nope")).isEqualTo(new Rewritten.Place(3, 16));
        assertThat(placeOf(rewritten, "c.bad")).isEqualTo(new Rewritten.Place(5, 9));
        assertThat(placeOf(rewritten, "\"shop_g\".customers")).isEqualTo(new Rewritten.Place(4, 16));
        assertThat(placeOf(rewritten, "CREATE")).isEqualTo(new Rewritten.Place(2, 1));
        assertThat(rewritten.placeOf(100_000)).isEqualTo(new Rewritten.Place(5, 18));
    }

    private static Rewritten.Place placeOf(Rewritten rewritten, String part) {
        String text = rewritten.text();
        return rewritten.placeOf(text.codePointCount(0, text.indexOf(part)) + 1);
    }

    private static Rewritten rewrite(String sql) throws SqlTextException {
        return new Rewriter(GREEN, SHOP).rewrite(StatementParser.parseAll(sql).get(0));
    }
}
