package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.DescribedColumn;
import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.ColumnChanges;
import dev.cutover.activities.materialize.catalog.ColumnChanges.Column;
import dev.cutover.activities.materialize.catalog.TypeNames;
import dev.cutover.activities.materialize.sql.QueryOf;
import dev.cutover.activities.running.SqlErrors;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.ColumnChange;
import dev.cutover.workflows.plan.ColumnOutlook;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.Reason;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which columns change, as far as production can describe the new queries without running them: that takes no cluster
 * and makes nothing. What reads something that production does not have in its new form can be described in green only.
 */
final class ColumnPlanning {
    /** A history has no room for the columns of a thousand new objects; the evidence has them. */
    private static final int MOST_CHANGES = 1000;

    private final Session session;
    private final ProjectTexts texts;
    private final Map<ObjectName, ColumnOutlook> outlooks = new HashMap<>();
    private Map<Long, String> typeNames;
    private int changes;

    ColumnPlanning(Session session, ProjectTexts texts) {
        this.session = session;
        this.texts = texts;
    }

    /** What becomes of an object's columns; empty for what has none. Ask for objects in the order in which they are made. */
    Optional<ColumnOutlook> of(PlannedObject object, Reason reason) throws SQLException {
        if (object.kind() == ObjectKind.INDEX || object.kind() == ObjectKind.SINK) {
            return Optional.empty();
        }
        ColumnOutlook outlook = outlook(object, reason);
        outlooks.put(object.name(), outlook);
        return Optional.of(outlook);
    }

    private ColumnOutlook outlook(PlannedObject object, Reason reason) throws SQLException {
        if (reason instanceof Reason.NotKnownYet notYet) {
            return new ColumnOutlook.Later(notYet.because());
        }
        Optional<ObjectName> unsettled = object.dependsOn().stream()
                .filter(input -> !(outlooks.get(input) instanceof ColumnOutlook.Same))
                .findFirst();
        if (unsettled.isPresent()) {
            return new ColumnOutlook.Later(
                    "it reads " + unsettled.get() + ", which is not in production in its new form");
        }
        if (reason instanceof Reason.SameSchema || reason instanceof Reason.DependsOn) {
            return new ColumnOutlook.Same();
        }
        Optional<String> query = texts.statement(object.name()).flatMap(QueryOf::view);
        if (query.isEmpty()) {
            return new ColumnOutlook.Later("only the server knows the columns of what reads an upstream");
        }
        ObjectName before = reason instanceof Reason.Moved moved ? moved.from() : object.name();
        return described(query.get(), reason instanceof Reason.New ? null : before);
    }

    private ColumnOutlook described(String query, ObjectName before) throws SQLException {
        try {
            List<Column> after = columns(session.describe(query));
            List<ColumnChange> found = before == null
                    ? ColumnChanges.between(List.of(), after)
                    : ColumnChanges.between(
                            columns(session.describe("SELECT * FROM " + Identifiers.quote(before))), after);
            changes += found.size();
            if (changes > MOST_CHANGES) {
                return new ColumnOutlook.Later("too many columns change for a plan");
            }
            return found.isEmpty() ? new ColumnOutlook.Same() : new ColumnOutlook.Changes(found);
        } catch (SQLException e) {
            return switch (SqlErrors.kind(e)) {
                case REFUSED, PERMISSION_DENIED ->
                    new ColumnOutlook.Later("production cannot describe the new query: " + SqlErrors.describe(e));
                case TRANSIENT, CONFLICT, CANCELLED -> throw e;
            };
        }
    }

    private List<Column> columns(List<DescribedColumn> described) throws SQLException {
        if (typeNames == null) {
            typeNames = TypeNames.of(session);
        }
        return described.stream()
                .map(column -> new Column(column.name(), type(column), null))
                .toList();
    }

    private String type(DescribedColumn column) {
        String name = typeNames.getOrDefault(Integer.toUnsignedLong(column.typeOid()), "type " + column.typeOid());
        return column.modifier() < 0 ? name : name + " (" + modifier(name, column.modifier()) + ")";
    }

    /** As PostgreSQL packs them. */
    private static String modifier(String type, int modifier) {
        return type.equals("numeric")
                ? ((modifier - 4) >> 16) + ", " + ((modifier - 4) & 0xffff)
                : Integer.toString(modifier - 4);
    }
}
