package dev.cutover.workflows.cleanup;

import java.util.List;

/**
 * What a drop did.
 *
 * @param dropped full names of what is gone
 * @param remaining what is still there, because a stranger needs it or because it could not be dropped
 * @param denied the server's words when the role lacked a privilege to drop its own; null when it lacked none
 */
public record DropReport(List<String> dropped, List<Remaining> remaining, String denied) {
    /** A report of a drop for which no privilege was missing. */
    public DropReport(List<String> dropped, List<Remaining> remaining) {
        this(dropped, remaining, null);
    }

    /**
     * One thing that is still there.
     *
     * @param id catalog id
     * @param name its name now
     * @param kind schema, cluster or the object's kind in words
     * @param why who needs it, or the server's message
     * @param statements what to type to remove it, or to move the one that needs it, in order
     */
    public record Remaining(String id, String name, String kind, String why, List<String> statements) {}
}
