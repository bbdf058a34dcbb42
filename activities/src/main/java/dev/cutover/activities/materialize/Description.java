package dev.cutover.activities.materialize;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/** Asks what a query would answer with, below JDBC, which looks types up in relations that Materialize does not have. */
final class Description {
    private Description() {}

    static List<DescribedColumn> of(Connection connection, String sql) throws SQLException {
        BaseConnection base = connection.unwrap(BaseConnection.class);
        Query query = base.createQuery(sql, false, false).query;
        Columns columns = new Columns();
        base.getQueryExecutor()
                .execute(
                        query,
                        null,
                        columns,
                        0,
                        0,
                        QueryExecutor.QUERY_ONESHOT
                                | QueryExecutor.QUERY_DESCRIBE_ONLY
                                | QueryExecutor.QUERY_SUPPRESS_BEGIN);
        return List.copyOf(columns.seen);
    }

    private static final class Columns extends ResultHandlerBase {
        private final List<DescribedColumn> seen = new ArrayList<>();

        @Override
        public void handleResultRows(Query from, Field[] fields, List<Tuple> rows, ResultCursor cursor) {
            for (Field field : fields) {
                seen.add(new DescribedColumn(field.getColumnLabel(), field.getOID(), field.getMod()));
            }
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            // Notices change nothing in what the answer looks like.
        }
    }
}
