package dev.cutover.activities.deploy;

import dev.cutover.workflows.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Hands out steps as soon as what they need is there. */
final class StepQueue implements ParallelSessions.Queue<Step> {
    private static final int MOST_SHOWN = 10;

    private final List<Step> waiting;
    private final Set<ObjectName> done;
    private final Set<ObjectName> running = new LinkedHashSet<>();
    private final int total;
    private final Consumer<DeployProgress> progress;
    private boolean stopped;

    /**
     * A queue.
     *
     * @param steps all steps, each after those that it needs
     * @param done production names of those that are done
     * @param progress is told after each step
     */
    StepQueue(List<Step> steps, Set<ObjectName> done, Consumer<DeployProgress> progress) {
        this.done = new HashSet<>(done);
        this.waiting = new ArrayList<>(
                steps.stream().filter(step -> !done.contains(step.production())).toList());
        this.total = steps.size();
        this.progress = progress;
        report();
    }

    synchronized int left() {
        return waiting.size();
    }

    @Override
    public synchronized Optional<Step> take() throws InterruptedException {
        while (!stopped && !waiting.isEmpty()) {
            Iterator<Step> candidates = waiting.iterator();
            while (candidates.hasNext()) {
                Step step = candidates.next();
                if (done.containsAll(step.after())) {
                    candidates.remove();
                    running.add(step.production());
                    report();
                    return Optional.of(step);
                }
            }
            wait();
        }
        return Optional.empty();
    }

    /** Says that a step is done, so that others may follow. */
    synchronized void finished(Step step) {
        running.remove(step.production());
        done.add(step.production());
        report();
        notifyAll();
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private void report() {
        progress.accept(new DeployProgress(
                done.size(),
                total,
                running.stream().limit(MOST_SHOWN).map(ObjectName::toString).toList()));
    }
}
