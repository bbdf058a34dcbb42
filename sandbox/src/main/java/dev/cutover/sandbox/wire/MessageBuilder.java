package dev.cutover.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds the body of one message. */
final class MessageBuilder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    MessageBuilder letter(char value) {
        bytes.write(value);
        return this;
    }

    MessageBuilder int16(int value) {
        bytes.write(value >> 8);
        bytes.write(value);
        return this;
    }

    MessageBuilder int32(int value) {
        return int16(value >> 16).int16(value);
    }

    MessageBuilder text(String value) {
        bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        return this;
    }

    MessageBuilder raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    byte[] build() {
        return bytes.toByteArray();
    }
}
