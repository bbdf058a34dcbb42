package dev.cutover.workflows.notice;

import dev.cutover.workflows.outcome.Ending;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One thing to tell. It holds names, times and sentences of our own, and nothing that a database or a server said: no rows, no
 * addresses, no secrets (P9).
 *
 * @param number counts what this deployment tells, from 1
 * @param kind what happened
 * @param at when
 * @param target name of the environment
 * @param deployment the deployment's id
 * @param workflowId the deployment's workflow id
 * @param requestedBy who asked for the deployment
 * @param planHash hash of the plan; null before there is one
 * @param outcome how it ended; null while it runs
 * @param text what happened and what it means, in whole sentences
 * @param production what is safe to assume about production, in one sentence
 * @param deadline when the present wait ends by itself; null when it has no deadline
 * @param next commands to paste, complete, the one to prefer first
 */
public record Notice(
        int number,
        NoticeKind kind,
        Instant at,
        String target,
        String deployment,
        String workflowId,
        String requestedBy,
        String planHash,
        Ending outcome,
        String text,
        String production,
        Instant deadline,
        List<String> next) {
    public Notice {
        next = List.copyOf(next);
    }

    /** The key by which a receiver knows what it has had already: the same in every attempt. Has no full stop. */
    public String id() {
        return deployment + "-" + number + "-" + kind.name().toLowerCase(Locale.ROOT);
    }
}
