package dev.cutover.starter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SampleTest {
    @Test
    void percentilesAreMeasurementsThatWereMade() {
        Sample sample = new Sample();
        for (int millis = 100; millis >= 1; millis--) {
            sample.add(millis);
        }

        assertThat(sample.median()).isEqualTo(50);
        assertThat(sample.percentile(0.99)).isEqualTo(99);
        assertThat(sample.worst()).isEqualTo(100);
    }

    @Test
    void theOnlyMeasurementIsEveryPercentile() {
        Sample sample = new Sample();
        sample.add(7);

        assertThat(sample.median()).isEqualTo(7);
        assertThat(sample.percentile(0.99)).isEqualTo(7);
    }
}
