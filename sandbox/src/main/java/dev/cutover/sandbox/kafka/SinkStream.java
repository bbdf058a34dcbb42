package dev.cutover.sandbox.kafka;

import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.session.World;
import dev.cutover.sandbox.sql.Identifiers;
import java.io.IOException;
import java.util.List;

/** Sends what changes in a sink's relation: notes it in the outbox, then empties the outbox into the topic. */
final class SinkStream implements Stream {
    private static final long PAUSE_MILLIS = 50;
    private static final int BATCH = 5_000;

    private final World world;
    private final String sinkId;
    private final SinkWriter writer;

    SinkStream(World world, String sinkId, SinkWriter writer) {
        this.world = world;
        this.sinkId = sinkId;
        this.writer = writer;
    }

    @Override
    public void step(Backend backend) throws IOException, InterruptedException {
        collect(backend);
        List<SinkWriter.Message> messages = waiting(backend);
        if (messages.isEmpty()) {
            Thread.sleep(PAUSE_MILLIS);
            return;
        }
        writer.write(messages);
        backend.run("DELETE FROM mz_store.outbox WHERE sink_id = " + Identifiers.literal(sinkId) + " AND id <= "
                + messages.get(messages.size() - 1).id());
    }

    /** Holds the catalog, so that the relation is the one that the sink reads now: ALTER SINK comes before or after. */
    private void collect(Backend backend) throws IOException {
        world.store().lock();
        try {
            Item sink = world.store().current().items().get(sinkId);
            if (sink == null) {
                return;
            }
            Item relation = world.store().current().items().get(sink.detail(Item.ON));
            boolean ready = relation.kind() != Kind.MATERIALIZED_VIEW
                    || world.hydration().isReadable(world.store().current(), relation);
            if (ready) {
                backend.run("SET lock_timeout = '200ms'; SELECT mz_store.sink_send("
                        + SinkCall.arguments(sink, relation.id()) + ")");
            }
        } finally {
            world.store().unlock();
        }
    }

    private List<SinkWriter.Message> waiting(Backend backend) throws IOException {
        return backend
                .run("SELECT id, key, value FROM mz_store.outbox WHERE sink_id = " + Identifiers.literal(sinkId)
                        + " ORDER BY id LIMIT " + BATCH)
                .stream()
                .map(row -> new SinkWriter.Message(Long.parseLong(row.get(0)), row.get(1), row.get(2)))
                .toList();
    }

    @Override
    public void close() {
        writer.close();
    }
}
