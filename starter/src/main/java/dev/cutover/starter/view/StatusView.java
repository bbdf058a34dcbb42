package dev.cutover.starter.view;

import dev.cutover.workflows.status.Building;
import dev.cutover.workflows.status.Status;
import java.util.ArrayList;
import java.util.List;

/** A deployment's status for people. */
public final class StatusView {
    private StatusView() {}

    /**
     * All of it, the answer to "is production safe" among the first lines.
     *
     * @param building how far green is built right now; null when nothing builds
     * @param next what may be typed next
     */
    public static List<String> lines(String workflowId, Status status, Building building, List<String> next) {
        List<String> lines = new ArrayList<>();
        lines.add("workflow     " + workflowId);
        lines.add("deployment   " + status.deployment()
                + (status.target() == null ? ", for no target" : " of target " + status.target()));
        lines.add(
                "phase        " + status.phase().name() + ": " + status.phase().meaning());
        if (status.outcome() != null) {
            lines.add("outcome      " + status.outcome());
        }
        if (status.reason() != null) {
            lines.add(OutcomeView.because(status.reason()));
        }
        lines.add("production   " + status.production());
        if (status.waitingFor() != null) {
            lines.add("waits for    " + status.waitingFor());
        }
        if (building != null) {
            lines.add("built now    " + building.sentence());
        }
        if (status.deadline() != null) {
            lines.add("until        " + status.deadline() + ", then it ends by itself");
        }
        if (status.planHash() != null) {
            lines.add("plan         " + status.planHash());
        }
        if (status.evidenceDigest() != null) {
            lines.add("evidence     " + status.evidenceDigest());
        }
        if (status.readiness() != null) {
            lines.add("readiness    " + status.readiness().verdict() + ", read at "
                    + status.readiness().readAt());
            ReadinessView.lines(status.readiness()).forEach(line -> lines.add("             " + line));
        }
        OutcomeView.addSinks(status.sinksBehind(), lines);
        status.decisions()
                .forEach(decision -> lines.add("decision     " + decision.choice() + " by " + decision.by() + " at "
                        + decision.at() + (decision.reason() == null ? "" : ": " + decision.reason())));
        status.ignored().forEach(ignored -> lines.add("ignored      " + ignored));
        status.undelivered().forEach(trouble -> lines.add("notices      " + trouble.sentence()));
        if (!next.isEmpty()) {
            lines.add("next");
            next.forEach(command -> lines.add("  " + command));
        }
        return lines;
    }
}
