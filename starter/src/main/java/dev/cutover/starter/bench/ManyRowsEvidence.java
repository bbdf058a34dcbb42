package dev.cutover.starter.bench;

import static dev.cutover.starter.bench.Finding.seconds;

import dev.cutover.starter.stack.LocalStack;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Rows;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The evidence about relations of many rows: whether it is exact, keeps its limit, and needs no more of the worker's memory. */
final class ManyRowsEvidence {
    private static final ManyRows FEW = new ManyRows(1_000);
    private static final String PATIENT = "15m";
    private static final Duration IMPATIENT = Duration.ofSeconds(1);

    /** Between asking the server to end a query and its end. */
    private static final Duration TO_END = Duration.ofSeconds(10);

    private static final double MEBIBYTE = 1024 * 1024;

    /** Garbage comes and goes; ten million rows would be hundreds of mebibytes. */
    private static final double MOST_MORE = 32 * MEBIBYTE;

    private final LocalStack stack;
    private final Psql psql;
    private final Path projects;
    private final Supplier<Driver> next;
    private final Consumer<String> say;

    ManyRowsEvidence(LocalStack stack, Psql psql, Path projects, Supplier<Driver> next, Consumer<String> say) {
        this.stack = stack;
        this.psql = psql;
        this.projects = projects;
        this.next = next;
        this.say = say;
    }

    /**
     * One comparison.
     *
     * @param diff what the evidence says
     * @param millis how long the evidence took
     * @param heap the most bytes that the worker used meanwhile
     */
    private record Compared(DataDiff diff, double millis, double heap) {}

    /** Compares few rows, then many, then many with too little time. */
    List<Finding> measure(ManyRows many) {
        promote(FEW);
        Compared few = compare(FEW, PATIENT);
        psql.run(ManyRows.removal());
        promote(many);
        Compared all = compare(many, PATIENT);
        Compared ended = compare(many, IMPATIENT.toSeconds() + "s");
        psql.run(ManyRows.removal());
        String sides = String.format(Locale.ROOT, "%,d", many.rows());
        return List.of(
                Finding.judged(
                        "evidence about " + sides + " rows on each side, of which " + ManyRows.CHANGED + " differ",
                        counts(all.diff()) + " in " + seconds(all.millis()),
                        "exact, < 15 min",
                        all.diff().verdict() == Verdict.DIFFERENT
                                && all.diff()
                                        .rows()
                                        .equals(new Rows(
                                                many.rows(),
                                                many.rows(),
                                                ManyRows.CHANGED,
                                                ManyRows.CHANGED,
                                                ManyRows.CHANGED))),
                Finding.judged(
                        "the same with `longestComparison: " + IMPATIENT.toSeconds() + "s`",
                        ended.diff().verdict() + " after " + seconds(ended.millis()),
                        "NOT_COMPARED, < " + IMPATIENT.plus(TO_END).toSeconds() + " s",
                        ended.diff().verdict() == Verdict.NOT_COMPARED
                                && ended.millis() < IMPATIENT.plus(TO_END).toMillis()),
                Finding.judged(
                        "worker's heap meanwhile, against that while comparing "
                                + String.format(Locale.ROOT, "%,d", FEW.rows()) + " rows",
                        mebibytes(all.heap()) + " to " + mebibytes(few.heap()),
                        "≤ " + mebibytes(MOST_MORE) + " more",
                        all.heap() <= few.heap() + MOST_MORE));
    }

    private void promote(ManyRows project) {
        say.accept(String.format(Locale.ROOT, "making %,d rows", project.rows()));
        psql.run(project.data());
        project.writeFirst(projects.resolve("rows-first"));
        Driver deployment = next.get();
        deployment.start("rows-first");
        deployment.await(Phase.AWAITING_DECISION);
        deployment.approve();
        deployment.end(Ending.PROMOTED);
    }

    private Compared compare(ManyRows project, String longest) {
        say.accept(String.format(Locale.ROOT, "comparing %,d rows, %s at most", project.rows(), longest));
        project.writeSecond(projects.resolve("rows-second"), longest);
        Driver deployment = next.get();
        try (Heap heap = new Heap(stack.metrics())) {
            deployment.start("rows-second");
            Status status = deployment.await(Phase.AWAITING_DECISION);
            DataDiff diff = deployment.evidence().data().get(0);
            double millis = Duration.between(
                            Driver.began(status, Phase.COLLECTING_EVIDENCE),
                            Driver.began(status, Phase.AWAITING_DECISION))
                    .toMillis();
            deployment.reject();
            deployment.end(Ending.REJECTED);
            return new Compared(diff, millis, heap.mostBytes());
        }
    }

    private static String counts(DataDiff diff) {
        Rows rows = diff.rows();
        return rows == null
                ? diff.verdict().toString()
                : rows.changedKeys() + " keys changed, " + rows.onlyBlue() + " and " + rows.onlyGreen()
                        + " rows of one side";
    }

    private static String mebibytes(double bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / MEBIBYTE);
    }
}
