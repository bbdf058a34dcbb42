package dev.cutover.sandbox.contract;

import dev.cutover.sandbox.contract.Recording.Answer;
import dev.cutover.sandbox.contract.Recording.Login;
import dev.cutover.sandbox.contract.Recording.Result;
import dev.cutover.sandbox.contract.Recording.Scenario;
import dev.cutover.sandbox.contract.Recording.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Replays one scenario and compares every step. It goes on after a difference, so that progress can be counted. */
final class Replay implements AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final String RUN_PLACEHOLDER = "-RUN";

    private final Server server;
    private final Scenario scenario;
    private final String run = "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private final Placeholders placeholders = new Placeholders();
    private final Map<String, WireClient> sessions = new HashMap<>();

    private Replay(Server server, Scenario scenario) {
        this.server = server;
        this.scenario = scenario;
    }

    /** What became of each step, in order. */
    static List<StepOutcome> replay(Server server, Scenario scenario) {
        server.prepare(scenario.systemSettings());
        try (Replay replay = new Replay(server, scenario)) {
            List<StepOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < scenario.steps().size(); i++) {
                Step step = scenario.steps().get(i);
                outcomes.add(new StepOutcome(i + 1, step, replay.differences(step)));
            }
            return outcomes;
        } finally {
            server.removeEverything();
        }
    }

    private List<Difference> differences(Step step) {
        if (step.sleepSeconds() != null) {
            pause(Duration.ofMillis((long) (step.sleepSeconds() * 1000)));
            return List.of();
        }
        if (step.cancel() != null) {
            session(step.cancel()).cancel();
            return List.of();
        }
        if (step.disconnect()) {
            sessions.remove(step.session()).close();
            return List.of();
        }
        if (step.async()) {
            send(step);
            return List.of();
        }
        return step.eventually() ? repeated(step) : Comparison.compare(step, outcome(step), placeholders);
    }

    private List<Difference> repeated(Step step) {
        long deadline = System.nanoTime() + server.patience().toNanos();
        List<Difference> differences = Comparison.compare(step, outcome(step), placeholders);
        while (differences.stream().anyMatch(Difference::isBehaviour) && System.nanoTime() < deadline) {
            pause(BETWEEN_TRIES);
            differences = Comparison.compare(step, outcome(step), placeholders);
        }
        return differences;
    }

    private Answer outcome(Step step) {
        if (step.connect() != null) {
            WireClient session = server.open(step.connect(), false);
            sessions.put(step.session(), session);
            return session.greeting();
        }
        if (!step.await()) {
            send(step);
        }
        return withoutRun(session(step.session()).read());
    }

    private void send(Step step) {
        WireClient session = session(step.session());
        if (step.extended()) {
            session.sendExtended(step.sql(), orNone(step.params()), orNone(step.declaredParamTypes()));
        } else {
            session.sendQuery(step.sql().replace(RUN_PLACEHOLDER, run));
        }
    }

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : list;
    }

    private WireClient session(String name) {
        return sessions.computeIfAbsent(name, unopened -> {
            Login login = scenario.login(name);
            Map<String, String> startup = new LinkedHashMap<>();
            startup.put("user", login.user());
            startup.put("database", login.database());
            startup.put("options", "--welcome_message=off");
            return server.open(startup, "mz_system".equals(login.user()));
        });
    }

    /** Topic names are new in every run; the recordings have a fixed word in the place of what is new. */
    private Answer withoutRun(Answer answer) {
        List<Result> results = answer.results().stream()
                .map(result -> result.rows() == null
                        ? result
                        : Result.rows(
                                result.tag(),
                                result.columns(),
                                result.types(),
                                result.rows().stream()
                                        .map(row -> row.stream()
                                                .map(value ->
                                                        value == null ? null : value.replace(run, RUN_PLACEHOLDER))
                                                .collect(
                                                        ArrayList<String>::new,
                                                        ArrayList<String>::add,
                                                        ArrayList<String>::addAll))
                                        .map(row -> (List<String>) row)
                                        .toList()))
                .toList();
        return new Answer(results, answer.status(), answer.notices(), answer.paramTypes(), answer.parameters());
    }

    /** Waiting is part of a recording: the step says how long the server was left alone. */
    private static void pause(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        sessions.values().forEach(WireClient::close);
    }
}
