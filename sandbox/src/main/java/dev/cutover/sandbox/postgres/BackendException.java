package dev.cutover.sandbox.postgres;

import java.util.Map;

/** An ErrorResponse of PostgreSQL, with its fields by their protocol letter. */
public final class BackendException extends RuntimeException {
    private final transient Map<Character, String> fields;

    BackendException(Map<Character, String> fields) {
        super(fields.getOrDefault('M', "unknown error") + " (" + fields.getOrDefault('C', "?????") + ")");
        this.fields = Map.copyOf(fields);
    }

    /** One field of the error, such as {@code 'C'} for the SQLSTATE, or null. */
    public String field(char letter) {
        return fields.get(letter);
    }
}
