package dev.cutover.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "30m,PT30M",
        "24h,PT24H",
        "1h30m,PT1H30M",
        "90s,PT90S",
        "500ms,PT0.5S",
        "7d,PT168H",
        "0s,PT0S",
        "1d2h3m4s5ms,PT26H3M4.005S",
        "PT30M,PT30M",
        "P7D,PT168H",
        "PT0.25S,PT0.25S",
        "1m,PT1M",
        "1ms,PT0.001S"
    })
    void peoplesDurationsAreUnderstood(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "30",
                "m",
                "30 m",
                "-30m",
                "30M",
                "30m1h",
                "1.5h",
                "PT-30M",
                "P",
                "PT",
                "soon",
                "99999999999d",
                "P1Y",
                "30min"
            })
    void whatIsNoDurationIsNotGuessed(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30m", "1d", "7d", "1h30m", "1m30s", "500ms", "0s", "1d2h3m4s5ms"})
    void whatIsWrittenIsReadAsTheSame(String text) {
        assertThat(DurationText.of(DurationText.parse(text).orElseThrow())).isEqualTo(text);
    }
}
