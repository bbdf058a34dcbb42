package dev.cutover.activities.running;

import java.sql.SQLException;

/** Something that may be waiting for an answer nobody wants any more. */
public interface Cancellable {
    /** Makes a wait that is going on end soon; may be called from another thread, more than once, and in vain. */
    void cancel() throws SQLException;

    /** Whether it can never wait again. */
    boolean isClosed();
}
