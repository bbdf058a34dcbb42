package dev.cutover.workflows.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks a policy's windows whether something may be promoted at a moment. */
public final class Freeze {
    /** Windows that follow one another are shown as one, up to this far. */
    private static final Duration HORIZON = Duration.ofDays(400);

    private final List<FreezeWindow> windows;

    private Freeze(List<FreezeWindow> windows) {
        this.windows = windows;
    }

    /** The windows of a policy. */
    public static Freeze of(Policy policy) {
        return new Freeze(policy.freeze());
    }

    /** The freeze at a moment; empty when there is none. */
    public Optional<Frozen> at(Instant now) {
        return windows.stream()
                .filter(window -> window.endAt(now).isPresent())
                .findFirst()
                .map(window -> new Frozen(end(now), window.reason()));
    }

    /** When the next freeze begins, if that is before another moment. */
    public Optional<Instant> nextStart(Instant after, Instant before) {
        return windows.stream()
                .flatMap(window -> window.nextStart(after, before).stream())
                .min(Instant::compareTo);
    }

    private Instant end(Instant now) {
        Instant end = now;
        Optional<Instant> later = latestEnd(end);
        while (later.isPresent() && end.isBefore(now.plus(HORIZON))) {
            end = later.get();
            later = latestEnd(end);
        }
        return end;
    }

    private Optional<Instant> latestEnd(Instant at) {
        return windows.stream().flatMap(window -> window.endAt(at).stream()).max(Instant::compareTo);
    }

    /**
     * Nothing is promoted.
     *
     * @param until when it ends
     * @param reason why
     */
    public record Frozen(Instant until, String reason) {}
}
