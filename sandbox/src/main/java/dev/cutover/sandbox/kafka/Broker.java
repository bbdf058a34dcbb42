package dev.cutover.sandbox.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** A Kafka broker by its address, spoken to without TLS and without passwords. */
public record Broker(String host, int port) {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final Map<String, String> PROGRESS = Map.of("cleanup.policy", "compact", "retention.bytes", "-1");

    /** The address as Kafka's clients want it. */
    public String address() {
        return host + ":" + port;
    }

    /** How to read what was committed there. */
    Map<String, Object> consumerSettings() {
        return Map.of(
                "bootstrap.servers",
                address(),
                "isolation.level",
                "read_committed",
                "default.api.timeout.ms",
                ANSWER_MILLIS,
                "max.poll.records",
                5_000);
    }

    /** Whether a Kafka broker answers there now. */
    public boolean answers() {
        if (!listens()) {
            return false;
        }
        try {
            asked(admin -> admin.describeCluster().nodes().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether anything listens: much sooner known than whether it is a broker. */
    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a topic exists. */
    public boolean hasTopic(String topic) throws IOException {
        return asked(admin -> admin.listTopics().names().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS))
                .contains(topic);
    }

    /** Makes a topic with the broker's own defaults unless it is there. */
    public void requireTopic(String topic) throws IOException {
        create(new NewTopic(topic, Optional.empty(), Optional.empty()));
    }

    /** Makes the topic in which sinks note how far they have come: one partition, compacted, kept for ever. */
    void requireProgressTopic(String topic) throws IOException {
        create(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(PROGRESS));
    }

    private void create(NewTopic topic) throws IOException {
        if (hasTopic(topic.name())) {
            return;
        }
        asked(admin -> {
            try {
                return admin.createTopics(List.of(topic)).all().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicExistsException) {
                    return null;
                }
                throw e;
            }
        });
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, TimeoutException, InterruptedException;
    }

    private <T> T asked(Question<T> question) throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                address(),
                "request.timeout.ms",
                ANSWER_MILLIS / 2,
                "default.api.timeout.ms",
                ANSWER_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            return question.ask(admin);
        } catch (ExecutionException e) {
            throw new IOException("the broker at " + address() + " refused: " + e.getCause(), e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw new IOException("the broker at " + address() + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the broker at " + address() + " was asked", e);
        }
    }
}
