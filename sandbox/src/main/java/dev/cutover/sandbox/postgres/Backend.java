package dev.cutover.sandbox.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection to PostgreSQL at the level of protocol messages, so that rows reach our client as PostgreSQL wrote them. Used
 * by one thread at a time, except {@link #cancel()}.
 */
public final class Backend implements AutoCloseable {
    private final Path socket;
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16).flip();
    private int processId;
    private int secret;
    private volatile char status = 'I';
    private volatile boolean answered = true;

    private Backend(Path socket, SocketChannel channel) {
        this.socket = socket;
        this.channel = channel;
    }

    /** One message from PostgreSQL. */
    public record Message(char type, byte[] body) {}

    static Backend connect(Path socket, String database) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            Backend backend = new Backend(socket, channel);
            backend.startUp(database);
            return backend;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void startUp(String database) throws IOException {
        byte[] text = ("user\0sandbox\0database\0" + database + "\0\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + text.length);
        out.putInt(8 + text.length).putInt(196608).put(text).flip();
        write(out);
        for (Message message = receive(); message.type() != 'Z'; message = receive()) {
            if (message.type() == 'K') {
                ByteBuffer key = ByteBuffer.wrap(message.body());
                processId = key.getInt();
                secret = key.getInt();
            } else if (message.type() == 'E') {
                throw error(message);
            }
        }
    }

    /** Sends one message; the length is added here. */
    public void send(char type, byte[] body) throws IOException {
        answered = false;
        ByteBuffer out = ByteBuffer.allocate(5 + body.length);
        out.put((byte) type).putInt(4 + body.length).put(body).flip();
        write(out);
    }

    /** Sends a simple query; the caller reads the answers up to {@code 'Z'}. */
    public void sendQuery(String sql) throws IOException {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[text.length + 1];
        System.arraycopy(text, 0, body, 0, text.length);
        send('Q', body);
    }

    /** Receives the next message; waits until it is there. */
    public Message receive() throws IOException {
        fill(5);
        char type = (char) in.get();
        int length = in.getInt() - 4;
        byte[] body = new byte[length];
        int copied = Math.min(length, in.remaining());
        in.get(body, 0, copied);
        if (copied < length) {
            ByteBuffer rest = ByteBuffer.wrap(body, copied, length - copied);
            while (rest.hasRemaining()) {
                if (channel.read(rest) < 0) {
                    throw new EOFException("PostgreSQL closed the connection");
                }
            }
        }
        if (type == 'Z') {
            status = (char) body[0];
            answered = true;
        }
        return new Message(type, body);
    }

    /** The transaction status of the last ReadyForQuery: I, T or E. */
    public char status() {
        return status;
    }

    /** Whether PostgreSQL has said that it waits for what comes next: nothing is running, and no answer is left unread. */
    public boolean answered() {
        return answered;
    }

    /** The number of the PostgreSQL process that serves this connection. */
    public int processId() {
        return processId;
    }

    /** Runs a text of one or more statements and returns the rows of the last one that gave any, as text. */
    public List<List<String>> run(String sql) throws IOException {
        sendQuery(sql);
        List<List<String>> rows = new ArrayList<>();
        BackendException failure = null;
        for (Message message = receive(); message.type() != 'Z'; message = receive()) {
            switch (message.type()) {
                case 'T' -> rows.clear();
                case 'D' -> rows.add(row(message.body()));
                case 'E' -> failure = error(message);
                default -> {}
            }
        }
        if (failure != null) {
            throw failure;
        }
        return rows;
    }

    /** Asks PostgreSQL, on a connection of its own, to cancel what this one is running. */
    public void cancel() throws IOException {
        try (SocketChannel other = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer out = ByteBuffer.allocate(16);
            out.putInt(16).putInt(80877102).putInt(processId).putInt(secret).flip();
            while (out.hasRemaining()) {
                other.write(out);
            }
            // PostgreSQL closes the connection once the signal is sent.
            other.read(ByteBuffer.allocate(1));
        }
    }

    /** Turns an ErrorResponse into an exception. */
    public static BackendException error(Message message) {
        Map<Character, String> fields = new HashMap<>();
        byte[] body = message.body();
        int at = 0;
        while (at < body.length && body[at] != 0) {
            int end = at + 1;
            while (body[end] != 0) {
                end++;
            }
            fields.put((char) body[at], new String(body, at + 1, end - at - 1, StandardCharsets.UTF_8));
            at = end + 1;
        }
        return new BackendException(fields);
    }

    /** The values of a DataRow as text; null for SQL NULL. */
    public static List<String> row(byte[] body) {
        ByteBuffer data = ByteBuffer.wrap(body);
        int count = data.getShort();
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = data.getInt();
            if (length < 0) {
                values.add(null);
            } else {
                byte[] value = new byte[length];
                data.get(value);
                values.add(new String(value, StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void write(ByteBuffer out) throws IOException {
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    private void fill(int wanted) throws IOException {
        if (in.remaining() >= wanted) {
            return;
        }
        in.compact();
        while (in.position() < wanted) {
            if (channel.read(in) < 0) {
                throw new EOFException("PostgreSQL closed the connection");
            }
        }
        in.flip();
    }
}
