package dev.cutover.workflows.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.conversation.Conversation;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;

/** Hands a deployment over to a new run when its history grows long: a flood of messages must not end it. */
final class Relay {
    /** Far above what a deployment needs (less than 200) and far below what the server allows (51,200). */
    private static final long LONG_HISTORY = 500;

    private final JsonNode request;
    private final Progress progress;
    private final Conversation conversation;
    private final Notices notices;

    Relay(JsonNode request, Progress progress, Conversation conversation, Notices notices) {
        this.request = request;
        this.progress = progress;
        this.conversation = conversation;
        this.notices = notices;
    }

    /** Whether a wait should end so that a new run can take over. */
    boolean due() {
        return Workflow.getInfo().isContinueAsNewSuggested()
                || Workflow.getInfo().getHistoryLength() >= LONG_HISTORY;
    }

    /** Goes on in a new run when that is due; to be called between two steps. */
    void passOnIfDue() {
        if (due()) {
            passOn();
        }
    }

    /** Goes on in a new run. */
    void passOn() {
        if (CancellationScope.current().isCancelRequested()) {
            // The SDK ends a run that was cancelled, whatever it asks for: nobody would compensate.
            throw new CanceledFailure("The deployment was cancelled.");
        }
        notices.handOver();
        Workflow.await(Workflow::isEveryHandlerFinished);
        Workflow.continueAsNew(request, progress.carry(conversation));
    }
}
