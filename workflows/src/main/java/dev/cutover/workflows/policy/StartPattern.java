package dev.cutover.workflows.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * When a window begins: one moment ({@code 2026-12-23T18:00}), or five cron fields (minute, hour, day of month, month, day of
 * week) with lists, ranges, steps and English names. As in cron, a day counts when either day field names it, unless one of
 * them is {@code *}.
 */
final class StartPattern {
    private final LocalDateTime moment;
    private final List<LocalTime> times;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean eitherDay;

    private StartPattern(LocalDateTime moment) {
        this(moment, List.of(), new BitSet(), new BitSet(), new BitSet(), false);
    }

    private StartPattern(
            LocalDateTime moment,
            List<LocalTime> times,
            BitSet daysOfMonth,
            BitSet months,
            BitSet daysOfWeek,
            boolean eitherDay) {
        this.moment = moment;
        this.times = times;
        this.daysOfMonth = daysOfMonth;
        this.months = months;
        this.daysOfWeek = daysOfWeek;
        this.eitherDay = eitherDay;
    }

    /** A pattern as it is written; empty when it cannot be read. */
    static Optional<StartPattern> parse(String text) {
        String[] fields = text.strip().split("\\s+");
        return fields.length == 5 ? cron(fields) : moment(text.strip());
    }

    /** When it begins on a day, in order. A time that a change of clocks leaves out is the one after the change. */
    List<Instant> on(LocalDate day, ZoneId zone) {
        if (moment != null) {
            return moment.toLocalDate().equals(day)
                    ? List.of(moment.atZone(zone).toInstant())
                    : List.of();
        }
        return matches(day)
                ? times.stream()
                        .map(time -> day.atTime(time).atZone(zone).toInstant())
                        .sorted()
                        .toList()
                : List.of();
    }

    private boolean matches(LocalDate day) {
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
        return months.get(day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    private static Optional<StartPattern> moment(String text) {
        try {
            return Optional.of(new StartPattern(LocalDateTime.parse(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<StartPattern> cron(String[] fields) {
        Optional<BitSet> minutes = CronField.MINUTE.parse(fields[0]);
        Optional<BitSet> hours = CronField.HOUR.parse(fields[1]);
        Optional<BitSet> daysOfMonth = CronField.DAY_OF_MONTH.parse(fields[2]);
        Optional<BitSet> months = CronField.MONTH.parse(fields[3]);
        Optional<BitSet> daysOfWeek = CronField.DAY_OF_WEEK.parse(fields[4]);
        if (minutes.isEmpty() || hours.isEmpty() || daysOfMonth.isEmpty() || months.isEmpty() || daysOfWeek.isEmpty()) {
            return Optional.empty();
        }
        List<LocalTime> times = new ArrayList<>();
        hours.get().stream()
                .forEach(hour -> minutes.get().stream().forEach(minute -> times.add(LocalTime.of(hour, minute))));
        boolean eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        return Optional.of(new StartPattern(
                null, List.copyOf(times), daysOfMonth.get(), months.get(), daysOfWeek.get(), eitherDay));
    }
}
