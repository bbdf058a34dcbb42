package dev.cutover.activities.evidence;

import dev.cutover.activities.dbt.DbtProjects;
import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ServerClock;
import dev.cutover.activities.materialize.queries.Subscriptions;
import dev.cutover.activities.materialize.readiness.ReadinessReader;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.swap.NameLayout;
import dev.cutover.activities.materialize.swap.NameLayoutReader;
import dev.cutover.activities.project.ProjectContent;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.activities.readiness.Verdicts;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.VerificationActivities;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.verification.VerificationInput;
import dev.cutover.workflows.verification.VerificationReport;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the project's checks or tests and reads readiness in production, after a swap. Reads only, on the promoted cluster only. */
public final class VerificationActivity implements VerificationActivities {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    private static final Duration WHILE_UNREADY = Duration.ofSeconds(1);

    /** A tick that comes late is no defect; what is late for this long is. */
    private static final Duration UNREADY_FOR = Duration.ofSeconds(30);

    /** Under production's names nothing has to be renamed. */
    private static final Renames PRODUCTION = new Renames(Map.of(), Map.of());

    private final Targets targets;
    private final ProjectSource projects;
    private final DbtProjects dbt;

    /** An activity for these targets and projects. */
    public VerificationActivity(Targets targets, ProjectSource projects, DbtProjects dbt) {
        this.targets = targets;
        this.projects = projects;
        this.dbt = dbt;
    }

    @Override
    public VerificationReport verify(VerificationInput input) {
        return ActivityRun.perform(
                "verifying production of target " + input.plan().target(), run -> verify(input, run));
    }

    private VerificationReport verify(VerificationInput input, ActivityRun run) throws SQLException {
        Plan plan = input.plan();
        ProjectContent project = projects.watchedBy(run::watch).open(plan.project());
        Materialize materialize = new Materialize(targets.named(plan.target()));
        Instant scheduled = Instant.ofEpochMilli(run.info().getCurrentAttemptScheduledTimestamp());
        long endNanos =
                System.nanoTime() + Duration.between(scheduled, input.until()).toNanos();
        try (Session session = run.watch(materialize.open("cutover verify " + plan.deployment()))) {
            Production production = new Production(session, run, input);
            FailingSample samples = new FailingSample(
                    materialize,
                    run,
                    cluster(input.inventory()),
                    project.expectations(),
                    EvidenceActivity.LONGEST_CHECK);
            ProjectChecks checks = checks(run, input, project, samples);
            for (int rounds = 1; ; rounds++) {
                run.checkAlive();
                boolean last = System.nanoTime() >= endNanos;
                Optional<String> problem = production.problem();
                Map<Boolean, List<CheckResult>> failing = problem.isPresent()
                        ? Map.of(true, List.of(), false, List.of())
                        : checks.run().stream()
                                .filter(check -> !check.passed())
                                .collect(Collectors.partitioningBy(
                                        check -> input.overridden().contains(check.name())));
                List<CheckResult> failed = failing.get(false);
                if (problem.isPresent() || !failed.isEmpty() || last) {
                    return new VerificationReport(
                            problem.or(() -> words(failed)).orElse(null),
                            failed,
                            failing.get(true),
                            rounds,
                            Subscriptions.reading(session, plan.blue()),
                            ServerClock.now(session));
                }
                run.report(Map.of("rounds", rounds, "until", input.until().toString()));
                Duration left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
                run.pause(left.compareTo(BETWEEN_ROUNDS) < 0 ? left : BETWEEN_ROUNDS);
            }
        }
    }

    private ProjectChecks checks(
            ActivityRun run, VerificationInput input, ProjectContent project, FailingSample samples) {
        Plan plan = input.plan();
        if (!project.isDbt()) {
            return () -> new Checks(samples, PRODUCTION).run(project.sql().checks());
        }
        if (cluster(input.inventory()).isEmpty()) {
            return List::of;
        }
        return CompiledTests.of(
                dbt.dbt(run, targets.named(plan.target()), plan.deployment(), project)
                        .on(cluster(input.inventory()).get()),
                plan.dbt(),
                samples)::run;
    }

    /** What the project says about production, asked anew each time. */
    private interface ProjectChecks {
        List<CheckResult> run() throws SQLException;
    }

    /** The first cluster that this deployment brought; empty when it brought none. */
    private static Optional<String> cluster(Inventory inventory) {
        return inventory.clusters().stream().map(GreenCluster::production).findFirst();
    }

    private static Optional<String> words(List<CheckResult> failed) {
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of("In production "
                        + failed.stream().map(CheckResult::complaint).collect(Collectors.joining("; "))
                        + ".");
    }

    /** What was promoted, as production is now. */
    private static final class Production {
        private final Session session;
        private final ActivityRun run;
        private final Inventory inventory;
        private final ReadinessReader readiness;
        private final Verdicts verdicts;

        Production(Session session, ActivityRun run, VerificationInput input) {
            this.session = session;
            this.run = run;
            this.inventory = input.inventory();
            this.readiness = new ReadinessReader(inventory);
            this.verdicts = new Verdicts(inventory, input.plan().lagThreshold());
        }

        /** Why it is not what was promoted, or not ready for too long; empty when all is well. */
        Optional<String> problem() throws SQLException {
            Optional<String> moved = moved();
            if (moved.isPresent()) {
                return moved;
            }
            long giveUp = System.nanoTime() + UNREADY_FOR.toNanos();
            Readiness last = verdicts.on(readiness.read(session));
            while (!last.ready() && System.nanoTime() < giveUp) {
                run.pause(WHILE_UNREADY);
                last = verdicts.on(readiness.read(session));
            }
            return last.ready()
                    ? Optional.empty()
                    : Optional.of("Production was not ready for " + UNREADY_FOR.toSeconds() + " s: "
                            + last.blockers().stream()
                                    .limit(1)
                                    .map(blocker -> blocker.object() + " (" + blocker.detail() + ")")
                                    .collect(Collectors.joining())
                            + ".");
        }

        private Optional<String> moved() throws SQLException {
            NameLayout layout = NameLayoutReader.read(session);
            List<String> moved = Stream.concat(
                            inventory.schemas().stream()
                                    .filter(schema ->
                                            !schema.id().equals(layout.schemas().get(schema.production())))
                                    .map(schema ->
                                            "schema " + schema.production().name()),
                            inventory.clusters().stream()
                                    .filter(cluster -> !cluster.id()
                                            .equals(layout.clusters().get(cluster.production())))
                                    .map(cluster -> "cluster " + cluster.production()))
                    .toList();
            return moved.isEmpty()
                    ? Optional.empty()
                    : Optional.of("Production's " + String.join(", ", moved) + " is not what was promoted any more.");
        }
    }
}
