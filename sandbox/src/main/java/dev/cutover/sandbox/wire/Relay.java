package dev.cutover.sandbox.wire;

import dev.cutover.sandbox.postgres.Backend.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Passes PostgreSQL's answers on to a client, with Materialize's type numbers and tags. */
final class Relay {
    private final MessageWriter writer;
    private final TypeOids oids;

    Relay(MessageWriter writer, TypeOids oids) {
        this.writer = writer;
        this.oids = oids;
    }

    void pass(Message message, boolean answersRows) throws IOException {
        switch (message.type()) {
            case 'T' -> writer.send('T', columns(message.body()));
            case 't' -> writer.send('t', parameters(message.body()));
            case 'C' -> writer.complete(tag(message.body(), answersRows));
            case 'N', 'S', 'A' -> {}
            default -> writer.send(message.type(), message.body());
        }
    }

    byte[] columns(byte[] body) {
        ByteBuffer data = ByteBuffer.wrap(body);
        int count = data.getShort();
        for (int i = 0; i < count; i++) {
            while (data.get() != 0) {
                continue;
            }
            // No client is to learn where PostgreSQL keeps the column.
            data.putInt(0).putShort((short) 0);
            int at = data.position();
            data.putInt(at, oids.toClient(data.getInt(at)));
            data.position(at + 12);
        }
        return body;
    }

    private byte[] parameters(byte[] body) {
        ByteBuffer data = ByteBuffer.wrap(body);
        int count = data.getShort();
        for (int i = 0; i < count; i++) {
            int at = data.position();
            data.putInt(oids.toClient(data.getInt(at)));
        }
        return body;
    }

    /** INSERT ... RETURNING answers as a query does (objects / tables_dml). */
    private static String tag(byte[] body, boolean answersRows) {
        String tag = new String(body, 0, body.length - 1, StandardCharsets.UTF_8);
        boolean write = tag.startsWith("INSERT ") || tag.startsWith("UPDATE ") || tag.startsWith("DELETE ");
        return answersRows && write ? "SELECT " + tag.substring(tag.lastIndexOf(' ') + 1) : tag;
    }
}
