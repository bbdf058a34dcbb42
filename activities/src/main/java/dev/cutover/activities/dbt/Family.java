package dev.cutover.activities.dbt;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program and all that it has started. What was seen once belongs to it even when the process between has gone: a wrapper around
 * dbt that is killed alone leaves dbt without a parent to be found by.
 */
final class Family {
    private final ProcessHandle program;
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

    Family(ProcessHandle program) {
        this.program = program;
    }

    /** Looks who is there. */
    void look() {
        seen.removeIf(process -> !process.isAlive());
        program.descendants().forEach(seen::add);
    }

    /** Ends all of them. */
    void end() {
        Supervisor.end(program);
        seen.forEach(Supervisor::end);
    }
}
