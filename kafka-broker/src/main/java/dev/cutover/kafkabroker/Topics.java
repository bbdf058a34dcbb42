package dev.cutover.kafkabroker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes and fills topics of one broker. */
public final class Topics {
    private final Map<String, Object> settings;

    /**
     * The topics of a broker.
     *
     * @param address the broker's, as {@code host:port}
     */
    public Topics(String address) {
        this.settings = Map.of("bootstrap.servers", address);
    }

    /**
     * Makes a topic of one partition, with a message without key for each of these values, in their order.
     *
     * @throws ExecutionException when the broker did not make it, or did not take a message
     */
    public void make(String topic, List<String> values) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        if (values.isEmpty()) {
            return;
        }
        send(values.stream()
                .map(value -> new ProducerRecord<String, String>(topic, value))
                .toList());
    }

    /** Writes one message; key and value may be null. */
    void write(String topic, String key, String value) throws ExecutionException, InterruptedException {
        send(List.of(new ProducerRecord<>(topic, key, value)));
    }

    /** A message that the broker does not take is seen only by who asks what became of it. */
    private void send(List<ProducerRecord<String, String>> messages) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = producer()) {
            List<Future<RecordMetadata>> sent =
                    messages.stream().map(producer::send).toList();
            for (Future<RecordMetadata> answer : sent) {
                answer.get();
            }
        }
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
