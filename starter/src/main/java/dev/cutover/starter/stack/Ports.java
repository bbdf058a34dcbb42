package dev.cutover.starter.stack;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    /** The ports that people know, moved by an offset. */
    public static Ports usual(int offset) {
        return new Ports(6875 + offset, 7233 + offset, 8233 + offset, 9464 + offset, 9092 + offset);
    }

    /** Ports that are free now. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new Ports(
                    held.get(0).getLocalPort(),
                    held.get(1).getLocalPort(),
                    held.get(2).getLocalPort(),
                    held.get(3).getLocalPort(),
                    held.get(4).getLocalPort());
        } catch (IOException e) {
            throw new Problem(ExitCode.UNEXPECTED, "This machine has no free port: " + e.getMessage(), e);
        } finally {
            held.forEach(Ports::release);
        }
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

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new Problem(ExitCode.UNEXPECTED, "A port cannot be released: " + e.getMessage(), e);
        }
    }
}
