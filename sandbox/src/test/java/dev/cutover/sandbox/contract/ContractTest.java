package dev.cutover.sandbox.contract;

import static org.junit.jupiter.api.Assertions.fail;

import dev.cutover.sandbox.contract.Recording.Scenario;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Holds the sandbox, or the server named by {@code CUTOVER_MATERIALIZE_URL}, against what a real Materialize answered. The system
 * property {@code contract} limits a run to the scenarios whose {@code family/name} starts with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(named = "CUTOVER_MATERIALIZE_URL", matches = ".+")
class ContractTest {

    private final ContractReport report = new ContractReport();
    private final KnownDifferences knownDifferences = KnownDifferences.load();
    private final List<String> notEnforced = KnownDifferences.notEnforced();
    private final String only = System.getProperty("contract", "");
    private ServerUnderTest server;

    @BeforeAll
    void startServer() {
        server = ServerUnderTest.start();
    }

    @AfterAll
    void stopServer() {
        System.out.println(report.finish());
        server.close();
    }

    @TestFactory
    Stream<DynamicContainer> answersAsRecorded() {
        return Recording.FAMILIES.stream()
                .map(Recording::load)
                .map(recording -> DynamicContainer.dynamicContainer(
                        recording.family(),
                        recording.scenarios().stream()
                                .filter(scenario -> name(recording, scenario).startsWith(only))
                                .map(scenario ->
                                        DynamicTest.dynamicTest(scenario.name(), () -> replay(recording, scenario)))));
    }

    private static String name(Recording recording, Scenario scenario) {
        return recording.family() + "/" + scenario.name();
    }

    private void replay(Recording recording, Scenario scenario) {
        List<StepOutcome> outcomes = Replay.replay(server.server(), scenario);
        report.add(recording.family(), scenario.name(), outcomes);
        String name = name(recording, scenario);
        Map<Integer, String> accepted = knownDifferences.of(name);
        List<StepOutcome> unexpected = outcomes.stream()
                .filter(outcome -> !outcome.sameBehaviour() && !accepted.containsKey(outcome.number()))
                .toList();
        if (notEnforced.contains(name)) {
            if (unexpected.isEmpty()) {
                fail(name + " agrees with the recording now: remove its line from not-enforced.txt");
            }
            return;
        }
        if (!unexpected.isEmpty()) {
            fail(name + " differs from the recording in " + unexpected.size() + " steps, first in "
                    + unexpected.get(0).report());
        }
        outcomes.stream()
                .filter(outcome -> outcome.sameBehaviour() && accepted.containsKey(outcome.number()))
                .findFirst()
                .ifPresent(outcome -> fail(name + " step " + outcome.number()
                        + " does not differ any more: remove its line from known-differences.txt"));
    }
}
