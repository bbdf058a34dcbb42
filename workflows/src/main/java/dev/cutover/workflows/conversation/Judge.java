package dev.cutover.workflows.conversation;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.text.Shell;
import java.util.Locale;

/** Says whether a message counts in the present situation. Pure: the same question changes nothing. */
final class Judge {
    private static final int LEAST_HASH = 8;

    private final Situation situation;

    Judge(Situation situation) {
        this.situation = situation;
    }

    Answer of(Kind kind, Message message, Decision decision, Order order) {
        if (!message.problems().isEmpty()) {
            return refuse(String.join("; ", message.problems()) + ".");
        }
        return switch (kind) {
            case APPROVE, REJECT -> decision(kind, message, decision);
            case REVERT -> order(true, message, order);
            case FINISH -> order(false, message, order);
        };
    }

    static Answer refuse(String why) {
        return new Answer.Refused(why);
    }

    private Answer decision(Kind kind, Message message, Decision decision) {
        if (decision != null) {
            return refuse("already decided: " + decision.choice() + " by " + decision.by() + " at " + decision.at()
                    + "; the first decision counts." + stopHint());
        }
        return switch (situation.phase()) {
            case PLANNING, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE ->
                refuse("too early: the phase is " + situation.phase()
                        + "; decide again when it is AWAITING_DECISION and the evidence can be read.");
            case AWAITING_DECISION -> timelyDecision(kind, message);
            case PROMOTING, HOLDING, REVERTING, CLEANING_UP, COMPENSATING, DONE ->
                refuse("too late: the phase is " + situation.phase() + "." + stopHint());
        };
    }

    private Answer timelyDecision(Kind kind, Message message) {
        String given = message.planHash().toLowerCase(Locale.ROOT);
        String plan = situation.planHash();
        if (given.length() < LEAST_HASH) {
            return refuse("planHash must have at least " + LEAST_HASH + " characters of the plan's hash.");
        }
        if (!plan.startsWith(given)) {
            return refuse("it is for another plan: planHash begins with " + given.substring(0, LEAST_HASH)
                    + ", this plan's hash with " + plan.substring(0, Math.min(12, plan.length()))
                    + ". Read the evidence of this one first.");
        }
        if (!situation.now().isBefore(situation.decideBy())) {
            return refuse("too late: decisions were possible until " + situation.decideBy() + ".");
        }
        return new Answer.Accepted(
                kind == Kind.APPROVE
                        ? "Approved by " + message.by()
                                + ". Green is swapped into production now, if it is still ready."
                        : "Rejected by " + message.by() + ". Green is dropped now; production stays as it is.");
    }

    private Answer order(boolean revert, Message message, Order order) {
        if (order != null) {
            return refuse("already ordered: " + (order.revert() ? "revert" : "finish") + " by " + order.by() + " at "
                    + order.at() + "; the first order counts.");
        }
        return switch (situation.phase()) {
            case PLANNING, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE, AWAITING_DECISION, PROMOTING ->
                refuse("too early: nothing has been promoted yet; the phase is " + situation.phase()
                        + ". To stop the deployment: temporal workflow cancel --workflow-id "
                        + Shell.word(situation.workflowId()));
            case HOLDING ->
                new Answer.Accepted(
                        revert
                                ? "Revert ordered by " + message.by()
                                        + ". Old production is swapped back now, as it was:"
                                        + " grants and comments made since the swap are not carried back."
                                : "The hold is ended by " + message.by() + ". Old production is dropped now.");
            case REVERTING, CLEANING_UP, COMPENSATING, DONE ->
                refuse("too late: the hold is over; the phase is " + situation.phase() + ".");
        };
    }

    private String stopHint() {
        String command = "temporal workflow cancel --workflow-id " + Shell.word(situation.workflowId());
        return switch (situation.phase()) {
            case PLANNING, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE, AWAITING_DECISION, PROMOTING ->
                " To stop the deployment: " + command;
            case HOLDING -> " To swap old production back: use revert, or " + command;
            case REVERTING, CLEANING_UP, COMPENSATING, DONE -> "";
        };
    }
}
