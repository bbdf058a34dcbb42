package dev.cutover.activities.evidence;

import dev.cutover.activities.dbt.DbtProjects;
import dev.cutover.activities.deploy.GreenNames;
import dev.cutover.activities.digest.CanonicalJson;
import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ServerClock;
import dev.cutover.activities.materialize.fingerprint.Fingerprints;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.materialize.fingerprint.SideItems;
import dev.cutover.activities.materialize.queries.Subscriptions;
import dev.cutover.activities.materialize.sinks.SinkEntry;
import dev.cutover.activities.materialize.sinks.SinkReader;
import dev.cutover.activities.project.ProjectContent;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.activities.project.expectation.Expectations;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.evidence.Findings;
import dev.cutover.workflows.evidence.SinkEffect;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares green with blue and runs the project's checks. Reads only. */
public final class EvidenceActivity implements EvidenceActivities {
    /** How long one check may take unless told otherwise. */
    public static final Duration LONGEST_CHECK = Duration.ofSeconds(60);

    /** How long the rows of all relations together may be compared; what comes after it is named as not compared. */
    private static final Duration LONGEST_COMPARISON = Duration.ofMinutes(15);

    private final Targets targets;
    private final ProjectSource projects;
    private final DbtProjects dbt;
    private final Duration longestCheck;

    /** An activity for these targets and projects. */
    public EvidenceActivity(Targets targets, ProjectSource projects, DbtProjects dbt) {
        this(targets, projects, dbt, LONGEST_CHECK);
    }

    EvidenceActivity(Targets targets, ProjectSource projects, DbtProjects dbt, Duration longestCheck) {
        this.targets = targets;
        this.projects = projects;
        this.dbt = dbt;
        this.longestCheck = longestCheck;
    }

    @Override
    public Evidence collect(EvidenceInput input) {
        return ActivityRun.perform(
                "collecting evidence about green of target " + input.plan().target(), run -> collect(input, run));
    }

    private Evidence collect(EvidenceInput input, ActivityRun run) throws SQLException {
        Plan plan = input.plan();
        ProjectContent project = projects.watchedBy(run::watch).open(plan.project());
        Expectations expectations = project.expectations();
        Materialize materialize = new Materialize(targets.named(plan.target()));
        Optional<String> cluster = ReadingCluster.of(plan);
        try (Session session = run.watch(materialize.open("cutover evidence"));
                DataComparison comparison =
                        new DataComparison(materialize, run, expectations, cluster.orElse(null), LONGEST_COMPARISON)) {
            DbtTests.dropStoredRows(session, plan);
            // Before the comparison: what changes meanwhile is found at the swap, what changed before is shown.
            SideFacts green = Fingerprints.greenFacts(session, input.inventory());
            List<SinkEntry> sinks =
                    new SinkReader(session).reading(SinkFit.names(plan).keySet());
            List<String> notes = new ArrayList<>(new SinkFit(session, plan, input.inventory()).warnings(sinks));
            notes.addAll(new SourceNotes(session, plan, input.inventory()).all());
            Sides sides = Sides.read(session, plan, input.inventory());
            List<ObjectDiff> objects = Comparison.of(sides.blue(), sides.green());
            List<DataDiff> data =
                    comparison.of(sides.blue(), sides.green(), name -> GreenNames.rename(name, GreenNames.of(plan)));
            List<SinkEffect> effects = new SinkEffects(plan, sides, comparison).of(sinks);
            List<String> sentences = effects.stream().map(SinkEffect::sentence).toList();
            FailingSample samples = new FailingSample(materialize, run, cluster, expectations, longestCheck);
            List<CheckResult> checks = new ArrayList<>(checks(run, plan, project, session, samples));
            checks.addAll(ExpectationChecks.of(expectations, data));
            notes.addAll(new SidePlaces(session).differences(plan, input.inventory()));
            notes.addAll(drift(session, plan));
            Evidence evidence = new Evidence(
                    objects,
                    data,
                    List.copyOf(checks),
                    effects,
                    plan.dependents(),
                    Subscriptions.reading(session, plan.blue()),
                    warnings(plan, objects, data, checks, joined(notes, sentences)),
                    Findings.of(objects, data, checks, effects, plan.dependents(), notes, green.fingerprint()),
                    green.fingerprint(),
                    SideItems.of(green),
                    ServerClock.now(session),
                    null);
            return evidence.digested(new CanonicalJson().hashWithout(evidence, "collectedAt", "digest"));
        }
    }

    /** What of production is not what was planned for: a swap would be refused, and nobody need decide on it. */
    private static List<String> drift(Session session, Plan plan) throws SQLException {
        SideFacts blue = Fingerprints.blueFacts(session, plan.schemas(), plan.clusters());
        if (blue.fingerprint().equals(plan.blueFingerprint())) {
            return List.of();
        }
        String named = SideItems.differences(plan.outlook().blueFacts(), blue);
        return List.of("Production is not what was planned any more, and the swap will be refused"
                + (named.isEmpty() ? "." : ": " + named + " changed since planning."));
    }

    private static List<String> joined(List<String> notes, List<String> sentences) {
        return Stream.concat(notes.stream(), sentences.stream()).toList();
    }

    private List<CheckResult> checks(
            ActivityRun run, Plan plan, ProjectContent project, Session session, FailingSample samples)
            throws SQLException {
        return project.isDbt()
                ? new DbtTests(
                                dbt.dbt(run, targets.named(plan.target()), plan.deployment(), project),
                                plan,
                                session,
                                samples)
                        .run()
                : new Checks(samples, GreenNames.of(plan)).run(project.sql().checks());
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
