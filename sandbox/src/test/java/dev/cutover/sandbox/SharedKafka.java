package dev.cutover.sandbox;

import dev.cutover.kafkabroker.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Kafka broker for all test classes of a run; tests keep apart by the names of their topics. */
public final class SharedKafka implements BeforeAllCallback {
    private KafkaBroker broker;

    private record Running(KafkaBroker broker) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            broker.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, key -> start(), Running.class)
                .broker();
    }

    private static Running start() {
        try {
            return new Running(KafkaBroker.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker, which runs. */
    public KafkaBroker broker() {
        return broker;
    }
}
