package dev.cutover.e2e.machine;

import dev.cutover.sandbox.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What all tests share: a Temporal server and a PostgreSQL, started with the first test and stopped after the last. */
public final class SharedServers implements BeforeAllCallback, ParameterResolver {
    private static final Namespace STORE = Namespace.create(SharedServers.class);

    // Here and not only where a test asks for them: what is missing can skip a class, but not a parameter.
    @Override
    public void beforeAll(ExtensionContext context) {
        servers(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Servers resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return servers(context);
    }

    private static Servers servers(ExtensionContext context) {
        return context.getRoot().getStore(STORE).getOrComputeIfAbsent("servers", key -> start(), Servers.class);
    }

    private static Servers start() {
        TemporalProcess temporal = TemporalProcess.start();
        try {
            return new Servers(temporal, PostgresServer.start());
        } catch (IOException e) {
            temporal.close();
            throw new UncheckedIOException(e);
        }
    }
}
