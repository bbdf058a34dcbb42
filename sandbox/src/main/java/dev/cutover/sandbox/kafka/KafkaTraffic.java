package dev.cutover.sandbox.kafka;

import static dev.cutover.sandbox.sql.Identifiers.literal;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.session.World;
import dev.cutover.sandbox.upstream.PostgresStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every sink and source of a real broker, and every source of a real PostgreSQL, has a stream, and that none is
 * left of those that were dropped.
 */
public final class KafkaTraffic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTraffic.class);
    private static final long PERIOD_MILLIS = 50;
    private static final long END_MILLIS = 2_000;
    private static final String ENVIRONMENT = "sandbox-local-00000000-0000-0000-0000-000000000000-0";

    private final World world;
    private final String run = UUID.randomUUID().toString();
    private final Map<String, StreamThread> streams = new HashMap<>();
    private final ScheduledExecutorService clock;

    /** The traffic of one sandbox. */
    public KafkaTraffic(World world) {
        this.world = world;
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-kafka-traffic");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins. */
    public void start() {
        clock.scheduleWithFixedDelay(this::supervise, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void supervise() {
        Catalog catalog = world.store().current();
        for (Item item : catalog.items().values()) {
            if ((item.detail(Item.BROKER) != null || item.detail(Item.SLOT) != null)
                    && !streams.containsKey(item.id())
                    && (item.kind() == Kind.SINK || item.kind() == Kind.SOURCE)) {
                StreamThread thread = new StreamThread(world, item.id(), stream(item));
                streams.put(item.id(), thread);
                thread.start();
            }
        }
        List<String> gone = streams.keySet().stream()
                .filter(id -> !catalog.items().containsKey(id))
                .toList();
        gone.forEach(this::end);
    }

    private Stream stream(Item item) {
        if (item.detail(Item.SLOT) != null) {
            return new PostgresStream(world, item);
        }
        String[] address = item.detail(Item.BROKER).split(" ");
        Broker broker = new Broker(address[0], Integer.parseInt(address[1]));
        if (item.kind() == Kind.SOURCE) {
            return new SourceStream(broker, item.id(), item.detail(Item.TOPIC));
        }
        String connection = item.detail(Item.CONNECTION);
        // The ids of sandboxes repeat, and several may use one broker: the name of this run keeps their sinks apart.
        String name = ENVIRONMENT + "-" + connection + "-" + item.id() + "-" + run;
        String progress = "_materialize-progress-" + ENVIRONMENT + "-" + connection;
        return new SinkStream(world, item.id(), new SinkWriter(broker, item.detail(Item.TOPIC), progress, name));
    }

    private void end(String id) {
        StreamThread thread = streams.remove(id);
        thread.stop();
        try (Backend backend = world.connect()) {
            thread.join(END_MILLIS);
            thread.forget();
            for (String table :
                    List.of("outbox:sink_id", "sent_rows:sink_id", "received:source_id", "ailments:object_id")) {
                String[] parts = table.split(":");
                backend.run("DELETE FROM mz_store." + parts[0] + " WHERE " + parts[1] + " = " + literal(id));
            }
        } catch (IOException | BackendException e) {
            LOG.debug("not everything of {} could be forgotten: {}", id, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS);
            List<StreamThread> ending = new ArrayList<>(streams.values());
            ending.forEach(StreamThread::stop);
            for (StreamThread thread : ending) {
                thread.join(END_MILLIS);
                thread.forget();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
