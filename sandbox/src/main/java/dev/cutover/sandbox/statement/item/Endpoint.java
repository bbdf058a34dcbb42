package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Where a connection leads. Kafka brokers are pretended: one is there on every port but the reserved ones below 1024. Databases
 * are really looked for, and what answers is believed.
 */
record Endpoint(String type, String host, int port) {
    private static final int FIRST_FREE_PORT = 1024;
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

    /** Whether a pretended broker is there; true for everything that is no broker. */
    boolean hasBroker() {
        return !isKafka() || port >= FIRST_FREE_PORT;
    }

    /** Refuses with 58000 what cannot be connected to (objects / webhook_secret_connection). */
    void validate() {
        if (!hasBroker()) {
            throw SqlException.of("58000", "Broker transport failure");
        }
        if (isKafka()) {
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
