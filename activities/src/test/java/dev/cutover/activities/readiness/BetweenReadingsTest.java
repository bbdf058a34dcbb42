package dev.cutover.activities.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BetweenReadingsTest {
    @Test
    void whileFewObjectsAreLeftReadinessIsNoticedWithinASecond() {
        for (int blocked = 0; blocked <= 5; blocked++) {
            assertThat(ReadinessActivity.betweenReadings(blocked)).isLessThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void theMoreObjectsAreLeftTheRarerTheServerIsAsked() {
        assertThat(ReadinessActivity.betweenReadings(15)).isGreaterThan(ReadinessActivity.betweenReadings(6));
        assertThat(ReadinessActivity.betweenReadings(2_000)).isEqualTo(Duration.ofSeconds(2));
    }
}
