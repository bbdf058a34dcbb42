package dev.cutover.workflows.plan;

import dev.cutover.workflows.catalog.ObjectName;

/**
 * A sink outside the deployment that directly reads what the swap replaces. It keeps its id and its position; after the swap
 * it is pointed at what then has the same name, and after a revert back (P8). Sinks are found in the catalog again at that
 * time: this is what the approver is told.
 *
 * @param id catalog id
 * @param name the sink
 * @param reads production name of what it reads, before and after
 * @param statement the statement that will move it
 */
public record PlannedSink(String id, ObjectName name, ObjectName reads, String statement) {}
