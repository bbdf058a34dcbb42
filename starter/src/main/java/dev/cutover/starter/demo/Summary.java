package dev.cutover.starter.demo;

import dev.cutover.starter.shop.Reads;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.PhaseTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The last page of a demonstration. */
final class Summary {
    /** Reads a second that production should serve all the while. */
    private static final int GOAL = 200;

    private Summary() {}

    /** Time per phase, in the order in which they came. */
    static List<String> phases(List<PhaseTime> phases) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i + 1 < phases.size(); i++) {
            Duration lasted =
                    Duration.between(phases.get(i).since(), phases.get(i + 1).since());
            lines.add(String.format(
                    Locale.ROOT, "  %-20s %7.1f s", phases.get(i).phase().name(), lasted.toMillis() / 1000.0));
        }
        return lines;
    }

    /** What the readers have seen. */
    static List<String> reads(Reads reads) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "reads: %d served, %d failed (%d a second; answers for Italy: %s)",
                reads.served(), reads.failed(), reads.rate(), answers(reads.answers())));
        lines.add(
                reads.rate() >= GOAL
                        ? "  the goal of " + GOAL + " reads a second was met"
                        : "  note: fewer than the goal of " + GOAL
                                + " reads a second; a busy machine is slower, and the"
                                + " exit code does not ask for speed");
        reads.failures().forEach(failure -> lines.add("  failed: " + failure));
        return lines;
    }

    /** What is not as it was asked for; empty when all is well. */
    static List<String> shortcomings(Scenario scenario, Ending ending, Reads reads) {
        List<String> lines = new ArrayList<>();
        if (!scenario.asksFor(ending)) {
            lines.add("The ending " + ending + " is not the one that was asked for.");
        }
        if (reads.failed() > 0) {
            lines.add(reads.failed() + " reads of production failed; none may.");
        }
        int expected = Scenario.showsBothVersions(ending) ? 2 : 1;
        if (reads.answers().size() != expected) {
            lines.add("Readers saw " + reads.answers().size() + " versions of production instead of " + expected + ".");
        }
        return lines;
    }

    private static String answers(Map<String, Long> answers) {
        return answers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(answer -> answer.getKey() + " " + answer.getValue() + " times")
                .reduce((left, right) -> left + ", " + right)
                .orElse("none");
    }
}
