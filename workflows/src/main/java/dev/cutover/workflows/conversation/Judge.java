package dev.cutover.workflows.conversation;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.decision.Decision.Choice;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.text.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says whether a message counts in the present situation. Pure: the same question changes nothing. */
final class Judge {
    /** Whoever asks again and again must not keep green busy. */
    private static final Duration LEAST_AGE = Duration.ofMinutes(1);

    private final Situation situation;
    private final DecisionJudge decisions;

    Judge(Situation situation) {
        this.situation = situation;
        this.decisions = new DecisionJudge(situation);
    }

    /**
     * Judges a decision.
     *
     * @param said what the message's name or its field says; empty when only its proof does
     */
    Ruling decision(Optional<Choice> said, Message message, Heard heard) {
        if (!message.problems().isEmpty()) {
            return Ruling.refused(problems(message));
        }
        if (heard.decision() != null && !mayLift(said, message, heard)) {
            return alreadyDecided(heard.decision());
        }
        return switch (situation.phase()) {
            case PLANNING, QUEUED, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE ->
                Ruling.refused("too early: the phase is " + situation.phase()
                        + "; decide again when it is AWAITING_DECISION and the evidence can be read.");
            case AWAITING_DECISION -> timely(said, message, heard);
            case PROMOTING, VERIFYING, HOLDING, REVERTING, CLEANING_UP, COMPENSATING, DONE ->
                Ruling.refused("too late: the phase is " + situation.phase() + "." + stopHint());
        };
    }

    private Ruling timely(Optional<Choice> said, Message message, Heard heard) {
        Ruling ruling = decisions.judge(said, message, heard);
        boolean lifts = ruling.decision() != null
                && ruling.decision().breakGlass()
                && ruling.decision().choice() == Choice.APPROVE;
        return heard.decision() != null && ruling.decision() != null && !lifts
                ? alreadyDecided(heard.decision())
                : ruling;
    }

    /** Whether a message may lift the freeze that an approval waits for; what is signed says so inside. */
    private boolean mayLift(Optional<Choice> said, Message message, Heard heard) {
        return situation.phase() == Phase.AWAITING_DECISION
                && heard.decision().choice() == Choice.APPROVE
                && said.filter(Choice.REJECT::equals).isEmpty()
                && (message.breakGlass() || message.proof() != null);
    }

    private Ruling alreadyDecided(Decision decision) {
        return Ruling.refused("already decided: " + decision.choice() + " by " + decision.by() + " at " + decision.at()
                + "; the first decision counts." + stopHint());
    }

    /** Judges what is ordered within the hold. */
    Answer order(boolean revert, Message message, Order order) {
        return message.problems().isEmpty() ? timelyOrder(revert, message, order) : refuse(problems(message));
    }

    /** Judges that somebody wants the evidence to be collected again. */
    Answer refresh(Message message) {
        if (!message.problems().isEmpty()) {
            return refuse(problems(message));
        }
        if (situation.phase() != Phase.AWAITING_DECISION) {
            return refuse(
                    "evidence is collected again while a decision is awaited; the phase is " + situation.phase() + ".");
        }
        Instant collected = situation.collectedAt();
        if (collected == null) {
            return refuse("the evidence is being collected again now.");
        }
        Instant from = collected.plus(LEAST_AGE);
        return situation.now().isBefore(from)
                ? refuse("the evidence has just been collected; ask again after " + from + ".")
                : new Answer.Accepted("The evidence is collected again now.");
    }

    private static String problems(Message message) {
        return String.join("; ", message.problems()) + ".";
    }

    static Answer refuse(String why) {
        return new Answer.Refused(why);
    }

    private Answer timelyOrder(boolean revert, Message message, Order order) {
        if (order != null) {
            return refuse("already ordered: " + (order.revert() ? "revert" : "finish") + " by " + order.by() + " at "
                    + order.at() + "; the first order counts.");
        }
        return switch (situation.phase()) {
            case PLANNING, QUEUED, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE, AWAITING_DECISION, PROMOTING ->
                refuse("too early: nothing has been promoted yet; the phase is " + situation.phase()
                        + ". To stop the deployment: temporal workflow cancel --workflow-id "
                        + Shell.word(situation.workflowId()));
            case VERIFYING, HOLDING ->
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
            case PLANNING, QUEUED, CLONING, DEPLOYING, HYDRATING, COLLECTING_EVIDENCE, AWAITING_DECISION, PROMOTING ->
                " To stop the deployment: " + command;
            case VERIFYING, HOLDING -> " To swap old production back: use revert, or " + command;
            case REVERTING, CLEANING_UP, COMPENSATING, DONE -> "";
        };
    }
}
