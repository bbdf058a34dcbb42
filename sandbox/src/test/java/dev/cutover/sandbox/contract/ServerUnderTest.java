package dev.cutover.sandbox.contract;

import dev.cutover.sandbox.Sandbox;
import dev.cutover.sandbox.SandboxOptions;
import dev.cutover.sandbox.postgres.PostgresServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What is held against the recordings: the server that {@code CUTOVER_MATERIALIZE_URL} names (with
 * {@code CUTOVER_MATERIALIZE_INTERNAL_URL} for the administrator, by default port 6877 of the same host), else sandboxes, a
 * fresh one for each use.
 */
final class ServerUnderTest implements AutoCloseable {

    private static final int SQL_PORT = 6875;
    private static final int INTERNAL_PORT = 6877;
    private static final int SANDBOXES_AT_A_TIME = 6;
    private static final Duration PATIENCE_WITH_A_REAL_SERVER = Duration.ofMinutes(2);
    private static final Duration PATIENCE_WITH_A_SANDBOX = Duration.ofSeconds(45);

    private final Optional<Server> real = address("CUTOVER_MATERIALIZE_URL").map(ServerUnderTest::real);
    private final PostgresServer postgres;

    private ServerUnderTest() throws IOException {
        postgres = real.isPresent() ? null : PostgresServer.start();
    }

    static ServerUnderTest start() {
        try {
            return new ServerUnderTest();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL for the sandboxes", e);
        }
    }

    /** How many uses may overlap: a real server has one catalog, and the recordings read all of it. */
    int usesAtATime() {
        return real.isPresent() ? 1 : SANDBOXES_AT_A_TIME;
    }

    /** One use of the server, or of a sandbox that lives as long as the use. */
    record Use(Server server, Closeable sandbox) implements Closeable {
        @Override
        public void close() throws IOException {
            sandbox.close();
        }
    }

    Use open() throws IOException {
        if (real.isPresent()) {
            return new Use(real.get(), () -> {});
        }
        Sandbox sandbox = Sandbox.start(SandboxOptions.instant(), postgres);
        InetAddress here = InetAddress.getLoopbackAddress();
        Server server = new Server(
                new InetSocketAddress(here, sandbox.port()),
                new InetSocketAddress(here, sandbox.internalPort()),
                PATIENCE_WITH_A_SANDBOX);
        return new Use(server, sandbox::close);
    }

    private static Server real(InetSocketAddress sql) {
        InetSocketAddress internal = address("CUTOVER_MATERIALIZE_INTERNAL_URL")
                .orElseGet(() -> new InetSocketAddress(sql.getHostString(), INTERNAL_PORT));
        return new Server(sql, internal, PATIENCE_WITH_A_REAL_SERVER);
    }

    private static Optional<InetSocketAddress> address(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(url -> !url.isBlank())
                .map(url -> URI.create(url.replaceFirst("^jdbc:", "")))
                .map(url -> new InetSocketAddress(url.getHost(), url.getPort() < 0 ? SQL_PORT : url.getPort()));
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
