package dev.cutover.sandbox.kafka;

import static dev.cutover.sandbox.sql.Identifiers.literal;

import dev.cutover.sandbox.postgres.Backend;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning, committed messages only, and keeps every message in PostgreSQL. */
final class SourceStream implements Stream {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Broker broker;
    private final String sourceId;
    private final String topic;
    private KafkaConsumer<byte[], byte[]> consumer;

    SourceStream(Broker broker, String sourceId, String topic) {
        this.broker = broker;
        this.sourceId = sourceId;
        this.topic = topic;
    }

    @Override
    public void step(Backend backend) throws IOException {
        try {
            open(backend);
            List<String> rows = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(PAUSE)) {
                rows.add("(" + literal(sourceId) + "," + message.partition() + "," + message.offset()
                        + ",to_timestamp(" + message.timestamp() + " / 1000.0) AT TIME ZONE 'UTC',"
                        + bytes(message.key())
                        + "," + bytes(message.value()) + ")");
            }
            if (!rows.isEmpty()) {
                backend.run("INSERT INTO mz_store.received VALUES " + String.join(",\n", rows));
            }
        } catch (KafkaException e) {
            throw new IOException("the broker at " + broker.address() + " gave no messages: " + e.getMessage(), e);
        }
    }

    private static String bytes(byte[] value) {
        return value == null ? "NULL" : "'\\x" + HexFormat.of().formatHex(value) + "'::bytea";
    }

    /** Goes on behind what was kept, so that a reader that failed in between neither skips nor repeats. */
    private void open(Backend backend) throws IOException {
        if (consumer != null) {
            return;
        }
        if (!broker.hasTopic(topic)) {
            throw new IOException("topic " + topic + " does not exist");
        }
        Map<Integer, Long> kept = new HashMap<>();
        backend.run("SELECT partition, max(\"offset\") FROM mz_store.received WHERE source_id = " + literal(sourceId)
                        + " GROUP BY 1")
                .forEach(row -> kept.put(Integer.valueOf(row.get(0)), Long.valueOf(row.get(1))));
        consumer = new KafkaConsumer<>(
                broker.consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            Long last = kept.get(partition.partition());
            if (last == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, last + 1);
            }
        }
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
            consumer = null;
        }
    }
}
