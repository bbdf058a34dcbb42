package dev.cutover.faults.results;

/** One line of a file of results. */
public interface Line extends Comparable<Line> {
    /** Where it stands among the others. */
    long seed();

    /** What a later line has to share with this one to take its place. */
    String key();

    @Override
    default int compareTo(Line other) {
        int bySeed = Long.compare(seed(), other.seed());
        return bySeed == 0 ? key().compareTo(other.key()) : bySeed;
    }
}
