package dev.cutover.sandbox;

import dev.cutover.kafkabroker.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic of a real broker as an outside program sees it: committed messages in their order. */
record Topic(KafkaBroker broker, String name) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Makes the topic, with one partition. */
    void create() throws ExecutionException, InterruptedException {
        broker.createTopic(name);
    }

    /** Writes one message; the value may be null. */
    void write(String key, String value) throws ExecutionException, InterruptedException {
        broker.write(name, key, value);
    }

    /** Every message as {@code key value}, once there are at least so many; what came by the deadline, if they are fewer. */
    List<String> messages(int wanted) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.address(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(name, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> messages = new ArrayList<>();
            Instant deadline = Instant.now().plus(PATIENCE);
            while (messages.size() < wanted && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(100))) {
                    messages.add(message.key() + " " + message.value());
                }
            }
            return messages;
        }
    }
}
