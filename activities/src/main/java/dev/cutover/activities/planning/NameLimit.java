package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.DeploymentNames;
import java.nio.charset.StandardCharsets;

/** The length of names that no file of the project holds. */
final class NameLimit {
    /** An identifier holds at most 255 bytes of UTF-8 (FINDINGS 16). */
    private static final int MOST_BYTES = 255;

    private NameLimit() {}

    /** Refuses a name that is too long for the longest one made from it. */
    static void check(String what, String name, DeploymentNames names, Refusals refusals) {
        int bytes = names.reverted(name).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            refusals.add("The name of " + what + " " + name + " is too long by " + (bytes - MOST_BYTES)
                    + " bytes: the deployment adds a word and its id to it, and Materialize allows " + MOST_BYTES
                    + " bytes. Rename it.");
        }
    }
}
