package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.ddl.SessionSettings;
import dev.cutover.activities.running.ActivityRun;
import java.sql.SQLException;

/** The session on one cluster that reads one relation after the other, opened anew after a query that had to be ended. */
final class ComparingSession implements AutoCloseable {
    private final Materialize materialize;
    private final ActivityRun run;
    private final String cluster;
    private Session session;

    ComparingSession(Materialize materialize, ActivityRun run, String cluster) {
        this.materialize = materialize;
        this.run = run;
        this.cluster = cluster;
    }

    /** The session, which is open. */
    Session open() throws SQLException {
        if (session == null || session.isClosed()) {
            session = run.watch(materialize.open("cutover evidence"));
            session.execute(SessionSettings.cluster(cluster));
        }
        return session;
    }

    @Override
    public void close() throws SQLException {
        if (session != null) {
            session.close();
        }
    }
}
