package dev.cutover.kafkabroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whatWasCommittedBeforeAPauseIsThereAfterIt() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            new Topics(broker.address()).make("orders", List.of("first"));

            broker.pause();
            broker.resume();
            write(broker, "second");

            assertThat(read(broker, 2)).containsExactly("first", "second");
        }
    }

    @Test
    void aMessageThatTheBrokerDoesNotTakeIsSeen() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            String tooLarge = "x".repeat(2 * 1024 * 1024);

            assertThatThrownBy(() -> new Topics(broker.address()).make("large", List.of("fits", tooLarge)))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(RecordTooLargeException.class);
            assertThatThrownBy(() -> broker.write("large", "k", tooLarge))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void closingASecondTimeDoesNothing() throws Exception {
        KafkaBroker broker = KafkaBroker.start();

        broker.close();

        assertThatNoException().isThrownBy(broker::close);
    }

    private static void write(KafkaBroker broker, String value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.address(), "transactional.id", "test");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("orders", value));
            producer.commitTransaction();
        }
    }

    private static List<String> read(KafkaBroker broker, int wanted) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.address(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("orders", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            Instant deadline = Instant.now().plus(PATIENCE);
            while (values.size() < wanted && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
            return values;
        }
    }
}
