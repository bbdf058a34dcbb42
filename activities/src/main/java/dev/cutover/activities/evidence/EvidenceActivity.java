package dev.cutover.activities.evidence;

import dev.cutover.activities.deploy.GreenNames;
import dev.cutover.activities.digest.CanonicalJson;
import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ServerClock;
import dev.cutover.activities.materialize.fingerprint.Fingerprints;
import dev.cutover.activities.materialize.sinks.SinkReader;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares green with blue and runs the project's checks. Reads only. */
public final class EvidenceActivity implements EvidenceActivities {
    /** How long one check may take unless told otherwise. */
    public static final Duration LONGEST_CHECK = Duration.ofSeconds(60);

    /** How long the rows of all relations together may be compared; what comes after it is named as not compared. */
    private static final Duration LONGEST_COMPARISON = Duration.ofMinutes(15);

    private final Targets targets;
    private final ProjectSource projects;
    private final Duration longestCheck;

    /** An activity for these targets and projects. */
    public EvidenceActivity(Targets targets, ProjectSource projects) {
        this(targets, projects, LONGEST_CHECK);
    }

    EvidenceActivity(Targets targets, ProjectSource projects, Duration longestCheck) {
        this.targets = targets;
        this.projects = projects;
        this.longestCheck = longestCheck;
    }

    @Override
    public Evidence collect(EvidenceInput input) {
        return ActivityRun.perform(
                "collecting evidence about green of target " + input.plan().target(), run -> collect(input, run));
    }

    private Evidence collect(EvidenceInput input, ActivityRun run) throws SQLException {
        Plan plan = input.plan();
        SqlProject project = projects.watchedBy(run::watch).read(plan.project());
        Materialize materialize = new Materialize(targets.named(plan.target()));
        try (Session session = run.watch(materialize.open("cutover evidence"))) {
            // Before the comparison: what changes meanwhile is found at the swap, what changed before is shown.
            String greenFingerprint = Fingerprints.green(session, plan, input.inventory());
            List<String> notes =
                    new ArrayList<>(new SinkFit(session, plan, input.inventory()).warnings(new SinkReader(session)));
            Sides sides = Sides.read(session, plan, input.inventory());
            List<ObjectDiff> objects = Comparison.of(sides.blue(), sides.green());
            Optional<String> cluster = ReadingCluster.of(plan);
            List<DataDiff> data = new DataComparison(
                            materialize, run, project.expectations(), cluster.orElse(null), LONGEST_COMPARISON)
                    .of(sides.blue(), sides.green(), name -> GreenNames.rename(name, GreenNames.of(plan)));
            List<CheckResult> checks = new ArrayList<>(new Checks(
                            materialize, run, cluster, GreenNames.of(plan), project.expectations()::masks, longestCheck)
                    .run(project.checks()));
            checks.addAll(ExpectationChecks.of(project.expectations(), data));
            notes.addAll(new SidePlaces(session).differences(plan, input.inventory()));
            Evidence evidence = new Evidence(
                    objects,
                    data,
                    List.copyOf(checks),
                    plan.dependents(),
                    warnings(plan, objects, data, checks, notes),
                    greenFingerprint,
                    ServerClock.now(session),
                    null);
            return new Evidence(
                    evidence.objects(),
                    evidence.data(),
                    evidence.checks(),
                    evidence.dependents(),
                    evidence.warnings(),
                    evidence.greenFingerprint(),
                    evidence.collectedAt(),
                    new CanonicalJson().hashWithout(evidence, "collectedAt", "digest"));
        }
    }

    private static List<String> warnings(
            Plan plan, List<ObjectDiff> objects, List<DataDiff> data, List<CheckResult> checks, List<String> notes) {
        List<String> warnings = new ArrayList<>(plan.warnings());
        warnings.addAll(notes);
        long removed = objects.stream()
                .filter(object -> object.difference() == Difference.REMOVED)
                .count();
        if (removed > 0) {
            warnings.add("The promotion takes " + removed + " object(s) out of production.");
        }
        warnings.addAll(DataWarnings.of(data));
        long failed = checks.stream().filter(check -> !check.passed()).count();
        if (failed > 0) {
            warnings.add(failed + " of " + checks.size() + " check(s) did not pass.");
        }
        return List.copyOf(warnings);
    }
}
