package dev.cutover.activities.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and any server that speaks the PostgreSQL protocol, and spoils chosen messages: those whose text
 * holds given words, each fault a given number of times. All else passes unchanged.
 */
public final class FaultProxy implements AutoCloseable {
    private static final byte READY_FOR_QUERY = 'Z';
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final URI server;
    private final ServerSocket listener;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    /** Listens on a free port of 127.0.0.1 in front of the server of a JDBC address. */
    public FaultProxy(String jdbcUrl) throws IOException {
        this.server = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The address for clients. */
    public String jdbcUrl() {
        String query = server.getRawQuery() == null ? "" : "?" + server.getRawQuery();
        return "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + server.getPath() + query;
    }

    /** A message that holds these words never reaches the server; both sides lose the connection. */
    public Rule cutBefore(String words, int times) {
        return add(new Rule(words, Fault.CUT_BEFORE, times));
    }

    /** A message that holds these words is answered by the server, but the client loses the connection instead of hearing it. */
    public Rule dropReply(String words, int times) {
        return add(new Rule(words, Fault.DROP_REPLY, times));
    }

    /** A message that holds these words is held back until the rule is released: the sender is frozen in the middle. */
    public Rule hold(String words) {
        return add(new Rule(words, Fault.HOLD, 1));
    }

    /** From the n-th statement of all connections on, counted from 1, none reaches the server any more, as if the client were killed. */
    public Rule cutBeforeStatement(int number) {
        return add(new Rule("", Fault.CUT_BEFORE, number - 1, Integer.MAX_VALUE));
    }

    /** The same, but that the server still runs the n-th statement, and the client does not hear of it. */
    public Rule cutAfterStatement(int number) {
        return add(new Rule("", Fault.DROP_REPLY, number - 1, Integer.MAX_VALUE));
    }

    /** The texts that clients have sent so far, each that of one message, which may hold several statements. */
    public List<String> sent() {
        return List.copyOf(sent);
    }

    private Rule add(Rule rule) {
        rules.add(rule);
        return rule;
    }

    private enum Fault {
        CUT_BEFORE,
        DROP_REPLY,
        HOLD
    }

    /** One fault that waits for its message. */
    public static final class Rule {
        private final String words;
        private final Fault fault;
        private final AtomicInteger spared;
        private final AtomicInteger left;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Rule(String words, Fault fault, int times) {
            this(words, fault, 0, times);
        }

        private Rule(String words, Fault fault, int spared, int times) {
            this.words = words;
            this.fault = fault;
            this.spared = new AtomicInteger(spared);
            this.left = new AtomicInteger(times);
        }

        /** Waits until a message has met this fault; false when none did in time. */
        public boolean awaitReached(long seconds) throws InterruptedException {
            return reached.await(seconds, TimeUnit.SECONDS);
        }

        /** Whether a message has met this fault. */
        public boolean isReached() {
            return reached.getCount() == 0;
        }

        /** Lets a message that was held back pass. */
        public void release() {
            released.countDown();
        }

        private boolean matches(String text) {
            return text.contains(words)
                    && spared.getAndUpdate(n -> Math.max(0, n - 1)) == 0
                    && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket upstream = new Socket(server.getHost(), server.getPort());
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(upstream);
            Pair pair = new Pair(client, upstream);
            start(pair::requests);
        }
    }

    /** The two directions of one connection. */
    private final class Pair {
        private final Socket client;
        private final Socket upstream;
        private volatile boolean dropping;

        Pair(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void requests() throws IOException {
            try (client;
                    upstream) {
                DataInputStream from = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                DataOutputStream to = new DataOutputStream(new BufferedOutputStream(upstream.getOutputStream()));
                startUp(from, to);
                FaultProxy.this.start(this::replies);
                while (true) {
                    byte type = from.readByte();
                    byte[] body = from.readNBytes(from.readInt() - 4);
                    if (!spoil(type, body)) {
                        return;
                    }
                    to.writeByte(type);
                    write(to, body);
                }
            }
        }

        /** Encryption is declined, so that messages can be read; whatever else begins a connection passes. */
        private void startUp(DataInputStream from, DataOutputStream to) throws IOException {
            while (true) {
                byte[] body = from.readNBytes(from.readInt() - 4);
                int code = new DataInputStream(new ByteArrayInputStream(body)).readInt();
                if (code != SSL_REQUEST && code != GSS_REQUEST) {
                    write(to, body);
                    return;
                }
                client.getOutputStream().write('N');
            }
        }

        private boolean spoil(byte type, byte[] body) {
            if (type != 'Q' && type != 'P') {
                return true;
            }
            String text = new String(body, StandardCharsets.UTF_8);
            String[] fields = text.split("\0", -1);
            sent.add(type == 'Q' ? fields[0] : fields[1]);
            for (Rule rule : rules) {
                if (rule.matches(text)) {
                    dropping = rule.fault == Fault.DROP_REPLY;
                    rule.reached.countDown();
                    return switch (rule.fault) {
                        case CUT_BEFORE -> false;
                        case DROP_REPLY -> true;
                        case HOLD -> awaitRelease(rule);
                    };
                }
            }
            return true;
        }

        private boolean awaitRelease(Rule rule) {
            try {
                rule.released.await();
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void replies() throws IOException {
            try (client;
                    upstream) {
                DataInputStream from = new DataInputStream(new BufferedInputStream(upstream.getInputStream()));
                DataOutputStream to = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
                while (true) {
                    byte type = from.readByte();
                    byte[] body = from.readNBytes(from.readInt() - 4);
                    if (dropping && type == READY_FOR_QUERY) {
                        return;
                    }
                    if (!dropping) {
                        to.writeByte(type);
                        write(to, body);
                    }
                }
            }
        }

        private void write(DataOutputStream to, byte[] body) throws IOException {
            to.writeInt(body.length + 4);
            to.write(body);
            to.flush();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // One side went away, or the proxy was told to cut: that is what it is for.
                    }
                },
                "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
