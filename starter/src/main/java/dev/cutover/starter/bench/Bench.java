package dev.cutover.starter.bench;

import static dev.cutover.starter.bench.Finding.seconds;

import dev.cutover.starter.client.DeploymentClient;
import dev.cutover.starter.client.TemporalDeploymentClient;
import dev.cutover.starter.dbt.DbtVenv;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.starter.processes.Waiting;
import dev.cutover.starter.shop.Sandbox;
import dev.cutover.starter.stack.LocalStack;
import dev.cutover.starter.stack.Ports;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Deploys again and again on a local stack, and holds what it measures against what is promised. */
public final class Bench {
    private static final int SMALL = 12;
    private static final Duration NEVER = Duration.ofHours(1);
    /** Still quick for a real server, which commits every statement to its catalog. */
    private static final long STATEMENT_MILLIS = 20;

    private static final double MEBIBYTE = 1024 * 1024;
    private static final double MOST_RATIO = 1.3;
    private static final double MOST_MILLIS_TO_NOTICE = 1_000;
    private static final double MOST_MILLIS_TO_SEE = 2_000;
    private static final long MOST_EVENTS = 200;
    private static final double MOST_HEAP = 256;

    private final Size size;
    private final Set<Part> parts;
    private final Consumer<String> say;
    private Path projects;
    private TimedDbt dbt;
    private Sandbox sandbox;
    private DeploymentClient client;
    private int deployments;

    /**
     * How much is measured.
     *
     * @param runs small deployments that are promoted
     * @param largeRuns large deployments, each compared with psql
     * @param objects objects of a large deployment
     * @param dbtRuns deployments of a dbt project
     * @param models models of that project
     * @param rows rows of a large relation
     * @param hydration how long the long hydration takes
     */
    public record Size(int runs, int largeRuns, int objects, int dbtRuns, int models, long rows, Duration hydration) {}

    /** What can be measured by itself. The worker's heap is always watched. */
    public enum Part {
        /** Large deployments against psql. */
        DEPLOY,
        /** Readiness that is noticed, approvals that are seen, the length of the history. */
        PROMOTE,
        /** The history of a deployment that hydrates for long. */
        HYDRATE,
        /** Deployments of a dbt project. */
        DBT,
        /** The evidence about relations of many rows. */
        ROWS
    }

    /**
     * A benchmark.
     *
     * @param size how much is measured
     * @param parts what is measured
     * @param say hears what happens, one line each
     */
    public Bench(Size size, Set<Part> parts, Consumer<String> say) {
        this.size = size;
        this.parts = EnumSet.copyOf(parts);
        this.say = say;
    }

