package dev.cutover.workflows.deployment;

import dev.cutover.workflows.conversation.Conversation;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.policy.Freeze;
import dev.cutover.workflows.policy.Freeze.Frozen;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what a deployment that waits for people waits for, as far as its policy demands more than one decision. */
final class ApprovalWait {
    private ApprovalWait() {}

    static String sentences(Progress progress, Conversation conversation) {
        Optional<Frozen> frozen = conversation.glassBroken()
                ? Optional.empty()
                : Freeze.of(progress.policy).at(progress.now());
        if (conversation.decision().isPresent()) {
            return frozen.map(freeze -> "the end of a freeze at " + freeze.until() + " (" + freeze.reason()
                            + "): the plan is approved." + glass(progress))
                    .orElse("the swap: the plan is approved.");
        }
        return "a decision on plan " + progress.plan.shortHash() + ": approve or reject."
                + approvals(progress, conversation)
                + overrides(progress)
                + (progress.policy.signatures().required()
                        ? " Decisions must be signed: cutover approve --sign-with <private key file>."
                        : "")
                + frozen.map(freeze -> " Nothing is promoted until " + freeze.until() + " (" + freeze.reason() + ")."
                                + glass(progress))
                        .orElse("");
    }

    private static String approvals(Progress progress, Conversation conversation) {
        List<Decision> approvals = conversation.approvals();
        if (progress.policy.approvals() == 1) {
            return "";
        }
        return " It needs approvals by " + progress.policy.approvals() + " people; "
                + (approvals.isEmpty()
                        ? "there is none yet."
                        : "there is one by "
                                + approvals.stream().map(Decision::by).collect(Collectors.joining(", one by ")) + ".");
    }

    private static String overrides(Progress progress) {
        List<String> failing = progress.failingChecks();
        List<String> stuck = failing.stream()
                .filter(check -> !progress.policy.mayOverride(check))
                .toList();
        if (!stuck.isEmpty()) {
            return " Nothing can be approved until these checks pass, which nobody may override: "
                    + String.join(", ", stuck) + ".";
        }
        return failing.isEmpty()
                ? ""
                : " These checks failed, and an approval must name them in overrides: " + String.join(", ", failing)
                        + ".";
    }

    private static String glass(Progress progress) {
        return progress.policy.breakGlass().isEmpty()
                ? ""
                : " An approval with breakGlass and a reason, by " + String.join(" or ", progress.policy.breakGlass())
                        + ", lifts the freeze.";
    }
}
