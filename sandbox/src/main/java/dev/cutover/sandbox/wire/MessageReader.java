package dev.cutover.sandbox.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one message from a client. */
final class MessageReader {
    private final ByteBuffer body;

    MessageReader(byte[] body) {
        this.body = ByteBuffer.wrap(body);
    }

    boolean hasMore() {
        return body.hasRemaining();
    }

    String text() {
        int start = body.position();
        while (body.hasRemaining() && body.get() != 0) {
            continue;
        }
        int end = body.position() - 1;
        return new String(body.array(), start, Math.max(0, end - start), StandardCharsets.UTF_8);
    }

    char letter() {
        return (char) body.get();
    }

    int int16() {
        return body.getShort();
    }

    int int32() {
        return body.getInt();
    }

    byte[] rest() {
        byte[] rest = new byte[body.remaining()];
        body.get(rest);
        return rest;
    }
}
