package dev.cutover.workflows.notice;

import java.util.List;

/**
 * A receiver, without where it is: that is known to workers only (P9).
 *
 * @param name its name in the worker's configuration
 * @param kinds what it wants to be told
 */
public record Listener(String name, List<NoticeKind> kinds) {
    public Listener {
        kinds = List.copyOf(kinds);
    }
}
