package dev.cutover.activities.target;

/** The environments that this worker may deploy to. */
@FunctionalInterface
public interface Targets {
    /**
     * The target of this name.
     *
     * @throws io.temporal.failure.ApplicationFailure UNKNOWN_TARGET, with the names that exist
     */
    Target named(String name);
}
