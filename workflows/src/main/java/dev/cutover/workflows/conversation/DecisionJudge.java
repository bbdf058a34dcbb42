package dev.cutover.workflows.conversation;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.decision.Decision.Choice;
import dev.cutover.workflows.policy.Approvals;
import dev.cutover.workflows.policy.Freeze;
import dev.cutover.workflows.policy.Freeze.Frozen;
import dev.cutover.workflows.policy.Verdict;
import dev.cutover.workflows.proof.Claims;
import dev.cutover.workflows.proof.SignedDecision;
import dev.cutover.workflows.proof.SignedDecision.Expected;
import dev.cutover.workflows.text.Amount;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says whether a decision counts: its plan, its time and its proof here, the target's policy in {@link Approvals}. */
final class DecisionJudge {
    private static final int LEAST_HASH = 8;

    private final Situation situation;
    private final SeenEvidence seen;

    DecisionJudge(Situation situation) {
        this.situation = situation;
        this.seen = new SeenEvidence(situation);
    }

    /**
     * Judges a decision in time; whether it is too early, too late or follows another is for {@link Judge} to say.
     *
     * @param said what the message's name or its field says; empty when only its proof does
     */
    Ruling judge(Optional<Choice> said, Message message, Heard heard) {
        if (message.proof() == null) {
            return said.isEmpty()
                    ? Ruling.refused("decision must be APPROVE or REJECT.")
                    : counted(unsigned(said.get(), message), heard);
        }
        SignedDecision.Result result = SignedDecision.verify(
                message.proof(),
                new Expected(
                        situation.deployment(),
                        situation.workflowId(),
                        situation.planHash(),
                        situation.policy().signatures().keys(),
                        heard.usedIds(),
                        situation.now()));
        if (result instanceof SignedDecision.Result.Refused refused) {
            return Ruling.refused("the proof does not count: " + refused.why());
        }
        SignedDecision.Result.Verified verified = (SignedDecision.Result.Verified) result;
        return contradicts(said, message, verified.claims())
                ? Ruling.refused("the message says something else than its proof; leave out what the proof says.")
                : counted(signed(verified), heard);
    }

    private Ruling counted(Decision said, Heard heard) {
        Optional<String> mistaken = untimely(said).or(() -> seen.refusal(said));
        if (mistaken.isPresent()) {
            return Ruling.refused(mistaken.get());
        }
        Decision decision = said.about(seen.digest(said));
        Approvals approvals =
                new Approvals(situation.policy(), situation.requester(), situation.failingChecks(), heard.approvals());
        Verdict verdict = approvals.judge(decision);
        if (verdict instanceof Verdict.Refused refused) {
            return Ruling.refused(refused.why());
        }
        if (verdict instanceof Verdict.Counts counts) {
            String more = Amount.of(counts.missing(), "more approval");
            return new Ruling(
                    new Answer.Accepted("Approved by " + decision.by() + ". " + more + " by different people needed."),
                    decision,
                    false);
        }
        return new Ruling(new Answer.Accepted(next(decision, approvals.glassBroken())), decision, true);
    }

    private String next(Decision decision, boolean glassBroken) {
        if (decision.choice() == Choice.REJECT) {
            return "Rejected by " + decision.by() + ". Green is dropped now; production stays as it is.";
        }
        Optional<Frozen> frozen = decision.breakGlass() || glassBroken
                ? Optional.empty()
                : Freeze.of(situation.policy()).at(situation.now());
        return "Approved by " + decision.by() + ". Green is swapped into production "
                + frozen.map(freeze -> "when the freeze ends at " + freeze.until() + " (" + freeze.reason() + ")")
                        .orElse("now")
                + ", if it is still ready.";
    }

    private Optional<String> untimely(Decision decision) {
        String given = decision.planHash();
        String plan = situation.planHash();
        if (given.length() < LEAST_HASH) {
            return Optional.of("planHash must have at least " + LEAST_HASH + " characters of the plan's hash.");
        }
        if (!plan.startsWith(given.toLowerCase(Locale.ROOT))) {
            return Optional.of("it is for another plan: planHash begins with "
                    + given.toLowerCase(Locale.ROOT).substring(0, LEAST_HASH)
                    + ", this plan's hash with " + plan.substring(0, Math.min(12, plan.length()))
                    + ". Read the evidence of this one first.");
        }
        return situation.now().isBefore(situation.decideBy())
                ? Optional.empty()
                : Optional.of("too late: decisions were possible until " + situation.decideBy() + ".");
    }

    private Decision unsigned(Choice choice, Message message) {
        return new Decision(
                choice,
                message.by(),
                message.planHash(),
                message.reason(),
                situation.now(),
                lowerCase(message.evidenceDigest()),
                message.overrides(),
                message.breakGlass(),
                null);
    }

    private Decision signed(SignedDecision.Result.Verified verified) {
        Claims claims = verified.claims();
        return new Decision(
                Choice.valueOf(claims.decision()),
                claims.sub(),
                claims.planHash(),
                claims.reason(),
                situation.now(),
                lowerCase(claims.evidenceDigest()),
                claims.overrides(),
                claims.breakGlass(),
                verified.proof());
    }

    private static boolean contradicts(Optional<Choice> said, Message message, Claims claims) {
        return said.isPresent() && !said.get().name().equals(claims.decision())
                || differs(message.by(), claims.sub())
                || message.planHash() != null && !claims.planHash().startsWith(message.planHash())
                || differs(message.reason(), claims.reason())
                || message.evidenceDigest() != null && !claims.evidenceDigest().startsWith(message.evidenceDigest())
                || !message.overrides().isEmpty()
                        && !List.copyOf(message.overrides()).equals(claims.overrides())
                || message.breakGlass() && !claims.breakGlass();
    }

    private static boolean differs(String given, String signed) {
        return given != null && !given.equals(signed);
    }

    private static String lowerCase(String digest) {
        return digest == null ? null : digest.toLowerCase(Locale.ROOT);
    }
}
