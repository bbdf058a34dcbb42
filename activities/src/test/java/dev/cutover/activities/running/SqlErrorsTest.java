package dev.cutover.activities.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.running.SqlErrors.Kind;
import io.temporal.failure.ApplicationFailure;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "08001, TRANSIENT",
        "08006, TRANSIENT",
        "57P01, TRANSIENT",
        "57P03, TRANSIENT",
        "53000, REFUSED",
        "53300, TRANSIENT",
        "40001, CONFLICT",
        "57014, CANCELLED",
        "42501, PERMISSION_DENIED",
        "42601, REFUSED",
        "XX000, REFUSED",
        "25P02, REFUSED"
    })
    void anErrorIsJudgedByItsSqlState(String state, Kind kind) {
        assertThat(SqlErrors.kind(new SQLException("text", state))).isEqualTo(kind);
    }

    @Test
    void aBrokenSocketIsTransientWithoutAnySqlState() {
        assertThat(SqlErrors.kind(new SQLException("I/O error", (String) null, new EOFException())))
                .isEqualTo(Kind.TRANSIENT);
        assertThat(SqlErrors.kind(new SQLException("I/O error", (String) null, new SocketTimeoutException())))
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void theChainsOfCausesAndNextExceptionsCount() {
        SQLException outer = new SQLException("batch failed", "XX000");
        SQLException next = new SQLException("wrapper", "XX000", new SQLException("conflict", "40001"));
        outer.setNextException(next);

        assertThat(SqlErrors.kind(outer)).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void aChainThatBitesItsTailEnds() {
        SQLException first = new SQLException("first", "XX000");
        SQLException second = new SQLException("second", "XX000", first);
        first.setNextException(second);

        assertThat(SqlErrors.kind(first)).isEqualTo(Kind.REFUSED);
    }

    @Test
    void aMissingPrivilegeIsFinalAndWhatMayPassIsRetried() {
        assertThat(SqlErrors.toFailure(new SQLException("must be owner", "42501"), "testing")
                        .isNonRetryable())
                .isTrue();
        assertThat(SqlErrors.toFailure(new SQLException("gone", "08006"), "testing")
                        .isNonRetryable())
                .isFalse();
        assertThat(SqlErrors.toFailure(new SQLException("what?", "XX000"), "testing")
                        .isNonRetryable())
                .isFalse();
    }

    @Test
    void aLimitOfTheServerIsFinalAndSaidInItsOwnWords() {
        ApplicationFailure failure = SqlErrors.toFailure(
                new SQLException("creating cluster would violate max_clusters limit", "53000"), "cloning production");

        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getType()).isEqualTo("STATEMENT_REFUSED");
        assertThat(failure.getOriginalMessage()).contains("cloning production", "would violate max_clusters limit");
    }

    @Test
    void noPasswordReachesAFailure() {
        SQLException error = new SQLException(
                "No suitable driver for jdbc:postgresql://deployer:hunter2@db:6875/x?password=hunter2&sslpassword=hunter2",
                "08001");

        ApplicationFailure failure = SqlErrors.toFailure(error, "connecting");

        assertThat(failure.getMessage()).doesNotContain("hunter2").contains("SQLSTATE 08001");
        assertThat(failure.getCause()).isNull();
    }
}
