package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.kafka.Broker;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;

/**
 * Where a connection leads. What answers there is really looked for. Only at the two customary addresses of a Kafka broker on this
 * machine one is pretended when no real one answers, so that sinks can be tried without a broker. The pretended one at Kafka's own
 * port makes a topic that is asked for, as Kafka does by default (auto.create.topics.enable); the one at Redpanda's port does not, as
 * recorded (sinks / sources_formats_and_errors).
 */
record Endpoint(String type, String host, int port) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");
    private static final int KAFKA_PORT = 9092;
    private static final Set<Integer> CUSTOMARY_PORTS = Set.of(KAFKA_PORT, 19092);
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    /** The endpoint as an item's details keep it: {@code type host port}. */
    static Endpoint parse(String text) {
        String[] parts = text.split(" ");
        return new Endpoint(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    String text() {
        return type + " " + host + " " + port;
    }

    private boolean isKafka() {
        return type.equals("kafka");
    }

    /** The real broker, if one answers; empty for the pretended one. Neither is an error that the caller words. */
    Optional<Broker> broker(SqlException nobodyAnswers) {
        Broker broker = new Broker(host, port);
        if (broker.answers()) {
            return Optional.of(broker);
        }
        if (THIS_MACHINE.contains(host) && CUSTOMARY_PORTS.contains(port)) {
            return Optional.empty();
        }
        throw nobodyAnswers;
    }

    /** Whether the pretended broker there makes topics that nobody has made. */
    boolean makesTopics() {
        return port == KAFKA_PORT;
    }

    /** Refuses with 58000 what cannot be connected to (objects / webhook_secret_connection). */
    void validate() {
        if (isKafka()) {
            broker(SqlException.of("58000", "Broker transport failure"));
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
        } catch (IOException e) {
            String reason =
                    e instanceof java.net.ConnectException ? "Connection refused (os error 111)" : e.getMessage();
            throw SqlException.of("58000", "error connecting to server: " + reason);
        }
    }
}
