package dev.cutover.activities.evidence;

import dev.cutover.activities.deploy.GreenNames;
import dev.cutover.activities.digest.CanonicalJson;
import dev.cutover.activities.materialize.Materialize;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ServerClock;
import dev.cutover.activities.materialize.fingerprint.Fingerprints;
import dev.cutover.activities.materialize.sql.DefinitionText;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Targets;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Compares green with blue and runs the project's checks. Reads only. */
public final class EvidenceActivity implements EvidenceActivities {
    /** How long one check may take unless told otherwise. */
    public static final Duration LONGEST_CHECK = Duration.ofSeconds(60);

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
            List<ObjectDiff> objects = compare(session, plan, input.inventory());
            List<CheckResult> checks = new Checks(materialize, run, plan, longestCheck).run(project.checks());
            Evidence evidence = new Evidence(
                    objects,
                    checks,
                    plan.dependents(),
                    warnings(plan, objects, checks, new SidePlaces(session).differences(plan, input.inventory())),
                    greenFingerprint,
                    ServerClock.now(session),
                    null);
            return new Evidence(
                    evidence.objects(),
                    evidence.checks(),
                    evidence.dependents(),
                    evidence.warnings(),
                    evidence.greenFingerprint(),
                    evidence.collectedAt(),
                    new CanonicalJson().hashWithout(evidence, "collectedAt", "digest"));
        }
    }

    private static List<ObjectDiff> compare(Session session, Plan plan, Inventory inventory) throws SQLException {
        Renames back = GreenNames.of(plan).reversed();
        Map<String, String> identifiers = new HashMap<>(back.clusters());
        back.schemas().forEach((green, production) -> identifiers.put(green.name(), production));
        Map<String, String> clusters = new HashMap<>();
        for (ClusterEntry cluster : new Catalog(session).clusters()) {
            clusters.put(cluster.id(), back.clusters().getOrDefault(cluster.name(), cluster.name()));
        }
        SideObjects blue = new SideObjects(session, new DefinitionText(Map.of()), clusters, UnaryOperator.identity());
        SideObjects green = new SideObjects(
                session, new DefinitionText(identifiers), clusters, name -> GreenNames.rename(name, back));
        return Comparison.of(blue.read(plan.blue()), green.read(inventory.objects()));
    }

    private static List<String> warnings(
            Plan plan, List<ObjectDiff> objects, List<CheckResult> checks, List<String> places) {
        List<String> warnings = new ArrayList<>(plan.warnings());
        warnings.addAll(places);
        long removed = objects.stream()
                .filter(object -> object.difference() == Difference.REMOVED)
                .count();
        if (removed > 0) {
            warnings.add("The promotion takes " + removed + " object(s) out of production.");
        }
        long failed = checks.stream().filter(check -> !check.passed()).count();
        if (failed > 0) {
            warnings.add(failed + " of " + checks.size() + " check(s) did not pass.");
        }
        return List.copyOf(warnings);
    }
}
