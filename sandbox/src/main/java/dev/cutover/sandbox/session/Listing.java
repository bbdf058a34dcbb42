package dev.cutover.sandbox.session;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.sql.Identifiers;
import java.io.IOException;
import java.util.Collection;

/**
 * The row of a running SUBSCRIBE in {@code mz_subscriptions}. It is written over a connection of its own, since nobody sees into
 * the block that a cursor stands in.
 */
final class Listing implements AutoCloseable {
    private static final String TABLE = "mz_store.subscriptions";

    private final World world;
    private final String id;

    private Listing(World world, String id) {
        this.world = world;
        this.id = id;
    }

    /** Lists one that begins. */
    static Listing of(Session session, String clusterId, Collection<String> objectIds) throws IOException {
        try (Backend own = session.world().connect()) {
            return new Listing(
                    session.world(),
                    own.run("INSERT INTO " + TABLE
                                    + " (session_id, cluster_id, created_at, referenced_object_ids) VALUES ("
                                    + Identifiers.literal(session.id()) + ", " + Identifiers.literal(clusterId)
                                    + ", clock_timestamp(), "
                                    + Identifiers.literal("{" + String.join(",", objectIds) + "}") + ") RETURNING id")
                            .get(0)
                            .get(0));
        }
    }

    /** Takes those of a session that has ended off the list. */
    static void forget(Session session, Backend backend) throws IOException {
        backend.run("DELETE FROM " + TABLE + " WHERE session_id = " + Identifiers.literal(session.id()));
    }

    @Override
    public void close() throws IOException {
        try (Backend own = world.connect()) {
            own.run("DELETE FROM " + TABLE + " WHERE id = " + Identifiers.literal(id));
        }
    }
}
