package dev.cutover.starter.bench;

import static dev.cutover.starter.bench.Finding.seconds;

import dev.cutover.starter.shop.Sandbox;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Deployments of a dbt project: how much of their time is not that of dbt's own processes. */
final class AroundDbt {
    private static final double MOST_SHARE = 0.15;
    private static final String BARE = "bare";

    private final DbtBenchProject project;
    private final TimedDbt dbt;
    private final Sandbox sandbox;
    private final Psql psql;
    private final Path folder;
    private final Consumer<String> say;

    AroundDbt(DbtBenchProject project, TimedDbt dbt, Sandbox sandbox, Psql psql, Path folder, Consumer<String> say) {
        this.project = project;
        this.dbt = dbt;
        this.sandbox = sandbox;
        this.psql = psql;
        this.folder = folder;
        this.say = say;
    }

    /**
     * One deployment.
     *
     * @param total from its start until a person could approve, and from the approval to the end of the swap, in milliseconds
     * @param ofDbt of that, the time of dbt's processes
     */
    record Run(double total, double ofDbt) {
        /** What is not dbt's, as a share of what is. */
        double share() {
            return (total - ofDbt) / ofDbt;
        }
    }

    /** Measures; the first deployment, of a worker that has just been started, does not count. */
    Finding measure(Supplier<Driver> deployments, int runs) {
        psql.run(DbtBenchProject.production());
        Sample shares = new Sample();
        Sample around = new Sample();
        Sample ofDbt = new Sample();
        Sample bare = new Sample();
        for (int i = 0; i <= runs; i++) {
            project.write(folder, i);
            Run run = deploy(deployments.get());
            double alone = alone();
            say.accept("dbt project deployed in " + seconds(run.total()) + ", dbt's processes " + seconds(run.ofDbt())
                    + ", a bare dbt run " + seconds(alone));
            if (i > 0) {
                shares.add(run.share());
                around.add(run.total() - run.ofDbt());
                ofDbt.add(run.ofDbt());
                bare.add(alone);
            }
        }
        return Finding.judged(
                "time of a deployment of " + project.models()
                        + " dbt models that is not dbt's, against that of dbt's processes",
                String.format(
                        Locale.ROOT,
                        "%.0f %% (%s around %s, medians of %d; a bare `dbt run` takes %s)",
                        100 * shares.median(),
                        seconds(around.median()),
                        seconds(ofDbt.median()),
                        shares.size(),
                        seconds(bare.median())),
                "≤ 15 %",
                shares.median() <= MOST_SHARE);
    }

    private Run deploy(Driver deployment) {
        dbt.takeMillis();
        deployment.start(DbtBenchProject.FOLDER);
        deployment.await(Phase.AWAITING_DECISION);
        deployment.approve();
        deployment.end(Ending.PROMOTED);
        List<PhaseTime> phases = deployment.status().phases();
        return new Run(
                length(phases, Phase.PLANNING, Phase.AWAITING_DECISION) + length(phases, Phase.PROMOTING, null),
                dbt.takeMillis());
    }

    /** Milliseconds from the beginning of a phase to that of another; null means the one that followed. */
    private static double length(List<PhaseTime> phases, Phase from, Phase to) {
        int first = 0;
        while (phases.get(first).phase() != from) {
            first++;
        }
        int last = first + 1;
        while (to != null && phases.get(last).phase() != to) {
            last++;
        }
        return Duration.between(phases.get(first).since(), phases.get(last).since())
                .toMillis();
    }

    /** What it leaves would run on a deployed cluster, and refuse the next plan. */
    private double alone() {
        double millis = dbt.run(folder, sandbox, BARE);
        psql.run(List.of("DROP SCHEMA " + BARE + "_dbt CASCADE"));
        return millis;
    }
}
