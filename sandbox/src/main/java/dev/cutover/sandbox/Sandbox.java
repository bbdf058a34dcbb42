package dev.cutover.sandbox;

import dev.cutover.sandbox.catalog.CatalogStore;
import dev.cutover.sandbox.catalog.SystemRelations;
import dev.cutover.sandbox.kafka.KafkaTraffic;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.postgres.PostgresServer;
import dev.cutover.sandbox.readiness.Faults;
import dev.cutover.sandbox.readiness.Hydration;
import dev.cutover.sandbox.readiness.HydrationPace;
import dev.cutover.sandbox.session.FaultRegistry;
import dev.cutover.sandbox.session.ForeignChanges;
import dev.cutover.sandbox.session.Reaper;
import dev.cutover.sandbox.session.SessionRegistry;
import dev.cutover.sandbox.session.World;
import dev.cutover.sandbox.statement.StatementTable;
import dev.cutover.sandbox.upstream.Secrets;
import dev.cutover.sandbox.wire.ClientConnection;
import dev.cutover.sandbox.wire.TypeOids;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A stand-in for Materialize that any PostgreSQL client can connect to, on 127.0.0.1 only. Several sandboxes may share one
 * PostgreSQL; each has a catalog and data of its own.
 */
public final class Sandbox implements AutoCloseable {
    private final World world;
    private final boolean ownsPostgres;
    private final Listener server;
    private final Listener internal;
    private final Reaper reaper;
    private final KafkaTraffic traffic;
    private final SessionRegistry registry = new SessionRegistry();
    private final StatementTable statements = new StatementTable();

    private Sandbox(World world, boolean ownsPostgres, SandboxOptions options) throws IOException {
        this.world = world;
        this.ownsPostgres = ownsPostgres;
        server = new Listener(options.port(), socket -> serve(socket, false));
        try {
            internal = new Listener(options.internalPort(), socket -> serve(socket, true));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        this.reaper = new Reaper(world);
        this.traffic = new KafkaTraffic(world);
    }

    /** Starts a sandbox with a PostgreSQL of its own. */
    public static Sandbox start(SandboxOptions options) throws IOException {
        PostgresServer postgres = PostgresServer.start();
        try {
            return start(options, postgres, true);
        } catch (IOException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** Starts a sandbox in a PostgreSQL that others use too; it is not stopped with this sandbox. */
    public static Sandbox start(SandboxOptions options, PostgresServer postgres) throws IOException {
        return start(options, postgres, false);
    }

    private static Sandbox start(SandboxOptions options, PostgresServer postgres, boolean owned) throws IOException {
        String database = postgres.createDatabase();
        try {
            HydrationPace pace =
                    new HydrationPace(options.seed(), options.leastHydrationMillis(), options.mostHydrationMillis());
            Hydration hydration = new Hydration(pace);
            World world;
            try (Backend backend = postgres.connect(database)) {
                CatalogStore store = new CatalogStore(hydration, backend, options.systemParameters());
                world = new World(
                        postgres,
                        database,
                        store,
                        SystemRelations.read(backend),
                        hydration,
                        pace,
                        new ForeignChanges(store, () -> postgres.connect(database)),
                        new Faults(),
                        TypeOids.read(backend),
                        new Secrets());
            }
            Sandbox sandbox = new Sandbox(world, owned, options);
            world.faults().onRestart(sandbox::restart);
            sandbox.server.accept();
            sandbox.internal.accept();
            sandbox.reaper.start();
            sandbox.traffic.start();
            return sandbox;
        } catch (IOException | RuntimeException e) {
            postgres.dropDatabase(database);
            throw e;
        }
    }

    private void serve(Socket socket, boolean administrators) {
        ClientConnection connection = new ClientConnection(socket, world, registry, statements, administrators);
        registry.accepted(connection);
        Thread thread = new Thread(connection, "sandbox-client");
        thread.setDaemon(true);
        thread.start();
    }

    /** The ports are closed first, so that nobody whose connection has ended gets another too early. */
    private void restart(long downMillis) {
        server.pause();
        internal.pause();
        try {
            try (Backend backend = world.connect()) {
                registry.closeAll(backend);
            }
            FaultRegistry.rehydrate(world);
        } catch (IOException e) {
            registry.report(e);
        } finally {
            Executor later = CompletableFuture.delayedExecutor(downMillis, TimeUnit.MILLISECONDS);
            later.execute(() -> {
                server.resume();
                internal.resume();
            });
        }
    }

    /** The TCP port on 127.0.0.1. */
    public int port() {
        return server.port();
    }

    /** The TCP port on 127.0.0.1 where {@code mz_system} connects, who may do everything and change system settings. */
    public int internalPort() {
        return internal.port();
    }

    /** A JDBC address for the database {@code materialize}; connect as {@code materialize} or any other role. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/materialize?user=materialize";
    }

    /** What can go wrong on demand. */
    public SandboxFaults faults() {
        return new SandboxFaults(world);
    }

    /** Ends all connections and faults and forgets everything that users have made. */
    public void reset() throws IOException {
        try (Backend backend = world.connect()) {
            registry.closeAll(backend);
            faults().reset();
            world.store().reset(backend);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        internal.close();
        world.foreignChanges().close();
        reaper.close();
        traffic.close();
        try (Backend backend = world.connect()) {
            registry.closeAll(backend);
        } catch (IOException | BackendException gone) {
            // A PostgreSQL that is gone runs nothing any more.
            registry.report(gone);
        }
        if (ownsPostgres) {
            world.postgres().close();
        } else {
            world.postgres().dropDatabase(world.postgresDatabase());
        }
    }
}
