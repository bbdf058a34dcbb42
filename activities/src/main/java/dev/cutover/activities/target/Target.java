package dev.cutover.activities.target;

import dev.cutover.workflows.policy.Policy;
import java.util.List;

/**
 * A Materialize environment from the worker's configuration.
 *
 * @param name its name, {@code [a-z0-9-]+}
 * @param jdbcUrl where it is, without user and password
 * @param user the role that deploys
 * @param password its password; may hold none
 * @param fenceDatabase database that holds the fence; null means the one that the connection is made to
 * @param parallelStatements how many statements of one deployment may run at once, at least 1
 * @param policy its rules for approvals
 * @param receivers who wants to be told what happens
 */
public record Target(
        String name,
        String jdbcUrl,
        String user,
        Secret password,
        String fenceDatabase,
        int parallelStatements,
        Policy policy,
        List<Receiver> receivers) {
    public Target {
        receivers = List.copyOf(receivers);
    }

    /** A target without anybody who wants to be told what happens. */
    public Target(
            String name,
            String jdbcUrl,
            String user,
            Secret password,
            String fenceDatabase,
            int parallelStatements,
            Policy policy) {
        this(name, jdbcUrl, user, password, fenceDatabase, parallelStatements, policy, List.of());
    }

    /** A target without a policy. */
    public Target(
            String name, String jdbcUrl, String user, Secret password, String fenceDatabase, int parallelStatements) {
        this(name, jdbcUrl, user, password, fenceDatabase, parallelStatements, Policy.NONE);
    }
}
