package dev.cutover.activities.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and any server that speaks the PostgreSQL protocol, and cuts the connection in both directions at
 * the n-th statement: before it is passed on, or after it was passed on and before the client hears of it.
 */
public final class CutProxy implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;

    /** When the connection is cut. */
    public enum Cut {
        /** The server never sees the statement. */
        BEFORE,
        /** The server runs the statement, and the reply is lost. */
        AFTER
    }

    private final ServerSocket listener;
    private final URI server;
    private final String database;
    private final Cut cut;
    private final AtomicInteger statements;

    /**
     * Listens on a free port.
     *
     * @param jdbcUrl where the server is
     * @param atStatement which statement of all connections is the last, from 1
     * @param cut whether the server still gets it
     */
    public CutProxy(String jdbcUrl, int atStatement, Cut cut) throws IOException {
        this.server = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.database = server.getPath();
        this.cut = cut;
        this.statements = new AtomicInteger(atStatement);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The address for clients. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + database;
    }

    /** Whether the statement was reached. */
    public boolean hasCut() {
        return statements.get() <= 0;
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket upstream = new Socket(server.getHost(), server.getPort());
            start(() -> forward(client, upstream));
            start(() -> copyBack(client, upstream));
        }
    }

    private void forward(Socket client, Socket upstream) throws IOException {
        DataInputStream from = new DataInputStream(client.getInputStream());
        DataOutputStream to = new DataOutputStream(upstream.getOutputStream());
        boolean started = false;
        boolean lastPassedOn = false;
        try {
            while (!lastPassedOn) {
                int type = started ? from.readByte() : 0;
                int length = from.readInt();
                byte[] body = from.readNBytes(length - 4);
                boolean last = (type == 'S' || type == 'Q') && statements.decrementAndGet() <= 0;
                if (last && cut == Cut.BEFORE) {
                    return;
                }
                if (started) {
                    to.writeByte(type);
                } else {
                    started = ByteBuffer.wrap(body).getInt() != SSL_REQUEST;
                }
                to.writeInt(length);
                to.write(body);
                to.flush();
                lastPassedOn = last;
            }
        } finally {
            if (!lastPassedOn) {
                client.close();
                upstream.close();
            }
        }
    }

    /** Passes replies on until the one that is to be lost: it is read, so that the server has done its work, and dropped. */
    private void copyBack(Socket client, Socket upstream) throws IOException {
        try (client;
                upstream) {
            InputStream from = upstream.getInputStream();
            byte[] buffer = new byte[8192];
            int read = from.read(buffer);
            while (read >= 0 && !hasCut()) {
                client.getOutputStream().write(buffer, 0, read);
                client.getOutputStream().flush();
                read = from.read(buffer);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // A connection or the proxy was closed, by either side or by the cut: that is what it is for.
                    }
                },
                "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
