package dev.cutover.activities.testing;

import dev.cutover.sandbox.Sandbox;
import dev.cutover.sandbox.SandboxOptions;
import dev.cutover.sandbox.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The server that the tests of one class run against: a sandbox of their own, or the one that {@code CUTOVER_MATERIALIZE_URL}
 * names (with {@code CUTOVER_MATERIALIZE_INTERNAL_URL} for the administrator). Tests that need the sandbox's injected faults
 * carry the tag {@value #FAULTS} and are skipped on any other server.
 *
 * <p>Use it as {@code @RegisterExtension static final MaterializeServer SERVER = new MaterializeServer();}.
 */
public final class MaterializeServer implements BeforeAllCallback, AfterAllCallback, ExecutionCondition {
    /** Tag of tests that only a sandbox can run. */
    public static final String FAULTS = "sandbox-faults";

    private Sandbox sandbox;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (external("CUTOVER_MATERIALIZE_URL").isEmpty()) {
            sandbox = Sandbox.start(SandboxOptions.instant(), sharedPostgres(context));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean needsSandbox = context.getTags().contains(FAULTS);
        return needsSandbox && external("CUTOVER_MATERIALIZE_URL").isPresent()
                ? ConditionEvaluationResult.disabled("Needs faults that only the sandbox can inject.")
                : ConditionEvaluationResult.enabled("The server will do.");
    }

    /** Starting a PostgreSQL takes seconds, a sandbox in it next to nothing: all test classes share one. */
    private static PostgresServer sharedPostgres(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(MaterializeServer.class))
                .getOrComputeIfAbsent("postgres", key -> SharedPostgres.start(), SharedPostgres.class)
                .server();
    }

    private record SharedPostgres(PostgresServer server) implements AutoCloseable {
        static SharedPostgres start() {
            try {
                return new SharedPostgres(PostgresServer.start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** The sandbox, for tests with the tag {@value #FAULTS}. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** A corner of the server with names of its own. */
    public Playground playground() {
        return Playground.on(this);
    }

    /** Address of a database for ordinary users, as JDBC wants it. */
    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + external("CUTOVER_MATERIALIZE_URL").orElseGet(() -> "127.0.0.1:" + sandbox.port())
                + "/" + database;
    }

    /** Address of a database for {@code mz_system}. */
    String internalUrl(String database) {
        String address = external("CUTOVER_MATERIALIZE_URL")
                .map(ordinary -> external("CUTOVER_MATERIALIZE_INTERNAL_URL")
                        .orElse(ordinary.substring(0, ordinary.lastIndexOf(':')) + ":6877"))
                .orElseGet(() -> "127.0.0.1:" + sandbox.internalPort());
        return "jdbc:postgresql://" + address + "/" + database;
    }

    /** Host and port of a server that a variable names, in any of the usual forms of an address. */
    private static Optional<String> external(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(url -> !url.isBlank())
                .map(url -> URI.create(url.replaceFirst("^jdbc:", "")))
                .map(url -> url.getHost() + ":" + (url.getPort() < 0 ? 6875 : url.getPort()));
    }
}
