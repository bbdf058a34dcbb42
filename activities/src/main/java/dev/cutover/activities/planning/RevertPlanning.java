package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.sources.SourceEntry;
import dev.cutover.activities.materialize.sources.SourceReader;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.PlannedSink;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what a revert could not bring back, in whole sentences. */
final class RevertPlanning {
    private final Session session;
    private final ProjectShape project;
    private final Production.Blue blue;

    RevertPlanning(Session session, ProjectShape project, Production.Blue blue) {
        this.session = session;
        this.project = project;
        this.blue = blue;
    }

    /** The sentences; empty when a revert within the hold loses nothing. */
    List<String> losses(List<PlannedSink> sinks, Duration holdFor) throws SQLException {
        List<String> losses = new ArrayList<>();
        if (holdFor.isZero()) {
            losses.add(
                    "holdFor is zero: the old version is dropped directly after the swap, and nothing can be taken back.");
        }
        Map<String, SourceEntry> sources = new SourceReader(session).of(blue.ids());
        for (ObjectEntry object : blue.objects()) {
            SourceEntry source = sources.get(object.id());
            if (source != null) {
                addSource(object.name(), source, losses);
            } else if (blue.tableIds().contains(object.id())) {
                losses.add("Table " + object.name()
                        + ": rows that are written to the new version after the swap are not in" + " the old one.");
            }
        }
        Set<ObjectName> before = new HashSet<>();
        blue.objects().forEach(object -> before.add(object.name()));
        project.objects().stream()
                .filter(object -> object.kind() == ObjectKind.SOURCE && !before.contains(object.name()))
                .forEach(object -> losses.add("Source " + object.name()
                        + " is new: what it has taken from its upstream, or was sent, goes with the new version."));
        for (PlannedSink sink : sinks) {
            losses.add(
                    "Sink " + sink.name() + ": messages that it has sent of the new version cannot be called back; keys"
                            + " that do not change afterwards keep the new version's values in the topic.");
        }
        return losses;
    }

    private static void addSource(ObjectName name, SourceEntry source, List<String> losses) {
        if (source.type().equals("webhook")) {
            losses.add("Webhook source " + name
                    + ": what is posted after the swap reaches the new version only, and is lost with it.");
        } else if (source.type().equals("load-generator")) {
            losses.add(
                    "Load generator " + name + ": both versions make rows of their own, which need not be the same.");
        }
    }
}
