package dev.cutover.workflows.sinks;

import dev.cutover.workflows.catalog.ObjectName;

/**
 * A sink that still reads the side that lost.
 *
 * @param id catalog id
 * @param sink its name now
 * @param reads name that what it reads has now
 * @param why what keeps it from following, in whole sentences
 * @param statement the statement that points it at production; null when production has nothing under that name
 */
public record SinkBehind(String id, ObjectName sink, ObjectName reads, String why, String statement) {
    /** All of it in whole sentences. */
    public String sentence() {
        return "Sink " + sink + " still reads " + reads + ". " + why
                + (statement == null ? "" : " By hand: " + statement + ";");
    }
}
