package dev.cutover.sandbox;

import dev.cutover.sandbox.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One PostgreSQL for all test classes of a run; every sandbox in it has a database of its own. */
final class SharedPostgres implements BeforeAllCallback {
    private PostgresServer server;

    private record Running(PostgresServer server) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, key -> start(), Running.class)
                .server();
    }

    private static Running start() {
        try {
            return new Running(PostgresServer.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PostgresServer server() {
        return server;
    }
}
