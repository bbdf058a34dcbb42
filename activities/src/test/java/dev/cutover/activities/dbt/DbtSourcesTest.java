package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.activities.testing.UpstreamPostgres;
import dev.cutover.kafkabroker.KafkaBroker;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of source, with a table made from it where there is one, deployed by the real dbt in one project. */
@Tag(MaterializeServer.FAULTS)
class DbtSourcesTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dbts3333";

    private static final String PRODUCTION = """
            CREATE SCHEMA shop_feeds;
            CREATE CLUSTER {p}_ingest (SIZE '25cc');
            CREATE SOURCE shop_feeds.auctions IN CLUSTER {p}_ingest FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s');
            CREATE TABLE shop_feeds.bids FROM SOURCE shop_feeds.auctions (REFERENCE bids);
            CREATE SOURCE shop_feeds.clicks IN CLUSTER {p}_ingest FROM WEBHOOK BODY FORMAT JSON;
            CREATE SOURCE shop_feeds.topic IN CLUSTER {p}_ingest FROM KAFKA CONNECTION raw.kafka (TOPIC '{p}_orders');
            CREATE TABLE shop_feeds.messages FROM SOURCE shop_feeds.topic (REFERENCE "{p}_orders") FORMAT TEXT;
            CREATE SOURCE shop_feeds.database IN CLUSTER {p}_ingest FROM POSTGRES CONNECTION raw.pg (PUBLICATION 'shop');
            CREATE TABLE shop_feeds.orders FROM SOURCE shop_feeds.database (REFERENCE public.orders);
            CREATE SOURCE shop_feeds.legacy IN CLUSTER {p}_ingest FROM MYSQL CONNECTION raw.my;
            CREATE TABLE shop_feeds.customers FROM SOURCE shop_feeds.legacy (REFERENCE shop.customers);
            """;

    private static final String SWAP = """
            ALTER SCHEMA shop_feeds SWAP WITH shop_feeds_dbt_deploy;
            ALTER SCHEMA shop_feeds_dbt_deploy RENAME TO shop_feeds__retired_dbts3333;
            ALTER CLUSTER {p}_ingest SWAP WITH {p}_ingest_dbt_deploy;
            ALTER CLUSTER {p}_ingest_dbt_deploy RENAME TO {p}_ingest__retired_dbts3333;
            """;

    @TempDir
    private Path folder;

    @Test
    void everyKindOfSourceIsIngestedAnewWithItsTablesAndThePlanSaysWhatThatCosts() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                UpstreamPostgres upstream = UpstreamPostgres.start();
                Playground playground = SERVER.playground()) {
            install(playground, broker, upstream);
            TestProject project = project(playground);

            Plan plan = DbtShop.plan(playground, project, ID);
            Inventory cloned = Deployments.createGreen(playground.targets(), plan);
            Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);
            Evidence evidence = DbtShop.evidence(playground, project, plan, made);

            assertThat(plan.warnings())
                    .anyMatch(warning -> says(warning, "auctions", "generates rows of its own"))
                    .anyMatch(warning -> says(warning, "clicks", "is lost when that is dropped"))
                    .anyMatch(warning -> says(warning, "topic", "is read once more", "a consumer group of its own"))
                    .anyMatch(warning -> says(warning, "database", "one more replication slot"))
                    .anyMatch(warning -> says(warning, "legacy", "one more reader of its binlog"));
            assertThat(made.objects())
                    .extracting(object -> object.name().name(), CatalogObject::kind)
                    .containsExactlyInAnyOrder(
                            tuple("auctions", ObjectKind.SOURCE),
                            tuple("bids", ObjectKind.TABLE),
                            tuple("clicks", ObjectKind.SOURCE),
                            tuple("topic", ObjectKind.SOURCE),
                            tuple("messages", ObjectKind.TABLE),
                            tuple("database", ObjectKind.SOURCE),
                            tuple("orders", ObjectKind.TABLE),
                            tuple("legacy", ObjectKind.SOURCE),
                            tuple("customers", ObjectKind.TABLE),
                            tuple("total", ObjectKind.MATERIALIZED_VIEW));
            List<String> slots =
                    playground.rows("SELECT replication_slot FROM mz_internal.mz_postgres_sources ORDER BY 1");
            assertThat(slots).hasSize(2);
            upstream.awaitSlots(slots);
            assertThat(evidence.warnings())
                    .anyMatch(warning -> slots.stream().allMatch(warning::contains))
                    .anyMatch(warning -> warning.contains("consumer groups that begin with"));

            playground.run(SWAP);
            DropReport dropped = Deployments.drop(playground.targets(), Side.RETIRED, plan, made);

            assertThat(dropped.remaining()).isEmpty();
            upstream.awaitSlots(
                    playground.rows("SELECT replication_slot FROM mz_internal.mz_postgres_sources ORDER BY 1"));
            assertThat(upstream.slots()).hasSize(1);
            assertThat(playground.rows("SELECT amount FROM shop_feeds.total")).containsExactly("10");
            assertThat(playground.rows("SELECT text FROM shop_feeds.messages")).containsExactly("from the topic");
        }
    }

    private static boolean says(String warning, String source, String... words) {
        return warning.contains("shop_feeds." + source + " is ingested anew")
                && List.of(words).stream().allMatch(warning::contains);
    }

    private static void install(Playground playground, KafkaBroker broker, UpstreamPostgres upstream) throws Exception {
        String topic = playground.name("orders");
        broker.createTopic(topic);
        broker.write(topic, "a", "from the topic");
        upstream.run("CREATE TABLE orders (id int PRIMARY KEY, amount int); ALTER TABLE orders REPLICA IDENTITY FULL;"
                + " INSERT INTO orders VALUES (1, 10); CREATE PUBLICATION shop FOR TABLE orders");
        playground.run(
                "CREATE SCHEMA raw; " + upstream.connectionIn("raw")
                        + "CREATE CONNECTION raw.kafka TO KAFKA (BROKER '" + broker.address()
                        + "', SECURITY PROTOCOL PLAINTEXT);"
                        + "CREATE CONNECTION raw.my TO MYSQL (HOST '127.0.0.1', PORT 3306, USER 'mz') WITH (VALIDATE = false);");
        playground.run(PRODUCTION);
    }

    private TestProject project(Playground playground) {
        return new TestProject(folder, playground)
                .builtBy(DbtShop.dbt())
                .file("dbt_project.yml", """
                        name: shop
                        version: '1.0'
                        profile: shop
                        vars:
                          deployment:
                            production: {schemas: [shop_feeds], clusters: ["{p}_ingest"]}
                        models:
                          shop: {+schema: feeds, +cluster: "{p}_ingest"}
                        """)
                .file("models/auctions.sql", source("LOAD GENERATOR AUCTION (TICK INTERVAL '1s')"))
                .file("models/bids.sql", table("auctions", "bids", ""))
                .file("models/clicks.sql", source("WEBHOOK BODY FORMAT JSON"))
                .file("models/topic.sql", source("KAFKA CONNECTION raw.kafka (TOPIC '{p}_orders')"))
                .file("models/messages.sql", table("topic", "\"{p}_orders\"", "FORMAT TEXT"))
                .file("models/database.sql", source("POSTGRES CONNECTION raw.pg (PUBLICATION 'shop')"))
                .file("models/orders.sql", table("database", "public.orders", ""))
                .file("models/legacy.sql", source("MYSQL CONNECTION raw.my"))
                .file("models/customers.sql", table("legacy", "shop.customers", ""))
                .file("models/total.sql", """
                        {{ config(materialized='materialized_view') }}
                        SELECT sum(o.amount) AS amount FROM {{ ref('orders') }} o
                        """);
    }

    private static String source(String from) {
        return "{{ config(materialized='source') }}\nFROM " + from + "\n";
    }

    private static String table(String source, String reference, String format) {
        return "{{ config(materialized='source_table') }}\nFROM SOURCE {{ ref('" + source + "') }} (REFERENCE "
                + reference + ") " + format + "\n";
    }
}
