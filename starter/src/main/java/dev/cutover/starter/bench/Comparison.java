package dev.cutover.starter.bench;

import static dev.cutover.starter.bench.Finding.seconds;

import dev.cutover.starter.shop.Sandbox;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.status.Status;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Large deployments in turn with psql, which runs the same statements in the same order on the same server. */
final class Comparison {
    /** Folder of the project to deploy. */
    static final String PROJECT = "large";

    /** As fast as the sandbox is. */
    static final long NO_LATENCY = 0;

    private final Sandbox sandbox;
    private final Psql psql;
    private final Consumer<String> say;
    private final BenchProject ours;
    private final BenchProject theirs;
    private final int runs;

    Comparison(Sandbox sandbox, Psql psql, Consumer<String> say, int objects, int runs) {
        this.sandbox = sandbox;
        this.psql = psql;
        this.say = say;
        this.ours = new BenchProject("bench_large", "bench_large", objects, 1);
        this.theirs = new BenchProject("bench_psql", "bench_psql", objects, 1);
        this.runs = runs;
    }

    /** What took how long, in milliseconds. */
    record Result(Sample deployed, Sample typed) {
        double ratio() {
            return deployed.median() / typed.median();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.2f (%s to %s, medians of %d)",
                    ratio(),
                    seconds(deployed.median()),
                    seconds(typed.median()),
                    deployed.size());
        }
    }

    /** What is deployed. */
    BenchProject project() {
        return ours;
    }

    /**
     * Measures.
     *
     * @param deployments makes a new deployment
     * @param latencyMillis how much longer each statement takes
     */
    Result measure(Supplier<Driver> deployments, long latencyMillis) {
        Result result = new Result(new Sample(), new Sample());
        for (int run = 0; run < runs; run++) {
            result.deployed.add(deploy(deployments.get(), latencyMillis));
            result.typed.add(type(latencyMillis));
        }
        say.accept("deployment against psql, statements " + latencyMillis + " ms longer: " + result);
        return result;
    }

    private double deploy(Driver deployment, long latencyMillis) {
        sandbox.latency(latencyMillis);
        deployment.start(PROJECT);
        Status status = deployment.await(Phase.AWAITING_DECISION);
        sandbox.latency(NO_LATENCY);
        deployment.reject();
        deployment.end(Ending.REJECTED);
        return Duration.between(Driver.began(status, Phase.DEPLOYING), Driver.began(status, Phase.HYDRATING))
                .toMillis();
    }

    private double type(long latencyMillis) {
        psql.run(theirs.frame());
        sandbox.latency(latencyMillis);
        double millis = psql.run(theirs.statements());
        sandbox.latency(NO_LATENCY);
        psql.run(theirs.removal());
        return millis;
    }
}
