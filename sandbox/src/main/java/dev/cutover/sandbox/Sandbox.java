package dev.cutover.sandbox;

import dev.cutover.sandbox.catalog.CatalogStore;
import dev.cutover.sandbox.catalog.SystemRelations;
import dev.cutover.sandbox.kafka.KafkaTraffic;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.PostgresServer;
import dev.cutover.sandbox.readiness.Faults;
import dev.cutover.sandbox.readiness.Hydration;
import dev.cutover.sandbox.readiness.HydrationPace;
import dev.cutover.sandbox.session.ForeignChanges;
import dev.cutover.sandbox.session.Reaper;
import dev.cutover.sandbox.session.SessionRegistry;
import dev.cutover.sandbox.session.World;
import dev.cutover.sandbox.statement.StatementTable;
import dev.cutover.sandbox.wire.ClientConnection;
import dev.cutover.sandbox.wire.TypeOids;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/**
 * A stand-in for Materialize that any PostgreSQL client can connect to, on 127.0.0.1 only. Several sandboxes may share one
 * PostgreSQL; each has a catalog and data of its own.
 */
public final class Sandbox implements AutoCloseable {
    private final World world;
    private final boolean ownsPostgres;
    private final ServerSocket server;
    private final ServerSocket internal;
    private final Reaper reaper;
    private final KafkaTraffic traffic;
    private final SessionRegistry registry = new SessionRegistry();
    private final StatementTable statements = new StatementTable();

    private Sandbox(World world, boolean ownsPostgres, ServerSocket server, ServerSocket internal) {
        this.world = world;
        this.ownsPostgres = ownsPostgres;
        this.server = server;
        this.internal = internal;
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
        ServerSocket server = new ServerSocket();
        ServerSocket internal = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 256);
            internal.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.internalPort()), 256);
            String database = postgres.createDatabase();
            HydrationPace pace =
                    new HydrationPace(options.seed(), options.leastHydrationMillis(), options.mostHydrationMillis());
            Hydration hydration = new Hydration(pace);
            World world;
            try (Backend backend = postgres.connect(database)) {
                CatalogStore store = new CatalogStore(hydration, backend);
                world = new World(
                        postgres,
                        database,
                        store,
                        SystemRelations.read(backend),
                        hydration,
                        pace,
                        new ForeignChanges(store, () -> postgres.connect(database)),
                        new Faults(),
                        TypeOids.read(backend));
            }
            Sandbox sandbox = new Sandbox(world, owned, server, internal);
            sandbox.acceptFrom(server, false);
            sandbox.acceptFrom(internal, true);
            sandbox.reaper.start();
            sandbox.traffic.start();
            return sandbox;
        } catch (IOException | RuntimeException e) {
            server.close();
            internal.close();
            throw e;
        }
    }

    private void acceptFrom(ServerSocket listener, boolean administrators) {
        Thread acceptor = new Thread(() -> accept(listener, administrators), "sandbox-" + listener.getLocalPort());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept(ServerSocket listener, boolean administrators) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                ClientConnection connection = new ClientConnection(socket, world, registry, statements, administrators);
                registry.accepted(connection);
                Thread thread = new Thread(connection, "sandbox-client");
                thread.setDaemon(true);
                thread.start();
            } catch (SocketException closed) {
                if (!listener.isClosed()) {
                    registry.report(closed);
                }
            } catch (IOException e) {
                registry.report(e);
            }
        }
    }

    /** The TCP port on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** The TCP port on 127.0.0.1 where {@code mz_system} connects, who may do everything and change system settings. */
    public int internalPort() {
        return internal.getLocalPort();
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
        registry.closeAll();
        faults().reset();
        try (Backend backend = world.connect()) {
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
        registry.closeAll();
        if (ownsPostgres) {
            world.postgres().close();
        } else {
            world.postgres().dropDatabase(world.postgresDatabase());
        }
    }
}
