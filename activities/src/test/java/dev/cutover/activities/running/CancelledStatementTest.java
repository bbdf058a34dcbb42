package dev.cutover.activities.running;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

public class CancelledStatementTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    /** An activity that reads what never hydrates: only a cancel request ends that (FINDINGS 24). */
    @ActivityInterface
    public interface Reading {
        /** Never returns. */
        void read();
    }

    @Test
    @Timeout(120)
    @Tag(MaterializeServer.FAULTS)
    void aCancelledActivityCancelsTheStatementThatItWaitsFor() throws Exception {
        try (Playground playground = SERVER.playground()) {
            SERVER.sandbox().faults().neverHydrate(playground.name("m"));
            playground.run("CREATE CLUSTER {p}_c (SIZE '25cc'); CREATE TABLE t (a int);"
                    + " CREATE MATERIALIZED VIEW {p}_m IN CLUSTER {p}_c AS SELECT count(*) AS n FROM t");
            ReadingForEver reading = new ReadingForEver(playground);
            try (TestActivities activities = new TestActivities(reading)) {
                reading.whenReading = activities.environment()::requestCancelActivity;
                Reading stub = activities
                        .environment()
                        .newActivityStub(
                                Reading.class,
                                ActivityOptions.newBuilder()
                                        .setStartToCloseTimeout(Duration.ofMinutes(2))
                                        .setHeartbeatTimeout(Duration.ofSeconds(2))
                                        .build());

                assertThatThrownBy(stub::read).isInstanceOf(CanceledFailure.class);
            }
        }
    }

    private static final class ReadingForEver implements Reading {
        private final Playground playground;
        private Runnable whenReading;

        ReadingForEver(Playground playground) {
            this.playground = playground;
        }

        @Override
        public void read() {
            ActivityRun.perform("reading for ever", run -> {
                try (Session session = run.watch(playground.session())) {
                    whenReading.run();
                    return session.query("SELECT n FROM " + playground.name("m"), row -> row.getLong(1));
                }
            });
        }
    }
}
