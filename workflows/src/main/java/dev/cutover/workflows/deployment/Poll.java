package dev.cutover.workflows.deployment;

import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import java.util.function.Supplier;

/** An activity that waits for something, until the workflow has no use for it. */
final class Poll<T> {
    private final CancellationScope scope;
    private Promise<T> answer;

    private <I> Poll(Functions.Func1<I, T> activity, I input) {
        scope = Workflow.newCancellationScope(() -> answer = Async.function(activity, input));
        scope.run();
    }

    /**
     * The activity's answer; empty when it was over first. What follows never runs beside the activity.
     *
     * @throws CanceledFailure when the deployment is cancelled meanwhile
     */
    static <I, T> Optional<T> until(Supplier<Boolean> over, Functions.Func1<I, T> activity, I input) {
        Poll<T> poll = new Poll<>(activity, input);
        try {
            Workflow.await(() -> poll.answer.isCompleted() || over.get());
            if (poll.answer.isCompleted()) {
                return Optional.of(poll.answer.get());
            }
        } catch (CanceledFailure cancelled) {
            poll.stop();
            throw cancelled;
        }
        poll.stop();
        return Optional.empty();
    }

    private void stop() {
        scope.cancel();
        Workflow.newDetachedCancellationScope(() -> Workflow.await(answer::isCompleted))
                .run();
    }
}
