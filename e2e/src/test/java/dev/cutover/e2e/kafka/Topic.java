package dev.cutover.e2e.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic as a consumer outside sees it: committed messages only. Goes on reading until it is closed. */
final class Topic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Pattern LAST_AMOUNT = Pattern.compile("\"amount\":(\\d+)}+$");

    private final String broker;
    private final TopicPartition partition;
    private final Envelope envelope;
    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
    private final Thread follower;
    private volatile boolean closed;

    Topic(String broker, String name, Envelope envelope) {
        this.broker = broker;
        this.partition = new TopicPartition(name, 0);
        this.envelope = envelope;
        this.follower = new Thread(this::follow, "consumer of " + name);
    }

    Envelope envelope() {
        return envelope;
    }

    /** Begins to read. */
    Topic open() {
        follower.start();
        return this;
    }

    /** Whether the message of a change that left a row has arrived, from whatever side. */
    boolean has(int number) {
        return seen.contains(number);
    }

    /** Everything from the beginning to where the topic ends now, read by a consumer of its own. */
    List<Message> messages() {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            List<Message> messages = new ArrayList<>();
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> read : consumer.poll(POLL)) {
                    messages.add(new Message(read.key(), read.value()));
                }
            }
            return messages;
        }
    }

    private void follow() {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            while (!closed) {
                consumer.poll(POLL).forEach(read -> note(read.value()));
            }
        }
    }

    private void note(String value) {
        Matcher amount = LAST_AMOUNT.matcher(value == null ? "" : value);
        if (amount.find()) {
            seen.add(Integer.parseInt(amount.group(1)) % Side.RAISED);
        }
    }

    private KafkaConsumer<String, String> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker);
        settings.put("isolation.level", "read_committed");
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        return consumer;
    }

    @Override
    public void close() {
        closed = true;
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
