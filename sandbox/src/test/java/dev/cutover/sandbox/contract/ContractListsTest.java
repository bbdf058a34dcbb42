package dev.cutover.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.sandbox.contract.Recording.Scenario;
import dev.cutover.sandbox.contract.Recording.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the lists of exceptions short and true. */
class ContractListsTest {

    /** What a deployment cannot do without. */
    private static final Set<String> ESSENTIAL =
            Set.of("ddl_transactions", "cutover", "clusters", "schemas", "readiness", "privileges");

    private static List<String> families() {
        return Recording.FAMILIES;
    }

    @ParameterizedTest
    @MethodSource("families")
    void acceptsFewDifferencesOfAFamily(String family) {
        long steps = Recording.load(family).scenarios().stream()
                .flatMap(scenario -> scenario.steps().stream())
                .filter(Step::hasOutcome)
                .count();
        long accepted = KnownDifferences.load().entries().stream()
                .filter(entry -> entry.family().equals(family))
                .count();

        assertThat(100.0 * accepted / steps)
                .as("known differences in 100 steps of %s", family)
                .isLessThanOrEqualTo(ESSENTIAL.contains(family) ? 5.0 : 20.0);
    }

    @Test
    void namesOnlyStepsAndScenariosThatExist() {
        Map<String, Scenario> scenarios = Recording.FAMILIES.stream()
                .map(Recording::load)
                .flatMap(recording -> recording.scenarios().stream()
                        .map(scenario -> Map.entry(recording.family() + "/" + scenario.name(), scenario)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(KnownDifferences.load().entries()).allSatisfy(entry -> {
            assertThat(scenarios).containsKey(entry.scenario());
            assertThat(scenarios.get(entry.scenario()).steps()).hasSizeGreaterThanOrEqualTo(entry.step());
        });
    }
}
