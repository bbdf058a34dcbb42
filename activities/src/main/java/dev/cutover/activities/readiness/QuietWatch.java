package dev.cutover.activities.readiness;

import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides when a change of an unready verdict is worth an event in the workflow's history. */
final class QuietWatch {
    /** What is gone ends the deployment, however long an unchanged verdict may go unreported. */
    private static final Duration GONE_FOR = Duration.ofSeconds(10);

    private final Readiness last;
    private final Duration quietFor;
    private final long startedNanos = System.nanoTime();

    /**
     * A watch that starts now.
     *
     * @param last what the workflow knows already; null at first
     * @param quietFor nothing is reported before this long
     */
    QuietWatch(Readiness last, Duration quietFor) {
        this.last = last;
        this.quietFor = quietFor;
    }

    /** Whether the workflow should hear of this verdict now. */
    boolean worthReporting(Readiness readiness) {
        Duration quiet = gone(readiness) && quietFor.compareTo(GONE_FOR) > 0 ? GONE_FOR : quietFor;
        return System.nanoTime() - startedNanos >= quiet.toNanos()
                && (last == null || !gist(last).equals(gist(readiness)));
    }

    private static boolean gone(Readiness readiness) {
        return readiness.blockers().stream()
                .anyMatch(blocker ->
                        blocker.reason() == Reason.OBJECT_MISSING || blocker.reason() == Reason.CLUSTER_MISSING);
    }

    private record Progress(String cluster, int hydrated, int expected) {}

    private record Cause(String object, Reason reason) {}

    private record Gist(Readiness.Verdict verdict, int blocked, List<Progress> clusters, Set<Cause> causes) {}

    /** What counts as a change: not the lag, nor numbers in a text, which differ in every reading. */
    private static Gist gist(Readiness readiness) {
        return new Gist(
                readiness.verdict(),
                readiness.blocked(),
                readiness.clusters().stream()
                        .map(cluster -> new Progress(cluster.cluster(), cluster.hydrated(), cluster.expected()))
                        .toList(),
                readiness.blockers().stream().map(QuietWatch::cause).collect(Collectors.toSet()));
    }

    private static Cause cause(Blocker blocker) {
        return new Cause(blocker.object(), blocker.reason());
    }
}
