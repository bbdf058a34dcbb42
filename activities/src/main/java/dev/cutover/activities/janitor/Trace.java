package dev.cutover.activities.janitor;

import dev.cutover.activities.cleanup.SideLeft.Marked;
import java.util.List;

/**
 * What the catalog shows of one deployment beside production.
 *
 * @param deployment the deployment's id
 * @param workflowId its workflow, from a comment of its own; null when no comment says so
 * @param namespace id of the workflow's Temporal namespace, likewise
 * @param marked schemas and clusters whose own comment and name say that they are its green
 * @param named everything that has one of its names, marked or not
 */
record Trace(String deployment, String workflowId, String namespace, List<Marked> marked, List<Named> named) {
    /** A schema or cluster whose name says something. */
    record Named(String kind, String id, String name) {}
}
