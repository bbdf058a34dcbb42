package dev.cutover.activities.materialize.catalog;

import dev.cutover.activities.materialize.Session;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What replicas cost, by their size. */
public final class ReplicaCosts {
    private ReplicaCosts() {}

    /** Credits an hour of one replica of each size that has a price. */
    public static Map<String, BigDecimal> creditsPerHour(Session session) throws SQLException {
        Map<String, BigDecimal> credits = new HashMap<>();
        session.query(
                "SELECT size, credits_per_hour::text FROM mz_catalog.mz_cluster_replica_sizes"
                        + " WHERE credits_per_hour IS NOT NULL",
                row -> credits.put(row.getString(1), new BigDecimal(row.getString(2)).stripTrailingZeros()));
        return credits;
    }
}
