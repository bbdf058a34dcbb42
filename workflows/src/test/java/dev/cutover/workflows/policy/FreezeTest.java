package dev.cutover.workflows.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreezeTest {
    @ParameterizedTest
    @CsvSource({
        // Friday 18:00 in Berlin is 17:00 UTC in winter and 16:00 in summer; 62 hours later it is Monday 8:00.
        "2026-01-16T16:59:59Z,",
        "2026-01-16T17:00:00Z, 2026-01-19T07:00:00Z",
        "2026-01-18T12:00:00Z, 2026-01-19T07:00:00Z",
        "2026-01-19T07:00:00Z,",
        "2026-07-17T15:59:59Z,",
        "2026-07-17T16:00:00Z, 2026-07-20T06:00:00Z"
    })
    void aWeeklyWindowFollowsTheClocksOfItsZone(Instant now, Instant end) {
        FreezeWindow weekend = new FreezeWindow("0 18 * * FRI", Duration.ofHours(62), "Europe/Berlin", "weekend");

        assertThat(freeze(weekend).at(now).map(Freeze.Frozen::until)).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void aWindowThatFollowsAnotherIsShownAsOne() {
        FreezeWindow nights = new FreezeWindow("0 22 * * *", Duration.ofHours(8), "UTC", "night");
        FreezeWindow mornings = new FreezeWindow("0 5 * * *", Duration.ofHours(3), "UTC", "morning");

        assertThat(freeze(nights, mornings).at(Instant.parse("2026-01-01T23:00:00Z")))
                .contains(new Freeze.Frozen(Instant.parse("2026-01-02T08:00:00Z"), "night"));
    }

    @Test
    void aWindowOfOneMomentComesOnce() {
        FreezeWindow holidays = new FreezeWindow("2026-12-23T18:00", Duration.ofDays(12), "UTC", "holidays");

        assertThat(freeze(holidays).at(Instant.parse("2027-01-04T17:59:59Z"))).isPresent();
        assertThat(freeze(holidays).at(Instant.parse("2027-01-04T18:00:00Z"))).isEmpty();
        assertThat(freeze(holidays).at(Instant.parse("2027-12-24T18:00:00Z"))).isEmpty();
    }

    @Test
    void theNextStartIsTheFirstOfAllWindowsWithinTheTimeThatCounts() {
        FreezeWindow weekend = new FreezeWindow("0 18 * * 5", Duration.ofHours(62), "UTC", "weekend");
        FreezeWindow month = new FreezeWindow("30 9 1 */3 *", Duration.ofHours(2), "UTC", "quarter");
        Instant wednesday = Instant.parse("2026-03-31T12:00:00Z");

        assertThat(freeze(weekend, month).nextStart(wednesday, wednesday.plus(Duration.ofDays(7))))
                .contains(Instant.parse("2026-04-01T09:30:00Z"));
        assertThat(freeze(weekend, month).nextStart(wednesday, wednesday.plus(Duration.ofHours(2))))
                .isEmpty();
    }

    @Test
    void eitherOfTwoDayFieldsNamesADay() {
        FreezeWindow window = new FreezeWindow("0 0 13 * FRI", Duration.ofDays(1), "UTC", "superstition");

        assertThat(freeze(window).at(Instant.parse("2026-01-13T10:00:00Z"))).isPresent();
        assertThat(freeze(window).at(Instant.parse("2026-01-16T10:00:00Z"))).isPresent();
        assertThat(freeze(window).at(Instant.parse("2026-01-15T10:00:00Z"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 18 * *",
                "60 18 * * *",
                "0 24 * * *",
                "0 0 0 * *",
                "0 0 * 13 *",
                "0 0 * * FREITAG",
                "0 0 * * 5-2",
                "0 0 */0 * *",
                "0 0 * * ,",
                "tomorrow",
                "2026-13-01T00:00",
                ""
            })
    void whatIsNoStartIsFound(String start) {
        assertThat(new FreezeWindow(start, Duration.ofHours(1), "UTC", "why").problem())
                .isPresent();
    }

    @Test
    void aZoneOrADurationThatCannotBeMeantIsFound() {
        assertThat(new FreezeWindow("0 0 * * *", Duration.ofHours(1), "Europe/Atlantis", "why").problem())
                .isPresent();
        assertThat(new FreezeWindow("0 0 * * *", Duration.ofDays(32), "UTC", "why").problem())
                .isPresent();
        assertThat(new FreezeWindow("*/15 9-17 * JAN,jul mon-fri", Duration.ofHours(1), "UTC", "why").problem())
                .isEmpty();
    }

    private static Freeze freeze(FreezeWindow... windows) {
        return Freeze.of(
                new Policy(1, List.of(), true, List.of(), null, List.of(windows), List.of(), Signatures.OFF, null));
    }
}
