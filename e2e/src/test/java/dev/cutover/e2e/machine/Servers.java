package dev.cutover.e2e.machine;

import dev.cutover.sandbox.postgres.PostgresServer;
import java.io.IOException;

/**
 * The servers under all machines.
 *
 * @param temporal Temporal, with a namespace for each machine
 * @param postgres what the sandboxes keep their data in, a database for each
 */
public record Servers(TemporalProcess temporal, PostgresServer postgres) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        try {
            postgres.close();
        } finally {
            temporal.close();
        }
    }
}
