package dev.cutover.activities.evidence;

import dev.cutover.activities.deploy.GreenNames;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.sources.SourceEntry;
import dev.cutover.activities.materialize.sources.SourceReader;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What green's sources really added upstream, by name: only green's own entries in the catalog show it. */
final class SourceNotes {
    private final SourceReader reader;
    private final Plan plan;
    private final Inventory inventory;

    SourceNotes(Session session, Plan plan, Inventory inventory) {
        this.reader = new SourceReader(session);
        this.plan = plan;
        this.inventory = inventory;
    }

    /** Whole sentences, for each source what the plan could not know. */
    List<String> all() throws SQLException {
        Renames back = GreenNames.of(plan).reversed();
        Map<ObjectName, String> blueIds = new HashMap<>();
        plan.blue().forEach(object -> blueIds.put(object.name(), object.id()));
        Map<String, SourceEntry> blue = reader.of(blueIds.values());
        Map<String, SourceEntry> green =
                reader.of(inventory.objects().stream().map(CatalogObject::id).toList());
        List<String> notes = new ArrayList<>();
        for (CatalogObject object : inventory.objects()) {
            SourceEntry entry = green.get(object.id());
            if (entry != null) {
                ObjectName name = GreenNames.rename(object.name(), back);
                notes.addAll(of(name, entry, blue.get(blueIds.get(name))));
            }
        }
        return notes;
    }

    private static List<String> of(ObjectName name, SourceEntry green, SourceEntry blue) {
        List<String> notes = new ArrayList<>();
        boolean costSaid = blue != null && blue.type().equals(green.type());
        if (!costSaid && blue != null) {
            notes.add("Source " + name + " was a " + blue.type() + " source and becomes a " + green.type() + " source. "
                    + green.cost());
        }
        boolean otherTopic = costSaid && green.topic() != null && !green.topic().equals(blue.topic());
        if (otherTopic) {
            notes.add("Source " + name + " read topic " + blue.topic() + " and reads topic " + green.topic()
                    + " in the new version.");
        }
        if (green.slot() != null) {
            notes.add("Green's source " + name + " holds the replication slot " + green.slot()
                    + (blue == null || blue.slot() == null ? "." : "; production's is " + blue.slot() + "."));
        }
        if (green.topic() != null) {
            notes.add("Green's source " + name + " reads topic " + green.topic() + " on cluster " + green.cluster()
                    + (green.group() == null ? "." : ", by consumer groups that begin with " + green.group() + "."));
        }
        return notes;
    }
}
