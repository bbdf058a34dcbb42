package dev.cutover.activities.materialize;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;

/** Sends one message of the simple protocol below JDBC, which keeps the command tags to itself. */
final class SimpleMessage {
    private SimpleMessage() {}

    static MessageReply send(Connection connection, List<String> statements) {
        Tags tags = new Tags();
        try {
            BaseConnection base = connection.unwrap(BaseConnection.class);
            Query query = base.createQuery(String.join("; ", statements), false, false).query;
            base.getQueryExecutor()
                    .execute(
                            query,
                            null,
                            tags,
                            0,
                            0,
                            QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
                                    | QueryExecutor.QUERY_ONESHOT
                                    | QueryExecutor.QUERY_SUPPRESS_BEGIN
                                    | QueryExecutor.QUERY_NO_RESULTS);
            return new MessageReply(statements, List.copyOf(tags.seen), null);
        } catch (SQLException e) {
            return new MessageReply(statements, List.copyOf(tags.seen), e);
        }
    }

    private static final class Tags extends ResultHandlerBase {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            seen.add(status);
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            // Notices change nothing in what a message did.
        }
    }
}
