package dev.cutover.activities.materialize.queries;

import dev.cutover.activities.materialize.Session;
import dev.cutover.workflows.evidence.DataDiff.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server answers to a {@link DiffQuery}.
 *
 * @param rows the counts
 * @param onlyBlue rows that only blue has, as texts by column
 * @param onlyGreen rows that only green has
 */
public record DiffAnswer(Rows rows, List<Map<String, String>> onlyBlue, List<Map<String, String>> onlyGreen) {
    /** How many rows the two sides of each have, before they are compared; all of them in one query. */
    public static List<Rows> sizes(Session session, List<DiffQuery> queries) throws SQLException {
        return session.query(DiffQuery.sizes(queries), row -> {
                    List<Rows> sizes = new ArrayList<>();
                    for (int i = 0; i < queries.size(); i++) {
                        sizes.add(new Rows(row.getLong(2 * i + 1), row.getLong(2 * i + 2), 0, 0, null));
                    }
                    return sizes;
                })
                .get(0);
    }

    /** Asks the query. */
    public static DiffAnswer read(Session session, DiffQuery query) throws SQLException {
        List<Map<String, String>> blue = new ArrayList<>();
        List<Map<String, String>> green = new ArrayList<>();
        List<Rows> counts = new ArrayList<>();
        session.queryAsWritten(query.text(), row -> switch (row.getString(1)) {
            case DiffQuery.ONLY_BLUE -> blue.add(row(row, query.columns()));
            case DiffQuery.ONLY_GREEN -> green.add(row(row, query.columns()));
            default -> counts.add(counts(row));
        });
        return new DiffAnswer(counts.get(0), blue, green);
    }

    private static Rows counts(ResultSet row) throws SQLException {
        String changed = row.getString(6);
        return new Rows(
                Long.parseLong(row.getString(2)),
                Long.parseLong(row.getString(3)),
                Long.parseLong(row.getString(4)),
                Long.parseLong(row.getString(5)),
                changed == null ? null : Long.valueOf(changed));
    }

    private static Map<String, String> row(ResultSet row, List<String> columns) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), row.getString(i + 2));
        }
        return values;
    }
}
