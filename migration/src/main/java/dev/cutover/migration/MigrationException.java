package dev.cutover.migration;

/** A folder that cannot be migrated at all; the message says why and what to do. */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MigrationException(String message) {
        super(message);
    }
}
