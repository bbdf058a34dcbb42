package dev.cutover.faults.process;

import java.time.Instant;

/**
 * A swap that the server committed, as the proxy saw it.
 *
 * @param sql the whole message
 * @param at when
 * @param lagging whether green had been behind since before the transaction began, or before readiness was last asked for
 */
record SwapSeen(String sql, Instant at, boolean lagging) {
    boolean back() {
        return sql.contains("__reverted_");
    }

    /** By what it makes of old production: the fence that it takes has another deployment's name. */
    boolean of(String deployment) {
        return sql.contains("__retired_" + deployment);
    }
}
