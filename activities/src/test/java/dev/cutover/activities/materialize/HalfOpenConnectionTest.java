package dev.cutover.activities.materialize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P7: a connection that dies without a word ends the statement, so that another attempt can be made. */
class HalfOpenConnectionTest {
    private static final String STATEMENT = "SELECT 'nobody hears this'";
    /** A connection is given up after a minute; the rest is for a machine that does much else. */
    private static final int DEADLINE_SECONDS = 150;

    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    @Test
    void aStatementOnAHalfOpenConnectionFailsByItselfAndANewConnectionWorks() throws Exception {
        try (Playground playground = SERVER.playground();
                FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            Materialize materialize = new Materialize(playground.targetAt(proxy.jdbcUrl(), "materialize"));
            FaultProxy.Rule silence = proxy.hold("nobody hears this");
            try (Session session = materialize.open("test")) {
                CompletableFuture<String> failure = CompletableFuture.supplyAsync(() -> failureOf(session));

                assertThat(failure.get(DEADLINE_SECONDS, TimeUnit.SECONDS)).contains("I/O error");
                assertThat(session.isClosed()).isTrue();
            }

            assertThat(silence.isReached()).isTrue();
            try (Session session = materialize.open("test")) {
                assertThat(session.query("SELECT 1", row -> row.getInt(1))).containsExactly(1);
            }
        }
    }

    private static String failureOf(Session session) {
        try {
            session.execute(STATEMENT);
            return "none";
        } catch (SQLException e) {
            return e.getMessage();
        }
    }
}
