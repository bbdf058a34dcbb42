package dev.cutover.sandbox.contract;

import dev.cutover.sandbox.contract.Recording.Answer;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A small client for the PostgreSQL wire protocol. A driver hides what the recordings are about (transaction status, tags, type
 * OIDs, several answers to one message), so the contract is replayed on the messages themselves.
 */
final class WireClient implements AutoCloseable {

    private static final int PROTOCOL_3_0 = 196608;
    private static final int CANCEL_REQUEST = 80877102;
    private static final int READ_TIMEOUT_MILLIS = 180_000;

    private final InetSocketAddress address;
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Answer greeting;
    private int processId;
    private int secretKey;

    private WireClient(InetSocketAddress address, Map<String, String> parameters) throws IOException {
        this.address = address;
        this.socket = new Socket();
        socket.connect(address, 10_000);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(socket.getOutputStream());
        Message startup = new Message().int32(PROTOCOL_3_0);
        parameters.forEach((name, value) -> startup.text(name).text(value));
        startup.int8(0);
        sendUntyped(startup);
        this.greeting = read(true);
    }

    /** Connects; a refusal by the server is an answer too, found in {@link #greeting()}. */
    static WireClient connect(InetSocketAddress address, Map<String, String> parameters) {
        try {
            return new WireClient(address, parameters);
        } catch (IOException e) {
            throw new AssertionError("cannot connect to " + address + " with " + parameters, e);
        }
    }

    /** What the server said to the startup message. */
    Answer greeting() {
        return greeting;
    }

    /** Sends one simple-query message, which may hold several statements, without waiting. */
    void sendQuery(String sql) {
        send('Q', new Message().text(sql));
        flush();
    }

    /** Sends Parse, Describe, Bind, Execute and Sync in one go, without waiting. */
    void sendExtended(String sql, List<String> parameters, List<Long> declaredTypes) {
        Message parse = new Message().text("").text(sql).int16(declaredTypes.size());
        declaredTypes.forEach(type -> parse.int32((int) (long) type));
        Message bind = new Message().text("").text("").int16(0).int16(parameters.size());
        parameters.forEach(bind::value);
        bind.int16(0);
        send('P', parse);
        send('D', new Message().int8('S').text(""));
        send('B', bind);
        send('E', new Message().text("").int32(0));
        send('S', new Message());
        flush();
    }

    /** Reads until the server is ready for the next message, or the connection is gone. */
    Answer read() {
        try {
            return read(false);
        } catch (IOException e) {
            throw new AssertionError("cannot read the answer of " + address, e);
        }
    }

    private Answer read(boolean startup) throws IOException {
        AnswerReader answer = new AnswerReader(startup);
        while (true) {
            int type = nextType();
            if (type < 0) {
                return answer.closed();
            }
            byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
            if (type == 'K') {
                DataInputStream key = new DataInputStream(new ByteArrayInputStream(body));
                processId = key.readInt();
                secretKey = key.readInt();
            } else if (type == 'Z') {
                return answer.ready((char) body[0]);
            } else {
                answer.message((char) type, body);
            }
        }
    }

    private int nextType() throws IOException {
        try {
            return in.read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    /** Asks the server, over a connection of its own, to stop what this session is doing. */
    void cancel() {
        try (Socket request = new Socket()) {
            request.connect(address, 10_000);
            DataOutputStream cancel = new DataOutputStream(request.getOutputStream());
            cancel.writeInt(16);
            cancel.writeInt(CANCEL_REQUEST);
            cancel.writeInt(processId);
            cancel.writeInt(secretKey);
            cancel.flush();
            request.setSoTimeout(5_000);
            request.getInputStream().read();
        } catch (IOException e) {
            throw new AssertionError("cannot send a cancel request to " + address, e);
        }
    }

    private void sendUntyped(Message message) throws IOException {
        byte[] body = message.bytes();
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
        out.flush();
    }

    private void send(char type, Message message) {
        try {
            byte[] body = message.bytes();
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(whole);
            data.writeByte(type);
            data.writeInt(body.length + Integer.BYTES);
            data.write(body);
            out.write(whole.toByteArray());
        } catch (SocketException gone) {
            // The server ended the connection while the session was idle; its last words are still to be read.
        } catch (IOException e) {
            throw new AssertionError("cannot send to " + address, e);
        }
    }

    private void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new AssertionError("cannot send to " + address, e);
        }
    }

    @Override
    public void close() {
        try (socket) {
            send('X', new Message());
        } catch (IOException e) {
            throw new AssertionError("cannot close the connection to " + address, e);
        }
    }

    /** The body of one message under construction. */
    private static final class Message {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Message int8(int value) {
            body.write(value);
            return this;
        }

        Message int16(int value) {
            return int8(value >> 8).int8(value);
        }

        Message int32(int value) {
            return int16(value >> 16).int16(value);
        }

        Message text(String text) {
            body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return int8(0);
        }

        Message value(String text) {
            if (text == null) {
                return int32(-1);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int32(bytes.length);
            body.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return body.toByteArray();
        }
    }
}
