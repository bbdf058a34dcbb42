package dev.cutover.workflows.display;

import dev.cutover.workflows.evidence.CheckCounts;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.Blocker;
import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.text.Amount;
import java.util.stream.Stream;

/** A deployment's state as Markdown, for the Web UI's current details and {@code temporal workflow metadata}. */
public final class Details {
    private static final int BLOCKERS_SHOWN = 5;
    private static final int WARNINGS_SHOWN = 10;
    private static final int SINKS_SHOWN = 5;
    private static final int IGNORED_SHOWN = 5;

    private final StringBuilder text = new StringBuilder();

    private Details() {}

    /**
     * The state as Markdown.
     *
     * @param evidence what was collected; null before
     */
    public static String of(Status status, Evidence evidence) {
        Details details = new Details();
        details.heading(status);
        if (status.readiness() != null) {
            details.readiness(status.readiness());
        }
        if (evidence != null) {
            details.evidence(evidence);
        }
        details.sinks(status);
        details.undelivered(status);
        details.next(status);
        details.ignored(status);
        return details.text.toString();
    }

    private void heading(Status status) {
        String word = status.outcome() == null
                ? status.phase().name()
                : status.outcome().name();
        line("### " + word + (status.outcome() == null ? ": " + status.phase().meaning() : ""));
        line("");
        line("Deployment " + code(status.deployment())
                + (status.target() == null ? "" : " of target " + code(status.target()))
                + (status.planHash() == null ? "" : ", plan " + code(shortened(status.planHash(), 12))) + ". **"
                + status.production() + "**");
        if (status.waitingFor() != null) {
            line("");
            line("Waiting for " + status.waitingFor()
                    + (status.deadline() == null ? "" : " Ends by itself at " + status.deadline() + "."));
        }
    }

    private void readiness(Readiness readiness) {
        line("");
        line("**Readiness: " + readiness.verdict() + "**, read at " + readiness.readAt());
        line("");
        row("cluster", "hydrated", "lag", "waits for");
        line("|---|---|---|---|");
        for (ClusterReadiness cluster : readiness.clusters()) {
            row(
                    cell(cluster.cluster()),
                    cluster.hydrated() + " of " + cluster.expected(),
                    cluster.lagMillis() == null ? "unknown" : cluster.lagMillis() + " ms",
                    cluster.waitingFor() == null ? "nothing" : cell(cluster.waitingFor()));
        }
        if (readiness.blocked() > 0) {
            line("");
            line(Amount.of(readiness.blocked(), "object is", "objects are") + " not ready:");
            list(readiness.blockers().stream().limit(BLOCKERS_SHOWN).map(Details::blocker));
        }
    }

    private void evidence(Evidence evidence) {
        line("");
        line("**Evidence**: " + Amount.of(count(evidence, Difference.ADDED), "object") + " added, "
                + count(evidence, Difference.CHANGED) + " changed, " + count(evidence, Difference.REMOVED)
                + " removed, "
                + count(evidence, Difference.SAME) + " the same; the rows of " + count(evidence, Verdict.SAME) + " of "
                + Amount.of(evidence.data().size(), "relation") + " are the same, "
                + Amount.of(count(evidence, Verdict.DIFFERENT), "differs", "differ") + ", "
                + Amount.of(count(evidence, Verdict.EXPECTED), "differs", "differ") + " as expected; "
                + CheckCounts.of(evidence).words() + "; "
                + Amount.of(evidence.dependents().size(), "object")
                + " outside will go on reading the old version; "
                + Amount.of(
                        evidence.subscriptions(),
                        "running SUBSCRIBE reads it and breaks",
                        "running SUBSCRIBEs read it and break")
                + " when it is dropped.");
        list(evidence.warnings().stream().limit(WARNINGS_SHOWN).map(Details::cell));
    }

    private void sinks(Status status) {
        if (status.sinksBehind().isEmpty()) {
            return;
        }
        line("");
        line("**Sinks that do not follow**: " + status.sinksBehind().size()
                + ". What they read is kept. Each can be moved by hand:");
        list(status.sinksBehind().stream()
                .limit(SINKS_SHOWN)
                .map(sink -> code(sink.sink().toString()) + ": " + cell(sink.why())
                        + (sink.statement() == null ? "" : " " + code(sink.statement()))));
    }

    private void undelivered(Status status) {
        if (status.undelivered().isEmpty()) {
            return;
        }
        line("");
        line("**Notices that are not taken**");
        list(status.undelivered().stream().map(trouble -> cell(trouble.sentence())));
    }

    private void next(Status status) {
        if (status.next().isEmpty()) {
            return;
        }
        line("");
        line("**Next**");
        line("```sh");
        status.next().forEach(this::line);
        line("```");
    }

    private void ignored(Status status) {
        if (status.ignored().isEmpty()) {
            return;
        }
        line("");
        line("**Ignored messages**");
        int from = Math.max(0, status.ignored().size() - IGNORED_SHOWN);
        list(status.ignored().subList(from, status.ignored().size()).stream().map(Details::cell));
    }

    private static long count(Evidence evidence, Difference difference) {
        return evidence.objects().stream()
                .filter(object -> object.difference() == difference)
                .count();
    }

    private static long count(Evidence evidence, Verdict verdict) {
        return evidence.data().stream()
                .filter(diff -> diff.verdict() == verdict)
                .count();
    }

    private static String blocker(Blocker blocker) {
        return code(blocker.object()) + ": " + blocker.reason() + ", " + cell(blocker.detail());
    }

    private static String code(String text) {
        return "`" + shortened(text.replace('`', '\''), 255) + "`";
    }

    /** One line that cannot leave its cell or its list item. */
    private static String cell(String text) {
        return shortened(text.replaceAll("\\s+", " "), 300).replace("|", "\\|");
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** The Web UI draws no space between cells, and Markdown drops what is an ordinary blank. */
    private void row(String... cells) {
        line("|\u00a0" + String.join("\u00a0|\u00a0", cells) + "\u00a0|");
    }

    /** The Web UI takes a list for text unless there is an empty line before it. */
    private void list(Stream<String> items) {
        line("");
        items.forEach(item -> line("- " + item));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
