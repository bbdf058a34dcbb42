package dev.cutover.workflows.policy;

import java.util.Map;
import java.util.TreeMap;

/**
 * Whether decisions must be signed.
 *
 * @param mode whether they must
 * @param keys public keys by the name of the person whose they are: Ed25519, X.509 encoded, in Base64
 */
public record Signatures(Mode mode, Map<String, String> keys) {
    /** Nothing is signed. */
    public static final Signatures OFF = new Signatures(Mode.OFF, Map.of());

    public Signatures {
        keys = new TreeMap<>(keys);
    }

    /** Whether decisions must be signed. */
    public boolean required() {
        return mode == Mode.REQUIRED;
    }

    /** The two modes. */
    public enum Mode {
        /** A decision without a signature counts; one with a signature that cannot be verified does not. */
        OFF,
        /** Only signed decisions count. */
        REQUIRED
    }
}
