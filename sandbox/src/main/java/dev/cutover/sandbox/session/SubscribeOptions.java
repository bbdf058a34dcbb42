package dev.cutover.sandbox.session;

import java.util.List;

/**
 * How a SUBSCRIBE tells its changes.
 *
 * @param snapshot whether it begins with what is there already
 * @param progress whether it also tells that time has passed
 * @param envelope the form of a change
 * @param keys the key columns of an envelope that has some
 * @param upTo the time in milliseconds at which it ends; {@link Long#MAX_VALUE} is never
 */
public record SubscribeOptions(boolean snapshot, boolean progress, Envelope envelope, List<String> keys, long upTo) {
    /** The form of a change. */
    public enum Envelope {
        /** A row with how many of it came or went. */
        NONE,
        /** A key with its new values, or that it is gone. */
        UPSERT,
        /** A key with its values before and after. */
        DEBEZIUM
    }

    /** What holds when nothing is said. */
    public static final SubscribeOptions DEFAULTS =
            new SubscribeOptions(true, false, Envelope.NONE, List.of(), Long.MAX_VALUE);
}
