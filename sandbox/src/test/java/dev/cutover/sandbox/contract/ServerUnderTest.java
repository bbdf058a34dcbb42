package dev.cutover.sandbox.contract;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds or starts the server to hold against the recordings: the one that {@code CUTOVER_MATERIALIZE_URL} names (with
 * {@code CUTOVER_MATERIALIZE_INTERNAL_URL} for the administrator, by default port 6877 of the same host), else a sandbox.
 */
final class ServerUnderTest implements AutoCloseable {

    private static final int INTERNAL_PORT = 6877;
    private static final Duration PATIENCE_WITH_A_REAL_SERVER = Duration.ofMinutes(2);

    private final Server server;

    private ServerUnderTest(Server server) {
        this.server = server;
    }

    static ServerUnderTest start() {
        InetSocketAddress sql = address("CUTOVER_MATERIALIZE_URL").orElseThrow();
        InetSocketAddress internal = address("CUTOVER_MATERIALIZE_INTERNAL_URL")
                .orElseGet(() -> new InetSocketAddress(sql.getHostString(), INTERNAL_PORT));
        return new ServerUnderTest(new Server(sql, internal, PATIENCE_WITH_A_REAL_SERVER));
    }

    Server server() {
        return server;
    }

    private static Optional<InetSocketAddress> address(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(url -> !url.isBlank())
                .map(url -> URI.create(url.replaceFirst("^jdbc:", "")))
                .map(url -> new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 6875 : url.getPort()));
    }

    @Override
    public void close() {}
}
