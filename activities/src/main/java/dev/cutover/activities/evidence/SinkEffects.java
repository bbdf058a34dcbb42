package dev.cutover.activities.evidence;

import dev.cutover.activities.deploy.GreenNames;
import dev.cutover.activities.evidence.SideObjects.Facts;
import dev.cutover.activities.materialize.sinks.SinkEntry;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.DataDiff.Rows;
import dev.cutover.workflows.evidence.SinkEffect;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts, by the key of each sink's messages, in what the two versions of what it reads differ. */
final class SinkEffects {
    private final Plan plan;
    private final Sides sides;
    private final DataComparison comparison;

    SinkEffects(Plan plan, Sides sides, DataComparison comparison) {
        this.plan = plan;
        this.sides = sides;
        this.comparison = comparison;
    }

    /** One entry for each sink whose relation both sides have. */
    List<SinkEffect> of(List<SinkEntry> sinks) throws SQLException {
        Map<String, ObjectName> names = SinkFit.names(plan);
        Renames toGreen = GreenNames.of(plan);
        List<SinkEffect> effects = new ArrayList<>();
        for (SinkEntry sink : sinks) {
            ObjectName reads = names.get(sink.readsId());
            Facts blue = sides.blue().get(reads);
            Facts green = sides.green().get(reads);
            if (blue != null && green != null) {
                DataDiff diff = comparison.counted(blue, green, GreenNames.rename(reads, toGreen), sink.key());
                effects.add(
                        ComparedColumns.same(blue, green)
                                ? ofChanges(sink, reads, diff)
                                : ofEveryMessage(sink, reads, diff));
            }
        }
        return effects;
    }

    /** What only one side has is either a key that both have, with other values, or a key of its own. */
    private static SinkEffect ofChanges(SinkEntry sink, ObjectName reads, DataDiff diff) {
        Rows rows = diff.rows();
        if (rows == null) {
            return unknown(sink, reads, diff.remark());
        }
        long changed = changed(rows);
        return new SinkEffect(
                sink.name(), reads, diff.key(), changed, rows.onlyBlue() - changed, rows.onlyGreen() - changed, null);
    }

    /** With other columns every message has another shape, also where all values that can be compared are equal. */
    private static SinkEffect ofEveryMessage(SinkEntry sink, ObjectName reads, DataDiff diff) {
        Rows rows = diff.rows();
        if (rows == null || diff.key().size() < sink.key().size()) {
            return unknown(sink, reads, "Every message changes, since the columns do. " + diff.remark());
        }
        if (sink.key().isEmpty()) {
            return new SinkEffect(sink.name(), reads, List.of(), 0, rows.blue(), rows.green(), null);
        }
        long gone = rows.onlyBlue() - changed(rows);
        return new SinkEffect(
                sink.name(), reads, diff.key(), rows.blue() - gone, gone, rows.onlyGreen() - changed(rows), null);
    }

    private static SinkEffect unknown(SinkEntry sink, ObjectName reads, String why) {
        return new SinkEffect(sink.name(), reads, sink.key(), 0, 0, 0, why);
    }

    private static long changed(Rows rows) {
        return rows.changedKeys() == null ? 0 : rows.changedKeys();
    }
}
