package dev.cutover.kafkabroker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a broker until it is told to stop. */
@Command(
        name = "kafka",
        mixinStandardHelpOptions = true,
        description = "A Kafka broker to try sources and sinks with, on 127.0.0.1 only. Its messages are gone with it.")
public final class KafkaBrokerMain implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "9092", description = "TCP port on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--topic",
            paramLabel = "NAME[=FILE]",
            mapFallbackValue = "",
            description = "Make this topic, with one message for each line of the file. May be given several times.")
    private Map<String, String> topics = new LinkedHashMap<>();

    /** Starts from the command line. */
    public static void main(String[] arguments) {
        // Not called logback.xml: programs that hold a broker in their own process have that file themselves.
        System.setProperty("logback.configurationFile", "dev/cutover/kafkabroker/logging.xml");
        System.exit(new CommandLine(new KafkaBrokerMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (KafkaBroker broker = KafkaBroker.start(port)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(broker), "kafka-shutdown"));
            for (Map.Entry<String, String> topic : topics.entrySet()) {
                boolean empty = topic.getValue().isEmpty();
                new Topics(broker.address())
                        .make(topic.getKey(), empty ? List.of() : Files.readAllLines(Path.of(topic.getValue())));
            }
            System.out.println("ready " + broker.address());
            stopped.await();
        }
        return 0;
    }

    private static void close(KafkaBroker broker) {
        try {
            broker.close();
        } catch (IOException e) {
            System.err.println("could not stop everything: " + e.getMessage());
        }
    }
}
