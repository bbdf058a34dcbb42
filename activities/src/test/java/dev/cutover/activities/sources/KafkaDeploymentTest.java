package dev.cutover.activities.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.kafkabroker.KafkaBroker;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kafka sources of a real broker, read a second time by green. */
@Tag(MaterializeServer.FAULTS)
class KafkaDeploymentTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static KafkaBroker broker;

    @TempDir
    Path folder;

    private Playground playground;
    private String topic;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void install() throws Exception {
        playground = SERVER.playground();
        topic = playground.name("orders");
        broker.createTopic(topic);
        playground.run("CREATE SCHEMA raw; CREATE CLUSTER {p}_raw (SIZE '25cc');"
                + " CREATE CONNECTION raw.kafka TO KAFKA (BROKER '" + broker.address()
                + "', SECURITY PROTOCOL PLAINTEXT);");
    }

    @AfterEach
    void remove() throws Exception {
        playground.close();
    }

    @Test
    void greenReadsTheWholeTopicAgainAndProductionGoesOnReadingIt() throws Exception {
        broker.write(topic, "a", "1");
        String source = "CREATE SOURCE feeds.orders IN CLUSTER {p}_ingest FROM KAFKA CONNECTION raw.kafka (TOPIC '"
                + topic + "') KEY FORMAT TEXT VALUE FORMAT TEXT ENVELOPE UPSERT;";
        Ingestion feeds = new Ingestion(playground, folder, source).model("orders", source);
        feeds.awaitRows("SELECT text FROM feeds.orders", "1");
        Plan plan = feeds.plan();
        Inventory green = feeds.green(plan);
        broker.write(topic, "b", "2");

        feeds.awaitRows("SELECT text FROM feeds__green_ffff5555.orders ORDER BY 1", "1", "2");
        feeds.awaitRows("SELECT text FROM feeds.orders ORDER BY 1", "1", "2");
        Evidence evidence = feeds.evidence(plan, green);
        assertThat(evidence.warnings())
                .anyMatch(warning -> warning.contains("Topic " + topic + " is read once more")
                        && warning.contains("a consumer group of its own"))
                .anyMatch(warning -> warning.contains("consumer groups that begin with")
                        && warning.contains("-" + green.objects().get(0).id() + "."));

        feeds.swap();
        assertThat(feeds.dropRetired(plan, green).remaining()).isEmpty();
        broker.write(topic, "c", "3");
        feeds.awaitRows("SELECT text FROM feeds.orders ORDER BY 1", "1", "2", "3");
    }

    @Test
    void aTableOfASourceOutsideIsProductionsWorkAndThePlanSaysSo() throws Exception {
        broker.write(topic, "a", "1");
        String table = "CREATE TABLE feeds.orders FROM SOURCE raw.orders (REFERENCE \"" + topic + "\") FORMAT TEXT;";
        playground.run(
                "CREATE SOURCE raw.orders IN CLUSTER {p}_raw FROM KAFKA CONNECTION raw.kafka (TOPIC '" + topic + "');");
        Ingestion feeds = new Ingestion(playground, folder, "").model("orders", table);

        Plan plan = feeds.plan();

        assertThat(plan.warnings())
                .anyMatch(warning -> warning.contains("raw.orders is not part of the deployment and fills")
                        && warning.contains("on cluster " + playground.name("raw"))
                        && warning.contains("may get no new data"));
        feeds.green(plan);
        feeds.awaitRows("SELECT text FROM feeds__green_ffff5555.orders", "1");
    }

    @Test
    void aSourceOfAnotherTopicIsToldFromTheCatalog() throws Exception {
        String source = "CREATE SOURCE feeds.orders IN CLUSTER {p}_ingest FROM KAFKA CONNECTION raw.kafka (TOPIC '%s')"
                + " FORMAT TEXT;";
        String next = playground.name("orders_2");
        broker.createTopic(next);
        Ingestion feeds =
                new Ingestion(playground, folder, source.formatted(topic)).model("orders", source.formatted(next));
        Plan plan = feeds.plan();

        Evidence evidence = feeds.evidence(plan, feeds.green(plan));

        assertThat(evidence.warnings())
                .anyMatch(warning -> warning.contains("read topic " + topic + " and reads topic " + next));
    }
}
