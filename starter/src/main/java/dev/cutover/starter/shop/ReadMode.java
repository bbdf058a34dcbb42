package dev.cutover.starter.shop;

/** The ways in which the readers read; each must survive the swap. */
public enum ReadMode {
    /** A new simple statement each time. */
    AUTOCOMMIT,
    /** One statement, prepared on the server before the swap. */
    PREPARED,
    /** {@code SET cluster} before each statement. */
    SET_CLUSTER,
    /** Prepared, in a session that has set its cluster once. */
    PREPARED_ON_CLUSTER
}
