package dev.cutover.activities.project;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How long names may be: 255 bytes, with the suffix that a schema or cluster carries at some time (FINDINGS 16). */
final class NameLimits {
    private static final int MOST_BYTES = 255;

    /** The longest of the names that a schema or cluster has in its life. */
    private static final String LONGEST_SUFFIX = "__reverted_abcdefgh";

    private NameLimits() {}

    /** What is wrong with the length of a schema's or cluster's name; empty when nothing is. */
    static Optional<String> problemOfMoved(String what, String name) {
        int most = MOST_BYTES - LONGEST_SUFFIX.length();
        return bytes(name) <= most
                ? Optional.empty()
                : Optional.of("The name of the " + what + " has " + bytes(name) + " bytes, at most " + most
                        + " are possible, since the names of its copies are longer by " + LONGEST_SUFFIX.length()
                        + " and Materialize allows " + MOST_BYTES + ". Shorten it.");
    }

    /** What is wrong with the length of an object's name; empty when nothing is. */
    static Optional<String> problemOfObject(String what, String name) {
        return bytes(name) <= MOST_BYTES
                ? Optional.empty()
                : Optional.of("The name of the " + what + " has " + bytes(name) + " bytes, and Materialize allows "
                        + MOST_BYTES + ". Shorten it.");
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
