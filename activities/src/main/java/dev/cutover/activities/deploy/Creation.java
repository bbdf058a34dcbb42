package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.catalog.ObjectName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** Creates what is missing of a project in green, as far as possible at the same time. */
final class Creation {
    private static final int MOST_CONFLICTS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 500;

    private final Materialize materialize;
    private final ActivityRun run;
    private final Green green;
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    private final Map<Session, String> databases = new ConcurrentHashMap<>();

    Creation(Materialize materialize, ActivityRun run, Green green) {
        this.materialize = materialize;
        this.run = run;
        this.green = green;
    }

    /**
     * Does the steps that are not done.
     *
     * @param first a session that is open already
     * @throws io.temporal.failure.ApplicationFailure STATEMENT_REFUSED or PERMISSION_DENIED with every statement that was
     *     refused before the others could be held back
     */
    void run(Session first, List<Step> steps, Set<ObjectName> done) throws SQLException {
        StepQueue queue = new StepQueue(steps, done, run::report);
        int left = queue.left();
        if (left == 0) {
            return;
        }
        int sessions = Math.min(left, Math.max(1, materialize.target().parallelStatements()));
        new ParallelSessions(materialize, run).workOff(first, queue, sessions, (session, step) -> {
            if (create(session, step)) {
                queue.finished(step);
            } else {
                queue.stop();
            }
        });
        if (!refusals.isEmpty()) {
            throw Refusal.failure(refusals);
        }
    }

    private boolean create(Session session, Step step) throws SQLException {
        if (!step.database().equals(databases.put(session, step.database()))) {
            ParallelSessions.useDatabase(session, step.database());
        }
        for (int conflicts = 0; ; conflicts++) {
            try {
                run.checkAlive();
                session.execute(step.statement().text());
                return true;
            } catch (SQLException e) {
                switch (SqlErrors.kind(e)) {
                    case CONFLICT -> {
                        if (conflicts == MOST_CONFLICTS) {
                            throw e;
                        }
                        run.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS)));
                    }
                    case TRANSIENT, CANCELLED -> throw e;
                    case PERMISSION_DENIED, REFUSED -> {
                        return wasCreatedMeanwhile(session, step) || refuse(session, step, e);
                    }
                }
            }
        }
    }

    /** A statement of a former attempt, whose connection was lost, may have come to its end only now. */
    private static boolean wasCreatedMeanwhile(Session session, Step step) throws SQLException {
        return new Catalog(session)
                .objectsNamed(List.of(step.green())).stream().anyMatch(object -> object.kind() == step.kind());
    }

    private boolean refuse(Session session, Step step, SQLException error) throws SQLException {
        green.checkOurs(session);
        refusals.add(Refusal.of(step.file(), step.statement(), error));
        return false;
    }
}
