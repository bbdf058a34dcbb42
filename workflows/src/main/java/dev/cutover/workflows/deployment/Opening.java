package dev.cutover.workflows.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.workflows.conversation.Conversation;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.request.ParsedRequest;
import dev.cutover.workflows.request.RequestParser;
import java.util.List;

/**
 * How a run begins: with a request that is understood, or with everything that is wrong with it.
 *
 * @param problems whole sentences; empty when the deployment can begin
 */
record Opening(List<String> problems) {
    /** Reads the start message, and what a former run has handed over. */
    static Opening of(JsonNode request, JsonNode carried, Progress progress, Conversation conversation) {
        if (request != null && request.path("target").isTextual()) {
            progress.target = request.path("target").textValue();
        }
        ParsedRequest parsed = RequestParser.parse(request);
        if (parsed instanceof ParsedRequest.Refused refused) {
            return new Opening(refused.problems());
        }
        progress.request = ((ParsedRequest.Understood) parsed).request();
        return resume(carried, progress, conversation);
    }

    boolean accepted() {
        return problems.isEmpty();
    }

    /** The ending of a deployment that could not begin. */
    Ended refusal() {
        String list = problems.size() == 1 ? problems.get(0) : "\n- " + String.join("\n- ", problems);
        return Ended.clean(
                Ending.FAILED,
                "The request cannot be carried out: " + list + (problems.size() == 1 ? " " : "\n")
                        + "Nothing was created; start it again.");
    }

    private static Opening resume(JsonNode carried, Progress progress, Conversation conversation) {
        try {
            Carried former = Carried.read(carried);
            if (former != null) {
                progress.resume(former);
                conversation.resume(
                        former.decisions(),
                        former.approvals(),
                        former.decision(),
                        former.ignored(),
                        former.refreshWanted());
            }
            return new Opening(List.of());
        } catch (IllegalArgumentException e) {
            return new Opening(List.of(
                    "There is a second input, which only the deployment itself may give: pass one JSON object."));
        }
    }
}
