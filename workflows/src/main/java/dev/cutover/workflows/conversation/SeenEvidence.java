package dev.cutover.workflows.conversation;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.decision.Decision.Choice;
import dev.cutover.workflows.evidence.Findings;
import dev.cutover.workflows.evidence.Seen;
import dev.cutover.workflows.text.Shell;
import java.util.List;
import java.util.Optional;

/**
 * Whether a decision is about evidence that still stands: a person decides on what they have read, and rows that change while they
 * read are no reason to read it all again. What has become worse is.
 */
final class SeenEvidence {
    private static final int LEAST_DIGEST = 8;
    private static final int DIGEST_SHOWN = 12;

    private final Situation situation;

    SeenEvidence(Situation situation) {
        this.situation = situation;
    }

    /** Whole digest of the evidence that a decision is about: the present one when it names none. */
    String digest(Decision decision) {
        Seen seen = situation.seen();
        return decision.evidenceDigest() == null
                ? seen.present()
                : seen.whole(decision.evidenceDigest()).orElseGet(seen::present);
    }

    /** Why a decision does not fit the present evidence; empty when it does. */
    Optional<String> refusal(Decision decision) {
        String given = decision.evidenceDigest();
        if (given == null) {
            return decision.choice() == Choice.REJECT ? Optional.empty() : unnamed();
        }
        if (given.length() < LEAST_DIGEST) {
            return Optional.of("evidenceDigest must have at least " + LEAST_DIGEST + " characters.");
        }
        Optional<String> whole = situation.seen().whole(given);
        if (whole.isEmpty()) {
            return Optional.of("it is for other evidence: evidenceDigest begins with "
                    + given.substring(0, LEAST_DIGEST) + ", that of the present evidence with " + present() + "."
                    + lookAgain());
        }
        List<String> worse = situation.seen().worseSince(whole.get());
        return worse.isEmpty() || decision.choice() == Choice.REJECT
                ? Optional.empty()
                : Optional.of("it is for evidence that was collected before the present one, whose digest begins with "
                        + present() + ", and which is worse: " + Findings.named(worse) + "." + lookAgain());
    }

    /** Whoever names no evidence may have read any that was ever shown, also one that was less bad (P4). */
    private Optional<String> unnamed() {
        List<String> worse = situation.seen().worseThanEver();
        return worse.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "it does not say which evidence it is about, and what was shown before was less bad than the present"
                                + " one: " + Findings.named(worse)
                                + ". Once you have read the present one, name it with \"evidenceDigest\":\""
                                + present() + "\" (cutover approve --evidence " + present() + ")." + lookAgain());
    }

    private String present() {
        String present = situation.seen().present();
        return present.substring(0, Math.min(DIGEST_SHOWN, present.length()));
    }

    private String lookAgain() {
        return " Read it again: temporal workflow query --workflow-id " + Shell.word(situation.workflowId())
                + " --name evidence";
    }
}
