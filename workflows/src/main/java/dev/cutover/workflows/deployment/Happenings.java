package dev.cutover.workflows.deployment;

import dev.cutover.workflows.audit.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What changed, for the audit. A deployment that goes on for weeks keeps the last ones, and all that approvals stood on. */
final class Happenings {
    static final int MOST = 300;

    private final List<Happening> all = new ArrayList<>();

    /**
     * Remembers one more. Where there are too many, evidence that nobody decided on goes first: collecting it again and again must
     * not wash out of the audit why an approval became void.
     *
     * @param decided digests of the evidence that decisions are about
     */
    void add(Happening happening, Set<String> decided) {
        if (all.size() >= MOST) {
            all.remove(all.stream()
                    .filter(former -> former.kind() == Happening.Kind.EVIDENCE_COLLECTED)
                    .filter(former -> !decided.contains(former.detail()))
                    .findFirst()
                    .orElse(all.get(0)));
        }
        all.add(happening);
    }

    /** Takes up what a former run has remembered. */
    void resume(List<Happening> former) {
        all.addAll(former);
    }

    /** All that is remembered, the oldest first. */
    List<Happening> all() {
        return List.copyOf(all);
    }
}
