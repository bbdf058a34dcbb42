package dev.cutover.sandbox.wire;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.session.ConnectionCut;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.session.SessionRegistry;
import dev.cutover.sandbox.session.StartUp;
import dev.cutover.sandbox.session.World;
import dev.cutover.sandbox.statement.StatementTable;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One connection of one client, from its first byte to its last. */
public final class ClientConnection implements Runnable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;
    private static final int PROTOCOL_3 = 196608;
    private static final int MAX_MESSAGE = 1 << 28;
    private static final List<String> ANNOUNCED = List.of(
            "application_name",
            "client_encoding",
            "DateStyle",
            "integer_datetimes",
            "server_version",
            "standard_conforming_strings",
            "TimeZone",
            "IntervalStyle",
            "cluster",
            "cluster_replica",
            "default_cluster_replication_factor",
            "database",
            "search_path",
            "mz_version");

    private final Socket socket;
    private final World world;
    private final SessionRegistry registry;
    private final StatementTable statements;
    private final boolean administrators;
    private DataInputStream in;
    private MessageWriter writer;

    /** A connection that was just accepted; {@code administrators} says whether on the port where they connect. */
    public ClientConnection(
            Socket socket, World world, SessionRegistry registry, StatementTable statements, boolean administrators) {
        this.socket = socket;
        this.world = world;
        this.registry = registry;
        this.statements = statements;
        this.administrators = administrators;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 15));
            writer = new MessageWriter(socket.getOutputStream());
            serve();
        } catch (SocketException | EOFException gone) {
            // The client has left; the session ended with it.
        } catch (ConnectionCut cut) {
            abort();
        } catch (IOException | BackendException e) {
            registry.report(e);
        } finally {
            registry.left(this);
        }
    }

    private void abort() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException closed) {
            // Closed is what was wanted.
        }
    }

    /** Ends the connection from outside. */
    public void close() throws IOException {
        socket.close();
    }

    private void serve() throws IOException {
        Map<String, String> parameters = startUp();
        if (parameters == null) {
            return;
        }
        try (Backend backend = world.connect()) {
            Session session;
            try {
                StartUp.requireLogin(parameters, administrators);
                session = StartUp.open(world, backend, parameters, registry.nextConnectionId());
            } catch (SqlException refused) {
                writer.error(refused);
                writer.flush();
                return;
            }
            registry.joined(session);
            try {
                greet(session);
                loop(session);
            } finally {
                registry.left(session);
            }
        }
    }

    /** Reads the first packets; null when there is nothing to serve. */
    private Map<String, String> startUp() throws IOException {
        while (true) {
            int length = in.readInt();
            int code = in.readInt();
            if (length < 8 || length > MAX_MESSAGE) {
                return null;
            }
            byte[] body = in.readNBytes(length - 8);
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                writer.rawByte('N');
            } else if (code == CANCEL_REQUEST) {
                MessageReader reader = new MessageReader(body);
                registry.cancel(reader.int32(), reader.int32());
                return null;
            } else if (code >= PROTOCOL_3 && code < PROTOCOL_3 + (1 << 16)) {
                return parameters(body);
            } else {
                writer.error(
                        SqlException.fatal("08004", "server does not support the client's requested protocol version"));
                writer.flush();
                return null;
            }
        }
    }

    private static Map<String, String> parameters(byte[] body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        MessageReader reader = new MessageReader(body);
        for (String name = reader.text(); !name.isEmpty() && reader.hasMore(); name = reader.text()) {
            parameters.put(name, reader.text());
        }
        return parameters;
    }

    private void greet(Session session) throws IOException {
        writer.send('R', new byte[4]);
        for (String name : ANNOUNCED) {
            writer.parameter(name, session.settings().show(name));
        }
        writer.send(
                'K',
                new MessageBuilder()
                        .int32(session.connectionId())
                        .int32(registry.secretOf(session))
                        .build());
        for (Notice notice : session.takeNotices()) {
            writer.notice(notice);
        }
        writer.ready('I');
    }

    private void loop(Session session) throws IOException {
        SimpleProtocol simple = new SimpleProtocol(session, writer, statements, this::receive);
        ExtendedProtocol extended = new ExtendedProtocol(session, writer, statements);
        Disturbance disturbance = new Disturbance(world.faults(), writer);
        while (true) {
            Backend.Message message = receiveWithin(session);
            if (message == null || message.type() == 'X') {
                return;
            }
            disturbance.before(message.type(), message.body());
            if (message.type() == 'Q') {
                extended.reset();
                simple.query(new String(message.body(), 0, message.body().length - 1, StandardCharsets.UTF_8));
            } else {
                extended.handle(message.type(), message.body());
            }
            disturbance.after(message.type());
        }
    }

    /** Reads the next message; an idle block has a deadline. */
    private Backend.Message receiveWithin(Session session) throws IOException {
        long limit = session.inBlock() ? session.idleLimitMillis() : 0;
        socket.setSoTimeout((int) Math.min(limit, Integer.MAX_VALUE));
        try {
            in.mark(1);
            if (in.read() < 0) {
                return null;
            }
            in.reset();
        } catch (SocketTimeoutException idle) {
            writer.error(SqlException.fatal("25P03", "terminating connection due to idle-in-transaction timeout"));
            writer.flush();
            return null;
        } finally {
            socket.setSoTimeout(0);
        }
        return receive();
    }

    private Backend.Message receive() throws IOException {
        int type = in.read();
        if (type < 0) {
            throw new EOFException();
        }
        int length = in.readInt() - 4;
        if (length < 0 || length > MAX_MESSAGE) {
            throw new EOFException("message of impossible length");
        }
        return new Backend.Message((char) type, in.readNBytes(length));
    }
}
