package dev.cutover.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.sandbox.SharedKafka;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was recorded of sinks and of Kafka sources holds with a real broker too, step by step. */
class KafkaContractTest {

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @TestFactory
    Stream<DynamicTest> answersAsRecorded() {
        Recording recording = Recording.load("sinks", KAFKA.broker().address());
        return recording.scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                    try (ServerUnderTest server = ServerUnderTest.start();
                            ServerUnderTest.Use use = server.open()) {
                        List<StepOutcome> outcomes = Replay.replay(use.server(), scenario);
                        assertThat(outcomes.stream()
                                        .filter(outcome -> !outcome.sameBehaviour())
                                        .map(StepOutcome::report))
                                .isEmpty();
                    }
                }));
    }
}
