package dev.cutover.sandbox.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The values of secrets, in memory only: nothing of the catalog, of an answer or of a log holds them. */
public final class Secrets {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    /** Keeps the value of a secret. */
    public void keep(String secretId, String value) {
        values.put(secretId, value);
    }

    /** The value of a secret; null for one that was never kept. */
    String value(String secretId) {
        return secretId == null ? null : values.get(secretId);
    }
}
