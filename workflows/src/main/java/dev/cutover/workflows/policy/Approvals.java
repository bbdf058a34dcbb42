package dev.cutover.workflows.policy;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.decision.Decision.Choice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges decisions by a policy. Pure: the same question has the same answer.
 *
 * @param policy the rules in force
 * @param requester who asked for the deployment
 * @param failingChecks names of the checks that failed in the present evidence
 * @param counted approvals that count already
 */
public record Approvals(Policy policy, String requester, List<String> failingChecks, List<Decision> counted) {
    /** Whether a decision counts, for a plan and in a phase that were found right before. */
    public Verdict judge(Decision decision) {
        Optional<String> refusal = Stream.<Optional<String>>of(
                        Person.problem(decision.by()), signature(decision), entitled(decision))
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isEmpty() && decision.choice() == Choice.APPROVE) {
            refusal = Stream.of(requester(decision), glass(decision), overrides(decision), again(decision))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return refusal.<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> decision.choice() == Choice.REJECT ? new Verdict.Decides() : count(decision));
    }

    /** How many more approvals are needed. */
    public int missing() {
        return Math.max(0, policy.approvals() - people());
    }

    /** Whether one of those who approved has lifted the freeze. */
    public boolean glassBroken() {
        return counted.stream().anyMatch(Decision::breakGlass);
    }

    private Verdict count(Decision decision) {
        boolean adds = isApprover(decision.by()) && !has(decision.by());
        int left = policy.approvals() - people() - (adds ? 1 : 0);
        if (left > 0) {
            return new Verdict.Counts(left);
        }
        List<String> standing = failingChecks.stream()
                .filter(check -> !decision.overrides().contains(check))
                .filter(check ->
                        counted.stream().noneMatch(former -> former.overrides().contains(check)))
                .toList();
        return standing.isEmpty()
                ? new Verdict.Decides()
                : new Verdict.Refused("these checks failed and no approval overrides them: "
                        + String.join(", ", standing) + ". Look at their rows in the evidence; "
                        + (standing.stream().allMatch(policy::mayOverride)
                                ? "to approve all the same, name them in overrides."
                                : "nobody may override them all on this target, so that nothing can be approved until they"
                                        + " pass. They are run again when the evidence is collected again."));
    }

    private Optional<String> signature(Decision decision) {
        return policy.signatures().required() && decision.proof() == null
                ? Optional.of("the policy of this target demands signed decisions: a name alone proves nothing. Use"
                        + " cutover approve --sign-with <private key file>, or give the signed decision as proof.")
                : Optional.empty();
    }

    private Optional<String> entitled(Decision decision) {
        boolean entitled = isApprover(decision.by())
                || decision.choice() == Choice.APPROVE
                        && decision.breakGlass()
                        && Person.isAmong(decision.by(), policy.breakGlass())
                || decision.choice() == Choice.REJECT && Person.same(decision.by(), requester);
        return entitled
                ? Optional.empty()
                : Optional.of(decision.by() + " may not decide on this target; its policy names "
                        + String.join(", ", policy.approvers()) + ".");
    }

    private Optional<String> requester(Decision decision) {
        if (policy.lacksRequester(requester)) {
            return Optional.of(
                    "nobody knows who asked for the deployment, and the policy of this target demands that somebody else"
                            + " approves it. Start it again with requestedBy in the request.");
        }
        return !policy.requesterMayApprove() && Person.same(decision.by(), requester)
                ? Optional.of("the one who asked for the deployment (" + requester
                        + ") may not approve it on this target; somebody else must.")
                : Optional.empty();
    }

    private Optional<String> glass(Decision decision) {
        if (!decision.breakGlass()) {
            return Optional.empty();
        }
        if (!Person.isAmong(decision.by(), policy.breakGlass())) {
            return Optional.of(decision.by() + " may not break the glass on this target; "
                    + (policy.breakGlass().isEmpty()
                            ? "its policy names nobody who may."
                            : "its policy names " + String.join(", ", policy.breakGlass()) + "."));
        }
        return decision.reason() == null || decision.reason().isBlank()
                ? Optional.of("breaking the glass needs a reason: give it in reason.")
                : Optional.empty();
    }

    private Optional<String> overrides(Decision decision) {
        for (String check : decision.overrides()) {
            if (!failingChecks.contains(check)) {
                return Optional.of("overrides names " + check + ", which is not a failing check; "
                        + (failingChecks.isEmpty()
                                ? "none failed."
                                : "those are " + String.join(", ", failingChecks) + "."));
            }
            if (policy.overridable().stream().noneMatch(rule -> rule.allows(check, decision.by()))) {
                return Optional.of(decision.by() + " may not override the check " + check + " on this target.");
            }
        }
        return Optional.empty();
    }

    /** The same person may come back only to lift a freeze or to override what stands in the way. */
    private Optional<String> again(Decision decision) {
        boolean adds = decision.breakGlass() && !glassBroken()
                || decision.overrides().stream()
                        .anyMatch(check -> counted.stream()
                                .noneMatch(former -> former.overrides().contains(check)));
        return has(decision.by()) && !adds
                ? Optional.of(
                        decision.by() + " has approved already; " + missing() + " more by different people are needed.")
                : Optional.empty();
    }

    private boolean has(String person) {
        return counted.stream().anyMatch(former -> Person.same(former.by(), person));
    }

    /** Different people among those who approved; one who may only break the glass adds nothing to their number. */
    private int people() {
        int people = 0;
        for (int i = 0; i < counted.size(); i++) {
            String name = counted.get(i).by();
            boolean before = counted.subList(0, i).stream().anyMatch(former -> Person.same(former.by(), name));
            people += isApprover(name) && !before ? 1 : 0;
        }
        return people;
    }

    private boolean isApprover(String name) {
        return policy.approvers().isEmpty() || Person.isAmong(name, policy.approvers());
    }
}
