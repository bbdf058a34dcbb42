package dev.cutover.activities.promotion;

import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.MessageReply;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.swap.BlockStatements;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * One attempt at a transaction that begins with the rename of the fence. From that rename on any change of the catalog by
 * anyone makes the transaction fail (FINDINGS 4), so what is checked between it and the final message is still true at COMMIT.
 */
final class GuardedTransaction {
    /** The whole block takes fractions of a second; one that takes this long has lost its server or was frozen. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Materialize materialize;
    private final ActivityRun run;
    private final String applicationName;
    private final Duration deadline;

    GuardedTransaction(Materialize materialize, ActivityRun run, String applicationName, Duration deadline) {
        this.deadline = deadline;
        this.materialize = materialize;
        this.run = run;
        this.applicationName = applicationName;
    }

    /** What must still hold once the fence is renamed. */
    @FunctionalInterface
    interface Check {
        /** Whether the swap may be sent. */
        boolean holds() throws SQLException;
    }

    /** How an attempt ended. */
    sealed interface End {
        /** Every statement was answered as it should be, COMMIT included. */
        record Committed() implements End {}

        /** The check said no; rolled back. */
        record Vetoed(String statement) implements End {}

        /** Somebody else's change of the catalog came between (40001); not committed. */
        record Conflict(String statement) implements End {}

        /** The block took longer than it may; rolled back before anything was moved. */
        record TooSlow(String statement, Duration limit) implements End {}

        /** The answer did not come: it may have been committed, or be about to. */
        record Unknown(String statement, SQLException error) implements End {}

        /** A statement was refused for another reason; not committed. */
        record Refused(String statement, SQLException error) implements End {}
    }

    /** Makes the attempt on a connection of its own, which is closed whatever happens: an open block dies with it. */
    End attempt(String fenceRename, Check check, List<String> statements) throws SQLException {
        long startedNanos = System.nanoTime();
        try (Session session = run.watch(materialize.openSimple(applicationName))) {
            session.answerWithin(DEADLINE);
            session.execute(BlockStatements.silence(DEADLINE));
            MessageReply begun = session.message(BlockStatements.begin(fenceRename));
            if (!begun.complete()) {
                return notBegun(begun);
            }
            boolean holds = check.holds();
            run.checkAlive();
            boolean late = System.nanoTime() - startedNanos > deadline.toNanos();
            if (!holds || late) {
                session.message(BlockStatements.rollback());
                return holds ? new End.TooSlow(statements.get(0), deadline) : new End.Vetoed(fenceRename);
            }
            MessageReply reply = session.message(BlockStatements.commit(statements));
            if (reply.complete()) {
                return new End.Committed();
            }
            return reply.error() != null && SqlErrors.outcomeUnknown(reply.error())
                    ? new End.Unknown(reply.stoppedAt(), reply.error())
                    : notCommitted(reply);
        }
    }

    /** A fence that has another name by now was renamed by somebody else: whatever the error's text, that is a conflict. */
    private static End notBegun(MessageReply reply) {
        return reply.error() != null && SqlErrors.kind(reply.error()) == SqlErrors.Kind.PERMISSION_DENIED
                ? new End.Refused(reply.stoppedAt(), reply.error())
                : new End.Conflict(reply.stoppedAt());
    }

    private static End notCommitted(MessageReply reply) {
        if (reply.error() == null) {
            return new End.Conflict(reply.stoppedAt());
        }
        return switch (SqlErrors.kind(reply.error())) {
            case TRANSIENT, CONFLICT, CANCELLED -> new End.Conflict(reply.stoppedAt());
            case PERMISSION_DENIED, REFUSED -> new End.Refused(reply.stoppedAt(), reply.error());
        };
    }
}
