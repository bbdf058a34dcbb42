package dev.cutover.activities.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StepQueueTest {
    private final List<DeployProgress> progress = new ArrayList<>();

    @Test
    void aStepIsHandedOutOnceEverythingBeforeItIsDone() throws Exception {
        Step a = step("a");
        Step b = step("b", "a");
        StepQueue queue = new StepQueue(List.of(a, b), Set.of(), progress::add);

        assertThat(queue.take()).contains(a);
        CompletableFuture<Optional<Step>> next = CompletableFuture.supplyAsync(() -> take(queue));
        queue.finished(a);

        assertThat(next.get(10, TimeUnit.SECONDS)).contains(b);
        queue.finished(b);
        assertThat(queue.take()).isEmpty();
        assertThat(progress.get(progress.size() - 1)).isEqualTo(new DeployProgress(2, 2, List.of()));
    }

    @Test
    void whatDoesNotDependOnEachOtherIsHandedOutAtOnce() throws Exception {
        StepQueue queue = new StepQueue(List.of(step("a"), step("b")), Set.of(), progress::add);
        assertThat(queue.take()).isPresent();
        assertThat(queue.take()).isPresent();
        assertThat(progress.get(progress.size() - 1)).isEqualTo(new DeployProgress(0, 2, List.of("db.s.a", "db.s.b")));
    }

    @Test
    void whatIsDoneIsNotHandedOutAgain() throws Exception {
        StepQueue queue = new StepQueue(List.of(step("a"), step("b", "a")), Set.of(name("a")), progress::add);
        assertThat(queue.left()).isEqualTo(1);
        assertThat(queue.take()).map(Step::production).contains(name("b"));
        assertThat(progress.get(0)).isEqualTo(new DeployProgress(1, 2, List.of()));
    }

    @Test
    void aStoppedQueueLetsItsWaitersGo() throws Exception {
        StepQueue queue = new StepQueue(List.of(step("a"), step("b", "a")), Set.of(), progress::add);
        queue.take();
        CompletableFuture<Optional<Step>> waiter = CompletableFuture.supplyAsync(() -> take(queue));
        queue.stop();
        assertThat(waiter.orTimeout(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)
                        .get())
                .isEmpty();
    }

    private static Optional<Step> take(StepQueue queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Step step(String name, String... after) {
        return new Step(
                name(name),
                name(name),
                ObjectKind.VIEW,
                "db",
                name + ".sql",
                null,
                List.of(after).stream().map(StepQueueTest::name).toList());
    }

    private static ObjectName name(String name) {
        return new ObjectName("db", "s", name);
    }
}
