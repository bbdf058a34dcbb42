package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sources read topics of a real broker. */
class KafkaSourceTest {
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
        topic.create();
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
        client.run("CREATE CLUSTER c (SIZE '25cc')");
        client.run("CREATE CONNECTION kc TO KAFKA (BROKER '" + KAFKA.broker().address()
                + "', SECURITY PROTOCOL PLAINTEXT)");
    }

    private String source(String name, String rest) {
        return "CREATE SOURCE " + name + " IN CLUSTER c FROM KAFKA CONNECTION kc (TOPIC '" + topic.name() + "') "
                + rest;
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void messagesBecomeRowsInEveryFormat() throws Exception {
        topic.write("k", "{\"a\":1}");
        client.run(source("texts", "FORMAT TEXT"), source("jsons", "FORMAT JSON"), source("bytes", "FORMAT BYTES"));

        client.awaitRows("SELECT text FROM texts", "{\"a\":1}");
        client.awaitRows("SELECT data ->> 'a' FROM jsons", "1");
        client.awaitRows("SELECT data FROM bytes", "\\x7b2261223a317d");

        topic.write("k", "{\"a\":2}");
        client.awaitRows("SELECT data ->> 'a' FROM jsons ORDER BY 1", "1", "2");
    }

    @Test
    void keyOffsetAndPartitionCanBeIncluded() throws Exception {
        topic.write("k", "v");
        client.run(
                source("s", "KEY FORMAT TEXT VALUE FORMAT TEXT INCLUDE KEY AS k, OFFSET, PARTITION, TIMESTAMP AS ts"));

        client.awaitRows("SELECT k, text, \"offset\", partition, ts > '2000-01-01' FROM s", "k|v|0|0|t");
    }

    @Test
    void withUpsertTheLastValueOfEachKeyCounts() throws Exception {
        topic.write("x", "1");
        topic.write("y", "2");
        topic.write("x", "3");
        topic.write("y", null);
        client.run(source("s", "KEY FORMAT TEXT VALUE FORMAT TEXT ENVELOPE UPSERT"));

        client.awaitRows("SELECT key, text FROM s", "x|3");
        assertThat(client.rows("SELECT envelope_type, key_format, value_format FROM mz_sources WHERE name = 's'"))
                .containsExactly("upsert|text|text");
    }

    @Test
    void upsertNeedsAKeyFormat() {
        assertThat(client.refusal(source("s", "FORMAT TEXT ENVELOPE UPSERT")))
                .isEqualTo("XX000 ENVELOPE [DEBEZIUM] UPSERT requires that KEY FORMAT be specified");
    }

    @Test
    void tablesReadTheirSourcesTopic() throws Exception {
        topic.write("k", "v");
        client.run(source("raw", ""));
        client.run("CREATE TABLE rows FROM SOURCE raw (REFERENCE \"" + topic.name() + "\") FORMAT TEXT");

        client.awaitRows("SELECT text FROM rows", "v");
        assertThat(client.rows("SELECT status FROM mz_internal.mz_source_statuses WHERE name = 'rows'"))
                .containsExactly("running");
    }

    @Test
    void whatASinkSendsASourceReads() throws Exception {
        client.run("CREATE TABLE t (id int, v text)", "INSERT INTO t VALUES (1, 'a')");
        client.run("CREATE SINK snk IN CLUSTER c FROM t INTO KAFKA CONNECTION kc (TOPIC '" + topic.name()
                + "') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT");
        client.run(source("back", "KEY FORMAT JSON VALUE FORMAT JSON ENVELOPE UPSERT"));
        client.awaitRows("SELECT data ->> 'v' FROM back", "a");

        client.run("DELETE FROM t");

        client.awaitRows("SELECT data ->> 'v' FROM back");
    }

    @Test
    void aTopicThatIsNotThereIsRefused() {
        assertThat(client.refusal("CREATE SOURCE s FROM KAFKA CONNECTION kc (TOPIC 'nowhere') FORMAT TEXT"))
                .isEqualTo("XX000 Topic does not exist");
    }
}
