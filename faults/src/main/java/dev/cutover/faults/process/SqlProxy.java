package dev.cutover.faults.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between one worker and the sandbox, and asks the gate before each statement and before each reply. */
final class SqlProxy implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;

    private final int worker;
    private final int server;
    private final Gate gate;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    SqlProxy(int worker, int server, Gate gate) throws IOException {
        this.worker = worker;
        this.server = server;
        this.gate = gate;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts every connection; while away, none is accepted. */
    void away(boolean now) {
        away = now;
        if (now) {
            sockets.forEach(SqlProxy::closeQuietly);
            sockets.clear();
        }
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            if (away) {
                client.close();
                continue;
            }
            Socket upstream = connect();
            if (upstream == null) {
                client.close();
                continue;
            }
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            sockets.removeIf(Socket::isClosed);
            sockets.add(client);
            sockets.add(upstream);
            Pair pair = new Pair(client, upstream);
            start(pair::requests);
        }
    }

    /** Null while the server is not there. */
    private Socket connect() {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), server);
        } catch (IOException restarting) {
            return null;
        }
    }

    /** One connection; statements are answered in the order in which they were sent. */
    private final class Pair {
        private final Socket client;
        private final Socket upstream;
        private final Queue<String> pending = new ConcurrentLinkedQueue<>();

        Pair(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void requests() throws IOException {
            try (client;
                    upstream) {
                DataInputStream from = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                DataOutputStream to = new DataOutputStream(new BufferedOutputStream(upstream.getOutputStream()));
                if (!startUp(from, to)) {
                    return;
                }
                SqlProxy.start(this::replies);
                String parsed = "";
                while (true) {
                    byte type = from.readByte();
                    byte[] body = from.readNBytes(from.readInt() - 4);
                    if (type == 'P') {
                        parsed = text(body);
                    } else if (type == 'Q' || type == 'S') {
                        String sql = type == 'Q' ? text(body) : parsed;
                        Gate.Verdict verdict = gate.beforeStatement(worker, sql);
                        if (verdict == Gate.Verdict.VANISH) {
                            from.transferTo(OutputStream.nullOutputStream());
                        }
                        if (verdict != Gate.Verdict.PASS) {
                            return;
                        }
                        pending.add(sql);
                    }
                    to.writeByte(type);
                    to.writeInt(body.length + 4);
                    to.write(body);
                    if (from.available() == 0 || type == 'Q' || type == 'S') {
                        to.flush();
                    }
                }
            }
        }

        private boolean startUp(DataInputStream from, DataOutputStream to) throws IOException {
            while (true) {
                byte[] body = from.readNBytes(from.readInt() - 4);
                int code = ByteBuffer.wrap(body).getInt();
                if (code == SSL_REQUEST || code == GSS_REQUEST) {
                    client.getOutputStream().write('N');
                    continue;
                }
                to.writeInt(body.length + 4);
                to.write(body);
                to.flush();
                return code != CANCEL_REQUEST;
            }
        }

        void replies() throws IOException {
            try (client;
                    upstream) {
                DataInputStream from = new DataInputStream(new BufferedInputStream(upstream.getInputStream()));
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                List<String> tags = new ArrayList<>();
                while (true) {
                    byte type = from.readByte();
                    byte[] body = from.readNBytes(from.readInt() - 4);
                    DataOutputStream copy = new DataOutputStream(answer);
                    copy.writeByte(type);
                    copy.writeInt(body.length + 4);
                    copy.write(body);
                    if (type == 'C') {
                        tags.add(text(body));
                    }
                    if (type == 'Z' || pending.isEmpty()) {
                        String sql = type == 'Z' ? pending.poll() : null;
                        Gate.Verdict verdict =
                                sql == null ? Gate.Verdict.PASS : gate.afterStatement(worker, sql, List.copyOf(tags));
                        if (verdict == Gate.Verdict.VANISH) {
                            from.transferTo(OutputStream.nullOutputStream());
                        }
                        if (verdict != Gate.Verdict.PASS) {
                            return;
                        }
                        client.getOutputStream().write(answer.toByteArray());
                        client.getOutputStream().flush();
                        answer.reset();
                        tags.clear();
                    }
                }
            }
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).replace("\0", "");
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
                        // One side went away, or was cut: that is what this is for.
                    }
                },
                "sql-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        away(true);
    }
}
