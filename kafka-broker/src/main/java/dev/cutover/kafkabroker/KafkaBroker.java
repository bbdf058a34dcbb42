package dev.cutover.kafkabroker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker, controller and broker in one, on 127.0.0.1 without TLS or passwords. It starts in a few seconds; its files are
 * in a temporary directory that {@link #close()} removes. Topics that a client names are not made by themselves. It may be stopped
 * and started again with the same address and the same messages.
 */
public final class KafkaBroker implements AutoCloseable {
    private final Path directory;
    private final KafkaConfig config;
    private final int port;
    private KafkaRaftServer server;

    private KafkaBroker(Path directory, int port, int controllerPort) {
        this.directory = directory;
        this.port = port;
        config = new KafkaConfig(settings(directory, port, controllerPort), false);
    }

    /** Starts a broker on a free port and waits until it serves clients. */
    public static KafkaBroker start() throws IOException {
        return start(0);
    }

    /**
     * Starts a broker and waits until it serves clients.
     *
     * @param port where; 0 for any free one
     */
    public static KafkaBroker start(int port) throws IOException {
        Path directory = Files.createTempDirectory("kafka-broker-");
        try {
            int[] ports = freePorts(port);
            KafkaBroker broker = new KafkaBroker(directory, ports[0], ports[1]);
            broker.format();
            broker.resume();
            return broker;
        } catch (IOException | RuntimeException e) {
            remove(directory);
            throw e;
        }
    }

    /** Two ports that nobody listens on; both are held until both are known, so that they differ. */
    private static int[] freePorts(int port) throws IOException {
        try (ServerSocket client = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                ServerSocket controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {client.getLocalPort(), controller.getLocalPort()};
        }
    }

    private static Properties settings(Path directory, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("listeners", "CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "CLIENT://127.0.0.1:" + port);
        settings.setProperty("inter.broker.listener.name", "CLIENT");
        settings.setProperty("log.dirs", directory.toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // One node holds everything, so what Kafka spreads over three by default is kept once.
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.setProperty(topic + ".replication.factor", "1");
            settings.setProperty(topic + ".num.partitions", "1");
        }
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("log.segment.bytes", String.valueOf(16 * 1024 * 1024));
        return settings;
    }

    private void format() throws IOException {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        } catch (Exception e) {
            throw new IOException("the broker's directory " + directory + " could not be formatted", e);
        }
    }

    /** Where clients connect, as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Makes a topic with one partition. */
    public void createTopic(String name) throws ExecutionException, InterruptedException {
        new Topics(address()).make(name, List.of());
    }

    /**
     * Writes one message; the value may be null.
     *
     * @throws ExecutionException when the broker did not take it
     */
    public void write(String topic, String key, String value) throws ExecutionException, InterruptedException {
        new Topics(address()).write(topic, key, value);
    }

    /** Stops serving; topics and messages stay for {@link #resume()}. */
    public synchronized void pause() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Serves again what {@link #pause()} has left. */
    public synchronized void resume() {
        if (server == null) {
            server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
        }
    }

    /** Stops it for good and removes its files; a second time nothing is left to do. */
    @Override
    public synchronized void close() throws IOException {
        pause();
        if (Files.exists(directory)) {
            remove(directory);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
