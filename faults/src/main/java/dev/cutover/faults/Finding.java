package dev.cutover.faults;

/**
 * One wrong thing in one run.
 *
 * @param seed makes the same run again
 * @param run what kind of run it was
 * @param wrong what is wrong
 * @param detail what was seen
 */
public record Finding(long seed, String run, Wrong wrong, String detail) {
    @Override
    public String toString() {
        return "seed " + seed + " (" + run + "): " + wrong.words() + ": " + detail;
    }
}
