package dev.cutover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.e2e.machine.Await;
import dev.cutover.e2e.machine.Deployment;
import dev.cutover.e2e.machine.Deployment.Seen;
import dev.cutover.e2e.machine.Machine;
import dev.cutover.e2e.machine.Model;
import dev.cutover.e2e.machine.Servers;
import dev.cutover.e2e.machine.SharedServers;
import dev.cutover.workflows.phase.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Anything may die at any time: the deployment goes on by itself, without redoing what was done (P7). */
@ExtendWith(SharedServers.class)
final class KilledWorkerTest {
    private static final Model MODEL = new Model("sales");
    private static final long SLOW_MILLIS = 300;
    private static final long NOT_DURING_THIS_TEST = Duration.ofHours(1).toMillis();
    private static final int MOST_EVENTS = 200;

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DONE", "VERIFYING", "QUEUED"})
    void aDeploymentSurvivesAKillInTheMiddleOfAPhase(Phase phase, Servers servers) {
        try (Machine machine = Machine.start(servers, List.of(MODEL))) {
            Story story = new Story(machine, phase);

            story.goOnUntilTheMiddle();
            Map<String, String> made = story.madeSoFar();
            machine.worker().kill();
            machine.faults().reset();
            story.speakToNobody();
            machine.startWorker();

            JsonNode outcome = story.goOnToTheEnd();
            assertThat(outcome.path("outcome").textValue()).isEqualTo(story.ending());
            assertThat(story.deployment.see().events()).isLessThan(MOST_EVENTS);
            assertThat(MODEL.answer(machine.database())).isEqualTo(story.answer());
            assertThat(MODEL.leftovers(machine.database())).isEmpty();
            if (story.ending().equals("PROMOTED")) {
                assertThat(MODEL.productionIds(machine.database()))
                        .as("what was made before the kill was not made again")
                        .containsAllEntriesOf(made);
            }
        }
    }

    /** One deployment, with a fault that keeps it in one phase for long enough. */
    private static final class Story {
        private final Machine machine;
        private final Phase phase;
        private final Deployment deployment;
        private final Map<String, String> before;

        Story(Machine machine, Phase phase) {
            this.machine = machine;
            this.phase = phase;
            this.deployment = machine.deployment("killed-" + phase.name().toLowerCase(Locale.ROOT));
            this.before = MODEL.productionIds(machine.database());
        }

        void goOnUntilTheMiddle() {
            switch (phase) {
                case PLANNING, CLONING, DEPLOYING -> machine.faults().latency(SLOW_MILLIS);
                case HYDRATING, COLLECTING_EVIDENCE -> machine.faults().hydrateAfter("*", NOT_DURING_THIS_TEST);
                case AWAITING_DECISION, PROMOTING, HOLDING, REVERTING, CLEANING_UP, COMPENSATING, DONE -> {}
            }
            deployment
                    .start("{\"target\":\"sales\",\"project\":{\"path\":\"sales\"},\"holdFor\":\"1h\"}")
                    .succeeded();
            switch (phase) {
                case PLANNING, HYDRATING -> deployment.awaitWork(phase);
                case CLONING ->
                    awaitMiddle(() -> !MODEL.leftovers(machine.database()).isEmpty());
                case DEPLOYING -> awaitMiddle(() -> !greenIds().isEmpty());
                case COLLECTING_EVIDENCE -> {
                    deployment.awaitWork(Phase.HYDRATING);
                    machine.faults().latency(SLOW_MILLIS);
                    machine.faults().hydrateAfter("*", 0);
                    deployment.awaitWork(phase);
                }
                case AWAITING_DECISION -> deployment.awaitPhase(phase);
                case PROMOTING -> {
                    slowFrom(Phase.AWAITING_DECISION);
                    deployment.approve();
                    deployment.awaitWork(phase);
                }
                case HOLDING -> {
                    approve();
                    deployment.awaitPhase(phase);
                }
                case REVERTING -> {
                    approve();
                    slowFrom(Phase.HOLDING);
                    deployment
                            .signal("revert", "{\"by\":\"tester\",\"reason\":\"wrong numbers\"}")
                            .succeeded();
                    deployment.awaitWork(phase);
                }
                case CLEANING_UP -> {
                    approve();
                    slowFrom(Phase.HOLDING);
                    List<String> all = MODEL.leftovers(machine.database());
                    finish();
                    awaitMiddle(() -> !MODEL.leftovers(machine.database()).equals(all));
                }
                case COMPENSATING -> {
                    slowFrom(Phase.AWAITING_DECISION);
                    List<String> all = MODEL.leftovers(machine.database());
                    deployment.reject();
                    awaitMiddle(() -> !MODEL.leftovers(machine.database()).equals(all));
                }
                case QUEUED -> throw new IllegalArgumentException("this deployment waits for nobody");
                case DONE -> throw new IllegalArgumentException("nothing happens any more");
            }
        }

        private void slowFrom(Phase calm) {
            deployment.awaitPhase(calm);
            machine.faults().latency(SLOW_MILLIS);
        }

        private void approve() {
            deployment.awaitPhase(Phase.AWAITING_DECISION);
            deployment.approve();
        }

        private void finish() {
            deployment.signal("finish", "{\"by\":\"tester\"}").succeeded();
        }

        private void awaitMiddle(BooleanSupplier begun) {
            deployment.awaitWork(phase);
            Await.until("something to have happened in " + phase, Duration.ofSeconds(60), begun);
        }

        private Map<String, String> greenIds() {
            return MODEL.greenIds(machine.database());
        }

        /** What exists at the kill and has to be production in the end: green, or what was promoted already. */
        Map<String, String> madeSoFar() {
            Map<String, String> made = new TreeMap<>(greenIds());
            MODEL.productionIds(machine.database()).forEach((name, id) -> {
                if (!id.equals(before.get(name))) {
                    made.put(name, id);
                }
            });
            Seen seen = deployment.see();
            assertThat(seen.phase()).as("the phase at the kill").isEqualTo(phase.name());
            return made;
        }

        /** What a person says while there is no worker counts when there is one again. */
        void speakToNobody() {
            if (phase == Phase.HOLDING) {
                finish();
            }
        }

        JsonNode goOnToTheEnd() {
            switch (phase) {
                case PLANNING, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE, AWAITING_DECISION -> {
                    approve();
                    deployment.awaitPhase(Phase.HOLDING);
                    finish();
                }
                case PROMOTING -> {
                    deployment.awaitPhase(Phase.HOLDING);
                    finish();
                }
                case HOLDING, REVERTING, CLEANING_UP, COMPENSATING, DONE -> {}
            }
            deployment.awaitEnd();
            return deployment.result().json().path("result");
        }

        String ending() {
            return switch (phase) {
                case PLANNING, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE, AWAITING_DECISION -> "PROMOTED";
                case PROMOTING, VERIFYING, HOLDING, CLEANING_UP -> "PROMOTED";
                case REVERTING -> "REVERTED";
                case COMPENSATING -> "REJECTED";
                case QUEUED -> throw new IllegalArgumentException("this deployment waits for nobody");
                case DONE -> throw new IllegalArgumentException("nothing happens any more");
            };
        }

        List<String> answer() {
            return ending().equals("PROMOTED") ? Model.SECOND_VERSION : Model.FIRST_VERSION;
        }
    }
}
