package dev.cutover.faults.process;

/**
 * One fault of one run.
 *
 * @param kind what goes wrong
 * @param scenario what people want
 * @param stop where; null for what has no place
 * @param nth at which statement of the activity, from 1; an activity with fewer meets it at its report
 * @param choice picks among variants
 */
record Fault(FaultKind kind, Scenario scenario, Stop stop, int nth, int choice) {
    @Override
    public String toString() {
        return kind.option() + " in " + scenario + (stop == null ? "" : " at " + stop.place() + " " + stop.boundary())
                + (stop != null && stop.boundary().atStatement() ? " #" + nth : "");
    }
}
