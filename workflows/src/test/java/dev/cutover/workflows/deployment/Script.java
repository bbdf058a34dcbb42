package dev.cutover.workflows.deployment;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** What a step of the fake world does: what a test has scripted, call by call, and afterwards what a sound world does. */
final class Script<I, O> {
    private final Queue<Function<I, O>> scripted = new ConcurrentLinkedQueue<>();
    private volatile Function<I, O> otherwise;

    Script(Function<I, O> sound) {
        otherwise = sound;
    }

    Script<I, O> then(O answer) {
        return then(input -> answer);
    }

    Script<I, O> then(Function<I, O> behaviour) {
        scripted.add(behaviour);
        return this;
    }

    Script<I, O> thenFail(RuntimeException failure) {
        return then(input -> {
            throw failure;
        });
    }

    void always(Function<I, O> behaviour) {
        otherwise = behaviour;
    }

    void alwaysFail(RuntimeException failure) {
        always(input -> {
            throw failure;
        });
    }

    O play(I input) {
        Function<I, O> next = scripted.poll();
        return (next == null ? otherwise : next).apply(input);
    }
}