    /**
     * Measures.
     *
     * @param print prints a line of the table
     * @return whether every promise was kept
     */
    public boolean run(Cleanup cleanup, Consumer<String> print) {
        projects = cleanup.temporaryFolder("cutover-bench-");
        String configuration = "";
        if (parts.contains(Part.DBT)) {
            dbt = TimedDbt.in(cleanup.temporaryFolder("cutover-bench-dbt-"), DbtVenv.require(), cleanup);
            configuration = "dbt: [{venv: \"" + dbt.venv() + "\", schema: " + DbtBenchProject.SCHEMA + "}]";
        }
        LocalStack stack = LocalStack.start(Ports.free(), projects, configuration, cleanup, say);
        sandbox = stack.sandbox();
        client = cleanup.add(TemporalDeploymentClient.local(stack.temporal().address()));
        sandbox.slowHydration("*", 0);
        Heap heap = cleanup.add(new Heap(stack.metrics()));
        List<Finding> findings = new ArrayList<>();
        Psql psql = new Psql(sandbox, projects);
        psql.run(BenchProject.data());
        for (Part part : parts) {
            switch (part) {
                case DEPLOY -> findings.addAll(comparedWithPsql(psql));
                case PROMOTE -> findings.addAll(promotions());
                case HYDRATE ->
                    findings.add(events(
                            "history of a deployment that hydrates for "
                                    + size.hydration().toSeconds() + " s",
                            longHydration()));
                case DBT -> findings.add(aroundDbt(psql));
                case ROWS ->
                    findings.addAll(new ManyRowsEvidence(stack, psql, projects, this::next, say)
                            .measure(new ManyRows(size.rows())));
            }
        }
        double most = heap.mostBytes() / MEBIBYTE;
        findings.add(Finding.judged(
                "worker's heap, most in use at any time (-Xmx256m)",
                String.format(Locale.ROOT, "%.0f MiB", most),
                "< 256 MiB",
                most < MOST_HEAP));
        Finding.table(findings).forEach(print);
        return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.MISSED);
    }

    private List<Finding> comparedWithPsql(Psql psql) {
        Comparison comparison = new Comparison(sandbox, psql, say, size.objects(), size.largeRuns());
        comparison.project().write(projects.resolve(Comparison.PROJECT));
        comparison.measure(this::next, Comparison.NO_LATENCY);
        Comparison.Result slow = comparison.measure(this::next, STATEMENT_MILLIS);
        Comparison.Result fast = comparison.measure(this::next, Comparison.NO_LATENCY);
        String what = "green deployment of " + size.objects() + " objects against psql with the same statements";
        return List.of(
                Finding.judged(
                        what + ", each taking " + STATEMENT_MILLIS + " ms longer than the sandbox needs",
                        slow.toString(),
                        "≤ 1.3",
                        slow.ratio() <= MOST_RATIO),
                Finding.judged(
                        "the same at the sandbox's own speed", fast.toString(), "≤ 1.3", fast.ratio() <= MOST_RATIO));
    }

    private Finding aroundDbt(Psql psql) {
        DbtBenchProject models = new DbtBenchProject(size.models());
        return new AroundDbt(models, dbt, sandbox, psql, projects.resolve(DbtBenchProject.FOLDER), say)
                .measure(this::next, size.dbtRuns());
    }

    private List<Finding> promotions() {
        Sample noticed = new Sample();
        Sample seen = new Sample();
        long events = 0;
        for (int run = 0; run <= size.runs(); run++) {
            int version = run + 1;
            BenchProject small = small(version);
            Driver deployment = startStuck(small);
            double toNotice = noticeReadiness(deployment);
            CompletableFuture<Long> sight = run == 0
                    ? CompletableFuture.completedFuture(System.nanoTime())
                    : FirstSight.of(
                            sandbox, "SELECT version FROM " + small.schema() + "." + BenchProject.ANSWER, version);
            long approved = deployment.approve();
            double toSee = (FirstSight.await(sight) - approved) / 1e6;
            events = Math.max(events, deployment.end(Ending.PROMOTED));
            // The first has no production before it.
            if (run > 0) {
                noticed.add(toNotice);
                seen.add(toSee);
                say.accept("readiness noticed after " + seconds(toNotice) + ", approval seen after " + seconds(toSee));
            }
        }
        return List.of(
                Finding.judged(
                        "readiness noticed after it has become true",
                        "median " + seconds(noticed.median()) + ", worst " + seconds(noticed.worst()) + " (n = "
                                + noticed.size() + ")",
                        "< 1 s",
                        noticed.worst() < MOST_MILLIS_TO_NOTICE),
                Finding.judged(
                        "from the approval to the new version in a reader's answer",
                        "p50 " + seconds(seen.median()) + ", p99 " + seconds(seen.percentile(0.99)) + " (n = "
                                + seen.size() + ")",
                        "p99 < 2 s",
                        seen.percentile(0.99) < MOST_MILLIS_TO_SEE),
                events("history of a deployment", events));
    }

    private long longHydration() {
        BenchProject small = small(size.runs() + 2);
        Driver deployment = startStuck(small);
        Instant until = Instant.now().plus(size.hydration());
        say.accept("letting a deployment hydrate for " + size.hydration().toSeconds() + " s");
        while (Instant.now().isBefore(until)) {
            Waiting.pause();
        }
        noticeReadiness(deployment);
        deployment.approve();
        return deployment.end(Ending.PROMOTED);
    }

    private BenchProject small(int version) {
        BenchProject small = new BenchProject("bench_small", "bench_small", SMALL, version);
        small.write(projects.resolve("small-" + version));
        return small;
    }

    /** A deployment in the middle of its hydration, which goes on until the benchmark ends it. */
    private Driver startStuck(BenchProject project) {
        sandbox.slowHydration(BenchProject.LAST, NEVER.toMillis());
        Driver deployment = next();
        deployment.start("small-" + project.version());
        deployment.await(Phase.HYDRATING);
        // So that the moment falls anywhere between two readings.
        Instant until = Instant.now().plusMillis(1_000 + 37L * project.version() % 300);
        while (Instant.now().isBefore(until)) {
            Waiting.pause();
        }
        return deployment;
    }

    private double noticeReadiness(Driver deployment) {
        Instant ready = Instant.now();
        sandbox.slowHydration(BenchProject.LAST, 0);
        Status status = deployment.await(Phase.AWAITING_DECISION);
        return Duration.between(ready, Driver.began(status, Phase.COLLECTING_EVIDENCE))
                .toMillis();
    }

    private Driver next() {
        return new Driver(client, "bench-" + ++deployments);
    }

    private static Finding events(String what, long events) {
        return Finding.judged(what, events + " events", "< 200", events < MOST_EVENTS);
    }
}
