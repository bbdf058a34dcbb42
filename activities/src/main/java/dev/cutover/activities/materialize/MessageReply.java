package dev.cutover.activities.materialize;

import java.sql.SQLException;
import java.util.List;

/**
 * What a message of several statements was answered with.
 *
 * @param statements what was sent
 * @param tags the command tag of each statement that succeeded, in order; a COMMIT answered with {@code ROLLBACK} did not
 *     commit (FINDINGS 3)
 * @param error the error that ended the message; null when every statement was answered
 */
public record MessageReply(List<String> statements, List<String> tags, SQLException error) {
    /** Whether every statement was answered with its own tag: nothing was rolled back under way. */
    public boolean complete() {
        if (error != null || tags.size() != statements.size()) {
            return false;
        }
        for (int i = 0; i < tags.size(); i++) {
            if (!statements.get(i).startsWith(tags.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The first statement that was not answered as it should be; the last one when all were. */
    public String stoppedAt() {
        for (int i = 0; i < tags.size(); i++) {
            if (!statements.get(i).startsWith(tags.get(i))) {
                return statements.get(i);
            }
        }
        return statements.get(Math.min(tags.size(), statements.size() - 1));
    }
}
