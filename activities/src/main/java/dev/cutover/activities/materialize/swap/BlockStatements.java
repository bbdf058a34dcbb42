package dev.cutover.activities.materialize.swap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The statements around a transaction that is sent as messages of several statements. */
public final class BlockStatements {
    private BlockStatements() {}

    /** Makes the server end a block whose sender has fallen silent; its own patience is two minutes. */
    public static String silence(Duration atMost) {
        return "SET idle_in_transaction_session_timeout = '" + atMost.toSeconds() + "s'";
    }

    /** A message that opens a block with its first statement. */
    public static List<String> begin(String first) {
        return List.of("BEGIN", first);
    }

    /** A message that ends a block with its last statements. */
    public static List<String> commit(List<String> statements) {
        List<String> message = new ArrayList<>(statements);
        message.add("COMMIT");
        return message;
    }

    /** A message that takes a block back. */
    public static List<String> rollback() {
        return List.of("ROLLBACK");
    }
}
