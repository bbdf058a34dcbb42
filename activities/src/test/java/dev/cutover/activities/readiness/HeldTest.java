package dev.cutover.activities.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeldTest {
    private final Held held = new Held();

    @Test
    void onlyTheThirdGoodReadingInARowIsBelieved() {
        Readiness first = held.next(reading(true));
        Readiness second = held.next(reading(true));

        assertThat(first.ready()).isFalse();
        assertThat(first.blockers()).extracting(Blocker::reason).containsExactly(Reason.NOT_YET_HELD);
        assertThat(second.ready()).isFalse();
        assertThat(held.next(reading(true)).ready()).isTrue();
    }

    @Test
    void oneBadReadingStartsTheCountAnew() {
        held.next(reading(true));
        held.next(reading(true));
        held.next(reading(false));

        assertThat(held.holding()).isFalse();
        assertThat(held.next(reading(true)).ready()).isFalse();
    }

    @Test
    void aChangeOfAnUnreadyVerdictIsReportedOnlyAfterTheQuietTime() {
        Readiness notReady = reading(false);

        assertThat(new QuietWatch(null, Duration.ofHours(1)).worthReporting(notReady))
                .isFalse();
        assertThat(new QuietWatch(null, Duration.ZERO).worthReporting(notReady)).isTrue();
        assertThat(new QuietWatch(notReady, Duration.ZERO).worthReporting(notReady))
                .isFalse();
        assertThat(new QuietWatch(notReady, Duration.ZERO).worthReporting(reading(true)))
                .isTrue();
    }

    private static Readiness reading(boolean ready) {
        Readings green = new Readings().with("u10", ObjectKind.MATERIALIZED_VIEW);
        if (!ready) {
            green.hydration.clear();
        }
        return new Verdicts(green.inventory(), Duration.ofSeconds(1)).on(green.snapshot());
    }
}
