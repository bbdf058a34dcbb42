package dev.cutover.activities.planning;

import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything that is wrong with a plan, so that a person hears of it at once and not one by one. */
final class Refusals {
    private final List<String> reasons = new ArrayList<>();
    private final Set<String> missingRemoves = new TreeSet<>();

    /** One or more whole sentences: what would be lost or broken, and the way out. */
    void add(String reason) {
        reasons.add(reason);
    }

    /** Something that would disappear without anybody having said so. */
    void wouldDisappear(String what, String entry) {
        reasons.add(what);
        missingRemoves.add(entry);
    }

    /** Throws PLAN_REFUSED with all reasons; does nothing when there are none. */
    void throwIfAny() {
        if (reasons.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("The plan is refused:");
        reasons.forEach(reason -> text.append("\n  ").append(reason));
        String next = "Correct this and start the deployment again.";
        if (!missingRemoves.isEmpty()) {
            next += " What may really disappear is named in the request, and the whole list would be: \"removes\": ["
                    + Removes.json(List.copyOf(missingRemoves)) + "], together with what it names already.";
        }
        throw Failures.of(
                FailureType.PLAN_REFUSED,
                text.append('\n').toString(),
                "Nothing was created. " + Failures.PRODUCTION_UNTOUCHED,
                next);
    }
}
