package dev.cutover.starter.view;

import dev.cutover.starter.client.Glimpse;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.status.Building;
import dev.cutover.workflows.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns a series of observations into the lines that are new since the last one. */
public final class Progress {
    private static final Duration BETWEEN_BUILDINGS = Duration.ofSeconds(2);

    private final DateTimeFormatter clock;
    private final DateTimeFormatter day;
    private int phasesShown;
    private String buildingShown = "";
    private Instant buildingShownAt = Instant.MIN;
    private String readinessShown = "";
    private int ignoredShown;
    private int decisionsShown;
    private String waitShown = "";
    private final Set<String> troublesShown = new HashSet<>();

    /** Progress with times of day in this zone. */
    public Progress(ZoneId zone) {
        clock = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone);
        day = DateTimeFormatter.ISO_LOCAL_DATE.withZone(zone);
    }

    /**
     * The lines that are new.
     *
     * @param status the deployment's own account
     * @param live what Temporal itself knows: the latest heartbeats, and activities that are tried again
     * @param now time of the observation
     */
    public List<String> observe(Status status, Glimpse live, Instant now) {
        List<String> lines = new ArrayList<>();
        addPhases(status, lines);
        addBuilding(live.building() == null ? status.building() : live.building(), now, lines);
        addReadiness(live.readiness() == null ? status.readiness() : live.readiness(), now, lines);
        for (String trouble : live.troubles()) {
            if (troublesShown.add(trouble)) {
                lines.add(line(now, "retry", trouble));
            }
        }
        for (; decisionsShown < status.decisions().size(); decisionsShown++) {
            lines.add(decision(status, decisionsShown));
        }
        addIgnored(status, now, lines);
        addWait(status, now, lines);
        return lines;
    }

    private void addPhases(Status status, List<String> lines) {
        for (; phasesShown < status.phases().size(); phasesShown++) {
            lines.add(line(
                    status.phases().get(phasesShown).since(),
                    status.phases().get(phasesShown).phase().name(),
                    status.phases().get(phasesShown).phase().meaning()));
        }
    }

    // Every object of a small project would be a line; what is passed over shows in the next one.
    private void addBuilding(Building building, Instant now, List<String> lines) {
        if (building == null
                || building.sentence().equals(buildingShown)
                || now.isBefore(buildingShownAt.plus(BETWEEN_BUILDINGS))) {
            return;
        }
        buildingShown = building.sentence();
        buildingShownAt = now;
        lines.add(line(now, "", "built " + buildingShown));
    }

    private void addReadiness(Readiness readiness, Instant now, List<String> lines) {
        if (readiness == null || ReadinessView.shape(readiness).equals(readinessShown)) {
            return;
        }
        readinessShown = ReadinessView.shape(readiness);
        ReadinessView.lines(readiness).forEach(text -> lines.add(line(now, "", text)));
    }

    private String decision(Status status, int index) {
        return line(
                status.decisions().get(index).at(),
                "decision",
                status.decisions().get(index).choice() + " by "
                        + status.decisions().get(index).by());
    }

    // The workflow keeps the last 20 only, so a shorter list than before shows nothing new that can be told apart.
    private void addIgnored(Status status, Instant now, List<String> lines) {
        for (; ignoredShown < status.ignored().size(); ignoredShown++) {
            lines.add(line(now, "ignored", status.ignored().get(ignoredShown)));
        }
    }

    // Elsewhere the phase itself says what is waited for.
    private void addWait(Status status, Instant now, List<String> lines) {
        String wait = switch (status.phase()) {
            case QUEUED, HYDRATING, AWAITING_DECISION, VERIFYING, HOLDING ->
                status.deadline() == null || status.waitingFor() == null
                        ? ""
                        : "waiting for " + status.waitingFor() + " Ends by itself at " + moment(status.deadline(), now)
                                + ".";
            case PLANNING,
                    CLONING,
                    DEPLOYING,
                    COLLECTING_EVIDENCE,
                    PROMOTING,
                    REVERTING,
                    CLEANING_UP,
                    COMPENSATING,
                    DONE -> "";
        };
        if (!wait.equals(waitShown) && !wait.isEmpty()) {
            lines.add(line(now, "", wait));
        }
        waitShown = wait;
    }

    private String moment(Instant at, Instant now) {
        return day.format(at).equals(day.format(now)) ? clock.format(at) : day.format(at) + " " + clock.format(at);
    }

    private String line(Instant at, String word, String text) {
        return String.format("%s  %-20s %s", clock.format(at), word, text).stripTrailing();
    }
}
