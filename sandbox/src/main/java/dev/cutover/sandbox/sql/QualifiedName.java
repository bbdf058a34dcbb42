package dev.cutover.sandbox.sql;

import java.util.List;

/** A name as it was written, with or without schema and database. */
public record QualifiedName(List<String> parts) {
    /** Copies the parts. */
    public QualifiedName {
        parts = List.copyOf(parts);
    }

    /** The last part. */
    public String last() {
        return parts.get(parts.size() - 1);
    }

    /** The parts with dots between them and without quotes, as Materialize's errors print names. */
    public String dotted() {
        return String.join(".", parts);
    }

    /** Everything but the last part. */
    public List<String> qualifier() {
        return parts.subList(0, parts.size() - 1);
    }

    /** The parts with dots and with quotes where they are needed. */
    public String quoted() {
        return String.join(".", parts.stream().map(Identifiers::quote).toList());
    }
}
