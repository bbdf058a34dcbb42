package dev.cutover.starter.dbt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer of the topic with the revenue of each country, from its first message on. */
public final class Feed implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, String> consumer;
    private final List<Message> messages = new ArrayList<>();

    /**
     * What the topic says of a country.
     *
     * @param country the key
     * @param revenue in euros
     */
    public record Message(String country, BigDecimal revenue) {}

    private Feed(KafkaConsumer<String, String> consumer) {
        this.consumer = consumer;
    }

    /** Begins to read the topic, which exists. */
    public static Feed follow(String broker) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> whole = List.of(new TopicPartition(DbtShop.FEED, 0));
        consumer.assign(whole);
        consumer.seekToBeginning(whole);
        return new Feed(consumer);
    }

    /** Everything that has come so far. */
    public List<Message> messages() {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
            messages.add(read(record.value()));
        }
        return List.copyOf(messages);
    }

    /** The newest message about a country. */
    public Optional<Message> newest(String country) {
        return messages().stream()
                .filter(message -> message.country().equals(country))
                .reduce((older, newer) -> newer);
    }

    private static Message read(String value) {
        try {
            JsonNode row = JSON.readTree(value);
            return new Message(
                    row.path("country").asText(),
                    new BigDecimal(row.path("revenue").asText()));
        } catch (JsonProcessingException e) {
            throw new Problem(ExitCode.UNEXPECTED, "The sink has written what is no JSON: " + value, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
