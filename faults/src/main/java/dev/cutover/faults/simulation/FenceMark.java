package dev.cutover.faults.simulation;

import dev.cutover.workflows.plan.FencePosition;

/** The name of the fence, in parts. */
record FenceMark(long generation, String deployment, State state) {
    enum State {
        PROMOTED,
        REVERTED,
        BURNED
    }

    static final FenceMark FIRST = new FenceMark(0, "", State.PROMOTED);

    boolean isOf(String other) {
        return deployment.equals(other);
    }

    FenceMark next(String by, State next) {
        return new FenceMark(generation + 1, by, next);
    }

    FencePosition position() {
        String suffix = switch (state) {
            case PROMOTED -> "";
            case REVERTED -> "_revert";
            case BURNED -> "_burned";
        };
        return new FencePosition(
                Names.DATABASE, Names.FENCE + generation + "_" + deployment + suffix, "u1", generation);
    }
}
