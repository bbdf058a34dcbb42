package dev.cutover.activities.target;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A symmetric key for signatures, which never shows itself (P9). */
public final class SigningKey {
    /** What stands before a key where it is written down, so that people and scanners know it for one. */
    public static final String PREFIX = "whsec_";

    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final byte[] bytes;

    private SigningKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads 24 to 64 bytes in base64, with {@link #PREFIX} or without; empty when it is something else. */
    public static Optional<SigningKey> read(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
            return bytes.length < SHORTEST || bytes.length > LONGEST
                    ? Optional.empty()
                    : Optional.of(new SigningKey(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The key, for the one place that signs with it. */
    public byte[] reveal() {
        return Arrays.copyOf(bytes, bytes.length);
    }

    @Override
    public String toString() {
        return "***";
    }
}
