package dev.cutover.starter.temporalserver;

import java.util.Optional;

/** A Temporal server on this machine. */
public interface TemporalServer extends AutoCloseable {
    /** Where clients connect, host:port. */
    String address();

    /** The Web UI; empty for the in-process server, which has none. */
    Optional<String> webUi();

    @Override
    void close();
}
