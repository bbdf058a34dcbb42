package dev.cutover.worker.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cutover.workflows.policy.FreezeWindow;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** One freeze window as it is written. */
record FreezeText(String start, @JsonProperty("for") String lasts, String until, String zone, String reason) {
    private static final String DEFAULT_ZONE = "UTC";

    FreezeWindow checked(String key) throws ConfigException {
        if (start == null || start.isBlank()) {
            throw new ConfigException(key + ".start is missing: a moment such as 2026-12-23T18:00, or cron fields such"
                    + " as \"0 18 * * FRI\"");
        }
        if (reason == null || reason.isBlank()) {
            throw new ConfigException(key + ".reason is missing: those who wait want to know why");
        }
        if ((lasts == null) == (until == null)) {
            throw new ConfigException(key + " needs either for, a duration such as 62h, or until, a moment");
        }
        String zoneName = zone == null || zone.isBlank() ? DEFAULT_ZONE : zone.strip();
        Duration duration =
                lasts == null ? Duration.ZERO : PolicyText.duration(key + ".for", lasts, FreezeWindow.LONGEST);
        FreezeWindow window = new FreezeWindow(start.strip(), duration, zoneName, reason.strip());
        return lasts == null ? until(key, window) : usable(key, window);
    }

    /** Measured between the two moments in their zone, since a change of clocks may lie between them. */
    private FreezeWindow until(String key, FreezeWindow window) throws ConfigException {
        usable(key, new FreezeWindow(window.start(), FreezeWindow.LONGEST, window.zone(), window.reason()));
        try {
            ZoneId zoneId = ZoneId.of(window.zone());
            Duration duration = Duration.between(
                    LocalDateTime.parse(window.start()).atZone(zoneId),
                    LocalDateTime.parse(until.strip()).atZone(zoneId));
            if (duration.isNegative()) {
                throw new ConfigException(key + ".until is before start");
            }
            return usable(key, new FreezeWindow(window.start(), duration, window.zone(), window.reason()));
        } catch (DateTimeParseException e) {
            throw new ConfigException(
                    key + ".until goes with a start that is a moment; both are written like 2026-12-23T18:00");
        }
    }

    private static FreezeWindow usable(String key, FreezeWindow window) throws ConfigException {
        Optional<String> problem = window.problem();
        if (problem.isPresent()) {
            throw new ConfigException(key + ": " + problem.get());
        }
        return window;
    }
}
