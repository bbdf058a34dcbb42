package dev.cutover.e2e.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.e2e.machine.Await;
import dev.cutover.e2e.machine.Deployment;
import dev.cutover.e2e.machine.Machine;
import dev.cutover.e2e.machine.Model;
import dev.cutover.e2e.machine.Servers;
import dev.cutover.e2e.machine.SharedServers;
import dev.cutover.kafkabroker.KafkaBroker;
import dev.cutover.starter.processes.Cleanup;
import dev.cutover.workflows.phase.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A consumer of Kafka gets every change of production once, over a cutover and back, while rows are written all the time (P8).
 * What no message tells, and what a revert cannot take back, are the keys that did not change since.
 */
@ExtendWith(SharedServers.class)
final class SinkCutoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String REQUEST =
            "{\"target\":\"sales\",\"project\":{\"path\":\"" + Feed.PROJECT + "\"},\"holdFor\":\"1h\"}";
    private static final int SOME = 100;

    private final Cleanup cleanup = new Cleanup();
    private final List<Topic> topics = new ArrayList<>();
    private KafkaBroker broker;
    private Machine machine;
    private Writer writer;

    @BeforeEach
    void install(Servers servers) throws Exception {
        broker = cleanup.add(KafkaBroker.start());
        machine = cleanup.add(Machine.start(servers, List.of(new Model("sales"))));
        for (Envelope envelope : Envelope.values()) {
            broker.createTopic(Feed.topic(envelope));
            topics.add(cleanup.add(new Topic(broker.address(), Feed.topic(envelope), envelope).open()));
        }
        Feed.install(machine, broker.address());
        writer = cleanup.add(new Writer(machine.database(), topics));
        writer.start();
        writer.awaitMore(SOME);
    }

    @AfterEach
    void remove() {
        cleanup.close();
    }

    @Test
    void noMessageIsLostOrDoubledOverACutoverAndBack() throws Exception {
        Deployment deployment = awaitDecision("sinks");
        deployment.approve();
        awaitSinks(deployment, Envelope.values().length);
        writer.awaitMore(SOME);

        List<Change> promoted = writer.settle();

        for (Topic topic : topics) {
            Account account = Account.of(promoted, topic.messages(), topic.envelope());
            int first = account.changeovers(Side.BLUE, Side.GREEN).get(0);
            assertThat(account.certainlyFrom(Side.GREEN, first))
                    .as(account.toString())
                    .isPositive();
            if (topic.envelope() == Envelope.UPSERT) {
                assertThat(idsThatDiffer(topic))
                        .as("only keys that did not change since the sink follows keep the old version's values")
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(idsTold(Side.GREEN, promoted, first));
            }
        }

        writer.start();
        writer.awaitMore(SOME);
        deployment
                .signal("revert", "{\"by\":\"tester\",\"reason\":\"wrong numbers\"}")
                .succeeded();
        deployment.awaitEnd();
        writer.awaitMore(SOME);
        List<Change> reverted = writer.settle();

        JsonNode outcome = deployment.result().json().path("result");
        assertThat(outcome.path("outcome").textValue()).isEqualTo("REVERTED");
        assertThat(outcome.path("sinksBehind")).isEmpty();
        assertThat(outcome.path("reason").textValue()).contains("What sinks have sent stays sent", "topics_out.upsert");
        for (Topic topic : topics) {
            Account account = Account.of(reverted, topic.messages(), topic.envelope());
            List<Integer> places = account.changeovers(Side.BLUE, Side.GREEN, Side.BLUE);
            assertThat(account.certainlyFrom(Side.BLUE, places.get(1)))
                    .as(account.toString())
                    .isPositive();
            if (topic.envelope() == Envelope.UPSERT) {
                Set<Integer> stay = idsChanged(reverted.subList(places.get(0) - 1, reverted.size()));
                stay.removeAll(idsTold(Side.BLUE, reverted, places.get(1)));
                assertThat(idsThatDiffer(topic))
                        .as(
                                "what the revert cannot take back are keys that changed under the new version, and not since")
                        .isNotEmpty()
                        .isSubsetOf(stay);
            }
        }
    }

    @Test
    void aWorkerThatIsKilledAndABrokerThatIsAwayWhileSinksFollowLoseNothing() throws Exception {
        Deployment deployment = awaitDecision("sinks-under-fault");
        broker.pause();
        machine.faults().hold("ALTER SINK", 2);
        deployment.approve();
        awaitSinks(deployment, 1);
        machine.worker().kill();
        assertThat(Feed.sinksThatFollow(machine.database()))
                .as("the other one was still behind when the worker was killed")
                .isEqualTo(1);
        machine.faults().reset();
        machine.startWorker();
        awaitSinks(deployment, Envelope.values().length);
        broker.resume();
        writer.awaitMore(SOME);

        List<Change> changes = writer.settle();
        deployment.signal("finish", "{\"by\":\"tester\"}").succeeded();
        deployment.awaitEnd();

        JsonNode outcome = deployment.result().json().path("result");
        assertThat(outcome.path("outcome").textValue()).isEqualTo("PROMOTED");
        assertThat(outcome.path("kept")).isEmpty();
        for (Topic topic : topics) {
            Account account = Account.of(changes, topic.messages(), topic.envelope());
            assertThat(account.changeovers(Side.BLUE, Side.GREEN))
                    .as(account.toString())
                    .hasSize(1);
        }
    }

    private Deployment awaitDecision(String workflowId) {
        Deployment deployment = machine.deployment(workflowId);
        deployment.start(REQUEST).succeeded();
        deployment.awaitPhase(Phase.AWAITING_DECISION);
        return deployment;
    }

    private void awaitSinks(Deployment deployment, int wanted) {
        deployment.awaitPhase(Phase.HOLDING);
        Await.until("sinks to follow", PATIENCE, () -> Feed.sinksThatFollow(machine.database()) >= wanted);
    }

    /** Rows that a consumer who keeps the last value of each key has otherwise than production. */
    private Set<Integer> idsThatDiffer(Topic topic) {
        List<String> consumed =
                Account.byKey(topic.messages()).values().stream().sorted().toList();
        List<String> production = Feed.rows(machine.database());
        Set<String> differing = new HashSet<>(consumed);
        differing.removeAll(new HashSet<>(production));
        Set<String> missing = new HashSet<>(production);
        missing.removeAll(new HashSet<>(consumed));
        differing.addAll(missing);
        Set<Integer> ids = new HashSet<>();
        differing.forEach(row -> ids.add(Integer.valueOf(row.replaceFirst("\\{\"id\":(\\d+),.*", "$1"))));
        return ids;
    }

    /** Keys of which a side has told something from a change on. */
    private static Set<Integer> idsTold(Side side, List<Change> changes, int first) {
        return idsChanged(changes.subList(first - 1, changes.size()).stream()
                .filter(change -> change.on(side, Envelope.UPSERT) != null)
                .toList());
    }

    private static Set<Integer> idsChanged(List<Change> changes) {
        Set<Integer> ids = new HashSet<>();
        changes.forEach(change -> ids.add(change.id()));
        return ids;
    }
}
