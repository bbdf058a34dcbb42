package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.sandbox.kafka.Broker;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where no broker answers at a customary address of this machine, one is pretended. */
class PretendedBrokerTest {
    @RegisterExtension
    static final SharedPostgres POSTGRES = new SharedPostgres();

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void install() throws Exception {
        for (int port : List.of(9092, 19092)) {
            Assumptions.assumeFalse(new Broker("localhost", port).answers(), "a real broker answers at " + port);
        }
        sandbox = Sandbox.start(SandboxOptions.instant(), POSTGRES.server());
        client = Client.of(sandbox);
        client.run(
                "CREATE CONNECTION kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT)",
                "CREATE CONNECTION redpanda TO KAFKA (BROKER 'localhost:19092', SECURITY PROTOCOL PLAINTEXT)");
    }

    @AfterEach
    void stop() throws Exception {
        if (sandbox != null) {
            client.close();
            sandbox.close();
        }
    }

    @Test
    void atKafkasPortATopicIsMadeWhenItIsAskedForAndCanBeWrittenLater() throws Exception {
        client.run("CREATE SOURCE back FROM KAFKA CONNECTION kafka (TOPIC 'orders') FORMAT JSON");
        assertThat(client.rows("SELECT * FROM back")).isEmpty();

        client.run(
                "CREATE TABLE t (id int)",
                "INSERT INTO t VALUES (7)",
                "CREATE SINK out FROM t INTO KAFKA CONNECTION kafka (TOPIC 'orders') FORMAT JSON ENVELOPE DEBEZIUM");

        client.awaitRows("SELECT data -> 'after' ->> 'id' FROM back", "7");
    }

    @Test
    void atRedpandasPortATopicMustBeThere() {
        assertThat(client.refusal("CREATE SOURCE back FROM KAFKA CONNECTION redpanda (TOPIC 'orders') FORMAT JSON"))
                .isEqualTo("XX000 Topic does not exist");
    }
}
