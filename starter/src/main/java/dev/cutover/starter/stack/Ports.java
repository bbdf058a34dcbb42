package dev.cutover.starter.stack;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Where the local processes listen, all on the loopback interface.
 *
 * @param sandbox the stand-in for Materialize
 * @param temporal Temporal's gRPC port
 * @param webUi Temporal's Web UI
 * @param worker the worker's metrics and health
 * @param kafka the Kafka broker, where there is one
 */
public record Ports(int sandbox, int temporal, int webUi, int worker, int kafka) {
    private static final int LOWEST_FREE = 20_000;
    private static final int LOWEST_HANDED_OUT = 32_768;
    private static final int TRIES = 1_000;

    /** The ports that people know, moved by an offset. */
    public static Ports usual(int offset) {
        return new Ports(6875 + offset, 7233 + offset, 8233 + offset, 9464 + offset, 9092 + offset);
    }

    /**
     * Ports that are free now. They lie below those that systems hand out by themselves (from 32768 on Linux, from 49152
     * elsewhere), so that no outgoing connection takes one before its program listens there.
     */
    public static Ports free() {
        List<Integer> free = new Random()
                .ints(LOWEST_FREE, LOWEST_HANDED_OUT)
                .distinct()
                .limit(TRIES)
                .filter(port -> !isTaken(port))
                .limit(5)
                .boxed()
                .toList();
        if (free.size() < 5) {
            throw new Problem(
                    ExitCode.UNEXPECTED,
                    "This machine has no five free ports between " + LOWEST_FREE + " and " + LOWEST_HANDED_OUT + ".");
        }
        return new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4));
    }

    /**
     * Fails with the names of the ports that somebody else uses.
     *
     * @param withKafka whether the broker's is needed too
     */
    public void requireFree(boolean withKafka) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        wanted.put("sandbox", sandbox);
        wanted.put("Temporal", temporal);
        wanted.put("Web UI", webUi);
        wanted.put("worker's metrics", worker);
        if (withKafka) {
            wanted.put("Kafka", kafka);
        }
        List<String> taken = wanted.entrySet().stream()
                .filter(port -> isTaken(port.getValue()))
                .map(port -> port.getValue() + " (" + port.getKey() + ")")
                .toList();
        if (!taken.isEmpty()) {
            throw new Problem(
                    ExitCode.USAGE,
                    "In use already: port " + String.join(", ", taken)
                            + ". Is another " + Program.name() + " dev running? Stop what uses them, or "
                            + "move all ports: --port-offset 100");
        }
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }
}
