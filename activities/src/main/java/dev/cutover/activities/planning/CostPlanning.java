package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ReplicaCosts;
import dev.cutover.activities.materialize.ddl.ReplicaSizes;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.plan.GreenCost;
import dev.cutover.workflows.plan.GreenCost.ClusterCost;
import dev.cutover.workflows.plan.PlannedCluster;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Works out what green costs while it waits. */
final class CostPlanning {
    private static final BigDecimal SECONDS_OF_AN_HOUR = BigDecimal.valueOf(3600);

    private CostPlanning() {}

    /**
     * The cost of the clusters that will be made.
     *
     * @param waits how long green waits at most once it is ready
     */
    static GreenCost of(Session session, List<PlannedCluster> clusters, Duration waits) throws SQLException {
        Map<String, BigDecimal> credits = credits(session);
        List<ClusterCost> costs = new ArrayList<>();
        for (PlannedCluster cluster : clusters) {
            if (cluster.green() != null) {
                List<String> sizes = ReplicaSizes.of(cluster.createdFrom());
                costs.add(new ClusterCost(cluster.name(), sizes, sum(sizes, credits)));
            }
        }
        boolean known = costs.stream().map(ClusterCost::creditsPerHour).allMatch(Objects::nonNull);
        BigDecimal perHour =
                known ? costs.stream().map(ClusterCost::creditsPerHour).reduce(BigDecimal.ZERO, BigDecimal::add) : null;
        BigDecimal atMost = known
                ? perHour.multiply(BigDecimal.valueOf(waits.toSeconds())).divide(SECONDS_OF_AN_HOUR, 2, RoundingMode.UP)
                : null;
        return new GreenCost(costs, perHour, waits, atMost);
    }

    private static BigDecimal sum(List<String> sizes, Map<String, BigDecimal> credits) {
        boolean known = !sizes.isEmpty() && sizes.stream().allMatch(credits::containsKey);
        return known ? sizes.stream().map(credits::get).reduce(BigDecimal.ZERO, BigDecimal::add) : null;
    }

    /** Credits an hour of one replica of each size; a server that does not tell is no reason to refuse a plan. */
    private static Map<String, BigDecimal> credits(Session session) throws SQLException {
        try {
            return ReplicaCosts.creditsPerHour(session);
        } catch (SQLException e) {
            return switch (SqlErrors.kind(e)) {
                case REFUSED, PERMISSION_DENIED -> Map.of();
                case TRANSIENT, CONFLICT, CANCELLED -> throw e;
            };
        }
    }
}
