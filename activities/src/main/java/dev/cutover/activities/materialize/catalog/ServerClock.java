package dev.cutover.activities.materialize.catalog;

import dev.cutover.activities.materialize.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The database's own time. */
public final class ServerClock {
    private ServerClock() {}

    /** Its time now. */
    public static Instant now(Session session) throws SQLException {
        return session.query("SELECT now()", row -> row.getObject(1, OffsetDateTime.class))
                .get(0)
                .toInstant();
    }
}
