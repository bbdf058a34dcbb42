package dev.cutover.faults.process;

import java.time.Instant;

/**
 * A swap that the server committed, as the proxy saw it.
 *
 * @param sql the whole message
 * @param at when
 * @param lagging whether green had been behind since before the transaction began
 */
record SwapSeen(String sql, Instant at, boolean lagging) {
    boolean back() {
        return sql.contains("__reverted_");
    }

    boolean of(String deployment) {
        return sql.contains("_" + deployment);
    }
}
