package dev.cutover.activities.materialize.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String PRODUCTION = """
            CREATE ROLE {p}_app;
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE CLUSTER {p}_other (SIZE '25cc');
            CREATE VIEW shop.orders AS SELECT 1 AS id;
            CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW shop.more AS SELECT 1 AS a",
                "DROP INDEX shop.orders_idx",
                "CREATE MATERIALIZED VIEW public.stranger IN CLUSTER {p}_serve AS SELECT 1 AS a",
                "ALTER VIEW shop.orders RENAME TO orders2",
                "ALTER VIEW shop.orders OWNER TO {p}_app",
                "GRANT SELECT ON shop.orders TO {p}_app",
                "GRANT USAGE ON SCHEMA shop TO PUBLIC",
                "GRANT USAGE ON CLUSTER {p}_serve TO {p}_app",
                "ALTER SCHEMA shop OWNER TO {p}_app",
                "ALTER CLUSTER {p}_serve SET (SIZE '50cc')",
                "ALTER CLUSTER {p}_serve SET (REPLICATION FACTOR 2)",
                "COMMENT ON SCHEMA shop IS 'new'",
                "COMMENT ON CLUSTER {p}_serve IS 'new'",
                "COMMENT ON COLUMN shop.orders.id IS 'new'",
                "ALTER DEFAULT PRIVILEGES FOR ROLE {p}_app IN SCHEMA shop GRANT SELECT ON TABLES TO PUBLIC",
                "ALTER SCHEMA shop RENAME TO shop2"
            })
    void everyChangeOfBlueChangesIt(String change) throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            Blue blue = Blue.of(playground);
            String before = blue.fingerprint();

            playground.run(change + ";");

            assertThat(blue.fingerprint()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SCHEMA elsewhere",
                "COMMENT ON CLUSTER {p}_other IS 'new'",
                "CREATE VIEW public.reader AS SELECT id FROM shop.orders",
                "ALTER CLUSTER {p}_other SET (SIZE '50cc')",
                "GRANT {p}_app TO materialize"
            })
    void whatHappensElsewhereDoesNot(String change) throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            Blue blue = Blue.of(playground);
            String before = blue.fingerprint();

            playground.run(change + ";");

            assertThat(blue.fingerprint()).isEqualTo(before);
        }
    }

    @Test
    void ourOwnLinesDoNotCount() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            Blue blue = Blue.of(playground);
            String before = blue.fingerprint();
            String line = new OwnershipLine("aaaa2222", "w", "t", null, null, null).text();

            playground.run("COMMENT ON SCHEMA shop IS '" + line + "'; COMMENT ON CLUSTER {p}_serve IS '" + line + "';");

            assertThat(blue.fingerprint()).isEqualTo(before);
        }
    }

    private record Blue(Playground playground, PlannedSchema schema, PlannedCluster cluster) {
        static Blue of(Playground playground) throws SQLException {
            SchemaName shop = new SchemaName(playground.database(), "shop");
            try (Session session = playground.session()) {
                Catalog catalog = new Catalog(session);
                String schemaId = catalog.schema(shop).orElseThrow().id();
                String serve = playground.name("serve");
                String clusterId = catalog.cluster(serve).orElseThrow().id();
                return new Blue(
                        playground,
                        new PlannedSchema(shop, Change.REPLACE, schemaId, "g", "r"),
                        new PlannedCluster(serve, Change.REPLACE, clusterId, "g", "r", List.of()));
            }
        }

        String fingerprint() throws SQLException {
            try (Session session = playground.session()) {
                return Fingerprints.blue(session, List.of(schema), List.of(cluster));
            }
        }
    }
}
