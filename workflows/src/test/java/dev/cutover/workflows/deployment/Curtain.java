package dev.cutover.workflows.deployment;

import dev.cutover.workflows.SearchAttributes;
import dev.cutover.workflows.phase.Phase;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;

/** Stops a workflow in the middle of the task in which it enters a phase: messages sent meanwhile share the next task. */
final class Curtain extends WorkerInterceptorBase {
    private final AtomicReference<Stop> ahead = new AtomicReference<>();
    private final Duration patience;

    Curtain(Duration patience) {
        this.patience = patience;
    }

    /** Stops the workflow where it will enter a phase. */
    void closeAt(Phase phase) {
        ahead.set(new Stop(phase, new CountDownLatch(1), new CountDownLatch(1)));
    }

    /** Runs something while the workflow is stopped, and lets it go on. */
    void open(Runnable meanwhile) {
        Stop stop = ahead.get();
        await(stop.reached());
        meanwhile.run();
        stop.passed().countDown();
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor inbound) {
        return new WorkflowInboundCallsInterceptorBase(inbound) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outbound) {
                super.init(new WorkflowOutboundCallsInterceptorBase(outbound) {
                    @Override
                    public void upsertTypedSearchAttributes(SearchAttributeUpdate<?>... updates) {
                        pauseAt(List.of(updates));
                        super.upsertTypedSearchAttributes(updates);
                    }
                });
            }
        };
    }

    private void pauseAt(List<SearchAttributeUpdate<?>> updates) {
        Stop stop = ahead.get();
        if (stop != null
                && updates.stream().anyMatch(update -> enters(update, stop.phase()))
                && stop.passed().getCount() > 0) {
            stop.reached().countDown();
            await(stop.passed());
        }
    }

    private static boolean enters(SearchAttributeUpdate<?> update, Phase phase) {
        return update.getKey().getName().equals(SearchAttributes.PHASE.getName())
                && update.getValue().filter(phase.name()::equals).isPresent();
    }

    private void await(CountDownLatch latch) {
        try {
            Assertions.assertThat(latch.await(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Stop(Phase phase, CountDownLatch reached, CountDownLatch passed) {}
}
