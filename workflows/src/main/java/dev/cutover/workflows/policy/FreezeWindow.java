package dev.cutover.workflows.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A time in which nothing is promoted.
 *
 * @param start when it begins, see {@link StartPattern}
 * @param lasts how long, up to {@link #LONGEST}
 * @param zone the time zone of {@code start}, such as {@code Europe/Berlin}
 * @param reason why, for those who wait
 */
public record FreezeWindow(String start, Duration lasts, String zone, String reason) {
    /** The longest time that one window may last. */
    public static final Duration LONGEST = Duration.ofDays(31);

    /** What is wrong with it, in words; empty when it can be used. */
    public Optional<String> problem() {
        if (StartPattern.parse(start).isEmpty()) {
            return Optional.of("start is neither a moment such as 2026-12-23T18:00 nor five cron fields such as"
                    + " \"0 18 * * FRI\" (minute, hour, day of month, month, day of week)");
        }
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            return Optional.of("zone is not a time zone: write for example Europe/Berlin");
        }
        return lasts.isZero() || lasts.compareTo(LONGEST) > 0
                ? Optional.of("for must be more than nothing and at most 31d")
                : Optional.empty();
    }

    /** When the window that is open at a moment ends; empty when none is. */
    Optional<Instant> endAt(Instant now) {
        ZoneId zoneId = ZoneId.of(zone);
        StartPattern pattern = pattern();
        LocalDate earliest = now.minus(lasts).atZone(zoneId).toLocalDate();
        for (LocalDate day = now.atZone(zoneId).toLocalDate(); !day.isBefore(earliest); day = day.minusDays(1)) {
            Optional<Instant> latest = pattern.on(day, zoneId).stream()
                    .filter(begin -> !begin.isAfter(now))
                    .reduce((former, later) -> later);
            if (latest.isPresent()) {
                return latest.map(begin -> begin.plus(lasts)).filter(now::isBefore);
            }
        }
        return Optional.empty();
    }

    /** When the next window after a moment begins, if that is before another moment. */
    Optional<Instant> nextStart(Instant after, Instant before) {
        ZoneId zoneId = ZoneId.of(zone);
        StartPattern pattern = pattern();
        LocalDate last = before.atZone(zoneId).toLocalDate();
        for (LocalDate day = after.atZone(zoneId).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            Optional<Instant> first = pattern.on(day, zoneId).stream()
                    .filter(begin -> begin.isAfter(after) && begin.isBefore(before))
                    .findFirst();
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    private StartPattern pattern() {
        return StartPattern.parse(start).orElseThrow(() -> new IllegalStateException("A window is checked when read."));
    }
}
