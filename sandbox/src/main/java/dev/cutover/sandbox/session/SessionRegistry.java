package dev.cutover.sandbox.session;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.wire.ClientConnection;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is connected. */
public final class SessionRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRegistry.class);

    private final AtomicInteger connectionIds = new AtomicInteger(1000);
    private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> secrets = new ConcurrentHashMap<>();
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

    /** The number of the next connection. */
    public int nextConnectionId() {
        return connectionIds.incrementAndGet();
    }

    /** A connection was accepted. */
    public void accepted(ClientConnection connection) {
        connections.add(connection);
    }

    /** A session begins. */
    public void joined(Session session) {
        secrets.put(session.connectionId(), ThreadLocalRandom.current().nextInt());
        sessions.put(session.connectionId(), session);
    }

    /** A session has ended. */
    public void left(Session session) {
        sessions.remove(session.connectionId());
        secrets.remove(session.connectionId());
        try {
            StartUp.forget(session);
        } catch (IOException | BackendException stopping) {
            // When the whole sandbox stops, its database is gone before its last session is.
            report(stopping);
        }
    }

    /** A connection has ended. */
    public void left(ClientConnection connection) {
        connections.remove(connection);
    }

    /** The secret that a cancel request for this session must carry. */
    public int secretOf(Session session) {
        return secrets.get(session.connectionId());
    }

    /** Cancels what a session is running, if number and secret fit. */
    public void cancel(int connectionId, int secret) throws IOException {
        Session session = sessions.get(connectionId);
        if (session != null && Integer.valueOf(secret).equals(secrets.get(connectionId))) {
            session.cancel();
        }
    }

    /**
     * Ends all connections.
     *
     * @param backend tells PostgreSQL what to cancel, all at once: each cancel request of its own would take a connection
     */
    public void closeAll(Backend backend) throws IOException {
        for (ClientConnection connection : connections) {
            connection.close();
        }
        String running = sessions.values().stream()
                .map(Session::cancelHere)
                .flatMap(process -> process.stream().boxed())
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        if (!running.isEmpty()) {
            backend.run("SELECT pg_catalog.pg_cancel_backend(pid) FROM unnest(ARRAY[" + running + "]) AS pid");
        }
    }

    /** Notes a failure that no client can be told about. */
    public void report(Exception failure) {
        LOG.debug("a connection ended with {}", failure.toString());
    }
}
