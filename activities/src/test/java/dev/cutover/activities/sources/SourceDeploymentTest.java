package dev.cutover.activities.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sources without an upstream, and the rules that hold for all of them. */
class SourceDeploymentTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String AUCTIONS =
            "CREATE SOURCE feeds.auctions IN CLUSTER {p}_ingest FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s');";
    private static final String BIDS = "CREATE TABLE feeds.bids FROM SOURCE feeds.auctions (REFERENCE bids);";

    @TempDir
    Path folder;

    private Playground playground;

    @BeforeEach
    void install() {
        playground = SERVER.playground();
    }

    @AfterEach
    void remove() throws Exception {
        playground.close();
    }

    @Test
    void aLoadGeneratorWithItsTableIsMadeAnewSwappedAndTheOldOneDropped() throws Exception {
        Ingestion feeds = new Ingestion(playground, folder, AUCTIONS + BIDS)
                .model("auctions", AUCTIONS)
                .model("bids", BIDS);
        Plan plan = feeds.plan();

        assertThat(plan.warnings())
                .anyMatch(warning -> warning.contains("feeds.auctions is ingested anew")
                        && warning.contains("generates rows of its own"));
        Inventory green = feeds.green(plan);
        assertThat(green.objects())
                .extracting(object -> object.name().name(), CatalogObject::kind)
                .containsExactlyInAnyOrder(tuple("auctions", ObjectKind.SOURCE), tuple("bids", ObjectKind.TABLE));
        feeds.swap();
        DropReport report = feeds.dropRetired(plan, green);

        assertThat(report.remaining()).isEmpty();
        assertThat(report.dropped()).hasSize(4);
        feeds.awaitRows("SELECT count(*) > 0 FROM feeds.bids", "t");
    }

    @Test
    void whatWasPostedToAWebhookStaysWithTheOldVersionAndTheApproverHearsSo() throws Exception {
        String orders = "CREATE SOURCE feeds.orders IN CLUSTER {p}_ingest FROM WEBHOOK BODY FORMAT JSON;";
        Ingestion feeds = new Ingestion(playground, folder, orders).model("orders", orders);
        Plan plan = feeds.plan();
        Inventory green = feeds.green(plan);

        Evidence evidence = feeds.evidence(plan, green);

        assertThat(evidence.warnings())
                .anyMatch(warning ->
                        warning.contains("feeds.orders") && warning.contains("is lost when that is dropped"));
        feeds.swap();
        assertThat(feeds.dropRetired(plan, green).remaining()).isEmpty();
        assertThat(playground.rows("SELECT count(*) FROM feeds.orders")).containsExactly("0");
    }

    @Test
    void aSourceOutsideIsLeftAloneAndOnlyItsTableIsMadeAnew() throws Exception {
        Ingestion feeds = new Ingestion(playground, folder, """
                CREATE SCHEMA raw;
                CREATE CLUSTER {p}_raw (SIZE '25cc');
                CREATE SOURCE raw.auctions IN CLUSTER {p}_raw FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s');
                CREATE TABLE feeds.bids FROM SOURCE raw.auctions (REFERENCE bids);
                CREATE MATERIALIZED VIEW feeds.n IN CLUSTER {p}_ingest AS SELECT count(*) AS n FROM feeds.bids;
                """)
                .model("bids", "CREATE TABLE feeds.bids FROM SOURCE raw.auctions (REFERENCE bids);")
                .model(
                        "n",
                        "CREATE MATERIALIZED VIEW feeds.n IN CLUSTER {p}_ingest AS SELECT count(*) AS n FROM feeds.bids;");
        List<String> before = source("raw", "auctions");
        Plan plan = feeds.plan();

        assertThat(plan.warnings()).noneMatch(warning -> warning.contains("raw.auctions"));
        Inventory green = feeds.green(plan);
        feeds.swap();
        assertThat(feeds.dropRetired(plan, green).remaining()).isEmpty();

        assertThat(source("raw", "auctions")).isEqualTo(before);
        feeds.awaitRows("SELECT count(*) > 0 FROM feeds.bids", "t");
    }

    @Test
    void aSourceThatMadeItsOwnTablesGivesWayToOneWithTablesFromSource() throws Exception {
        Ingestion feeds = new Ingestion(
                        playground,
                        folder,
                        "CREATE SOURCE feeds.clicks IN CLUSTER {p}_ingest FROM LOAD GENERATOR COUNTER FOR ALL TABLES;"
                                + " CREATE VIEW feeds.top AS SELECT max(counter) AS top FROM feeds.counter;")
                .model("clicks", "CREATE SOURCE feeds.clicks IN CLUSTER {p}_ingest FROM LOAD GENERATOR COUNTER;")
                .model("counter", "CREATE TABLE feeds.counter FROM SOURCE feeds.clicks (REFERENCE counter);")
                .model("top", "CREATE VIEW feeds.top AS SELECT max(counter) AS top FROM feeds.counter;");
        Plan plan = feeds.plan();
        Inventory green = feeds.green(plan);
        feeds.swap();

        DropReport report = feeds.dropRetired(plan, green);

        assertThat(report.remaining()).isEmpty();
        assertThat(playground.rows("SELECT s.type FROM mz_sources s JOIN mz_schemas n ON n.id = s.schema_id"
                        + " JOIN mz_databases d ON d.id = n.database_id AND d.name = '{p}'"))
                .containsExactly("load-generator");
    }

    @Test
    void aSubsourceThatTheProjectDoesNotCreateDisappearsOnlyByName() throws Exception {
        String clicks = "CREATE SOURCE feeds.clicks IN CLUSTER {p}_ingest FROM LOAD GENERATOR COUNTER";
        Ingestion feeds = new Ingestion(playground, folder, clicks + " FOR ALL TABLES;").model("clicks", clicks + ";");

        String refusal = TestActivities.refusalOf(
                FailureType.PLAN_REFUSED,
                () -> Deployments.planning(
                        playground.targets(), feeds.project(), feeds.project().input(Ingestion.ID)));

        assertThat(refusal)
                .contains("Subsource " + playground.database() + ".feeds.counter", "feeds.clicks", "\"feeds.counter\"");
        assertThat(feeds.plan("feeds.counter").schemas()).hasSize(1);
    }

    @Test
    void aNewSourceIsSaidToBeNew() throws Exception {
        Ingestion feeds = new Ingestion(playground, folder, "")
                .model("auctions", AUCTIONS)
                .model("bids", BIDS);

        assertThat(feeds.plan().warnings())
                .anyMatch(warning -> warning.contains("feeds.auctions is new") && warning.contains("evidence"));
    }

    private List<String> source(String schema, String name) throws Exception {
        return playground.rows(
                "SELECT s.id, s.name, s.cluster_id FROM mz_sources s JOIN mz_schemas n ON n.id = s.schema_id"
                        + " JOIN mz_databases d ON d.id = n.database_id AND d.name = '{p}' WHERE n.name = '" + schema
                        + "' AND s.name = '" + name + "'");
    }
}
