package dev.cutover.sandbox.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes batches of messages to a topic, each batch in one transaction together with a note of how far it went in the progress
 * topic. After a failure of unknown outcome the note tells what has arrived, so nothing is lost or doubled.
 */
final class SinkWriter implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String HEADER = "materialize-timestamp";

    private final Broker broker;
    private final String topic;
    private final String progressTopic;
    private final String name;
    private KafkaProducer<String, String> producer;
    private long written;

    /**
     * A writer for one sink.
     *
     * @param name identifies the sink to the broker; no two writers that live have the same
     */
    SinkWriter(Broker broker, String topic, String progressTopic, String name) {
        this.broker = broker;
        this.topic = topic;
        this.progressTopic = progressTopic;
        this.name = name;
    }

    /** A message with its place in the order of all messages of the sink; the value is null for a deletion. */
    record Message(long id, String key, String value) {}

    /** Writes messages in order, all or none, leaving out those that were written before. */
    void write(List<Message> messages) throws IOException {
        try {
            open();
            List<Message> fresh =
                    messages.stream().filter(message -> message.id() > written).toList();
            if (fresh.isEmpty()) {
                return;
            }
            long now = System.currentTimeMillis();
            long last = fresh.get(fresh.size() - 1).id();
            producer.beginTransaction();
            for (Message message : fresh) {
                ProducerRecord<String, String> sent = new ProducerRecord<>(topic, message.key(), message.value());
                sent.headers().add(HEADER, String.valueOf(now).getBytes(StandardCharsets.UTF_8));
                producer.send(sent);
            }
            String progress = "{\"frontier\":[" + (now + 1) + "],\"written\":" + last + "}";
            producer.send(new ProducerRecord<>(progressTopic, 0, name, progress));
            producer.commitTransaction();
            written = last;
        } catch (KafkaException e) {
            close();
            throw new IOException("the broker at " + broker.address() + " did not take messages: " + e.getMessage(), e);
        }
    }

    private void open() throws IOException {
        if (producer != null) {
            return;
        }
        broker.requireTopic(topic);
        broker.requireProgressTopic(progressTopic);
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.address());
        settings.put("transactional.id", "materialize-" + name);
        settings.put("max.block.ms", PATIENCE_MILLIS);
        settings.put("request.timeout.ms", PATIENCE_MILLIS / 2);
        settings.put("delivery.timeout.ms", PATIENCE_MILLIS);
        settings.put("linger.ms", 0);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        // Ends a transaction that an earlier producer of this name has left, so that the progress read next is final.
        producer.initTransactions();
        written = lastProgress();
    }

    private long lastProgress() {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(broker.consumerSettings(), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(progressTopic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            long last = 0;
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> note : consumer.poll(Duration.ofMillis(100))) {
                    if (name.equals(note.key())) {
                        last = Long.parseLong(note.value().replaceFirst(".*\"written\":(\\d+).*", "$1"));
                    }
                }
            }
            return last;
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
