package dev.cutover.sandbox.contract;

import static org.junit.jupiter.api.Assertions.fail;

import dev.cutover.sandbox.contract.Recording.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Holds the sandbox, or the server named by {@code CUTOVER_MATERIALIZE_URL}, against what a real Materialize answered. The system
 * property {@code contract} limits a run to the scenarios whose {@code family/name} starts with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {

    private final ContractReport report = new ContractReport();
    private final KnownDifferences knownDifferences = KnownDifferences.load();
    private final String only = System.getProperty("contract", "");
    private ServerUnderTest server;
    private ExecutorService replays;

    @BeforeAll
    void startServer() {
        server = ServerUnderTest.start();
        replays = Executors.newFixedThreadPool(server.usesAtATime());
    }

    @AfterAll
    void stopServer() throws IOException {
        System.out.println(report.finish());
        replays.shutdownNow();
        server.close();
    }

    @TestFactory
    Stream<DynamicContainer> answersAsRecorded() {
        return Recording.FAMILIES.stream().map(Recording::load).map(this::family).toList().stream();
    }

    private DynamicContainer family(Recording recording) {
        List<DynamicTest> tests = recording.scenarios().stream()
                .filter(scenario -> name(recording, scenario).startsWith(only))
                .map(scenario -> test(recording, scenario))
                .toList();
        return DynamicContainer.dynamicContainer(recording.family(), tests);
    }

    /** The replays overlap, since most of their time is waiting; the tests take what they found one by one. */
    private DynamicTest test(Recording recording, Scenario scenario) {
        Future<List<StepOutcome>> outcomes = replays.submit(() -> {
            try (ServerUnderTest.Use use = server.open()) {
                return Replay.replay(use.server(), scenario);
            }
        });
        return DynamicTest.dynamicTest(scenario.name(), () -> check(recording, scenario, outcomes.get()));
    }

    private static String name(Recording recording, Scenario scenario) {
        return recording.family() + "/" + scenario.name();
    }

    private void check(Recording recording, Scenario scenario, List<StepOutcome> outcomes) {
        report.add(recording.family(), scenario.name(), outcomes);
        String name = name(recording, scenario);
        Map<Integer, String> accepted = knownDifferences.of(name);
        List<StepOutcome> unexpected = outcomes.stream()
                .filter(outcome -> !outcome.sameWording() && !accepted.containsKey(outcome.number()))
                .toList();
        if (!unexpected.isEmpty()) {
            fail(name + " differs from the recording in " + unexpected.size() + " steps, first in "
                    + unexpected.get(0).report());
        }
        outcomes.stream()
                .filter(outcome -> outcome.sameWording() && accepted.containsKey(outcome.number()))
                .findFirst()
                .ifPresent(outcome -> fail(name + " step " + outcome.number()
                        + " does not differ any more: remove its line from known-differences.txt"));
    }
}
