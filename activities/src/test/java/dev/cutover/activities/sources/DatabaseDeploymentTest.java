package dev.cutover.activities.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sources of databases: a real PostgreSQL, which gets a second slot; of MySQL what the catalog tells. */
@Tag(MaterializeServer.FAULTS)
class DatabaseDeploymentTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static EmbeddedPostgres upstream;

    @TempDir
    Path folder;

    private Playground playground;

    @BeforeAll
    static void startUpstream() throws Exception {
        upstream = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .start();
    }

    @AfterAll
    static void stopUpstream() throws Exception {
        upstream.close();
    }

    @BeforeEach
    void install() {
        playground = SERVER.playground();
    }

    @AfterEach
    void remove() throws Exception {
        playground.close();
    }

    @Test
    void greenHoldsASlotOfItsOwnUntilTheOldVersionIsDropped() throws Exception {
        upstream("CREATE TABLE orders (id int PRIMARY KEY, amount int); ALTER TABLE orders REPLICA IDENTITY FULL;"
                + " INSERT INTO orders VALUES (1, 10); CREATE PUBLICATION shop FOR TABLE orders");
        playground.run("CREATE SCHEMA raw; CREATE SECRET raw.pw AS 'unused'; CREATE CONNECTION raw.pg TO POSTGRES (HOST"
                + " '127.0.0.1', PORT " + upstream.getPort()
                + ", USER 'postgres', PASSWORD SECRET raw.pw, DATABASE 'postgres');");
        String source =
                "CREATE SOURCE feeds.shop IN CLUSTER {p}_ingest FROM POSTGRES CONNECTION raw.pg (PUBLICATION 'shop');";
        String orders = "CREATE TABLE feeds.orders FROM SOURCE feeds.shop (REFERENCE public.orders);";
        String totals = "CREATE MATERIALIZED VIEW feeds.totals IN CLUSTER {p}_ingest AS SELECT sum(amount) AS total"
                + " FROM feeds.orders;";
        Ingestion feeds = new Ingestion(playground, folder, source + orders + totals)
                .model("shop", source)
                .model("orders", orders)
                .model("totals", totals);
        Plan plan = feeds.plan();

        assertThat(plan.warnings())
                .anyMatch(warning -> warning.contains("feeds.shop is ingested anew")
                        && warning.contains("one more replication slot"));
        Inventory green = feeds.green(plan);
        Evidence evidence = feeds.evidence(plan, green);
        List<String> slots = playground.rows("SELECT replication_slot FROM mz_internal.mz_postgres_sources ORDER BY 1");
        assertThat(slots).hasSize(2);
        awaitSlots(slots);
        assertThat(evidence.warnings())
                .anyMatch(warning -> warning.contains("holds the replication slot materialize_")
                        && slots.stream().allMatch(warning::contains));

        feeds.swap();
        upstream("INSERT INTO orders VALUES (2, 5)");
        feeds.awaitRows("SELECT total FROM feeds.totals", "15");
        assertThat(feeds.dropRetired(plan, green).remaining()).isEmpty();
        awaitSlots(playground.rows("SELECT replication_slot FROM mz_internal.mz_postgres_sources ORDER BY 1"));
        assertThat(slots()).hasSize(1);
    }

    @Test
    void aMySqlSourceIsAnnouncedAsOneMoreReaderOfTheBinlog() throws Exception {
        playground.run("CREATE SCHEMA raw; CREATE CONNECTION raw.my TO MYSQL (HOST '127.0.0.1', PORT 3306, USER 'mz')"
                + " WITH (VALIDATE = false);");
        String source = "CREATE SOURCE feeds.shop IN CLUSTER {p}_ingest FROM MYSQL CONNECTION raw.my;";
        Ingestion feeds = new Ingestion(playground, folder, source).model("shop", source);
        Plan plan = feeds.plan();

        assertThat(plan.warnings())
                .anyMatch(warning ->
                        warning.contains("one more reader of its binlog") && warning.contains("read for a snapshot"));
        Inventory green = feeds.green(plan);
        feeds.swap();
        assertThat(feeds.dropRetired(plan, green).remaining()).isEmpty();
    }

    private static void awaitSlots(List<String> wanted) throws SQLException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!slots().equals(wanted) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(slots()).isEqualTo(wanted);
    }

    private static List<String> slots() throws SQLException {
        try (Connection connection = DriverManager.getConnection(upstream.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT slot_name FROM pg_replication_slots")) {
            TreeSet<String> slots = new TreeSet<>();
            while (rows.next()) {
                slots.add(rows.getString(1));
            }
            return new ArrayList<>(slots);
        }
    }

    private static void upstream(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(upstream.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
