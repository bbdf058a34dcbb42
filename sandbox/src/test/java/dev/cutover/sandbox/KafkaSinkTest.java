package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kafkabroker.KafkaBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sinks write to the broker that their connection names, as Materialize documents it. */
class KafkaSinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    private Sandbox sandbox;
    private Client client;
    private Topic topic;

    @BeforeEach
    void install(TestInfo test) throws Exception {
        topic = new Topic(KAFKA.broker(), test.getTestMethod().orElseThrow().getName());
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
        client.run("CREATE CLUSTER c (SIZE '25cc')", "CREATE TABLE t (id int, v text)", connection(KAFKA.broker()));
        client.run("INSERT INTO t VALUES (1, 'a'), (2, 'b')", "CREATE SCHEMA blue", "CREATE SCHEMA green");
        client.run("CREATE MATERIALIZED VIEW blue.m IN CLUSTER c AS SELECT id, v FROM t");
        client.run("CREATE MATERIALIZED VIEW green.m IN CLUSTER c AS SELECT id, upper(v) AS v FROM t");
    }

    private static String connection(KafkaBroker broker) {
        return "CREATE CONNECTION kc TO KAFKA (BROKER '" + broker.address() + "', SECURITY PROTOCOL PLAINTEXT)";
    }

    private String sink(String connection, String rest) {
        return "CREATE SINK snk IN CLUSTER c FROM blue.m INTO KAFKA CONNECTION " + connection + " (TOPIC '"
                + topic.name() + "') " + rest;
    }

    private String upsert() {
        return sink("kc", "KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void anUpsertSinkSendsTheSnapshotThenEachChangeAndATombstoneForADeletion() throws Exception {
        client.run(upsert());
        assertThat(topic.messages(2))
                .containsExactly("{\"id\":1} {\"id\":1,\"v\":\"a\"}", "{\"id\":2} {\"id\":2,\"v\":\"b\"}");

        client.run("UPDATE t SET v = 'z' WHERE id = 1");
        assertThat(topic.messages(3)).last().isEqualTo("{\"id\":1} {\"id\":1,\"v\":\"z\"}");

        client.run("DELETE FROM t WHERE id = 2");
        assertThat(topic.messages(4)).hasSize(4).last().isEqualTo("{\"id\":2} null");
    }

    @Test
    void aDebeziumSinkSendsBeforeAndAfter() throws Exception {
        client.run(sink("kc", "KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE DEBEZIUM"));
        assertThat(topic.messages(2))
                .first()
                .isEqualTo("{\"id\":1} {\"before\":null,\"after\":{\"id\":1,\"v\":\"a\"}}");

        client.run("UPDATE t SET v = 'z' WHERE id = 1");
        assertThat(topic.messages(3))
                .last()
                .isEqualTo("{\"id\":1} {\"before\":{\"id\":1,\"v\":\"a\"},\"after\":{\"id\":1,\"v\":\"z\"}}");

        client.run("DELETE FROM t WHERE id = 2");
        assertThat(topic.messages(4))
                .hasSize(4)
                .last()
                .isEqualTo("{\"id\":2} {\"before\":{\"id\":2,\"v\":\"b\"},\"after\":null}");
    }

    @Test
    void withoutKeyAnUpdateIsADeletionAndAnInsertion() throws Exception {
        client.run(sink("kc", "FORMAT JSON ENVELOPE DEBEZIUM"));
        assertThat(topic.messages(2)).allMatch(message -> message.startsWith("null {\"before\":null"));

        client.run("UPDATE t SET v = 'z' WHERE id = 1");

        assertThat(topic.messages(4).subList(2, 4))
                .containsExactlyInAnyOrder(
                        "null {\"before\":{\"id\":1,\"v\":\"a\"},\"after\":null}",
                        "null {\"before\":null,\"after\":{\"id\":1,\"v\":\"z\"}}");
    }

    @Test
    void numbersWithDecimalsAndTimesAreStrings() throws Exception {
        client.run("CREATE TABLE p (id int, price numeric, at timestamp, ok bool)");
        client.run("INSERT INTO p VALUES (1, 2.50, '1970-01-01 00:00:01', true)");
        client.run("CREATE SINK snk FROM p INTO KAFKA CONNECTION kc (TOPIC '" + topic.name()
                + "') FORMAT JSON ENVELOPE DEBEZIUM");

        assertThat(topic.messages(1))
                .containsExactly(
                        "null {\"before\":null,\"after\":{\"id\":1,\"price\":\"2.50\",\"at\":\"1000\",\"ok\":true}}");
    }

    @Test
    void withoutSnapshotOnlyChangesAreSent() throws Exception {
        client.run(upsert() + " WITH (SNAPSHOT = false)", "INSERT INTO t VALUES (3, 'c')");

        assertThat(topic.messages(1)).containsExactly("{\"id\":3} {\"id\":3,\"v\":\"c\"}");
        assertThat(client.rows("SHOW CREATE SINK snk").get(0)).contains("WITH (SNAPSHOT = false)");
        client.run("ALTER SINK snk SET FROM green.m");
        assertThat(client.rows("SHOW CREATE SINK snk").get(0)).contains("WITH (SNAPSHOT = false, VERSION = 1)");
    }

    @Test
    void anotherRelationIsFollowedWithoutASnapshotAndBackAgain() throws Exception {
        client.run(upsert());
        client.run("INSERT INTO t VALUES (3, 'c')", "ALTER SINK snk SET FROM green.m", "INSERT INTO t VALUES (4, 'd')");
        assertThat(topic.messages(4)).last().isEqualTo("{\"id\":4} {\"id\":4,\"v\":\"D\"}");

        client.run(
                "UPDATE t SET v = 'z' WHERE id = 1", "ALTER SINK snk SET FROM blue.m", "INSERT INTO t VALUES (5, 'e')");

        assertThat(topic.messages(6))
                .containsExactly(
                        "{\"id\":1} {\"id\":1,\"v\":\"a\"}",
                        "{\"id\":2} {\"id\":2,\"v\":\"b\"}",
                        "{\"id\":3} {\"id\":3,\"v\":\"c\"}",
                        "{\"id\":4} {\"id\":4,\"v\":\"D\"}",
                        "{\"id\":1} {\"id\":1,\"v\":\"Z\"}",
                        "{\"id\":5} {\"id\":5,\"v\":\"e\"}");
    }

    @Test
    void nothingIsLostOrDoubledWhileRowsComeDuringSwitches() throws Exception {
        client.run(upsert());
        AtomicBoolean done = new AtomicBoolean();
        Thread switching = new Thread(() -> switchUntil(done));
        switching.start();
        for (int id = 3; id <= 120; id++) {
            client.run("INSERT INTO t VALUES (" + id + ", 'x')");
        }
        done.set(true);
        switching.join();
        client.run("INSERT INTO t VALUES (1000, 'last')");

        List<String> messages = topic.messages(121);
        assertThat(messages).hasSize(121);
        assertThat(messages.stream().map(message -> message.split(" ")[0])).doesNotHaveDuplicates();
    }

    private void switchUntil(AtomicBoolean done) {
        try (Client other = Client.of(sandbox)) {
            for (int i = 0; !done.get(); i++) {
                other.run("ALTER SINK snk SET FROM " + (i % 2 == 0 ? "green.m" : "blue.m"));
            }
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSnapshotWaitsForHydration() throws Exception {
        sandbox.faults().neverHydrate("m");
        client.run(upsert() + " WITH (SNAPSHOT = true)");
        client.run("INSERT INTO t VALUES (3, 'c')");

        sandbox.faults().hydrateAfter("m", 0);

        assertThat(topic.messages(3)).hasSize(3);
    }

    @Test
    void aBrokerThatDiesStallsTheSinkAndGetsEverythingOnceWhenItIsBack() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            Topic own = new Topic(broker, topic.name());
            client.run(connection(broker).replace(" kc ", " own "));
            client.run(sink("own", "KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT"));
            assertThat(own.messages(2)).hasSize(2);

            broker.pause();
            client.run("INSERT INTO t VALUES (3, 'c')");
            awaitStatus("stalled");
            client.run("ALTER SINK snk SET FROM green.m", "INSERT INTO t VALUES (4, 'd')");
            broker.resume();
            awaitStatus("running");

            assertThat(own.messages(4))
                    .containsExactly(
                            "{\"id\":1} {\"id\":1,\"v\":\"a\"}",
                            "{\"id\":2} {\"id\":2,\"v\":\"b\"}",
                            "{\"id\":3} {\"id\":3,\"v\":\"c\"}",
                            "{\"id\":4} {\"id\":4,\"v\":\"D\"}");
        }
    }

    private void awaitStatus(String status) throws Exception {
        String query = "SELECT status FROM mz_internal.mz_sink_statuses WHERE name = 'snk'";
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!client.rows(query).contains(status) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(client.rows(query)).containsExactly(status);
    }

    @Test
    void progressIsNotedInTheTopicThatTheCatalogNames() throws Exception {
        client.run(upsert());
        assertThat(topic.messages(2)).hasSize(2);

        String name = client.rows("SELECT sink_progress_topic FROM mz_kafka_connections")
                .get(0);

        assertThat(name).startsWith("_materialize-progress-");
        assertThat(new Topic(KAFKA.broker(), name).messages(1))
                .first()
                .asString()
                .contains("\"frontier\":[");
    }

    @Test
    void twoSandboxesMayWriteToOneTopic() throws Exception {
        client.run(upsert());
        assertThat(topic.messages(2)).hasSize(2);

        try (Sandbox second = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
                Client other = Client.of(second)) {
            other.run(connection(KAFKA.broker()), "CREATE TABLE t (id int, v text)", "INSERT INTO t VALUES (9, 'y')");
            other.run("CREATE SINK snk FROM t INTO KAFKA CONNECTION kc (TOPIC '" + topic.name()
                    + "') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT");
            assertThat(topic.messages(3)).last().asString().contains("\"y\"");
        }
        client.run("INSERT INTO t VALUES (3, 'c')");

        assertThat(topic.messages(4)).hasSize(4).last().asString().contains("\"c\"");
    }

    @Test
    void whereNoBrokerAnswersMaterializesErrorsAreGiven() throws Exception {
        int dead;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = socket.getLocalPort();
        }
        String connection =
                "CREATE CONNECTION dead TO KAFKA (BROKER '127.0.0.1:" + dead + "', SECURITY PROTOCOL PLAINTEXT)";

        assertThat(client.refusal(connection)).isEqualTo("58000 Broker transport failure");
        client.run(connection + " WITH (VALIDATE = false)");
        assertThat(client.refusal("VALIDATE CONNECTION dead")).isEqualTo("58000 Broker transport failure");
        assertThat(client.refusal(sink("dead", "FORMAT JSON ENVELOPE DEBEZIUM")))
                .isEqualTo("XX000 KAFKA sink validation: admin client errored");
        assertThat(client.refusal("CREATE SOURCE s FROM KAFKA CONNECTION dead (TOPIC 'x') FORMAT JSON"))
                .isEqualTo("XX000 Meta data fetch error: BrokerTransportFailure (Local: Broker transport failure)");
    }
}
