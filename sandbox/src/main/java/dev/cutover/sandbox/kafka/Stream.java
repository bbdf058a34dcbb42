package dev.cutover.sandbox.kafka;

import dev.cutover.sandbox.postgres.Backend;
import java.io.IOException;

/** Data on their way between PostgreSQL and the world outside, for one sink or source. Belongs to one thread. */
public interface Stream extends AutoCloseable {
    /** Moves what there is to move, waiting a little when there is nothing; the connection has no transaction open. */
    void step(Backend backend) throws IOException, InterruptedException;

    /** Takes back what was made outside for the sink or source, which is gone for good; called once, after {@link #close()}. */
    default void forget() {}

    /** Lets go of the other side; what was not moved yet stays where it is. */
    @Override
    void close();
}
