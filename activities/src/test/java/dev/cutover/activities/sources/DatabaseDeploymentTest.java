package dev.cutover.activities.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.UpstreamPostgres;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.util.List;
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

    private static UpstreamPostgres upstream;

    @TempDir
    Path folder;

    private Playground playground;

    @BeforeAll
    static void startUpstream() throws Exception {
        upstream = UpstreamPostgres.start();
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
        upstream.run("CREATE TABLE orders (id int PRIMARY KEY, amount int); ALTER TABLE orders REPLICA IDENTITY FULL;"
                + " INSERT INTO orders VALUES (1, 10); CREATE PUBLICATION shop FOR TABLE orders");
        playground.run("CREATE SCHEMA raw; " + upstream.connectionIn("raw"));
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
        upstream.awaitSlots(slots);
        assertThat(evidence.warnings())
                .anyMatch(warning -> warning.contains("holds the replication slot materialize_")
                        && slots.stream().allMatch(warning::contains));

        feeds.swap();
        upstream.run("INSERT INTO orders VALUES (2, 5)");
        feeds.awaitRows("SELECT total FROM feeds.totals", "15");
        assertThat(feeds.dropRetired(plan, green).remaining()).isEmpty();
        upstream.awaitSlots(playground.rows("SELECT replication_slot FROM mz_internal.mz_postgres_sources ORDER BY 1"));
        assertThat(upstream.slots()).hasSize(1);
    }

    /** There is no MySQL here: the sandbox takes the table to be there, and empty. */
    @Test
    void aMySqlSourceIsAnnouncedAsOneMoreReaderOfTheBinlogAndComesWithItsTables() throws Exception {
        playground.run("CREATE SCHEMA raw; CREATE CONNECTION raw.my TO MYSQL (HOST '127.0.0.1', PORT 3306, USER 'mz')"
                + " WITH (VALIDATE = false);");
        String source = "CREATE SOURCE feeds.shop IN CLUSTER {p}_ingest FROM MYSQL CONNECTION raw.my;";
        String orders = "CREATE TABLE feeds.orders FROM SOURCE feeds.shop (REFERENCE shop.orders);";
        String counted =
                "CREATE MATERIALIZED VIEW feeds.n IN CLUSTER {p}_ingest AS SELECT count(*) AS n FROM feeds.orders;";
        Ingestion feeds = new Ingestion(playground, folder, source + orders + counted)
                .model("shop", source)
                .model("orders", orders)
                .model("n", counted);
        Plan plan = feeds.plan();

        assertThat(plan.warnings())
                .anyMatch(warning ->
                        warning.contains("one more reader of its binlog") && warning.contains("read for a snapshot"));
        Inventory green = feeds.green(plan);
        assertThat(green.objects())
                .extracting(object -> object.name().name())
                .containsExactlyInAnyOrder("shop", "orders", "n");
        feeds.swap();
        assertThat(feeds.dropRetired(plan, green).remaining()).isEmpty();
        feeds.awaitRows("SELECT n FROM feeds.n", "0");
    }
}
