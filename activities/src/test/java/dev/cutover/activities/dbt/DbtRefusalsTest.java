package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** dbt says in words what a server or a driver has told it: what may pass is told from what stays. */
class DbtRefusalsTest {
    /** P7: as libpq, psycopg2 and the server write them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection to server at \"mz\" (10.0.0.7), port 6875 failed: Connection refused",
                "connection to server at \"mz\" (10.0.0.7), port 6875 failed: Connection timed out",
                "connection to server at \"mz\" (10.0.0.7), port 6875 failed: timeout expired",
                "connection to server at \"mz\" (10.0.0.7), port 6875 failed: FATAL:  creating connection would violate"
                        + " max_connections limit (desired: 5001, limit: 5000, current: 5000)",
                "connection to server at \"mz\" (10.0.0.7), port 6875 failed: FATAL:  sorry, too many clients already",
                "connection to server at \"mz\" (10.0.0.7), port 6875 failed: FATAL:  the database system is starting up",
                "could not translate host name \"mz\" to address: Temporary failure in name resolution",
                "could not receive data from server: Connection timed out",
                "could not receive data from server: No route to host",
                "server closed the connection unexpectedly",
                "SSL SYSCALL error: EOF detected",
                "SSL error: unexpected eof while reading",
                "SSL connection has been closed unexpectedly",
                "connection already closed",
                "connection not open",
                "another session modified the catalog while this DDL transaction was open"
            })
    void anOutageIsTriedAgain(String words) {
        assertThat(interruption(words)).isPresent().get().satisfies(failure -> {
            assertThat(failure.getType()).isEqualTo(Dbt.INTERRUPTED);
            assertThat(failure.isNonRetryable()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "column \"nope\" does not exist",
                "unknown cluster 'compute_dbt_deploy'",
                "permission denied for SCHEMA \"materialize.shop\"",
                "creating materialized view would violate max_materialized_views limit (desired: 501, limit: 500)",
                "division by zero"
            })
    void aRefusalIsNot(String words) {
        assertThat(interruption(words)).isEmpty();
    }

    private static Optional<ApplicationFailure> interruption(String words) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("status", "error")
                .put("unique_id", "model.shop.orders")
                .put("message", "Database Error in model orders (models/core/orders.sql)\n  " + words);
        return DbtRefusals.interruption(
                new DbtRun(1, List.of(), List.of(), "1.9.11", List.of(result)), UnaryOperator.identity());
    }
}
