package dev.cutover.sandbox.kafka;

import dev.cutover.sandbox.postgres.Backend;
import java.io.IOException;

/** Messages on their way between PostgreSQL and a broker, for one sink or source. Belongs to one thread. */
interface Stream extends AutoCloseable {
    /** Moves what there is to move, waiting a little when there is nothing; the connection has no transaction open. */
    void step(Backend backend) throws IOException, InterruptedException;

    /** Lets go of the broker; what was not moved yet stays where it is. */
    @Override
    void close();
}
