package dev.cutover.activities.evidence;

import dev.cutover.activities.materialize.queries.DiffAnswer;
import dev.cutover.activities.materialize.queries.DiffQuery;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.DataDiff.Rows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the rows of many relations with few queries. Those of a query that fails are left to be counted one by one. */
final class RelationSizes {
    private static final Logger LOGGER = LoggerFactory.getLogger(RelationSizes.class);

    /** Enough to save most round trips, few enough that one relation that cannot be counted delays few others. */
    private static final int TOGETHER = 20;

    private final ComparingSession sessions;
    private final ActivityRun run;

    RelationSizes(ComparingSession sessions, ActivityRun run) {
        this.sessions = sessions;
        this.run = run;
    }

    /** The sizes of those relations that could be counted, by production's name. */
    Map<ObjectName, Rows> of(List<DiffQuery> queries, Duration longest) throws SQLException {
        Map<ObjectName, Rows> sizes = new HashMap<>();
        for (int from = 0; from < queries.size(); from += TOGETHER) {
            run.checkAlive();
            count(queries.subList(from, Math.min(from + TOGETHER, queries.size())), longest, sizes);
        }
        return sizes;
    }

    private void count(List<DiffQuery> queries, Duration longest, Map<ObjectName, Rows> sizes) throws SQLException {
        try (Watchdog watchdog = new Watchdog(sessions.open(), longest)) {
            try {
                List<Rows> rows = DiffAnswer.sizes(sessions.open(), queries);
                for (int i = 0; i < rows.size(); i++) {
                    sizes.put(queries.get(i).blue(), rows.get(i));
                }
            } catch (SQLException e) {
                run.checkAlive();
                switch (SqlErrors.kind(e)) {
                    case TRANSIENT, CONFLICT, CANCELLED -> {
                        if (!watchdog.ended(e, run)) {
                            throw e;
                        }
                    }
                    case PERMISSION_DENIED, REFUSED ->
                        // Its text may quote a value (P9).
                        LOGGER.debug("Sizes are read one by one after SQLSTATE {}", e.getSQLState());
                }
            }
        }
    }
}
